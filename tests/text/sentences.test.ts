import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentences } from '../../src/text/sentences.ts';

/** Splits the cases, which show the wanted ends by "¦" (and a space behind it where the text has one). */
function check(language: string | undefined, marked: string): void {
  const wanted = marked
    .split('¦')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const text = marked.replaceAll('¦', '');
  const found = sentences(text, language).map(({ start, end }) => text.slice(start, end));
  expect(found).toEqual(wanted);
}

const RULES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'plain stops, marks and ellipses': [
    ['en', 'The vote failed.¦ Who called it?¦ Nobody!¦ Then the hall fell silent...¦ Ministers left.'],
    ['en', 'He paused ... then went on.'],
    ['en', 'Really?!¦ Yes.'],
    ['en', 'She had waited… and waited.¦ Nobody came.'],
    ['nl', 'De brug is dicht.¦ ...en dan is er nog de tunnel.'],
  ],
  'titles and initials': [
    ['en', 'Mr. Harlan met Dr. Osei and Gen. Pratt.¦ They spoke with Sen. J. B. Cole.'],
    ['en', 'The novel by Ada R. Finch won.¦ He lives on St. Mark Street.'],
    ['en', 'You and I.¦ That is all.'],
    ['en', 'Gov. Lena Ortiz signed it.¦ Prof. Iqbal objected.'],
  ],
  'names that end in a stop': [
    ['en', 'Norvell Inc. Chief Executive Dana Low resigned.'],
    ['en', 'She works for Norvell Inc.¦ The firm makes pumps.'],
    ['en', 'The U.S. Senate agreed.¦ He came to the U.S.¦ It was cold.'],
    ['en', 'He grew up in Washington, D.C.¦ His mother taught.'],
    ['en', 'It opens at 9 a.m. Monday.¦ It shuts at 6 p.m.¦ Guards lock up.'],
  ],
  'numbers, dates and references': [
    ['en', 'Growth was 3.5 percent.¦ 2019 was worse.'],
    ['en', 'See p. 12 and No. 4.¦ On Jan. 5 it closed.'],
    ['en', 'It cost 1,000.50 dollars at 10.30 a.m. that day.'],
    ['de', 'Am 3. Oktober war Feiertag.¦ Die 2. Liga spielte.¦ Das war 2007.¦ Er blieb.'],
    ['da', 'Den 5. maj kom de hjem.¦ Alle var glade.'],
    ['tr', '19. Yüzyılda kuruldu.¦ Bugün müze.'],
  ],
  'quotations that hold sentences': [
    ['en', '"Which way? Which way?" she asked.¦ Nobody knew.'],
    ['en', '“Stop it!” he shouted.¦ “We will not.”¦ They left.'],
    ['en', 'He said: "It is over. We lost."¦ Then he sat down.'],
    ['fr', 'Elle a dit : « C’est fini. »¦ Puis elle est partie.'],
    ['de', 'Er sagte: „Es reicht. Wir gehen.“¦ Dann ging er.'],
    ['en', 'The rule (it dates from 1990.) still holds.'],
  ],
  'a stop in brackets or behind a footnote': [
    ['en', 'He quoted "a long [...] answer" (Lund 55).¦ It pleased them.'],
    ['en', 'The town has 900 people.[12]¦ It lies on a lake.'],
    ['en', '(The ministry declined to comment.)¦ The paper ran it.'],
  ],
  'addresses and names with stops inside': [
    ['en', 'Read www.example.com/News.Today for more.¦ Write to A.Lund@example.org.'],
    ['en', 'She left Yahoo! in May.¦ Node.js 26 came out.'],
    ['en', 'Sales fell.¦ iPhone buyers waited.'],
  ],
  'a missing space after a stop': [
    ['en', 'The talks failed.¦Both sides left.¦Nothing was signed.'],
    ['ru', 'Суд отложил дело.¦Стороны согласны.'],
    ['fr', 'Le maire refuse.¦"Nous restons", dit-il.'],
  ],
  datelines: [
    ['en', 'KYIV (Reuters) — Shelling went on overnight.¦ Two people died.'],
    ['en', 'ST. LOUIS, Mo. (AP) — A bridge closed.¦ Traffic stood.'],
    ['en', 'WASHINGTON, D.C. – Lawmakers met.'],
  ],
  'lists and headings': [
    ['en', '1. Buy flour ¦2. Bake bread ¦3. Eat'],
    ['en', 'a) the north ¦b) The south'],
    ['en', '• Rail strike ends ¦• Talks resume'],
    ['en', 'What we know¦\n\nTwo trains met.¦ Nobody was hurt.'],
    ['en', 'Storm heads north¦\nThe storm that hit the coast on Monday moved inland overnight.'],
    ['en', 'bread and butter¦\nmilk¦\ncold tea, sugar'],
    ['en', 'The plan has parts:¦\n- Money for schools¦\n- Roads¦\n1) Rail'],
  ],
  'wrapped lines': [
    [
      'en',
      'The council of the town voted on Monday to\nclose the old harbour bridge.¦ It had stood\nsince 1911.',
    ],
    [
      'en',
      'The harbour was closed on the orders of Mayor\nLena Ortiz, who had warned of it for weeks and\nasked for money.',
    ],
    ['en', 'He spoke\r\nsoftly.¦\r\n\r\nShe left.'],
    ['ja', '市長は橋を閉\nめると言った。'],
  ],
  German: [
    ['de', 'Das gilt z. B. für Züge, d. h. für alle.¦ Es war ca. 10 Uhr.'],
    ['de', 'Rund 2 Mrd. Euro bzw. 3 Mio. Dollar fehlen.¦ Die Bank schweigt.'],
    ['de', 'Um 300 v. Chr. lebten dort Bauern.¦ Dr. med. Vogt grub sie aus.'],
  ],
  French: [
    ['fr', 'M. Leroy et Mme Petit ont voté.¦ Pourquoi ?¦ On l’ignore.'],
    ['fr', 'Il est né en 300 av. J.-C. en Grèce.'],
  ],
  Spanish: [
    ['es', 'El Sr. Vega llegó.¦ ¿Quién lo llamó?¦ ¡Nadie!'],
    ['es', 'Vive en EE. UU.¦ Trabaja allí.¦ El siglo V a. C. fue duro.'],
  ],
  Italian: [['it', "Parla l'avv. Conti.¦ Il sig. Neri tace, ecc.¦ È tardi."]],
  Portuguese: [['pt', 'O Sr. Lima chegou.¦ A Dra. Reis falou na pág. 3.¦ Foi tudo.']],
  Dutch: [['nl', 'Dhr. De Wit sprak, d.w.z. hij las voor.¦ Daarna ging men o.a. Jansen halen.']],
  Russian: [
    ['ru', 'Он родился в г. Омске в 1932 г.¦ Потом жил в Москве.'],
    ['ru', 'Это стоит 5 млн. руб.¦ Цена растет и т. д.¦ Все ждут.'],
  ],
  Polish: [
    ['pl', 'W 1492 r. Kolumb ruszył na zachód.¦ Wrócił w 1493 r.¦ Hiszpania go witała.'],
    ['pl', 'Mieszka przy ul. Długiej, tj. w centrum.¦ Prof. Nowak zna go.'],
  ],
  Turkish: [
    ['tr', 'Papa VI. Paul geldi.'],
    ['tr', 'Dr. Kaya geldi.¦ Toplantı bitti mi?¦ Evet.'],
  ],
  Arabic: [
    ['ar', 'وصل الوزير.¦ متى يغادر؟¦ لا أحد يعلم.'],
    ['ar', 'قال د. سامي ذلك.¦ ثم خرج.'],
  ],
  Hindi: [['hi', 'बैठक हुई।¦ कौन आया?¦ डॉ. राव आए।']],
  Chinese: [
    ['zh', '会议结束了。¦谁来了？¦他说：「好。我去。」¦然后走了。'],
    ['zh', '他看了《你好！世界》。¦很好！'],
  ],
  Japanese: [['ja', '会議が終わった。¦「はい。行きます。」と言った。¦金利は３．５％だ。']],
  'other scripts': [
    ['el', 'Πού είναι;¦ Δεν ξέρω.'],
    ['hy', 'Նա եկավ:¦ Հետո գնաց:'],
    ['ur', 'وہ آیا۔¦ پھر گیا۔'],
    ['am', 'መጣ።¦ ሄደ።'],
    ['my', 'လာသည်။¦ သွားသည်။'],
  ],
  'no language given: the script decides': [
    [undefined as unknown as string, 'Mr. Cole left.¦ Am 3. Oktober kam z. B. Frau Vogt.'],
    [undefined as unknown as string, '会议结束了。¦他走了。'],
    [undefined as unknown as string, 'Суд отложил дело.¦ Потом, т. е. завтра, решат.'],
  ],
};

