import { describe, expect, it } from 'vitest';
import { composeDigest } from '../../src/digests/compose.ts';
import { digestMessage, type MessageOptions } from '../../src/digests/to-message.ts';
import type { Block, Message } from '../../src/domain/message.ts';
import { plainText } from '../../src/wording/plain-text.ts';
import { article, BRIDGE, COD, composeInput, MONDAY, story, TRAMS, TUESDAY } from './sample.ts';

const channel: MessageOptions = { style: 'short', place: 'channel' };
const TALE = story(
  'tale',
  article({
    outlet: 'Radio Lys',
    title: 'A new ferry for Lysa',
    text: 'Lysa buys a ferry for 90 passengers.',
  }),
);
const FOUR = [BRIDGE, TRAMS, COD, TALE];

function lines(
  given: Parameters<typeof composeInput>[0],
  options: MessageOptions = channel,
): readonly string[] {
  return plainText(digestMessage(composeDigest(composeInput(given)), options).blocks).split('\n');
}
const last = (all: readonly string[]) => all.at(-1);
const kinds = ({ blocks }: Message) => blocks.map(({ kind }) => kind);
const labels = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === 'controls' ? block.buttons.map(({ label }) => label) : []));

describe('a digest as a message', () => {
  const digest = composeDigest(composeInput({ candidates: FOUR }));
  const message = digestMessage(digest, channel);

  it('has each part in its place', () => {
    const stories = ['story', 'story', 'story', 'story'];
    expect(kinds(message)).toEqual(['title', 'note', ...stories, 'divider', 'controls', 'note']);
    expect(labels(message.blocks)).toEqual(['More', 'Sources']);
  });

  it('keeps every part within its budget', () => {
    const said = message.blocks.map((block) => [block.kind, plainText([block]).length] as const);
    for (const [kind, length] of said) expect(length, kind).toBeLessThanOrEqual(kind === 'title' ? 60 : 900);
    for (const block of message.blocks) {
      if (block.kind === 'note') expect(plainText([block]).length).toBeLessThanOrEqual(250);
      if (block.kind !== 'story') continue;
      expect(block.headline.length).toBeLessThanOrEqual(110);
      expect(plainText([{ kind: 'note', content: block.byline }]).length).toBeLessThanOrEqual(140);
    }
  });

  it('offers the headlines of its stories, and no menu when there is but one', () => {
    const [menu] = message.blocks.flatMap((block) => (block.kind === 'controls' ? [block.menu] : []));
    expect(menu?.options.map(({ label }) => label)).toEqual(digest.stories.map(({ headline }) => headline));
    const single = digestMessage(composeDigest(composeInput({ candidates: [TRAMS] })), channel);
    expect(single.blocks.filter((block) => block.kind === 'controls' && block.menu !== undefined)).toEqual(
      [],
    );
    expect(
      single.blocks.flatMap((block) => (block.kind === 'story' ? (block.number ?? 'none') : [])),
    ).toEqual(['none']);
  });

  it('has link texts that are unique and name their target', () => {
    const twin = (outlet: string) =>
      article({ outlet, title: 'Live updates', text: `All the news of ${outlet}.` });
    const twins = ['Post', 'Ledger'].map((outlet) => story(outlet, twin(outlet)));
    const both = digestMessage(composeDigest(composeInput({ candidates: twins })), channel);
    const headlines = both.blocks.flatMap((block) => (block.kind === 'story' ? [block.headline] : []));
    expect(headlines[0]).toBe('Live updates');
    expect(headlines[1]).toMatch(/^Live updates \((?:Post|Ledger)\)$/);
  });

  it('says only how a title of 200 characters begins, and the day whole', () => {
    const [title] = lines({ title: 'News of the harbour and the valley '.repeat(6) });
    expect(title?.length).toBeLessThanOrEqual(60);
    expect(title).toMatch(/^News of the harbour.*…, Tuesday 24 November$/);
  });
});

