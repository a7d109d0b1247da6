// What is used only once somebody opens, changes or looks for something: it is run then, and takes less memory until it
// is. All of it comes with the page, for the first page names every module: nobody waits for it, and no script is asked
// for when another server may listen there. Where one did not come with the page it is asked for like all else.

import { Refused, sure } from './api.js';
import { sayError } from './toast.js';

const PARTS = {
  cameras: () => import('./cameras.js'),
  completion: () => import('./completion.js'),
  download: () => import('./download.js'),
  film: () => import('./film.js'),
  form: () => import('./form.js'),
  inbox: () => import('./inbox.js'),
  lend: () => import('./lend.js'),
  lightbox: () => import('./lightbox.js'),
  saving: () => import('./saving.js'),
  search: () => import('./search.js'),
  tags: () => import('./tags.js'),
  trash: () => import('./trash.js'),
};
const there = new Map();

/** What a part exports. Rejects as what is asked of the album does: where it could not be had, nobody answers. */
export async function later(name) {
  if (!there.has(name)) {
    await sure(); // a script of somebody else's would be this page
    there.set(name, await PARTS[name]().catch(() => onceMore(name)));
  }
  return there.get(name);
}

// Firefox remembers that a module did not come, and never asks for it again: where it lies there now, only a page that is
// loaded again gets it.
async function onceMore(name) {
  const found = await fetch(new URL(`${name}.js`, import.meta.url), { cache: 'no-store' }).catch(() => null);
  if (!found?.ok) throw new Refused(0, { error: 'unreachable' });
  return PARTS[name]().catch(() => { throw new Refused(0, { error: 'incomplete' }); });
}

/** What `act` makes of a part; `instead` where the part did not come, and that is said: no press of a button is lost. */
export async function using(name, act, instead) {
  let part;
  try {
    part = await later(name);
  } catch (error) {
    sayError(error);
    return instead;
  }
  return act(part);
}
