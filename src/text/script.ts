/** Languages that are told by their script alone, in the order in which the scripts are looked for. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\u3041-\u30fe]/g],
  ['ko', /[\uac00-\ud7a3]/g],
  ['zh', /\p{Script=Han}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['ka', /\p{Script=Georgian}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['lo', /\p{Script=Lao}/gu],
  ['km', /\p{Script=Khmer}/gu],
  ['my', /\p{Script=Myanmar}/gu],
  ['am', /\p{Script=Ethiopic}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['bn', /\p{Script=Bengali}/gu],
  ['ta', /\p{Script=Tamil}/gu],
  ['te', /\p{Script=Telugu}/gu],
  ['gu', /\p{Script=Gujarati}/gu],
  ['kn', /\p{Script=Kannada}/gu],
  ['ml', /\p{Script=Malayalam}/gu],
  ['pa', /\p{Script=Gurmukhi}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

/** Letters that only one of the languages of a script has. */
const TELLING: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
  ar: [
    ['ur', /[ٹڈڑےں]/],
    ['fa', /[پچژگ]/],
  ],
  ru: [
    ['uk', /[їєґ]/i],
    ['kk', /[әғқңұһ]/i],
    ['be', /ў/i],
    ['sr', /[ђћџљњ]/i],
    // A vowel in Bulgarian; in Russian only vowels follow it.
    ['bg', /ъ[бвгджзклмнпрстфхцчшщ]/i],
  ],
};

/**
 * The language that the script of a text tells (Japanese has kana beside its Han); undefined for the Latin script
 * and where no script has the larger part of the letters.
 */
export function languageOfScript(text: string): string | undefined {
  if (!/[^\p{Script=Latin}\P{L}]/u.test(text)) return undefined;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [language, letter] of SCRIPTS) {
    const count = text.match(letter)?.length ?? 0;
    if (count * (language === 'ja' ? 10 : 2) > letters) {
      return TELLING[language]?.find(([, sign]) => sign.test(text))?.[0] ?? language;
    }
  }
  return undefined;
}
