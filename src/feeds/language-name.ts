/** The BCP 47 primary subtag of what a feed says (`en-US`, `en_us`, `English` is none); undefined when it is none. */
export function primaryLanguage(written: string | undefined): string | undefined {
  const subtag = /^\s*([a-z]{2,3})(?:[-_].*)?\s*$/i.exec(written ?? '')?.[1]?.toLowerCase();
  return subtag === 'und' || subtag === 'zxx' || subtag === 'mul' ? undefined : subtag;
}
