import { isTracking } from './tracking.ts';
import { unwrapAmpCache, unwrapRedirector } from './unwrap-link.ts';

interface Rule {
  readonly why: string;
  /** Whether the address still opens the page afterwards; the others only tell whether two addresses are one. */
  readonly opens: boolean;
  readonly apply: (url: URL) => void;
}

/** What is done to an address so that one article has one address; in this order. */
const RULES: readonly Rule[] = [
  {
    why: 'Credentials are no part of what is read, and must not be shown.',
    opens: true,
    apply: (url) => {
      url.username = '';
      url.password = '';
    },
  },
  {
    why: 'A fragment is a place in the page, unless it routes (#!, #/).',
    opens: true,
    apply: (url) => {
      if (!/^#[!/]/.test(url.hash)) url.hash = '';
    },
  },
  { why: 'Tracking parameters tell who links, not what is linked.', opens: true, apply: dropTracking },
  {
    why: 'The scheme does not tell two articles apart, and a feed changes it some day.',
    opens: false,
    apply: (url) => {
      url.protocol = 'https:';
      if (url.port === '80') url.port = '';
    },
  },
  {
    why: 'www and the hosts for phones and AMP serve the same pages.',
    opens: false,
    apply: (url) => {
      url.hostname = plainHost(url.hostname);
    },
  },
  {
    why: 'AMP pages stand beside the page under a fixed name.',
    opens: false,
    apply: (url) => {
      url.pathname = url.pathname
        .replace(/^\/amp\/(?=.)/i, '/')
        .replace(/(?:\/amp(?:\.html)?|\.amp(?=\.html$)|\.amp)\/?$/i, '');
    },
  },
  {
    why: 'A trailing or doubled slash or an index file is the same page.',
    opens: false,
    apply: (url) => {
      const path = url.pathname
        .replace(/\/{2,}/g, '/')
        .replace(/\/(?:index|default)\.(?:html?|php|aspx?)$/i, '/');
      url.pathname = path.length > 1 ? path.replace(/\/$/, '') : path;
    },
  },
  {
    why: 'The order of parameters means nothing.',
    opens: false,
    apply: (url) => url.searchParams.sort(),
  },
];

/**
 * The one address of an article (RFC 3986, 6.2, and the habits of news sites), for telling whether two are the same;
 * it need not open. Undefined when it is no http(s) address.
 */
export function canonicalLink(address: string): string | undefined {
  return applyRules(address, RULES);
}

/** The address to show: unwrapped and without tracking, still opening the page. Undefined when it is not http(s). */
export function cleanLink(address: string): string | undefined {
  return applyRules(
    address,
    RULES.filter((rule) => rule.opens),
  );
}

function applyRules(address: string, rules: readonly Rule[]): string | undefined {
  const written = URL.parse(address.trim());
  if (written === null) return undefined;
  const url = unwrapAmpCache(unwrapRedirector(written));
  if (!/^https?:$/.test(url.protocol)) return undefined;
  for (const rule of rules) rule.apply(url);
  return url.href;
}

/** Without www and the names of hosts for phones, as long as a registered name is left. */
function plainHost(host: string): string {
  const plain = host.replace(/\.$/, '').replace(/^(?:www\d?|m|mobile|amp|touch)\./i, '');
  return plain.includes('.') ? plain : host;
}

function dropTracking(url: URL): void {
  const all = [...url.searchParams];
  const kept = all.filter(([name, value]) => !isTracking(name, value));
  // Only then: setting the parameters writes them anew, which some sites cannot read.
  if (kept.length < all.length) url.search = new URLSearchParams(kept).toString();
}
