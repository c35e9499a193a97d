import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/domain/ids.ts';
import type { Source } from '../../src/domain/source.ts';
import { toSeedArticle } from '../../src/feeds/seed-file.ts';

const SOURCE: Source = { id: idOf('seeds'), kind: 'folder', address: '/seeds', title: 'Seeds' };
const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z');
const read = (text: string, name = 'a.txt') =>
  toSeedArticle({ name, bytes: new TextEncoder().encode(text) }, SOURCE, NOW).article;

describe('a seed file', () => {
  it('is a date and an article', () => {
    expect(
      read(' \n date 2026-11-02 The bridge is closed. It has a crack.\n\nNothing may cross.'),
    ).toMatchObject({
      title: 'The bridge is closed.',
      text: 'The bridge is closed. It has a crack.\n\nNothing may cross.',
      published: Temporal.Instant.from('2026-11-02T00:00:00Z'),
      outlet: 'Seeds',
      countsAsNew: true,
    });
  });

  it('may have front matter, which wins', () => {
    const text =
      '---\ntitle: "Bridge: closed"\nsource: Radio Skell\nlink: https://skell.example/1\npublished: 2026-11-02T06:40:00+01:00\nwire: AP\nlanguage: en-GB\n---\ndate 2026-11-03 The bridge is closed.';
    expect(read(text)).toMatchObject({
      title: 'Bridge: closed',
      outlet: 'Radio Skell',
      link: 'https://skell.example/1',
      published: Temporal.Instant.from('2026-11-02T05:40:00Z'),
      wire: 'AP',
      language: 'en',
      text: 'The bridge is closed.',
    });
    expect(read('title: Closed\nsource: Radio\n\ndate 2026-11-03 The bridge.')).toMatchObject({
      title: 'Closed',
      text: 'The bridge.',
    });
  });

  it('may be any text', () => {
    expect(read('Just a note')).toMatchObject({ title: 'Just a note', text: 'Just a note' });
    expect(read('\ufeffdate 2026-11-02 With a mark.')).toMatchObject({ text: 'With a mark.' });
    expect(read('date 2026-99-99 Not a day.')).not.toHaveProperty('published');
  });

  it('keeps its id when its text changes', () => {
    expect(read('One.').id).toBe(read('Two.').id);
    expect(read('One.').id).not.toBe(read('One.', 'b.txt').id);
  });

  it('that cannot be read says why', () => {
    expect(() => read(' \n')).toThrow('a.txt has no article in it; write its text after the date line.');
    const latin = { name: 'b.txt', bytes: Uint8Array.from([0x61, 0xe9, 0x62]) };
    expect(() => toSeedArticle(latin, SOURCE, NOW)).toThrow('b.txt is not UTF-8 text; save it as UTF-8.');
  });
});
