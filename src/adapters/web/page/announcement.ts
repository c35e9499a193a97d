import { useEffect, useState } from 'react';
import { type PageState, placeLabel, placeOf, platformLabel } from './state.ts';

/** "Digest posted in # news on Slack and Discord"; an answer is said shortly, for it is read where it stands. */
export function announcement(state: PageState): string {
  const posts = state.news.filter(({ asked }) => !asked);
  if (posts.length === 0) return state.news.length > 0 ? 'The bot has answered' : '';
  const places = new Map<string, Set<string>>();
  for (const { platform, place } of posts) {
    const known = placeOf(state, platform, place);
    const label = known === undefined ? place : placeLabel(known);
    places.set(label, (places.get(label) ?? new Set()).add(platformLabel[platform]));
  }
  const said = [...places].map(([place, on]) => `in ${place} on ${[...on].join(' and ')}`);
  return `Digest posted ${said.join(', ')}`;
}

/** Posts come one by one; what came within a moment is said in one sentence. */
export function useAnnouncement(state: PageState, done: () => void): string {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (state.news.length === 0) return undefined;
    const timer = setTimeout(() => {
      setSaid(announcement(state));
      done();
    }, 400);
    return () => clearTimeout(timer);
  });
  return said;
}
