import * as lists from 'stopword';
import { primaryLanguage } from './language-tag.ts';

const LISTS: Readonly<Record<string, readonly string[]>> = {
  ar: lists.ara,
  bg: lists.bul,
  bn: lists.ben,
  ca: lists.cat,
  cs: lists.ces,
  da: lists.dan,
  de: lists.deu,
  el: lists.ell,
  en: lists.eng,
  es: lists.spa,
  et: lists.est,
  eu: lists.eus,
  fa: lists.fas,
  fi: lists.fin,
  fr: lists.fra,
  ga: lists.gle,
  gl: lists.glg,
  he: lists.heb,
  hi: lists.hin,
  hr: lists.hrv,
  hu: lists.hun,
  hy: lists.hye,
  id: lists.ind,
  it: lists.ita,
  ja: lists.jpn,
  ko: lists.kor,
  lt: lists.lit,
  lv: lists.lav,
  nb: lists.nob,
  nl: lists.nld,
  nn: lists.nob,
  no: lists.nob,
  pl: lists.pol,
  pt: lists.por,
  ro: lists.ron,
  ru: lists.rus,
  sk: lists.slk,
  sl: lists.slv,
  sv: lists.swe,
  th: lists.tha,
  tr: lists.tur,
  uk: lists.ukr,
  ur: lists.urd,
  vi: lists.vie,
  zh: lists.zho,
};

/** Frequent function words that the lists lack. */
const MISSING: Readonly<Record<string, string>> = {
  en: 'its not no nor so us until upon within',
  es:
    'este esta estos estas esa esos esas aquel aquella ellos ellas nosotros usted unos unas e u entre según hacia ' +
    'tras ante bajo mientras aunque si es son era eran fue fueron ser sido está están estaba estar ha han había ' +
    'habían haber hay tiene tienen así ya todo toda todos todas otra otros otras cada va van dijo',
  pt:
    'é são era eram foi foram ser sido está estão estava estar há tem têm tinha ter pelo pela entre desde sobre ' +
    'após ainda já nas num cada outro outra outros outras todo toda todos todas vai vão disse',
};

const NONE: ReadonlySet<string> = new Set();
const sets = new Map<string, ReadonlySet<string>>();

/** Whether a lower-case word carries no meaning of its own in the language; false where no list is known. */
export function isStopWord(word: string, language: string | undefined): boolean {
  return stopWords(language).has(word);
}

/** The stop words of a language, in lower case; empty where no list is known. */
export function stopWords(language: string | undefined): ReadonlySet<string> {
  const key = primaryLanguage(language) ?? '';
  const list = LISTS[key];
  if (list === undefined) return NONE;
  let set = sets.get(key);
  if (set === undefined) {
    const all = [...list, ...(MISSING[key]?.split(' ') ?? [])];
    set = new Set(all.map((word) => word.toLowerCase()));
    sets.set(key, set);
  }
  return set;
}
