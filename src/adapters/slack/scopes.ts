/** What the bot's token has to allow, and why: the manifest asks for these and nothing else. */
export const SCOPES: readonly { readonly scope: string; readonly why: string }[] = [
  { scope: 'commands', why: 'the command /digest' },
  { scope: 'chat:write', why: 'posts digests and answers where the bot was invited' },
  { scope: 'im:write', why: 'opens the direct message of a person who subscribed' },
  {
    scope: 'im:history',
    why: 'reads what people write to the bot; finds its own post again after a lost answer',
  },
  { scope: 'channels:history', why: 'finds its own post again after a lost answer, in public channels' },
  { scope: 'groups:history', why: 'the same in private channels' },
  {
    scope: 'channels:read',
    why: 'sees whether it may post in a public channel, and whether who asks is a member',
  },
  { scope: 'groups:read', why: 'the same in private channels' },
  { scope: 'users:read', why: 'the time zone, language and name of who asks; whether they are a guest' },
  { scope: 'app_mentions:read', why: 'answers when it is mentioned in a channel' },
];