describe('sentences', () => {
  for (const [rule, cases] of Object.entries(RULES)) {
    test.each(cases)(`${rule}: %s %s`, (language, marked) => check(language, marked));
  }

  test('regional tags mean their language', () => {
    check('de-AT', 'Das gilt z. B. für Züge.¦ Gut.');
  });
});

const LANGUAGES = [undefined, 'en', 'de', 'fr', 'es', 'ru', 'ja', 'zh', 'ar', 'hy', 'xx'];
const PIECES =
  '.|. |...| . . .|!|? |…|。|؟|।|"|“|”|« | »|(|)|[|]|「|」|\n|\n\n|\r\n| |\t|\u00a0|1. |a) |• |- |Mr.|z. B.|U.S.|A|b|word|Word|3.5|https://a.b/C?d=E|é|日本|\ud83d\ude00|\ud800|\udc00|\u200f|\u202a|\ufeff|\u2028';
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES.split('|')), fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(''));

describe('for any text', () => {
  test('the slices are trimmed, in order, apart, and leave only white space out', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...LANGUAGES), (any, language) => {
        let at = 0;
        for (const { start, end } of sentences(any, language)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(any.slice(at, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          expect(any.slice(start, end).trim().length).toBe(end - start);
          at = end;
        }
        expect(any.slice(at).trim()).toBe('');
      }),
      { numRuns: 1000 },
    );
  });

  test('a blank line always ends a sentence', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const whole = `${one}\n\n${other}`;
        const crossing = sentences(whole).filter(
          ({ start, end }) => start < one.length && end > one.length + 2,
        );
        expect(crossing).toEqual([]);
      }),
    );
  });
});

