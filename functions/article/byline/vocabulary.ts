/** Tests whether words of a byline are an agency, outlet, role or place. Based on word lists, all in lower case. */
import { words } from "./word-list.ts";

const AGENCIES = words(`
  reuters, thomson reuters, thomson reuters foundation, ap, associated press, afp, agence france-presse, dpa, upi,
  united press international, xinhua, tass, itar-tass, interfax, ria novosti, sputnik, ansa, adnkronos, efe,
  europa press, kyodo, kyodo news, jiji, jiji press, yonhap, kcna, cna, pti, press trust of india, ians, ani, uni,
  app, bernama, antara, aap, pa, pa media, press association, ap news, cp, canadian press, apa, ats, sda,
  keystone-sda, ntb, tt, ritzau, stt, belga, anp, ctk, pap, mti, anadolu, anadolu agency, aa, wam, spa, mena,
  irna, isna, bloomberg, bloomberg news, dow jones, dow jones newswires, marketwatch, cnn, bbc, bbc news, npr,
  inter press service, ips, un news, rfe/rl, voa, vna, lusa, pr newswire, prnewswire, business wire, globe
  newswire, globenewswire, newsfile, accesswire, marketwired, cision, zerohedge, zero hedge, propublica, the
  conversation, wired, fox news, sky news, abc news, cbs news, nbc news, itv news
`);

/** Common last words of outlet names; none of them is common as a family name. */
const OUTLET_WORDS = words(`
  times, post, news, press, journal, tribune, herald, gazette, guardian, telegraph, observer, chronicle, mail,
  mirror, review, magazine, weekly, today, globe, independent, standard, courier, dispatch, examiner, register,
  record, sentinel, ledger, monitor, agency, service, network, media, radio, tv, television, broadcasting, wire,
  newswire, newswires, bulletin, digest, blog, institute, university, foundation, newspaper, newspapers, insider,
  daily, report, advertiser, inquirer, enquirer, bee, star-telegram, post-dispatch, newsletter, podcast, inc, ltd,
  llc, substack, zeitung, tagblatt, tageblatt, anzeiger, rundschau, nachrichten, allgemeine, dagblad, courant, diario,
  gazeta, shimbun
`);

/** Newspapers and magazines whose names would otherwise pass for a word, a person or a place. */
const TITLES = words(`
  time, politico, axios, vox, slate, salon, newsweek, fortune, forbes, variety, nature, science, quartz, vice, mashable,
  gizmodo, engadget, ars technica, al jazeera, new scientist, new statesman, private eye, rolling stone, vanity fair,
  national geographic, scientific american, foreign affairs, foreign policy, jacobin, spiegel, izvestia, pravda,
  kommersant, haaretz, clarín, libération, l'express, l'équipe, deutsche welle, euronews, france 24, corriere della
  sera, marianne, mediapart, unità, volkskrant, standaard
`);
/** An article and a name: `Le Monde`, `Die Zeit`, `El País`, `La Repubblica`. */
const FOREIGN_TITLE = /^(?:Le|La|Les|L['’]|El|Il|Lo|Die|Der|Das|De|Het|O)(?:(?<=['’])| )\p{Lu}\p{L}+(?: |$)/u;

/** Whether the text is the name of a newspaper in a line that certainly names one. `La Rue` would be one, too. */
export function isTitle(text: string): boolean {
  return TITLES.has(text.toLowerCase()) || (FOREIGN_TITLE.test(text) && !isPlace(text));
}

const ROLES = words(`
  writer, writers, reporter, reporters, correspondent, correspondents, editor, editors, columnist, contributor,
  contributors, staff, chief, critic, analyst, producer, journalist, photographer, intern, fellow, professor,
  director, president, ceo, founder, economist, scientist, historian, author, editor-in-chief, host, anchor,
  blogger, strategist, freelance, freelancer, co-founder, adviser, advisor, lecturer, researcher
`);

const DEGREES = words(
  "phd, md, mph, rn, esq, mbe, obe, cbe, cfa, jd, llm, llb, ma, ba, msc, bsc, mba, dds, dphil, frs, mp, mep, qc, kc, cpa",
);

