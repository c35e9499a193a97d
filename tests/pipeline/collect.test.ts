import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf } from '../../src/domain/ids.ts';
import type { Source } from '../../src/domain/source.ts';
import { createCollector } from '../../src/pipeline/collect.ts';
import type { ReadOutcome } from '../../src/ports/source-reader.ts';
import { openPaperWeb, type PaperWeb, paperFeed } from '../world/paper-web.ts';

let web: PaperWeb;
beforeEach(async () => {
  web = await openPaperWeb();
});
afterEach(() => web.store.close());

async function plant(name: string, answer?: Parameters<PaperWeb['answers']['set']>[1]): Promise<Source> {
  const address = `https://${name}.example/feed`;
  const source: Source = { id: idOf('source', address), kind: 'feed', address, title: name };
  await web.store.putSource(source, web.at);
  await web.store.shareSource(source.id, undefined);
  if (answer !== undefined) web.answers.set(address, answer);
  return source;
}
const stateOf = async ({ id }: Source) => {
  const state = await web.store.source(id);
  if (state === undefined) throw new Error('it is not there');
  return state;
};
const minutesTo = (next: Temporal.Instant) => web.at.until(next).total('minutes');
const FEED = (link = 'https://a.example/1', text = 'Short.') => paperFeed('A', [['One thing', link, text]]);

describe('collecting', () => {
  it('does not wait for slow sources, however many there are', async () => {
    let answer = (_: ReadOutcome): void => undefined;
    const never = new Promise<ReadOutcome>((resolve) => {
      answer = resolve;
    });
    for (let at = 0; at < 4; at++) await plant(`a-slow-${at}`, () => never);
    const quick = await plant('z-quick', FEED());
    const collector = createCollector(web.tools);
    expect(await collector.collectDue()).toBe(5);
    await vi.waitFor(async () => expect((await stateOf(quick)).lastSuccess).toBeDefined(), 2_000);
    answer({ kind: 'unchanged' });
    await collector.stop();
  });

  it('reads an address once however many ask for it at the same time', async () => {
    const source = await plant('herald', FEED());
    const collector = createCollector(web.tools);
    const [one, other] = await Promise.all([collector.collect(source.id), collector.collect(source.id)]);
    expect(one).toBe(other);
    expect(web.asked).toEqual([source.address]);
  });

  it('follows a feed that has moved: the same source, at its new address from now on', async () => {
    const source = await plant('old', { kind: 'moved', to: 'https://new.example/feed' });
    web.answers.set('https://new.example/feed', FEED());
    const collector = createCollector(web.tools);
    await collector.collectDue();
    await collector.collectDue();
    expect(await stateOf(source)).toMatchObject({
      source: { id: source.id, address: 'https://new.example/feed' },
      failures: 0,
    });
  });

  it('stops at 410, backs off at other faults, and counts no postponement as a fault', async () => {
    const gone = await plant('gone', { kind: 'failed', fault: 'gone', message: 'It is gone.' });
    const broken = await plant('broken');
    const busy = await plant('busy', { kind: 'postponed', after: Temporal.Duration.from({ minutes: 2 }) });
    await createCollector(web.tools).collectDue();
    expect(await stateOf(gone)).toMatchObject({ stopped: true });
    expect(await stateOf(broken)).toMatchObject({ stopped: false, failures: 1 });
    const postponed = await stateOf(busy);
    expect(postponed.failures).toBe(0);
    expect(postponed.lastFault).toBeUndefined();
    expect(minutesTo(postponed.nextVisit)).toBe(2);
  });

  it('does not ask again before what the server allows to be kept', async () => {
    const source = await plant('herald', {
      kind: 'unchanged',
      freshFor: Temporal.Duration.from({ minutes: 90 }),
    });
    await createCollector(web.tools).collectDue();
    expect(minutesTo((await stateOf(source)).nextVisit)).toBe(90);
  });

  it('gives a source that cannot be claimed no second try at once', async () => {
    await plant('herald', () => Promise.reject(new Error('a fault of ours')));
    expect(await createCollector(web.tools).collectDue()).toBe(1);
    expect(web.asked.join()).toContain('could not be read');
  });
});

describe('whole texts', () => {
  const LONG = `<html lang="en"><body><article><h1>Other</h1>${'<p>The bridge over the harbour was opened again on Tuesday after two years of work by the city.</p>'.repeat(8)}</article></body></html>`;
  const PAGE = 'https://a.example/2';
  const textsOf = async () =>
    (await web.store.ungroupedArticles(10)).map(({ article }) => article.text.length);

  async function secondVisit(rules: Partial<PaperWeb['tools']['rules']> = {}): Promise<Source> {
    const source = await plant('herald', FEED());
    const collector = createCollector({ ...web.tools, rules: { ...web.tools.rules, ...rules } });
    await collector.collectDue();
    web.answers.set(PAGE, LONG);
    web.answers.set(source.address, FEED(PAGE));
    web.at = web.at.add({ hours: 7 });
    await collector.collectDue();
    web.at = web.at.add({ hours: 7 });
    await collector.collectDue();
    return source;
  }

  it('are read from the page of a new article whose feed carries little of it, once', async () => {
    await secondVisit();
    const [first = 0, second = 0] = await textsOf();
    expect(first).toBeLessThan(20);
    expect(second).toBeGreaterThan(400);
    expect(web.asked.filter((address) => address === PAGE)).toHaveLength(1);
  });

  it('are not read where the operator does not want it', async () => {
    await secondVisit({ fullText: { usual: 'never', sources: new Map() } });
    expect(web.asked).not.toContain(PAGE);
  });

  it('are marked when the page says that it is not free', async () => {
    web.answers.set(PAGE, LONG);
    const source = await plant('herald', FEED());
    await createCollector(web.tools).collectDue();
    web.answers.set(
      PAGE,
      `${LONG}<script type="application/ld+json">{"isAccessibleForFree": false}</script>`,
    );
    web.answers.set(source.address, FEED(PAGE));
    web.at = web.at.add({ hours: 7 });
    await createCollector(web.tools).collectDue();
    const articles = await web.store.ungroupedArticles(10);
    expect(articles[1]?.article.tags).toEqual(['paywall']);
  });
});
