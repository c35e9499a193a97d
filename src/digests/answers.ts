import type { Coverage, Digest, DigestStory } from '../domain/digest.ts';
import type { Block, Inline, Message } from '../domain/message.ts';
import { dayWords } from '../wording/dates.ts';
import { say } from '../wording/say.ts';
import { cutHeadline } from './cut-headline.ts';
import { messageSize, THREE_MESSAGES } from './message-size.ts';
import { ageOf, storyBlock } from './story-block.ts';
import { storyBlocks } from './to-message.ts';
import { uniqueLinks } from './unique-links.ts';

/** Slack takes five answers to a press; three are as much as anybody reads. */
const ROOM = THREE_MESSAGES;

/**
 * *More*: the long form of all stories, each sentence with its outlet. The renderer cuts it between stories; where
 * there are many stories, each gets fewer sentences.
 */
export function moreMessages(digest: Digest): readonly Message[] {
  const { locale, zone, at, stories } = digest;
  const first = say(locale, 'more.first-line', { stories: stories.length, day: dayWords(locale, zone, at) });
  const blocks = largestThatFits([5, 4, 3, 2, 1], (count) => [
    boldLine(first),
    ...storyBlocks(digest, 'long').map((block) => ({ ...block, sentences: block.sentences.slice(0, count) })),
  ]);
  return [answer(digest, blocks)];
}

/** *Sources*: the articles of every story, with outlet, link and time; where there are very many, the first ones. */
export function sourcesMessage(digest: Digest): Message {
  const { locale, zone, at, stories } = digest;
  const articles = stories.reduce((sum, { coverage }) => sum + coverage.length, 0);
  const day = dayWords(locale, zone, at);
  const first = say(locale, 'sources.first-line', { articles, stories: stories.length, day });
  const blocks = largestThatFits([100, 50, 20, 10, 5, 3, 2, 1], (count) => [
    boldLine(first),
    ...stories.map((story, index) =>
      sourceLines(digest, story, count, stories.length > 1 ? `${index + 1}. ` : ''),
    ),
  ]);
  return answer(digest, blocks);
}

/** *About one story*: its headline, up to five sentences with their outlets, and links to all outlets. */
export function storyCard(digest: Digest, story: DigestStory): Message {
  const card = storyBlock(digest, story, 'long');
  return answer(digest, [{ ...card, byline: outletLinks(digest, story) }]);
}

function answer(digest: Digest, blocks: readonly Block[]): Message {
  return { title: digest.title, locale: digest.locale, blocks: uniqueLinks(digest, blocks) };
}

function largestThatFits(counts: readonly number[], layOut: (count: number) => readonly Block[]) {
  const fitting = counts.find((count) => messageSize(layOut(count)) <= ROOM);
  return layOut(fitting ?? counts.at(-1) ?? 1);
}

function boldLine(text: string): Block {
  return { kind: 'line', content: [{ kind: 'text', text, bold: true }] };
}

function sourceLines(digest: Digest, story: DigestStory, count: number, number: string): Block {
  const { headline, coverage } = story;
  const rest = coverage.length - count;
  return {
    kind: 'line',
    content: [
      { kind: 'text', text: number, bold: true },
      { kind: 'quoted', text: headline, bold: true },
      ...coverage.slice(0, count).flatMap((article) => sourceLine(digest, article)),
      ...(rest > 0 ? [text(`\n${say(digest.locale, 'sources.more', { articles: rest })}`)] : []),
    ],
  };
}

function sourceLine(digest: Digest, { outlet, title, link, at }: Coverage): readonly Inline[] {
  const words = say(digest.locale, 'sources.article', { outlet, title: cutHeadline(title) });
  return [text('\n'), linked(words, link), text(' · '), ageOf(digest, at)];
}

/** Each outlet once, linked to its first article. */
function outletLinks(digest: Digest, { coverage, newest }: DigestStory): readonly Inline[] {
  const outlets = [...Map.groupBy(coverage, ({ outlet }) => outlet)].map(([outlet, articles]) =>
    linked(outlet, articles.find(({ link }) => link !== undefined)?.link),
  );
  return [
    ...outlets.flatMap((outlet, index) => (index === 0 ? [outlet] : [text(', '), outlet])),
    text(' · '),
    ageOf(digest, newest),
  ];
}

function linked(words: string, href: string | undefined): Inline {
  return href === undefined ? { kind: 'quoted', text: words } : { kind: 'link', text: words, href };
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}