/** Cities that stand without a country in datelines (AP Stylebook), and other places that bylines name. */
const PLACES = words(`
  amsterdam, athens, baghdad, bangkok, beijing, beirut, berlin, bogota, brussels, budapest, buenos aires, cairo,
  cape town, caracas, copenhagen, delhi, dhaka, djibouti, doha, dubai, dublin, edinburgh, frankfurt, geneva,
  gibraltar, guatemala city, hanoi, harare, havana, helsinki, ho chi minh city, hong kong, islamabad, istanbul,
  jakarta, jerusalem, johannesburg, kabul, karachi, kuala lumpur, kuwait city, kyiv, lagos, lahore, lima, lisbon,
  london, luxembourg, macau, madrid, manila, mexico city, milan, monaco, montreal, moscow, mumbai, munich,
  nairobi, new delhi, oslo, ottawa, panama city, paris, phnom penh, prague, pretoria, quebec city, rio de janeiro,
  riyadh, rome, san marino, santiago, sao paulo, são paulo, seoul, shanghai, singapore, stockholm, sydney, taipei,
  tehran, tel aviv, the hague, tokyo, toronto, vancouver, vatican city, vienna, warsaw, wellington, zurich,
  zürich, atlanta, baltimore, boston, chicago, cincinnati, cleveland, dallas, denver, detroit, honolulu, houston,
  indianapolis, las vegas, los angeles, miami, milwaukee, minneapolis, new orleans, new york, new york city,
  oklahoma city, philadelphia, phoenix, pittsburgh, salt lake city, san antonio, san diego, san francisco, san
  jose, santa fe, seattle, st. louis, washington, united nations, brasilia, addis ababa, santa cruz, los alamos,
  costa rica, puerto rico, el salvador, new zealand, new jersey, new mexico, new hampshire, north carolina, south
  carolina, north dakota, south dakota, west virginia, rhode island, south africa, south korea, north korea, sri
  lanka, saudi arabia, united states, united kingdom, northern ireland, hyderabad, kolkata, chennai, bengaluru,
  us, usa, uk, eu, un, uae, nyc, la, dc, la paz, el paso, el alto, le mans, le havre, la rochelle, la plata, la jolla, la
  spezia, las palmas, den haag
`);

function withoutArticle(text: string): string {
  return text.toLowerCase().replace(/^the\s+/, "");
}

export function isAgency(text: string): boolean {
  return AGENCIES.has(withoutArticle(text)) || AGENCIES.has(text.toLowerCase());
}

export function isPlace(text: string): boolean {
  return (
    PLACES.has(text.toLowerCase()) ||
    PLACES.has(withoutArticle(text)) ||
    /^(?:\p{Lu}\.){2,3}$|^\p{Lu}\p{Ll}{1,4}\.$/u.test(text)
  );
}

/** `PhD`, `M.D.`, `Esq.` */
export function isDegree(text: string): boolean {
  return DEGREES.has(text.toLowerCase().replace(/[.\s]/g, ""));
}

/** `Staff Writer`, `science correspondent`, `AP Economics Writer`. */
export function isRole(text: string): boolean {
  const parts = text.toLowerCase().split(" ");
  return parts.length <= 6 && /^[\p{L}'’&/. -]+$/u.test(text) && ROLES.has(parts.at(-1) ?? "");
}

const CONNECTING_WORDS = words(
  "of, the, and, for, &, de, la, le, les, del, du, des, und, der, die, das, et, y, on, in, at",
);
const OUTLET_WORD = /^(?:[\p{Lu}\p{Lo}\p{N}][\p{L}\p{M}\p{N}'’.&+/!-]*|\p{Ll}+\p{Lu}[\p{L}\p{N}]*)$/u;
/** `OfTwoMinds blog` */
const MEDIUM_WORD = /^(?:blog|newsletter|substack|podcast|website)$/;
const DOMAIN = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u;

/**
 * The text as the name of a newspaper, site or agency, without a leading lower-case "the" and trailing punctuation;
 * undefined if it does not look like such a name.
 */
export function outletName(text: string): string | undefined {
  const name = text.replace(/^the\s+/, "").replace(/(?<=\p{Ll}\p{L})[.,]+$/u, "");
  const parts = name.split(" ");
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (name.length > 60 || parts.length > 7 || CONNECTING_WORDS.has(first) || CONNECTING_WORDS.has(last))
    return undefined;
  const nameParts = parts.length > 1 && MEDIUM_WORD.test(last) ? parts.slice(0, -1) : parts;
  return nameParts.every((word) => CONNECTING_WORDS.has(word) || OUTLET_WORD.test(word) || DOMAIN.test(word))
    ? name
    : undefined;
}

/** Whether the text after "at" is an outlet to work for rather than a place: `at ZeroHedge`, not `AT LORDS`. */
export function isWorkplace(text: string): boolean {
  return isAgency(text) || (isOutlet(text.replace(/^The /, "")) && !/^\p{Lu}+$/u.test(text));
}

/** Whether the text is almost certainly a newspaper, site or agency. */
export function isOutlet(text: string): boolean {
  const name = outletName(text);
  if (name === undefined || isPlace(text)) return false;
  if (isAgency(name) || DOMAIN.test(name)) return true;
  const parts = name.split(" ");
  if (/^\p{Lu}{2,5}['’]s$/u.test(parts[0] ?? "")) return parts.length > 1;
  if (parts.length === 1) return /^(?!Mc|Mac)\p{Lu}\p{Ll}+\p{Lu}[\p{L}\p{N}]*$|^\p{Lu}{2,5}$/u.test(name);
  return /^The /.test(text) || OUTLET_WORDS.has(parts.at(-1)?.toLowerCase().replace(/\.$/, "") ?? "");
}
