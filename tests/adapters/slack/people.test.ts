import { beforeEach, describe, expect, it } from 'vitest';
import { createPeople } from '../../../src/adapters/slack/people.ts';
import type { Place } from '../../../src/domain/place.ts';
import { METHODS, Refused } from '../../world/slack/web-api.ts';
import { type Channel, createWorkspace, type Workspace } from '../../world/slack/workspace.ts';

const START = Temporal.Instant.from('2026-11-24T08:00:00Z');
let at = START;
let workspace: Workspace;
let news: Channel;
let calls: string[];
let lines: string[];
let broken: Set<string>;
beforeEach(() => {
  at = START;
  workspace = createWorkspace(() => at);
  news = workspace.addChannel('news', [workspace.addUser('ada', { tz: 'Europe/Oslo', locale: 'de-DE' })]);
  workspace.invite(news);
  [calls, lines, broken] = [[], [], new Set()];
});

const people = () => {
  const note = (message: string) => void lines.push(message);
  return createPeople({
    now: () => at,
    log: { debug: note, info: note, warn: note, error: note },
    call: async (method, args) => {
      calls.push(method);
      if (broken.has(method)) throw { code: 'slack_webapi_http_error', statusCode: 500 };
      try {
        return { ok: true, ...METHODS[method]?.run(workspace, args) };
      } catch (error) {
        const data = error instanceof Refused ? error.answer : {};
        throw { code: 'slack_webapi_platform_error', data };
      }
    },
  });
};
const here: Place = { platform: 'slack', workspace: 'T1', kind: 'channel', id: 'CNEWS' };
const direct: Place = { platform: 'slack', workspace: 'T1', kind: 'person', id: 'UADA' };

describe('who somebody is', () => {
  it('is told with name, zone and language', async () => {
    expect(await people().personIn(here, 'UADA', 'a')).toEqual({
      id: 'UADA',
      name: 'ada',
      mayManage: true,
      zone: 'Europe/Oslo',
      locale: 'de',
    });
  });

  it('is asked once a minute', async () => {
    const known = people();
    await known.personIn(direct, 'UADA', undefined);
    await known.personIn(direct, 'UADA', undefined);
    expect(calls).toEqual(['users.info']);
    at = at.add({ seconds: 61 });
    await known.personIn(direct, 'UADA', undefined);
    expect(calls).toHaveLength(2);
  });

  it('is left out when Slack does not tell, and asked again', async () => {
    broken.add('users.info');
    const known = people();
    expect(await known.personIn(direct, 'UADA', 'ada')).toEqual({ id: 'UADA', name: 'ada', mayManage: true });
    expect(lines).toEqual(['Slack did not tell who a person is']);
    broken.clear();
    expect(await known.personIn(direct, 'UADA', 'ada')).toMatchObject({ zone: 'Europe/Oslo' });
  });
});

describe('who may decide for a channel', () => {
  it('is a member of it, on whichever page of the list', async () => {
    for (let count = 0; count < 2_500; count += 1) workspace.invite(news, `U${count}`);
    workspace.addUser('last');
    workspace.invite(news, 'ULAST');
    expect(await people().personIn(here, 'ULAST', undefined)).toMatchObject({ mayManage: true });
    expect(calls.filter((method) => method === 'conversations.members')).toHaveLength(3);
  });

  it('is no guest and nobody else', async () => {
    workspace.addUser('otto');
    for (const guest of ['multi-channel', 'single-channel'] as const) {
      workspace.invite(news, workspace.addUser(guest, { guest }).id);
    }
    for (const id of ['UOTTO', 'UMULTI-CHANNEL', 'USINGLE-CHANNEL', 'UNOBODY']) {
      expect(await people().personIn(here, id, undefined), id).toMatchObject({ mayManage: false });
    }
  });

  it('is nobody when Slack does not tell, with the reason in the log', async () => {
    broken.add('conversations.members');
    expect(await people().personIn(here, 'UADA', undefined)).toMatchObject({ mayManage: false });
    expect(lines).toEqual(['Slack did not tell who is in a channel']);
  });

  it('is whoever asks in a private channel that the bot cannot see, for only members can', async () => {
    workspace.addChannel('secret', [], { kind: 'private' });
    const secret = { ...here, id: 'CSECRET' };
    expect(await people().personIn(secret, 'UADA', undefined)).toMatchObject({ mayManage: true });
  });
});
