import { describe, expect, it } from 'vitest';
import { openOpenApi } from './openapi.ts';

const api = openOpenApi();

describe.skipIf(api === undefined)('Discord’s OpenAPI file (of the shared data)', () => {
  const faults = (method: string, path: string, body: unknown) => api?.check(method, path, body) ?? [];
  const container = (components: unknown) => ({ flags: 32_768, components: [{ type: 17, components }] });
  const text = { type: 10, content: 'x' };

  it('takes a message as it has to be', () => {
    expect(faults('POST', '/channels/1/messages', container([text]))).toEqual([]);
  });

  it.each([
    ['an unknown property', { ...container([text]), colour: 1 }, 'colour'],
    ['a text of the wrong kind', container([{ type: 10, content: 1 }]), 'content'],
    ['a missing property', container([{ type: 10 }]), 'lacks content'],
    ['too many components', container(Array(41).fill(text)), '41 items'],
    ['an id that is no number', container([{ ...text, id: 'a' }]), 'id'],
    ['a button without a style', container([{ type: 1, components: [{ type: 2, label: 'x' }] }]), 'style'],
  ])('finds %s', (_, body, words) => {
    expect(faults('POST', '/channels/1/messages', body).join()).toContain(words);
  });

  it('finds commands with a name too long, and calls that do not exist', () => {
    const commands = [{ name: 'x'.repeat(33), description: 'd' }];
    expect(faults('PUT', '/applications/1/commands', commands).join()).toContain('name');
    expect(() => faults('POST', '/nowhere', {})).toThrow('/nowhere');
    expect(() => faults('PUT', '/channels/1/messages', {})).toThrow('PUT');
  });
});
