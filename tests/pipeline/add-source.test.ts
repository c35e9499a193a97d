import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../src/domain/place.ts';
import { createSourceAdding, type SourceAdding } from '../../src/pipeline/add-source.ts';
import { createCollector } from '../../src/pipeline/collect.ts';
import { createStoryGrouping } from '../../src/pipeline/group.ts';
import { createPipeline } from '../../src/pipeline/pipeline.ts';
import { ask } from '../world/asking.ts';
import { openPaperWeb, type PaperWeb, paperFeed } from '../world/paper-web.ts';
import type { SmallWorld } from '../world/small-world.ts';

const HERE: Place = { platform: 'slack', workspace: 'T1', kind: 'channel', id: 'C1' };
const SITE = 'https://ledger.example/';
const FEED = paperFeed('City Ledger', [['Bridge opens', `${SITE}1`, 'It was closed in 2024.']]);
const site = (head: string) => `<html><head><title>City Ledger</title>${head}</head><body><main>
<article><h2><a href="/n/1">Harbour bridge opens after two years</a></h2></article>
<article><h2><a href="/n/2">Mayor votes against the new tram line</a></h2></article>
<article><h2><a href="/n/3">Storm warden found in the river</a></h2></article></main></body></html>`;
const named = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`;

let web: PaperWeb;
let adding: SourceAdding;
beforeEach(async () => {
  web = await openPaperWeb();
  const collector = createCollector(web.tools);
  const grouping = createStoryGrouping(web.tools);
  adding = createSourceAdding(web.tools, { collector, grouping, readPage: web.readPage });
});
afterEach(() => web.store.close());

const sources = async () => (await web.store.sourcesOf('T1')).map(({ source }) => source.address);

describe('adding a source', () => {
  it('takes a feed as it is', async () => {
    web.answers.set(`${SITE}feed`, FEED);
    expect(await adding.add(HERE, `${SITE}feed`)).toMatchObject({ kind: 'added', articles: 1 });
    expect(await adding.add(HERE, `${SITE}feed`)).toMatchObject({ kind: 'known' });
  });

  it('takes the one feed that a page names, comments aside, and says so', async () => {
    web.answers.set(SITE, site(named('/rss') + named('/comments/feed')));
    web.answers.set(`${SITE}rss`, FEED);
    const outcome = await adding.add(HERE, 'ledger.example');
    expect(outcome).toMatchObject({ kind: 'added', page: SITE });
    expect(await sources()).toEqual([`${SITE}rss`]);
  });

  it('lets the person choose where a page names several', async () => {
    web.answers.set(SITE, site(named('/city') + named('/sport')));
    expect(await adding.add(HERE, SITE)).toMatchObject({
      kind: 'no-feed',
      feeds: [`${SITE}city`, `${SITE}sport`],
    });
    expect(await sources()).toEqual([]);
  });

  it('looks where feeds usually are', async () => {
    web.answers.set(SITE, site(''));
    web.answers.set(`${SITE}feed.xml`, FEED);
    expect(await adding.add(HERE, SITE)).toMatchObject({ kind: 'added', page: SITE });
    expect(await sources()).toEqual([`${SITE}feed.xml`]);
  });

  it('guesses which links of a page are articles; the one that is picked is read like any source', async () => {
    web.answers.set(SITE, site(''));
    const outcome = await adding.add(HERE, SITE);
    if (outcome.kind !== 'page') throw new Error(`it was ${outcome.kind}`);
    expect(outcome.guesses[0]?.titles[0]).toBe('Harbour bridge opens after two years');
    expect(await sources()).toEqual([]);
    const [guess] = outcome.guesses;
    const picked = await adding.pick(HERE, guess?.source ?? ('' as never));
    expect(picked).toMatchObject({ kind: 'added', articles: 3, state: { source: { kind: 'page' } } });
    expect(await sources()).toEqual([`${SITE}#links=article%20%3E%20h2%20%3E%20a`]);
  });

  it('uses what somebody else reads already, also where it has moved since', async () => {
    web.answers.set(`${SITE}old`, { kind: 'moved', to: `${SITE}new` });
    web.answers.set(`${SITE}new`, FEED);
    await adding.add({ ...HERE, workspace: 'T2' }, `${SITE}old`);
    const [moved] = await web.store.allSources();
    web.at = web.at.add({ minutes: 1 });
    const before = web.asked.length;
    const outcome = await adding.add(HERE, `${SITE}new`);
    expect(outcome).toMatchObject({
      kind: 'added',
      articles: 1,
      state: { source: { id: moved?.source.id } },
    });
    expect(web.asked).toHaveLength(before);
  });

  it('says what is wrong with an address, and picks nothing that is not there', async () => {
    await expect(adding.add(HERE, 'heise')).rejects.toThrow(/is no web address/);
    expect(await adding.add(HERE, SITE)).toMatchObject({ kind: 'no-feed', feeds: [] });
    expect(await adding.pick(HERE, 'gone' as never)).toMatchObject({ kind: 'no-feed' });
  });
});

describe('a person who adds a page', () => {
  const answered = async (act: Parameters<typeof ask>[2]) => {
    const pipeline = createPipeline(web.tools, web.readPage);
    const heard = await ask({ pipeline } as unknown as SmallWorld, HERE, act);
    if (heard === undefined) throw new Error('there was no answer');
    return heard;
  };

  it('is shown the guesses, picks one from the menu, and asks how it is', async () => {
    web.answers.set(SITE, site(''));
    const heard = await answered(`sources add:${SITE}`);
    expect(heard.text).toMatch(/^That address is a web page without a feed\./);
    expect(heard.text).toContain('Harbour bridge opens after two years · Mayor votes');
    const controls = heard.message.blocks.find((block) => block.kind === 'controls');
    if (controls?.kind !== 'controls' || controls.menu === undefined) throw new Error('there was no menu');
    const { action, value, options } = controls.menu;
    const picked = await answered({ kind: 'menu', action, value, chosen: options[0]?.value ?? '' });
    expect(picked.text).toMatch(/^Added: City Ledger/);
    const detail = await answered('sources City Ledger');
    expect(detail.text).toContain('Last read Tuesday 07:00.');
    expect(detail.text).toContain('3 articles within 7 days.');
    expect(detail.text).toContain('Next reading');
  });
});
