// Changes on their way to the album: one request for all, conflicts shown per photo, and each can be taken back.

import { asCouchApp, documents, partsOf, publicPage, revisions, store } from './api.js';
import { forget, remember, saidOf, undone } from './changes.js';
import { clean, h } from './dom.js';
import { keep, keptOf } from './kept.js';
import { copyLink } from './links.js';
import { frame } from './picture.js';
import { link } from './router.js';
import { followers, following, isPart } from './stacks.js';
import { TRASH, UNPROCESSED, cardOf, categoryName, changed, isVideo, restored, tags, trashed } from './photo.js';
import { ask, say, sayError } from './toast.js';
import { day, t } from './words.js';

/** What offers to take the last change back. */
let offer;
const TOLD = 'told-of-strangers';
/** Of more than so many at once it is asked each time. */
const MANY = 30;
/** So long it is offered to take back what strangers see. */
const PUBLIC_MS = 60_000;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}/;
/** What takes longer says that it is under way. */
const MOMENT_MS = 500;
/** What is so once a change of what belongs together was taken back. */
const REVERSED = { apartN: 'togetherN', togetherN: 'apartN', firstN: 'firstN' };
/** Somebody else may write at the same time as an undo does: so often it looks again. */
const TRIES = 4;

/** Where strangers see what is public: empty where they have no page yet; undefined where nobody knows, and nothing is said of it. */
async function openPage() {
  return asCouchApp ? undefined : publicPage().catch(() => undefined);
}

/** Before the first photo goes public: say once what strangers will see. Before very many, or all of a month: which ones. */
async function mayPublish(docs, isUnseen, isWhole) {
  const open = docs.filter((doc) => doc.cat !== 'Public');
  const isMany = open.length > MANY || (isWhole && open.length > 1);
  if (!open.length || (keptOf(TOLD) && !isMany)) return true;
  const lines = [open.length > 1 && daysOf(open), !keptOf(TOLD) && t('publicWarn'), isUnseen && t('publicNowhere')];
  const answer = await ask(t('publicAsk', counted(open)), h('div', {}, lines.filter(Boolean).map((line) => h('p', {}, line))), [
    { label: t('cancel'), value: '' }, { label: t('publicYes'), value: 'yes', kind: 'main' }]);
  if (answer === 'yes') keep(TOLD, '1');
  return answer === 'yes';
}

/** From when to when they were taken; empty where nobody knows. */
function daysOf(docs) {
  const days = docs.map((doc) => DAY.exec(doc.taken ?? '')).filter(Boolean).map((found) => found[0]).sort();
  const [from, to] = [days[0], days.at(-1)].map((text) => text && day(...text.split('-').map(Number), { year: 'numeric', month: 'long', day: 'numeric' }));
  return from && t(from === to ? 'takenOn' : 'takenFromTo', { from, to });
}

/** Make a change to documents as they were seen; resolves to those that are as wanted now, in the album's state. `isWhole`: they were chosen at once; `onwrite` hears that nothing more is asked before it is written. */
export async function save(docs, change, { isWhole = false, onwrite = () => {} } = {}) {
  const isPublic = change.cat === 'Public';
  const page = isPublic ? await openPage() : undefined;
  const isUnseen = page === '';
  if (isPublic && !(await mayPublish(docs, isUnseen, isWhole))) return [];
  onwrite();
  return told('saved', await write(docs, (doc) => changed(doc, change)), { cat: change.cat, page });
}

/** How many things, and how many of them are videos: what `t` wants for `{things}`. */
function counted(docs) {
  return { n: docs.length, videos: docs.filter(isVideo).length };
}

export async function discard(docs) {
  return told('trashedN', await write(docs, trashed));
}

/** Out of the trash, into the category that they had. */
export async function putBack(ids) {
  const now = await documents(ids).catch((error) => { sayError(error); return []; });
  return told('restoredN', await write(now, restored));
}

/**
 * Say what was done, and offer to take it back: `done` are the things that were meant, `pairs` all that was stored. Of
 * what is public the link for others is offered: the address of this page leads nobody else there.
 */
export function told(what, { done, pairs, kept = [] }, { isWhole = false, cat, page } = {}) {
  if (!done.length) return done;
  const isUnseen = page === '';
  const change = remember(what, pairs, { things: done, isWhole, cat, isUnseen });
  // What was so before is so now, too; only taking back counts what was changed.
  const now = done.filter((doc) => !kept.includes(doc._id));
  if (now.length) {
    offer?.remove(); // what it says may be so no more
    const said = saidOf({ what, cat, isUnseen, photos: {}, ...change, ...counted(now) });
    const back = change && { label: t('undo'), action: () => undo(change) };
    const aside = page && { label: t('copyLink'), action: () => copyLink(link('')) };
    offer = say(said, { ...back, aside, lastsMs: cat === 'Public' ? PUBLIC_MS : undefined });
  }
  return done;
}

