import { describe, expect, it } from 'vitest';
import { isHalfQuotation, leans } from '../../src/text/leaning.ts';

describe('leaning', () => {
  it.each([
    'On it were the names of nine women.',
    'When they computerised the wards she was told to throw it out.',
    'Walkers found it at first light.',
    'Twenty minutes later the main system stopped.',
    'One of them was invited.',
    'Her sister said so.',
    "Here's an excerpt from the report.",
  ])('finds %j', (text) => expect(leans(text, 0, text.length, 'en')).toBe(true));

  it.each([
    'When Karsholm opened its yard, 300 people came.',
    'On Monday the council voted.',
    'Police found a bell in a yard.',
    'Two minutes from time Penhale scored.',
  ])('lets %j stand', (text) => expect(leans(text, 0, text.length, 'en')).toBe(false));

  it('tells the second half of a quotation', () => {
    const text = 'We will rebuild it," the mayor said.';
    expect(isHalfQuotation(text, 0, text.length)).toBe(true);
    expect(isHalfQuotation(`"${text}`, 0, text.length + 1)).toBe(false);
  });
});
