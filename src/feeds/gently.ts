/** Lets others run; called between pieces of work. */
export type YieldNow = () => Promise<void>;

/** Work in pieces, done in one go. */
export function atOnce<Result>(work: Generator<void, Result>): Result {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** The same work, with way given between its pieces. */
export async function gently<Result>(work: Generator<void, Result>, yieldNow: YieldNow): Promise<Result> {
  let step = work.next();
  while (step.done !== true) {
    await yieldNow();
    step = work.next();
  }
  return step.value;
}
