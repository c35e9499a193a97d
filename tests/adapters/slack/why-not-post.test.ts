import { describe, expect, it } from 'vitest';
import { whyNotPost } from '../../../src/adapters/slack/why-not-post.ts';
import type { Place } from '../../../src/domain/place.ts';

const news: Place = { platform: 'slack', workspace: 'T1', kind: 'channel', id: 'C1', name: 'news' };
const saying = (channel: object) => async () => ({ ok: true, channel });
const refusing = (error: string, needed?: string) => async () => {
  throw { code: 'slack_webapi_platform_error', data: { error, needed } };
};
const why = (call: Parameters<typeof whyNotPost>[0], place = news) =>
  whyNotPost(call, place, 'C1', 'newsdigest');

describe('why the bot may not post', () => {
  it('is nothing where it is a member, and with a person', async () => {
    expect(await why(saying({ is_member: true }))).toBeUndefined();
    expect(await why(refusing('channel_not_found'), { ...news, kind: 'person' })).toBeUndefined();
  });

  it('says how to invite it', async () => {
    const invite = 'I may not post in #news.\nInvite me: /invite @newsdigest';
    expect(await why(saying({ is_member: false }))).toBe(invite);
    expect(await why(refusing('channel_not_found'))).toBe(invite);
  });

  it('says what the channel is', async () => {
    expect(await why(saying({ is_member: true, is_archived: true }))).toContain('It is archived');
    expect(await why(saying({ is_member: true, is_read_only: true }))).toContain('It is read-only');
  });

  it('says which scope is missing, and throws when Slack does not answer', async () => {
    expect(await why(refusing('missing_scope', 'channels:read'))).toContain('channels:read');
    await expect(why(refusing('fatal_error'))).rejects.toThrow('fatal_error');
  });
});
