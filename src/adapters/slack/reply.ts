import type { Part } from '../../domain/message.ts';
import type { Visibility } from '../../domain/request.ts';
import type { Reply } from '../../ports/chat-platform.ts';
import { slackFault } from './fault.ts';
import type { Received } from './receive.ts';
import { renderSlack } from './render.ts';
import type { SlackCall } from './slack-call.ts';
import { whyNotPost } from './why-not-post.ts';

/** Slack takes five answers at one address. */
const MOST_USES = 5;

export interface ReplyTools {
  readonly call: SlackCall;
  /** Sends a body to a `response_url`. Throws when it was not taken. */
  readonly respond: (url: string, body: object) => Promise<void>;
  /** As people mention the bot. */
  readonly botName: string | undefined;
}

/** How what came in is answered. */
export function createReply(received: Received, tools: ReplyTools): Reply {
  const { place, channel, answerTo } = received;
  const say = createSpeaker(received, tools);
  let uses = 0;
  let sentBefore = false;

  async function byAddress(
    url: string,
    part: Part,
    visibility: Visibility,
    replaces: boolean,
  ): Promise<boolean> {
    if (uses >= MOST_USES) return false;
    uses += 1;
    const response_type = visibility === 'private' ? 'ephemeral' : 'in_channel';
    const body = { response_type, replace_original: replaces, ...part.payload };
    return tools.respond(url, body).then(
      () => true,
      () => false,
    );
  }

  return {
    async send(message, visibility) {
      const replaces = sentBefore && answerTo.kind === 'response-url' && answerTo.replaces;
      sentBefore = true;
      for (const [index, part] of renderSlack(message).entries()) {
        const taken =
          answerTo.kind === 'response-url' &&
          (await byAddress(answerTo.url, part, visibility, replaces && index === 0));
        if (!taken) await say(part, index, visibility);
      }
    },
    whyNotPost: () => whyNotPost(tools.call, place, channel, tools.botName),
  };
}

/** Answers by the Web API: where there is no address to answer at, or it has run out. */
function createSpeaker(
  { place, channel, personId, answerTo }: Received,
  { call }: ReplyTools,
): (part: Part, index: number, visibility: Visibility) => Promise<void> {
  const standing: string[] = [];
  const thread = answerTo.kind === 'channel' ? answerTo.thread : undefined;
  const inThread = thread === undefined ? {} : { thread_ts: thread };

  return async (part, index, visibility) => {
    const { text, blocks, parse } = part.payload;
    const earlier = standing[index];
    try {
      if (place.kind === 'channel' && visibility === 'private') {
        const body = { channel, user: personId, text, blocks, parse, ...inThread };
        await call('chat.postEphemeral', body);
      } else if (earlier !== undefined) {
        await call('chat.update', { channel, ts: earlier, text, blocks, parse });
      } else {
        const { ts } = await call('chat.postMessage', { channel, ...part.payload, ...inThread });
        standing[index] = String(ts);
      }
    } catch (error) {
      throw new Error(`Slack did not take an answer: ${JSON.stringify(slackFault(error))}.`);
    }
  };
}
