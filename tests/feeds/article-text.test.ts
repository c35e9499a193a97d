import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../src/feeds/article-text.ts';

const PARAGRAPHS = Array.from(
  { length: 6 },
  (_, at) => `Paragraph ${at} tells at some length, with commas, what happened at the farm on that day.`,
);
const PAGE = `<!doctype html><html lang="en-GB"><head><title>Hay is dry | The Farm</title>
<meta property="og:title" content="Hay is dry"><link rel="canonical" href="/news/hay"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Hay is dry</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}<table><tr><td>1</td></tr></table><script>alert(1)</script></article>
<footer>Copyright</footer></body></html>`;

describe('extractArticle', () => {
  it('keeps the article and leaves what stands around it', () => {
    const article = extractArticle(PAGE, 'https://farm.example/news/hay?utm_source=x');
    expect(article).toMatchObject({ language: 'en', link: 'https://farm.example/news/hay' });
    expect(article.title).toContain('Hay is dry');
    for (const text of PARAGRAPHS) expect(article.text).toContain(text);
    expect(article.text).not.toMatch(/Home|Copyright|alert/);
    expect(article.text).toContain('\n\n');
  });

  it('gives the prose of a page that has no article', () => {
    expect(extractArticle('<p>Only this.</p>', 'https://farm.example/')).toMatchObject({
      text: 'Only this.',
    });
    expect(extractArticle('', 'https://farm.example/').text).toBe('');
  });

  it.each([
    ['<div>', 200_000],
    ['<p>x', 100_000],
    ['<a href=x>y</a>', 100_000],
    ['<table><tr><td>', 50_000],
  ])('is not stopped by a hostile page (%s)', (piece, times) => {
    expect(extractArticle(piece.repeat(times), 'https://farm.example/').text.length).toBeLessThanOrEqual(
      100_000,
    );
  });
});
