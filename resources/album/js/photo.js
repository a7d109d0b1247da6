// What a photo's document means, and how it is changed. Fields that are not known here are always kept.

import { clean } from './dom.js';
import { sawVideo, t } from './words.js';

export const CATEGORIES = ['Private', 'Friends/Family', 'Public'];
export const TRASH = 'Trash';
export const UNPROCESSED = 'unprocessed';
const BY_USER = 'user';

const TURNED = {
  'Mirrored horizontal': 2,
  'Rotated 180': 3,
  'Mirrored vertical': 4,
  'Mirrored horizontal then rotated 90 CCW': 5,
  'Rotated 90 CW': 6,
  'Mirrored horizontal then rotated 90 CW': 7,
  'Rotated 90 CCW': 8,
};

/** A number 1–8 for the EXIF text; the old album's pictures lie as the camera held them. */
export function orientation(text) {
  return Object.hasOwn(TURNED, text ?? '') ? TURNED[text] : 1;
}

/** What the grid needs of a view's row or, with `doc`, of a document: upright measures among it. */
export function card(id, value, key) {
  if (value.video !== undefined) sawVideo();
  const code = orientation(value.orientation);
  const isTurned = code > 4;
  const width = value.width > 0 ? value.width : 4;
  const height = value.height > 0 ? value.height : 3;
  return {
    id,
    key,
    code,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    extension: /^[a-z0-9]{1,5}$/i.test(value.extension ?? '') ? value.extension : 'jpg',
    placeholder: value.placeholder,
    large: Boolean(value.large),
    isMeasured: value.width > 0 && value.height > 0,
    /** Of a video how long it is, in seconds, 0 where that is not known; undefined for a photo. */
    video: Number.isFinite(value.video) ? Math.max(0, value.video) : undefined,
    /** Of a motion photo `[offset, length]` of the film in its original, in bytes; a copy may say so and have no original. */
    motion: motion(value.motion),
    /** The other files of the same thing, and whether a film lies in this one; found out once it is shown. */
    parts: undefined,
    moves: undefined,
  };
}

function motion(value) {
  return Array.isArray(value) && value.length === 2 && value.every((one) => Number.isSafeInteger(one) && one > 0) ? value : undefined;
}

/** Where in its original a motion photo's film lies, as its card says it; nothing for all others. */
export function motionOf(doc) {
  return isVideo(doc) ? undefined : motion([doc.motion_offset, doc.motion_length]);
}

export function isVideo(doc) {
  return doc.media === 'video';
}

/** A category in words for people: the usual ones in their language, others as they are called. */
export function categoryName(name) {
  return CATEGORIES.includes(name) || name === TRASH ? t(name) : clean(name, 60);
}

export function cardOf(doc) {
  const value = {
    width: doc.width,
    height: doc.height,
    extension: doc.extension,
    orientation: doc.exif?.['Image Orientation'],
    placeholder: doc.placeholder,
    large: Object.hasOwn(doc._attachments ?? {}, '1600x1200.jpg'),
    video: isVideo(doc) ? doc.duration ?? 0 : undefined,
    motion: motionOf(doc),
  };
  return { ...card(doc._id, value, when(doc)), isTrashed: doc.cat === TRASH };
}

/** `[year, month, day, time]` as the view `timeline` sorts by. */
export function when(doc) {
  for (const source of [doc.taken, doc.taken_at, doc.ts]) {
    const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})/.exec(typeof source === 'string' ? source : '');
    if (found && +found[2] >= 1 && +found[2] <= 12 && +found[3] >= 1 && +found[3] <= 31) {
      const exact = typeof doc.taken_at === 'string' ? doc.taken_at : '';
      return [+found[1], +found[2], +found[3], exact.startsWith(found[0]) ? exact : found[0]];
    }
  }
  return [0, 0, 0, ''];
}

/** The order of the timeline: newest first, then by id, the larger first. */
export function newestFirst(a, b) {
  for (let at = 0; at < 4; at += 1) {
    if (a.key[at] !== b.key[at]) return a.key[at] < b.key[at] ? 1 : -1;
  }
  return a.id < b.id ? 1 : -1;
}

export function tags(doc) {
  const words = typeof doc.keywords === 'string' ? doc.keywords.split(/\s+/) : doc.keywords;
  return [...new Set(Array.isArray(words) ? words.filter((word) => typeof word === 'string' && word) : [])];
}

/** Tags as typed: a comma ends one; a blank becomes a hyphen, for the old album divides at blanks. */
export function asTags(text) {
  return [...new Set(text.split(/[,;\n]/).map((word) => word.trim().replace(/\s+/g, '-')).filter(Boolean))];
}

/** What somebody said of it; the old album writes a sentence where nobody did. */
export function said(doc) {
  return typeof doc.descr === 'string' && doc.descr !== 'Uploaded image.' ? doc.descr : '';
}

/** The words that stand for a photo where it can't be seen. */
export function altText(doc) {
  return clean(said(doc)) || tags(doc).filter((tag) => tag !== UNPROCESSED).map((tag) => clean(tag, 60)).join(', ');
}

/**
 * A document with a change made: `cat`, `descr`, `taken`, `addTags`, `dropTags`, `hours`, `keepUnprocessed`; what is
 * undefined stays as it is.
 */
export function changed(doc, change) {
  const next = { ...doc };
  if (change.cat !== undefined) {
    next.cat = change.cat;
    delete next.trashed_from;
    delete next.trashed_with;
  }
  if (change.descr !== undefined) next.descr = change.descr;
  if (change.hours) Object.assign(next, shifted(doc, change.hours));
  if (change.taken !== undefined && change.taken !== doc.taken) {
    next.taken = change.taken;
    next.taken_source = BY_USER;
    // The clock stays: the order within the day is still the camera's.
    const hasClock = typeof next.taken_at === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(next.taken_at);
    if (hasClock) next.taken_at = change.taken + next.taken_at.slice(10);
    else if (next.taken_at !== undefined) next.taken_at = change.taken;
    // Of what was known as a month or a year only, the person knows the day.
    if (next.taken_precision !== undefined) next.taken_precision = hasClock ? 'minute' : 'day';
  }
  let words = tags(doc);
  if (change.dropTags) words = words.filter((word) => !change.dropTags.includes(word));
  if (change.addTags) words = [...new Set([...words, ...change.addTags])];
  if (change.keepUnprocessed === false) words = words.filter((word) => word !== UNPROCESSED);
  if (JSON.stringify(words) !== JSON.stringify(tags(doc))) next.keywords = words;
  return next;
}

/** Taken earlier or later by some hours; wall-clock time, so zones and summer time have no say in it. */
function shifted(doc, hours) {
  const found = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(.*)$/.exec(doc.taken_at ?? '');
  if (!found) return {};
  const moved = new Date(Date.parse(`${found[1]}Z`) + hours * 3600000);
  if (Number.isNaN(moved.getTime())) return {};
  const text = moved.toISOString().slice(0, 19);
  return { taken: text.slice(0, 10), taken_at: text + found[2], taken_source: BY_USER };
}

export function trashed(doc) {
  return doc.cat === TRASH ? doc : { ...doc, trashed_from: doc.cat, cat: TRASH };
}

export function restored(doc) {
  const { trashed_from: from, ...next } = doc;
  delete next.trashed_with;
  return doc.cat === TRASH ? { ...next, cat: typeof from === 'string' && from ? from : 'Private' } : doc;
}
