import { idOf } from '../domain/ids.ts';

/** What an article says, in short: another one means that it was changed. White space does not count. */
export function fingerprintOf(title: string, text: string): string {
  return idOf(squeeze(title), squeeze(text));
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
