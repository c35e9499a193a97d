import { setImmediate as drain } from 'node:timers/promises';
import { idOf } from '../../../src/domain/ids.ts';
import type { Message, Part } from '../../../src/domain/message.ts';
import { type Place, type PlatformName, placeKey } from '../../../src/domain/place.ts';
import type { Schedule } from '../../../src/domain/schedule.ts';
import type { Subscription } from '../../../src/domain/subscription.ts';
import { createPipeline, type Pipeline } from '../../../src/pipeline/pipeline.ts';
import type { Outlet, Tools } from '../../../src/pipeline/tools.ts';
import type { Log } from '../../../src/ports/log.ts';
import { parseSchedule } from '../../../src/schedules/parse.ts';
import { nextSlot } from '../../../src/schedules/plan.ts';
import { createMemoryStore } from '../memory-store.ts';
import { createChance } from './chance.ts';
import { createNews } from './news.ts';
import { createSimulatedPlatform } from './platform.ts';
import { createProcess, type Dangers, type SimulatedProcess } from './process.ts';
import { createTimers, withTimers } from './timers.ts';
import { createWitness } from './witness.ts';

export interface SimulationResult {
  readonly seed: number;
  readonly steps: number;
  readonly crashes: number;
  readonly posted: number;
  readonly digests: number;
  /** Which rule was broken, and when; absent when all of them held. */
  readonly broken?: string;
  /** The same for the same seed, whatever the machine. */
  readonly trace: string;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
const SETTLE_DAYS = 3;
const SCHEDULES = [
  'weekdays 08:30',
  'every day at 7 and 19',
  'every 3 hours from 6 to 21',
  'daily 02:30',
  'mon, thu 9:15',
  '0 8 * * 1-5',
] as const;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'] as const;
const STARTS = ['2026-10-20T06:00:00Z', '2027-03-05T06:00:00Z', '2026-06-01T06:00:00Z'] as const;

/** A process that runs, and when it looks again. */
interface Running {
  readonly process: SimulatedProcess;
  readonly pipeline: Pipeline;
  busy: boolean;
  lookAt: number;
  patience: number;
}

/** What is wrong with the world of one seed. */
function dangersOf(chance: ReturnType<typeof createChance>) {
  const jumps = chance.happens(0.4);
  const workers = chance.happens(0.5) ? 2 : 1;
  const some = (probability: number, size: number): number => (chance.happens(probability) ? size : 0);
  const dangers: Dangers = {
    crash: some(0.7, 0.0008),
    // A process that is stopped while the clock goes back cannot know how long it was stopped.
    freeze: jumps ? 0 : some(0.6, 0.0006),
    storeFault: some(0.5, 0.002),
  };
  return { jumps, workers, dangers };
}

/** One world from one number: `days` of it, then some calm days in which everything comes to rest. */
export function simulate(
  seed: number,
  days: number,
  say: (line: string) => void = () => undefined,
): Promise<SimulationResult> {
  const chance = createChance(seed);
  const start = Temporal.Instant.from(chance.oneOf(STARTS)).epochMilliseconds;
  const timers = createTimers(start);
  return withTimers(timers, () => run(seed, days, say, chance, timers, start));
}

async function run(
  seed: number,
  days: number,
  say: (line: string) => void,
  chance: ReturnType<typeof createChance>,
  timers: ReturnType<typeof createTimers>,
  start: number,
): Promise<SimulationResult> {
  const { jumps, workers, dangers } = dangersOf(chance);
  const store = createMemoryStore();
  const witness = createWitness({ clockJumps: jumps });
  let offset = 0;
  let steps = 0;
  let crashes = 0;
  let trace = 17;
  let broken: string | undefined;
  let calm = false;
  const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(timers.now + offset);
  const note = (line: string): void => {
    for (let at = 0; at < line.length; at += 1) trace = (Math.imul(trace, 31) + line.charCodeAt(at)) | 0;
    say(`${new Date(timers.now).toISOString()} ${offset === 0 ? '' : `(clock ${now()}) `}${line}`);
  };
  const watch = (check: () => void): void => {
    try {
      check();
    } catch (error) {
      broken ??= `${new Date(timers.now).toISOString()}: ${error instanceof Error ? error.message : String(error)}`;
    }
  };

  const arrived = (place: string, key: string): void => {
    note(`arrived ${place} ${key}`);
    watch(() => witness.arrived(place, key));
  };
  const platforms = new Map(
    (['slack', 'discord'] as const).map((name) => [
      name,
      createSimulatedPlatform(name, chance, timers, arrived),
    ]),
  );
  const feeds = ['one', 'two', 'three'].map((name) => `https://${name}.example/feed.xml`);
  const news = createNews(feeds, chance, timers);
  const places = await furnish();

  async function furnish(): Promise<readonly Place[]> {
    for (const address of feeds) {
      const id = idOf<'source'>('source', address);
      await store.putSource({ id, kind: 'feed', address, title: new URL(address).host }, now());
      await store.shareSource(id, undefined);
    }
    const made: Place[] = [];
    for (let count = chance.whole(2, 4); count > 0; count--) {
      const platform = chance.oneOf(['slack', 'discord'] as const);
      const place: Place = { platform, workspace: 'W', kind: 'channel', id: `C${chance.whole(1, 3)}` };
      made.push(place);
      await store.putSubscription(subscriptionOf(place, count, scheduleOf()));
    }
    return made;
  }

  function scheduleOf(): Schedule {
    const parsed = parseSchedule(
      chance.oneOf(SCHEDULES),
      chance.oneOf(ZONES),
      Temporal.PlainDate.from('2026-06-01'),
    );
    if (parsed.kind !== 'schedule') throw new Error('a schedule of the simulation is not understood');
    const quiet = chance.happens(0.3) ? { quiet: { from: '22:00', to: '06:30' } } : {};
    return { ...parsed.schedule, ...quiet };
  }

  function subscriptionOf(place: Place, count: number, schedule: Schedule): Subscription {
    const next = nextSlot(schedule, now());
    return {
      id: idOf('subscription', placeKey(place), String(count)),
      place,
      name: `Digest ${count}`,
      selection: {
        sources: chance.happens(0.7)
          ? 'all'
          : feeds.slice(0, 2).map((address) => idOf<'source'>('source', address)),
        count: 20,
        style: chance.oneOf(['short', 'headlines'] as const),
        muted: [],
        whenEmpty: chance.oneOf(['say', 'silent'] as const),
      },
      schedule,
      createdBy: 'U1',
      createdAt: now(),
      handledUntil: now(),
      emptyInARow: 0,
      locale: 'en',
      ...(next === undefined ? {} : { nextSlot: next }),
    };
  }

  let generation = 0;
  const running: Running[] = [];

  function startProcess(): void {
    generation += 1;
    const process = createProcess(`process ${generation}`, chance, {
      dangers: calm ? { crash: 0, freeze: 0, storeFault: 0 } : dangers,
      contended: workers > 1,
      stepped: () => {
        steps += 1;
      },
      froze: (frozen) => {
        const until = timers.now + chance.whole(1, 180) * 1000;
        frozen.frozenUntil = until;
        note(`${frozen.name} stops until ${new Date(until).toISOString()}`);
      },
      died: (dead) => {
        crashes += 1;
        note(`${dead.name} is killed`);
        running.splice(
          running.findIndex((each) => each.process === dead),
          1,
        );
        const downtime = chance.happens(0.8) ? chance.whole(1, 90) * 1000 : chance.whole(1, 40) * HOUR;
        timers.set(startProcess, calm ? 1000 : downtime);
      },
    });
    const tools: Tools = {
      store: process.store(store, (written) => watch(() => witness.committed(written))),
      reader: process.reader({ read: (source) => news.read(source.address) }),
      platforms: new Map<PlatformName, Outlet>(
        [...platforms].map(([name, platform]) => [name, { platform: process.platform(platform), render }]),
      ),
      jobs: {
        handle: () => undefined,
        start: async () => undefined,
        hint: async () => undefined,
        stop: async () => undefined,
      },
      log: logTo(say),
      now,
      random: () => chance.next(),
      rules: {
        sourcesAtOnce: 3,
        postsAtOnce: 4,
        requestsPerMinute: 5,
        retention: { articleDays: 60, deliveryDays: 10, requestDays: 2 },
        defaults: { zone: 'UTC', schedule: 'daily 08:00', stories: 6, locale: 'en' },
        alone: workers === 1,
      },
    };
    const pipeline = createPipeline(tools, () => Promise.reject(new Error('no page')));
    const started: Running = { process, pipeline, busy: false, lookAt: timers.now, patience: 1000 };
    running.push(started);
    note(`${process.name} starts`);
    work(started, () => pipeline.takeOver());
  }

  function work(runner: Running, what: () => Promise<unknown>): void {
    runner.busy = true;
    const before = steps;
    void what()
      .catch((error: unknown) => {
        if (!(error instanceof Error && error.message === 'disk I/O error')) broken ??= String(error);
      })
      .then(async () => {
        runner.busy = false;
        const due = Math.min(await nextDue(), witness.nextDue() - offset);
        // What is due and cannot be done now is looked at again, less and less often.
        runner.patience = steps - before > 30 ? 1000 : Math.min(runner.patience * 2, HOUR / 6);
        runner.lookAt = Math.min(Math.max(due, timers.now + runner.patience), timers.now + 6 * HOUR);
      });
  }

  async function nextDue(): Promise<number> {
    const slot = await store.nextSlot();
    const visits = (await store.allSources()).filter(({ stopped }) => !stopped);
    const all = [...visits.map(({ nextVisit }) => nextVisit), ...(slot === undefined ? [] : [slot])];
    return Math.min(...all.map((at) => at.epochMilliseconds)) - offset;
  }

  function planWorld(): void {
    const publish = (): void => {
      if (calm) return;
      news.publish();
      timers.set(publish, chance.whole(1, 20) * HOUR);
    };
    publish();
    if (jumps) timers.set(jump, chance.whole(1, 8 * 24) * HOUR);
    const [place] = places;
    if (place !== undefined && chance.happens(0.2))
      timers.set(
        () => platforms.get(place.platform)?.blind.add(placeKey(place)),
        chance.whole(1, days) * DAY,
      );
    if (place !== undefined && chance.happens(0.1))
      timers.set(() => platforms.get(place.platform)?.gone.add(placeKey(place)), chance.whole(1, days) * DAY);
  }

  function jump(): void {
    if (calm) return;
    const size = chance.oneOf([10 * 60_000, HOUR, 26 * HOUR, 9 * DAY, 20 * DAY]);
    offset = chance.happens(0.4) ? 0 : chance.happens(0.5) ? size : -Math.min(size, DAY);
    note(`the clock jumps to ${now()}`);
    for (const runner of running) runner.lookAt = timers.now;
    timers.set(jump, chance.whole(1, 6 * 24) * HOUR);
  }

  /** Lets one step go on; false when all of them wait for time to pass. */
  function goOn(): boolean {
    const able = running.filter(({ process }) => process.waiting > 0 && process.frozenUntil <= timers.now);
    const chosen = able[chance.whole(0, Math.max(0, able.length - 1))];
    if (chosen === undefined) return false;
    chosen.process.frozenUntil = 0;
    chosen.process.goOn();
    return true;
  }

  function nextMoment(end: number): number {
    const looks = running.map(({ busy, lookAt, process }) => {
      if (busy) return process.waiting > 0 ? process.frozenUntil : Number.POSITIVE_INFINITY;
      return Math.max(lookAt, process.frozenUntil);
    });
    return Math.min(end, timers.next, ...looks);
  }

  async function until(end: number): Promise<void> {
    while (broken === undefined) {
      await drain();
      if (goOn()) continue;
      for (const runner of running) {
        if (runner.busy || runner.lookAt > timers.now || runner.process.frozenUntil > timers.now) continue;
        work(runner, () => runner.pipeline.beat());
      }
      if (running.some(({ process }) => process.waiting > 0 && process.frozenUntil <= timers.now)) continue;
      await drain();
      if (running.some(({ process }) => process.waiting > 0 && process.frozenUntil <= timers.now)) continue;
      const next = nextMoment(end);
      if (timers.now >= end) return;
      timers.goTo(Math.max(next, timers.now));
    }
  }

  await preload();
  for (let count = 0; count < workers; count++) startProcess();
  planWorld();
  await until(start + days * DAY);
  calm = true;
  news.calm = true;
  for (const platform of platforms.values()) {
    platform.calm = true;
    platform.blind.clear();
  }
  for (const { process } of running) process.dangers = { crash: 0, freeze: 0, storeFault: 0 };
  // The clock may be behind: then the slots of that time were handled before it went back.
  await until(timers.now + SETTLE_DAYS * DAY + Math.max(0, await behind()));
  if (broken === undefined) {
    try {
      await witness.checkEnd(store, now());
    } catch (error) {
      broken = error instanceof Error ? error.message : String(error);
    }
  }
  return {
    seed,
    steps,
    crashes,
    posted: witness.posted,
    digests: witness.digests,
    trace: (trace >>> 0).toString(36),
    ...(broken === undefined ? {} : { broken }),
  };

  async function behind(): Promise<number> {
    const all = await store.allSubscriptions();
    return Math.max(
      0,
      ...all.map(({ handledUntil }) => handledUntil.epochMilliseconds - now().epochMilliseconds),
    );
  }
}

/** Two stories a part, so that most digests have several. */
function render({ blocks, title }: Message): readonly Part[] {
  const stories = blocks.flatMap((block) => (block.kind === 'story' ? [block.story] : []));
  const cuts = Array.from({ length: Math.max(1, Math.ceil(stories.length / 2)) }, (_, at) =>
    stories.slice(at * 2, at * 2 + 2),
  );
  return cuts.map((carried) => ({
    payload: { title },
    text: title,
    stories: carried,
    quotations: [],
    usage: '',
  }));
}

/** So that a first import does not let real time into the simulation. */
async function preload(): Promise<void> {
  await import('../../../src/feeds/parse.ts');
  await import('../../../src/feeds/to-articles.ts');
}

function logTo(say: (line: string) => void): Log {
  const write =
    (level: string) =>
    (message: string, fields: object = {}) =>
      say(`  ${level} ${message} ${JSON.stringify(fields)}`);
  return { debug: () => undefined, info: write('info'), warn: () => undefined, error: write('error') };
}
