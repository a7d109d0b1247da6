// What a person says of a stack: take it apart, show another one of it first. Written as the program writes it, and taken
// back as every change.

import { documents, partnersOf, partsOf, store } from './api.js';
import { TRASH, isVideo, newestFirst, when } from './photo.js';
import { isOfOneShot, isPart, shownFirst, takenApart, togetherAgain } from './stacks.js';
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
    return shownFirst(all, id, await keysOf(all.map((doc) => doc._id)));
  });
}

/** What of a photo's shot was taken apart, or this one from it: `{shown, loose, keys}` for togetherAgain; else nothing. */
export async function takenApartFrom(doc) {
  const own = (await keysOf([doc._id])).get(doc._id) ?? [];
  const ids = own.length ? [...new Set(await partnersOf(own))].filter((id) => id !== doc._id) : [];
  if (!ids.length) return null;
  const keys = new Map([[doc._id, own], ...(await keysOf(ids))]);
  const withKeys = (one) => [one, keys.get(one._id) ?? []];
  const others = (await documents(ids)).filter((one) => one.cat !== TRASH && isOfOneShot(withKeys(doc), withKeys(one)));
  const settled = others.filter((one) => one.apart !== true);
  const loose = others.filter((one) => one.apart === true);
  if (doc.apart !== true) {
    const [shown] = isPart(doc) ? await documents([doc.part_of]) : [doc];
    return shown && loose.length ? { shown, loose, keys } : null;
  }
  if (settled.length) {
    const [shown] = await documents([...new Set(settled.map((one) => (isPart(one) ? one.part_of : one._id)))]);
    return shown && { shown, loose: [doc], keys };
  }
  if (!loose.length) return null;
  const [shown, ...rest] = [doc, ...loose].sort((one, other) => kindRank(one) - kindRank(other) || newestFirst({ id: other._id, key: when(other) }, { id: one._id, key: when(one) }));
  return { shown, loose: rest, keys };
}

/** Finished pictures before raw files before films, as the program shows them. */
function kindRank(doc) {
  if (isVideo(doc)) return 2;
  return doc.media === 'raw' ? 1 : 0;
}

export function putTogether(doc) {
  return edit('togetherN', async () => {
    const [now] = await documents([doc._id]);
    const found = now && (await takenApartFrom(now));
    return found ? togetherAgain(found.shown, found.loose, found.keys) : [];
  });
}

/** By what each is found by others of its shot, as its original says it. */
async function keysOf(ids) {
  const found = await documents(ids.map((id) => `original-${id}`));
  const texts = (keys) => (Array.isArray(keys) ? keys.filter((key) => typeof key === 'string' && key) : []);
  return new Map(found.map((one) => [one._id.slice('original-'.length), texts(one.pair_keys)]));
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
