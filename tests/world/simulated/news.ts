import type { ReadOutcome } from '../../../src/ports/source-reader.ts';
import type { Chance } from './chance.ts';
import type { Timers } from './timers.ts';

interface Item {
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly at: number;
}

interface Event {
  readonly names: readonly string[];
  readonly things: readonly string[];
}

/** Feeds that bring invented news, and read well, slowly or not at all. */
export interface SimulatedNews {
  /** Somebody publishes something, now. */
  publish(): void;
  read(address: string): Promise<ReadOutcome>;
  calm: boolean;
}

const MOST_ITEMS = 12;
const SYLLABLES = [
  'ka',
  'ro',
  'ven',
  'mi',
  'tal',
  'os',
  'dre',
  'lun',
  'pe',
  'fir',
  'gan',
  'sho',
  'bel',
  'ny',
] as const;

export function createNews(addresses: readonly string[], chance: Chance, timers: Timers): SimulatedNews {
  const items = new Map<string, Item[]>(addresses.map((address) => [address, []]));
  const events: Event[] = [];
  let count = 0;

  const word = (): string =>
    Array.from({ length: chance.whole(2, 4) }, () => chance.oneOf(SYLLABLES)).join('');
  const name = (): string => word().replace(/^./, (first) => first.toUpperCase());
  const newEvent = (): Event => ({
    names: Array.from({ length: 4 }, name),
    things: Array.from({ length: 8 }, word),
  });

  function articleOf({ names, things }: Event): Item {
    const [who, where, ally, rival] = names;
    const thing = (at: number): string => things[at] ?? '';
    const text = [
      `${who} brought the ${thing(0)} of ${where} to ${ally} with ${chance.whole(2, 900)} ${thing(1)}.`,
      `The ${thing(2)} and the ${thing(3)} of ${rival} were seen by ${chance.whole(2, 900)} ${thing(4)} at ${name()}.`,
      `Nobody in ${where} had told ${name()} about the ${thing(5)} or the ${thing(6)} ${word()}.`,
    ].join(' ');
    const link = `https://news.example/${count}`;
    return { title: `${who} takes the ${thing(0)} to ${where} ${thing(7)}`, text, link, at: timers.now };
  }

  return {
    calm: false,
    publish() {
      const old = events[chance.whole(0, Math.max(0, events.length - 1))];
      const event = old !== undefined && chance.happens(0.35) ? old : newEvent();
      events.push(event);
      if (events.length > 20) events.shift();
      for (const list of items.values()) {
        if (!chance.happens(0.6)) continue;
        count += 1;
        list.unshift(articleOf(event));
        list.length = Math.min(list.length, MOST_ITEMS);
      }
    },
    async read(address) {
      if (!this.calm && chance.happens(0.15)) return faulty(address, chance, timers);
      if (!this.calm && chance.happens(0.1)) await wait(timers, chance.whole(1, 170) * 1000);
      return {
        kind: 'fresh',
        bodies: [bodyOf(address, items.get(address) ?? [])],
        validators: {},
        faults: [],
      };
    },
  };
}

async function faulty(address: string, chance: Chance, timers: Timers): Promise<ReadOutcome> {
  if (chance.happens(0.3)) return { kind: 'unchanged' };
  if (chance.happens(0.3)) await wait(timers, 20_000);
  if (chance.happens(0.05)) throw new Error('a defect of the reader');
  return { kind: 'failed', fault: 'timed-out', message: `${address} did not answer.` };
}

export function wait(timers: Timers, milliseconds: number): Promise<void> {
  return new Promise((resolve) => timers.set(resolve, milliseconds));
}

function bodyOf(address: string, list: readonly Item[]) {
  const written = list.map(
    ({ title, text, link, at }) =>
      `<item><title>${title}</title><link>${link}</link><pubDate>${new Date(at).toUTCString()}</pubDate><description>${text}</description></item>`,
  );
  const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title><link>${address}</link><description>d</description><language>en</language>${written.join('')}</channel></rss>`;
  return { bytes: new TextEncoder().encode(xml), address, contentType: 'application/rss+xml' };
}
