/**
 * How long an answer may be kept (RFC 9111, 4.2.1): `max-age` of Cache-Control less the Age, else Expires less Date.
 * Undefined when the answer does not say, or says that it must not be kept.
 */
export function freshForOf(headers: Readonly<Record<string, string>>): Temporal.Duration | undefined {
  const control = (headers['cache-control'] ?? '').toLowerCase();
  if (/\bno-(?:cache|store)\b/.test(control)) return undefined;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/.exec(control)?.[1];
  const seconds =
    maxAge === undefined
      ? (Date.parse(headers['expires'] ?? '') - Date.parse(headers['date'] ?? '')) / 1000
      : Number(maxAge) - (Number(headers['age']) || 0);
  return seconds > 0 ? Temporal.Duration.from({ seconds: Math.ceil(seconds) }) : undefined;
}
