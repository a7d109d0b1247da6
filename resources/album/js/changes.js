// What was changed in this tab, so that each change can be taken back: only what it changed, and only where nobody else
// has changed the same since. Kept in the tab until it is closed; not for whoever listens at the page's address later.

import { isLost } from './proof.js';
import { UNPROCESSED, categoryName, isVideo, tags } from './photo.js';
import { t } from './words.js';

const KEY = 'photospool.changes';
/** So many photos are remembered in all: a tab keeps a few megabytes at most. */
const MOST_PHOTOS = 1500;
const FIELDS = ['cat', 'trashed_from', 'descr', 'keywords', 'taken', 'taken_at', 'taken_source', 'taken_precision', 'part_of', 'part', 'apart', 'shown_first', 'trashed_with'];

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What a change did to one document: `{field: [was, became]}`; null stands for a field that is not there. */
export function patchOf(before, after) {
  return Object.fromEntries(FIELDS.map((field) => [field, [before[field] ?? null, after[field] ?? null]]).filter(([, [was, became]]) => !same(was, became)));
}

/** The document without what a change did to it; null where somebody else has changed the same since. */
export function undone(doc, patch) {
  const next = { ...doc };
  for (const [field, [was, became]] of Object.entries(patch)) {
    const now = doc[field] ?? null;
    if (same(now, was)) continue;
    if (same(now, became)) next[field] = was;
    else if (field === 'keywords') next[field] = tagsWithout(doc, was, became);
    else return null;
    if (next[field] === null) delete next[field];
  }
  return next;
}

/** Tags are changed one by one: those that others gave or took meanwhile stay so. */
function tagsWithout(doc, was, became) {
  const [before, after] = [tags({ keywords: was }), tags({ keywords: became })];
  const left = tags(doc).filter((tag) => !after.includes(tag) || before.includes(tag));
  return [...new Set([...left, ...before.filter((tag) => !after.includes(tag))])];
}

/** What people call the fields of a patch, or of several, each once and in this order. */
export function fieldNames(patches) {
  const names = { cat: 'category', keywords: 'tags', descr: 'description', taken: 'taken', taken_at: 'taken' };
  const isSorted = ([was, became]) => same(tags({ keywords: was }).filter((tag) => tag !== UNPROCESSED), tags({ keywords: became }));
  const found = patches.flatMap((patch) => Object.keys(patch).filter((field) => field !== 'keywords' || !isSorted(patch[field])));
  return [...new Set(Object.keys(names).filter((field) => found.includes(field)).map((field) => t(names[field])))];
}

/** So many tags are named; of more it is said how many. */
const NAMED_TAGS = 3;

/** What patches did to what is said of photos, each deed once: `tag “sea” added`. */
function deeds(patches) {
  const given = new Set();
  const taken = new Set();
  for (const { keywords } of patches) {
    const [before, after] = (keywords ?? [[], []]).map((one) => tags({ keywords: one }).filter((tag) => tag !== UNPROCESSED));
    for (const tag of after) if (!before.includes(tag)) given.add(tag);
    for (const tag of before) if (!after.includes(tag)) taken.add(tag);
  }
  const named = (key, found) => found.size > 0 && t(found.size > NAMED_TAGS ? `${key}N` : key, { n: found.size, tags: [...found].map((tag) => t('quoted', { text: tag })).join(', ') });
  const has = (...fields) => patches.some((patch) => fields.some((field) => Object.hasOwn(patch, field)));
  const done = [named('tagsAdded', given), named('tagsRemoved', taken), has('descr') && t('descrChanged'), has('taken', 'taken_at') && t('takenChanged')];
  return done.filter(Boolean).join(', ');
}

/** A change in words: who may see them now where that was changed, and what else was; `isUnseen`: there is no public copy. */
export function saidOf({ what, n, videos, cat, photos, isUnseen }) {
  if (what !== 'saved') return t(what, { n, videos });
  const done = deeds(Object.values(photos));
  if (!cat) return t(done ? 'savedWhat' : 'saved', { n, videos, what: done });
  const seen = cat === 'Public' ? t(isUnseen ? 'publicUnseenN' : 'publicN', { n, videos }) : t('catN', { n, videos, category: categoryName(cat) });
  return done ? t('savedAlso', { said: seen, what: done }) : seen;
}

/**
 * All changes of this tab, oldest first: `[{at, what, n, videos, cat, isUnseen, photos: {id: patch}}]`; `what` is a key
 * of the words, `n` counts the things that were meant and changed, `cat` is the category that all of them got,
 * `isUnseen` is as `saidOf` takes it.
 */
export function changes() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

export function lastChange() {
  return changes().at(-1);
}

/** Those that changed a photo, newest first. */
export function changesOf(id) {
  return changes().filter(({ photos }) => Object.hasOwn(photos, id)).reverse();
}

/**
 * Remember what was stored: pairs of a document before and after. `things` are what was meant, parts of them go along;
 * what `isWhole` is taken back in whole.
 */
export function remember(what, pairs, { things, isWhole = false, cat, isUnseen = false }) {
  const photos = Object.fromEntries(pairs.map(([before, after]) => [after._id, patchOf(before, after)]).filter(([, patch]) => Object.keys(patch).length));
  const n = Object.keys(photos).length;
  if (!n) return undefined;
  const meant = things.filter(({ _id: id }) => Object.hasOwn(photos, id));
  const change = { at: Date.now(), what, n: meant.length, videos: meant.filter(isVideo).length, photos };
  if (cat && meant.some(({ _id: id }) => photos[id].cat)) change.cat = cat;
  if (change.cat && isUnseen) change.isUnseen = true;
  const with_ = pairs.filter(([, { _id: id, part_of: of }]) => of !== id && Object.hasOwn(photos, of) && Object.hasOwn(photos, id));
  if (isWhole) change.isWhole = true;
  else if (with_.length) change.with = Object.fromEntries(with_.map(([, after]) => [after._id, after.part_of]));
  keep([...changes(), change]);
  return change;
}

/** Taken back, in whole or for one photo of many. */
export function forget({ at }, ids) {
  keep(changes().map((one) => {
    if (one.at !== at) return one;
    return { ...one, photos: Object.fromEntries(Object.entries(one.photos).filter(([id]) => !ids.includes(id))) };
  }).filter((one) => Object.keys(one.photos).length));
}

function keep(all) {
  let kept = all;
  const size = () => kept.reduce((sum, one) => sum + Object.keys(one.photos).length, 0);
  while (kept.length > 1 && size() > MOST_PHOTOS) kept = kept.slice(1);
  while (!isLost()) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
      break;
    } catch {
      if (!kept.length) break;
      kept = kept.slice(1); // the tab's store is full: the oldest go
    }
  }
  dispatchEvent(new Event('changes-changed'));
}
