import { describe, expect, it } from 'vitest';
import { announcement } from '../../../../src/adapters/web/page/announcement.ts';
import {
  type Action,
  entryOf,
  firstState,
  messagesOf,
  type PageState,
  reduce,
} from '../../../../src/adapters/web/page/state.ts';
import type { PlatformName, WireEntry, WireState } from '../../../../src/adapters/web/page/wire.ts';

const quotation = { article: 'a1', outlet: 'Morrow Post', text: 'A lock opens.', start: 0, end: 13 };

function post(id: string, extra: Partial<WireEntry> = {}): WireEntry {
  const part = { payload: {}, text: `Digest ${id}\nMore`, usage: '', quotations: [quotation] };
  return { id, at: `2026-11-24T0${id.slice(1)}:00:00Z`, visibility: 'public', from: 'bot', part, ...extra };
}

const platform = (name: PlatformName) => ({
  name,
  places: [
    { id: 'news', kind: 'channel' as const, name: 'news', entries: [post('m1')] },
    { id: 'you', kind: 'person' as const, name: 'you', entries: [] },
  ],
});
const wire: WireState = {
  clock: { now: '2026-11-24T07:30:00Z', zone: 'UTC' },
  commands: [],
  platforms: [platform('slack'), platform('discord')],
};
const stateAfter = (...actions: readonly Action[]): PageState => actions.reduce(reduce, firstState(wire));
const change = (name: PlatformName, entry: WireEntry, place = 'news'): Action => ({
  do: 'change',
  change: { platform: name, place, entry },
});
const idsOn = (state: PageState, at: number) => state.platforms[at]?.places[0]?.entries.map(({ id }) => id);

describe('The state of the page', () => {
  it('begins in both channels, with the Reader closed', () => {
    const state = firstState(wire);
    expect(state.shown).toEqual({ slack: 'news', discord: 'news' });
    expect(state.reader.open).toBe(false);
  });

  it('adds what is new where it belongs, and replaces what was changed', () => {
    const state = stateAfter(change('discord', post('m2')), change('discord', post('m1', { edited: true })));
    expect(idsOn(state, 0)).toEqual(['m1']);
    expect(idsOn(state, 1)).toEqual(['m1', 'm2']);
    expect(state.platforms[1]?.places[0]?.entries[0]?.edited).toBe(true);
  });

  it('announces posts of one moment in one sentence, in the order of the panes', () => {
    expect(announcement(stateAfter(change('discord', post('m2')), change('slack', post('m2'))))).toBe(
      'Digest posted in # news on Slack and Discord',
    );
    expect(announcement(stateAfter(change('slack', post('m2'), 'you')))).toBe(
      'Digest posted in Direct message on Slack',
    );
  });

  it('says of an answer only that there is one, and nothing of a change', () => {
    const answer = post('m2', { visibility: 'private', asked: '/digest now' });
    expect(announcement(stateAfter(change('slack', answer)))).toBe('The bot has answered');
    const { part: _, ...said } = post('m2', { from: 'person', said: 'hello' });
    expect(announcement(stateAfter(change('slack', said, 'you'), change('slack', post('m3'), 'you')))).toBe(
      'The bot has answered',
    );
    expect(announcement(stateAfter(change('slack', post('m1', { edited: true }))))).toBe('');
    expect(announcement(stateAfter(change('slack', post('m2')), { do: 'announced' }))).toBe('');
  });

  it('opens the Reader on the newest message with a sentence of the pane used last', () => {
    const { part: _, ...silent } = post('m3');
    const opened = stateAfter(
      change('discord', post('m2')),
      change('discord', silent),
      { do: 'use', platform: 'discord' },
      { do: 'reader', open: true },
    );
    expect(opened.reader.target).toEqual({ platform: 'discord', place: 'news', entry: 'm2', sentence: 0 });
    expect(entryOf(opened, opened.reader.target)?.id).toBe('m2');
  });

  it('keeps what the Reader showed when it is closed and opened again', () => {
    const target = { platform: 'slack', place: 'news', entry: 'm1', sentence: 0 } as const;
    const state = stateAfter(
      { do: 'read', target },
      { do: 'reader', open: false },
      { do: 'reader', open: true },
    );
    expect(state.reader).toEqual({ open: true, tab: 'source', target });
  });

  it('lists the messages of both panes, newest first', () => {
    const labels = messagesOf(stateAfter(change('discord', post('m2')))).map(({ label }) => label);
    expect(labels[0]).toBe('Discord, # news, Tue 02:00: Digest m2');
    expect(labels).toHaveLength(3);
  });

  it('keeps what is shown when everything is loaded anew', () => {
    const state = stateAfter({ do: 'show', platform: 'slack', place: 'you' }, { do: 'load', state: wire });
    expect(state.shown.slack).toBe('you');
    expect(idsOn(state, 0)).toEqual(['m1']);
  });
});
