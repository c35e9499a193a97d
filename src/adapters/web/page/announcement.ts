import { useEffect, useState } from 'react';
import { type PageState, placeLabel, platformLabel } from './state.ts';

/** "Digest posted in # news on Slack and Discord"; an answer is said shortly, for it is read where it stands. */
export function announcement({ news, platforms }: PageState): string {
  const posts = news.filter(({ asked }) => !asked);
  if (posts.length === 0) return news.length > 0 ? 'The bot has answered' : '';
  const places = new Map<string, string[]>();
  for (const { name, places: known } of platforms) {
    for (const place of known) {
      if (!posts.some((post) => post.platform === name && post.place === place.id)) continue;
      places.set(placeLabel(place), [...(places.get(placeLabel(place)) ?? []), platformLabel[name]]);
    }
  }
  return `Digest posted ${[...places].map(([place, on]) => `in ${place} on ${on.join(' and ')}`).join(', ')}`;
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
