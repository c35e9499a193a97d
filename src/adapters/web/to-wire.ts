import type { CommandSpec } from '../../domain/command-spec.ts';
import { httpAddress } from './guard.ts';
import type { WireArticle, WireClock, WireCommand, WireEntry, WirePlatform } from './page/wire.ts';
import type { Pane, PlaygroundClock, ReaderArticle, TranscriptEntry } from './playground.ts';

export function entryToWire(entry: TranscriptEntry): WireEntry {
  const { id, visibility, from } = entry;
  const head = { id, visibility, at: entry.at.toString() };
  if (entry.from === 'person') return { ...head, from, said: entry.text };
  const { payload, text, usage, quotations } = entry.part;
  return {
    ...head,
    from,
    ...(entry.asked === undefined ? {} : { asked: entry.asked }),
    ...(entry.edited === true ? { edited: true } : {}),
    part: { payload, text, usage, quotations },
  };
}

export function paneToWire(pane: Pane): WirePlatform {
  return {
    name: pane.name,
    places: pane.places().map((place) => ({
      id: place.id,
      kind: place.kind,
      name: place.name ?? place.id,
      entries: pane.transcript(place.id).map(entryToWire),
    })),
  };
}

export async function clockToWire(clock: PlaygroundClock): Promise<WireClock> {
  const next = await clock.nextSlot();
  return {
    now: clock.now().toString(),
    zone: clock.zone,
    ...(next === undefined ? {} : { nextSlot: next.toString() }),
  };
}

export function specToWire({ name, description, example, options }: CommandSpec): WireCommand {
  return {
    name,
    description,
    example,
    options: options.map(({ name, description, required, completes }) => ({
      name,
      description,
      required,
      completes,
    })),
  };
}

export function articleToWire(article: ReaderArticle): WireArticle {
  const link = httpAddress(article.link);
  return {
    title: article.title,
    outlet: article.outlet,
    text: article.text,
    ...(link === undefined ? {} : { link }),
    ...(article.published === undefined ? {} : { published: article.published.toString() }),
    ...(article.language === undefined ? {} : { language: article.language }),
  };
}
