import { describe, expect, test } from 'vitest';
import type { OutboxRow, PartState } from '../../src/domain/delivery.ts';
import { idOf } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { at, delivery, part, place } from './store-sample.ts';

const SENDING = {
  state: 'sending',
  attempt: 1,
  sendingAt: at(0),
  leaseUntil: at(2),
} as const satisfies PartState;
const UNKNOWN: PartState = { state: 'unknown', attempts: 1, sendingAt: at(0), dueAt: at(5), lookups: 2 };
const POSTED: PartState = { state: 'posted', attempts: 1, receipt: { channel: 'C1', message: '9' } };
const HELD: PartState = { state: 'held', attempts: 2, reason: 'Cannot be known.' };
const FAILED: PartState = { state: 'failed', attempts: 3, reason: 'Too long.' };
const LATER: PartState = { state: 'pending', attempts: 1, dueAt: at(30) };

export function outboxContract(store: () => Store): void {
  describe('the outbox', () => {
    const row = async (name: string, index = 0): Promise<OutboxRow> => {
      const found = (await store().parts(idOf<'delivery'>(name)))[index];
      if (found === undefined) throw new Error(`no part ${index} of ${name}`);
      return found;
    };
    const change = async (name: string, next: PartState, index = 0) =>
      store().changePart(await row(name, index), next);
    const texts = (rows: readonly OutboxRow[]) => rows.map((each) => each.part.text);
    const due = async (minutes: number, limit = 9) => texts(await store().dueParts(at(minutes), limit));

    test('holds a delivery part by part', async () => {
      const sent = delivery('d', {
        place: place('U1', { kind: 'person', name: 'Ada' }),
        subscription: idOf<'subscription'>('s'),
        digest: idOf<'digest'>('g'),
        parts: [part('one'), part('two')],
      });
      await store().enqueue(sent);
      const { id, parts, ...common } = sent;
      const waiting = { state: 'pending', dueAt: at(0), attempts: 0 };
      expect(await store().parts(id)).toEqual(
        parts.map((each, index) => ({ delivery: id, index, part: each, state: waiting, ...common })),
      );
    });

    test('takes many deliveries at once, also with the same part', async () => {
      const shared = part('shared');
      await store().enqueueAll([
        delivery('a', { parts: [shared, part('more')] }),
        delivery('b', { place: place('C2'), parts: [shared] }),
      ]);
      expect(texts(await store().parts(idOf<'delivery'>('a')))).toEqual(['shared', 'more']);
      expect(await due(0)).toEqual(['shared', 'shared']);
    });

    test('hands out what is for these platforms alone', async () => {
      await store().enqueue(delivery('slack'));
      await store().enqueue(delivery('discord', { place: place('C2', { platform: 'discord' }) }));
      expect(texts(await store().dueParts(at(0), 1, ['discord']))).toEqual(['discord, part 1']);
      expect(await store().dueParts(at(0), 9, ['slack', 'discord'])).toHaveLength(2);
      for (const name of ['slack', 'discord']) await change(name, UNKNOWN);
      expect(texts(await store().unknownParts(at(9), 1, ['discord']))).toEqual(['discord, part 1']);
      expect(await store().unknownParts(at(9), 9)).toHaveLength(2);
    });

    test('every state comes back as it was written', async () => {
      await store().enqueue(delivery('d'));
      for (const next of [SENDING, UNKNOWN, LATER, POSTED, HELD, FAILED]) {
        expect(await change('d', next)).toBe(true);
        expect((await row('d')).state).toEqual(next);
      }
    });

    test('a part is changed only by who saw it as it stands', async () => {
      await store().enqueue(delivery('d'));
      const [mine, theirs] = [await row('d'), await row('d')];
      expect(await store().changePart(mine, SENDING)).toBe(true);
      expect(await store().changePart(theirs, SENDING)).toBe(false);
      const before = await row('d');
      expect(await store().changePart(before, { ...SENDING, sendingAt: at(3), leaseUntil: at(5) })).toBe(
        true,
      );
      expect(await store().changePart(before, POSTED)).toBe(false);
      expect((await row('d')).state).toMatchObject({ state: 'sending', leaseUntil: at(5) });
    });

    test('hands out the first open part of a delivery, when it is due', async () => {
      await store().enqueue(delivery('d', { parts: [part('one'), part('two')] }));
      expect(await due(-1)).toEqual([]);
      expect(await due(0)).toEqual(['one']);
      await change('d', SENDING);
      expect(await due(9)).toEqual([]);
      await change('d', POSTED);
      expect(await due(9)).toEqual(['two']);
      await change('d', LATER, 1);
      expect(await due(29)).toEqual([]);
      expect(await due(30)).toEqual(['two']);
    });

    test('hands out one delivery a place, the oldest', async () => {
      await store().enqueue(delivery('second', { createdAt: at(2) }));
      await store().enqueue(delivery('first', { createdAt: at(1) }));
      await store().enqueue(delivery('elsewhere', { createdAt: at(3), place: place('C2') }));
      expect(await due(9)).toEqual(['first, part 1', 'elsewhere, part 1']);
      expect(await due(9, 1)).toEqual(['first, part 1']);
      await change('first', LATER);
      expect(await due(9)).toEqual(['elsewhere, part 1']);
      await change('first', FAILED);
      expect(await due(9)).toEqual(['second, part 1', 'elsewhere, part 1']);
    });

    test('a delivery of which nobody knows does not hold up its place', async () => {
      await store().enqueue(delivery('first', { parts: [part('first'), part('rest')] }));
      await store().enqueue(delivery('second', { createdAt: at(1) }));
      await change('first', UNKNOWN);
      expect(await due(9)).toEqual(['second, part 1']);
    });

    test('lists what has to be looked up, what lapsed, and what is being sent', async () => {
      for (const name of ['unknown', 'lapsed', 'sending']) await store().enqueue(delivery(name));
      await change('unknown', UNKNOWN);
      await change('lapsed', SENDING);
      await change('sending', { ...SENDING, sendingAt: at(1), leaseUntil: at(9) });
      expect(await store().unknownParts(at(4), 9)).toEqual([]);
      expect(texts(await store().unknownParts(at(5), 9))).toEqual(['unknown, part 1']);
      expect(await store().lapsedParts(at(2), 9)).toEqual([]);
      expect(texts(await store().lapsedParts(at(3), 9))).toEqual(['lapsed, part 1']);
      expect(texts(await store().lapsedParts(at(10), 1))).toEqual(['lapsed, part 1']);
      expect(texts(await store().sendingParts())).toEqual(['lapsed, part 1', 'sending, part 1']);
    });

    test('lists what is in trouble: held, failed, or open for long', async () => {
      const all = ['posted', 'held', 'failed', 'waits', 'new'];
      for (const [minutes, name] of all.entries())
        await store().enqueue(delivery(name, { createdAt: at(minutes) }));
      await change('posted', POSTED);
      await change('held', HELD);
      await change('failed', FAILED);
      expect(texts(await store().troubledParts(at(4), 9))).toEqual([
        'waits, part 1',
        'failed, part 1',
        'held, part 1',
      ]);
      expect(await store().troubledParts(at(4), 1)).toHaveLength(1);
      const { posted, waiting, held, failed } = await store().figures();
      expect({ posted, waiting, held, failed }).toEqual({ posted: 1, waiting: 2, held: 1, failed: 1 });
    });
  });
}
