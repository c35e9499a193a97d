import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPress } from '../../../src/adapters/discord/controls.ts';
import { carriesKey, nonceOf, withKey, withoutKey } from '../../../src/adapters/discord/key.ts';
import { partKey } from '../../../src/domain/delivery.ts';
import { idOf } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/message.ts';
import type { Place } from '../../../src/domain/place.ts';
import { flat, listOf } from '../../world/discord/check-message.ts';
import { samplePart } from './sample-parts.ts';

const keys = fc
  .tuple(fc.string(), fc.nat(9))
  .map(([seed, index]) => partKey(idOf<'delivery'>('delivery', seed), index));
const components = (withControls: boolean): Json | undefined =>
  samplePart('One', withControls).payload['components'];
const customIds = (json: Json): readonly string[] =>
  flat(listOf(json)).flatMap(({ custom_id }) => (typeof custom_id === 'string' ? [custom_id] : []));

describe('The key of a post', () => {
  it('is found in the components that carry it, and no other is', () => {
    fc.assert(
      fc.property(keys, keys, fc.boolean(), (key, other, controls) => {
        const carried = withKey(components(controls), key);
        expect(carriesKey(carried, key)).toBe(true);
        expect(carriesKey(carried, other)).toBe(key === other);
        expect(carriesKey(components(controls), key)).toBe(false);
      }),
    );
  });

  it('survives the loss of either mark', () => {
    const carried = withKey(components(true), 'd.0') as readonly { readonly [key: string]: Json }[];
    expect(
      carriesKey(
        carried.map(({ id: _, ...rest }) => rest),
        'd.0',
      ),
    ).toBe(true);
    expect(carriesKey(withKey(components(false), 'd.0'), 'd.0')).toBe(true);
  });

  it('does not change what the controls say', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const pressed = customIds(withKey(components(true), key)).map(withoutKey);
        expect(pressed).toEqual(customIds(components(true) ?? []));
        expect(readPress(pressed[0] ?? '', 'story1')).toMatchObject({
          action: 'story.open',
          value: 'digest1',
        });
      }),
    );
  });

  it('is left out of a control that has no room for it', () => {
    const long = [{ type: 1, components: [{ type: 2, style: 2, label: 'x', custom_id: 'a'.repeat(95) }] }];
    const carried = withKey(long, 'delivery.0');
    expect(customIds(carried)).toEqual(['a'.repeat(95)]);
    expect(carriesKey(carried, 'delivery.0')).toBe(true);
  });

  it('makes a nonce of at most 25 characters, of its own for each place', () => {
    const place: Place = { platform: 'discord', workspace: '1', kind: 'channel', id: '2' };
    fc.assert(
      fc.property(keys, (key) => {
        expect(nonceOf(place, key).length).toBeLessThanOrEqual(25);
        expect(nonceOf(place, key)).not.toBe(nonceOf({ ...place, id: '3' }, key));
      }),
    );
  });
});
