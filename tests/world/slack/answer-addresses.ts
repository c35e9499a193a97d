import { checkMessage } from './check-message.ts';
import { BOT_USER, type Message, type Workspace } from './workspace.ts';

const MOST_USES = 5;
const LIFE = Temporal.Duration.from({ minutes: 30 });

/** A `response_url` and what was done with it. */
interface Address {
  readonly channel: string;
  readonly user: string;
  readonly since: Temporal.Instant;
  uses: number;
  /** The message that `replace_original` replaces: the one pressed, or the first answer. */
  original: Message | undefined;
}

export interface AnswerAddresses {
  /** A new address; `pressed` is the message whose button gave it. */
  give(channel: string, user: string, pressed?: Message): string;
  /** What a POST to `/answer/<id>` does: the status and the text that Slack answers. */
  take(
    id: string,
    body: Readonly<Record<string, unknown>>,
  ): { readonly status: number; readonly text: string };
}

/** docs.slack.dev/interactivity/handling-user-interaction: five answers within thirty minutes. */
export function createAnswerAddresses(workspace: Workspace, now: () => Temporal.Instant): AnswerAddresses {
  const addresses = new Map<string, Address>();
  return {
    give(channel, user, pressed) {
      const id = `${addresses.size + 1}-${Math.random().toString(36).slice(2)}`;
      addresses.set(id, { channel, user, since: now(), uses: 0, original: pressed });
      return `/answer/${id}`;
    },
    take(id, body) {
      const address = addresses.get(id);
      const refuse = (status: number, error: string) => ({
        status,
        text: JSON.stringify({ ok: false, error }),
      });
      if (address === undefined) return refuse(404, 'no_such_url');
      if (Temporal.Instant.compare(now(), address.since.add(LIFE)) > 0) return refuse(404, 'expired_url');
      if (address.uses >= MOST_USES) return refuse(404, 'used_url');
      address.uses += 1;
      const { text, blocks, response_type: type = 'ephemeral', replace_original: replaces } = body;
      const refusal = checkMessage(text, blocks, false);
      if (refusal !== undefined) return refuse(400, refusal.error);
      if (type !== 'ephemeral' && type !== 'in_channel') return refuse(400, 'invalid_response_type');
      const content = { text: String(text ?? ''), blocks: (blocks ?? []) as Message['blocks'] };
      if (replaces === true && address.original !== undefined) Object.assign(address.original, content);
      else {
        const isPrivate = type === 'ephemeral' ? { onlyFor: address.user } : {};
        const message = workspace.append({
          channel: address.channel,
          user: BOT_USER,
          ...content,
          ...isPrivate,
        });
        address.original ??= message;
      }
      return { status: 200, text: 'ok' };
    },
  };
}
