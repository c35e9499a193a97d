import type { Place } from '../../domain/place.ts';
import type { Inbox } from '../../ports/chat-platform.ts';
import type { Log } from '../../ports/log.ts';
import type { Listeners } from './listen.ts';
import type { People } from './people.ts';
import { type Received, readAction, readCommand, readMessage, readOpened } from './receive.ts';
import { createReply } from './reply.ts';
import { respond } from './respond.ts';
import type { Bot, SlackCall } from './slack-call.ts';

export interface RequestTools {
  readonly call: SlackCall;
  readonly people: People;
  readonly log: Log;
  bot(): Bot | undefined;
}

/** Hands what Slack sends to the inbox. */
export interface Requests {
  listeners(inbox: Inbox): Listeners;
  /** Resolves when what is under way has been answered. */
  settled(): Promise<unknown>;
}

export function createRequests({ call, people, log, bot }: RequestTools): Requests {
  const underWay = new Set<Promise<void>>();

  async function answer(received: Received, inbox: Inbox): Promise<void> {
    const { personId, personName, act, id } = received;
    const [place, person] = await Promise.all([
      withName(received.place, people),
      people.personIn(received.place, personId, personName),
    ]);
    const reply = createReply({ ...received, place }, { call, respond, botName: bot()?.name });
    await inbox.handle({ id, platform: 'slack', place, person, act }, reply);
  }

  /** Nothing of the work may throw into Bolt, which has acknowledged it already. */
  function take(work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) =>
        log.error('Slack sent what could not be answered', { reason: String(error) }),
      )
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }

  return {
    listeners(inbox) {
      const answering = (read: () => Received | undefined): void =>
        take(async () => {
          const received = read();
          if (received !== undefined) await answer(received, inbox);
        });
      return {
        command: (body) => answering(() => readCommand(body)),
        action: (body) => answering(() => readAction(body)),
        message: (body) => answering(() => readMessage(body, bot()?.userId)),
        opened: (body) => take(async () => inbox.installed(readOpened(body))),
      };
    },
    settled: () => Promise.allSettled(underWay),
  };
}

/** Not everything that Slack sends says how its channel is called. */
async function withName(place: Place, people: People): Promise<Place> {
  if (place.kind === 'person' || place.name !== undefined) return place;
  const name = await people.channelName(place.id);
  return name === undefined ? place : { ...place, name };
}
