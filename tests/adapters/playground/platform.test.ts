import { describe, expect, it } from 'vitest';
import {
  createPlaygroundPlatform,
  type PlaygroundPlatform,
} from '../../../src/adapters/playground/platform.ts';
import type { Entry } from '../../../src/adapters/playground/transcript.ts';
import type { Message, Part } from '../../../src/domain/message.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { CompletionRequest, Request, Visibility } from '../../../src/domain/request.ts';
import type { Inbox } from '../../../src/ports/chat-platform.ts';
import { chatPlatformContract } from '../../contracts/chat-platform.ts';

const noon = Temporal.Instant.from('2026-11-24T11:00:00Z');
const part = (text: string): Part => ({ payload: { text }, text, stories: [], quotations: [], usage: '' });
const line = (text: string): Message => ({
  title: text,
  locale: 'en',
  blocks: [
    { kind: 'line', content: [{ kind: 'text', text }] },
    {
      kind: 'controls',
      buttons: [{ kind: 'button', action: 'digest.more', value: 'd1', label: 'More' }],
      menu: {
        kind: 'menu',
        action: 'story.open',
        value: 'd1',
        placeholder: 'About one story…',
        options: [
          { label: 'A lock opens', value: 's1' },
          { label: 'An orchard loses', value: 's2' },
        ],
      },
    },
  ],
});

/** Answers everything with the given messages, one after the other, and remembers what it was asked. */
function createEcho(answers: readonly string[] = ['Answer'], visibility: Visibility = 'private') {
  const requests: Request[] = [];
  const completions: CompletionRequest[] = [];
  const inbox: Inbox = {
    async handle(request, reply) {
      requests.push(request);
      for (const text of answers) await reply.send(line(text), visibility);
    },
    async complete(request) {
      completions.push(request);
      return [{ label: 'Morrow Post', value: 'morrow' }];
    },
    visibility: () => visibility,
    installed: async () => undefined,
  };
  return { inbox, requests, completions };
}

function placeNamed(platform: PlaygroundPlatform, kind: Place['kind']): Place {
  const place = platform.places().find((each) => each.kind === kind);
  if (place === undefined) throw new Error(`no ${kind}`);
  return place;
}

const textsOf = (entries: readonly Entry[]) =>
  entries.map((entry) => (entry.from === 'bot' ? entry.part.text : entry.text));

/** The id that a control with this label has in what was drawn. */
function controlIn(entry: Entry | undefined, pattern: RegExp): string {
  const payload = entry?.from === 'bot' ? JSON.stringify(entry.part.payload) : '';
  const ids = [...payload.matchAll(/"(?:action_id|custom_id)":"([^"]+)"/g)].map((match) => match[1] ?? '');
  return ids.find((id) => pattern.test(id)) ?? '';
}

