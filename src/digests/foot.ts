import type { Ailment, Digest } from '../domain/digest.ts';
import type { Inline } from '../domain/message.ts';
import { cutAtWord } from '../wording/cut-at-word.ts';
import { nearTimeWords } from '../wording/dates.ts';
import { plainText } from '../wording/plain-text.ts';
import { say, sayInline } from '../wording/say.ts';
import { isQuiet } from './kind-of-day.ts';

/** The most that the foot may say, in characters. */
const FOOT = 250;
/** The longest a source's name and the reason are shown. */
const NAME = 40;
const REASON = 60;

type Sentence = readonly Inline[];

/** The last grey line of a posted digest: when the next one comes, what was left out, what is not well. */
export function footSentences(digest: Digest): readonly Sentence[] {
  const first = [...nextSentence(digest), ...omissionSentences(digest)];
  return [...first, ...healthSentences(digest, FOOT - lengthOf(first))];
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

/** The sources that are not well, named while there is room; on a quiet day, that all were read. */
export function healthSentences(digest: Digest, room = FOOT): readonly Sentence[] {
  const { locale, ailments, sourcesRead } = digest;
  if (ailments.length === 0)
    return isQuiet(digest) && sourcesRead > 0
      ? [plain(say(locale, 'foot.all-read', { sources: sourcesRead }))]
      : [];
  const named = ailments.map((ailment) => ailmentSentence(digest, ailment));
  if (lengthOf(named) <= room) return named;
  const counted = (count: number) => [
    ...named.slice(0, count),
    plain(
      say(locale, count === 0 ? 'foot.not-read' : 'foot.more-not-read', { sources: named.length - count }),
    ),
  ];
  const fitting = named.findLastIndex((_, index) => lengthOf(counted(index)) <= room);
  return counted(Math.max(0, fitting));
}

function lengthOf(sentences: readonly Sentence[]): number {
  return sentences.reduce(
    (sum, sentence) => sum + 1 + plainText([{ kind: 'note', content: sentence }]).length,
    0,
  );
}

function ailmentSentence({ locale, zone, at }: Digest, { title, since, reason }: Ailment): Sentence {
  const source: Inline = { kind: 'quoted', text: cutAtWord(title, NAME) };
  const why =
    reason === ''
      ? ''
      : say(locale, 'foot.reason', { reason: cutAtWord(reason.replace(/\.$/u, ''), REASON) });
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
