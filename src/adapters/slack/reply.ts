import type { Part } from '../../domain/message.ts';
import type { Visibility } from '../../domain/request.ts';
import type { Reply } from '../../ports/chat-platform.ts';
import { slackFault } from './fault.ts';
import { pause } from './pause.ts';
import type { Received } from './receive.ts';
import { renderSlack } from './render.ts';
import type { SlackCall } from './slack-call.ts';
import { whyNotPost } from './why-not-post.ts';

/** Slack takes five answers at one address. */
const MOST_USES = 5;
const MOST_TRIES = 3;
const LONGEST_WAIT_MS = 30_000;

export interface ReplyTools {
  readonly call: SlackCall;
  /** Sends a body to a `response_url`; false when it is refused. */
  readonly respond: (url: string, body: object) => Promise<boolean>;
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
    return tools.respond(url, body).catch((error: unknown) => {
      if (slackFault(error).kind === 'unreachable') return false;
      throw error;
    });
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
        await patiently(() => call('chat.postEphemeral', body));
      } else if (earlier !== undefined) {
        await patiently(() => call('chat.update', { channel, ts: earlier, text, blocks, parse }));
      } else {
        const body = { channel, ...part.payload, ...inThread };
        const { ts } = await patiently(() => call('chat.postMessage', body));
        standing[index] = String(ts);
      }
    } catch (error) {
      throw new Error(`Slack did not take an answer: ${JSON.stringify(slackFault(error))}.`);
    }
  };
}

/** What Slack did not take for now is tried again while the person may still be waiting. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const fault = slackFault(error);
      const wait =
        fault.kind === 'limited' ? fault.seconds * 1_000 : fault.kind === 'unreachable' ? 1_000 : 0;
      if (wait === 0 || wait > LONGEST_WAIT_MS || tries === MOST_TRIES) throw error;
      await pause(wait, new AbortController().signal);
    }
  }
}
