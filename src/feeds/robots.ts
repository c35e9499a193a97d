/** More of a robots.txt than this is not read (RFC 9309, 2.5). */
const MAX_LENGTH = 512_000;

interface Rule {
  readonly allows: boolean;
  readonly pattern: string;
}

/**
 * What a robots.txt lets a program read (RFC 9309): the groups that name it, else those for all (`*`); the longest
 * pattern that fits decides, and of two as long the one that allows. `product` is the program's name in lower case.
 * The answer takes a path with its query.
 */
export function readRobots(text: string, product: string): (path: string) => boolean {
  const rules = rulesFor(text.slice(0, MAX_LENGTH), product);
  return (path) => {
    const written = normal(path);
    let best: Rule = { allows: true, pattern: '' };
    for (const rule of rules) {
      if (!fits(written, rule.pattern)) continue;
      const longer = rule.pattern.length - best.pattern.length;
      if (longer > 0 || (longer === 0 && rule.allows)) best = rule;
    }
    return best.allows;
  };
}

function rulesFor(text: string, product: string): readonly Rule[] {
  const own: Rule[] = [];
  const everybody: Rule[] = [];
  let isNamed = false;
  let rules: Rule[][] = [];
  let inNames = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, name = '', value = ''] = /^[\s\ufeff]*([a-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/i.exec(line) ?? [];
    const field = name.toLowerCase();
    if (field === 'user-agent') {
      if (!inNames) rules = [];
      inNames = true;
      if (value === '*') rules.push(everybody);
      else if (productOf(value) === product) {
        isNamed = true;
        rules.push(own);
      }
    } else if (field === 'allow' || field === 'disallow') {
      inNames = false;
      const rule = { allows: field === 'allow', pattern: normal(value) };
      if (value !== '') for (const list of rules) list.push(rule);
    }
  }
  return isNamed ? own : everybody;
}

function productOf(value: string): string {
  return /^[a-z_-]+/i.exec(value)?.[0].toLowerCase() ?? '';
}

/** One spelling of the characters that may be written in two ways. */
function normal(path: string): string {
  try {
    return encodeURI(decodeURI(path));
  } catch {
    return path;
  }
}

/** `*` is any text, `$` at the end is the end. Linear: each piece is looked for behind the one before. */
function fits(path: string, pattern: string): boolean {
  const isWhole = pattern.endsWith('$');
  const [first = '', ...pieces] = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1;
    if (isWhole && isLast) return path.length - piece.length >= at && path.endsWith(piece);
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return !isWhole || at === path.length;
}
