interface Rule {
  readonly why: string;
  readonly apply: (url: URL) => URL | undefined;
}

/** Parameters that say where a reader came from, not what is read. */
const TRACKING =
  /^(?:utm_.*|at_(?:medium|campaign|link.*|ptr.*|bbc.*|format|custom\d?)|(?:fb|g|ms|y|tw|ttc|dc|wbra|gbra|igsh|li_fat_)cl?s?rc?id|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|wbraid|gbraid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|hss_channel|oly_(?:anon|enc)_id|vero_(?:conv|id)|ns_(?:campaign|mchannel|source|linkname|fee)|wt_?mc.*|wtrid|cmp(?:id)?|cid|icid|ncid|smid|smtyp|partner|ref|ref_?src|ref_url|referr?er|src|source|feature|ito|xtor|spm|share(?:_.*)?|s_(?:cid|kwcid)|sr_share|rss|feed(?:name|type)?|output|outputtype|ftag|guccounter|guce_.*|soc_(?:src|trk)|taid|trk|mod|amp|_amp)$/i;

/** Parameters of the list above that some sites use to name the page itself. */
const NAMES_A_PAGE = new Map([
  ['source', /^\d+$/],
  ['cid', /^\d+$/],
  ['src', /^\d+$/],
  ['feed', /^\d+$/],
  ['output', /^$/],
]);

/** What is done to an address so that one article has one address; in this order. */
export const RULES: readonly Rule[] = [
  { why: 'A redirector carries the true address in a parameter.', apply: unwrapRedirector },
  {
    why: 'The scheme does not tell two articles apart.',
    apply: (url) => edit(url, () => replaceScheme(url)),
  },
  {
    why: 'Credentials and a default port are no part of what is read.',
    apply: (url) =>
      edit(url, (copy) => {
        copy.username = '';
        copy.password = '';
        if (copy.port === '80' || copy.port === '443') copy.port = '';
      }),
  },
  { why: 'A copy held by the AMP cache is the same article.', apply: unwrapAmpCache },
  {
    why: 'Hosts for phones and AMP serve the same pages as www.',
    apply: (url) =>
      edit(url, (copy) => {
        copy.hostname = plainHost(copy.hostname);
      }),
  },
  {
    why: 'AMP pages stand beside the page under a fixed name.',
    apply: (url) =>
      edit(url, (copy) => {
        copy.pathname = copy.pathname
          .replace(/^\/amp\/(?=.)/i, '/')
          .replace(/(?:\/amp|\.amp)(?:\.html)?\/?$/i, '');
      }),
  },
  {
    why: 'A fragment is a place in the page, unless it routes (#!).',
    apply: (url) =>
      edit(url, (copy) => {
        if (!copy.hash.startsWith('#!')) copy.hash = '';
      }),
  },
  {
    why: 'Tracking parameters tell who links, not what; the order of the others means nothing.',
    apply: (url) => edit(url, dropTracking),
  },
  {
    why: 'A trailing slash, a doubled slash or an index file is the same page.',
    apply: (url) =>
      edit(url, (copy) => {
        const path = copy.pathname
          .replace(/\/{2,}/g, '/')
          .replace(/\/(?:index|default)\.(?:html?|php|aspx?)$/i, '/');
        copy.pathname = path.length > 1 ? path.replace(/\/$/, '') : path;
      }),
  },
];

/**
 * The one address of an article (RFC 3986, 6.2, and the habits of news sites), for telling whether two are the same.
 * Undefined when it is no http(s) address.
 */
export function canonicalLink(address: string): string | undefined {
  let url = URL.parse(address.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  for (const rule of RULES) url = rule.apply(url) ?? url;
  return url.href;
}

function edit(url: URL, change: (copy: URL) => void): URL {
  const copy = new URL(url.href);
  change(copy);
  return copy;
}

function replaceScheme(url: URL): void {
  url.protocol = 'https:';
}

const REDIRECTORS: readonly { readonly host: RegExp; readonly parameters: readonly string[] }[] = [
  { host: /^(?:www\.)?google\.[a-z.]+$/, parameters: ['url', 'q'] },
  { host: /^(?:l|lm)\.facebook\.com$/, parameters: ['u'] },
  { host: /^(?:www\.)?bing\.com$/, parameters: ['url'] },
  { host: /^out\.reddit\.com$/, parameters: ['url'] },
  {
    host: /^(?:r|rd)\.search\.yahoo\.com$|^news\.url\.google\.com$|^go\.redirectingat\.com$/,
    parameters: ['url', 'u'],
  },
];

function unwrapRedirector(url: URL): URL | undefined {
  const parameters = REDIRECTORS.find(({ host }) => host.test(url.hostname))?.parameters ?? [];
  const target = parameters
    .map((name) => url.searchParams.get(name))
    .find((value) => value !== null && /^https?:\/\//i.test(value));
  return target == null ? undefined : (URL.parse(target) ?? undefined);
}

function unwrapAmpCache(url: URL): URL | undefined {
  const cached = /^\/[cv]\/(?:s\/)?([^/]+\.[^/]+)(\/.*)?$/.exec(url.pathname);
  const host = url.hostname;
  if (cached !== null && host.endsWith('.cdn.ampproject.org'))
    return URL.parse(`https://${cached[1]}${cached[2] ?? '/'}${url.search}`) ?? undefined;
  const viewed = /^\/amp\/s\/([^/]+\.[^/]+)(\/.*)?$/.exec(url.pathname);
  if (viewed !== null && /^(?:www\.)?google\./.test(host))
    return URL.parse(`https://${viewed[1]}${viewed[2] ?? '/'}${url.search}`) ?? undefined;
  return undefined;
}

/** Without www and the names of hosts for phones, as long as a registered name is left. */
function plainHost(host: string): string {
  const plain = host.replace(/\.$/, '').replace(/^(?:www\d?|m|mobile|amp|touch)\./i, '');
  return plain.includes('.') ? plain : host;
}

function dropTracking(url: URL): void {
  const kept = [...url.searchParams].filter(
    ([name, value]) => !TRACKING.test(name) || NAMES_A_PAGE.get(name)?.test(value),
  );
  url.search = new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))).toString();
}
