import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/feeds/dates.ts';

const read = (written: string) => parseDate(written)?.toString() ?? null;
const DATES = '../shared/data/feeds/dates.dev.jsonl';

describe('parseDate', () => {
  it('reads every instant back from both standard forms', () => {
    const moment = fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (date) => {
        const second = Math.floor(date.getTime() / 1000) * 1000;
        expect(parseDate(date.toISOString())?.epochMilliseconds).toBe(date.getTime());
        expect(parseDate(date.toUTCString())?.epochMilliseconds).toBe(second);
      }),
    );
  });

  it.each([
    ['Tue, 24 Nov 2026 07:30 +0100', '2026-11-24T06:30:00Z'],
    ['24 Nov 26 07:30 EST', '2026-11-24T12:30:00Z'],
    ['Tuesday, November 24, 2026 7:30 pm CET', '2026-11-24T18:30:00Z'],
    ['mar., 24 févr. 2026 10:00:00 +0100', '2026-02-24T09:00:00Z'],
    ['24 de noviembre de 2026', '2026-11-24T00:00:00Z'],
    ['2004-05-25 오후 11:23:17', '2004-05-25T14:23:17Z'],
    ['2004-július-13T9:15-05:00', '2004-07-13T14:15:00Z'],
    ['Fri, 2006/09/15 08:19:53 EDT', '2006-09-15T12:19:53Z'],
    ['Sun Jan  4 16:29:06 2004', '2004-01-04T16:29:06Z'],
    ['20261124T073000Z', '2026-11-24T07:30:00Z'],
    ['2026-11-24T24:00:00Z', '2026-11-25T00:00:00Z'],
    ['Tue, 24 Nov 2026 07:30:00 Europe/Berlin', '2026-11-24T06:30:00Z'],
    ['1795505400', '2026-11-24T07:30:00Z'],
    ['Tue, 24 Nov 2026 07:30:00 +0000 (UTC)', '2026-11-24T07:30:00Z'],
  ])('understands %s', (written, wanted) => expect(read(written)).toBe(wanted));

  it.each([
    '',
    'yesterday',
    '31 Jun 2026',
    '2026-02-30',
    '2026-13-01',
    '24 Nov 2026 25:00',
    '24 Nov 2026 10:00 XYZ',
    '03/04/2026',
    '24 constructor 2026',
    '24 Nov 2026 10:00 constructor',
    '2026-11-24T10:00:00+99:00',
  ])('refuses what it does not understand without doubt (%j)', (written) => expect(read(written)).toBeNull());

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseDate(text)));
  });

  it.skipIf(!existsSync(DATES))(
    `reads the odd dates of feeds, none wrongly (skipped without ${DATES})`,
    () => {
      for (const line of readFileSync(DATES, 'utf8').trim().split('\n')) {
        const { date, want } = JSON.parse(line) as { date: string; want: string | null };
        expect([date, read(date)?.replace(/\.\d+Z$/, 'Z') ?? null]).toEqual([date, want]);
      }
    },
  );
});
