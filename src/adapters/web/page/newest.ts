import type { WireEntry } from './wire.ts';

/** Parts of one message are posted within this time. */
const TOGETHER_MS = 2_000;

/** The place of the entry with which the newest post or answer begins: several parts belong together. */
export function beginningOfNewest(entries: readonly WireEntry[]): number {
  let at = Math.max(entries.length - 1, 0);
  while (at > 0 && continues(entries[at - 1], entries[at])) at -= 1;
  return at;
}

/** An answer goes on after its first part, and after the message that it answers. */
function continues(before: WireEntry | undefined, entry: WireEntry | undefined): boolean {
  if (before === undefined || entry?.from !== 'bot' || entry.asked !== undefined) return false;
  const near = Date.parse(entry.at) - Date.parse(before.at) < TOGETHER_MS;
  return near && (before.from === 'person' || before.visibility === entry.visibility);
}
