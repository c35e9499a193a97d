import type { Coverage, Digest, DigestStory } from '../domain/digest.ts';
import type { Block, Inline, Message } from '../domain/message.ts';
import { dayWords } from '../wording/dates.ts';
import { say } from '../wording/say.ts';
import { cutHeadline } from './cut-headline.ts';
import { ageOf, storyBlock } from './story-block.ts';
import { storyBlocks } from './to-message.ts';

/** *More*: the long form of all stories, each sentence with its outlet. The renderer cuts it between stories. */
export function moreMessages(digest: Digest): readonly Message[] {
  const { locale, zone, at, stories } = digest;
  const first = say(locale, 'more.first-line', { stories: stories.length, day: dayWords(locale, zone, at) });
  return [answer(digest, [boldLine(first), ...storyBlocks(digest, 'long')])];
}

/** *Sources*: every article of every story, with outlet, link and time. */
export function sourcesMessage(digest: Digest): Message {
  const { locale, zone, at, stories } = digest;
  const articles = stories.reduce((sum, { coverage }) => sum + coverage.length, 0);
  const day = dayWords(locale, zone, at);
  const first = say(locale, 'sources.first-line', { articles, stories: stories.length, day });
  const lists = stories.map((story, index) =>
    sourceLines(digest, story, stories.length > 1 ? index + 1 : undefined),
  );
  return answer(digest, [boldLine(first), ...lists]);
}

/** *About one story*: its headline, up to five sentences with their outlets, and links to all outlets. */
export function storyCard(digest: Digest, story: DigestStory): Message {
  const card = storyBlock(digest, story, 'long');
  return answer(digest, [{ ...card, byline: outletLinks(digest, story) }]);
}

function answer({ title, locale }: Digest, blocks: readonly Block[]): Message {
  return { title, locale, blocks };
}

function boldLine(text: string): Block {
  return { kind: 'line', content: [{ kind: 'text', text, bold: true }] };
}

function sourceLines(digest: Digest, { headline, coverage }: DigestStory, number?: number): Block {
  const heading: readonly Inline[] = [
    ...(number === undefined ? [] : [{ kind: 'text', text: `${number}. `, bold: true } as const]),
    { kind: 'quoted', text: headline, bold: true },
  ];
  const lines = coverage.flatMap((article): readonly Inline[] => [
    { kind: 'text', text: '\n' },
    sourceLink(digest, article),
    { kind: 'text', text: ' · ' },
    ageOf(digest, article.at),
  ]);
  return { kind: 'line', content: [...heading, ...lines] };
}

function sourceLink({ locale }: Digest, { outlet, title, link }: Coverage): Inline {
  const text = say(locale, 'sources.article', { outlet, title: cutHeadline(title) });
  return link === undefined ? { kind: 'quoted', text } : { kind: 'link', text, href: link };
}

/** Each outlet once, linked to its first article. */
function outletLinks(digest: Digest, { coverage, newest }: DigestStory): readonly Inline[] {
  const outlets = [...Map.groupBy(coverage, ({ outlet }) => outlet)].map(([outlet, articles]): Inline => {
    const href = articles.find(({ link }) => link !== undefined)?.link;
    return href === undefined ? { kind: 'quoted', text: outlet } : { kind: 'link', text: outlet, href };
  });
  const comma: Inline = { kind: 'text', text: ', ' };
  return [
    ...outlets.flatMap((outlet, index) => (index === 0 ? [outlet] : [comma, outlet])),
    { kind: 'text', text: ' · ' },
    ageOf(digest, newest),
  ];
}
