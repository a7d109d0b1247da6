// Words for people in the browser's language, and numbers and dates as it writes them.

import { de } from '../words/de.js';
import { en } from '../words/en.js';

/** Each makes its words when it is asked for them: of the other language nothing is kept. */
const LANGUAGES = { de, en };
export const language =
  (navigator.languages ?? [navigator.language]).map((name) => name.slice(0, 2)).find((name) => Object.hasOwn(LANGUAGES, name)) ?? 'en';
const region = navigator.languages?.find((name) => name.startsWith(language)) ?? language;
const words = LANGUAGES[language]();
const DAY_S = 24 * 3600;
const plural = new Intl.PluralRules(language);

let title = '';

/** From now on the album is called so. */
export function callAlbum(text) {
  title = text;
}

/** What its owner calls the album; empty where nobody did. */
export function albumTitle() {
  return title;
}

/** The words for a key; `{name}` is filled in, `{n}` chooses between one and many, `{things}` are `n`, `videos` of them videos. */
export function t(key, values = {}) {
  if (key === 'album' && title) return title;
  let text = Object.hasOwn(words, key) ? words[key] : key;
  if (typeof text === 'object') text = text[plural.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) =>
    name === 'things' ? things(values.n, values.videos) : !Object.hasOwn(values, name) ? whole : typeof values[name] === 'number' ? number(values[name]) : values[name] ?? whole);
}

/** Whether the album was seen to have videos: what was not counted by kind may be either then. */
let hasVideos = false;

export function sawVideo() {
  hasVideos = true;
}

/** So many in words, `videos` of them videos; undefined: nobody counted these. */
export function things(n, videos) {
  if (videos === undefined) return t(hasVideos ? 'either' : 'photos', { n });
  if (!videos) return t('photos', { n });
  return videos === n ? t('videos', { n }) : t('both', { photos: t('photos', { n: n - videos }), videos: t('videos', { n: videos }) });
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

/** How long a video is, for the eye: `1:05`, `1:02:03`; empty where that is not known. */
export function length(seconds) {
  const whole = Math.round(seconds);
  if (!(seconds > 0) || whole >= DAY_S) return '';
  const two = (value) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** The same for the ear: `1 minute 5 seconds`. */
export function lengthName(seconds) {
  if (!length(seconds)) return '';
  const whole = Math.round(seconds);
  const parts = [['hour', Math.floor(whole / 3600)], ['minute', Math.floor(whole / 60) % 60], ['second', whole % 60]];
  return parts.filter(([unit, n]) => n || (unit === 'second' && whole < 60)).map(([unit, n]) => number(n, { style: 'unit', unit, unitDisplay: 'long' })).join(' ');
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
