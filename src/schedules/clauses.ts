/** What may be said beside days and times. */
export interface Clauses {
  /** The words without the clauses. */
  readonly rest: string;
  readonly quiet?: { readonly from: string; readonly to: string };
  /** ISO date of the first day of digests. */
  readonly pausedUntil?: string;
  readonly whenEmpty?: 'say' | 'silent';
  readonly holdBelow?: number;
}

const TIME = String.raw`(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?`;
const QUIET = new RegExp(
  String.raw`\b(?:quiet(?: hours)?|not)(?: from| between)?\s+${TIME}\s*(?:-|–|to|until|till|and)\s*${TIME}(?=[\s,;)]|$)`,
  'i',
);
const PAUSE = /\b(?:paused?|not before|starting|quiet)(?: until| on| from)?\s+(\d{4}-\d{2}-\d{2})\b/i;
const SKIP =
  /\b(?:skip|silent|nothing)(?: it)? (?:when|if) (?:there is |it is )?(?:empty|nothing new|nothing|no news)\b/i;
const SAY = /\bsay(?: so)? (?:when|if) (?:there is |it is )?(?:empty|nothing new|nothing|no news)\b/i;
const HOLD = /\b(?:hold|wait)(?: it)? if (?:there are )?(?:fewer|less) than (\d{1,2})(?: stor(?:y|ies))?\b/i;

/**
 * Takes the clauses out of a schedule's words: `quiet 22:00 to 06:30`, `pause until 2026-12-01`, `skip when empty`,
 * `say when empty`, `hold if fewer than 3 stories`. What is no clause, or none that makes sense, stays in `rest`.
 */
export function takeClauses(text: string): Clauses {
  let found: Clauses = { rest: text };
  const take = (
    pattern: RegExp,
    read: (match: RegExpExecArray) => Omit<Clauses, 'rest'> | undefined,
  ): void => {
    const match = pattern.exec(found.rest);
    const clause = match === null ? undefined : read(match);
    if (match === null || clause === undefined) return;
    const rest = `${found.rest.slice(0, match.index)} ${found.rest.slice(match.index + match[0].length)}`;
    found = { ...found, ...clause, rest: rest.replace(/[\s,;]+(?:and\s*)?$/, '').trim() };
  };
  take(PAUSE, ([, date = '']) => (isDate(date) ? { pausedUntil: date } : undefined));
  take(QUIET, readQuiet);
  take(SKIP, () => ({ whenEmpty: 'silent' }));
  take(SAY, () => ({ whenEmpty: 'say' }));
  take(HOLD, ([, count]) => {
    const holdBelow = Number(count);
    return holdBelow >= 1 && holdBelow <= 20 ? { holdBelow } : undefined;
  });
  return found;
}

function readQuiet(match: RegExpExecArray): Pick<Clauses, 'quiet'> | undefined {
  const from = clock(match[1], match[2], match[3]);
  const to = clock(match[4], match[5], match[6]);
  return from === undefined || to === undefined ? undefined : { quiet: { from, to } };
}

function clock(hours: string | undefined, minutes = '00', half?: string): string | undefined {
  const isAfternoon = half?.toLowerCase() === 'pm';
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (isAfternoon ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
