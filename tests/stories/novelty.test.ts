import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArticleId } from '../../src/domain/ids.ts';
import { difference } from '../../src/stories/difference.ts';
import { novelSentences } from '../../src/stories/novelty.ts';

const TOLD = {
  text: 'Fire destroyed a barn near Osk on Monday. Farmer Ilse Quist lost 14 cows. The cause is unknown.',
  language: 'en',
};
const newer = (text: string, title = '') => [{ id: 'n', title, text, language: 'en' }];
const textsOf = (text: string, title = '') =>
  novelSentences([TOLD], newer(text, title), 5).map(({ start, end }) => text.slice(start, end));

test('what was told brings nothing, in whatever order', () => {
  expect(textsOf(TOLD.text)).toEqual([]);
  expect(textsOf('Near Osk, fire destroyed a barn. The cause is unknown. Fourteen cows were lost.')).toEqual(
    [],
  );
});

test('a new number, name or quotation is news', () => {
  const text =
    'Fire destroyed a barn near Osk. Insurers put the damage at 250,000 crowns. Police arrested Dario Penhale yesterday.';
  expect(textsOf(text)).toEqual(expect.arrayContaining(['Insurers put the damage at 250,000 crowns.']));
  expect(textsOf(text).join()).toContain('Dario Penhale');
  expect(textsOf(text).join()).not.toContain('destroyed');
});

test('what the headline announces is news though it names nobody', () => {
  const text = 'The fire in the barn near Osk was set on purpose. Ilse Quist lost 14 cows.';
  expect(textsOf(text, 'Barn fire near Osk was arson, set on purpose')).toEqual([
    'The fire in the barn near Osk was set on purpose.',
  ]);
});

test('two articles that bring the same bring it once', () => {
  const one = { id: 'a', text: 'Insurers put the damage at 250,000 crowns.', language: 'en' };
  const two = { id: 'b', text: 'Insurers estimate damage of 250,000 crowns.', language: 'en' };
  expect(novelSentences([TOLD], [one, two], 5)).toHaveLength(1);
});

test('a text in a language in which nothing was told is passed over', () => {
  const text = 'Die Versicherung schätzt den Schaden auf 250.000 Kronen.';
  expect(novelSentences([TOLD], [{ id: 'de', text, language: 'de' }], 5)).toEqual([]);
});

test('sentences are slices of their article, best first, at most the limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.lorem({ mode: 'sentences', maxCount: 4 }), { maxLength: 4 }),
      fc.nat(4),
      (texts, limit) => {
        const articles = texts.map((text, index) => ({ id: `${index}`, text }));
        const found = novelSentences([TOLD], articles, limit);
        expect(found.length).toBeLessThanOrEqual(limit);
        for (const { id, start, end } of found) {
          const text = articles.find((article) => article.id === id)?.text ?? '';
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          expect(end).toBeGreaterThan(start);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('the line of difference is the sentence that only another outlet has', () => {
  const text =
    'Fire destroyed a barn near Osk. The owner had asked for 3 hydrants in 2019, records of Lund county show.';
  const found = difference([TOLD.text], [{ id: 'x' as ArticleId, outlet: 'Ledger', text, language: 'en' }]);
  expect(found?.outlet).toBe('Ledger');
  expect(found?.text).toContain('hydrants');
  expect(text.slice(found?.start, found?.end)).toBe(found?.text);
});

test('there is no line of difference when nobody has anything of their own', () => {
  expect(
    difference([TOLD.text], [{ id: 'x' as ArticleId, outlet: 'Ledger', text: TOLD.text }]),
  ).toBeUndefined();
  expect(difference([TOLD.text], [])).toBeUndefined();
});

test('the line of difference is never longer than asked for, and never one that leans on the sentence before', () => {
  const text =
    'Fire destroyed a barn near Osk. He had asked for 3 hydrants in Lund. The owner, Marten Sund, had asked the council of Lund county in 2019 for 3 hydrants.';
  const others = [{ id: 'x' as ArticleId, outlet: 'Ledger', text, language: 'en' }];
  expect(difference([TOLD.text], others)?.text).toMatch(/^The owner/);
  expect(difference([TOLD.text], others, 60)).toBeUndefined();
  expect(difference([TOLD.text], others, 90)?.text).toMatch(/^The owner/);
});
