import { primaryLanguage } from './language-tag.ts';

/** Words that, at the head of a sentence, point to what came before: pronouns and connectives. */
const OPENERS: Readonly<Record<string, string>> = {
  en: `he she it they his her their its him them this that these those but however and so also meanwhile still
    nevertheless nonetheless therefore thus moreover furthermore additionally besides instead otherwise yet then hence
    consequently similarly likewise both another such`,
  de: `er sie es ihr sein seine seiner ihre ihrer dieser diese dieses das dies aber doch jedoch und auch dennoch deshalb
    daher außerdem zudem dagegen allerdings so dabei dazu danach damit darauf deren dessen zuvor später dort`,
  fr: `il elle ils elles ce cet cette ces cela ceci son sa ses leur leurs mais et or donc cependant toutefois pourtant
    ainsi aussi enfin puis celui-ci celle-ci`,
  es: `él ella ellos ellas esto este esta estos estas eso ese esa su sus pero y además también embargo así entonces`,
  it: `lui lei loro questo questa questi queste ciò suo sua ma e però inoltre anche tuttavia così quindi`,
  pt: `ele ela eles elas isto isso este esta estes estas esse essa seu sua mas e porém contudo também além assim`,
  nl: `hij zij ze het dit dat deze die zijn haar hun maar en echter ook toch daarom bovendien zo`,
  nb: `han hun det de dette denne disse hans hennes deres men og også derfor likevel dessuten så`,
  sv: `han hon det de detta denna dessa hans hennes deras men och också därför ändå dessutom så`,
  da: `han hun det de dette denne disse hans hendes deres men og også derfor alligevel desuden så`,
  ru: `он она оно они это этот эта эти его её ее их но и однако также поэтому затем тоже`,
  pl: `on ona ono oni one to ten ta te jego jej ich ale i jednak także również dlatego`,
  tr: `o onlar bu şu bunlar ama ancak fakat ve ayrıca yine böylece`,
  vi: `ông bà anh chị họ nó nhưng tuy song và ngoài đó này đây`,
  ja: 'しかし また そして これ それ この その 彼 彼女',
  zh: '他 她 它 但 但是 然而 此外 这 那 而且 同时',
  ar: 'لكن ولكن وأضاف وقال هو هي هذا هذه ذلك',
};

const sets = new Map<string, ReadonlySet<string>>();

function openersOf(language: string): ReadonlySet<string> {
  let set = sets.get(language);
  if (set === undefined) {
    set = new Set((OPENERS[language] ?? '').split(/\s+/).filter((word) => word !== ''));
    sets.set(language, set);
  }
  return set;
}

/** English, its first letter small, so that names can be told: "When they …", "On it were …", "Walkers found it …", "Twenty minutes later …", "One of them …". */
const POINTING = [
  /^(?:when|while|among|after|before|as|if|although|though|because|since|until|once|in|on|at|with|by|for|from|to|of|under|behind|inside|beside|without)\s(?:[a-z]+\s){0,2}?(?:he|she|they|it|his|her|their|its|him|them|this|these|that|those)\b/u,
  /^\p{L}+ [a-z]+ (?:it|him|them)\b/u,
  /^(?:\p{L}+ ){1,2}of (?:them|these|those|whom|which)\b/u,
  /^(?:\p{L}+[ -]){1,3}(?:later|earlier|afterwards)\b/u,
  /^(?:the (?:next|same|following|previous|other)|that|one|another) (?:day|morning|evening|night|week|month|year|time)\b/u,
  /^(?:on|in|at|among|behind|inside) the [a-z]+ (?:was|were|is|are)\b/u,
  /^here(?:['’]s| is| are)\b/u,
  /^(?:afterwards|later|earlier|others|neither|none|nor|elsewhere|speaking|asked)\b/u,
];

const FIRST_WORD = /[\p{L}\p{M}]+(?:-[\p{L}]+)?/u;
/** "Sin embargo", "In addition", "On the other hand": more than one word that leans. */
const PHRASES =
  /^(?:sin embargo|por otra parte|in addition|as a result|for example|for instance|on the other hand|at the same time|the (?:couple|pair|two|former|latter)|en revanche|par ailleurs|en outre|de son côté|d'autre part|tuy nhiên|ngoài ra|bên cạnh đó|trong khi đó|selon (?:lui|elle|eux)|laut (?:ihm|ihr)|das gilt)\b/iu;

/** Whether the sentence at `[start, end)` leans on what came before it: "He added …", "However, it …". */
export function leans(text: string, start: number, end: number, language: string | undefined): boolean {
  const head = text.slice(start, Math.min(end, start + 40));
  const word = FIRST_WORD.exec(head)?.[0].toLowerCase();
  if (word === undefined) return false;
  const known = primaryLanguage(language) ?? 'en';
  return openersOf(known).has(word) || PHRASES.test(head) || (known === 'en' && pointsBack(head));
}

function pointsBack(head: string): boolean {
  const lower = head.charAt(0).toLowerCase() + head.slice(1);
  return POINTING.some((pattern) => pattern.test(lower));
}

/** What a speaker went on to say: the quotation opened in a sentence before. */
export function isHalfQuotation(text: string, start: number, end: number): boolean {
  const quotation = text.slice(start, end);
  const straight = quotation.split('"').length - 1;
  const closing = quotation.indexOf('”');
  const opening = quotation.search(/[“„]/u);
  return straight % 2 === 1 || (closing >= 0 && (opening < 0 || opening > closing));
}
