/**
 * What an abbreviation says about the stop behind it.
 * `joins`: something always follows (Mr., z. B.). `number`: no end before a number (p. 55).
 * `either`: an end only before a word that opens sentences (Inc., U.S.). `time`: an end unless a day or a zone
 * follows (p.m.). `ends`: as any other word, though it looks like an abbreviation that goes on (a. C., EE. UU.).
 */
export type Abbreviation = 'joins' | 'number' | 'either' | 'time' | 'ends';

type Lists = Partial<Readonly<Record<Abbreviation, string>>>;

/** Known in every language of the Latin script. An entry in capitals is known in capitals only. */
const COMMON: Lists = {
  joins:
    'mr mrs ms messrs mme mlle dr drs prof st ste mt ft lt sgt cpl pvt capt cmdr Gen Col Maj Adm Gov Sen Rep Hon Rev fr vs ca cf approx viz e.g i.e feat',
  number: 'no nos nr nrs n p pp vol vols fig figs art arts ch chap sec pg par para ver ext tel núm №',
  either:
    'inc corp co cos ltd llc plc jr sr bros esq ph.d m.d b.a m.a al ave blvd rd dept univ assn gmbh s.a s.p.a n.v b.v u.s u.k u.n e.u d.c',
  time: 'a.m p.m',
  ends: 'etc',
};

const BY_LANGUAGE: Readonly<Record<string, Lists>> = {
  en: {
    joins: 'supt det insp const cdr brig pfc spc pres dist asst assoc hwy mss atty treas amb',
    number: 'Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec op eq lot c',
    either:
      'Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev N.H N.J N.M N.Y N.C N.D Okla Ore Pa R.I S.C S.D Tenn Tex Va Vt Wash W.Va Wis Wyo Ont Que Alta Man Sask B.C Mon Tue Tues Wed Thu Thurs Fri Sat Sun mfg intl natl dist lb lbs oz ft yd mph min hrs hr',
  },
  de: {
    joins:
      'med phil jur rer nat h.c hr fr frl bzw ggf evtl sog vgl inkl exkl zzgl abzgl ing dipl Mag univ geb gest verh ev kath z.b z.t z.zt d.h u.a u.u i.d.r i.a o.g s.o s.u v.a m.e u.ä o.ä bspw insb insbes allg ehem amtl jew mind max min zw gegr röm griech lat dt engl frz span ital hl abt hrsg red bes eigtl einschl entspr m.w u.z v.d a.d i.v i.r p.a m.w a.m',
    number:
      'Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo Di Mi Do Sa So abs kap ziff bd tab abb aufl rn rdnr lfd',
    either: 'str mio mrd tsd std sek stk chr v.chr n.chr usw usf etc co kg dgl o.ä u.ä u.dgl jh jhd tägl',
  },
  fr: {
    joins: 'm mm mgr me mlles mmes pr av bd boul env éd p.ex c.-à-d n.b st ste vve cie',
    number: 'janv févr avr juil sept oct nov déc',
    either: 'apr av.j.-c j.-c',
  },
  es: {
    joins:
      'sr sra srta sres sras d dª dña dn ud uds vd vds lic ing arq gral cnel tte cap pdte excmo excma ilmo ilma fco ma avda av pza c ctra dpto prov p.ej p.e ej ee rr ff cc jj sto sta hnos mons fray',
    number:
      'ene feb Mar abr jun jul ago sep sept oct nov dic lun mié jue vie sáb párr cra núm pág págs cap tomo apdo depto',
    either: 'cía ltda s.a s.l uu a.c d.c a.de',
    ends: 'ee.uu rr.hh ff.aa cc.oo jj.oo a.c d.c a.de.c d.de.c a.n.e uu',
  },
  it: {
    joins:
      'dir amm sig sigg sig.ra sig.na sig.ri dott dott.ssa prof.ssa avv ing arch geom rag on sen mons card gen col cap ten p.es ad.es es cfr ecc.mo egr gent spett s ss',
    number:
      'gen feb Mar apr mag giu lug ago set ott nov dic lun mer gio ven pag pagg pp n nn cap art artt vol tav',
    either: 's.p.a s.r.l',
    ends: 'ecc a.c d.c è',
  },
  pt: {
    joins:
      'sr sra srta srs sras dr dra drs dras exmo exma ilmo prof profa profª eng arq gen cel ten cap av r al pe d Dom fr p.ex v.ex.a v.exa vs adv',
    number: 'jan fev Mar abr jun jul ago set out nov dez pág págs núm nº art arts cap fl fls ed',
    either: 'ltda cia s.a',
    ends: 'a.c d.c é',
  },
  nl: {
    joins:
      'dhr mevr mw drs ir ing mr dr prof ds st bijv bv o.a m.b.t d.w.z t.a.v i.v.m t.o.v n.a.v o.l.v m.n m.i a.u.b i.p.v z.g resp ca min max incl excl gem afd vgl jhr',
    number: 'nr nrs blz art pag fig',
    either: 'enz jl e.d e.a n.v b.v v.chr n.chr',
  },
  pl: {
    joins:
      'dr prof inż mgr hab lek ks bp abp kard św gen płk ppłk mjr kpt por ppor sierż ul al pl os np m.in tj tzn tzw ww wg ok im pw pn ds z.o.o r.pr adw red dyr prez przew zob por śp',
    number: 'nr art ust pkt str poz godz tel s t ryc',
    ends: 'itd itp etc tys mln mld zł gr r.ż p.n.e n.e',
  },
  tr: {
    joins: 'dr prof doç yrd av sn op uzm müh mim alb gen org kur hz st bkz örn çev haz krş yy m.ö m.s',
    number: 'no sf s md tel nr',
    either: 'vb vs vd cad sok mah apt ltd a.ş şti t.c a.b.d',
  },
  ru: {
    joins:
      'им акад проф доц ул пл просп пр-т пер наб ген полк кап лейт гр тов т.е т.к т.н см ср напр св о-в проч адм маш шт корр канд инж директ обл р-н пос дер',
    number: 'стр рис табл гл п пп с ст ч № кв тел',
    ends: 'я т.д т.п др пр тыс млн млрд трлн руб коп долл км кг гг вв н.э мин сек час',
  },
  bg: {
    joins: 'вкл бул ул пл проф акад инж д-р св т.е напр',
    number: 'стр чл ал т',
    ends: 'гг млн млрд хил лв др',
  },
  uk: {
    joins: 'ім акад проф вул пл ген див св т.зв напр',
    number: 'стор ст п рис',
    ends: 'тис млн млрд грн рр ін',
  },
  kk: { joins: 'т.б проф акад', either: 'жыл ж ғ' },
  da: {
    joins:
      'hr fr frk skt jf f.eks fx bl.a mfl pga ifm vedr ang ca dir adv prof kl d.v.s dvs red cand stud inkl ekskl evt hhv m.h.t m.fl udg',
    number: 'nr s stk kap kl tlf par',
    either: 'mio mia kr osv mv m.m a.m p.m alm',
  },
  nb: {
    joins:
      'hr fr frk jf f.eks bl.a pga ifm vedr ang ca dir adv prof kl dvs red cand stud inkl ekskl evt hhv m.h.t',
    number: 'nr s stk kap kl tlf',
    either: 'mill mrd kr osv mv m.m mfl',
  },
  sv: {
    joins: 'hr fr frk st jfr t.ex bl.a p.g.a m.a d.v.s dvs ca kl prof dir adv inkl exkl ev resp s.k f.d',
    number: 'nr s kap kl tel',
    ends: 'f.kr e.kr mn mkr milj mrd kr osv m.m m.fl ö å',
  },
  fi: {
    joins: 'esim ks ts ns tri prof mm toht vrt n',
    number: 's nro kpl',
    either: 'milj mrd jne ym yms klo',
  },
  cs: {
    joins: 'př ing mgr mudr judr phdr rndr doc Bc např tzv tj mj resp sv gen plk ul nám pí',
    number: 'č str čl odst sb',
    ends: 'n.l tis mil mld kč atd apod aj hod min',
  },
  hu: { joins: 'dr ifj id ún pl kb ill özv szt', number: 'sz old', either: 'stb ft vki' },
  ro: {
    joins: 'dl dna dra prof ing gen col av str bd sf ex',
    number: 'nr art pag alin',
    either: 'etc mil mld',
  },
  ca: { joins: 'sr sra dr dra av c pl sta st ex', number: 'núm pàg art', either: 'etc' },
  el: {
    joins: 'κ κα κος δρ καθ λ.χ π.χ δηλ βλ αγ οδ',
    number: 'αρ σελ',
    either: 'κ.λπ κλπ κ.ά εκατ δισ μ.μ π.μ',
  },
  ar: { joins: 'د أ م ا ص ج ت أ.د', number: 'ص ج', either: 'إلخ الخ ق.م' },
  hi: {
    joins: 'डॉ डा श्री प्रो पं सु स्व कु मो बी सी डी ई एफ जी एच आई जे एल एम एन ओ पी आर एस टी यू वी',
    number: 'नं',
  },
  eu: { joins: 'jn and dk adib dr', either: 'etab' },
};

