/** Beginnings of the names that link builders put into addresses (Google Analytics, Matomo, HubSpot, BBC, Yahoo, …). */
const PREFIXES =
  'utm_ at_ pk_ mtm_ piwik_ matomo_ hsa_ _hs __hs oly_ vero_ ns_ guce_ wt_mc wt.mc share_ soc_ ga_'.split(
    ' ',
  );

/** Whole names of the same kind: click ids of networks, newsletters, and where-from marks of news sites. */
const NAMES = new Set(
  (
    'fbclid gclid gclsrc dclid wbraid gbraid msclkid yclid twclid ttclid igshid igsh li_fat_id mc_cid mc_eid mkt_tok ' +
    'icid ncid cmp cmpid smid smtyp s_cid s_kwcid sr_share ftag guccounter taid trk partner ref ref_src ref_url ' +
    'refsrc referrer referer cid src source feature ito xtor spm share rss feed feedname feedtype amp _amp outputtype ' +
    'ocid ceid hss_channel wtrid cmpredirect rssfeed fromrss via'
  ).split(' '),
);

/** Names of the list that on some sites name the page itself, when a number is all they hold. */
const MAY_NAME_A_PAGE = new Set(['cid', 'src', 'source', 'feed', 'ref']);

/** Whether a parameter says where a reader came from, not what is read. */
export function isTracking(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  if (MAY_NAME_A_PAGE.has(lower) && /^\d+$/.test(value)) return false;
  return NAMES.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix));
}
