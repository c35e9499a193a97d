import { setTimeout as pause } from 'node:timers/promises';
import type { Choice } from '../../domain/request.ts';
import type { Inbox } from '../../ports/chat-platform.ts';
import type { Log } from '../../ports/log.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordFault, faultWords } from './fault.ts';
import { LIMITS } from './limits.ts';
import { type Interaction, type Received, readInteraction, readMessage } from './receive.ts';
import { createInteractionReply, createMessageReply, EPHEMERAL } from './reply.ts';

const DEFERRED = 5;
const CHOICES = 8;
/** Discord's number for an interaction that was acknowledged before. */
const ACKNOWLEDGED = 40060;
const ATTEMPTS = 3;
const RETRY_MS = 100;
/** Discord waits for 3 s. */
const COMPLETE_WITHIN_MS = 2_000;

/** Takes what the gateway hands on. Neither call throws. */
export interface Answering {
  interaction(body: unknown): Promise<void>;
  message(body: unknown): Promise<void>;
}

export function createAnswering(options: {
  readonly call: DiscordCall;
  readonly inbox: Inbox;
  readonly log: Log;
}): Answering {
  const { call, inbox, log } = options;

  async function respond({ id, token }: Interaction, body: object): Promise<void> {
    await call('POST', `/interactions/${id}/${token}/callback`, { auth: false, body });
  }

  /** Whether the person waits for an answer now. Too late, or done before (delivered twice): nobody would see it. */
  async function acknowledge(interaction: Interaction, body: object): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await respond(interaction, body);
        return true;
      } catch (error) {
        const fault = discordFault(error);
        // An attempt of ours whose answer was lost.
        if (attempt > 1 && fault.kind === 'refused' && fault.code === ACKNOWLEDGED) return true;
        if (fault.kind === 'refused' || attempt === ATTEMPTS) {
          log.warn('An interaction was not acknowledged', { reason: faultWords(fault) });
          return false;
        }
        await pause(RETRY_MS);
      }
    }
  }

  async function answer({ interaction, request }: Extract<Received, { kind: 'act' }>): Promise<void> {
    const { act } = request;
    const visibility = act.kind === 'command' ? inbox.visibility(act.command) : 'private';
    const data = visibility === 'private' ? { flags: EPHEMERAL } : {};
    if (!(await acknowledge(interaction, { type: DEFERRED, data }))) return;
    await inbox.handle(
      request,
      createInteractionReply({ interaction, place: request.place }, visibility, call),
    );
  }

  async function complete({
    interaction,
    request,
  }: Extract<Received, { kind: 'completion' }>): Promise<void> {
    const late = pause(COMPLETE_WITHIN_MS, [], { ref: false });
    const choices: readonly Choice[] = await Promise.race([inbox.complete(request), late]);
    await respond(interaction, {
      type: CHOICES,
      data: { choices: choices.flatMap(toChoice).slice(0, LIMITS.options) },
    });
  }

  async function guarded(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.warn(`${what} was not answered`, { reason: faultWords(discordFault(error)) });
    }
  }

  return {
    interaction: (body) =>
      guarded('An interaction', async () => {
        const received = readInteraction(body);
        if (received?.kind === 'act') await answer(received);
        if (received?.kind === 'completion') await complete(received);
      }),
    message: (body) =>
      guarded('A direct message', async () => {
        const received = readMessage(body);
        if (received !== undefined) await inbox.handle(received.request, createMessageReply(received, call));
      }),
  };
}

/** A value that had to be cut would mean something else. */
function toChoice({ label, value }: Choice): readonly { readonly name: string; readonly value: string }[] {
  if (value.length > LIMITS.choice || value === '') return [];
  const name = label.length > LIMITS.choice ? `${label.slice(0, LIMITS.choice - 1)}…` : label;
  return [{ name: name || value, value }];
}
