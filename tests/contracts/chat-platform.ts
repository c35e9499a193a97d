import { beforeEach, describe, expect, it } from 'vitest';
import type { Part } from '../../src/domain/message.ts';
import type { Place } from '../../src/domain/place.ts';
import type { ChatPlatform } from '../../src/ports/chat-platform.ts';

/** What a platform has to bring to be tested: itself, a place that it reaches, one that it does not, and its time. */
export interface ChatPlatformUnderTest {
  readonly platform: ChatPlatform;
  readonly place: Place;
  readonly unknownPlace: Place;
  now(): Temporal.Instant;
  /** A part that the platform takes, which says `text`. */
  part(text: string): Part;
  /** What stands in the place now, in order, in plain words. */
  texts(place: Place): Promise<readonly string[]>;
}

/** The behaviour of ports/chat-platform.ts that every platform keeps. */
export function chatPlatformContract(name: string, setUp: () => Promise<ChatPlatformUnderTest>): void {
  describe(`${name} keeps the contract of a chat platform`, () => {
    let world: ChatPlatformUnderTest;
    beforeEach(async () => {
      world = await setUp();
      return () => world.platform.stop();
    });

    const post = async (text: string, key: string) => {
      const outcome = await world.platform.post(world.place, world.part(text), key);
      if (outcome.kind !== 'posted') throw new Error(`not posted but ${outcome.kind}`);
      return outcome.receipt;
    };

    it('posts a part where it belongs, and gives each post its own receipt', async () => {
      const first = await post('One', 'delivery.0');
      const second = await post('Two', 'delivery.1');
      expect(await world.texts(world.place)).toEqual(['One', 'Two']);
      expect(second.channel).toBe(first.channel);
      expect(second.message).not.toBe(first.message);
    });

    it('finds a post again by its key', async () => {
      const since = world.now();
      const receipt = await post('One', 'delivery.0');
      await post('Two', 'delivery.1');
      const found = await world.platform.find(world.place, 'delivery.0', since);
      expect(found).toMatchObject({ kind: 'found', receipt: { message: receipt.message } });
    });

    it('says that a key is absent which was never posted', async () => {
      await post('One', 'delivery.0');
      expect(await world.platform.find(world.place, 'other.0', world.now())).toEqual({ kind: 'absent' });
    });

    it('replaces what stands under a receipt, and leaves the rest', async () => {
      const receipt = await post('One', 'delivery.0');
      await post('Two', 'delivery.1');
      const outcome = await world.platform.update(receipt, world.part('One, mended'));
      expect(outcome.kind).toBe('posted');
      expect(await world.texts(world.place)).toEqual(['One, mended', 'Two']);
    });

    it('answers that a place is gone which it cannot reach, with the reason', async () => {
      const outcome = await world.platform.post(world.unknownPlace, world.part('One'), 'delivery.0');
      expect(outcome).toMatchObject({ kind: 'gone', reason: expect.stringMatching(/\S/) });
    });

    it('answers that a message is gone which does not stand there', async () => {
      const { channel } = await post('One', 'delivery.0');
      const outcome = await world.platform.update({ channel, message: '0' }, world.part('Two'));
      expect(outcome.kind).toBe('gone');
      expect(await world.texts(world.place)).toEqual(['One']);
    });
  });
}
