// Tells the program that this page is open, and when it is closed: whoever was let in is out with the last page.
// As a CouchApp there is nobody to tell; a CouchDB ends its sessions by itself.

import { asCouchApp, tellPresence } from './api.js';
import { sayError } from './toast.js';

const BEAT_MS = 60000;

let isTelling = false;

export function present() {
  if (asCouchApp || isTelling) return;
  isTelling = true;
  const page = crypto.randomUUID();
  let isOver = false;
  const here = () => tellPresence(page, true).then(() => { isOver = false; }, (error) => {
    // Said once, and only to somebody who looks.
    if (error.status === 403 && !isOver && document.visibilityState === 'visible') {
      isOver = true;
      sayError(error);
    }
  });
  addEventListener('pagehide', () => tellPresence(page, false).catch(() => {}));
  addEventListener('pageshow', ({ persisted }) => persisted && here());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && here());
  setInterval(here, BEAT_MS);
  here();
}
