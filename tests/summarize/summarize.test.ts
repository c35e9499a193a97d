import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type MethodName, summarize } from '../../src/summarize/index.ts';
import { METHODS } from '../../src/summarize/summarize.ts';

const names = Object.keys(METHODS) as MethodName[];

const ARTICLE = `A dam burst above the town of Arvika on Monday, and 300 people were taken to safety, the county said.
The water rose by two metres within an hour and flooded the main street. Nobody was hurt. "We heard a roar," said
Anna Berg, who lives by the river. The dam was built in 1931 and was to be repaired next year, the county said.
Engineers had warned of cracks in the dam in March. The railway to Oslo is closed until Thursday.`;

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        'The dam burst.',
        'Er ging.',
        '他说。',
        ' ',
        '\n\n',
        '"',
        '…',
        '\ud800',
        '\u200f',
        'A',
        '1.5',
      ),
      {
        maxLength: 60,
      },
    )
    .map((pieces) => pieces.join('')),
);

function wordsOf(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

describe('summarize', () => {
  it('answers with three sentences of the text in its order unless said otherwise', () => {
    const found = summarize(ARTICLE, { language: 'en' });
    expect(found).toHaveLength(3);
    expect(found[0]?.text).toMatch(/^A dam burst above/);
    expect(found.map(({ start }) => start)).toEqual(found.map(({ start }) => start).sort((a, b) => a - b));
  });

  it('keeps to a budget of words, and says nothing when no sentence fits', () => {
    const found = summarize(ARTICLE, { language: 'en', words: 30 });
    expect(found.length).toBeGreaterThan(0);
    expect(found.reduce((sum, { text }) => sum + wordsOf(text), 0)).toBeLessThanOrEqual(30);
    expect(summarize(ARTICLE, { language: 'en', words: 2 })).toEqual([]);
  });

  it('says a repeated sentence once', () => {
    expect(summarize('The dam burst on Monday near Oslo. '.repeat(40), { language: 'en' })).toHaveLength(1);
  });

  it('leaves out what belongs to the page and trims the dateline by offsets alone', () => {
    const text = `KYIV, Nov 3 (Reuters) — ${ARTICLE} Read more: all our stories. Follow us on social media.`;
    const found = summarize(text, { language: 'en', sentences: 9 });
    expect(found[0]?.text.startsWith('A dam burst')).toBe(true);
    expect(found.some((sentence) => /Read more|Follow us/.test(sentence.text))).toBe(false);
  });

  it('reads a text of several joined articles as one story and does not tell its lead twice', () => {
    const other = ARTICLE.replace(
      'A dam burst above the town of Arvika on Monday',
      'On Monday a dam above Arvika burst',
    );
    const filler =
      ' The county has set up beds in the school of the town, where the Red Cross gives out food. Trains run again on Friday at the earliest, the railway said. The mayor thanked the fire brigade for its work. Insurers expect claims of ten million. The prime minister will visit Arvika on Wednesday with her minister.';
    const joined = `${ARTICLE}${filler.repeat(2)}\n\n${other}${filler.repeat(2)}`;
    const found = summarize(joined, { language: 'en' });
    expect(found.filter(({ text }) => /burst/.test(text))).toHaveLength(1);
  });

  it('takes the language from the text when it is not given', () => {
    expect(summarize(ARTICLE)).toEqual(summarize(ARTICLE, { language: 'en' }));
  });

  it.each(['', ' \n ', '…', '|---|---|', '\ud800', '\u200f\u200f'])(
    'answers %j with at most what it holds',
    (text) => {
      for (const { text: found, start, end } of summarize(text)) expect(text.slice(start, end)).toBe(found);
    },
  );

  it.each([
    ['one word', 'Flood', 1],
    ['capitals', 'THE DAM BURST ON MONDAY. NOBODY WAS HURT. TRAINS STAND STILL.', 3],
    ['no punctuation', 'the dam burst on monday and nobody was hurt', 1],
    ['Chinese', '大坝周一决堤。没有人受伤。铁路关闭到星期四。县里说，三百人被送到安全地带。', 3],
    ['Arabic', 'انهار السد يوم الاثنين. لم يصب أحد بأذى. أغلق الخط الحديدي.', 3],
  ])('answers %s', (_, text, count) => {
    expect(summarize(text)).toHaveLength(count);
  });

  test.each(names)('%s quotes exactly, in order, without overlap, and never more than asked', (method) => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 6 }), fc.boolean(), (text, size, byWords) => {
        const found = summarize(text, {
          method,
          language: 'en',
          ...(byWords ? { words: size } : { sentences: size }),
        });
        let last = 0;
        for (const { text: slice, start, end } of found) {
          expect(text.slice(start, end)).toBe(slice);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        if (byWords) expect(found.reduce((sum, one) => sum + wordsOf(one.text), 0)).toBeLessThanOrEqual(size);
        else expect(found.length).toBeLessThanOrEqual(size);
      }),
      { numRuns: 60 },
    );
  });

  const naughty = new URL('../../../shared/data/blns.json', import.meta.url);
  test.skipIf(!existsSync(naughty))('survives naughty strings (skipped without ../shared/data)', () => {
    const texts = JSON.parse(readFileSync(naughty, 'utf8')) as string[];
    for (const text of [...texts, texts.join(' '), texts.join('\n\n')])
      for (const { text: slice, start, end } of summarize(text)) expect(text.slice(start, end)).toBe(slice);
  });

  it('answers five megabytes', () => {
    expect(summarize(`${ARTICLE}\n\n`.repeat(9_000), { language: 'en' })).toHaveLength(3);
    expect(summarize('x'.repeat(5_000_000), { language: 'en' }).length).toBeLessThanOrEqual(1);
  });
});
