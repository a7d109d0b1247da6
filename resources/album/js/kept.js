// What the reader chose for this page, from one opening to the next. The program keeps it for the album on this computer,
// whose page has another port each time, and with it another store of the browser; a CouchDB's page has the browser's.

import { asCouchApp, keepChoice } from './api.js';
import { sayError } from './toast.js';

let known = {};

/** What the program kept, as it says at the start. */
export function knowKept(values) {
  known = { ...values };
}

/** Empty where nothing was chosen. */
export function keptOf(name) {
  return (asCouchApp ? localStorage.getItem(`photospool.${name}`) : known[name]) ?? '';
}

/** Keep it, or let it go where `value` is empty. */
export function keep(name, value) {
  if (asCouchApp) {
    if (value) localStorage.setItem(`photospool.${name}`, value);
    else localStorage.removeItem(`photospool.${name}`);
    return;
  }
  known[name] = value;
  keepChoice(name, value).catch(sayError);
}
