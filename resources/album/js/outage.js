// The album does not answer: said once for the whole outage, asked again by itself, and what was missing comes then.

import { asCouchApp, howIsIt } from './api.js';
import { say } from './toast.js';
import { t } from './words.js';

const FIRST_MS = 2000;
const LONGEST_MS = 30000;

let toast;

/** How long to wait before one asks again, in milliseconds; `last` is how long one waited before, if one did. */
export function nextWait(last) {
  return last ? Math.min(LONGEST_MS, last * 1.5) : FIRST_MS;
}

/** From now on an outage is watched; `again` is called when the album answers again. */
export function watchOutages(again) {
  let wait;
  let timer;
  const look = async () => {
    clearTimeout(timer);
    if (!toast) return;
    const answer = await howIsIt();
    if (answer) {
      toast?.remove();
      toast = undefined;
      if (answer === 'well') say(t('answersAgain'));
      again();
    } else if (toast) {
      wait = nextWait(wait);
      timer = setTimeout(look, wait);
    }
  };
  addEventListener('album-away', ({ detail: error }) => {
    if (toast) return;
    // Where the program's own server is gone, so is this page's address: it does not come back by itself.
    toast = say(error?.status === 0 && !asCouchApp ? t('unreachable') : t('away'), { stays: true });
    wait = nextWait();
    timer = setTimeout(look, wait);
  });
  addEventListener('online', look);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
}
