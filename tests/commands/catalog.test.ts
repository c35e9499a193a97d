import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { specs } from '../../src/commands/catalog.ts';
import type { Place } from '../../src/domain/place.ts';
import { ask as askIn } from '../world/asking.ts';
import { sampleItems } from '../world/sample-items.ts';
import { channel, createSmallWorld, type SmallWorld } from '../world/small-world.ts';

const HERE = channel('slack');
const DIRECT: Place = { platform: 'slack', workspace: 'T1', kind: 'person', id: 'U1', name: 'alice' };

let world: SmallWorld;
beforeEach(async () => {
  world = await createSmallWorld();
  await world.addFeed('Orm Herald', sampleItems(2));
  await world.addFeed('Sorrel Gazette', sampleItems(2, 2));
  await world.pass({ minutes: 1 });
});
afterEach(() => world.close());

const ask = (words: string, more: Parameters<typeof askIn>[3] = {}, place = HERE) =>
  askIn(world, place, words, more);
const said = async (...args: Parameters<typeof ask>) => (await ask(...args))?.text ?? '';
const subscriptions = () => world.store.allSubscriptions();

describe('the catalog', () => {
  it('holds the eight commands of the grammar', () => {
    const written = specs.map((spec) =>
      [spec.name, ...spec.options.map(({ name, required }) => (required ? name : `[${name}]`))].join(' '),
    );
    expect(written.sort()).toEqual(
      [
        'now [source] [count]',
        'preview [source] [count]',
        'subscribe source when [zone] [count]',
        'unsubscribe subscription',
        'sources [add] [remove]',
        'schedule subscription when [zone]',
        'summarize input [sentences]',
        'help [command]',
      ].sort(),
    );
  });

  it('fits what the platforms publish', () => {
    for (const spec of specs) {
      expect(spec.name).toMatch(/^[a-z]{1,32}$/);
      expect(spec.description.length).toBeLessThanOrEqual(100);
      for (const option of spec.options) expect(option.description.length).toBeLessThanOrEqual(100);
      const optional = spec.options.findIndex((option) => !option.required);
      // Discord wants the required options first.
      if (optional >= 0) expect(spec.options.slice(optional).every((option) => !option.required)).toBe(true);
    }
  });

  it('has an example for each command that is understood', async () => {
    for (const spec of specs) {
      const answer = await said(spec.example, { person: { id: `U ${spec.name}` } });
      expect(answer, spec.name).not.toMatch(/did not understand|my fault|is missing/);
    }
  });
});

describe('now', () => {
  it('answers with the news of the last day where there is no digest, privately', async () => {
    const answer = await ask('now');
    expect(answer?.visibility).toBe('private');
    expect(answer?.text).toContain('Glacier lake');
    expect(answer?.text).toContain('Only you see this.');
  });

  it('reads the sources again when they were not read within the last minute', async () => {
    world.setFeed('Orm Herald', sampleItems(2, 4));
    expect(await said('now')).not.toContain('Tunnel drill');
    world.wait({ seconds: 90 });
    expect(await said('now')).toContain('Tunnel drill');
  });

  it('takes a source and a size', async () => {
    const answer = await said('now source:"Orm Herald" count:1');
    expect(answer).toContain('1 story out of 2 articles');
    expect(answer).not.toContain('Glacier');
  });

  it('says since when nothing is new, and shows the last digest again', async () => {
    await world.subscribe(HERE, 'daily 08:00');
    world.setFeed('Orm Herald', sampleItems(2, 4));
    await world.jump('2026-11-24T08:00:00Z');
    const answer = await said('now');
    expect(answer).toMatch(/^Nothing new since Tuesday 08:00\./);
    expect(answer).toContain('Tunnel drill');
    expect(await said('now count:1')).toContain('1 story out of');
  });

  it.each([
    ['now source:Nowhere', 'No source here is called “Nowhere”.'],
    ['now count:99', '“count” is a whole number from 1 to 20.\nExample: /digest now count:3'],
    ['now count:many', '“count” is a whole number from 1 to 20.\nExample: /digest now count:3'],
  ])('refuses %s in a sentence', async (words, sentence) => {
    expect(await said(words)).toContain(sentence);
  });
});

