import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canSplit, detectLanguage, guessLanguage } from '../../src/text/language.ts';
import { primaryLanguage } from '../../src/text/language-tag.ts';

const TEXTS: readonly (readonly [string, string])[] = [
  ['en', 'The council voted on Monday to close the bridge, and nobody knows when it will open again.'],
  [
    'de',
    'Der Rat hat am Montag beschlossen, die Brücke zu schließen, und niemand weiß, wann sie wieder öffnet.',
  ],
  ['fr', 'Le conseil a voté lundi la fermeture du pont, et personne ne sait quand il sera rouvert.'],
  ['es', 'El consejo votó el lunes el cierre del puente y nadie sabe cuándo se va a abrir de nuevo.'],
  ['it', 'Il consiglio ha votato lunedì la chiusura del ponte e nessuno sa quando sarà riaperto.'],
  ['nl', 'De raad heeft maandag besloten de brug te sluiten en niemand weet wanneer die weer opengaat.'],
  ['pl', 'Rada zdecydowała w poniedziałek o zamknięciu mostu i nikt nie wie, kiedy zostanie on otwarty.'],
  ['ru', 'Совет в понедельник решил закрыть мост, и никто не знает, когда его снова откроют.'],
  ['uk', 'Рада вирішила закрити міст, і ніхто не знає, коли його знову відкриють для їхніх машин.'],
  ['zh', '市议会周一投票决定关闭这座桥，没有人知道它什么时候会重新开放。'],
  ['ja', '市議会は月曜日に橋の閉鎖を決めたが、いつ再開するかは誰も知らない。'],
  ['ar', 'صوت المجلس يوم الاثنين على إغلاق الجسر ولا أحد يعلم متى سيفتح مرة أخرى.'],
  ['hi', 'परिषद ने सोमवार को पुल बंद करने का फैसला किया और कोई नहीं जानता कि यह कब खुलेगा।'],
  ['el', 'Το συμβούλιο αποφάσισε τη Δευτέρα να κλείσει τη γέφυρα.'],
  ['ko', '의회는 월요일에 다리를 폐쇄하기로 결정했다.'],
];

describe('the language of a text', () => {
  test.each(TEXTS)('%s is guessed', (language, text) => expect(guessLanguage(text)).toBe(language));

  test.each(TEXTS)('%s is detected', async (language, text) => {
    expect(await detectLanguage(text)).toBe(language);
  });

  test.each(['', 'Ok', '12.5 / 3', '!!!', '\ud800\udfff\ud800'])('%j is too little', async (text) => {
    expect(guessLanguage(text)).toBeUndefined();
    expect(await detectLanguage(text)).toBeUndefined();
  });

  test('any text has an answer, and a guess is a primary subtag', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(guessLanguage(text) ?? 'en').toMatch(/^[a-z]{2}$/);
      }),
    );
  });

  test('an address says nothing of the language', () => {
    expect(guessLanguage('https://example.org/the-and-of-to-in/for-with')).toBeUndefined();
  });
});

test.each([
  ['en', true],
  ['pt-BR', true],
  ['zh-Hant', true],
  ['th', false],
  ['', false],
])('sentences of %j can be split: %s', (language, wanted) => expect(canSplit(language)).toBe(wanted));

test.each([
  ['en-US', 'en'],
  ['EN_gb', 'en'],
  ['zh', 'zh'],
  ['', undefined],
  [undefined, undefined],
])('the primary subtag of %j is %j', (tag, wanted) => expect(primaryLanguage(tag)).toBe(wanted));
