// What the keys do, said when somebody presses "?".

import { h } from './dom.js';
import { ask } from './toast.js';
import { t } from './words.js';

/** Groups of keys with what they do; the words are the page's, the keys everybody's. */
const GROUPS = [
  ['timeline', [['← → ↑ ↓', 'keyWalk'], ['Enter', 'keyOpen'], ['X', 'keyChoose'], ['Shift ← →', 'keyRange'], ['Ctrl A', 'selectAll'], ['Ctrl Z', 'undo'], ['Escape', 'chooseNone'], ['/', 'search'], ['?', 'keys']]],
  ['keyPhoto', [['← →', 'keyTurn'], ['Space', 'play'], ['P', 'keyPlay'], ['↑ ↓', 'keyFiles'], ['I', 'details'], ['F', 'full'], ['+ −', 'keyZoom'], ['1', 'real'], ['0', 'keyWhole'], ['Escape', 'close']]],
  ['newTitle', [['← → ↑ ↓', 'keyChooseNext'], ['X', 'keyChoose'], ['Home End', 'keyEnds'], ['Shift ← →', 'keyRange'], ['Ctrl A', 'selectAll'], ['Space', 'keyLarge'], ['1 2 3', 'category'], ['T', 'tags'], ['Tab', 'keyField'], ['Escape', 'keyBack'], ['Enter', 'saveNext'], ['Ctrl Enter', 'keySave'], ['Delete', 'toTrash'], ['Ctrl Z', 'undo']]],
];
const FOR_WRITERS = new Set(['newTitle']);

/** Those of what is shown come first: `photo` lies open, else `view`. */
export function tellKeys(me, { view, photo }) {
  if (document.querySelector('dialog.question')) return;
  const here = (photo && 'keyPhoto') || (view === 'new' ? 'newTitle' : 'timeline');
  const groups = GROUPS.filter(([name]) => me.mayWrite || !FOR_WRITERS.has(name)).sort(([one], [other]) => (other === here) - (one === here));
  const key = (text) => text.split(' ').map((one) => [h('kbd', {}, t(`key-${one}`).replace(/^key-/, '')), ' ']);
  ask(t('keys'), h('div', { class: 'keys', role: 'group', 'aria-label': t('keys'), tabindex: '0' }, groups.map(([name, keys]) => h('section', {}, h('h3', {}, t(name)),
    h('dl', {}, keys.filter(([, what]) => me.mayWrite || what !== 'undo').map(([names, what]) => h('div', {}, h('dt', {}, key(names)), h('dd', {}, t(what)))))))), [{ label: t('close'), value: '', kind: 'main' }]);
}