describe('preview', () => {
  it('names no time where no digest is scheduled', async () => {
    expect(await said('preview')).toMatch(/^This is what a digest here would hold now\./);
    await world.subscribe(HERE, 'daily 08:00');
    expect(await said('preview')).toMatch(/^This is what #news would get on Tuesday 08:00 if nothing more/);
  });
});

describe('subscribe', () => {
  it('says what is now true and the next three times', async () => {
    const answer = await said('subscribe all when:weekdays 08:30 zone:Europe/Berlin count:3');
    expect(answer).toContain('Subscribed: #news gets a digest on weekdays at 08:30 (Europe/Berlin)');
    expect(answer).toContain('Sources: all 2. Size: 3 stories.');
    expect(answer).toContain('Next: Tue 24 Nov 08:30, Wed 25 Nov 08:30, Thu 26 Nov 08:30.');
    const [subscription] = await subscriptions();
    expect(subscription).toMatchObject({ createdBy: 'U1', selection: { count: 3, sources: 'all' } });
    expect(String(subscription?.nextSlot)).toBe('2026-11-24T07:30:00Z');
  });

  it.each([
    ['subscribe all weekdays 08:30', 'on weekdays at 08:30'],
    ['subscribe daily 07:15', 'every day at 07:15'],
    ['subscribe Orm Herald mon 9', 'on Monday at 09:00'],
    ['subscribe Orm Herald, Sorrel Gazette daily 8', 'every day at 08:00'],
    ['subscribe source:all when:* * * * *', 'by cron * * * * *'],
  ])('understands %s', async (words, schedule) => {
    expect(await said(words)).toContain(schedule);
    expect(await subscriptions()).toHaveLength(1);
  });

  it.each([
    ['subscribe all when:weekdays 8:30 ish', 'I read “weekdays 8:30 ish” and did not understand “ish”.'],
    ['subscribe all when:daily 8 zone:Berlin/Europe', 'Did you mean Europe/Berlin (08:01 now)?'],
    ['subscribe Nowhere when:daily 8', 'There are: all, Orm Herald, Sorrel Gazette.'],
    ['subscribe', '“source” is missing.\nExample: /digest subscribe all when:weekdays 08:30'],
    ['subscribe all when:blah', 'I did not understand “blah” as days and times.'],
  ])('changes nothing for %s and says why', async (words, sentence) => {
    expect(await said(words)).toContain(sentence);
    expect(await subscriptions()).toEqual([]);
  });

  it('changes the digest that is there rather than making a second one', async () => {
    await ask('subscribe all when:daily 08:00');
    await ask('subscribe all when:daily 09:00');
    expect(await subscriptions()).toHaveLength(1);
  });

  it('in a direct message makes a digest that comes there', async () => {
    expect(await said('subscribe daily 07:15', {}, DIRECT)).toContain(
      'Subscribed: you get a digest every day at 07:15',
    );
    expect((await subscriptions())[0]?.place).toEqual(DIRECT);
  });

  it('is for those who manage the channel, and says how to get a digest all the same', async () => {
    const answer = await said('subscribe all when:daily 8', { person: { mayManage: false } });
    expect(answer).toContain('Only people who manage #news may change its digests.');
    expect(answer).toContain('direct message');
    expect(await subscriptions()).toEqual([]);
  });

  it('says what is missing when the bot may not post there', async () => {
    const answer = await said('subscribe all when:daily 8', {
      whyNotPost: 'I may not post in #news.\nInvite me.',
    });
    expect(answer).toBe('I may not post in #news.\nInvite me.');
    expect(await subscriptions()).toEqual([]);
  });
});

describe('schedule and unsubscribe', () => {
  beforeEach(async () => {
    await ask('subscribe all when:daily 08:00');
  });

  it.each([
    'schedule here when:daily 09:00',
    'schedule daily 09:00',
    'schedule #news daily 09:00',
    'schedule when:daily 9',
  ])('changes the time by %s', async (words) => {
    expect(await said(words)).toContain('Changed: #news gets its digest every day at 09:00 (UTC)');
    expect(String((await subscriptions())[0]?.nextSlot)).toBe('2026-11-24T09:00:00Z');
  });

  it.each(['schedule', 'schedule here', 'schedule #news'])(
    'says by %s when the digest comes, and how to change that',
    async (words) => {
      const answer = await said(words);
      expect(answer).toContain('#news gets its digest every day at 08:00 (UTC)');
      expect(answer).toContain('Change it: /digest schedule here when:weekdays 08:30');
    },
  );

  it('ends a digest', async () => {
    expect(await said('unsubscribe here')).toContain('#news gets no more digests of “News digest”');
    expect(await subscriptions()).toEqual([]);
    expect(await said('unsubscribe here')).toContain('#news has no digest yet.');
  });

  it('asks which one is meant when there are several', async () => {
    await ask('subscribe Orm Herald when:daily 10:00');
    expect(await said('unsubscribe here')).toContain('There are 2 digests here. Which one?');
    expect(await said('unsubscribe Orm Herald')).toContain('no more digests of “Orm Herald”');
  });

  it('of one workspace are out of reach from another', async () => {
    const [subscription] = await subscriptions();
    const elsewhere = channel('slack', 'T2');
    expect(await said(`unsubscribe ${subscription?.id}`, {}, elsewhere)).toContain(
      'No digest here is called',
    );
    expect(await subscriptions()).toHaveLength(1);
  });
});

describe('sources', () => {
  it('lists those that are ill first, with the reason and the next try', async () => {
    world.setFeed('Orm Herald', 'broken');
    await world.pass({ hours: 2 });
    const answer = await said('sources');
    expect(answer).toMatch(/^2 sources, 1 needs a look/);
    expect(answer).toContain('Orm Herald: https://orm-herald.example/feed.xml answered with the error 500.');
    expect(answer).toContain('Well: Sorrel Gazette.');
  });

  it('adds a feed for this workspace alone, and removes it again', async () => {
    world.setFeed('Third Paper', sampleItems(1, 4));
    expect(await said('sources add https://third-paper.example/feed.xml')).toContain('Added: third-paper');
    expect(await said('sources')).toContain('3 sources');
    expect(await said('sources', {}, channel('slack', 'T2'))).toContain('2 sources');
    expect(await said('sources remove:third-paper')).toContain('Removed: third-paper');
    expect(await said('sources')).toContain('2 sources');
  });

  it.each([
    ['sources add:ftp://files.example/', '“ftp://files.example/” is no web address.'],
    [
      'sources add:https://gone.example/feed.xml',
      'https://gone.example/feed.xml answered with the error 500.',
    ],
    ['sources remove:"Orm Herald"', 'Orm Herald was set by whoever runs this bot'],
  ])('answers %s in a sentence', async (words, sentence) => {
    expect(await said(words)).toContain(sentence);
  });
});

describe('summarize', () => {
  const TEXT =
    'The harbour of Marn was closed on Monday after a barge sank in its entrance. Divers found the wreck at a depth of nine metres. Twelve ships wait outside, the harbour master said. A crane is to lift the barge on Thursday.';

  it('quotes sentences of a text word for word', async () => {
    const answer = await said(`summarize ${TEXT} sentences:2`);
    expect(answer).toContain('2 of 4 sentences');
    const quoted = TEXT.split(/(?<=\.) /).filter((sentence) => answer.includes(sentence));
    expect(quoted.length).toBeGreaterThanOrEqual(2);
  });

  it('does not say the first sentence of a text without a title twice', async () => {
    const answer = await said(
      `summarize ${TEXT.replace(' on Monday after a barge sank in its entrance', '')}`,
    );
    expect(answer.split('The harbour of Marn was closed')).toHaveLength(2);
  });

  it('refuses a word', async () => {
    expect(await said('summarize hello')).toContain('“hello” is no address and too short to summarize.');
  });
});

describe('help and what is not understood', () => {
  it('names every command with an example', async () => {
    const answer = await said('');
    for (const spec of specs.filter(({ name }) => name !== 'help'))
      expect(answer).toContain(`/digest ${spec.example}`);
  });

  it('explains one', async () => {
    expect(await said('help subscribe')).toContain('zone (optional)');
    expect(await said('help dance')).toContain('There is no command “dance”.');
  });

  it('answers other words with three examples', async () => {
    const answer = await said('dance with me');
    expect(answer).toContain('I did not understand “dance with me”. Try:');
    expect(answer.match(/\/digest /g)).toHaveLength(3);
  });
});