/** Languages of the same rules under another name. */
const SAME: Readonly<Record<string, string>> = {
  no: 'nb',
  nn: 'nb',
  gl: 'pt',
  be: 'ru',
  sr: 'ru',
  mk: 'bg',
  sk: 'cs',
  sl: 'cs',
};

const dictionaries = new Map<string, ReadonlyMap<string, Abbreviation>>();

/**
 * The abbreviations of a language, without their last stop and without spaces. For an unknown language those of
 * all that cannot be mistaken for a word of another: with a stop inside, or without a vowel.
 */
export function abbreviationsOf(language: string | undefined): ReadonlyMap<string, Abbreviation> {
  const key = language === undefined ? '' : (SAME[language] ?? language);
  let dictionary = dictionaries.get(key);
  if (dictionary === undefined) {
    dictionary = key === '' ? unmistakable() : merged([COMMON, BY_LANGUAGE[key] ?? {}]);
    dictionaries.set(key, dictionary);
  }
  return dictionary;
}

function unmistakable(): Map<string, Abbreviation> {
  const dictionary = merged(Object.values(BY_LANGUAGE));
  for (const entry of dictionary.keys()) if (/^[a-z]*[aeiouy][a-z]*$/i.test(entry)) dictionary.delete(entry);
  for (const [entry, kind] of merged([COMMON, BY_LANGUAGE['en'] ?? {}])) dictionary.set(entry, kind);
  return dictionary;
}

/** Later lists win. */
function merged(lists: readonly Lists[]): Map<string, Abbreviation> {
  const dictionary = new Map<string, Abbreviation>();
  for (const list of lists) {
    for (const kind of ['joins', 'number', 'either', 'time', 'ends'] as const) {
      for (const entry of list[kind]?.split(' ') ?? []) dictionary.set(entry, kind);
    }
  }
  return dictionary;
}
