// What a person says of a stack: take it apart, show another one of it first. Written as the program writes it, and taken
// back as every change.

import { documents, partsOf, store } from './api.js';
import { isPart, shownFirst, takenApart } from './stacks.js';
import { told } from './saving.js';
import { say, sayError } from './toast.js';
import { t } from './words.js';

/** Somebody else may write at the same time: so often it looks again. */
const TRIES = 4;

/** Of the shown one all its parts, of a part this one; resolves to whether it is so now. */
export function takeApart(headId, id) {
  return edit('apartN', async () => {
    const parts = (await members(headId)).filter((doc) => doc._id !== headId && doc.part_of === headId);
    return parts.filter((doc) => id === headId || doc._id === id).map((doc) => [doc, takenApart(doc)]);
  });
}

export function showFirst(headId, id) {
  return edit('firstN', async () => {
    const all = await members(headId);
    const chosen = all.find((doc) => doc._id === id);
    if (!chosen || !isPart(chosen)) return [];
    const originals = await documents(all.map((doc) => `original-${doc._id}`));
    const keysOf = (keys) => (Array.isArray(keys) ? keys.filter((key) => typeof key === 'string' && key) : []);
    return shownFirst(all, id, new Map(originals.map((doc) => [doc._id.slice('original-'.length), keysOf(doc.pair_keys)])));
  });
}

/** All that belongs to it, as it is now, the shown one first. */
async function members(headId) {
  const parts = (await partsOf([headId])).get(headId) ?? [];
  return documents([headId, ...parts.map((part) => part.id)]);
}

/** Store what `plan` makes of the documents as they are; one that was changed meanwhile is looked at again. */
async function edit(what, plan) {
  const pairs = new Map();
  try {
    for (let at = 0; at < TRIES; at += 1) {
      const todo = await plan();
      const answers = new Map((await store(todo.map(([, next]) => next))).map((answer) => [answer.id, answer]));
      for (const [doc, next] of todo) if (answers.get(doc._id)?.rev) pairs.set(doc._id, [pairs.get(doc._id)?.[0] ?? doc, next]);
      const failed = [...answers.values()].filter((answer) => !answer.rev);
      if (!failed.length) break;
      if (at === TRIES - 1 || failed.some((answer) => answer.error !== 'conflict')) {
        say(t('notSaved', { n: 1, why: failed[0].reason ?? '' }));
        break;
      }
    }
  } catch (error) {
    sayError(error);
  }
  if (!pairs.size) return false;
  told(what, { done: [...pairs.values()].slice(0, 1).map(([, next]) => next), pairs: [...pairs.values()] }, { isWhole: true });
  dispatchEvent(new CustomEvent('photos-changed', { detail: { ids: [...pairs.keys()] } }));
  return true;
}
