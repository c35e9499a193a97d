import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/feeds/decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: readonly (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...utf8(part)])));
const codes = (text: string) => decode(utf8(text), '').faults.map((fault) => fault.code);

describe('decode', () => {
  it('reads any text back from UTF-8', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).map((text) => `<a>é${text}`),
        (text) => {
          expect(decode(utf8(text), 'text/xml; charset=utf-8').text).toBe(text);
        },
      ),
    );
  });

  it('reads UTF-16 and UTF-32 with and without a mark', () => {
    const text = '<rss>ž€</rss>';
    const utf16 = Uint8Array.from(Buffer.from(text, 'utf16le'));
    const utf32 = Uint8Array.from(
      [...text].flatMap((unit) => [...new Uint8Array(new Uint32Array([unit.codePointAt(0) ?? 0]).buffer)]),
    );
    expect(decode(Uint8Array.from([0xff, 0xfe, ...utf16]), '').text).toBe(text);
    expect(decode(utf16, '')).toMatchObject({ text, encoding: 'utf-16le' });
    expect(decode(Uint8Array.from([0xff, 0xfe, 0, 0, ...utf32]), '').text).toBe(text);
    expect(decode(utf32, '')).toMatchObject({ text, encoding: 'utf-32le' });
  });

  it('takes the mark off', () => {
    expect(decode(bytes(0xef, 0xbb, 0xbf, '<rss/>'), '').text).toBe('<rss/>');
  });

  it.each([
    ['windows-1251', [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], 'Привет'],
    ['koi8-r', [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4], 'Привет'],
    ['shift_jis', [0x93, 0xfa, 0x96, 0x7b], '日本'],
    ['gb2312', [0xd6, 0xd0, 0xce, 0xc4], '中文'],
    ['euc-kr', [0xc7, 0xd1, 0xb1, 0xb9], '한국'],
    ['iso-8859-1', [0xfc], 'ü'],
    ['win1252', [0x80], '€'],
  ])('reads what the document says it is (%s)', (label, written, wanted) => {
    const decoded = decode(bytes(`<?xml version="1.0" encoding="${label}"?><a>`, ...written), '');
    expect(decoded.text.endsWith(wanted)).toBe(true);
    expect(decoded.faults).toEqual([]);
  });

  it('believes the bytes when they are UTF-8, and says so', () => {
    expect(codes('<?xml version="1.0" encoding="iso-8859-1"?><a>naïve</a>')).toEqual(['charset-mismatch']);
    expect(codes('<?xml version="1.0" encoding="iso-8859-1"?><a>naive</a>')).toEqual([]);
  });

  it('believes the document before a server that says Latin-1 of everything', () => {
    const body = bytes('<?xml version="1.0" encoding="windows-1251"?><a>', 0xcf, 0xf0);
    expect(decode(body, 'text/xml; charset=ISO-8859-1').text.endsWith('Пр')).toBe(true);
    expect(decode(bytes('<a>', 0xcf, 0xf0), 'text/xml; charset=koi8-r').text.endsWith('оП')).toBe(true);
  });

  it('reads bytes that nothing explains as windows-1252, and says so', () => {
    const decoded = decode(bytes('<a>', 0x93, 'quoted', 0x94), '');
    expect(decoded.text).toBe('<a>“quoted”');
    expect(decoded.faults[0]?.code).toBe('charset-missing');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (any, type) => void decode(any, `text/xml; charset=${type}`)),
    );
  });
});

describe('a charset that changes midway', () => {
  it('is read on both sides, and said', () => {
    const before = new TextEncoder().encode('<rss>Größe, Maß, Öl ');
    const bytes = new Uint8Array([...before, 0x63, 0x61, 0x66, 0xe9, 0x20, 0x80, 0x3c]);
    const { text, faults } = decode(bytes, 'text/xml; charset=utf-8');
    expect(text).toBe('<rss>Größe, Maß, Öl café €<');
    expect(faults.map(({ code }) => code)).toEqual(['charset-mixed']);
  });
});
