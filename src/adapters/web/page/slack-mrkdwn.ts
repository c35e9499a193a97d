import { httpLink, type Rule, type Run, readRuns } from './runs.ts';

/**
 * Slack's mrkdwn, by Slack's "Formatting text for app surfaces": `*bold*`, `_italic_`, `~strike~`, code,
 * `<address|label>`, `<!date^seconds^{ago}|fallback>`. Drawn by ourselves, for slack-blocks-to-jsx reads it as
 * Markdown with emoji and loses links and times (`<…|Train at 08:30>`, `10:30:15`).
 */
export function readMrkdwn(text: string): readonly Run[] {
  return readRuns(text, rules);
}

const rules: readonly Rule[] = [
  { pattern: /`([^`\n]+)`/y, read: (match) => ({ kind: 'code', text: plain(match[1]) }) },
  {
    pattern: /<!date\^(\d+)\^([^|>^]*)(?:\^[^|>]*)?\|[^>]*>/y,
    read: (match) => ({
      kind: 'moment',
      seconds: Number(match[1]),
      relative: match[2]?.includes('{ago}') === true,
    }),
  },
  {
    pattern: /<([^|>!@#][^|>]*)(?:\|([^>]*))?>/y,
    read: (match) => {
      const label: Run = { kind: 'text', text: plain(match[2] ?? match[1]) };
      const href = httpLink(plain(match[1]));
      return href === undefined ? label : { kind: 'link', href, runs: [label] };
    },
  },
  marked('\\*', 'bold'),
  marked('_', 'italic'),
  marked('~', 'strike'),
  { pattern: /&(?:amp|lt|gt);/y, read: (match) => ({ kind: 'text', text: plain(match[0]) }) },
];

/** A mark counts only at the borders of words, and not beside white space inside. */
function marked(mark: string, kind: 'bold' | 'italic' | 'strike'): Rule {
  return {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}\u2060])${mark}(?!\\s)([^\\n]+?)(?<![\\s\u2060])${mark}(?![\\p{L}\\p{N}])`,
      'uy',
    ),
    read: (match, inside) => ({ kind, runs: inside(match[1] ?? '') }),
  };
}

function plain(text: string | undefined): string {
  return (text ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
