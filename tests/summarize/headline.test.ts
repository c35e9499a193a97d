import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEADLINE_LIMIT, headline } from '../../src/summarize/index.ts';

describe('headline', () => {
  it('is the first sentence without its full stop', () => {
    expect(headline('The dam burst on Monday. Nobody was hurt.', 'en')?.text).toBe('The dam burst on Monday');
  });

  it('ends a long sentence where a clause ends', () => {
    const text =
      'Russian Defense Minister Sergei Shoigu said Moscow was in discussions about joint drills with North Korea, amid U.S. concerns about enhanced military relations between the two countries.';
    expect(headline(text, 'en')?.text).toBe(
      'Russian Defense Minister Sergei Shoigu said Moscow was in discussions about joint drills with North Korea',
    );
  });

  it('passes over datelines, quotations and sentences that lean', () => {
    expect(headline('KYIV (Reuters) — Trains stand still. He left.', 'en')?.text).toBe('Trains stand still');
    expect(headline('"We heard a roar," she said. The dam burst.', 'en')?.text).toBe('The dam burst');
    expect(headline('He was late. The dam burst.', 'en')?.text).toBe('The dam burst');
  });

  it('keeps the stop of an abbreviation and a question', () => {
    expect(headline('Trains go on in the U.S.', 'en')?.text).toBe('Trains go on in the U.S.');
    expect(headline('Who broke the dam?', 'en')?.text).toBe('Who broke the dam?');
  });

  it('is undefined without words', () => {
    expect(headline('')).toBeUndefined();
    expect(headline(' … — ')).toBeUndefined();
  });

  it('is an exact, short slice of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const found = headline(text, 'en');
        if (found === undefined) return;
        expect(text.slice(found.start, found.end)).toBe(found.text);
        expect(found.text.length).toBeLessThanOrEqual(HEADLINE_LIMIT);
        expect(found.text.length).toBeGreaterThan(0);
      }),
    );
  });
});
