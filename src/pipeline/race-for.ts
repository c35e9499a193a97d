/** The answer, or `otherwise` when it takes longer than `limit`. A late rejection is swallowed: it has no reader any more. */
export async function raceFor<Result>(
  answer: Promise<Result>,
  limit: Temporal.Duration,
  otherwise: () => Result,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Result>((resolve) => {
    timer = setTimeout(() => resolve(otherwise()), limit.total('milliseconds'));
  });
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
