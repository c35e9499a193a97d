import type { Digest, DigestStory } from '../domain/digest.ts';
import type { Inline, StoryBlock } from '../domain/message.ts';
import { cutAtWord } from '../wording/cut-at-word.ts';
import { dateTimeWords, weekdayWords } from '../wording/dates.ts';
import { languageName } from '../wording/language-name.ts';
import { listNames } from '../wording/list.ts';
import { quoted } from '../wording/quoted.ts';
import { say, sayInline } from '../wording/say.ts';

/** How much of a story is shown: the headline, the short summary, or the long one with outlets. */
export type Depth = 'headline' | 'short' | 'long';

/** The longest an outlet's name is shown. */
const OUTLET_LENGTH = 40;

/** A story as a block; its number only where there are several. */
export function storyBlock(digest: Digest, story: DigestStory, depth: Depth, number?: number): StoryBlock {
  const { locale } = digest;
  const only = depth === 'short' ? story.difference : undefined;
  return {
    kind: 'story',
    story: story.story,
    ...(number === undefined ? {} : { number }),
    ...(story.update === undefined ? {} : { label: say(locale, 'story.update') }),
    headline: story.headline,
    ...(story.link === undefined ? {} : { link: story.link }),
    sentences: { headline: [], short: story.sentences, long: story.long }[depth],
    ...(depth === 'long' ? { outletPerSentence: true } : {}),
    ...(only === undefined
      ? {}
      : { difference: { label: say(locale, 'story.only-in', { outlet: only.outlet }), quotation: only } }),
    byline: depth === 'headline' ? headlineByline(digest, story) : byline(digest, story),
  };
}

/** `Harbour Post and 3 more`. */
function headlineByline({ locale }: Digest, story: DigestStory): readonly Inline[] {
  const [first = '', ...others] = outletNames(story);
  const text = others.length === 0 ? first : say(locale, 'list.more', { first, count: others.length });
  return join([[{ kind: 'quoted', text }], ...languagePart(locale, story)]);
}

/** Who and when: outlets, age, what is special. */
function byline(digest: Digest, story: DigestStory): readonly Inline[] {
  const { locale } = digest;
  const outlets: Inline = { kind: 'quoted', text: listNames(locale, outletNames(story)) };
  return join([
    [outlets],
    [ageOf(digest, story.newest)],
    ...languagePart(locale, story),
    ...updatePart(digest, story),
    ...(story.excerpt === true ? [[text(say(locale, 'story.excerpt'))]] : []),
  ]);
}

export function ageOf({ locale, zone }: Digest, at: Temporal.Instant): Inline {
  return { kind: 'age', at, fallback: dateTimeWords(locale, zone, at) };
}

function languagePart(locale: string, { language }: DigestStory): readonly Inline[][] {
  if (language === undefined || language === locale.split('-')[0]) return [];
  const name = languageName(locale, language);
  return name === undefined ? [] : [[text(say(locale, 'story.language', { language: name }))]];
}

function updatePart({ locale, zone }: Digest, { update }: DigestStory): readonly (readonly Inline[])[] {
  if (update === undefined) return [];
  const words = say(locale, 'story.digest-of', { day: weekdayWords(locale, zone, update.toldAt) });
  const link: Inline =
    update.link === undefined ? text(words) : { kind: 'link', text: words, href: update.link };
  return [sayInline(locale, 'story.new-since', { link })];
}

/** The outlets of a story, the lead's first, each once. */
function outletNames({ coverage }: DigestStory): readonly string[] {
  return [...new Set(coverage.map(({ outlet }) => quoted(cutAtWord(outlet, OUTLET_LENGTH))))];
}

function join(parts: readonly (readonly Inline[])[]): readonly Inline[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [text(' · '), ...part]));
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}
