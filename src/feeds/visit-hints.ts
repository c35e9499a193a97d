import type { VisitHints } from './parsed-feed.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** Minutes of the periods of the syndication module (RSS 1.0). */
const PERIODS = new Map([
  ['hourly', 60],
  ['daily', 24 * 60],
  ['weekly', 7 * 24 * 60],
  ['monthly', 30 * 24 * 60],
  ['yearly', 365 * 24 * 60],
]);

/**
 * How often the feed wants to be asked, from its well-formed XML. Read here because the parser loses a lone
 * `<hour>` or `<day>`.
 */
export function visitHints(xml: string): VisitHints {
  const head = xml.slice(0, firstItem(xml));
  const ttl = Number(textIn(head, 'ttl')) || updatePeriod(head);
  const skipHours = valuesIn(head, 'skipHours', 'hour').map((hour) => Number(hour) % 24);
  const skipDays = valuesIn(head, 'skipDays', 'day').map((day) => DAYS.indexOf(day.toLowerCase()) + 1);
  return {
    ...(ttl > 0 && { ttl }),
    skipHours: skipHours.filter((hour) => Number.isInteger(hour) && hour >= 0),
    skipDays: skipDays.filter((day) => day > 0),
  };
}

function firstItem(xml: string): number {
  const at = xml.search(/<(?:item|entry)[\s>]/i);
  return Math.min(at === -1 ? xml.length : at, 65_536);
}

function updatePeriod(head: string): number {
  const period = PERIODS.get(textIn(head, 'sy:updatePeriod')?.toLowerCase() ?? '');
  const frequency = Math.max(1, Number(textIn(head, 'sy:updateFrequency')) || 1);
  return period === undefined ? 0 : Math.round(period / frequency);
}

function textIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}\\s*>\\s*([^<\\s]+)`, 'i').exec(xml)?.[1];
}

function valuesIn(xml: string, list: string, name: string): readonly string[] {
  const inner = new RegExp(`<${list}\\s*>([^]*?)</${list}`, 'i').exec(xml)?.[1] ?? '';
  return [...inner.matchAll(new RegExp(`<${name}\\s*>\\s*([^<\\s]+)`, 'gi'))].map((match) => match[1] ?? '');
}
