/**
 * How long a server asks to be left alone (RFC 9110, 10.2.3): seconds, or a date, which is taken relative to the
 * server's own clock where it tells it. Undefined when it does not ask, or cannot be understood.
 */
export function retryAfterOf(
  written: string | undefined,
  serverDate: string | undefined,
): Temporal.Duration | undefined {
  if (written === undefined) return undefined;
  if (/^\d{1,9}$/.test(written.trim())) return Temporal.Duration.from({ seconds: Number(written) });
  const milliseconds = Date.parse(written) - (serverDate === undefined ? Date.now() : Date.parse(serverDate));
  return milliseconds > 0 ? Temporal.Duration.from({ seconds: Math.ceil(milliseconds / 1000) }) : undefined;
}
