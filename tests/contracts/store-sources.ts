import { describe, expect, test } from 'vitest';
import type { SourceState } from '../../src/domain/source.ts';
import type { Store } from '../../src/ports/store.ts';
import { at, source, sourceId } from './store-sample.ts';

export function sourceContract(store: () => Store): void {
  describe('sources', () => {
    const used = async (name: string, minutes = 0) => {
      await store().putSource(source(name), at(minutes));
      await store().shareSource(sourceId(name), undefined);
    };
    const due = async (minutes: number, limit = 10) =>
      (await store().dueSources(at(minutes), limit)).map((state) => state.source.title);

    test('a new source is visited at once, if somebody uses it', async () => {
      await store().putSource(source('herald'), at(0));
      expect(await due(0)).toEqual([]);
      await store().shareSource(sourceId('herald'), 'T1');
      expect(await due(-1)).toEqual([]);
      expect(await due(0)).toEqual(['herald']);
      await store().unshareSource(sourceId('herald'), 'T1');
      expect(await due(0)).toEqual([]);
    });

    test('it is known who may use a source', async () => {
      await used('herald');
      await store().shareSource(sourceId('herald'), 'T2');
      await store().shareSource(sourceId('herald'), 'T1');
      expect(await store().sharesOf(sourceId('herald'))).toEqual([undefined, 'T1', 'T2']);
      expect(await store().sharesOf(sourceId('unknown'))).toEqual([]);
    });

    test('those that have been due for longest come first', async () => {
      await used('late', 2);
      await used('early', 1);
      await used('later', 3);
      expect(await due(3, 2)).toEqual(['early', 'late']);
    });

    test('putting it again renames it and keeps what is known', async () => {
      await used('herald');
      const known: SourceState = {
        source: source('herald'),
        validators: { etag: '"1"', lastModified: 'Tue, 24 Nov 2026 07:00:00 GMT' },
        firstVisit: at(1),
        lastSuccess: at(2),
        lastFault: { at: at(3), message: 'Timed out.' },
        failures: 4,
        nextVisit: at(30),
        stopped: false,
      };
      await store().saveSourceState(known);
      const renamed = source('herald', {
        title: 'Daily Herald',
        kind: 'page',
        language: 'de',
        tags: ['News/Local', ''],
      });
      await store().putSource(renamed, at(9));
      expect(await store().source(sourceId('herald'))).toEqual({ ...known, source: renamed });
    });

    test('a state is stored whole, also where parts of it are gone', async () => {
      await used('herald');
      const before = await store().source(sourceId('herald'));
      await store().saveSourceState({
        source: source('herald', { language: 'en' }),
        validators: { etag: 'x' },
        lastFault: { at: at(1), message: 'Refused.' },
        failures: 1,
        nextVisit: at(5),
        stopped: true,
      });
      expect(await due(60)).toEqual([]);
      if (before !== undefined) await store().saveSourceState(before);
      expect(await store().source(sourceId('herald'))).toEqual(before);
    });

    test('with odd characters in its title or fault is stored all the same', async () => {
      const odd = source('herald', { title: 'Her\u0000ald' });
      await store().putSource(odd, at(0));
      const lastFault = { at: at(1), message: 'Got \u0000 and \ud800.' };
      const state = { source: odd, validators: {}, failures: 1, nextVisit: at(2), stopped: false, lastFault };
      await store().saveSourceState(state);
      expect(await store().source(odd.id)).toMatchObject({
        source: { title: 'Her\ufffdald' },
        lastFault: { message: 'Got \ufffd and \ufffd.' },
      });
    });

    test('one visit takes it until its lease ends', async () => {
      await used('herald');
      expect(await store().claimSource(sourceId('herald'), at(0), at(5))).toBe(true);
      expect(await store().claimSource(sourceId('herald'), at(1), at(6))).toBe(false);
      expect(await due(4)).toEqual([]);
      expect(await store().claimSource(sourceId('herald'), at(5), at(9))).toBe(true);
      expect(await store().claimSource(sourceId('nobody'), at(5), at(9))).toBe(false);
    });

    test('expediting makes it due now', async () => {
      await used('herald');
      await store().claimSource(sourceId('herald'), at(0), at(50));
      await store().expediteSource(sourceId('herald'), at(3));
      expect(await due(3)).toEqual(['herald']);
    });

    test('a workspace sees its own sources and those of all, by title', async () => {
      for (const name of ['zeitung', 'Abend', 'private', 'élan'])
        await store().putSource(source(name), at(0));
      await store().shareSource(sourceId('zeitung'), undefined);
      await store().shareSource(sourceId('Abend'), 'T1');
      await store().shareSource(sourceId('Abend'), 'T1');
      await store().shareSource(sourceId('élan'), undefined);
      await store().shareSource(sourceId('private'), 'T2');
      const titles = async (workspace: string) =>
        (await store().sourcesOf(workspace)).map((state) => state.source.title);
      expect(await titles('T1')).toEqual(['Abend', 'élan', 'zeitung']);
      expect(await titles('T2')).toEqual(['élan', 'private', 'zeitung']);
      expect(await store().source(sourceId('nobody'))).toBeUndefined();
    });
  });
}
