import type { Ailment, Digest } from '../domain/digest.ts';
import type { Inline } from '../domain/message.ts';
import { nearTimeWords } from '../wording/dates.ts';
import { say, sayInline } from '../wording/say.ts';
import { isQuiet } from './kind-of-day.ts';

/** Sources that the foot names; the rest is counted. */
const NAMED = 2;
/** The longest a source's name or the reason is shown. */
const NAME_LENGTH = 40;

type Sentence = readonly Inline[];

/** The last grey line of a posted digest: when the next one comes, what was left out, what is not well. */
export function footSentences(digest: Digest): readonly Sentence[] {
  return [...nextSentence(digest), ...omissionSentences(digest), ...healthSentences(digest)];
}

export function nextSentence(digest: Digest): readonly Sentence[] {
  const { locale, zone, at, next } = digest;
  if (next === undefined) return [];
  return [plain(say(locale, 'foot.next', { when: nearTimeWords(locale, zone, next, at) }))];
}

function omissionSentences({ locale, omissions, catchUp }: Digest): readonly Sentence[] {
  const muted = omissions
    .filter(({ reason }) => reason === 'muted')
    .reduce((sum, { articles }) => sum + articles, 0);
  const leftOut = omissions.filter(({ reason }) => reason === 'over-size').length;
  return [
    ...(muted === 0 ? [] : [plain(say(locale, 'foot.muted', { articles: muted }))]),
    ...(leftOut === 0 || catchUp === undefined
      ? []
      : [plain(say(locale, 'foot.left-out', { stories: leftOut }))]),
  ];
}

/** The sources that are not well; on a quiet day, that all were read. */
export function healthSentences(digest: Digest): readonly Sentence[] {
  const { locale, ailments, sourcesRead } = digest;
  if (ailments.length === 0)
    return isQuiet(digest) && sourcesRead > 0
      ? [plain(say(locale, 'foot.all-read', { sources: sourcesRead }))]
      : [];
  const more = ailments.length - NAMED;
  return [
    ...ailments.slice(0, NAMED).map((ailment) => ailmentSentence(digest, ailment)),
    ...(more > 0 ? [plain(say(locale, 'foot.more-not-read', { sources: more }))] : []),
  ];
}

function ailmentSentence({ locale, zone, at }: Digest, { title, since, reason }: Ailment): Sentence {
  const source: Inline = { kind: 'quoted', text: title.slice(0, NAME_LENGTH) };
  const why: Inline = { kind: 'quoted', text: reason.slice(0, NAME_LENGTH) };
  if (since === undefined) return sayInline(locale, 'foot.never-read', { source, reason: why });
  const when = nearTimeWords(locale, zone, since, at);
  return sayInline(locale, 'foot.not-read-since', { source, since: when, reason: why });
}

export function plain(words: string): Sentence {
  return [{ kind: 'text', text: words }];
}

/** Sentences in one line. */
export function inLine(sentences: readonly Sentence[]): Sentence {
  return sentences.flatMap((sentence, index) => (index === 0 ? sentence : [...plain(' '), ...sentence]));
}
