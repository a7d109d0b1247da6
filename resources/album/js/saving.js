// Changes on their way to the album: one request for all, conflicts shown per photo, trash with undo.

import { documents, revisions, store } from './api.js';
import { clean, h } from './dom.js';
import { frame } from './picture.js';
import { TRASH, UNPROCESSED, cardOf, changed, restored, tags, trashed } from './photo.js';
import { ask, say, sayError } from './toast.js';
import { t } from './words.js';

const TOLD = 'photospool.public';

/** Before the first photo goes public: say once what strangers will see. */
export async function mayPublish(change) {
  if (change.cat !== 'Public' || localStorage.getItem(TOLD)) return true;
  const answer = await ask(t('publicAsk'), h('p', {}, t('publicWarn')), [
    { label: t('cancel'), value: '' }, { label: t('publicYes'), value: 'yes', kind: 'main' }]);
  if (answer === 'yes') localStorage.setItem(TOLD, '1');
  return answer === 'yes';
}

/** Make a change to documents as they were seen; resolves to those that are as wanted now, in the album's state. */
export async function save(docs, change) {
  if (!(await mayPublish(change))) return [];
  return write(docs, (doc) => changed(doc, change));
}

export async function discard(docs, onUndone) {
  const done = await write(docs, trashed);
  if (!done.length) return done;
  say(t('trashedN', { n: done.length }), { label: t('undo'), action: async () => onUndone(await putBack(done)) });
  return done;
}

/** Out of the trash, into the category that they had. */
export async function putBack(docs) {
  const now = await documents(docs.map((doc) => doc._id)).catch((error) => { sayError(error); return []; });
  return write(now, restored);
}

/** Delete photos and their originals for good, whatever is still in the trash of them; resolves to how many photos. */
export async function destroy(ids) {
  const docs = (await documents(ids)).filter((doc) => doc.cat === TRASH);
  const gone = await erase(docs.map((doc) => [doc._id, doc._rev]));
  // An original goes only when its photo is gone: another version of the photo may have come to light.
  const known = await revisions(gone.flatMap((id) => [`original-${id}`, id]));
  await erase([...known].filter(([id]) => id.startsWith('original-') && !known.has(id.slice('original-'.length))));
  dispatchEvent(new CustomEvent('photos-changed', { detail: { ids } }));
  return gone.length;
}

/** Delete these revisions; resolves to the ids of those that had not changed. */
async function erase(known) {
  const answers = await store(known.map(([id, rev]) => ({ _id: id, _rev: rev, _deleted: true })));
  return answers.filter((answer) => answer.ok).map((answer) => answer.id);
}

async function write(docs, make) {
  let todo = docs.map((doc) => [doc, make(doc)]);
  const done = [];
  try {
    while (todo.length) {
      const answers = new Map((await store(todo.map(([, next]) => next))).map((answer) => [answer.id, answer]));
      const refused = [];
      const conflicts = [];
      for (const [doc, next] of todo) {
        const answer = answers.get(doc._id) ?? {};
        if (answer.rev) done.push({ ...next, _rev: answer.rev });
        else if (answer.error === 'conflict') conflicts.push([doc, next]);
        else refused.push(answer);
      }
      if (refused.length) say(t('notSaved', { n: refused.length, why: refused[0].reason ?? '' }));
      todo = conflicts.length ? await resolve(conflicts, make, done) : [];
    }
  } catch (error) {
    sayError(error);
  }
  if (done.length) dispatchEvent(new CustomEvent('photos-changed', { detail: { ids: done.map((doc) => doc._id) } }));
  return done;
}

/** Show both sides of each conflict; what the user keeps of theirs is done, the rest is written on top of it. */
async function resolve(conflicts, make, done) {
  const theirs = new Map((await documents(conflicts.map(([doc]) => doc._id))).map((doc) => [doc._id, doc]));
  const open = [];
  for (const [doc, next] of conflicts) {
    const other = theirs.get(doc._id);
    if (!other) say(t('notSaved', { n: 1, why: t('gone') }));
    else if (same(make(other), other)) done.push(other);
    else open.push({ mine: next, theirs: other, mineAgain: make(other) });
  }
  if (!open.length) return [];
  const choices = open.map((one) => choice(one));
  const answer = await ask(t('conflictTitle', { n: open.length }),
    h('div', {}, h('p', {}, t('conflictAdvice')), h('div', { class: 'conflicts' }, choices)),
    [{ label: t('cancel'), value: '' }, { label: t('save'), value: 'save', kind: 'main' }]);
  if (answer !== 'save') return [];
  const again = [];
  open.forEach((one, at) => {
    if (choices[at].querySelector('input:checked').value === 'theirs') done.push(one.theirs);
    else again.push([one.theirs, one.mineAgain]);
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
