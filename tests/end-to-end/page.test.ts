import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WireState } from '../../src/adapters/web/page/wire.ts';
import { browserMissing, startBrowser } from '../world/browser.ts';
import { startPlaygroundHarness } from '../world/playground-harness.ts';
import { startProgram } from '../world/started-program.ts';

/** `PAGE_OF=program` drives the page of a started program instead of the harness's. */
const start = process.env['PAGE_OF'] === 'program' ? startProgram : startPlaygroundHarness;
const root = join(import.meta.dirname, '../..');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

if (browserMissing !== undefined) console.log(`Tests of the page are skipped. ${browserMissing}`);
it('is driven in a real browser, at least under CI', () => {
  if (process.env['CI'] === 'true') expect(browserMissing).toBeUndefined();
});

describe.skipIf(browserMissing !== undefined)('The playground page', () => {
  let browser: Browser;
  let world: { readonly url: string; stop(): Promise<void> };
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/build-page.ts'], { cwd: root, stdio: 'ignore' });
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    world = await start();
    complaints.length = 0;
  });
  afterEach(async () => {
    await page.context().close();
    await world.stop();
  });

  const open = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
    context.setDefaultTimeout(10_000);
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(world.url);
    for (const pane of ['slack', 'discord']) {
      await page.waitForSelector(`.${pane} .message`, { state: 'attached' });
    }
    return page;
  };
  const entries = (pane: 'slack' | 'discord') => page.locator(`.${pane} .entry`);
  const box = (pane: 'slack' | 'discord') => page.locator(`.${pane}`).getByRole('combobox').last();
  const send = async (pane: 'slack' | 'discord', text: string) => {
    await box(pane).fill(text);
    await box(pane).press('Enter');
  };
  const focused = () =>
    page.evaluate<string>(
      "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent",
    );

  it('opens on a digest in both panes, without an error', async () => {
    await open();
    for (const pane of ['slack', 'discord'] as const) {
      await expect.poll(() => entries(pane).count()).toBe(1);
      expect(await entries(pane).textContent()).toContain('News Digest');
      expect(await page.locator(`.${pane} .message a`).count()).toBeGreaterThan(0);
    }
    expect(complaints).toEqual([]);
  });

  it('shows the digest of the next slot happening, and says so', async () => {
    await open();
    const before = await page.locator('.clock time').textContent();
    await page.keyboard.press('n');
    for (const pane of ['slack', 'discord'] as const) {
      await expect.poll(() => entries(pane).count(), { timeout: 20_000 }).toBeGreaterThan(1);
    }
    const said = page.locator('[aria-live=polite].announcement');
    await expect.poll(() => said.textContent()).toBe('Digest posted in # news on Slack and Discord');
    expect(await page.locator('.clock time').textContent()).not.toBe(before);
  });

  it('completes commands, options and values by keyboard, and sends', async () => {
    await open();
    await page.keyboard.press('/');
    expect(await focused()).toMatch(/^Slack: Message #news/);
    await page.keyboard.type('/digest no');
    expect(await box('slack').getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Enter');
    expect(await box('slack').inputValue()).toBe('/digest now ');
    await expect
      .poll(() => page.locator('[role=option]').allTextContents())
      .toContainEqual(expect.stringMatching(/^source:/));
    await page.keyboard.press('Escape');
    expect(await page.locator('[role=option]').count()).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => entries('slack').count(), { timeout: 20_000 }).toBe(2);
    expect(await entries('slack').last().textContent()).toContain('Only visible to you');
    await expect.poll(() => box('slack').inputValue()).toBe('');
    await page.keyboard.press('ArrowUp');
    expect(await box('slack').inputValue()).toBe('/digest now');
    await page.keyboard.press('Escape');
    expect(await box('slack').inputValue()).toBe('');
  });

  it('walks by Tab from the clock to the panes and their boxes, and lists its keys', async () => {
    await open();
    const stops: (string | null | undefined)[] = [];
    for (let stop = 0; stop < 80; stop++) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    const wanted = [
      /^Skip/,
      /^Next slot/,
      /^\+1 hour/,
      /^Reader$/,
      /^Dark$/,
      /^# news$/,
      /^Slack, # news$/,
    ].concat([/^Slack: Message/, /^Send$/, /^# news$/, /^Discord, # news$/, /^Discord: Message/]);
    let at = 0;
    for (const stop of stops) if (wanted[at]?.test(stop ?? '')) at += 1;
    expect(wanted.slice(at)).toEqual([]);
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').textContent()).toContain('next slot');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  for (const pane of ['slack', 'discord'] as const) {
    it(`answers buttons and menus on ${pane}, to the person only`, async () => {
      await open();
      const message = page.locator(`.${pane} .message`).first();
      await message.getByRole('button', { name: 'More' }).click();
      await expect.poll(() => entries(pane).count(), { timeout: 20_000 }).toBeGreaterThan(1);
      expect(await entries(pane).last().getAttribute('data-visibility')).toBe('private');
      const before = await entries(pane).count();
      await message.getByRole('combobox').selectOption({ index: 1 });
      await expect.poll(() => entries(pane).count(), { timeout: 20_000 }).toBeGreaterThan(before);
      expect(complaints).toEqual([]);
    });

    it(`shows where a clicked sentence of ${pane} stands in its article`, async () => {
      await open();
      await page.keyboard.press('r');
      await page.evaluate(`document.querySelector('.${pane} .log').scrollTop = 0`);
      const point = await page.evaluate<Point>(`(${pointOfQuotation})('${pane}')`);
      await page.mouse.click(point.x, point.y);
      await expect.poll(() => page.evaluate(highlighted)).toEqual([point.text]);
      const offsets = /Characters (\d+) to (\d+)/.exec((await page.locator('.reading').textContent()) ?? '');
      expect(Number(offsets?.[2]) - Number(offsets?.[1])).toBe(point.text.length);
      await page.getByRole('button', { name: 'Next sentence' }).press('Enter');
      await expect.poll(() => page.evaluate(highlighted)).not.toEqual([point.text]);
    });
  }

  it('shows the payload as sent, its use of the limits, and the plain text', async () => {
    await open();
    await page.getByRole('button', { name: 'Reader' }).first().click();
    await page.getByRole('button', { name: 'Payload' }).click();
    const json = JSON.parse((await page.locator('.reading pre').textContent()) ?? '');
    expect(json).toHaveProperty('blocks');
    expect(await page.locator('.reading').textContent()).toMatch(/chat\.postMessage\d+ of 50 blocks/);
    await page.getByRole('button', { name: 'Plain text' }).click();
    expect(await page.locator('.plain').textContent()).not.toMatch(/https?:/);
  });

  it('answers plain words in the direct message', async () => {
    await open();
    await page.locator('.discord').getByRole('tab', { name: 'Direct message' }).click();
    await send('discord', 'what can you do?');
    await expect.poll(() => entries('discord').count(), { timeout: 20_000 }).toBe(2);
    expect(await entries('discord').first().textContent()).toContain('what can you do?');
    expect(await page.locator('.discord').getByRole('tab', { selected: true }).textContent()).toBe(
      'Direct message',
    );
  });

  it('is used on a phone without sideways scrolling, one part at a time', async () => {
    await open({ viewport: { width: 360, height: 740 } });
    // The clock is widest on Wednesdays, which comes next.
    await page.getByRole('button', { name: 'Next slot' }).click();
    await expect.poll(() => page.locator('.clock time').textContent()).toContain('Wed');
    expect(await page.evaluate<number>("document.querySelector('header').clientHeight")).toBeLessThan(60);
    const sideways = () => page.evaluate<readonly string[]>(sidewaysScrolling);
    const view = page.getByRole('navigation', { name: 'View' });
    for (const [name, shown] of [
      ['Slack', '.slack'],
      ['Discord', '.discord'],
      ['Reader', '.reader'],
    ] as const) {
      await view.getByRole('button', { name }).click();
      await page.locator(`main > ${shown}`).waitFor({ state: 'visible' });
      expect(await page.locator('main > :visible').count()).toBe(1);
      expect(await sideways()).toEqual([]);
    }
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('main > .discord').waitFor();
    await box('discord').fill('/digest ');
    expect(await sideways()).toEqual([]);
  });

  it('leads on a phone from a sentence to its article and back to the same place', async () => {
    await open({ viewport: { width: 390, height: 640 } });
    await page.evaluate("document.querySelector('.slack .log').scrollTop = 60");
    const scrolled = "document.querySelector('.slack .log').scrollTop";
    const before = await page.evaluate<number>(scrolled);
    expect(before).toBeGreaterThan(0);
    const state = (await (await fetch(`${world.url}/api/state`)).json()) as WireState;
    const quotations = state.platforms[0]?.places[0]?.entries[0]?.part?.quotations;
    const words = quotations?.[0]?.text.slice(0, 20);
    const point = await page.evaluate<Point>(`(${pointOfWords})(${JSON.stringify(words)})`);
    await page.mouse.click(point.x, point.y);
    await page.locator('main > .reader .article').waitFor();
    expect(await page.locator('main > .slack').isVisible()).toBe(false);
    await page.goBack();
    await page.locator('main > .slack').waitFor();
    expect(await page.evaluate<number>(scrolled)).toBe(before);
  });

  it('remembers the theme that was chosen', async () => {
    await open({ colorScheme: 'light' });
    const theme = () => page.locator('html').getAttribute('data-theme');
    expect(await theme()).toBe('light');
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await theme()).toBe('dark');
    await page.reload();
    await page.waitForSelector('.message');
    expect(await theme()).toBe('dark');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing for axe-core to find, ${colorScheme}`, async () => {
      await open({ colorScheme });
      await send('slack', '/digest now');
      await send('discord', '/digest help');
      await expect.poll(() => entries('slack').count(), { timeout: 20_000 }).toBeGreaterThan(1);
      await expect.poll(() => entries('discord').count(), { timeout: 20_000 }).toBeGreaterThan(1);
      expect(await faultsOf(page)).toEqual([]);
      await page.evaluate('document.activeElement.blur()');
      await page.keyboard.press('r');
      await page.waitForSelector('.article');
      await box('slack').fill('/digest s');
      expect(await faultsOf(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await faultsOf(page)).toEqual([]);
    });
  }
});

interface AxeFault {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const faults = await page.evaluate<readonly AxeFault[]>('axe.run().then(({ violations }) => violations)');
  return faults.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

// What runs in the page is written as text, for the types of a browser belong to the page alone.

/** The middle of the first line of the first marked sentence of a pane, and the sentence. */
const pointOfQuotation = `(pane) => {
  const frame = document.querySelector('.' + pane + ' .log');
  const range = [...CSS.highlights.get('quotation')].find((each) => frame.contains(each.startContainer));
  const [line] = range.getClientRects();
  return { x: line.x + line.width / 2, y: line.y + line.height / 2, text: range.toString() };
}`;

/** Where the first line of these words stands in the Slack pane. */
const pointOfWords = `(words) => {
  const walker = document.createTreeWalker(document.querySelector('.slack .message'), NodeFilter.SHOW_TEXT);
  while (!walker.nextNode().data.includes(words)) {}
  const range = document.createRange();
  range.setStart(walker.currentNode, walker.currentNode.data.indexOf(words));
  range.setEnd(walker.currentNode, range.startOffset + words.length);
  const [line] = range.getClientRects();
  return { x: line.x + line.width / 2, y: line.y + line.height / 2, text: words };
}`;

/** The sentences that are marked strongly in the article. */
const highlighted = `[...(CSS.highlights.get('quoted-now') ?? [])].map((range) => range.toString())`;

/** The parts of the page that are wider than their frame. */
const sidewaysScrolling = `[document.documentElement, ...document.querySelectorAll('.log, .reading, main')]
  .filter((element) => element.scrollWidth > element.clientWidth)
  .map((element) => element.className)`;
