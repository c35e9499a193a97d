import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why a browser test cannot run here; undefined when it can. */
export const browserMissing = existsSync(path)
  ? undefined
  : `There is no Chromium at ${path}: install it, or set CHROMIUM to where it is.`;

/** A headless Chromium that talks to nobody but the page. */
export function startBrowser(): Promise<Browser> {
  const quiet = ['disable-background-networking', 'disable-component-update', 'disable-sync', 'disable-quic'];
  return chromium.launch({
    executablePath: path,
    args: ['headless', 'no-sandbox', 'disable-gpu', 'no-first-run', ...quiet].map((flag) => `--${flag}`),
  });
}
