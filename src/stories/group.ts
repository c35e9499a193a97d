import { idOf } from '../domain/ids.ts';

export interface GroupArticle {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly published?: Temporal.Instant;
  readonly outlet?: string;
  readonly language?: string;
}

export interface Grouped {
  readonly story: string;
  readonly merges: readonly { readonly from: string; readonly into: string }[];
}

export interface GrouperOptions {
  /** A story that was quiet for longer than this takes no more articles. */
  readonly windowHours?: number;
  readonly threshold?: number;
}

export interface Grouper {
  add(article: GroupArticle): Grouped;
  restore(article: GroupArticle, story: string): void;
  resolve(story: string): string;
}

interface Member {
  story: string;
  vector: Map<string, number>;
  at: number | undefined;
}

export function createGrouper(options: GrouperOptions = {}): Grouper {
  const threshold = options.threshold ?? 0.25;
  const window = (options.windowHours ?? 72) * 3_600_000;
  const frequency = new Map<string, number>();
  const members: Member[] = [];
  const postings = new Map<string, Member[]>();
  const sizes = new Map<string, number>();

  function learn(article: GroupArticle): Member {
    const counts = new Map<string, number>();
    for (const word of article.title.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])
      counts.set(word, (counts.get(word) ?? 0) + 2);
    for (const word of article.text
      .slice(0, 800)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [])
      counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const word of counts.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
    const total = members.length + 1;
    const vector = new Map<string, number>();
    let norm = 0;
    for (const [word, count] of counts) {
      const weight = (1 + Math.log(count)) * Math.log(1 + total / (frequency.get(word) ?? 1));
      vector.set(word, weight);
      norm += weight * weight;
    }
    const best = [...vector].sort((a, b) => b[1] - a[1]).slice(0, 60);
    return {
      story: '',
      vector: new Map(best.map(([word, weight]) => [word, weight / Math.sqrt(norm)])),
      at: article.published?.epochMilliseconds,
    };
  }

  function keep(member: Member): void {
    members.push(member);
    sizes.set(member.story, (sizes.get(member.story) ?? 0) + 1);
    for (const word of [...member.vector.keys()].slice(0, 24)) {
      const list = postings.get(word);
      if (list === undefined) postings.set(word, [member]);
      else list.push(member);
    }
  }

  function nearest(member: Member): string | undefined {
    const candidates = new Set<Member>();
    for (const word of [...member.vector.keys()].slice(0, 24))
      for (const other of postings.get(word) ?? []) candidates.add(other);
    const sums = new Map<string, number>();
    for (const other of candidates) {
      if (member.at !== undefined && other.at !== undefined && Math.abs(member.at - other.at) > window)
        continue;
      let cosine = 0;
      for (const [word, weight] of member.vector) cosine += weight * (other.vector.get(word) ?? 0);
      sums.set(other.story, (sums.get(other.story) ?? 0) + cosine);
    }
    let best: string | undefined;
    let bestScore = threshold;
    for (const [story, sum] of sums) {
      const score = sum / (sizes.get(story) ?? 1);
      if (score > bestScore) [best, bestScore] = [story, score];
    }
    return best;
  }

  return {
    add(article) {
      const member = learn(article);
      member.story = nearest(member) ?? idOf('story', article.id);
      keep(member);
      return { story: member.story, merges: [] };
    },
    restore(article, story) {
      const member = learn(article);
      member.story = story;
      keep(member);
    },
    resolve: (story) => story,
  };
}
