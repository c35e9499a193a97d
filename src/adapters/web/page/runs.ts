/** A piece of marked-up text, as both platforms know it. */
export type Run =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'underline' | 'strike'; readonly runs: readonly Run[] }
  | { readonly kind: 'link'; readonly href: string; readonly runs: readonly Run[] }
  /** A moment, in seconds since 1970; drawn as an age when `relative`. */
  | { readonly kind: 'moment'; readonly seconds: number; readonly relative: boolean };

/** What one pattern makes of what it matched; undefined leaves it as it stands. */
export type Rule = {
  /** Sticky (`y`): it is tried at one place. */
  readonly pattern: RegExp;
  read(match: RegExpExecArray, inside: (text: string) => readonly Run[]): Run | undefined;
};

/** Reads text from left to right: at each place the first rule that matches takes what it matched. */
export function readRuns(text: string, rules: readonly Rule[]): readonly Run[] {
  const runs: Run[] = [];
  const inside = (part: string) => readRuns(part, rules);
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const found = runAt(text, at, rules, inside);
    if (found === undefined) {
      plain += text[at];
      at += 1;
    } else if (found.run.kind === 'text') {
      plain += found.run.text;
      at = found.end;
    } else {
      if (plain !== '') runs.push({ kind: 'text', text: plain });
      plain = '';
      runs.push(found.run);
      at = found.end;
    }
  }
  if (plain !== '') runs.push({ kind: 'text', text: plain });
  return runs;
}

function runAt(text: string, at: number, rules: readonly Rule[], inside: (text: string) => readonly Run[]) {
  for (const rule of rules) {
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(text);
    const run = match === null ? undefined : rule.read(match, inside);
    if (match !== null && run !== undefined) return { run, end: at + match[0].length };
  }
  return undefined;
}

/** The address when it is http(s): no other kind becomes a link. */
export function httpLink(address: string): string | undefined {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}