describe('bad input', () => {
  test.each([
    ['', 0],
    [' \n\t\u00a0', 0],
    ['word', 1],
    ['.', 1],
    ['\ud800', 1],
    ['\u200f', 1],
    ['???', 1],
  ])('%j gives %i', (any, count) => expect(sentences(any)).toHaveLength(count));

  test.each([
    '.',
    '"',
    '“',
    '(',
    'a. ',
    '1. ',
    '• ',
    '。',
    '「あ。',
    '. . . ',
    '\nA',
    ' ',
    '1) a ',
    'a?A',
    '\ud800',
  ])('a megabyte of %j is split', (piece) => {
    const long = piece.repeat(Math.ceil(1e6 / piece.length));
    expect(sentences(long, 'de').at(-1)?.end ?? 0).toBe(long.trimEnd().length);
  });
});

interface Case {
  readonly lang: string;
  readonly text: string;
  readonly sentences: readonly string[];
}

/** The least share that must be split exactly, of development data outside the repository. */
const FLOORS: readonly (readonly [string, string, (lang: string) => boolean, number])[] = [
  ['news, English', 'sentences-pud.dev.json', (lang) => lang === 'en', 0.987],
  ['news, German, Spanish, French, Russian', 'sentences-pud.dev.json', (lang) => lang !== 'en', 0.97],
  ['golden rules, English', 'golden-rules.json', (lang) => lang === 'en', 48 / 52],
  ['golden rules, other languages', 'golden-rules.json', (lang) => lang !== 'en', 84 / 98],
];

describe('development data', () => {
  test.each(FLOORS)('%s', (_name, file, wanted, floor) => {
    const cases = sharedCases(file)?.filter(({ lang }) => wanted(lang));
    if (cases === undefined) return;
    expect(cases.filter(isExact).length / cases.length).toBeGreaterThanOrEqual(floor);
  });

  test('naughty strings', () => {
    const strings = shared('blns.json') as string[] | undefined;
    for (const naughty of strings ?? []) {
      const covered = sentences(naughty).map(({ start, end }) => naughty.slice(start, end));
      expect(covered.join('').replace(/\s/g, '')).toBe(naughty.replace(/\s/g, ''));
    }
  });
});

function isExact({ lang, text: whole, sentences: wanted }: Case): boolean {
  const found = sentences(whole, lang).map(({ start, end }) => normal(whole.slice(start, end)));
  return JSON.stringify(found) === JSON.stringify(wanted.map(normal));
}

function normal(sentence: string): string {
  return sentence.replace(/\s+/g, ' ').trim();
}

function sharedCases(file: string): readonly Case[] | undefined {
  return (shared(file) as { rules: Case[] } | undefined)?.rules;
}

function shared(file: string): unknown {
  try {
    return JSON.parse(readFileSync(new URL(`../../../shared/data/${file}`, import.meta.url), 'utf8'));
  } catch {
    console.log(`skipped: ../shared/data/${file} is not here`);
    return undefined;
  }
}
