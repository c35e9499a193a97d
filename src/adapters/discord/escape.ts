/** Marks that Discord reads anywhere, and the beginnings of mentions, links and pictures. */
const MARKS = /[\\*_~`|>[\]<@#]|:(?=\/\/|[\w+-]+:)/gu;
/** Marks that count only where a line begins: lists and grey lines. */
const LINE_MARKS = /^(\s*)(?:([-+])|(\d+)([.)]))/gmu;

/** A text as Discord shows it word for word; `atLineStart` when it may open a line. */
export function escapeMarkdown(text: string, atLineStart = true): string {
  const escaped = text.replace(MARKS, '\\$&');
  return atLineStart
    ? escaped.replace(LINE_MARKS, (_, space, mark, digits, dot) =>
        mark === undefined ? `${space}${digits}\\${dot}` : `${space}\\${mark}`,
      )
    : escaped;
}

/** An address inside `[…](…)`: parentheses would end it. */
export function escapeAddress(href: string): string {
  return href.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('\\', '%5C').replaceAll('|', '%7C');
}
