/** Escapes the three characters that Slack's control sequences need (`<!channel>`, `<@U1>`, `&amp;`). */
export function escapeControls(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Text for a mrkdwn field. mrkdwn has no escape for its marks, so a word joiner (U+2060, not visible) before each
 * keeps `* _ ~` and backticks from pairing, and `:name:` from becoming a picture.
 */
export function escapeMarks(text: string): string {
  return escapeControls(text).replace(/[*_~`]|:(?=[\w+'-]+:)/gu, '\u2060$&');
}
