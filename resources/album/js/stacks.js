// What belongs together: files of one shot, shown as one thing. The same rules as the program's (album/stacks.py), so that
// what is said here is what would be said there, to the letter.

import { documents, partsOf } from './api.js';
import { TRASH, isVideo, restored, said, tags, trashed, UNPROCESSED } from './photo.js';

const OPENNESS = new Map([[TRASH, 0], ['Private', 1], ['Friends/Family', 3], ['Public', 4]]);
/** A category of the user's own: as open as they made it, so less than what all of the family sees. */
const OWN = 2;
const SURE = /^(content|name):/;
const BURST = /^burst(-name)?:/;

export function isPart(doc) {
  return Boolean(doc.part_of) && doc.part_of !== doc._id;
}

/** The category of the two that fewer people see; the first where they are equally strict. */
export function stricter(one, other) {
  const open = (name) => OPENNESS.get(name) ?? OWN;
  const known = [one, other].filter(Boolean);
  if (!known.length) return 'Private';
  return known.length > 1 && open(other) < open(one) ? other : known[0];
}

/**
 * The stack that a photo is in: `headId` of the one that is shown, `docs` that one first and then its parts; nothing for
 * what stands alone. Of one that is not in the trash, without what is.
 */
export async function stackOf(doc) {
  const headId = isPart(doc) ? doc.part_of : doc._id;
  const ids = (await partsOf([headId])).get(headId)?.map((part) => part.id) ?? [];
  if (!ids.length) return null;
  const [head, ...parts] = await documents([headId, ...ids]);
  if (head?._id !== headId) return null;
  const docs = [head, ...parts.filter((part) => part.part_of === headId && (part.cat !== TRASH || head.cat === TRASH))];
  return docs.length > 1 ? { headId, docs } : null;
}

/** What a file is in its stack: a key of the words. */
export function kindOf(doc) {
  if (isVideo(doc)) return 'partFilm';
  if (doc.media === 'raw') return 'partRaw';
  if (!isPart(doc)) return 'partPhoto';
  return { edit: 'partEdit', burst: 'partBurst' }[doc.part] ?? 'partPhoto';
}

/** A part where its shown one is: in the trash with it and out of it again, never open to more people than that. */
export function following(part, shown) {
  let next = part;
  if (shown.cat === TRASH) return next.cat === TRASH ? next : { ...trashed(next), trashed_with: shown._id };
  if (next.cat === TRASH) {
    if (!next.trashed_with) return next; // thrown away by itself
    next = restored(next);
  }
  const cat = stricter(next.cat, shown.cat);
  return next.cat === cat ? next : { ...next, cat };
}

/** A part as a thing of its own, which nothing puts back by itself; it stays in the category that it has. */
export function takenApart(part) {
  return { ...alone(part), apart: true };
}

function alone({ part_of: _of, part: _part, trashed_with: _with, ...doc }) {
  return doc;
}

/** Whether a file of these keys may be of the same shot as one of those: what people took apart is found again by it. */
export function isOfOneShot([one, keys], [other, others]) {
  const isFilm = isVideo(one) || isVideo(other);
  const isAlike = !cameraOf(one) || !cameraOf(other) || cameraOf(one) === cameraOf(other);
  return keys.some((key) => others.includes(key) && (/^content:/.test(key) || (!(BURST.test(key) && isFilm) && (/^burst:/.test(key) || isAlike))));
}

function cameraOf({ exif }) {
  return ['Image Make', 'Image Model'].map((name) => (typeof exif?.[name] === 'string' ? exif[name] : '')).join(' ').trim().toLowerCase();
}

/** Pairs of what was and what is, so that these, which stood alone, belong to this one again; `keys` as below. */
export function togetherAgain(shown, loose, keys) {
  let first = (({ apart: _apart, ...doc }) => doc)(shown);
  const parts = loose.map(({ apart: _apart, shown_first: _first, ...doc }) => {
    first = withWordsOf(first, doc);
    return { ...doc, part_of: shown._id, part: partIn(doc, shown, keys) };
  });
  return [[shown, first], ...parts.map((part, at) => [loose[at], following(part, first)])].filter(([doc, next]) => JSON.stringify(doc) !== JSON.stringify(next));
}

/** Pairs of what was and what is, so that this one of a stack is shown; `keys` are the originals' `pair_keys`, by photo. */
export function shownFirst(members, chosenId, keys) {
  const chosen = members.map(({ shown_first: _first, ...doc }) => (doc._id === chosenId ? { ...doc, shown_first: true } : doc));
  const first = chosen.find((doc) => doc._id === chosenId);
  let shown = alone(first);
  const next = new Map();
  for (const doc of chosen) {
    if (doc === first) continue;
    if (!isPart(doc)) shown = withWordsOf(shown, doc);
    next.set(doc._id, following({ ...doc, part_of: chosenId, part: partIn(doc, first, keys) }, shown));
  }
  next.set(chosenId, shown);
  return members.map((doc) => [doc, next.get(doc._id)]).filter(([doc, after]) => JSON.stringify(doc) !== JSON.stringify(after));
}

/** What a file is in a stack where another is shown. */
function partIn(doc, shown, keys) {
  if (isVideo(doc) || isVideo(shown)) return 'live';
  if (doc.media === 'raw' || shown.media === 'raw') return 'raw';
  const shared = (keys.get(doc._id) ?? []).filter((key) => (keys.get(shown._id) ?? []).includes(key));
  return shared.some((key) => BURST.test(key)) && !shared.some((key) => SURE.test(key)) ? 'burst' : 'edit';
}

/** The shown one with what people said of the other one; nothing of one that fewer people see. */
function withWordsOf(shown, doc) {
  if (stricter(shown.cat, doc.cat) !== (shown.cat ?? '')) return shown;
  const next = { ...shown };
  const left = tags(doc).filter((tag) => !tags(shown).includes(tag) && tag !== UNPROCESSED);
  if (left.length) next.keywords = [...tags(shown), ...left];
  if (said(doc) && !said(shown)) next.descr = doc.descr;
  return next;
}

/** The parts of these documents, as they are now, each with the one that it follows. */
export async function followers(pairs) {
  const next = new Map(pairs.map(([, after]) => [after._id, after]));
  const ids = [...(await partsOf([...next.keys()])).values()].flat().map((part) => part.id).filter((id) => !next.has(id));
  return (ids.length ? await documents(ids) : []).filter((doc) => next.has(doc.part_of)).map((doc) => [doc, following(doc, next.get(doc.part_of))])
    .filter(([doc, after]) => doc !== after);
}
