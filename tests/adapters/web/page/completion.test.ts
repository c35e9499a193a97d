import { describe, expect, it } from 'vitest';
import { nextIn } from '../../../../src/adapters/web/page/completion.ts';
import type { WireCommand } from '../../../../src/adapters/web/page/wire.ts';

const option = (name: string, completes: boolean, required = false) => ({
  name,
  description: `the ${name}`,
  required,
  completes,
});
const commands: readonly WireCommand[] = [
  {
    name: 'now',
    description: 'a digest',
    example: 'now',
    options: [option('source', true), option('count', false)],
  },
  {
    name: 'subscribe',
    description: 'on a schedule',
    example: 'subscribe all daily 07:15',
    options: [option('source', true, true), option('when', true, true), option('zone', true)],
  },
  { name: 'sources', description: 'list', example: 'sources', options: [] },
];

const texts = (typed: string) => nextIn(typed, commands).suggestions.map(({ text }) => text);
const ask = (typed: string) => nextIn(typed, commands).ask;

describe('The command box', () => {
  it('leaves a message alone', () => {
    expect(nextIn('subscribe me', commands)).toEqual({ suggestions: [], eager: false });
    expect(nextIn('', commands).suggestions).toEqual([]);
  });

  it.each(['/', '/d', '/digest', '/digest '])('offers every command after %j', (typed) => {
    expect(texts(typed)).toEqual(['/digest now ', '/digest subscribe ', '/digest sources']);
  });

  it('offers the commands that begin as typed, with and without /digest', () => {
    expect(texts('/digest s')).toEqual(['/digest subscribe ', '/digest sources']);
    expect(texts('/so')).toEqual(['/digest sources']);
    expect(nextIn('/digest s', commands).eager).toBe(true);
  });

  it('offers nothing once a command is whole, so that Enter sends it', () => {
    expect(texts('/digest now')).toEqual([]);
    expect(texts('/digest sources ')).toEqual([]);
    expect(texts('/digest dance now')).toEqual([]);
  });

  it('offers the options that are not used yet', () => {
    expect(texts('/digest now ')).toEqual(['/digest now source:', '/digest now count:']);
    expect(texts('/digest now source:Radio Ost c')).toEqual(['/digest now source:Radio Ost count:']);
    expect(nextIn('/digest now ', commands).eager).toBe(false);
    expect(nextIn('/digest subscribe ', commands).suggestions[0]?.hint).toBe('the source (needed)');
  });

  it('asks for values of the option that is being typed', () => {
    expect(ask('/digest subscribe source:mor')).toEqual({
      command: 'subscribe',
      option: 'source',
      typed: 'mor',
      before: '/digest subscribe source:',
    });
    expect(ask('/digest subscribe source:all when:week')).toMatchObject({
      option: 'when',
      typed: 'week',
      before: '/digest subscribe source:all when:',
    });
  });

  it('takes a value without a name for the first option', () => {
    expect(ask('/digest subscribe Radio O')).toMatchObject({
      option: 'source',
      typed: 'Radio O',
      before: '/digest subscribe ',
    });
  });

  it('asks for nothing where the bot has nothing to offer', () => {
    expect(ask('/digest now count:3')).toBeUndefined();
    expect(ask('/digest sources ')).toBeUndefined();
  });

  it('does not take a colon inside a value for a name', () => {
    expect(ask('/digest subscribe source:https://feed.example/a')).toMatchObject({
      option: 'source',
      typed: 'https://feed.example/a',
    });
  });
});
