const MARK = '$instant';

/** A noun as JSON; instants in it become `{"$instant": milliseconds}`, so that they come back as instants. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, function (this: unknown, key: string, plain: unknown) {
    // JSON.stringify has called toJSON already; the instant itself is still in its holder.
    const original = (this as Record<string, unknown>)[key];
    return original instanceof Temporal.Instant ? { [MARK]: original.epochMilliseconds } : plain;
  });
}

/** What `writeJson` wrote. */
export function readJson<Value>(text: string): Value {
  return JSON.parse(text, (_key, value: unknown) => revive(value)) as Value;
}

function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(MARK in value)) return value;
  const millis = value[MARK];
  return typeof millis === 'number' ? Temporal.Instant.fromEpochMilliseconds(millis) : value;
}
