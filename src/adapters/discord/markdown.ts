import type { Inline } from '../../domain/message.ts';
import { quoted } from '../../wording/quoted.ts';
import { webAddress } from '../../wording/web-address.ts';
import { escapeAddress, escapeMarkdown } from './escape.ts';

/** A run of inlines as Discord's Markdown; `oneLine` makes spaces of line breaks. */
export function markdownOf(content: readonly Inline[], oneLine: boolean): string {
  let markdown = '';
  let isBold = false;
  for (const inline of content) {
    const words = inlineMarkdown(inline, oneLine, markdown === '');
    const wantsBold = 'bold' in inline && inline.bold === true;
    // Neighbours in bold share one pair of marks: `**a****b**` would not be read as bold.
    if (wantsBold !== isBold && words !== '') {
      markdown += '**';
      isBold = wantsBold;
    }
    markdown += words;
  }
  return isBold ? `${markdown}**` : markdown;
}

function inlineMarkdown(inline: Inline, oneLine: boolean, first: boolean): string {
  switch (inline.kind) {
    case 'text': {
      const text = inline.text.toWellFormed();
      return escapeMarkdown(oneLine ? text.replaceAll('\n', ' ') : text, first || text.includes('\n'));
    }
    case 'quoted':
      return escapeMarkdown(quoted(inline.text));
    case 'link':
      return linkMarkdown(inline.text, inline.href);
    case 'age':
      return `<t:${Math.floor(inline.at.epochMilliseconds / 1000)}:R>`;
    case 'code':
      return `\`${quoted(inline.text)}\``;
  }
}

/** A linked text; without the link where the address may not be shown. */
export function linkMarkdown(text: string, href: string | undefined): string {
  const label = escapeMarkdown(quoted(text));
  const url = href === undefined ? undefined : webAddress(href);
  return url === undefined || label === '' ? label : `[${label}](${escapeAddress(url)})`;
}
