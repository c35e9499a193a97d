import type { ChatPlatform } from '../../../src/ports/chat-platform.ts';
import type { SourceReader } from '../../../src/ports/source-reader.ts';
import type { Store, StoreOperations } from '../../../src/ports/store.ts';
import type { Chance } from './chance.ts';

/** How likely a process is to meet something at each of its steps. */
export interface Dangers {
  readonly crash: number;
  readonly freeze: number;
  readonly storeFault: number;
}

/** One process of the program: it can be killed or stopped between any two of its steps. */
export interface SimulatedProcess {
  readonly name: string;
  readonly dead: boolean;
  /** Steps that wait for their turn. */
  readonly waiting: number;
  frozenUntil: number;
  dangers: Dangers;
  /** Lets one waiting step go on. */
  goOn(): void;
  store(store: Store, committed: (operations: readonly Written[]) => void): Store;
  platform(platform: ChatPlatform): ChatPlatform;
  reader(reader: SourceReader): SourceReader;
}

/** An operation that was committed, and its result. */
export interface Written {
  readonly name: keyof StoreOperations;
  readonly values: readonly unknown[];
  readonly result: unknown;
}

class Killed extends Error {}
const never = (): Promise<never> => new Promise(() => undefined);
const WATCHED = new Set(['takeSlots', 'putDigest', 'enqueue', 'enqueueAll', 'changePart', 'putArticles']);

export function createProcess(
  name: string,
  chance: Chance,
  hooks: {
    readonly dangers: Dangers;
    /** Whether others run beside it, so that who comes next is left to chance. */
    readonly contended: boolean;
    readonly stepped: () => void;
    readonly froze: (process: SimulatedProcess) => void;
    readonly died: (process: SimulatedProcess) => void;
  },
): SimulatedProcess {
  const turns: (() => void)[] = [];
  let dead = false;

  function die(): void {
    dead = true;
    turns.length = 0;
    hooks.died(process);
  }

  /** A point between two steps: here the process may die or stop, and others may come first. */
  async function step(): Promise<void> {
    hooks.stepped();
    if (!dead && chance.happens(process.dangers.crash)) die();
    if (dead) return never();
    if (chance.happens(process.dangers.freeze)) hooks.froze(process);
    if (!hooks.contended && process.frozenUntil === 0) return undefined;
    await new Promise<void>((resolve) => void turns.push(resolve));
    return dead ? never() : undefined;
  }

  function fault(): void {
    if (chance.happens(process.dangers.storeFault)) throw new Error('disk I/O error');
  }

  /** The operations of a transaction: nobody comes between them, but the process may die in the middle. */
  function inside(operations: StoreOperations, written: Written[]): StoreOperations {
    return mapOperations(operations, async (operation, values, called) => {
      hooks.stepped();
      if (dead) throw new Killed();
      if (chance.happens(process.dangers.crash)) {
        die();
        throw new Killed();
      }
      fault();
      const result = await operation(...values);
      if (WATCHED.has(called)) written.push({ name: called, values, result });
      return result;
    });
  }

  const process: SimulatedProcess = {
    name,
    get dead() {
      return dead;
    },
    get waiting() {
      return turns.length;
    },
    frozenUntil: 0,
    dangers: hooks.dangers,
    goOn: () => turns.splice(chance.whole(0, turns.length - 1), 1)[0]?.(),
    store(store, committed) {
      const outer = mapOperations(store, async (operation, values, called) => {
        await step();
        fault();
        const result = await operation(...values);
        if (WATCHED.has(called)) committed([{ name: called, values, result }]);
        await step();
        return result;
      });
      const transaction: Store['transaction'] = async (work) => {
        await step();
        fault();
        let written: Written[] = [];
        try {
          const result = await store.transaction(async (operations) => {
            written = [];
            const made = await work(inside(operations, written));
            if (dead) throw new Killed();
            return made;
          });
          committed(written);
          await step();
          // It was committed, and the connection broke before the answer.
          fault();
          return result;
        } catch (error) {
          if (error instanceof Killed) return never();
          throw error;
        }
      };
      return { ...outer, transaction, backup: store.backup, close: store.close };
    },
    platform: (platform) => ({
      ...platform,
      async post(place, part, key) {
        // The request leaves at once; what may happen comes after.
        if (dead) return never();
        const outcome = await platform.post(place, part, key);
        await step();
        return outcome;
      },
      async find(place, key, since) {
        await step();
        const outcome = await platform.find(place, key, since);
        await step();
        return outcome;
      },
    }),
    reader: (reader) => ({
      async read(source, validators) {
        await step();
        const outcome = await reader.read(source, validators);
        await step();
        return outcome;
      },
    }),
  };
  return process;
}

type Operation = (...values: never[]) => Promise<unknown>;

function mapOperations(
  operations: StoreOperations,
  wrap: (operation: Operation, values: never[], name: keyof StoreOperations) => Promise<unknown>,
): StoreOperations {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      (...values: never[]) => wrap(operation as Operation, values, name as keyof StoreOperations),
    ]),
  ) as unknown as StoreOperations;
}
