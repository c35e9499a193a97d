import type { SourceId } from '../domain/ids.ts';
import type { Source, SourceState, Validators } from '../domain/source.ts';
import { newArticles } from '../feeds/new-articles.ts';
import type { VisitResult } from '../feeds/next-visit.ts';
import { movedPage } from '../feeds/page-address.ts';
import type { FreshArticle } from '../feeds/to-articles.ts';
import type { ReadOutcome } from '../ports/source-reader.ts';
import { createCompleteTexts, leaveTexts } from './complete-texts.ts';
import { createLanes } from './lanes.ts';
import { languageOf } from './language-of.ts';
import { createVisitPlanner } from './plan-visit.ts';
import { raceFor } from './race-for.ts';
import { type Harvest, readBodies } from './read-source.ts';
import type { Tools } from './tools.ts';
import { createTurns } from './turns.ts';

/** A visit is given up by others after this. */
const CLAIM = Temporal.Duration.from({ minutes: 5 });
/** As many sources are looked up at once. */
const BATCH = 250;
/** A source that answers later than this is slow, and the others no longer wait for it. */
const PATIENCE = Temporal.Duration.from({ seconds: 1 });
/** Slow sources that are waited for at the same time, for each lane. */
const SLOW_A_LANE = 4;
/** What is under way when the program ends is waited for this long; it is read again after the next start. */
const LAST_WAIT = Temporal.Duration.from({ seconds: 3 });
const DETECTED_AT_ONCE = 10;

/** A folder may hold many files that cannot be read; each is named, within reason. */
const MOST_FAULTS_SAID = 20;

/** What one visit brought. */
export interface VisitReport {
  readonly state: SourceState;
  readonly added: number;
  /** Articles that the source holds now. */
  readonly held: number;
  /** Each in one sentence. */
  readonly faults: readonly string[];
}

/** Reads sources: one visit, one transaction. */
export interface Collector {
  /**
   * Visits what is due, several at once; returns how many visits were begun, as soon as those that still go on are
   * slow ones.
   */
  collectDue(): Promise<number>;
  /** Visits one source now; undefined when it is not there or somebody else is just reading it. */
  collect(id: SourceId): Promise<VisitReport | undefined>;
  /** Begins no more visits and lets those under way end, for a short while. */
  stop(): Promise<void>;
}

