// Short messages at the edge, questions in the middle.

import { h } from './dom.js';
import { t } from './words.js';

/** Say something for a while; with `action` a button that does it. */
export function say(text, { label, action } = {}) {
  const box = document.querySelector('#toasts');
  const toast = h('div', { class: 'toast' }, h('span', {}, text));
  const timer = setTimeout(() => toast.remove(), action ? 12000 : 5000);
  if (action) {
    toast.append(h('button', { type: 'button', onclick: () => { clearTimeout(timer); toast.remove(); action(); } }, label));
  }
  // Over a dialog, which covers everything else.
  (document.querySelector('dialog.lightbox[open] .stage') ?? document.body).append(box);
  box.append(toast);
  while (box.children.length > 3) box.firstChild.remove();
}

export function sayError(error) {
  say(error.status === 403 && !error.error ? t('refused') : t('failed', { why: error.message }));
}

/** A dialog that resolves to the pressed button's value, '' for Escape. */
export function ask(title, content, buttons) {
  const heading = `dialog-${Math.random().toString(36).slice(2)}`;
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
