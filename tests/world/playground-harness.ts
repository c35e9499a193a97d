import { join } from 'node:path';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { createPlaygroundPlatform, type PlaygroundPlatform } from '../../src/adapters/playground/platform.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import type { ReaderArticle } from '../../src/adapters/web/playground.ts';
import { createWebServer } from '../../src/adapters/web/server.ts';
import type { CommandSpec } from '../../src/domain/command-spec.ts';
import type { Quotation } from '../../src/domain/digest.ts';
import type { ArticleId, StoryId } from '../../src/domain/ids.ts';
import type { Block, Message, StoryBlock } from '../../src/domain/message.ts';
import type { Act } from '../../src/domain/request.ts';
import type { Inbox } from '../../src/ports/chat-platform.ts';

/** The playground with invented news, the real renderers and the real page, but without the program's core. */
export interface PlaygroundHarness {
  readonly url: string;
  readonly platforms: readonly PlaygroundPlatform[];
  stop(): Promise<void>;
}

const zone = 'Europe/Berlin';
const start = Temporal.Instant.from('2026-11-24T07:30:00Z');
const link = (slug: string) => `https://morrowpost.example/${slug}`;

interface SampleStory {
  readonly slug: string;
  readonly headline: string;
  readonly outlets: readonly string[];
  readonly hours: number;
  readonly paragraphs: readonly string[];
  readonly quoted: readonly string[];
  readonly difference?: string;
}

const stories: readonly SampleStory[] = [
  {
    slug: 'lock',
    headline: 'The old lock at Tarn opens to barges again',
    outlets: ['Morrow Post', 'Tarn Gazette', 'Radio Ost'],
    hours: 3,
    paragraphs: [
      'The lock at Tarn let its first barge through on Tuesday, nine weeks after a gate had cracked in the frost. The crew was cheered from both banks.',
      'Divers fitted a new gate of 41 tonnes, the canal office said. Barges above 600 tonnes have to wait for a load test in January.',
      'The closure had sent grain and gravel onto the road through Ost. "My windows have stopped rattling," said Ida Brenn, who lives at the crossing.',
    ],
    quoted: [
      'The lock at Tarn let its first barge through on Tuesday, nine weeks after a gate had cracked in the frost.',
      'Divers fitted a new gate of 41 tonnes, the canal office said.',
    ],
    difference: 'Barges above 600 tonnes have to wait for a load test in January.',
  },
  {
    slug: 'orchard',
    headline: 'Orchards of *Upper Selm* lose a third of their *late* apples',
    outlets: ['Selm Weekly', 'Morrow Post'],
    hours: 14,
    paragraphs: [
      'Hail took about a third of the late apples in Upper Selm, the growers said on Monday. The storm lasted eleven minutes.',
      'The cider house will press from stock until March. Prices stay at 3.20 crowns a litre.',
    ],
    quoted: [
      'Hail took about a third of the late apples in Upper Selm, the growers said on Monday.',
      'The cider house will press from stock until March.',
    ],
  },
  {
    slug: 'nachtbus',
    headline: 'Nachtbusse in Ostheim fahren ein weiteres Jahr',
    outlets: ['Ostheimer Blatt'],
    hours: 20,
    paragraphs: ['Die Nachtbusse in Ostheim fahren bis Ende 2027. Der Rat stimmte mit 22 zu 9 dafür.'],
    quoted: ['Die Nachtbusse in Ostheim fahren bis Ende 2027.'],
  },
  {
    slug: 'library',
    headline: 'Library of Morrow finds a lost atlas behind a stove',
    outlets: ['Morrow Post', 'Radio Ost'],
    hours: 21,
    paragraphs: [
      'A worker who moved a stove found an atlas of 1641 in the wall of the Morrow library. Nine of its maps were thought lost.',
      'It goes on show in spring, behind glass.',
    ],
    quoted: ['A worker who moved a stove found an atlas of 1641 in the wall of the Morrow library.'],
  },
];

const textOf = (story: SampleStory) => story.paragraphs.join('\n\n');

function quote(story: SampleStory, text: string, outlet = story.outlets[0] ?? ''): Quotation {
  const begin = textOf(story).indexOf(text);
  return { article: story.slug as ArticleId, outlet, text, start: begin, end: begin + text.length };
}

function storyBlock(story: SampleStory, number: number | undefined, now: Temporal.Instant): StoryBlock {
  const at = now.subtract({ hours: story.hours });
  return {
    kind: 'story',
    story: story.slug as StoryId,
    ...(number === undefined ? {} : { number }),
    headline: story.headline,
    link: link(story.slug),
    sentences: story.quoted.map((text) => quote(story, text)),
    ...(story.difference === undefined
      ? {}
      : {
          difference: {
            label: 'Only in Tarn Gazette:',
            quotation: quote(story, story.difference, 'Tarn Gazette'),
          },
        }),
    byline: [
      { kind: 'quoted', text: story.outlets.join(', ') },
      { kind: 'text', text: ' · ' },
      { kind: 'age', at, fallback: `${story.hours} hours ago` },
    ],
  };
}

