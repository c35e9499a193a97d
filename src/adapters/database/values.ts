/** A column's milliseconds as an instant. */
export function instant(millis: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(millis);
}

/** `{ [name]: value }`, or nothing where the column is empty: the nouns leave out what is not there. */
export function given<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { [Key in Name]?: Value } {
  return (value === null || value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}

/** As `given`, for a column of milliseconds. */
export function givenInstant<Name extends string>(
  name: Name,
  millis: number | null,
): { [Key in Name]?: Temporal.Instant } {
  return given(name, millis === null ? null : instant(millis));
}

/**
 * Text that both databases take, of the same length in UTF-16 units, so that offsets stay true: PostgreSQL refuses
 * U+0000, and neither can keep half of a surrogate pair.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}

/** Cuts a list, so that one statement stays short (the event loop waits for it) and within the limit of variables. */
export function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const cut: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += size) cut.push(items.slice(at, at + size));
  return cut;
}
