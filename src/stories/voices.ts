import { fingerprint, sameText } from './same-text.ts';

/** What tells one voice from another. */
export interface Voice {
  readonly outlet: string;
  readonly wire?: string;
  readonly text?: string;
}

/**
 * The articles by independent voice: those of one outlet, of one agency, or with the same text are one voice.
 * Each group keeps the order of the articles, and the groups that of their first ones.
 */
export function groupVoices<Article extends Voice>(
  articles: readonly Article[],
): readonly (readonly Article[])[] {
  const prints = articles.map((article) => fingerprint(article.text ?? ''));
  const owner = articles.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (owner[at] !== at) at = owner[at] ?? at;
    return at;
  };
  for (let later = 1; later < articles.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const [a, b, printA, printB] = [articles[earlier], articles[later], prints[earlier], prints[later]];
      if (a === undefined || b === undefined || printA === undefined || printB === undefined) continue;
      if (oneVoice(a, b) || sameText(printA, printB)) owner[find(later)] = find(earlier);
    }
  }
  const groups = new Map<number, Article[]>();
  articles.forEach((article, index) => {
    const root = find(index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [article]);
    else group.push(article);
  });
  return [...groups.values()];
}

/** How many independent voices tell the story. */
export function countVoices(articles: readonly Voice[]): number {
  return groupVoices(articles).length;
}

function oneVoice(a: Voice, b: Voice): boolean {
  return a.outlet === b.outlet || (a.wire !== undefined && a.wire === b.wire);
}
