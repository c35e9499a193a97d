import { stopWords } from './stop-words.ts';

/** Words that often open a sentence and are in no list of stop words. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  en: 'how why what who where when while after before since because although though however meanwhile according during until under over between among against despite both all many some several few each every other another most one two three four five our her his their my your these those there then also even just yet so such he she they we you millions police officials'.split(
    ' ',
  ),
  es: 'cuando después antes durante desde hasta entre según además también pero aunque sin tras hoy ayer ahora así este esta estos estas ese esa aquel ella ellos ellas nosotros nadie todo todos cada otro otra muchos'.split(
    ' ',
  ),
  pt: 'quando depois antes durante desde até entre segundo além também mas embora sem após hoje ontem agora assim este esta esse essa ele ela eles elas nós todo todos cada outro outra muitos os as um uma'.split(
    ' ',
  ),
  fr: 'après avant depuis pendant selon mais cependant toutefois aujourd hier cette ces cet il elle ils elles nous vous on les un une des'.split(
    ' ',
  ),
  ru: 'после до во при по для также однако кроме сегодня вчера это эти этот эта он она они мы вы его её их'.split(
    ' ',
  ),
};

const CURRENT = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ru', 'pl'];

const sets = new Map<string, ReadonlySet<string>>();

/** Lower-case words whose capital shows that a sentence begins: function words of the language (of the main ones). */
export function sentenceOpeners(language: string | undefined): ReadonlySet<string> {
  const key = language ?? '';
  let set = sets.get(key);
  if (set === undefined) {
    const languages = language === undefined ? CURRENT : [language];
    set = new Set(languages.flatMap((one) => [...stopWords(one), ...(MORE[one] ?? [])]));
    sets.set(key, set);
  }
  return set;
}
