// Words for people in the browser's language, and numbers and dates as it writes them.

import { de } from '../words/de.js';
import { en } from '../words/en.js';

const LANGUAGES = { de, en };
export const language =
  (navigator.languages ?? [navigator.language]).map((name) => name.slice(0, 2)).find((name) => Object.hasOwn(LANGUAGES, name)) ?? 'en';
const region = navigator.languages?.find((name) => name.startsWith(language)) ?? language;
const words = LANGUAGES[language];
const plural = new Intl.PluralRules(language);

/** The words for a key; `{name}` is filled in, and `{n}` chooses between one and many. */
let title = '';

/** From now on the album is called so. */
export function callAlbum(text) {
  title = text;
}

export function t(key, values = {}) {
  if (key === 'album' && title) return title;
  let text = [words, en].find((known) => Object.hasOwn(known, key))?.[key] ?? key;
  if (typeof text === 'object') text = text[plural.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) =>
    !Object.hasOwn(values, name) ? whole : typeof values[name] === 'number' ? number(values[name]) : values[name] ?? whole);
}

/** Formatters cost far more to make than to use, and each photo of a timeline wants one. */
const formats = new Map();

function format(Kind, options) {
  const name = `${Kind.name} ${JSON.stringify(options)}`;
  if (!formats.has(name)) formats.set(name, new Kind(region, options));
  return formats.get(name);
}

export function number(value, options) {
  return format(Intl.NumberFormat, options).format(value);
}

export function bytes(value) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  let at = 0;
  let rest = value;
  while (rest >= 1000 && at < units.length - 1) {
    rest /= 1000;
    at += 1;
  }
  return number(rest, { style: 'unit', unit: units[at], unitDisplay: 'short', maximumFractionDigits: rest < 10 && at ? 1 : 0 });
}

/** A calendar day, which has no time zone; `options` as of Intl.DateTimeFormat. */
export function day(year, month, date, options) {
  const when = new Date(Date.UTC(2000, month - 1, date, 12));
  when.setUTCFullYear(year);
  return format(Intl.DateTimeFormat, { timeZone: 'UTC', ...options }).format(when);
}

/** A time of day as people here write it; `text` is `HH:MM`. */
export function clock(text) {
  const [hours, minutes] = text.split(':').map(Number);
  return format(Intl.DateTimeFormat, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' }).format(Date.UTC(2000, 0, 1, hours, minutes));
}

/** A moment of today on this computer's clock; `ms` since 1970. */
export function moment(ms) {
  return format(Intl.DateTimeFormat, { hour: 'numeric', minute: '2-digit' }).format(ms);
}

export function monthName(year, month) {
  return year ? day(year, month, 1, { year: 'numeric', month: 'long' }) : t('undated');
}

export function dayName(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? '');
  if (!found) return t('undated');
  return day(+found[1], +found[2], +found[3], { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
}

/** When a photo was taken, in as many words as are known of it: `about 1975`, `June 1975`, a day, a day and a time. */
export function takenName(doc) {
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(doc.taken ?? '') ?? [];
  if (year && doc.taken_precision === 'year') return t('about', { when: day(+year, 1, 1, { year: 'numeric' }) });
  if (year && doc.taken_precision === 'month') return monthName(+year, +month);
  const [, at, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(doc.taken_at ?? '') ?? [];
  return `${dayName(doc.taken)}${time && at === doc.taken ? `, ${clock(time)}` : ''}`;
}
