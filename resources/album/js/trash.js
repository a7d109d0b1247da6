// What was deleted, until it is put back or gone for good.

import { documents, rows } from './api.js';
import { h, icon, replace } from './dom.js';
import { Grid, tile } from './grid.js';
import { TRASH, cardOf } from './photo.js';
import { destroy, putBack } from './saving.js';
import { ask, say, sayError } from './toast.js';
import { t } from './words.js';

const PAGE = 100;
const NARROW = 120;

export class Trash {
  constructor() {
    this.line = h('div', { class: 'line' });
    this.box = h('div', {});
    this.element = h('div', {}, h('h1', {}, t('trash')), this.line, this.box);
  }

  async show() {
    this.ids = (await rows('cat', { reduce: false, key: TRASH })).map((row) => row.id);
    this.grid?.close();
    if (!this.ids.length) {
      replace(this.line);
      replace(this.box, h('div', { class: 'empty' }, h('h2', {}, t('trashEmpty')), h('p', {}, t('trashAdvice'))));
      return;
    }
    replace(this.line, h('span', {}, t('trashedN', { n: this.ids.length })),
      h('button', { type: 'button', onclick: () => this.back(this.ids) }, t('restoreAll')),
      h('button', { type: 'button', class: 'danger', onclick: () => this.empty() }, t('emptyTrash')));
    this.grid = new Grid(async (from) => {
      const docs = await documents(this.ids.slice(from, from + PAGE)).catch((error) => { sayError(error); return []; });
      return docs.map(cardOf);
    }, (card, width) => h('div', { class: 'tile' }, tile(card, width),
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

  async empty() {
    const n = this.ids.length;
    const answer = await ask(t('emptyAsk', { n }), h('p', {}, t('emptyWarn')), [
      { label: t('cancel'), value: '' }, { label: t('emptyTrash'), value: 'yes', kind: 'danger' }]);
    if (answer !== 'yes') return;
    let done = 0;
    this.isEmptying = true;
    try {
      for (let at = 0; at < n; at += PAGE) done += await destroy(this.ids.slice(at, at + PAGE));
    } catch (error) {
      sayError(error);
    }
    this.isEmptying = false;
    say(t('deleted', { n: done }));
    await this.show();
  }

  neighbour(id, step) {
    return this.grid?.neighbour(id, step);
  }

  close() {
    this.grid?.close();
  }
}
