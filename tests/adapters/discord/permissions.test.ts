import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { has, missingToPost, RIGHTS, rightsIn } from '../../../src/adapters/discord/permissions.ts';

const bits = fc.bigInt(0n, (1n << 40n) - 1n);
const overwrite = (id: string) =>
  fc
    .record({ allow: bits, deny: bits })
    .map(({ allow, deny }) => ({ id, allow: String(allow), deny: String(deny) }));
const member = { id: 'me', roles: ['editors'] };
const guildOf = (everyone: bigint, editors: bigint) => ({
  id: 'guild',
  owner_id: 'owner',
  roles: [
    { id: 'guild', permissions: String(everyone) },
    { id: 'editors', permissions: String(editors) },
    { id: 'others', permissions: String(1n << 3n) },
  ],
});
const channelOf = (permission_overwrites: readonly { id: string; allow: string; deny: string }[]) => ({
  id: 'channel',
  type: 0,
  permission_overwrites: [...permission_overwrites],
});

describe('What the bot may do in a channel', () => {
  it('is what its roles allow, where the channel says nothing; another’s roles do not count', () => {
    fc.assert(
      fc.property(bits, bits, (everyone, editors) => {
        const rights = rightsIn(guildOf(everyone, editors), channelOf([]), member);
        const isAdministrator = ((everyone | editors) & RIGHTS.administrator) !== 0n;
        expect(rights).toBe(isAdministrator ? ~0n : everyone | editors);
      }),
    );
  });

  it('is decided by the overwrite for the bot itself, then its roles’, then everyone’s', () => {
    const plain = bits.map((each) => each & ~RIGHTS.administrator);
    fc.assert(
      fc.property(plain, overwrite('guild'), overwrite('editors'), overwrite('me'), (base, ...overwrites) => {
        const rights = rightsIn(guildOf(base, 0n), channelOf(overwrites), member);
        const [, , own] = overwrites;
        expect(rights & BigInt(own.allow)).toBe(BigInt(own.allow));
        expect(rights & BigInt(own.deny) & ~BigInt(own.allow)).toBe(0n);
      }),
    );
  });

  it('is everything for the owner and for administrators', () => {
    const denied = [{ id: 'guild', allow: '0', deny: String(RIGHTS.viewChannel) }];
    expect(has(rightsIn(guildOf(0n, 8n), channelOf(denied), member), RIGHTS.viewChannel)).toBe(true);
    const owner = { id: 'owner', roles: [] };
    expect(has(rightsIn(guildOf(0n, 0n), channelOf(denied), owner), RIGHTS.viewChannel)).toBe(true);
  });
});

describe('What is missing to post', () => {
  it('has Discord’s names', () => {
    expect(missingToPost('0', false)).toEqual(['Send Messages', 'View Channel']);
    expect(missingToPost('3072', false)).toEqual([]);
    expect(missingToPost('3072', true)).toEqual(['Send Messages in Threads']);
    expect(missingToPost('8', true)).toEqual([]);
  });
});
