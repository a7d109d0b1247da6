// What is being entered, kept in the tab until it is stored; not for whoever listens at the page's address later.

import { isLost } from './proof.js';

export function keepDraft(name, value) {
  if (!isLost()) sessionStorage.setItem(name, JSON.stringify(value));
}

/** Whether anything was entered; that a new photo stays new is no word that could be lost. */
export function isEntered(change) {
  return Object.keys(change ?? {}).some((key) => key !== 'keepUnprocessed');
}

/** The browser asks before a tab is closed in which something was entered and not saved. */
export function askBeforeLosing() {
  addEventListener('beforeunload', (event) => {
    const names = Object.keys(sessionStorage).filter((name) => /^photospool\.(edit\.|draft$|picked$)/.test(name));
    const kept = names.map((name) => JSON.parse(sessionStorage.getItem(name)));
    if (kept.some((draft) => isEntered(draft && 'ids' in draft ? draft.change : draft))) event.preventDefault();
  });
}
