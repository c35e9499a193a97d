import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** Peak memory in megabytes of a whole process. */
export interface PeakMemory {
  /** Of Node alone. */
  readonly nothing: number;
  /** After 5,000 articles, one by one. */
  readonly articles: number;
  /** After a text of a million characters. */
  readonly long: number;
}

const WORK = {
  articles:
    "for (let at = 0; at < 5000; at += 1) summarize(text.slice(at % 500, 3000 + (at % 500)), { language: 'en' });",
  long: "summarize(text.repeat(Math.ceil(1e6 / text.length)).slice(0, 1e6), { language: 'en' });",
};

/** Measures the package as it is published, compiled, in a process of its own for each kind of work. */
export function peakMemory(text: string): PeakMemory {
  const folder = mkdtempSync(join(tmpdir(), 'summarize-'));
  try {
    const entry = fileURLToPath(new URL('../src/summarize/index.ts', import.meta.url));
    const outfile = join(folder, 'summarize.mjs');
    buildSync({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['eld/*'],
    });
    writeFileSync(join(folder, 'text.txt'), text);
    return {
      nothing: peakOf(folder, ''),
      articles: peakOf(folder, WORK.articles),
      long: peakOf(folder, WORK.long),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function peakOf(folder: string, work: string): number {
  const load = `import { summarize } from './summarize.mjs';
    const text = readFileSync('text.txt', 'utf8');`;
  // The kernel's own maximum where it is to be had: maxRSS starts at what the parent of the process has.
  const say = `const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
    const peak = /VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
    process.stdout.write(String(Number(peak) / 1024));`;
  const head = `import { existsSync, readFileSync } from 'node:fs';`;
  writeFileSync(join(folder, 'work.mjs'), [head, work === '' ? '' : load, work, say].join('\n'));
  return Number(spawnSync(process.execPath, ['work.mjs'], { cwd: folder, encoding: 'utf8' }).stdout);
}
