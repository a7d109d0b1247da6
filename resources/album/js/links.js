// The address of a photo, a tag or a search, to be sent to somebody: of the public copy where there is one.

import { asCouchApp, publicPage } from './api.js';
import { h } from './dom.js';
import { ask, say, sayError } from './toast.js';
import { t } from './words.js';

/** Copy the address of `hash` in this page; `isPublic` says whether strangers find there what is meant. */
export async function copyLink(hash, isPublic = true) {
  let page;
  try {
    page = asCouchApp ? '' : await publicPage();
  } catch (error) {
    sayError(error);
    return;
  }
  const isSent = page && isPublic;
  const url = isSent ? page + hash : location.href.split('#')[0] + hash;
  let text = t('copied');
  if (!asCouchApp) text = isSent ? t(leadsOthers(page) ? 'copiedPublic' : 'copiedOpenHere') : t(page ? 'copiedPrivate' : 'copiedHere');
  if (await isCopied(url)) say(text, { isLong: true });
  else show(url, text);
}

/** Whether somebody else finds the same there: what is this computer for one is another one for others. */
function leadsOthers(page) {
  return !/^(localhost\.?|127(\.\d+){3}|\[::1\])$/.test(new URL(page).hostname);
}

/** Not every page may write into the clipboard: those without https can't. */
async function isCopied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function show(url, text) {
  const field = h('input', { type: 'text', readonly: true, value: url, 'aria-label': t('link'), autofocus: true, onfocus: () => field.select() });
  ask(t('link'), h('div', {}, h('p', {}, text.replace(/^[^.]*\. ?/, '')), field), [{ label: t('close'), value: '', kind: 'main' }]);
}
