import type { Item } from './small-world.ts';

/** Invented news, each about another event. */
const EVENTS: readonly (readonly [string, string])[] = [
  [
    'Lighthouse at Orm Point gets its lamp back',
    'Keepers carried the repaired lamp up 212 steps on Tuesday. The lens was ground in a workshop in Dalby. Ships had steered by a buoy since March.',
  ],
  [
    'Velden bakery wins national rye prize',
    'A jury of nine tasted 140 loaves in a hall in Velden. The winner bakes at four each morning, helped by her two sons. Orders tripled within a day.',
  ],
  [
    'Glacier lake above Hess drains overnight',
    'The lake lost 3 million cubic metres before dawn, hydrologists said. Two footbridges were swept away. Nobody was hurt, for the path had been closed.',
  ],
  [
    'Chess club of Marn plays a submarine crew',
    'The crew sent its moves by radio from below the ice. After 41 moves both sides agreed to a draw. The club will keep the board as it stood.',
  ],
  [
    'Tunnel drill Ottilie breaks through at Karp',
    'The machine chewed through the last metre of granite at noon. Workers on the far side held up lamps. Trains are to run in two years.',
  ],
  [
    'Owls return to the mill at Sorrel Green',
    'Volunteers counted five chicks in the rafters. The mill had stood empty since the fire of 1998. A camera shows the nest day and night.',
  ],
];

export function sampleItems(count: number, from = 0): Item[] {
  return EVENTS.slice(from, from + count).map(([title, text]) => ({
    title,
    text,
    link: `https://samples.example/${title.toLowerCase().replace(/\W+/g, '-')}`,
  }));
}
