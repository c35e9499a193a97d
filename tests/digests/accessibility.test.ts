import { describe, expect, it } from 'vitest';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import { moreMessages, sourcesMessage, storyCard } from '../../src/digests/answers.ts';
import { composeDigest } from '../../src/digests/compose.ts';
import { digestMessage } from '../../src/digests/to-message.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { Message } from '../../src/domain/message.ts';
import { componentsOf, contentsOf, drawnWords as drawnOnDiscord } from '../adapters/discord/drawn.ts';
import { drawnWords as drawnOnSlack, objectsIn } from '../adapters/slack/drawn.ts';
import { lettersOf } from '../wording/messages.ts';
import { article, BRIDGE, COD, composeInput, MONDAY, story, TRAMS } from './sample.ts';

const ARABIC = story(
  'ferry',
  article({
    outlet: 'ميناء',
    title: 'حريق في العبارة ألفا',
    text: 'بدأ الحريق على متن العبارة ألفا في حاوية بطاريات.',
    language: 'ar',
  }),
);
const FINE = article({
  outlet: 'Kystposten',
  title: 'Driver fined on the bridge',
  text: 'Police chief Ada Holm fined a driver 4,200 crowns for a load of 61 tonnes.',
});

const digest: Digest = composeDigest(
  composeInput({
    candidates: [story('bridge', ...BRIDGE.articles, FINE), TRAMS, COD, ARABIC],
    told: [
      {
        story: BRIDGE.id,
        articles: BRIDGE.articles.map(({ id }) => id),
        toldAt: MONDAY,
        link: 'https://chat.example/monday',
      },
    ],
  }),
);
const messages: readonly Message[] = [
  digestMessage(digest, { style: 'short', place: 'channel' }),
  digestMessage(digest, { style: 'headlines', place: 'channel' }),
  digestMessage(digest, { style: 'full', place: 'person' }),
  ...moreMessages(digest),
  sourcesMessage(digest),
  ...digest.stories.map((one) => storyCard(digest, one)),
];
const slack = messages.flatMap(renderSlack);
const discord = messages.flatMap(renderDiscord);

/** Ages differ in how they are written: live on Discord, in words on Slack and in the plain text. */
const WHEN = /AGE|\w{3}2[34]Nov\d\d:\d\d/g;
const said = (text: string) => lettersOf(text).replaceAll(WHEN, 'AGE');

describe('what both platforms show', () => {
  it('is the same, in the same order, as the plain text says', () => {
    for (const message of messages) {
      const onSlack = renderSlack(message);
      const onDiscord = renderDiscord(message);
      expect(said(onSlack.map(drawnOnSlack).join(' '))).toBe(said(onSlack.map(({ text }) => text).join(' ')));
      expect(said(onDiscord.map(drawnOnDiscord).join(' '))).toBe(said(onSlack.map(drawnOnSlack).join(' ')));
    }
  });

  it('has link texts that are unique in a message and say where they lead', () => {
    for (const part of slack) {
      const inText = objectsIn(part.payload).flatMap(({ type, text }) => {
        if (type === 'link') return [String(text)];
        return type === 'mrkdwn'
          ? [...String(text).matchAll(/<https?:[^|>]*\|([^>]*)>/g)].map(([, label]) => label)
          : [];
      });
      expect(new Set(inText).size).toBe(inText.length);
      expect(inText.join('\n')).not.toMatch(/^(?:here|read more|https?:.*)$/im);
    }
    for (const part of discord) {
      const labels = [
        ...contentsOf(part)
          .join('\n')
          .matchAll(/\[((?:\\.|[^\]])*)\]\(/g),
      ].map(([, label]) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('offers stories by their headlines, not by numbers', () => {
    const headlines = digest.stories.map(({ headline }) => headline);
    const menu = discord
      .slice(0, 1)
      .flatMap(componentsOf)
      .find(({ type }) => type === 3);
    expect(objectsIn(menu?.['options'] ?? null).map(({ label }) => label)).toEqual(headlines);
  });

  it('has headings in order on Discord: the title, then the stories', () => {
    const contents = discord.slice(0, 1).flatMap(contentsOf);
    const levels = contents.flatMap((content) => content.match(/^#{1,3}(?= )/gm) ?? []);
    expect(levels).toEqual(['##', '###', '###', '###', '###']);
  });

  it('says "Update" and "Only in" as words that end in a colon, and uses no emoji', () => {
    const [text = ''] = slack.map((part) => part.text);
    expect(text).toMatch(/\d\. Update: Driver fined/);
    for (const part of [...slack, ...discord])
      expect(JSON.stringify(part.payload)).not.toMatch(/\p{Extended_Pictographic}/u);
  });

  it('encloses what runs from right to left, so that it does not turn our own words', () => {
    const headline = '\u2068حريق في العبارة ألفا\u2069';
    for (const [first] of [slack, discord]) {
      expect(JSON.stringify(first?.payload)).toContain(headline);
      expect(first?.text).toContain(headline);
    }
  });
});
