import type { Digest } from '../domain/digest.ts';
import type { Block, Inline, Message, StoryBlock } from '../domain/message.ts';
import type { Place } from '../domain/place.ts';
import type { DigestStyle } from '../domain/subscription.ts';
import { cutAtWord } from '../wording/cut-at-word.ts';
import { dayWords, nearTimeWords } from '../wording/dates.ts';
import { say, sayInline } from '../wording/say.ts';
import { footSentences, healthSentences, inLine, nextSentence, plain } from './foot.ts';
import { kindOfDay } from './kind-of-day.ts';
import { type Depth, storyBlock } from './story-block.ts';
import { uniqueLinks } from './unique-links.ts';
import { whatWasRead } from './what-was-read.ts';

export interface MessageOptions {
  readonly style: DigestStyle;
  /** Where it will be read. */
  readonly place: Place['kind'];
  /**
   * `posted` (unless said): by its schedule, for all. `now`: an answer that only the person sees. `preview`: what
   * would be posted at `digest.at`.
   */
  readonly occasion?: 'posted' | 'now' | 'preview';
  /** The place the digest is for as people call it (`#news`), for `now` and `preview`; absent in direct messages. */
  readonly placeName?: string;
}

const TITLE_LENGTH = 60;

/** Lays a digest out: title, what was read, stories, controls, foot; each kind of day in its own way. */
export function digestMessage(digest: Digest, options: MessageOptions): Message {
  const kind = kindOfDay(digest);
  const blocks =
    kind === 'empty' || kind === 'nothing-readable'
      ? [note(emptyLine(digest, options))]
      : filledBlocks(digest, options);
  return {
    title: digest.title,
    locale: digest.locale,
    blocks: uniqueLinks(digest, [...previewLine(digest, options), ...blocks]),
  };
}

function filledBlocks(digest: Digest, options: MessageOptions): readonly Block[] {
  const foot = inLine(
    options.occasion === 'now' ? privateFoot(digest, options.placeName) : footSentences(digest),
  );
  return [
    { kind: 'title', text: titleOf(digest) },
    note(plain(whatWasRead(digest))),
    ...storyBlocks(digest, depthOf(options)),
    { kind: 'divider' },
    controls(digest),
    ...(foot.length === 0 ? [] : [note(foot)]),
  ];
}

/** The full form is too long for a channel: there it is the short one. */
function depthOf({ style, place }: MessageOptions): Depth {
  if (style === 'headlines') return 'headline';
  return style === 'full' && place === 'person' ? 'long' : 'short';
}

/** `News digest, Tuesday 24 November`; a long name is cut, the day is not. */
function titleOf({ locale, zone, at, title }: Digest): string {
  const day = dayWords(locale, zone, at);
  return say(locale, 'digest.title', { name: cutAtWord(title, TITLE_LENGTH - day.length - 2), day });
}

/** The stories in order, numbered when there are several. */
export function storyBlocks(digest: Digest, depth: Depth): readonly StoryBlock[] {
  const { stories } = digest;
  return stories.map((story, index) =>
    storyBlock(digest, story, depth, stories.length > 1 ? index + 1 : undefined),
  );
}

function controls({ id, locale, stories }: Digest): Block {
  const buttons = [
    { kind: 'button', action: 'digest.more', value: id, label: say(locale, 'control.more') },
    { kind: 'button', action: 'digest.sources', value: id, label: say(locale, 'control.sources') },
  ] as const;
  if (stories.length < 2) return { kind: 'controls', buttons };
  const menu = {
    kind: 'menu',
    action: 'story.open',
    value: id,
    placeholder: say(locale, 'control.about-one-story'),
    options: stories.map(({ story, headline }) => ({ label: headline, value: story })),
  } as const;
  return { kind: 'controls', buttons, menu };
}

/** The one line of a day without stories. */
function emptyLine(digest: Digest, { occasion }: MessageOptions): readonly Inline[] {
  const { locale, zone, at, sourcesRead, next } = digest;
  const since = nearTimeWords(locale, zone, digest.since, at);
  if (occasion === 'now' && !digest.nothingReadable)
    return inLine([plain(say(locale, 'digest.nothing-new', { since })), ...nextSentence(digest)]);
  const first = digest.nothingReadable
    ? say(locale, 'digest.nothing-readable', { since })
    : say(locale, 'digest.empty', { since, sources: sourcesRead });
  const last =
    next === undefined
      ? []
      : [plain(say(locale, 'foot.next-digest', { when: nearTimeWords(locale, zone, next, at) }))];
  return inLine([plain(first), ...healthSentences(digest), ...last]);
}

function privateFoot(digest: Digest, placeName: string | undefined) {
  const { locale, zone, at, next } = digest;
  const first = plain(say(locale, 'foot.private'));
  if (next === undefined || placeName === undefined) return [first, ...nextSentence(digest)];
  const when = nearTimeWords(locale, zone, next, at);
  return [first, sayInline(locale, 'foot.next-in', { place: { kind: 'quoted', text: placeName }, when })];
}

function previewLine(digest: Digest, { occasion, placeName }: MessageOptions): readonly Block[] {
  if (occasion !== 'preview') return [];
  const { locale, zone, at, next } = digest;
  const when = nearTimeWords(locale, zone, at, at);
  const words = (): readonly Inline[] => {
    if (next === undefined) return plain(say(locale, 'digest.preview-now'));
    if (placeName === undefined) return plain(say(locale, 'digest.preview-here', { when }));
    return sayInline(locale, 'digest.preview', { place: { kind: 'quoted', text: placeName }, when });
  };
  return [{ kind: 'line', content: words().map(embolden) }];
}

function embolden(inline: Inline): Inline {
  return inline.kind === 'text' || inline.kind === 'quoted' ? { ...inline, bold: true } : inline;
}

function note(content: readonly Inline[]): Block {
  return { kind: 'note', content };
}
