import { httpLink, type Rule, type Run, readRuns } from './runs.ts';

/** A line, or lines that belong together, of Discord's Markdown. */
export type MarkdownBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly runs: readonly Run[] }
  | { readonly kind: 'small'; readonly runs: readonly Run[] }
  | { readonly kind: 'text' | 'quote' | 'list'; readonly lines: readonly (readonly Run[])[] }
  | { readonly kind: 'code'; readonly text: string };

/**
 * Discord's Markdown, by "Markdown Text 101" of Discord's help pages: headings, `-#`, quotes, lists, bold,
 * italic, underline, strike, code, masked links, `<t:…>` and escapes.
 */
export function readMarkdown(content: string): readonly MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  for (const piece of content
    .split(/^```(?:\w*\n)?([\s\S]*?)```$/m)
    .map((text, index) => ({ text, index }))) {
    if (piece.index % 2 === 1) blocks.push({ kind: 'code', text: piece.text.replace(/\n$/, '') });
    else for (const line of piece.text.split('\n')) addLine(blocks, line);
  }
  return blocks.filter((block) => block.kind !== 'text' || block.lines.some((line) => line.length > 0));
}

function addLine(blocks: MarkdownBlock[], line: string): void {
  const heading = /^(#{1,3}) (.+)$/.exec(line);
  if (heading?.[1] !== undefined && heading[2] !== undefined) {
    const level = heading[1].length as 1 | 2 | 3;
    blocks.push({ kind: 'heading', level, runs: readRuns(heading[2], rules) });
    return;
  }
  if (line.startsWith('-# ')) {
    blocks.push({ kind: 'small', runs: readRuns(line.slice(3), rules) });
    return;
  }
  const [, mark = '', text = ''] = /^(> |\s*[-*] |)(.*)$/.exec(line) ?? [];
  const kind = mark === '' ? 'text' : mark === '> ' ? 'quote' : 'list';
  const last = blocks.at(-1);
  const runs = readRuns(text, rules);
  if (last?.kind === kind) blocks[blocks.length - 1] = { kind, lines: [...last.lines, runs] };
  else blocks.push({ kind, lines: [runs] });
}

const rules: readonly Rule[] = [
  { pattern: /\\([^\p{L}\p{N}\s])/uy, read: (match) => ({ kind: 'text', text: match[1] ?? '' }) },
  { pattern: /`([^`\n]+)`/y, read: (match) => ({ kind: 'code', text: match[1] ?? '' }) },
  {
    pattern: /<t:(\d+)(?::([a-zA-Z]))?>/y,
    read: (match) => ({ kind: 'moment', seconds: Number(match[1]), relative: match[2] === 'R' }),
  },
  {
    pattern: /\[((?:\\.|[^\]\\])+)\]\(<?([^\s)>]+)>?\)/y,
    read: (match, inside) => {
      const href = httpLink(match[2] ?? '');
      return href === undefined ? undefined : { kind: 'link', href, runs: inside(match[1] ?? '') };
    },
  },
  marked('\\*\\*', 'bold'),
  marked('__', 'underline'),
  marked('~~', 'strike'),
  marked('\\*', 'italic'),
  marked('_', 'italic'),
];

function marked(mark: string, kind: 'bold' | 'italic' | 'underline' | 'strike'): Rule {
  return {
    pattern: new RegExp(`${mark}(?!\\s)((?:\\\\.|[^\\\\])+?)${mark}`, 'y'),
    read: (match, inside) => ({ kind, runs: inside(match[1] ?? '') }),
  };
}