function digest(now: Temporal.Instant, id: string): Message {
  const day = now
    .toZonedDateTimeISO(zone)
    .toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
  const title = `News digest, ${day.replace(',', '')}`;
  const buttons = [
    { kind: 'button', action: 'digest.more', value: id, label: 'More' },
    { kind: 'button', action: 'digest.sources', value: id, label: 'Sources' },
  ] as const;
  const blocks: readonly Block[] = [
    { kind: 'title', text: title },
    {
      kind: 'note',
      content: [{ kind: 'text', text: '4 stories out of 23 articles from 6 sources since Monday 08:30' }],
    },
    ...stories.map((story, index) => storyBlock(story, index + 1, now)),
    { kind: 'divider' },
    {
      kind: 'controls',
      buttons,
      menu: {
        kind: 'menu',
        action: 'story.open',
        value: id,
        placeholder: 'About one story…',
        options: stories.map(({ headline, slug }) => ({ label: headline, value: slug })),
      },
    },
    { kind: 'note', content: [{ kind: 'text', text: 'Next: tomorrow 08:30. 2 articles muted.' }] },
  ];
  return { title, locale: 'en', blocks };
}

const says = (text: string): Message => ({
  title: text,
  locale: 'en',
  blocks: [{ kind: 'line', content: [{ kind: 'text', text, bold: true }] }],
});

function answer(act: Act, now: Temporal.Instant): Message {
  if (act.kind === 'words' && act.words.startsWith('now')) return digest(now, 'asked');
  if (act.kind === 'button' && act.action === 'digest.more') return says(`More of ${act.value}`);
  if (act.kind === 'menu') {
    const story = stories.find(({ slug }) => slug === act.chosen);
    if (story === undefined) return says('That story is gone.');
    return { title: story.headline, locale: 'en', blocks: [storyBlock(story, undefined, now)] };
  }
  const typed = act.kind === 'message' ? act.text : act.kind === 'words' ? act.words : act.kind;
  return says(`I did not understand "${typed}".`);
}

const option = (name: string, description: string, completes = false, required = false) =>
  ({ name, description, type: 'string', required, completes }) as const;

const specs: readonly CommandSpec[] = [
  {
    name: 'now',
    description: 'the digest since you last looked',
    visibility: 'private',
    options: [option('source', 'only of this source', true), option('count', 'how many stories')],
    example: 'now',
  },
  {
    name: 'subscribe',
    description: 'a digest here, on a schedule',
    visibility: 'public',
    options: [option('source', 'a source or all', true, true), option('when', 'days and times', true, true)],
    example: 'subscribe all weekdays 08:30',
  },
  {
    name: 'sources',
    description: 'list, add, remove',
    visibility: 'private',
    options: [option('add', 'an address')],
    example: 'sources',
  },
  { name: 'help', description: 'what I can do', visibility: 'private', options: [], example: 'help' },
];

const sources = ['all', 'Morrow Post', 'Tarn Gazette', 'Radio Ost'];

export async function startPlaygroundHarness(port = 0): Promise<PlaygroundHarness> {
  let now = start;
  const platforms = (['slack', 'discord'] as const).map((name) =>
    createPlaygroundPlatform(name, { now: () => now, zone }),
  );
  const inbox: Inbox = {
    handle: (request, reply) => reply.send(answer(request.act, now), 'private'),
    complete: async ({ typed }) =>
      sources
        .filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()))
        .map((name) => ({ label: name, value: name })),
    visibility: () => 'private',
    installed: async () => undefined,
  };
  const postAll = async (id: string) => {
    for (const platform of platforms) {
      const render = platform.name === 'slack' ? renderSlack : renderDiscord;
      const [place] = platform.places();
      if (place === undefined) continue;
      for (const [index, part] of render(digest(now, id)).entries())
        await platform.post(place, part, `${id}.${index}`);
    }
  };
  const nextSlot = () => {
    const local = now.toZonedDateTimeISO(zone);
    return local
      .with({ hour: 8, minute: 30, second: 0 })
      .add({ days: local.hour < 8 ? 0 : 1 })
      .toInstant();
  };
  for (const platform of platforms) await platform.start(inbox, specs);
  await postAll('first');

  const server = createWebServer({
    host: '127.0.0.1',
    port,
    pageFolder: join(import.meta.dirname, '../../dist/page'),
    health: () => ({ ok: true, reasons: [] }),
    playground: {
      platforms,
      specs,
      clock: {
        now: () => now,
        zone,
        nextSlot: async () => nextSlot(),
        async moveTo(instant) {
          const due = Temporal.Instant.compare(nextSlot(), instant) <= 0;
          now = instant;
          if (due) await postAll(`slot-${instant.epochMilliseconds}`);
        },
      },
      article: async (id) => articleOf(id),
    },
  });
  const { url } = await server.start();
  return {
    url,
    platforms,
    async stop() {
      await server.stop();
      for (const platform of platforms) await platform.stop();
    },
  };
}

function articleOf(id: ArticleId): ReaderArticle | undefined {
  const story = stories.find(({ slug }) => slug === id);
  if (story === undefined) return undefined;
  return {
    title: story.headline,
    outlet: story.outlets[0] ?? '',
    link: link(story.slug),
    text: textOf(story),
    published: start.subtract({ hours: story.hours }),
  };
}
