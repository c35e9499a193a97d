/** Runs work that computes one piece after the other, each in a turn of the event loop of its own. */
export type TakeTurn = <Result>(work: () => Result | Promise<Result>) => Promise<Result>;

/**
 * Several answers that arrive together would else be parsed and stored in one go, for which everything else waits:
 * neither parsing nor SQLite ever yields.
 */
export function createTurns(): TakeTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(nextTurn).then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
