import { Refusal } from '../commands/command.ts';
import type { Desk } from '../commands/desk.ts';
import type { SourceId } from '../domain/ids.ts';
import { placeKey } from '../domain/place.ts';
import type { SourceState } from '../domain/source.ts';
import { decode } from '../feeds/decode.ts';
import type { Body } from '../ports/source-reader.ts';
import { createSourceAdding } from './add-source.ts';
import type { Collector } from './collect.ts';
import type { Composer } from './compose.ts';
import type { StoryGrouping } from './group.ts';
import { languageOf } from './language-of.ts';
import { raceFor } from './race-for.ts';
import type { Tools } from './tools.ts';

/** A source that was read within this time is not read again because somebody asks. */
const FRESH_SECONDS = 60;
/** An answer waits at most this long for sources that are being read. */
const PATIENCE = Temporal.Duration.from({ milliseconds: 1200 });
/** With more than this to be read, an answer is made of what is there; the beat is reading them anyway. */
const MOST_REFRESHED = 20;

/** What the desk needs besides the tools. */
export interface DeskParts {
  readonly collector: Collector;
  readonly composer: Composer;
  readonly grouping: StoryGrouping;
  /** Fetches one page through the address guard. Throws one sentence. */
  readPage(address: string): Promise<Body>;
}

/** The commands' view of the loops and the store. */
export function createDesk(tools: Tools, parts: DeskParts): Desk {
  const { store, now, rules } = tools;
  const { collector, composer, grouping, readPage } = parts;
  const adding = createSourceAdding(tools, parts);

  const read = (address: string): Promise<Body> =>
    readPage(address).catch((error: unknown) => {
      throw new Refusal(error instanceof Error ? error.message : String(error));
    });

  /** Somebody waits for it, so its turn does not count. */
  async function readNow(id: SourceId): Promise<void> {
    await store.expediteSource(id, now());
    await collector.collect(id);
  }

  async function refresh(ids: readonly SourceId[]): Promise<void> {
    const states = await Promise.all(ids.map((id) => store.source(id)));
    const stale = states.filter((state) => state !== undefined && isStale(state, now()));
    if (stale.length === 0 || stale.length > MOST_REFRESHED) return;
    const work = Promise.all(stale.map((state) => state && readNow(state.source.id)));
    await raceFor<unknown>(work, PATIENCE, () => undefined);
    await grouping.groupWaiting();
  }

  return {
    defaults: rules.defaults,
    sources: (place) => store.sourcesOf(place.workspace),
    addSource: adding.add,
    pickSource: adding.pick,
    // The end is not part of the span, and what came just now is to be counted.
    countArticles: async (source, since) =>
      (await store.countArticles([source], since, now().add({ milliseconds: 1 }), false)).articles,
    async removeSource(place, id) {
      await store.unshareSource(id, place.workspace);
      const left = await store.sourcesOf(place.workspace);
      return !left.some((state) => state.source.id === id);
    },
    refresh,
    async subscriptions(place) {
      const all =
        place.kind === 'person'
          ? await store.subscriptionsOf(place)
          : await store.subscriptionsOfWorkspace(place.workspace);
      const here = placeKey(place);
      const mine = all.filter((each) => each.place.kind === 'channel' || placeKey(each.place) === here);
      return [...mine].sort(
        (a, b) => Number(placeKey(b.place) === here) - Number(placeKey(a.place) === here),
      );
    },
    saveSubscription: (subscription) => store.putSubscription(subscription),
    removeSubscription: (id) => store.removeSubscription(id),
    async compose(wish) {
      const { place, sources, count, subscription, ...rest } = wish;
      const own = subscription?.selection;
      const digest = await composer.compose({
        ...rest,
        at: wish.at ?? now(),
        until: now(),
        workspace: place.workspace,
        selection: { style: 'short', whenEmpty: 'say', muted: [], ...own, sources, count },
        newOnly: false,
        key: `asked ${placeKey(place)}`,
        ...(subscription === undefined ? {} : { subscription }),
        ...(subscription?.nextSlot === undefined ? {} : { next: subscription.nextSlot }),
      });
      await store.putDigest(digest);
      return digest;
    },
    digest: (id) => store.digest(id),
    lastDigest: async (subscription) => (await store.lastPostedDigest(subscription))?.digest,
    async readLink(address) {
      const page = await read(address);
      const { extractArticle } = await import('../feeds/article-text.ts');
      const { title, text, language } = extractArticle(
        decode(page.bytes, page.contentType).text,
        page.address,
      );
      if (text.trim() === '') throw new Refusal(`${address} has no text that can be read.`);
      return {
        text,
        outlet: new URL(page.address).hostname.replace(/^www\./, ''),
        link: page.address,
        ...(title === undefined ? {} : { title }),
        ...(language === undefined ? {} : { language }),
      };
    },
    languageOf,
  };
}

function isStale(state: SourceState, now: Temporal.Instant): boolean {
  const last = state.lastSuccess ?? state.lastFault?.at;
  if (state.stopped || state.failures > 0) return false;
  return last === undefined || now.since(last).total('seconds') > FRESH_SECONDS;
}
