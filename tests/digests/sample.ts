import type { ComposeInput } from '../../src/digests/compose.ts';
import type { Article } from '../../src/domain/article.ts';
import { type DigestId, idOf, type SourceId, type StoryId } from '../../src/domain/ids.ts';
import type { Story } from '../../src/domain/story.ts';

export const MONDAY = Temporal.Instant.from('2026-11-23T07:30:00Z');
export const TUESDAY = Temporal.Instant.from('2026-11-24T07:30:00Z');
const WEDNESDAY = Temporal.Instant.from('2026-11-25T07:30:00Z');

export function article(given: Partial<Article> & Pick<Article, 'outlet' | 'title' | 'text'>): Article {
  const published = given.published ?? TUESDAY.subtract({ hours: 3 });
  return {
    id: idOf<'article'>(given.outlet, given.title),
    source: given.outlet.toLowerCase().replaceAll(' ', '-') as SourceId,
    link: `https://${given.outlet.toLowerCase().replaceAll(' ', '')}.example/${encodeURIComponent(given.title.slice(0, 20))}`,
    language: 'en',
    fetched: published,
    countsAsNew: true,
    tags: [],
    ...given,
    published,
  };
}

export function story(id: string, ...articles: readonly Article[]): Story {
  return { id: id as StoryId, articles };
}

export const BRIDGE = story(
  'bridge',
  article({
    outlet: 'Harbour Post',
    title: 'Karst bridge reopens to trucks after eleven weeks',
    text: 'The Karst bridge opened to heavy traffic at five on Tuesday morning, eleven weeks after cracks were found in its northern span. Engineers replaced 214 bolts and strengthened two girders, the port authority said.\n\nTrucks above 40 tonnes must still use the valley road until a load test in January.',
  }),
  article({
    outlet: 'Valley Courier',
    title: 'Trucks are back on the Karst bridge',
    text: 'Trucks are back on the Karst bridge since Tuesday morning. The toll stays suspended until 6 December, the district of Ost said.',
  }),
  article({
    outlet: 'Radio Lys',
    title: 'Karst bridge open again',
    text: 'The Karst bridge is open to heavy traffic again. Drivers waited eleven weeks for it.',
  }),
  article({
    outlet: 'City Ledger',
    title: 'Karst bridge: heavy traffic returns',
    text: 'Heavy traffic returned to the Karst bridge on Tuesday.',
  }),
);

export const TRAMS = story(
  'trams',
  article({
    outlet: 'City Ledger',
    title: 'Vellmar keeps its night trams for another year',
    text: 'Night trams on line 7 will run until the end of 2027, the Vellmar council decided by 31 votes to 24. The service costs 1.8 million crowns a year and carries about 640 people a night.',
    published: TUESDAY.subtract({ hours: 15 }),
  }),
);

export const COD = story(
  'cod',
  article({
    outlet: 'Küstenblatt',
    title: 'Kabeljauquote sinkt ab Januar um zwölf Prozent',
    text: 'Die Fangquote für Kabeljau sinkt im neuen Jahr um zwölf Prozent.',
    language: 'de',
    published: TUESDAY.subtract({ hours: 20 }),
  }),
);

export function composeInput(given: Partial<ComposeInput> = {}): ComposeInput {
  return {
    id: 'digest1' as DigestId,
    title: 'News digest',
    locale: 'en',
    zone: 'Europe/Berlin',
    at: TUESDAY,
    since: MONDAY,
    next: WEDNESDAY,
    candidates: [BRIDGE, TRAMS, COD],
    told: [],
    selection: { sources: 'all', count: 6, style: 'short', muted: [], whenEmpty: 'say' },
    articlesRead: 41,
    sourcesRead: 9,
    ailments: [],
    nothingReadable: false,
    ...given,
  };
}
