import { readFileSync } from 'node:fs';
import { type Document, readDocument } from '../src/summarize/document.ts';
import { partsOf } from '../src/summarize/joined.ts';
import { sentences } from '../src/text/sentences.ts';

/** An article with summaries written by people: one line of the data. */
export interface Sample {
  readonly id: string;
  readonly lang: string;
  readonly source: string;
  readonly text: string;
  readonly references: readonly (readonly string[])[];
  readonly document: Document;
  /** Several articles on one story, joined. */
  readonly isStory: boolean;
}

interface Line {
  readonly id: string;
  readonly lang: string;
  readonly source?: string;
  readonly text: string;
  readonly references: readonly string[];
}

/** Reads lines `{id, lang, source?, text, references[]}`. */
export function readSamples(path: string): Sample[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => toSample(JSON.parse(line) as Line));
}

function toSample({ id, lang, source = '', text, references }: Line): Sample {
  const parts = partsOf({ text, start: 0, end: text.length, language: lang });
  return {
    id,
    lang,
    source,
    text,
    references: references.map((reference) => cut(reference, lang)),
    document: readDocument(parts),
    isStory: parts.length > 1 || /cluster/.test(source),
  };
}

function cut(text: string, language: string): string[] {
  return sentences(text, language).map(({ start, end }) => text.slice(start, end));
}

/** The chosen sentences as texts, in the order of the text. */
export function textsOf({ document, text }: Sample, chosen: readonly number[]): string[] {
  return [...chosen]
    .sort((a, b) => a - b)
    .flatMap((index) => document.passages[index] ?? [])
    .map(({ start, end }) => text.slice(start, end));
}
