/** News agencies whose texts others print, by what by-lines and dateline brackets call them. */
const AGENCIES: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'AP', pattern: /\b(?:AP|Associated Press)\b/ },
  { name: 'Reuters', pattern: /\bReuters\b/i },
  { name: 'AFP', pattern: /\b(?:AFP|Agence France-Presse)\b/ },
  { name: 'dpa', pattern: /\b(?:dpa|DPA)\b/ },
  { name: 'ANSA', pattern: /\bANSA\b/ },
  { name: 'EFE', pattern: /\bEFE\b/ },
  { name: 'UPI', pattern: /\bUPI\b/ },
  { name: 'PA', pattern: /\bPA (?:Media|News)\b|\bPress Association\b/ },
  { name: 'NTB', pattern: /\bNTB\b/ },
  { name: 'TT', pattern: /\bTT Nyhetsbyrån\b/ },
  { name: 'Xinhua', pattern: /\bXinhua\b/i },
  { name: 'TASS', pattern: /\bTASS\b/ },
  { name: 'Interfax', pattern: /\bInterfax\b/i },
];

/** The agency whose text this is: named as the author, or in the brackets of the dateline that opens the text. */
export function wireOf(author: string | undefined, text: string): string | undefined {
  const byline = author === undefined ? undefined : agencyIn(author);
  if (byline !== undefined) return byline;
  const dateline = /^[^\n.]{0,60}?\(([^()\n]{2,30})\)\s*[-–—:]/u.exec(text)?.[1];
  return dateline === undefined ? undefined : agencyIn(dateline);
}

function agencyIn(words: string): string | undefined {
  return AGENCIES.find(({ pattern }) => pattern.test(words))?.name;
}
