/** Hosts that lead on to an address which they carry in a parameter. */
const REDIRECTORS: readonly { readonly host: RegExp; readonly parameters: readonly string[] }[] = [
  { host: /^(?:www\.|news\.url\.)?google\.[a-z.]+$/, parameters: ['url', 'q'] },
  { host: /^lm?\.facebook\.com$|^l\.instagram\.com$/, parameters: ['u'] },
  { host: /^(?:www\.)?bing\.com$/, parameters: ['url'] },
  { host: /^out\.reddit\.com$|^go\.redirectingat\.com$/, parameters: ['url'] },
  { host: /^(?:www\.)?youtube\.com$/, parameters: ['q'] },
  { host: /^(?:www\.)?feedblitz\.com$|^slack-redir\.net$|^steamcommunity\.com$/, parameters: ['url'] },
];

/** The address that a redirector carries; the same address when it is none. */
export function unwrapRedirector(url: URL): URL {
  const parameters = REDIRECTORS.find(({ host }) => host.test(url.hostname))?.parameters ?? [];
  for (const name of parameters) {
    const target = url.searchParams.get(name);
    if (target !== null && /^https?:\/\//i.test(target)) return URL.parse(target) ?? url;
  }
  return url;
}

/** The page of which a copy is held by the AMP cache, or shown by Google's AMP viewer; the same address for others. */
export function unwrapAmpCache(url: URL): URL {
  const cached =
    url.hostname.endsWith('.cdn.ampproject.org') && /^\/[cvi]\/(?:s\/)?(.+)$/.exec(url.pathname)?.[1];
  const viewed =
    /^(?:www\.)?google\.[a-z.]+$/.test(url.hostname) && /^\/amp\/(?:s\/)?(.+)$/.exec(url.pathname)?.[1];
  const page = cached || viewed;
  return page ? (URL.parse(`https://${page}${url.search}`) ?? url) : url;
}
