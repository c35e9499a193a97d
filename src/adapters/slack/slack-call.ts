/** What Slack answered, as it came. Its parts are read with a schema where they are used. */
export type SlackAnswer = Readonly<Record<string, unknown>>;

/**
 * One call of Slack's Web API (docs.slack.dev/reference/methods). It is made once, never repeated by itself, and
 * throws what `slackFault` understands.
 */
export type SlackCall = (method: string, args: Readonly<Record<string, unknown>>) => Promise<SlackAnswer>;

/** Whom the bot's token belongs to, as far as Slack tells (auth.test). */
export interface Bot {
  readonly workspace?: string;
  readonly userId?: string;
  readonly botId?: string;
  /** As it is mentioned: `@name`. */
  readonly name?: string;
  /** Address of the workspace. */
  readonly address?: string;
}
