// What is typed into the search, taken apart: tags and words, `-` leaves out, a year, a month, a day, videos, photos,
// `camera:…`, `cat:…`. Pure.

const TOKENS = /(-?)(?:(camera|cat):)?(?:"([^"]*)"|(\S+))/gi;

const YEAR = /^(1[89]|20)\d\d$/;
/** What the kinds of things are called, in either language; in quotes they are words, or tags. */
const KINDS = { video: /^(videos?|films?|filme|movies?|clips?)$/i, photo: /^(photos?|fotos?|pictures?|pics?|bild|bilder)$/i };
/** `2020-05`, `2020-05-04`, and with points as in German `4.5.2020`. */
const IN_FIGURES = [/^(?<year>(?:1[89]|20)\d\d)-(?<month>\d\d)(?:-(?<day>\d\d))?$/, /^(?:(?<day>\d\d?)\.)(?<month>\d\d?)\.(?<year>(?:1[89]|20)\d\d)$/];
/** As both languages write them, in whatever language the page is: three letters do where they are a word. */
const MONTHS = [
  'jan january januar jänner', 'feb february februar feber', 'mar march mär mrz märz maerz', 'apr april', 'may mai', 'jun june juni', 'jul july juli', 'aug august',
  'sep sept september', 'oct october okt oktober', 'nov november', 'dec december dez dezember'].map((names) => names.split(' '));

/**
 * `[{kind: 'tag'|'year'|'date'|'video'|'photo'|'camera'|'cat', text, isNot, isPlain}]`; whether a `tag` is one, a category or a
 * word, the album knows. A `date` is `2020-05` or `2020-05-04`, however it was written.
 */
export function parse(text) {
  return apart(joined(tokens(text)));
}

function tokens(text) {
  const found = [];
  for (const [, minus, field, quoted_, plain] of text.matchAll(TOKENS)) {
    const value = (quoted_ ?? plain).trim();
    if (!value) continue;
    const date = !field && plain && inFigures(plain);
    const kind = field?.toLowerCase() ?? ((plain && ((YEAR.test(plain) && 'year') || (date && 'date') || kindOf(plain))) || 'tag');
    found.push({ kind, text: date || value, isNot: minus === '-', isPlain: plain !== undefined });
  }
  return found;
}

/** What kind of things a word asks for, if any. */
function kindOf(word) {
  return Object.keys(KINDS).find((kind) => KINDS[kind].test(word));
}

function inFigures(text) {
  const [found] = IN_FIGURES.map((form) => form.exec(text)?.groups).filter(Boolean);
  return found ? asDate(found.year, +found.month, found.day && +found.day) : '';
}

/** The date as the album writes it; empty where there is none of that name. */
function asDate(year, month, day) {
  const two = (number) => String(number).padStart(2, '0');
  if (!(month >= 1 && month <= 12) || (day !== undefined && !(day >= 1 && day <= new Date(Date.UTC(2000, month, 0)).getUTCDate()))) return '';
  return [year, two(month), ...(day === undefined ? [] : [two(day)])].join('-');
}

/** A year beside a month's name, and a day beside both, are one date, in whatever order; a month's name alone is a word. */
function joined(found) {
  const done = [];
  for (let at = 0; at < found.length; at += 1) {
    const date = [3, 2].map((length) => [length, asOne(found.slice(at, at + length), length)]).find(([, text]) => text);
    if (date) {
      done.push({ kind: 'date', text: date[1], isNot: found[at].isNot, isPlain: true });
      at += date[0] - 1;
    } else done.push(found[at]);
  }
  return done;
}

/** A month's name and a year that stand apart are one date too, where neither could mean another one. */
function apart(found) {
  const months = found.filter((one) => one.kind === 'tag' && one.isPlain && !one.isNot && monthOf(one.text));
  const years = found.filter((one) => one.kind === 'year' && !one.isNot);
  if (months.length !== 1 || years.length !== 1 || found.some((one) => one.kind === 'date')) return found;
  const date = { ...years[0], kind: 'date', text: asDate(years[0].text, monthOf(months[0].text)) };
  return found.filter((one) => one !== months[0]).map((one) => (one === years[0] ? date : one));
}

/** 1 to 12, 0 for what is no month's name. */
function monthOf(text) {
  const word = bare(text);
  return 1 + MONTHS.findIndex((names) => names.includes(word));
}

function bare(text) {
  return text.toLowerCase().replace(/[.,]+$/, '');
}

function asOne(some, length) {
  if (some.length < length || some.some((one, at) => !one.isPlain || (at && one.isNot))) return '';
  const parts = {};
  for (const { kind, text } of some) {
    const word = bare(text);
    const month = monthOf(text);
    const [name, value] = YEAR.test(word) && (kind === 'year' || kind === 'tag') ? ['year', word]
      : kind === 'tag' && month ? ['month', month]
        : kind === 'tag' && /^\d\d?(st|nd|rd|th)?$/.test(word) ? ['day', parseInt(word, 10)] : [];
    if (!name || name in parts) return '';
    parts[name] = value;
  }
  return parts.year && parts.month ? asDate(parts.year, parts.month, parts.day) : '';
}

/** Whether a tag would be read as something else, or as several, without quotes. */
export function needsQuotes(tag) {
  return /\s|^[-"]|^\d{4}$|^(camera|cat):/i.test(tag) || Boolean(kindOf(tag)) || Boolean(inFigures(tag));
}

/** A tag as the search reads it as one. */
export function quoted(tag) {
  return needsQuotes(tag) && !tag.includes('"') ? `"${tag}"` : tag;
}

/** Everything of a document that words are looked for in. */
export function textOf(doc) {
  const exif = doc.exif && typeof doc.exif === 'object' ? doc.exif : {};
  return small(saidOf(doc), doc.filename, doc.addedby, doc.taken, exif['Image Make'], exif['Image Model']);
}

/** What people said of it: its description and its tags; a camera by FUJIFILM makes no film. */
export function saidOf(doc) {
  return small(doc.descr, Array.isArray(doc.keywords) ? doc.keywords.join(' ') : doc.keywords);
}

function small(...parts) {
  return parts.filter((part) => typeof part === 'string').join('\n').toLocaleLowerCase();
}