/** Take a change back, of one photo where `only` is its id; whatever somebody else has changed since stays as it is. */
export async function undo(change, only) {
  offer?.remove();
  const underWay = say(t('undoing'), { stays: true }); // of many, on a slow machine, it takes its time
  let isAway = false;
  let open = Object.entries(change.photos).filter(([id]) => !only || change.isWhole || id === only || change.with?.[id] === only);
  const done = [];
  const others = [];
  const after = new Map();
  const lost = [];
  try {
    for (let at = 0; open.length && at < TRIES; at += 1) {
      const now = new Map((await documents(open.map(([id]) => id))).map((doc) => [doc._id, doc]));
      const todo = open.map(([id, patch]) => [id, now.has(id) ? undone(now.get(id), patch) : null]);
      others.push(...todo.filter(([, next]) => !next).map(([id]) => id));
      lost.push(...todo.filter(([, next]) => !next).map(([id]) => now.get(id)));
      for (const [id, next] of todo) if (next) after.set(id, next);
      const answers = new Map((await store(todo.filter(([, next]) => next).map(([, next]) => next))).map((answer) => [answer.id, answer]));
      done.push(...[...answers].filter(([, answer]) => answer.rev).map(([id]) => id));
      open = open.filter(([id]) => answers.get(id)?.error === 'conflict');
    }
  } catch (error) {
    isAway = true;
    sayError(error);
  }
  underWay.remove();
  forget(change, [...done, ...others]);
  if (done.length) dispatchEvent(new CustomEvent('photos-changed', { detail: { ids: done, isUndone: true } }));
  if (done.length) await sayUndone(change, done.map((id) => after.get(id)));
  if (others.length) say(t('undoKept', countedThings(lost)), { isLong: true });
  else if (!isAway && open.length) say(t('undoKept', { n: open.length }), { isLong: true });
}

/** What is so again; where strangers see something again by it, that as well. */
async function sayUndone(change, docs) {
  const open = docs.filter((doc) => doc.cat === 'Public' && change.photos[doc._id].cat);
  const cats = new Set(docs.map((doc) => change.photos[doc._id].cat && doc.cat));
  const [cat] = cats;
  const isOne = cats.size === 1 && cat && cat !== 'Public' && !REVERSED[change.what];
  say(t(isOne ? 'undoneCatN' : REVERSED[change.what] ?? 'undoneN', { ...countedThings(docs), category: isOne ? categoryName(cat) : '' }), { isLong: true });
  if (open.length) say(t((await openPage()) === '' ? 'publicUnseenN' : 'publicN', countedThings(open)), { isLong: true });
}

/** A thing is said once, not each of its files; where only parts of things were changed, those. What is gone tells no kind. */
function countedThings(docs) {
  const alone = docs.filter((doc) => !doc || !isPart(doc));
  const said = alone.length ? alone : docs;
  return { n: said.length, videos: said.every(Boolean) ? said.filter(isVideo).length : undefined };
}

/** Delete photos and their originals for good, whatever is still in the trash of them; resolves to how many photos. */
export async function destroy(ids) {
  const docs = (await documents(ids)).filter((doc) => doc.cat === TRASH);
  const things = await erase(docs.map((doc) => [doc._id, doc._rev]));
  // What went to the trash with one of them goes with it.
  const parts = [...(await partsOf(things)).values()].flat().map((part) => part.id);
  const with_ = (parts.length ? await documents(parts) : []).filter((doc) => doc.cat === TRASH && things.includes(doc.trashed_with));
  const gone = [...things, ...(await erase(with_.map((doc) => [doc._id, doc._rev])))];
  // An original goes only when its photo is gone: another version of the photo may have come to light.
  const known = await revisions(gone.flatMap((id) => [`original-${id}`, id]));
  await erase([...known].filter(([id]) => id.startsWith('original-') && !known.has(id.slice('original-'.length))));
  dispatchEvent(new CustomEvent('photos-changed', { detail: { ids } }));
  return things.length;
}

/** Delete these revisions; resolves to the ids of those that had not changed. */
async function erase(known) {
  const answers = await store(known.map(([id, rev]) => ({ _id: id, _rev: rev, _deleted: true })));
  return answers.filter((answer) => answer.ok).map((answer) => answer.id);
}

/**
 * Store what `make` makes of each, and what follows of it for their parts: `done` of those that were meant are as wanted
 * now, or `kept` as somebody else had made them; `pairs` what was before and is after, of parts too.
 */
