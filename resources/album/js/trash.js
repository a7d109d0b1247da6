// What was deleted, until it is put back or gone for good.

import { documents, rows } from './api.js';
import { h, icon, replace } from './dom.js';
import { Grid } from './grid.js';
import { Picker } from './picker.js';
import { TRASH, cardOf } from './photo.js';
import { destroy, putBack } from './saving.js';
import { ask, say, sayError } from './toast.js';
import { t } from './words.js';

const PAGE = 100;
const NARROW = 120;

/** Of what is chosen here nothing is edited: it comes back, or goes for good. */
class TrashPicker extends Picker {
  constructor(me, trash) {
    super(me, trash.element, async (one, other) => trash.grid.between(one.id, other.id), () => trash.ids);
    this.where = trash;
  }

  actions() {
    return [this.action('undo', 'restore', async () => this.where.back(await this.ids())), this.action('trash', 'deleteForGood', () => this.trash())];
  }

  async trash() {
    return this.where.erase(await this.ids());
  }
}

export class Trash {
  constructor(me) {
    this.line = h('div', { class: 'line' });
    this.box = h('div', {});
    this.element = h('div', {}, h('h1', {}, t('trash')), this.line, this.box);
    this.picker = new TrashPicker(me, this);
  }

  async show() {
    this.ids = (await rows('cat', { reduce: false, key: TRASH })).map((row) => row.id);
    this.grid?.close();
    const there = new Set(this.ids);
    this.picker.set([...this.picker.chosen].filter((id) => there.has(id)));
    if (!this.ids.length) {
      replace(this.line);
      replace(this.box, h('div', { class: 'empty' }, h('h2', {}, t('trashEmpty')), h('p', {}, t('trashAdvice'))));
      return;
    }
    replace(this.line, h('span', {}, t('trashedN', { n: this.ids.length })),
      h('button', { type: 'button', onclick: () => this.back(this.ids) }, t('restoreAll')),
      h('button', { type: 'button', class: 'danger', onclick: () => this.erase(this.ids) }, t('emptyTrash')),
      h('p', { class: 'hint' }, t('trashAdvice')));
    this.grid = new Grid(async (from) => {
      const docs = await documents(this.ids.slice(from, from + PAGE)).catch((error) => { sayError(error); return []; });
      return docs.map(cardOf);
    }, (card, width) => h('div', { class: 'tile' }, this.picker.tile(card, width),
      h('button', { type: 'button', class: 'over', 'aria-label': t('restore'), title: t('restore'), onclick: () => this.back([card.id]) }, width < NARROW ? icon('undo') : t('restore'))));
    replace(this.box, this.grid.element);
    await this.grid.load();
  }

  async back(ids) {
    await putBack(ids); // and then changed() is called
  }

  /** Some came back, or went. */
  async changed() {
    if (!this.isEmptying && this.element.isConnected) await this.show();
  }

  /** Delete these for good, if one means it. */
  async erase(ids) {
    const n = ids.length;
    if (this.isEmptying || document.querySelector('dialog.question')) return;
    const answer = await ask(t('emptyAsk', { n }), h('p', {}, t('emptyWarn')), [
      { label: t('cancel'), value: '' }, { label: t('deleteForGood'), value: 'yes', kind: 'danger' }]);
    if (answer !== 'yes') return;
    let done = 0;
    this.isEmptying = true;
    try {
      for (let at = 0; at < n; at += PAGE) done += await destroy(ids.slice(at, at + PAGE));
    } catch (error) {
      sayError(error);
    }
    this.isEmptying = false;
    say(t('deleted', { n: done }));
    await this.show().catch(sayError);
  }

  neighbour(id, step) {
    return this.grid?.neighbour(id, step);
  }

  close() {
    this.grid?.close();
  }
}
