import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLine, plainText } from '../../src/feeds/plain-text.ts';

describe('plainText', () => {
  it('keeps paragraphs, with a blank line between them', () => {
    expect(plainText('<p>One\n two.</p><p>Three.</p>')).toBe('One two.\n\nThree.');
    expect(plainText('One.<br><br/>Two.<br>Three.')).toBe('One.\n\nTwo. Three.');
    expect(plainText('<ul><li>One</li><li>Two</li></ul>')).toBe('One\n\nTwo');
  });

  it('drops what is no prose', () => {
    const html =
      '<script>alert("<p>x</p>")</script><style>p{}</style><p>Kept.</p><pre>code</pre><table><tr><td>1</td></tr></table><figure><img><figcaption>caption</figcaption></figure><!-- note --><p>Kept <code>x()</code>too.</p>';
    expect(plainText(html)).toBe('Kept.\n\nKept too.');
  });

  it('drops what feeds add to every item', () => {
    expect(plainText('<p>News.</p><p>The post <a href="x">News</a> appeared first on <a>Farm</a>.</p>')).toBe(
      'News.',
    );
    expect(plainText('<p>News.</p><p><a>Continue reading…</a></p>')).toBe('News.');
  });

  it('decodes entities as HTML does', () => {
    expect(
      plainText('Fish &amp; chips &#8211; &eacute;&hellip; &#x20ac;&#150;&nbsp;5 &lt;b&gt; &unknown; AT&T'),
    ).toBe('Fish & chips – é… €– 5 <b> &unknown; AT&T');
  });

  it('leaves text without markup as it is, up to white space', () => {
    const word = fc
      .stringMatching(/^[\p{L}\d.,]{1,10}$/u)
      .filter(
        (text) =>
          !/^(comments|share|follow|subscribe|advertisement|anzeige|publicité|sponsored|continue|read|weiterlesen|mehr|lire|leer|seguir|submitted|the)/i.test(
            text,
          ),
      );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        expect(plainText(words.join(' '))).toBe(words.join(' '));
      }),
    );
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('<p>', '</p>', '<script>', '<!--', '<a href="', "'", '&#x110000;', '&', '<![CDATA['),
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => void plainText(pieces.join(''))));
  });
});

describe('plainLine', () => {
  it('is one line without markup', () => {
    expect(plainLine(' A <b>bold</b>\n move &amp; more ')).toBe('A bold move & more');
  });
});
