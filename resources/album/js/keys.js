// What the keys do, said when somebody presses "?".

import { h } from './dom.js';
import { ask } from './toast.js';
import { t } from './words.js';

/** Groups of keys with what they do; the words are the page's, the keys everybody's. */
const GROUPS = [
  ['timeline', [['← → ↑ ↓', 'keyWalk'], ['Enter', 'keyOpen'], ['X', 'keyChoose'], ['Shift ← →', 'keyRange'], ['Ctrl A', 'selectAll'], ['Ctrl Z', 'undo'], ['Escape', 'chooseNone'], ['/', 'search'], ['?', 'keys']]],
  ['keyPhoto', [['← →', 'keyTurn'], ['Space', 'play'], ['P', 'keyPlay'], ['↑ ↓', 'keyFiles'], ['I', 'details'], ['F', 'full'], ['+ −', 'keyZoom'], ['1', 'real'], ['0', 'keyWhole'], ['Escape', 'close']]],
  ['newTitle', [['← → ↑ ↓', 'keyChooseNext'], ['X', 'keyChoose'], ['Home End', 'keyEnds'], ['Shift ← →', 'keyRange'], ['Ctrl A', 'selectAll'], ['Space', 'keyLarge'], ['1 2 3', 'category'], ['T', 'tags'], ['Enter', 'saveNext'], ['Delete', 'toTrash']]],
];
const FOR_WRITERS = new Set(['newTitle']);

export function tellKeys(me) {
  if (document.querySelector('dialog.question')) return;
  const groups = GROUPS.filter(([name]) => me.mayWrite || !FOR_WRITERS.has(name));
  const key = (text) => text.split(' ').map((one) => [h('kbd', {}, t(`key-${one}`).replace(/^key-/, '')), ' ']);
  ask(t('keys'), h('div', { class: 'keys', role: 'group', 'aria-label': t('keys'), tabindex: '0' }, groups.map(([name, keys]) => h('section', {}, h('h3', {}, t(name)),
    h('dl', {}, keys.filter(([, what]) => me.mayWrite || what !== 'undo').map(([names, what]) => h('div', {}, h('dt', {}, key(names)), h('dd', {}, t(what)))))))), [{ label: t('close'), value: '', kind: 'main' }]);
}
