import type { SourceId } from '../domain/ids.ts';
import type { SourceState, Validators } from '../domain/source.ts';
import { newArticles } from '../feeds/new-articles.ts';
import { type NextVisit, nextVisit, type VisitResult } from '../feeds/next-visit.ts';
import type { FreshArticle } from '../feeds/to-articles.ts';
import type { ReadOutcome } from '../ports/source-reader.ts';
import { languageOf } from './language-of.ts';
import { type Harvest, readBodies } from './read-source.ts';
import type { Tools } from './tools.ts';

/** A visit is given up by others after this. */
const CLAIM = Temporal.Duration.from({ minutes: 5 });
/** A folder is on this machine: looking costs nothing, and new files are seen at the next beat. */
const FOLDER_INTERVAL = Temporal.Duration.from({ seconds: 30 });
const NO_HINTS = { skipHours: [], skipDays: [] };

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
  /** Visits what is due, several at once; returns how many were visited. */
  collectDue(): Promise<number>;
  /** Visits one source now; undefined when it is not there or somebody else is just reading it. */
  collect(id: SourceId): Promise<VisitReport | undefined>;
}

export function createCollector(tools: Tools): Collector {
  const { store, reader, log, now, random, rules } = tools;

  async function collect(id: SourceId): Promise<VisitReport | undefined> {
    const started = now();
    if (!(await store.claimSource(id, started, started.add(CLAIM)))) return undefined;
    const state = await store.source(id);
    if (state === undefined) return undefined;
    const outcome = await reader.read(state.source, state.validators);
    const report = await settle(state, outcome);
    for (const fault of report.faults)
      log.warn('A source has a fault', { source: state.source.title, fault });
    return report;
  }

  async function settle(state: SourceState, outcome: ReadOutcome): Promise<VisitReport> {
    switch (outcome.kind) {
      case 'fresh':
        return takeIn(state, outcome);
      case 'unchanged':
        return succeed(state, {}, { kind: 'unchanged' });
      case 'moved':
        return succeed(
          { ...state, source: { ...state.source, address: outcome.to } },
          { validators: {} },
          { kind: 'moved' },
        );
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
      harvest = await readBodies(state.source, outcome.bodies, now());
    } catch (error) {
      return fail(state, error instanceof Error ? error.message : String(error), { kind: 'failed' });
    }
    const { ready, waiting } = split(harvest.articles, state, now());
    const fresh = await Promise.all(ready.map(withLanguage));
    // What waits for its date must be read again although nothing changes by then.
    const validators: Validators = waiting ? {} : outcome.validators;
    const known = state.source.kind === 'folder' ? {} : titleOf(state, harvest);
    const source = { ...state.source, ...known };
    return succeed(
      { ...state, source },
      { validators, fresh, harvest, faults: outcome.faults },
      { kind: 'fresh' },
    );
  }

  async function succeed(
    state: SourceState,
    found: {
      readonly validators?: Validators;
      readonly fresh?: readonly FreshArticle[];
      readonly harvest?: Harvest;
      readonly faults?: readonly string[];
    },
    result: VisitResult,
  ): Promise<VisitReport> {
    const at = now();
    const { fresh = [], harvest, faults = [] } = found;
    const next = planNext(state, result, harvest, at);
    const { lastFault: _, ...rest } = state;
    const saved: SourceState = {
      ...rest,
      validators: found.validators ?? state.validators,
      firstVisit: state.firstVisit ?? at,
      lastSuccess: at,
      failures: 0,
      nextVisit: next.at,
      stopped: false,
    };
    const arrivals = await store.transaction(async (operations) => {
      const known = await operations.knownArticles(fresh.map(({ article }) => article.id));
      const arrived = newArticles(fresh, known, {
        first: state.firstVisit === undefined,
        kind: state.source.kind,
      });
      await operations.putArticles(arrived.store);
      await operations.saveSourceState(saved);
      return arrived;
    });
    const flood = arrivals.flood === undefined ? [] : [arrivals.flood];
    return {
      state: saved,
      added: arrivals.added,
      held: fresh.length,
      faults: [...faults, ...(harvest?.faults ?? []), ...flood],
    };
  }

  async function fail(state: SourceState, message: string, result: VisitResult): Promise<VisitReport> {
    const at = now();
    const next = planNext(state, result, undefined, at);
    const failed: SourceState = {
      ...state,
      failures: state.failures + 1,
      lastFault: { at, message },
      nextVisit: next.at,
      stopped: next.stopped,
    };
    await store.saveSourceState(failed);
    return { state: failed, added: 0, held: 0, faults: [message] };
  }

  function planNext(
    state: SourceState,
    result: VisitResult,
    harvest: Harvest | undefined,
    at: Temporal.Instant,
  ): NextVisit {
    if (state.source.kind === 'folder') return { at: at.add(FOLDER_INTERVAL), failures: 0, stopped: false };
    // A feed that moved is read at its new address at once.
    if (result.kind === 'moved') return { at, failures: 0, stopped: false };
    const published = (harvest?.articles ?? [])
      .flatMap(({ article }) => article.published ?? [])
      .sort((a, b) => Temporal.Instant.compare(b, a));
    return nextVisit(
      { failures: state.failures, published },
      result,
      harvest?.hints ?? NO_HINTS,
      at,
      random(),
    );
  }

  return {
    collect,
    async collectDue() {
      const due = await store.dueSources(now(), rules.sourcesAtOnce * 4);
      const waiting = due.map((state) => state.source);
      const work = async (): Promise<void> => {
        for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
          try {
            await collect(source.id);
          } catch (error) {
            log.error('A source could not be read', { source: source.title, reason: String(error) });
          }
        }
      };
      await Promise.all(Array.from({ length: Math.min(rules.sourcesAtOnce, due.length) }, work));
      return due.length;
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