export function createCollector(tools: Tools): Collector {
  const { store, reader, log, now, random, rules } = tools;
  const completeTexts =
    tools.crawlPage === undefined ? leaveTexts : createCompleteTexts(tools, tools.crawlPage);
  const planner = createVisitPlanner(random);
  const takeTurn = createTurns();
  const lanes = createLanes({
    width: rules.sourcesAtOnce,
    patience: PATIENCE,
    most: rules.sourcesAtOnce * SLOW_A_LANE,
  });
  const visits = new Map<SourceId, Promise<VisitReport | undefined>>();
  let stopped = false;

  /** Whoever asks for a source that is being read gets that visit. */
  function collect(id: SourceId): Promise<VisitReport | undefined> {
    const running = visits.get(id);
    if (running !== undefined) return running;
    const visit = visitOnce(id).finally(() => visits.delete(id));
    visits.set(id, visit);
    return visit;
  }

  async function visitOnce(id: SourceId): Promise<VisitReport | undefined> {
    const started = now();
    if (!(await store.claimSource(id, started, started.add(CLAIM)))) return undefined;
    const state = await store.source(id);
    if (state === undefined) return undefined;
    const outcome = await reader.read(state.source, state.validators);
    // The store may be closed by now.
    if (stopped) return undefined;
    const report = await settle(state, outcome);
    logFaults(state, report);
    return report;
  }

  /** False when it met a fault of ours: then a source that could not be claimed would be due again at once. */
  async function visitDue(source: Source): Promise<boolean> {
    try {
      await collect(source.id);
      return true;
    } catch (error) {
      log.error('A source could not be read', { source: source.title, reason: String(error) });
      return false;
    }
  }

  async function settle(state: SourceState, outcome: ReadOutcome): Promise<VisitReport> {
    switch (outcome.kind) {
      case 'fresh':
        return takeIn(state, outcome);
      case 'unchanged':
        return keep(succeeded(state, { kind: 'unchanged' }, outcome));
      case 'moved': {
        const address = movedPage(state.source.address, outcome.to);
        const moved = { ...state, source: { ...state.source, address }, validators: {} };
        return keep({ ...moved, nextVisit: now(), failures: 0 });
      }
      case 'postponed':
        return keep({ ...state, nextVisit: now().add(outcome.after) });
      case 'failed': {
        const { retryAfter } = outcome;
        const result: VisitResult =
          outcome.fault === 'gone'
            ? { kind: 'gone' }
            : { kind: 'failed', ...(retryAfter === undefined ? {} : { retryAfter }) };
        return fail(state, outcome.message, result);
      }
    }
  }

  async function takeIn(
    state: SourceState,
    outcome: Extract<ReadOutcome, { kind: 'fresh' }>,
  ): Promise<VisitReport> {
    let harvest: Harvest;
    try {
      harvest = await takeTurn(() => readBodies(state.source, outcome.bodies, now()));
    } catch (error) {
      return fail(state, error instanceof Error ? error.message : String(error), { kind: 'failed' });
    }
    const { ready, waiting } = split(harvest.articles, state, now());
    const fresh = await withLanguages(await completeTexts(state, ready, takeTurn));
    // What waits for its date must be read again although nothing changes by then.
    const validators: Validators = waiting ? {} : outcome.validators;
    const known = state.source.kind === 'folder' ? {} : titleOf(state, harvest);
    const source = { ...state.source, ...known };
    const saved = succeeded({ ...state, source, validators }, { kind: 'fresh' }, { ...outcome, harvest });
    const { added, flood } = await takeTurn(() => put(fresh, state, saved));
    const faults = [...outcome.faults, ...harvest.faults, ...(flood === undefined ? [] : [flood])];
    return { state: saved, added, held: fresh.length, faults };
  }

  async function withLanguages(all: readonly FreshArticle[]): Promise<readonly FreshArticle[]> {
    const found: FreshArticle[] = [];
    for (let at = 0; at < all.length; at += DETECTED_AT_ONCE) {
      const some = all.slice(at, at + DETECTED_AT_ONCE);
      const isStated = some.every(({ article }) => article.language !== undefined);
      found.push(...(isStated ? some : await takeTurn(() => Promise.all(some.map(withLanguage)))));
    }
    return found;
  }

  function put(fresh: readonly FreshArticle[], before: SourceState, saved: SourceState) {
    return store.transaction(async (operations) => {
      const known = await operations.knownArticles(fresh.map(({ article }) => article.id));
      const arrived = newArticles(fresh, known, {
        first: before.firstVisit === undefined,
        kind: before.source.kind,
      });
      await operations.putArticles(arrived.store.map((each) => arrivedAt(each, now())));
      await operations.saveSourceState(saved);
      return arrived;
    });
  }

  function succeeded(
    state: SourceState,
    result: VisitResult,
    seen: { readonly harvest?: Harvest; readonly freshFor?: Temporal.Duration },
  ): SourceState {
    const at = now();
    const { lastFault: _, ...rest } = state;
    return {
      ...rest,
      firstVisit: state.firstVisit ?? at,
      lastSuccess: at,
      failures: 0,
      nextVisit: planner.plan(state, result, at, seen).at,
      stopped: false,
    };
  }

  async function keep(state: SourceState): Promise<VisitReport> {
    await takeTurn(() => store.saveSourceState(state));
    return { state, added: 0, held: 0, faults: [] };
  }

  async function fail(state: SourceState, message: string, result: VisitResult): Promise<VisitReport> {
    const at = now();
    const next = planner.plan(state, result, at);
    const failed = {
      ...state,
      failures: state.failures + 1,
      lastFault: { at, message },
      nextVisit: next.at,
      stopped: next.stopped,
    };
    return { ...(await keep(failed)), faults: [message] };
  }

  /** One line for each incident, not for each visit. */
  function logFaults(before: SourceState, { faults, state }: VisitReport): void {
    if (faults.length === 0) return;
    const isNews = state.failures === 1 || before.firstVisit === undefined || before.source.kind === 'folder';
    const level = isNews ? 'warn' : 'debug';
    const source = before.source.title;
    for (const fault of faults.slice(0, MOST_FAULTS_SAID))
      log[level]('A source has a fault', { source, fault });
    const more = faults.length - MOST_FAULTS_SAID;
    if (more > 0) log[level]('A source has more faults', { source, more });
  }

  return {
    collect,
    async collectDue() {
      let begun = 0;
      let sound = true;
      for (let more = true; more && sound && !stopped; ) {
        const due = await store.dueSources(now(), BATCH);
        const free = due.filter(({ source }) => !visits.has(source.id));
        for (const { source } of free) {
          await lanes.start(async () => {
            if (!stopped) sound = (await visitDue(source)) && sound;
          });
        }
        begun += free.length;
        more = due.length === BATCH && free.length > 0;
      }
      await lanes.quiet();
      return begun;
    },
    async stop() {
      stopped = true;
      await raceFor(lanes.empty(), LAST_WAIT, () => undefined);
    },
  };
}

/** Files of a folder may be dated ahead: they wait for their day. A feed's wrong clock delays nothing. */
function split(articles: readonly FreshArticle[], state: SourceState, at: Temporal.Instant) {
  if (state.source.kind !== 'folder') return { ready: articles, waiting: false };
  const ready = articles.filter(
    ({ article }) => article.published === undefined || Temporal.Instant.compare(article.published, at) <= 0,
  );
  return { ready, waiting: ready.length < articles.length };
}

async function withLanguage(fresh: FreshArticle): Promise<FreshArticle> {
  if (fresh.article.language !== undefined) return fresh;
  const language = await languageOf(`${fresh.article.title}\n${fresh.article.text}`);
  return language === undefined ? fresh : { ...fresh, article: { ...fresh.article, language } };
}

/** A source that was added by its address alone is called what it calls itself. */
function titleOf(state: SourceState, harvest: Harvest): { title?: string; language?: string } {
  const { source } = state;
  const isNamed = source.title !== source.address && source.title !== new URL(source.address).host;
  return {
    ...(isNamed || harvest.title === undefined ? {} : { title: harvest.title.slice(0, 100) }),
    ...(source.language !== undefined || harvest.language === undefined
      ? {}
      : { language: harvest.language }),
  };
}

/** An article arrives when it is stored: one that was read minutes before would be older than a digest made meanwhile. */
function arrivedAt<Fresh extends FreshArticle>(fresh: Fresh, fetched: Temporal.Instant): Fresh {
  return { ...fresh, article: { ...fresh.article, fetched } };
}
