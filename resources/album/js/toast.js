// Short messages at the edge, questions in the middle.

import { asCouchApp, isAway } from './api.js';
import { h } from './dom.js';
import { t } from './words.js';

let dialogs = 0;

/**
 * Say something for a while, `lastsMs` where given; with `action` a button that does it, with `aside` one that
 * lets it stay. The same is never said twice at a time.
 */
export function say(text, { label, action, aside, isLong = false, stays = false, lastsMs } = {}) {
  const box = document.querySelector('#toasts');
  for (const other of box.children) if (other.firstChild.textContent === text) other.remove();
  const toast = h('div', { class: 'toast', 'data-stays': stays ? 'yes' : null }, h('span', { dir: 'auto' }, text));
  const timer = stays ? 0 : setTimeout(() => toast.remove(), lastsMs ?? (action || isLong ? 12000 : 5000));
  if (action) {
    toast.append(h('button', { type: 'button', onclick: () => { clearTimeout(timer); toast.remove(); action(); } }, label));
  }
  if (aside) toast.append(h('button', { type: 'button', onclick: aside.action }, aside.label));
  place(box);
  box.append(toast);
  while (box.children.length > 3) [...box.children].find((one) => !one.dataset.stays).remove();
  return toast;
}

/** Over a dialog, which covers everything else. */
function place(box) {
  (document.querySelector('dialog.lightbox[open] .stage') ?? document.body).append(box);
}

export function sayError(error) {
  console.info(error); // not for people; whoever looks for a fault finds it here
  if (error.wantsSignIn) say(t('signInAgain'), { label: t('signIn'), action: () => dispatchEvent(new Event('wants-sign-in')) });
  else if (error.wantsReload) say(reasonOf(error), { label: t('loadAgain'), action: () => location.reload(), stays: true });
  else if (isAway(error)) dispatchEvent(new CustomEvent('album-away', { detail: error }));
  else say(reasonOf(error));
}

/** What went wrong, in words for people. */
export function reasonOf(error) {
  if (error.error === 'another') return t('another');
  if (error.wantsReload) return t('incomplete');
  if (error.status === 0) return t(asCouchApp ? 'unreachableServer' : 'unreachable');
  if (isAway(error)) return t(asCouchApp ? 'unreachableServer' : 'albumAway');
  if (isOver(error)) return t('refused');
  if (error.status === undefined) return t('broken', { why: error.message });
  return t('failed', { why: error.message });
}

/** The program lets this page in no more: asking again helps nobody. */
export function isOver(error) {
  return error.status === 403 && !error.error;
}

/** A dialog that resolves to the pressed button's value, '' for Escape. */
export function ask(title, content, buttons) {
  const heading = `dialog-${(dialogs += 1)}`;
  return new Promise((resolve) => {
    const dialog = h('dialog', { class: 'question', 'aria-labelledby': heading },
      h('h2', { id: heading }, title), content,
      h('div', { class: 'buttons' }, buttons.map(({ label, value, kind }) =>
        h('button', { type: 'button', class: kind ?? '', onclick: () => dialog.close(value) }, label))));
    dialog.addEventListener('close', () => { dialog.remove(); resolve(dialog.returnValue); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
