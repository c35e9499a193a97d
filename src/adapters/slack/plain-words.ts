/** What people typed: Slack's own notation for links, people and channels taken back, entities too. */
export function plainWords(text: string): string {
  return text
    .replace(/<((?:https?|mailto|tel):[^|>]*)(?:\|([^>]*))?>/gu, (_, address: string, label?: string) =>
      /^https?:/u.test(address) ? address : (label ?? address),
    )
    .replace(/<[@#!][^|>]*\|([^>]*)>/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** A message without the mentions of the bot; while it does not know itself, without the one it begins with. */
export function withoutMention(text: string, botUserId: string | undefined): string {
  if (botUserId === undefined) return text.replace(/^\s*<@[^>]+>/u, '');
  return text.replaceAll(new RegExp(`<@${botUserId}(\\|[^>]*)?>`, 'gu'), ' ');
}
