import { describe, expect, it } from 'vitest';
import { summarizeStory } from '../../src/summarize/index.ts';
import { isCaption, trim } from '../../src/summarize/trim.ts';

const feature = {
  title: 'The clerk who wrote at lunchtime takes the Lantern',
  language: 'en',
  text: 'She had not prepared a speech, because she had not expected to need one, and so Thea Marlund stood under the chandeliers of the Corn Exchange on Monday evening and read out the back of her bus ticket. On it were the names of nine women with whom she had shared a canteen table.',
};
const report = {
  title: 'Thea Marlund wins Lantern Prize for The Salt Clerk',
  language: 'en',
  text: 'Thea Marlund won the Lantern Prize for fiction on Monday for "The Salt Clerk", a novel about a tax collector. The award is worth 250,000 crowns.',
};
const german = {
  title: 'Laternenpreis für Thea Marlund',
  language: 'de',
  text: 'Die Schriftstellerin Thea Marlund hat am Montagabend in Estermouth den Laternenpreis erhalten. Der Preis ist mit 250.000 Kronen dotiert.',
};

describe('a story of several outlets', () => {
  it.each([[[feature, report]], [[report, feature]], [[feature, german, report]]])(
    'opens with the plain report, whatever came first',
    (articles) => {
      const [first] = summarizeStory(articles, { sentences: 2 });
      expect(first?.text.startsWith('Thea Marlund won')).toBe(true);
    },
  );

  it('keeps to the language of most articles', () => {
    const articles = [german, report, feature];
    for (const { article } of summarizeStory(articles, { sentences: 6 })) expect(article).not.toBe(0);
    expect(summarizeStory([german], { sentences: 1 })[0]?.text.startsWith('Die Schriftstellerin')).toBe(true);
  });

  it('takes no sentence that points to what is not there', () => {
    const texts = summarizeStory([report, feature], { sentences: 6 }).map(({ text }) => text);
    expect(texts.filter((text) => /^(?:She|On it)/.test(text))).toEqual([]);
  });

  it('answers with a leaning opening where there is no other', () => {
    const other = { ...feature, title: 'Prize', text: 'She won. It was late.' };
    expect(summarizeStory([feature, other], { sentences: 1 })).toHaveLength(1);
  });
});

describe('what stands before the news', () => {
  it.each([
    ['MEXICO CITY, Oct. 25 (Xinhua) -- ', 'Sandy killed six people.'],
    ['WASHINGTON — ', 'The court ruled.'],
    ['HARTFORD, Conn. — ', 'The attorney general ruled.'],
    ['AMMAN: ', 'The minister warned Israel.'],
    ['(AFP/Getty Images ) WASHINGTON – ', 'The commission met.'],
    ['Ann Low/Getty Images ', 'Only 66 days are left.'],
    ['', 'NASA has found 715 planets.'],
    ['', 'U.S. officials said no.'],
  ])('%j is trimmed by offsets alone', (before, rest) => {
    const text = before + rest;
    expect(trim(text, { start: 0, end: text.length })).toEqual({ start: before.length, end: text.length });
  });

  it('tells a caption from news', () => {
    expect(isCaption('Ann Low speaks at the University of Denver, Wednesday, Oct. 3, 2012, in Denver.')).toBe(
      true,
    );
    expect(isCaption('Ann Low spoke in Denver on Wednesday.')).toBe(false);
  });
});
