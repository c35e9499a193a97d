import type { GroupArticle } from '../../src/stories/group.ts';

export const at = (time: string) => Temporal.Instant.from(time);

/** Two outlets on one event, a look-alike event, and something else. */
export const QUAKE_A: GroupArticle = {
  id: 'quake-a',
  title: 'Earthquake of magnitude 6.1 shakes Varnholm',
  text: 'An earthquake of magnitude 6.1 shook Varnholm on Monday, destroying 43 houses in the old town of Brelle. Mayor Ilse Tornquist said 12 people were treated in the hospital of Brelle. The railway to Osk was closed.',
  published: at('2026-11-02T08:00Z'),
  outlet: 'Post',
  language: 'en',
};
export const QUAKE_B: GroupArticle = {
  id: 'quake-b',
  title: 'Varnholm quake destroys 43 houses in Brelle',
  text: 'The old town of Brelle lost 43 houses when an earthquake of magnitude 6.1 struck Varnholm, mayor Ilse Tornquist told reporters. Trains to Osk do not run. Twelve people are in hospital.',
  published: at('2026-11-02T10:00Z'),
  outlet: 'Ledger',
  language: 'en',
};
export const OTHER_QUAKE: GroupArticle = {
  id: 'quake-c',
  title: 'Earthquake of magnitude 4.8 shakes Pelmora',
  text: 'An earthquake of magnitude 4.8 shook the island of Pelmora on Monday. Nobody was hurt, governor Dario Quist said. Windows broke in the port of Santa Brisa, and the ferry to Lund was late.',
  published: at('2026-11-02T11:00Z'),
  outlet: 'Post',
  language: 'en',
};
export const CHESS: GroupArticle = {
  id: 'chess',
  title: 'Ninety-year-old wins chess championship of Havel county',
  text: 'Agnes Rook, a retired baker, beat a student in 31 moves to win the chess championship of Havel county for the first time.',
  published: at('2026-11-02T12:00Z'),
  outlet: 'Ledger',
  language: 'en',
};
export const ALL = [QUAKE_A, QUAKE_B, OTHER_QUAKE, CHESS];
