/** A zone that was found, or the nearest one to what was typed (which is no zone), if any is near. */
export type ZoneAnswer =
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'unknown'; readonly suggestion?: string };

let cachedNames: readonly string[] | undefined;

/** Every IANA zone that this runtime knows, `UTC` first. */
export function zoneNames(): readonly string[] {
  cachedNames ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')];
  return cachedNames;
}

/** Reads an IANA zone name in any case; a city alone (`berlin`) or a turned name (`Berlin/Europe`) is only suggested. */
export function findZone(text: string): ZoneAnswer {
  const wanted = text.trim();
  if (/^[A-Za-z][\w+\-/]*$/.test(wanted)) {
    const known = zoneNames().find((name) => name.toLowerCase() === wanted.toLowerCase());
    if (known !== undefined) return { kind: 'zone', zone: known };
    // Names that are only links to another one (`Asia/Calcutta`) are not listed, but are valid.
    if (wanted.includes('/') && isAccepted(wanted)) return { kind: 'zone', zone: wanted };
  }
  const suggestion = suggestZones(wanted, 1)[0];
  return suggestion === undefined ? { kind: 'unknown' } : { kind: 'unknown', suggestion };
}

/** Zones whose name holds what was typed, the closest first. */
export function suggestZones(typed: string, limit: number): readonly string[] {
  const words = typed
    .toLowerCase()
    .split(/[\s/_]+/)
    .filter((word) => word !== '');
  const matches = zoneNames().filter((name) => {
    const lower = name.toLowerCase();
    return words.every((word) => lower.includes(word));
  });
  const city = words[words.length - 1] ?? '';
  const rank = (name: string): number => (name.toLowerCase().endsWith(`/${city}`) ? 0 : 1);
  return [...matches].sort((a, b) => rank(a) - rank(b)).slice(0, limit);
}

function isAccepted(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
