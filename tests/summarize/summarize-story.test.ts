import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeStory } from '../../src/summarize/index.ts';

const first = {
  outlet: 'Harbour Post',
  language: 'en',
  text: 'A dam burst above Arvika on Monday and 300 people were taken to safety, the county said. The water rose by two metres within an hour. Trains to Oslo stand still.',
};
const second = {
  outlet: 'Valley News',
  language: 'en',
  text: 'A dam burst above Arvika on Monday and 300 people were taken to safety, the county said. Yonhap reported that engineers had warned of cracks in the dam in March. He added that repairs were planned. However, it was too late.',
};

describe('summarizeStory', () => {
  it('quotes each article exactly and names it', () => {
    for (const { article, text, start, end } of summarizeStory([first, second], { sentences: 5 }))
      expect([first, second][article]?.text.slice(start, end)).toBe(text);
  });

  it('opens with the opening of an article', () => {
    expect(summarizeStory([second, first])[0]?.start).toBe(0);
  });

  it('tells no fact twice and adds what the other alone knows, with its attribution', () => {
    const texts = summarizeStory([first, second], { sentences: 4 }).map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('A dam burst'))).toHaveLength(1);
    expect(texts).toContain('Yonhap reported that engineers had warned of cracks in the dam in March.');
  });

  it('takes a sentence that leans only after the one it leans on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.boolean(), (sentences, turned) => {
        const articles = turned ? [second, first] : [first, second];
        const texts = summarizeStory(articles, { sentences }).map(({ text }) => text);
        if (texts.some((text) => text.startsWith('He added')))
          expect(texts.some((text) => text.startsWith('Yonhap'))).toBe(true);
        if (texts.some((text) => text.startsWith('However')))
          expect(texts.some((text) => text.startsWith('He added'))).toBe(true);
        expect(texts.length).toBeLessThanOrEqual(sentences);
      }),
    );
  });

  it('answers no articles, and articles without text, with nothing', () => {
    expect(summarizeStory([])).toEqual([]);
    expect(summarizeStory([{ text: '' }, { text: '  \n' }])).toEqual([]);
    expect(summarizeStory([{ text: '' }, first], { sentences: 1 })[0]?.article).toBe(1);
  });
});
