import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

/** The README's picture: the playground as it opens, with the Reader. Needs Chromium at /usr/bin/chromium. */
const ROOT = resolve(import.meta.dirname, '..');
const data = mkdtempSync(join(tmpdir(), 'news-digest-picture-'));
const bot = spawn(join(ROOT, 'node_modules/.bin/node'), ['src/main.ts', 'start'], {
  cwd: ROOT,
  env: { ...process.env, NEWS_DIGEST_DATA: data, PORT: '0', LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = (await once(bot.stdout, 'data')) as [Buffer];
const { url } = JSON.parse(String(line)) as { url: string };

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(url);
await page.getByText('News digest, ').first().waitFor();
await page.getByRole('button', { name: 'Reader' }).click();
const sentence = page.locator('[aria-label="Slack"] [role="log"]').getByText(/\./).nth(4);
await sentence.click({ position: { x: 60, y: 30 } });
await page.waitForTimeout(600);
await page.screenshot({ path: join(ROOT, 'docs/playground.png') });
await browser.close();
bot.kill('SIGTERM');
await once(bot, 'exit');
rmSync(data, { recursive: true });
