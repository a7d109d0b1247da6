// What is being entered, kept in the tab until it is stored; not for whoever listens at the page's address later.

import { isLost } from './proof.js';

export function keepDraft(name, value) {
  if (!isLost()) sessionStorage.setItem(name, JSON.stringify(value));
}
