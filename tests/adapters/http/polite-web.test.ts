import { describe, expect, it } from 'vitest';
import { freshForOf } from '../../../src/adapters/http/fresh-for.ts';
import { createHostManners, PostponedError } from '../../../src/adapters/http/host-manners.ts';
import type { Answer, Web } from '../../../src/adapters/http/open-web.ts';
import { politeWeb } from '../../../src/adapters/http/polite-web.ts';
import { readHttp } from '../../../src/adapters/http/read-http.ts';
import { createRobotsGate } from '../../../src/adapters/http/robots-gate.ts';
import { readRobots } from '../../../src/feeds/robots.ts';

/** A web that keeps count of who is asked at once; answers come when they are let go. */
function countingWeb(answerTo: (address: string) => Partial<Answer> = () => ({})) {
  const asked: string[] = [];
  let active = 0;
  const web: Web & { most: number; readonly asked: string[] } = {
    asked,
    most: 0,
    async get(address) {
      asked.push(address);
      active += 1;
      web.most = Math.max(web.most, active);
      await new Promise((resolve) => setTimeout(resolve, 10));
      active -= 1;
      return { status: 200, headers: {}, address, bytes: new Uint8Array(), ...answerTo(address) };
    },
    close: async () => undefined,
  };
  return web;
}

const postponedFor = async (request: Promise<unknown>): Promise<number | undefined> => {
  const error = await request.catch((reason: unknown) => reason);
  return error instanceof PostponedError ? error.after : undefined;
};

describe('manners', () => {
  it('ask one host two things at a time at most, others beside it', async () => {
    const manners = createHostManners();
    let active = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        const leave = await manners.enter('a.example', { atOnce: 2, spacing: 0 }, 5_000);
        active += 1;
        most = Math.max(most, active);
        await new Promise((resolve) => setTimeout(resolve, 10));
        active -= 1;
        leave();
      }),
    );
    expect(most).toBe(2);
  });

  it('send away who would wait too long, one behind the other', async () => {
    const manners = createHostManners(() => 0);
    const rules = { atOnce: 2, spacing: 1_000 };
    (await manners.enter('a.example', rules, 500))();
    const waits = [];
    for (let at = 0; at < 3; at++) waits.push(await postponedFor(manners.enter('a.example', rules, 500)));
    expect(waits).toEqual([1_000, 2_000, 3_000]);
    expect(await postponedFor(manners.enter('b.example', rules, 500))).toBeUndefined();
  });

  it('let a busy host be when its turns do not end', async () => {
    const manners = createHostManners();
    await manners.enter('a.example', { atOnce: 1, spacing: 0 }, 20);
    expect(await postponedFor(manners.enter('a.example', { atOnce: 1, spacing: 0 }, 20))).toBeGreaterThan(
      100,
    );
  });

  it('learn from 429: a pause as long as asked for, for all of the host, then more space', async () => {
    let now = 0;
    const manners = createHostManners(() => now);
    const busy = countingWeb(() => ({ status: 429, headers: { 'retry-after': '120' } }));
    await politeWeb(busy, manners, 100).get('https://a.example/1', {});
    const web = politeWeb(countingWeb(), manners, 100);
    expect(await postponedFor(web.get('https://a.example/2', {}))).toBe(120_000);
    now = 200_000;
    expect(await postponedFor(web.get('https://a.example/2', {}))).toBeUndefined();
    expect(await postponedFor(web.get('https://a.example/3', {}))).toBeGreaterThan(500);
  });

  it('need not spare what the operator opened', async () => {
    const inner = countingWeb();
    const web = politeWeb(inner, createHostManners(), 1_000, ['127.0.0.1:8000', '10.0.0.0/8']);
    await Promise.all(Array.from({ length: 8 }, (_, at) => web.get(`http://127.0.0.1:8000/${at}`, {})));
    await Promise.all(Array.from({ length: 8 }, (_, at) => web.get(`http://10.1.2.3/${at}`, {})));
    expect(inner.most).toBe(8);
  });

  it('reach a visit as a postponement, not as a fault', async () => {
    const manners = createHostManners(() => 0);
    manners.slowDown('a.example', 60_000);
    const reader = readHttp(politeWeb(countingWeb(), manners, 100));
    const outcome = await reader.read({ kind: 'feed', address: 'https://a.example/feed' }, {});
    expect(outcome).toMatchObject({ kind: 'postponed' });
  });
});

describe('robots.txt', () => {
  const robotsWeb = (status: number) =>
    countingWeb((address) =>
      address.endsWith('/robots.txt')
        ? { status, bytes: new TextEncoder().encode('User-agent: *\nDisallow: /private') }
        : { headers: { 'content-type': 'text/html' } },
    );

  it('is asked for once a host, and heeded for pages but not for feeds', async () => {
    const web = robotsWeb(200);
    const reader = readHttp(web, createRobotsGate(web, readRobots));
    const page = { kind: 'page', address: 'https://a.example/private/news#links=a' } as const;
    expect(await reader.read(page, {})).toMatchObject({ kind: 'failed', fault: 'refused' });
    expect(await reader.read({ ...page, address: 'https://a.example/news' }, {})).toMatchObject({
      kind: 'fresh',
    });
    expect(await reader.read({ ...page, kind: 'feed' }, {})).toMatchObject({ kind: 'fresh' });
    expect(web.asked.filter((address) => address.endsWith('/robots.txt'))).toHaveLength(1);
  });

  it.each([
    [404, true],
    [500, false],
  ])('answered with %i lets pages be read: %s', async (status, allowed) => {
    expect(await createRobotsGate(robotsWeb(status), readRobots).allows('https://a.example/private')).toBe(
      allowed,
    );
  });
});

describe('how long an answer may be kept', () => {
  it.each([
    [{ 'cache-control': 'public, max-age=3600', age: '600' }, 3000],
    [{ 'cache-control': 'max-age=3600, no-cache' }, undefined],
    [{ expires: 'Tue, 24 Nov 2026 11:00:00 GMT', date: 'Tue, 24 Nov 2026 10:00:00 GMT' }, 3600],
    [{ expires: '0' }, undefined],
    [{}, undefined],
  ])('%j', (headers, seconds) => {
    expect(freshForOf(headers as Record<string, string>)?.total('seconds')).toBe(seconds);
  });
});
