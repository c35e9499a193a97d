export const a: Temporal.Instant = Temporal.Now.instant();