describe('the kinds of day', () => {
  it('a normal day says out of what it was chosen', () => {
    expect(lines({ candidates: FOUR }).slice(0, 2)).toEqual([
      'News digest, Tuesday 24 November',
      '4 stories out of 41 articles from 9 sources since Monday 08:30',
    ]);
  });

  it('a quiet day says so, and that everything was read', () => {
    const all = lines({ candidates: [TRAMS], articlesRead: 1 });
    expect(all[1]).toBe('A quiet day: 1 story out of 1 article from 9 sources since Monday 08:30');
    expect(last(all)).toBe('Next: Wednesday 08:30. All 9 sources were read.');
  });

  it('an update has its label, its own sentences and a link to what told it', () => {
    const newer = article({
      outlet: 'Kystposten',
      title: 'Driver fined on the bridge',
      text: 'Police chief Ada Holm fined a driver 4,200 crowns for a load of 61 tonnes.',
    });
    const told = [
      {
        story: BRIDGE.id,
        articles: BRIDGE.articles.map(({ id }) => id),
        toldAt: MONDAY,
        link: 'https://chat.example/monday',
      },
    ];
    const given = { candidates: [story('bridge', ...BRIDGE.articles, newer), TRAMS, COD, TALE], told };
    const text = lines(given).join('\n');
    expect(text).toMatch(/\d\. Update: Driver fined on the bridge\nPolice chief Ada Holm/);
    expect(text).toContain(
      "Kystposten, Harbour Post and 3 more · Tue 24 Nov 05:30 · new since Monday's digest",
    );
    const blocks = digestMessage(composeDigest(composeInput(given)), channel).blocks;
    const links = blocks.flatMap((block) => (block.kind === 'story' ? block.byline : []));
    expect(links).toContainEqual({
      kind: 'link',
      text: "Monday's digest",
      href: 'https://chat.example/monday',
    });
  });

  it('a catch-up says its span and why, and what was left out', () => {
    const saturday = Temporal.Instant.from('2026-11-21T07:30:00Z');
    const missed = ['2026-11-22T07:30:00Z', '2026-11-23T07:30:00Z'].map((at) => Temporal.Instant.from(at));
    const at = Temporal.Instant.from('2026-11-24T08:12:00Z');
    const selection = { ...composeInput().selection, count: 2 };
    const all = lines({ candidates: FOUR, since: saturday, at, catchUp: { missed }, selection });
    expect(all[1]).toBe(
      'Catch-up for Saturday 08:30 to Tuesday 09:12. The bot was not running; the digests of Sunday and Monday are in this one.',
    );
    expect(last(all)).toBe('Next: Wednesday 08:30. 2 more stories were left out.');
  });

  it('an empty day is one line', () => {
    const empty = digestMessage(composeDigest(composeInput({ candidates: [] })), channel);
    expect(kinds(empty)).toEqual(['note']);
    expect(plainText(empty.blocks)).toBe(
      'No news since Monday 08:30. 9 sources read, nothing new. Next digest Wednesday 08:30.',
    );
  });

  it('a day on which nothing could be read says that instead', () => {
    const ailments = [{ title: 'Valley Courier', since: MONDAY, reason: 'timed out' }];
    expect(lines({ candidates: [], nothingReadable: true, sourcesRead: 0, ailments })).toEqual([
      'No source could be read since Monday 08:30, so there is no digest. Valley Courier not read since Monday 08:30 (timed out). Next digest Wednesday 08:30.',
    ]);
  });
});

describe('the foot', () => {
  it('says what was muted and what is not well', () => {
    const ailments = [{ title: 'Valley Courier', since: MONDAY.add({ hours: 5 }), reason: 'timed out' }];
    const selection = { ...composeInput().selection, muted: ['trams'] };
    expect(last(lines({ candidates: FOUR, ailments, selection }))).toBe(
      'Next: Wednesday 08:30. 1 article muted. Valley Courier not read since Monday 13:30 (timed out).',
    );
  });

  it('names ailing sources while there is room and counts the rest', () => {
    const ailments = Array.from({ length: 9 }, (_, index) => ({
      title: `A source with a name that goes on and on ${index}`,
      since: MONDAY,
      reason: 'its server answered with an error that is explained at length',
    }));
    const foot = last(lines({ candidates: FOUR, ailments })) ?? '';
    expect(foot).toMatch(/A source .* not read since Monday 08:30 .* 8 more sources were not read\.$/);
    expect(foot.length).toBeLessThanOrEqual(250);
  });
});

describe('the styles', () => {
  it('headlines are a line each', () => {
    expect(lines({ candidates: FOUR }, { ...channel, style: 'headlines' }).slice(2, 6)).toEqual([
      expect.stringMatching(
        /^1\. Karst bridge reopens to trucks after eleven weeks · Harbour Post and 3 more$/,
      ),
      expect.stringMatching(/^2\. .* · [^·]*$/),
      expect.stringMatching(/^3\. /),
      expect.stringMatching(/^4\. /),
    ]);
  });

  it('full is in line for a person, each sentence with its outlet, and short in a channel', () => {
    const toPerson = lines({ candidates: FOUR }, { style: 'full', place: 'person' }).join('\n');
    expect(toPerson).toMatch(/northern span\. \(Harbour Post\)\n/);
    expect(lines({ candidates: FOUR }, { style: 'full', place: 'channel' })).toEqual(
      lines({ candidates: FOUR }),
    );
  });
});

describe('private answers', () => {
  it('now says who sees it and when the next digest comes', () => {
    const options: MessageOptions = { ...channel, occasion: 'now', placeName: '#news' };
    expect(last(lines({ candidates: FOUR }, options))).toBe(
      'Only you see this. Next in #news: Wednesday 08:30.',
    );
    expect(lines({ candidates: [] }, options)).toEqual([
      'Nothing new since Monday 08:30. Next: Wednesday 08:30.',
    ]);
  });

  it('preview begins with what it is', () => {
    const preview: MessageOptions = { ...channel, occasion: 'preview', placeName: '#news' };
    const here: MessageOptions = { ...channel, place: 'person', occasion: 'preview' };
    const given = { candidates: FOUR, at: TUESDAY };
    expect(lines(given, preview)[0]).toBe(
      'This is what #news would get on Tuesday 08:30 if nothing more came in.',
    );
    expect(lines(given, here)[0]).toBe(
      'This is what you would get on Tuesday 08:30 if nothing more came in.',
    );
  });
});
