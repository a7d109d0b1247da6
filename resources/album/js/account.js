// Signing in and out at the album's own server, where that hands out this page.

import { signIn, signOut } from './api.js';
import { clean, h, replace } from './dom.js';
import { sayError } from './toast.js';
import { t } from './words.js';

/** The part of the bar that says who looks. A change of that draws the whole page anew. */
export function account(me) {
  if (me.isShut) return h('div', { class: 'account' });
  addEventListener('wants-sign-in', () => dialog(me.name));
  if (!me.name) return h('div', { class: 'account' }, h('button', { type: 'button', onclick: () => dialog() }, t('signIn')));
  return h('div', { class: 'account' }, h('span', { class: 'who' }, clean(me.name, 40)),
    h('button', { type: 'button', onclick: () => signOut().then(() => location.reload(), sayError) }, t('signOut')));
}

function dialog(known = '') {
  if (document.querySelector('dialog.sign-in')) return;
  const name = h('input', { type: 'text', id: 'sign-in-name', autocomplete: 'username', autocapitalize: 'none', required: true, value: known ?? '' });
  const password = h('input', { type: 'password', id: 'sign-in-password', autocomplete: 'current-password', required: true });
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const send = async (event) => {
    event.preventDefault();
    try {
      await signIn(name.value, password.value);
    } catch (error) {
      password.value = '';
      password.focus();
      replace(wrong, error.status === 401 ? t('signInWrong') : error.status === 0 ? t('unreachableServer') : clean(error.message));
      return;
    }
    box.close();
    // What was entered here waits in the session; the same person simply goes on.
    if (known && known === name.value) return;
    location.reload();
  };
  const box = h('dialog', { class: 'question sign-in', 'aria-labelledby': 'sign-in-title' },
    h('h2', { id: 'sign-in-title' }, t('signIn')),
    h('form', { onsubmit: send },
      h('label', { for: name.id }, t('signInName')), name, h('label', { for: password.id }, t('signInPassword')), password, wrong,
      h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: () => box.close() }, t('cancel')), h('button', { type: 'submit', class: 'main' }, t('signIn')))));
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
  (known ? password : name).focus();
}
