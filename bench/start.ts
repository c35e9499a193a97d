import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * From `node src/main.ts start` to the first digest in the playground, and the memory of the idle process 10 s later.
 * Usage: npm run bench -- start [RUNS]
 */
const RUNS = Number(process.argv[2] ?? 3);
const ROOT = resolve(import.meta.dirname, '..');
const IDLE_MS = 10_000;

interface Figures {
  readonly readySeconds: number;
  readonly firstDigestSeconds: number;
  readonly idleMebibytes: number;
}

async function measure(): Promise<Figures> {
  const data = mkdtempSync(join(tmpdir(), 'news-digest-bench-'));
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const bot = spawn('node_modules/.bin/node', ['src/main.ts', 'start'], {
    cwd: ROOT,
    env: { ...process.env, NEWS_DIGEST_DATA: data, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await readyUrl(bot.stdout);
    const readySeconds = seconds();
    while (!(await (await fetch(`${url}/api/state`)).text()).includes('digest.more')) {
      if (seconds() > 60) throw new Error('no digest within a minute');
      await new Promise((done) => setTimeout(done, 20));
    }
    const firstDigestSeconds = seconds();
    await new Promise((done) => setTimeout(done, IDLE_MS));
    return { readySeconds, firstDigestSeconds, idleMebibytes: residentMebibytes(bot.pid ?? 0) };
  } finally {
    bot.kill('SIGTERM');
    await new Promise((done) => bot.once('exit', done));
    rmSync(data, { recursive: true });
  }
}

async function readyUrl(stdout: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stdout) {
    text += String(chunk);
    if (text.includes('\n')) return (JSON.parse(text) as { url: string }).url;
  }
  throw new Error('ended before it was ready');
}

/** The process that npm's `node` wraps is its only child, or itself. */
function residentMebibytes(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean);
  const pids = [pid, ...children.map(Number)];
  const kilobytes = pids.map((each) =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${each}/status`, 'utf8'))?.[1]),
  );
  return Math.max(...kilobytes) / 1024;
}

const figures: Figures[] = [];
for (let run = 1; run <= RUNS; run++) {
  const measured = await measure();
  figures.push(measured);
  console.log(
    `run ${run}: ready ${measured.readySeconds.toFixed(2)} s, first digest ${measured.firstDigestSeconds.toFixed(2)} s, idle ${measured.idleMebibytes.toFixed(0)} MiB`,
  );
}
const median = (key: keyof Figures): number =>
  figures.map((each) => each[key]).sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
console.log(
  JSON.stringify({
    runs: RUNS,
    readySeconds: median('readySeconds'),
    firstDigestSeconds: median('firstDigestSeconds'),
    idleMebibytes: median('idleMebibytes'),
  }),
);
