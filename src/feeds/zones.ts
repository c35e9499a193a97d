/** Abbreviations that mean one offset wherever they are used (RFC 822, 5.1, and the common ones of news sites). */
const OFFSETS: Readonly<Record<string, string>> = {
  z: '+00:00',
  ut: '+00:00',
  utc: '+00:00',
  gmt: '+00:00',
  wet: '+00:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  ast: '-04:00',
  adt: '-03:00',
  nst: '-03:30',
  ndt: '-02:30',
  akst: '-09:00',
  akdt: '-08:00',
  hst: '-10:00',
  brt: '-03:00',
  art: '-03:00',
  bst: '+01:00',
  west: '+01:00',
  cet: '+01:00',
  cest: '+02:00',
  met: '+01:00',
  mest: '+02:00',
  mez: '+01:00',
  mesz: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  sast: '+02:00',
  msk: '+03:00',
  pkt: '+05:00',
  wib: '+07:00',
  sgt: '+08:00',
  hkt: '+08:00',
  awst: '+08:00',
  jst: '+09:00',
  kst: '+09:00',
  acst: '+09:30',
  acdt: '+10:30',
  aest: '+10:00',
  aedt: '+11:00',
  nzst: '+12:00',
  nzdt: '+13:00',
};

/** Abbreviations that name a place's time, summer or winter. */
const PLACES: Readonly<Record<string, string>> = {
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
  at: 'America/Halifax',
};

/** What a written zone is called by Temporal: an offset or an IANA name; undefined when it is not understood. */
export function offsetOf(written: string): string | undefined {
  const name = written.toLowerCase();
  const known = Object.hasOwn(OFFSETS, name)
    ? OFFSETS[name]
    : Object.hasOwn(PLACES, name)
      ? PLACES[name]
      : undefined;
  if (known !== undefined) return known;
  const offset = /^(?:gmt|utc|ut)?\s*([+-])(\d{1,2}):?(\d{2})?$/.exec(name);
  if (offset !== null) return numeric(offset[1] ?? '+', offset[2] ?? '', offset[3] ?? '00');
  return /^[a-z]+\/[a-z/_+\d-]+$/.test(name) ? written : undefined;
}

function numeric(sign: string, hours: string, minutes: string): string | undefined {
  // No place on earth is further from UTC than 14 hours; some feeds are off by a little.
  if (Number(hours) > 15 || Number(minutes) > 59) return undefined;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}
