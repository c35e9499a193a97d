import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWeb, type Web } from '../../../src/adapters/http/open-web.ts';
import { readHttp } from '../../../src/adapters/http/read-http.ts';
import { readPage } from '../../../src/adapters/http/read-page.ts';
import type { ReadOutcome, SourceReader } from '../../../src/ports/source-reader.ts';
import { type FeedFarm, rss, startFeedFarm } from '../../world/feed-farm.ts';

let farm: FeedFarm;
let web: Web;
let reader: SourceReader;

beforeAll(async () => {
  farm = await startFeedFarm();
  web = openWeb({
    allow: [farm.hostPort],
    userAgent: 'test-digest (editor@example.org)',
    limits: { totalTime: 1_500, headerTime: 400, bytes: 1_048_576 },
  });
  reader = readHttp(web);
});

afterAll(async () => {
  await web.close();
  await farm.close();
});

const read = (path: string, validators = {}) =>
  reader.read({ kind: 'feed', address: farm.origin + path }, validators);
const textOf = (outcome: ReadOutcome) =>
  outcome.kind === 'fresh' ? new TextDecoder().decode(outcome.bodies[0]?.bytes) : outcome.kind;

describe('a feed over HTTP', () => {
  it('is read with its type, its address and a name that says who asks', async () => {
    const outcome = await read('/feed');
    expect(textOf(outcome)).toBe(rss(3));
    expect(outcome).toMatchObject({
      bodies: [{ address: `${farm.origin}/feed`, contentType: 'application/rss+xml' }],
    });
    expect(farm.visits.at(-1)?.headers['user-agent']).toBe('test-digest (editor@example.org)');
  });

  it('is asked for only when it has changed', async () => {
    const first = await read('/etag');
    expect(first).toMatchObject({
      validators: { etag: '"one"', lastModified: 'Tue, 24 Nov 2026 10:00:00 GMT' },
    });
    expect(await read('/etag', { etag: '"one"' })).toEqual({ kind: 'unchanged' });
    expect(farm.visits.at(-1)?.headers['if-none-match']).toBe('"one"');
  });

  it.each(['/gzip', '/br', '/zstd', '/deflate', '/deflate-raw', '/twice'])(
    'is unpacked (%s)',
    async (path) => {
      expect(textOf(await read(path))).toBe(rss(3));
    },
  );

  it('is read as far as it goes when the packed bytes are cut off', async () => {
    expect(rss(3).startsWith(textOf(await read('/cut-gzip')).slice(0, 40))).toBe(true);
  });

  it.each([
    ['/bomb', 'too-large'],
    ['/huge', 'too-large'],
    ['/endless', 'too-large'],
    ['/five-times', 'unreachable'],
    ['/unknown-packing', 'unreachable'],
    ['/drip-body', 'timed-out'],
    ['/silent', 'timed-out'],
    ['/cut', 'unreachable'],
    ['/loop', 'refused'],
    ['/inside', 'forbidden'],
    ['/gone', 'gone'],
    ['/error', 'refused'],
  ])('fails in one sentence (%s: %s)', async (path, fault) => {
    const outcome = await read(path);
    expect(outcome).toMatchObject({ kind: 'failed', fault });
    expect(outcome.kind === 'failed' && outcome.message).toMatch(/^[^\n]{10,300}\.$/);
  });

  it('fails when nothing listens', async () => {
    const closed = await startFeedFarm();
    await closed.close();
    const bold = openWeb({ allow: [closed.hostPort] });
    const outcome = await readHttp(bold).read({ kind: 'feed', address: closed.origin }, {});
    expect(outcome).toMatchObject({
      kind: 'failed',
      fault: 'unreachable',
      message: expect.stringContaining('nothing listens'),
    });
    await bold.close();
  });

  it('says how long to wait when the server does', async () => {
    const outcome = await read('/busy');
    expect(outcome.kind === 'failed' && outcome.retryAfter?.total('seconds')).toBe(120);
  });

  it('has moved only where every hop up to there is permanent', async () => {
    expect(await read('/moved')).toEqual({ kind: 'moved', to: `${farm.origin}/feed` });
    expect(await read('/moved-then-for-now')).toEqual({ kind: 'moved', to: `${farm.origin}/elsewhere` });
    expect(textOf(await read('/moved-for-now'))).toBe(rss(3));
  });
});

describe('a page', () => {
  it('is read once, redirects followed', async () => {
    const page = await readPage(web, `${farm.origin}/page`);
    expect(page.contentType).toBe('text/html; charset=utf-8');
  });

  it('that cannot be read is an error of one sentence', async () => {
    await expect(readPage(web, `${farm.origin}/error`)).rejects.toThrow(/answered with the error 500\.$/);
    await expect(readPage(web, 'http://127.0.0.1:1/')).rejects.toThrow(/refused/);
  });
});
