import { cutAtWord } from '../wording/cut-at-word.ts';

/** The longest a headline is shown, in UTF-16 units. */
const HEADLINE_LENGTH = 110;

/** A headline as it is shown: one line, cut at a word when it is too long. */
export function cutHeadline(title: string): string {
  return cutAtWord(title, HEADLINE_LENGTH);
}
