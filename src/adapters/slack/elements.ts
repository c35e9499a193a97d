import type { Inline, Json } from '../../domain/message.ts';
import { quoted } from '../../wording/quoted.ts';
import { webAddress } from '../../wording/web-address.ts';
import { escapeControls, escapeMarks } from './escape.ts';

export type JsonObject = { readonly [key: string]: Json };

/** A run of text in a rich_text block, where it is only text; nothing for an empty one, which Slack refuses. */
export function textElements(text: string, style?: JsonObject): readonly JsonObject[] {
  return text === '' ? [] : [{ type: 'text', text, ...(style === undefined ? {} : { style }) }];
}

/** A linked text; without a link where the address may not be shown. */
export function linkElements(text: string, href: string | undefined, bold: boolean): readonly JsonObject[] {
  const style = bold ? { bold: true } : undefined;
  const label = quoted(text);
  const url = href === undefined ? undefined : webAddress(href);
  if (url === undefined || label === '') return textElements(label, style);
  return [{ type: 'link', url, text: label, ...(style === undefined ? {} : { style }) }];
}

/** An inline as rich_text elements. */
export function richElements(inline: Inline): readonly JsonObject[] {
  switch (inline.kind) {
    case 'text':
      return textElements(inline.text.toWellFormed(), inline.bold === true ? { bold: true } : undefined);
    case 'quoted':
      return textElements(quoted(inline.text), inline.bold === true ? { bold: true } : undefined);
    case 'link':
      return linkElements(inline.text, inline.href, inline.bold === true);
    case 'age':
      return [
        {
          type: 'date',
          timestamp: epochSeconds(inline.at),
          format: '{ago}',
          fallback: fallback(inline.fallback),
        },
      ];
    case 'code':
      return textElements(quoted(inline.text), { code: true });
  }
}

/** An inline in mrkdwn, for the grey lines, which take nothing else. */
export function markdownOf(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return bold(escapeMarks(inline.text.toWellFormed().replaceAll('\n', ' ')), inline.bold);
    case 'quoted':
      return bold(escapeMarks(quoted(inline.text)), inline.bold);
    case 'link':
      return bold(linkMarkdown(inline.text, inline.href), inline.bold);
    case 'age':
      // A `|` or `>` would end the fallback early.
      return `<!date^${epochSeconds(inline.at)}^{ago}|${escapeControls(fallback(inline.fallback)).replaceAll('|', '/')}>`;
    case 'code':
      return `\`${escapeControls(quoted(inline.text))}\``;
  }
}

function linkMarkdown(text: string, href: string): string {
  const url = webAddress(href)?.replaceAll('|', '%7C').replaceAll('>', '%3E').replaceAll('<', '%3C');
  const label = escapeMarks(quoted(text));
  return url === undefined || label === '' ? label : `<${url.replaceAll('&', '&amp;')}|${label}>`;
}

function bold(markdown: string, isBold: boolean | undefined): string {
  return isBold === true && markdown.trim() !== '' ? `*${markdown}*` : markdown;
}

function fallback(words: string): string {
  return quoted(words) || '…';
}

function epochSeconds(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 1000);
}
