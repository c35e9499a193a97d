import { z } from 'zod';
import type { Log } from '../../ports/log.ts';
import { type SlackFault, slackFault } from './fault.ts';
import { tokenFault } from './outcome.ts';
import { pause } from './pause.ts';
import { SCOPES } from './scopes.ts';
import type { Bot, SlackAnswer, SlackCall } from './slack-call.ts';

/** Whether Slack takes the bot's token, found out anew whenever a call gives reason to doubt it. */
export interface TokenWatch {
  readonly call: SlackCall;
  bot(): Bot | undefined;
  /** What is wrong, in a sentence. */
  trouble(): string | undefined;
  /** Resolves when the first attempt has ended. */
  readonly tried: Promise<void>;
}

const LONGEST_WAIT_MS = 60_000;

const botSchema = z.object({
  url: z.url().optional(),
  team_id: z.string().optional(),
  user_id: z.string().optional(),
  bot_id: z.string().optional(),
  user: z.string().optional(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

export function watchToken(callOnce: SlackCall, log: Log, signal: AbortSignal): TokenWatch {
  const tried = Promise.withResolvers<void>();
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  let doubt = Promise.withResolvers<void>();
  let bot: Bot | undefined;
  let trouble: string | undefined = 'Slack has not answered yet.';

  async function check(): Promise<boolean> {
    try {
      const answer = botSchema.parse(await callOnce('auth.test', {}));
      if (bot === undefined) warnOfScopes(answer.response_metadata?.scopes, log);
      bot = toBot(answer);
      trouble = undefined;
      return true;
    } catch (error) {
      const found = sentence(slackFault(error));
      if (found !== trouble) log.warn(found);
      trouble = found;
      return false;
    } finally {
      tried.resolve();
    }
  }

  async function keepChecking(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const doubted = doubt.promise;
      failures = (await check()) ? 0 : failures + 1;
      if (failures > 0) await pause(Math.min(1_000 * 2 ** (failures - 1), LONGEST_WAIT_MS), signal);
      else await Promise.race([doubted, ended]);
    }
  }

  void keepChecking();
  return {
    async call(method, args): Promise<SlackAnswer> {
      try {
        return await callOnce(method, args);
      } catch (error) {
        if (givesDoubt(slackFault(error))) {
          doubt.resolve();
          doubt = Promise.withResolvers();
        }
        throw error;
      }
    },
    bot: () => bot,
    trouble: () => trouble,
    tried: tried.promise,
  };
}

/** A scope that is missing says so itself, and does not make the token a wrong one. */
function givesDoubt(fault: SlackFault): boolean {
  if (fault.kind === 'refused') return fault.code !== 'missing_scope' && tokenFault(fault) !== undefined;
  return fault.kind !== 'limited';
}

function sentence(fault: SlackFault): string {
  const token = tokenFault(fault);
  if (token !== undefined) return `${token}: copy SLACK_BOT_TOKEN again from the app's page at Slack.`;
  switch (fault.kind) {
    case 'unreachable':
    case 'silent':
      return `Slack cannot be reached: ${fault.reason}.`;
    case 'http':
      return `Slack answers with the error ${fault.status}.`;
    case 'limited':
      return 'Slack asks to wait before it is connected to.';
    case 'refused':
      return `Slack does not let the bot in: ${fault.code}.`;
  }
}

function warnOfScopes(granted: readonly string[] | undefined, log: Log): void {
  if (granted === undefined) return;
  for (const { scope, why } of SCOPES) {
    if (!granted.includes(scope)) log.warn(`The Slack app lacks the scope ${scope}`, { needed: why });
  }
}

function toBot({ team_id, user_id, bot_id, user, url }: z.output<typeof botSchema>): Bot {
  return {
    ...(team_id === undefined ? {} : { workspace: team_id }),
    ...(user_id === undefined ? {} : { userId: user_id }),
    ...(bot_id === undefined ? {} : { botId: bot_id }),
    ...(user === undefined ? {} : { name: user }),
    ...(url === undefined ? {} : { address: url }),
  };
}