for (const name of ['slack', 'discord'] as const) {
  chatPlatformContract(`The playground's ${name}`, async () => {
    const platform = createPlaygroundPlatform(name, { now: () => noon });
    const place = placeNamed(platform, 'channel');
    await platform.start(createEcho().inbox, []);
    return {
      platform,
      place,
      unknownPlace: { ...place, id: 'elsewhere', name: 'elsewhere' },
      now: () => noon,
      part,
      texts: async (of) => textsOf(platform.transcript(of.id)),
    };
  });

  describe(`The playground's ${name}`, () => {
    it('has one channel and one direct message', () => {
      const places = createPlaygroundPlatform(name, { now: () => noon }).places();
      expect(places.map(({ kind, workspace, platform }) => [kind, workspace, platform])).toEqual([
        ['channel', `playground-${name}`, name],
        ['person', `playground-${name}`, name],
      ]);
    });

    it('takes a command for the bot and shows its answer to the person only', async () => {
      const platform = createPlaygroundPlatform(name, { now: () => noon, zone: 'Europe/Berlin' });
      const echo = createEcho();
      await platform.start(echo.inbox, []);
      await platform.act('news', { kind: 'typed', text: ' /digest now count:3 ' });
      expect(echo.requests).toMatchObject([
        {
          platform: name,
          place: { kind: 'channel', id: 'news' },
          person: { mayManage: true, zone: 'Europe/Berlin' },
          act: { kind: 'words', words: 'now count:3' },
        },
      ]);
      expect(platform.transcript('news')).toMatchObject([
        { from: 'bot', visibility: 'private', asked: '/digest now count:3' },
      ]);
    });

    it('puts a second answer in the place of the first', async () => {
      const platform = createPlaygroundPlatform(name, { now: () => noon });
      await platform.start(createEcho(['Reading 3 sources…', 'Done']).inbox, []);
      await platform.act('news', { kind: 'typed', text: '/digest now' });
      const texts = textsOf(platform.transcript('news'));
      expect(texts).toHaveLength(1);
      expect(texts[0]).toContain('Done');
    });

    it('hears messages in the direct message, and not in the channel', async () => {
      const platform = createPlaygroundPlatform(name, { now: () => noon });
      const echo = createEcho();
      await platform.start(echo.inbox, []);
      await platform.act('news', { kind: 'typed', text: 'hello all' });
      expect(echo.requests).toEqual([]);
      await platform.act('you', { kind: 'typed', text: 'subscribe daily 07:15' });
      expect(echo.requests.map(({ act }) => act)).toEqual([
        { kind: 'message', text: 'subscribe daily 07:15' },
      ]);
      expect(platform.transcript('you').map(({ from, visibility }) => [from, visibility])).toEqual([
        ['person', 'public'],
        ['bot', 'public'],
      ]);
    });

    it('reads what a button and a menu say back out of the payload', async () => {
      const platform = createPlaygroundPlatform(name, { now: () => noon });
      const echo = createEcho();
      await platform.start(echo.inbox, []);
      await platform.act('news', { kind: 'typed', text: '/digest now' });
      const [entry] = platform.transcript('news');
      const press = { kind: 'pressed', entry: entry?.id ?? '' } as const;
      await platform.act('news', { ...press, control: controlIn(entry, /more/) });
      await platform.act('news', {
        ...press,
        control: controlIn(entry, /open/),
        chosen: optionFor(entry, 's2'),
      });
      expect(echo.requests.slice(1).map(({ act }) => act)).toEqual([
        { kind: 'button', action: 'digest.more', value: 'd1' },
        { kind: 'menu', action: 'story.open', value: 'd1', chosen: 's2' },
      ]);
    });

    it('takes no press of a control or an option that is not there', async () => {
      const platform = createPlaygroundPlatform(name, { now: () => noon });
      await platform.start(createEcho().inbox, []);
      await platform.act('news', { kind: 'typed', text: '/digest now' });
      const [entry] = platform.transcript('news');
      const press = { kind: 'pressed', entry: entry?.id ?? '' } as const;
      await expect(platform.act('news', { ...press, control: 'digest.drop' })).rejects.toThrow(
        'no longer there',
      );
      await expect(
        platform.act('news', { ...press, control: controlIn(entry, /open/), chosen: 's9' }),
      ).rejects.toThrow('no longer there');
      await expect(platform.act('elsewhere', { kind: 'typed', text: 'x' })).rejects.toThrow('no place');
    });

    it('gives every request its own id', async () => {
      const platform = createPlaygroundPlatform(name, { now: () => noon });
      const echo = createEcho();
      await platform.start(echo.inbox, []);
      for (let n = 0; n < 3; n++) await platform.act('news', { kind: 'typed', text: '/digest now' });
      expect(new Set(echo.requests.map(({ id }) => id)).size).toBe(3);
    });

    it('asks the inbox what could come next', async () => {
      const platform = createPlaygroundPlatform(name, { now: () => noon });
      const echo = createEcho();
      await platform.start(echo.inbox, []);
      expect(await platform.complete('news', 'now', 'source', 'mor')).toEqual([
        { label: 'Morrow Post', value: 'morrow' },
      ]);
      expect(echo.completions).toMatchObject([{ command: 'now', option: 'source', typed: 'mor' }]);
    });

    it('tells its listeners of what is new and what was changed, until they leave', async () => {
      const platform = createPlaygroundPlatform(name, { now: () => noon });
      const heard: string[] = [];
      const leave = platform.onChange((_place, entry) => heard.push(...textsOf([entry])));
      const place = placeNamed(platform, 'channel');
      const outcome = await platform.post(place, part('One'), 'k.0');
      if (outcome.kind === 'posted') await platform.update(outcome.receipt, part('Two'));
      leave();
      await platform.post(place, part('Three'), 'k.1');
      expect(heard).toEqual(['One', 'Two']);
    });

    it('gives a receipt the address of its entry on the page', async () => {
      const linkTo = (place: Place, entry: string) => `http://127.0.0.1:3000/#${name}-${place.id}-${entry}`;
      const platform = createPlaygroundPlatform(name, { now: () => noon, linkTo });
      const outcome = await platform.post(placeNamed(platform, 'channel'), part('One'), 'k.0');
      expect(outcome).toMatchObject({ receipt: { link: `http://127.0.0.1:3000/#${name}-news-m1` } });
    });

    it('does not find what was posted before the time it is asked for', async () => {
      const platform = createPlaygroundPlatform(name, { now: () => noon });
      const place = placeNamed(platform, 'channel');
      await platform.post(place, part('One'), 'k.0');
      expect((await platform.find(place, 'k.0', noon)).kind).toBe('found');
      expect((await platform.find(place, 'k.0', noon.add({ minutes: 1 }))).kind).toBe('absent');
    });
  });
}

/** Slack's option values may carry more than the option's own; the one that ends in `value` is it. */
function optionFor(entry: Entry | undefined, value: string): string {
  const payload = entry?.from === 'bot' ? JSON.stringify(entry.part.payload) : '';
  const values = [...payload.matchAll(/"value":"([^"]+)"/g)].map((match) => match[1] ?? '');
  return values.find((each) => each.endsWith(value)) ?? '';
}