async function write(docs, make) {
  // Until then the last change's offer would stand there as if it were this one's.
  let underWay;
  const moment = setTimeout(() => { offer?.remove(); underWay = say(t('saving'), { stays: true }); }, MOMENT_MS);
  try {
    return await written(docs, make);
  } finally {
    clearTimeout(moment);
    underWay?.remove();
  }
}

async function written(docs, make) {
  const pairs = [];
  let todo = docs.map((doc) => [doc, make(doc)]);
  const done = [];
  const kept = [];
  const meant = new Set(docs.map((doc) => doc._id));
  try {
    todo.push(...(await followers(todo.filter(([doc, next]) => doc.cat !== next.cat))));
    while (todo.length) {
      const answers = new Map((await store(todo.map(([, next]) => next))).map((answer) => [answer.id, answer]));
      const refused = [];
      const conflicts = [];
      for (const [doc, next] of todo) {
        const answer = answers.get(doc._id) ?? {};
        if (answer.rev) {
          if (meant.has(doc._id)) done.push({ ...next, _rev: answer.rev });
          pairs.push([doc, next]);
        } else if (answer.error === 'conflict') conflicts.push([doc, next]);
        else refused.push([doc, answer]);
      }
      if (refused.length) say(t('notSaved', { ...countedThings(refused.map(([doc]) => doc)), why: refused[0][1].reason || t('unknown') }));
      const own = conflicts.filter(([doc]) => meant.has(doc._id));
      todo = own.length ? await resolve(own, make, done, kept) : [];
      // Of a part nobody is asked: it goes where its shown one is, whatever else was changed in it.
      const shown = new Map([...pairs, ...todo].map(([, next]) => [next._id, next]));
      const parts = conflicts.filter(([doc]) => !meant.has(doc._id)).map(([doc]) => doc._id);
      const now = parts.length ? await documents(parts) : [];
      todo.push(...now.filter((doc) => shown.has(doc.part_of)).map((doc) => [doc, following(doc, shown.get(doc.part_of))]).filter(([doc, next]) => doc !== next));
    }
  } catch (error) {
    sayError(error);
  }
  const ids = [...new Set([...done, ...pairs.map(([doc]) => doc)].map((doc) => doc._id))];
  if (ids.length) dispatchEvent(new CustomEvent('photos-changed', { detail: { ids } }));
  return { done, pairs, kept };
}

/** Show both sides of each conflict; what the user keeps of theirs is done, the rest is written on top of it. */
async function resolve(conflicts, make, done, kept) {
  const theirs = new Map((await documents(conflicts.map(([doc]) => doc._id))).map((doc) => [doc._id, doc]));
  const open = [];
  for (const [doc, next] of conflicts) {
    const other = theirs.get(doc._id);
    if (!other) say(t('notSaved', { ...counted([doc]), why: t('gone') }));
    else if (same(make(other), other)) done.push(other);
    else open.push({ mine: next, theirs: other, mineAgain: make(other) });
  }
  if (!open.length) return [];
  const choices = open.map((one) => choice(one));
  const answer = await ask(t('conflictTitle', counted(open.map(({ theirs: doc }) => doc))),
    h('div', { class: 'listing' }, h('p', {}, t('conflictAdvice')), h('div', { class: 'conflicts' }, choices)),
    [{ label: t('cancel'), value: '' }, { label: t('save'), value: 'save', kind: 'main' }]);
  if (answer !== 'save') return [];
  const again = [];
  open.forEach((one, at) => {
    if (choices[at].querySelector('input:checked').value === 'theirs') {
      done.push(one.theirs);
      kept.push(one.theirs._id);
    } else again.push([one.theirs, one.mineAgain]);
  });
  return again;
}

function choice({ mine, theirs, mineAgain }) {
  const name = `conflict-${theirs._id}`;
  const side = (value, doc, label) => h('label', {}, h('input', { type: 'radio', name, value, checked: value === 'mine' }),
    h('strong', {}, label), differences(doc, value === 'mine' ? theirs : mine));
  return h('div', { class: 'conflict' }, h('div', { class: 'small' }, frame(cardOf(theirs), 120)), side('mine', mineAgain, t('mine')), side('theirs', theirs, t('theirs')));
}

const SHOWN = { cat: 'category', keywords: 'tags', descr: 'description', taken: 'taken' };

function shown(doc, field) {
  return field === 'keywords' ? tags(doc).map((tag) => (tag === UNPROCESSED ? `(${t('process')})` : tag)).join(' ') : doc[field] ?? '';
}

function same(one, other) {
  return Object.keys(SHOWN).every((field) => shown(one, field) === shown(other, field));
}

function differences(doc, other) {
  const fields = Object.keys(SHOWN).filter((field) => shown(doc, field) !== shown(other, field));
  return h('dl', {}, fields.map((field) => [h('dt', {}, t(SHOWN[field])), h('dd', {}, clean(shown(doc, field)) || '–')]));
}
