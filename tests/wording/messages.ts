import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import type { Quotation } from '../../src/domain/digest.ts';
import type { ArticleId, StoryId } from '../../src/domain/ids.ts';
import type { Block, Inline, Message, StoryBlock } from '../../src/domain/message.ts';

const AT = Temporal.Instant.from('2026-11-24T05:05:00Z');
/** What stands for a moment in these messages, so that drawn ages can be compared with it. */
export const AGE = 'AGE';

/** Texts that break what is drawn carelessly. */
const HOSTILE = [
  '<!channel> <@U123> <#C1|general> &lt;b&gt; &amp;',
  '@everyone @here <@&1234> <@!99> <t:0:R> </digest:1> <id:customize>',
  '[click](https://evil.example) https://evil.example/a_b_(c) <https://evil.example|x>',
  '*bold* _italic_ ~strike~ `code` ```block``` ||spoiler|| > quote :smile: :100:',
  '- list',
  '1. list',
  '-# small',
  '# heading',
  'حريق في العبارة ألفا',
  'אש על המעבורת \u202eevil\u202c \u2067open',
  'a\u0000b\ud800c\udc00d',
  '👩‍👩‍👧‍👦🇩🇪'.repeat(20),
  '橋'.repeat(700),
  'x'.repeat(10_000),
  'word '.repeat(900),
  '\u0301'.repeat(300),
  '   ',
];

const naughty = resolve(import.meta.dirname, '../../../shared/data/blns.json');
const naughtyStrings: readonly string[] = existsSync(naughty)
  ? JSON.parse(readFileSync(naughty, 'utf8'))
  : [];
if (naughtyStrings.length === 0)
  console.log('Without the naughty strings: ../shared/data/blns.json is missing.');

const words = fc.oneof(
  { weight: 3, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE, ...naughtyStrings) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://a.example/(b)|c>',
    `https://a.example/${'x'.repeat(900)}`,
    '',
  ),
);

const quotation: fc.Arbitrary<Quotation> = fc
  .record({ text: words, outlet: words })
  .map(({ text, outlet }) => ({ article: 'article' as ArticleId, outlet, text, start: 0, end: text.length }));

const inline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: words, bold: fc.boolean() }),
  fc.record({ kind: fc.constant('quoted' as const), text: words }),
  fc.record({ kind: fc.constant('link' as const), text: words, href: address }),
  fc.constant({ kind: 'age' as const, at: AT, fallback: AGE }),
  fc.record({ kind: fc.constant('code' as const), text: words }),
);
const inlines = fc.array(inline, { maxLength: 6 });

const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

/** Without the members that are undefined. */
function dense<Whole>(whole: object): Whole {
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as Whole;
}

const storyBlock: fc.Arbitrary<StoryBlock> = fc
  .record({
    kind: fc.constant('story' as const),
    story: fc.stringMatching(/^[a-z0-9]{20}$/),
    number: optional(fc.integer({ min: 1, max: 200 })),
    label: optional(fc.constant('Update:')),
    headline: words,
    link: optional(address),
    sentences: fc.array(quotation, { maxLength: 5 }),
    outletPerSentence: fc.boolean(),
    difference: optional(fc.record({ label: words.map((outlet) => `Only in ${outlet}:`), quotation })),
    byline: inlines,
  })
  .map((story) => dense<StoryBlock>({ ...story, story: story.story as StoryId }));

const controls: fc.Arbitrary<Block> = fc
  .record({
    buttons: fc.array(fc.record({ label: words, action: fc.constantFrom('digest.more', 'story.why') }), {
      maxLength: 4,
    }),
    options: fc.array(fc.record({ label: words, value: fc.stringMatching(/^[a-z0-9]{20}$/) }), {
      maxLength: 40,
    }),
  })
  .map(({ buttons, options }) => ({
    kind: 'controls',
    buttons: buttons.map((button) => ({ kind: 'button', value: 'digest1', ...button })),
    menu: { kind: 'menu', action: 'story.open', value: 'digest1', placeholder: 'About one story…', options },
  }));

const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 6, arbitrary: storyBlock },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('note' as const, 'line' as const), content: inlines }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('quotations' as const),
      quotations: fc.array(quotation, { maxLength: 3 }),
    }),
  },
);

/** Any message: a title, what comes, controls, a foot. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .record({
    title: words,
    blocks: fc.array(block, { maxLength: 12 }),
    controls: optional(controls),
    foot: inlines,
  })
  .map(({ title, blocks, controls, foot }) => ({
    title: 'News digest',
    locale: 'en',
    blocks: [
      { kind: 'title', text: title },
      ...blocks,
      ...(controls === undefined
        ? []
        : [{ kind: 'divider' } as const, controls, { kind: 'note', content: foot } as const]),
    ],
  }));

/** Only what is read: without white space, invisible marks and the dots between the parts of a grey line. */
export function lettersOf(text: string): string {
  return text.toWellFormed().replace(/[\s\p{Cc}\p{White_Space}\u2028\u2029\u2060\u2066-\u2069·]/gu, '');
}

/** The words of all quotations of a message, in order. */
export function quotedLetters(blocks: readonly Block[]): string {
  const all = blocks.flatMap((block) => {
    if (block.kind === 'quotations') return block.quotations;
    if (block.kind !== 'story') return [];
    return block.difference === undefined
      ? block.sentences
      : [...block.sentences, block.difference.quotation];
  });
  return lettersOf(all.map(({ text }) => text).join(' '));
}

/** A digest far too large: so many stories, each of a readable size. */
export function longMessage(count: number, closing: readonly Block[]): Message {
  const stories = fc.sample(storyBlock, { numRuns: count, seed: 7 }).map((story, index): StoryBlock => {
    const sentences = story.sentences.map((sentence) => ({ ...sentence, text: sentence.text.slice(0, 160) }));
    return { ...story, number: index + 1, sentences };
  });
  const title: Block = { kind: 'title', text: 'News digest, Tuesday 24 November' };
  return { title: 'News digest', locale: 'en', blocks: [title, ...stories, ...closing] };
}
