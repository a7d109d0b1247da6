// Choosing many photos wherever photos are shown: Ctrl or Cmd, Shift, a long press and going on, the corner of a photo,
// the keyboard. A bar says how many and what may be done with all of them; the form of the new photos is beside it.

import { documents } from './api.js';
import { h, icon, iconButton, replace } from './dom.js';
import { isEntered, keepDraft } from './draft.js';
import { pressAndDrag } from './gestures.js';
import { tile, tileName } from './grid.js';
import { walk } from './keyboard_nav.js';
import { later, using } from './later.js';
import { Latest } from './latest.js';
import { sayError } from './toast.js';
import { t } from './words.js';

/** The corner of a photo that chooses it, in CSS pixels. */
const CORNER_PX = 44;
const DRAFT = 'photospool.picked';
/** Of so many at once it is asked whether they are public. */
const ASKED = 100;
/** Under this sign a tile keeps its card: a map of all tiles keeps the room of the many that are gone. */
const CARD = Symbol('card');

export class Picker {
  /**
   * `between(one, other)` resolves to all ids from one card to the other, in the order of the list; `all()` to every one;
   * `onchoosing` hears whether photos are being chosen.
   */
  constructor(me, element, between, all, onchoosing = () => {}) {
    this.me = me;
    this.element = element;
    this.between = between;
    this.all = all;
    this.onchoosing = onchoosing;
    /** Whether strangers may see a photo, by its id, as far as it was asked. */
    this.open = new Map();
    this.chosen = new Set();
    /** Whether a month, or all, was chosen at once: nobody looked at each. */
    this.isWhole = false;
    this.anchor = null;
    this.asked = new Latest(() => [...this.chosen].join(), () => this.showForm([...this.chosen]));
    pressAndDrag(element, { begin: (one) => one[CARD] && this.toggle(one[CARD], true), over: (one) => one[CARD] && this.range(one[CARD]) });
    element.addEventListener('click', (event) => this.click(event));
    element.addEventListener('keydown', (event) => this.key(event));
  }

  /** A tile that knows whether it is chosen; for `fill` and `Grid`. */
  tile(card, width) {
    const made = tile(card, width);
    made[CARD] = card;
    if (this.chosen.has(card.id)) this.mark(made, card);
    return made;
  }

  mark(made, card) {
    const isChosen = this.chosen.has(card.id);
    made.classList.toggle('chosen', isChosen);
    made.setAttribute('aria-label', isChosen ? t('chosen', { photo: tileName(card) }) : tileName(card));
  }

  click(event) {
    const made = event.target.closest('a.tile');
    const card = made?.[CARD];
    // A key opens the photo, whatever is chosen: one looks at it large. In Firefox its press counts as one click, of no pointer.
    const isByKey = event.detail === 0 || event.pointerType === '';
    if (!card || event.altKey || (isByKey && !event.ctrlKey && !event.metaKey && !event.shiftKey)) return;
    const box = made.getBoundingClientRect();
    const inCorner = matchMedia('(hover: hover)').matches && event.clientX - box.left < CORNER_PX && event.clientY - box.top < CORNER_PX;
    if (event.shiftKey) this.range(card);
    else if (event.ctrlKey || event.metaKey || inCorner || this.isChoosing) this.toggle(card);
    else return;
    event.preventDefault();
    window.getSelection()?.removeAllRanges();
  }

  /** By the button, for those who know neither the keys nor the long press: from now on a click chooses. */
  begin() {
    this.isOn = true;
    this.draw();
    this.bar.querySelector('button').focus(); // the keys go on here
  }

  get isChoosing() {
    return this.chosen.size > 0 || Boolean(this.isOn);
  }

  toggle(card, isOn = !this.chosen.has(card.id)) {
    if (isOn) this.chosen.add(card.id);
    else this.chosen.delete(card.id);
    this.anchor = card;
    this.base = new Set(this.chosen);
    this.draw();
  }

  /** From the photo that was chosen last to this one, those between them too; a shorter range lets the others go. */
  range(card) {
    if (this.anchor) this.coming = this.reach(card);
    else this.toggle(card, true);
  }

  async reach(card) {
    this.last = card;
    const ids = await this.between(this.anchor, card).catch((error) => { sayError(error); return []; });
    if (this.last !== card) return; // gone on meanwhile
    this.chosen = new Set([...this.base, ...ids]);
    this.draw();
  }

  /** These as well, a month of them; `find` resolves to their ids. */
  add(find) {
    this.isWhole = true;
    this.coming = (async () => {
      const ids = await find().catch((error) => { sayError(error); return []; });
      if (ids.length && this.element.isConnected) this.set([...new Set([...this.chosen, ...ids])]);
    })();
  }

  /** Just these. */
  set(ids) {
    this.chosen = new Set(ids);
    this.base = new Set(ids);
    if (!ids.length) {
      this.anchor = null;
      this.isOn = false;
      this.isWhole = false;
    }
    this.draw();
  }

  /** All that the view has, also what was not scrolled to. */
  selectAll() {
    this.isWhole = true;
    this.coming = this.reachAll();
  }

  async reachAll() {
    const ids = await Promise.resolve().then(() => this.all()).catch((error) => { sayError(error); return null; });
    if (ids && this.element.isConnected) this.set(ids);
  }

  key(event) {
    if (event.target.matches('input, textarea, select')) {
      // Escape in the middle of typing leaves the field; what was typed stays there.
      if (event.key !== 'Escape' || !this.panel?.contains(event.target)) return;
      this.bar.querySelector('button').focus();
      event.preventDefault();
      return;
    }
    const card = event.target[CARD];
    const isJump = event.ctrlKey || event.metaKey;
    if (event.shiftKey && event.key.startsWith('Arrow') && card && !isJump) {
      const next = walk(event, this.element);
      if (!this.anchor) this.toggle(card, true);
      if (next) this.range(next[CARD]);
    } else if (card && ((event.key === 'x' && !isJump) || (event.key === ' ' && isJump))) {
      this.toggle(card);
      event.preventDefault();
    } else if (event.key === 'Escape' && this.isChoosing && !isJump) {
      if (!this.panel) this.set([]);
      else if (!this.form || !isEntered(this.form.change())) this.closePanel();
      event.preventDefault();
    } else if (event.key === 'Delete' && this.chosen.size && this.me.mayWrite && !event.target.matches('button')) {
      this.trash();
      event.preventDefault();
    }
  }

  draw() {
    for (const made of this.element.querySelectorAll('a.tile')) {
      const card = made[CARD];
      if (card) this.mark(made, card);
    }
    const n = this.chosen.size;
    if (this.element.classList.toggle('choosing', this.isChoosing) !== this.wasChoosing) {
      this.wasChoosing = this.isChoosing;
      this.onchoosing(this.isChoosing);
    }
    if (!n) this.closePanel();
    if (!this.isChoosing) {
      this.bar?.remove();
      this.bar = undefined;
      return;
    }
    this.bar ??= this.makeBar();
    if (!this.bar.isConnected) this.element.prepend(this.bar);
    this.count.textContent = n ? t('selected', { n }) : t('selectPhotos');
    for (const button of this.bar.querySelectorAll('.action')) button.disabled = !n;
    this.nameShare();
    if (n && this.bar.querySelector('.share')) this.askOpen();
    if (this.panel) this.asked.renew();
  }

  /** What is public already can be made private there. */
  nameShare() {
    const button = this.bar.querySelector('.share');
    const key = this.chosen.size && [...this.chosen].every((id) => this.open.get(id)) ? 'makePrivate' : 'makePublic';
    if (!button || button.title === t(key)) return;
    button.title = t(key);
    button.querySelector('.name').textContent = t(key);
  }

  /** Whether those that are chosen are public: a few at a time, and no more once one is not, for then the button publishes. */
  async askOpen() {
    if (this.isAskingOpen) return;
    this.isAskingOpen = true;
    const asked = this.open;
    const unknown = () => [...this.chosen].filter((id) => !asked.has(id)).slice(0, ASKED);
    const mayBeOpen = () => this.open === asked && [...this.chosen].every((id) => asked.get(id) !== false);
    for (let ids = unknown(); ids.length && mayBeOpen(); ids = unknown()) {
      const found = await documents(ids).catch(() => []); // what is not known is called private: the button publishes, as it says
      for (const id of ids) asked.set(id, false);
      for (const doc of found) asked.set(doc._id, doc.cat === 'Public');
    }
    this.isAskingOpen = false;
    if (this.bar) this.nameShare();
  }

  /** What was known of who sees them is so no more. */
  forgetOpen() {
    this.open = new Map();
    this.isAskingOpen = false;
  }

  makeBar() {
    this.count = h('strong', { role: 'status' });
    return h('div', { class: 'picked', role: 'toolbar', 'aria-label': t('withChosen') },
      iconButton('close', t('chooseNone'), () => this.set([])), this.count, this.actions());
  }

  /** What may be done with those that are chosen. */
  actions() {
    this.forgetOpen();
    return [
      this.me.mayWrite && this.action('edit', 'edit', () => (this.panel ? this.closePanel() : this.edit())),
      this.action('save', 'download', () => using('download', async ({ download }) => download(await this.ids()))),
      this.me.mayWrite && this.action('share', 'makePublic', () => this.share()),
      this.me.mayWrite && this.action('trash', 'toTrash', () => this.trash())];
  }

  action(name, key, onclick) {
    return h('button', { type: 'button', class: `action ${name}`, title: t(key), onclick }, icon(name), h('span', { class: 'name' }, t(key)));
  }

  /** Open the form for all that are chosen. */
  edit(change) {
    this.panel = h('aside', { class: 'panel float open', 'aria-label': t('edit') }, h('p', { class: 'hint' }, t('loading')));
    this.element.append(this.panel);
    this.restored = change;
    this.asked.renew();
  }

  /** The form for these; while their documents are asked for, the one before is shown, and nobody writes into it. */
  async showForm(ids) {
    const { panel } = this;
    if (!panel) return false; // closed meanwhile
    const hadFocus = panel.contains(document.activeElement);
    panel.inert = true;
    const [part, docs] = await Promise.all([later('form'), documents(ids)]).catch((error) => { sayError(error); return []; });
    if (this.panel !== panel || ids.join() !== [...this.chosen].join()) return false;
    panel.inert = false;
    if (!docs) return false;
    const change = this.restored ?? this.form?.change() ?? {};
    this.restored = undefined;
    const form = new part.Form(docs, { many: true, change, onchange: () => this.keep(), onsubmit: () => this.save() });
    const isFirst = !this.form;
    this.form = form;
    this.unsaved = h('p', { class: 'unsaved', role: 'status' });
    replace(panel, h('h2', {}, t('selected', { n: docs.length }), ' ', iconButton('close', t('cancel'), () => this.closePanel())), form.element);
    form.element.append(this.unsaved, h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'main' }, t('save'))));
    if (hadFocus || isFirst) form.entry.focus();
    this.keep();
    return true;
  }

  /** What is entered stays in the tab until it is saved or the form is closed. */
  keep() {
    const change = this.form.change();
    this.unsaved.textContent = isEntered(change) ? t('unsaved') : '';
    keepDraft(DRAFT, { where: location.hash.split('?')[0], ids: [...this.chosen], change });
  }

  /** What was entered in this view before a reload. */
  restore() {
    const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? 'null');
    if (this.panel || draft?.where !== location.hash.split('?')[0] || !isEntered(draft.change)) return;
    this.set(draft.ids);
    this.edit(draft.change);
  }

  closePanel() {
    if (!this.panel) return;
    sessionStorage.removeItem(DRAFT);
    this.panel.remove();
    this.panel = undefined;
    this.form = undefined;
  }

  /** All that are chosen, once those have come that a range, or "all", takes along. */
  async ids() {
    await this.coming;
    return [...this.chosen];
  }

  async save() {
    await this.coming;
    if (!(await this.asked.isShown()) || !this.form || this.isBusy) return;
    this.isBusy = true;
    this.form.take();
    const { docs } = this.form;
    this.unsaved.textContent = t('saving');
    const change = this.form.change();
    const done = await using('saving', ({ save }) => save(docs, change), []);
    this.isBusy = false;
    if (!done.length) this.keep();
    this.leave(docs, done);
  }

  /** To everybody, or back: as the button says. */
  async share() {
    const cat = this.bar.querySelector('.share').title === t('makePrivate') ? 'Private' : 'Public';
    await this.change((docs) => {
      const { isWhole } = this; // as the photos come, all of a month may have been chosen
      return using('saving', ({ save }) => save(docs, { cat }, { isWhole }), []);
    });
    this.forgetOpen();
    if (this.bar) await this.askOpen();
  }

  trash() {
    return this.change((docs) => using('saving', ({ discard }) => discard(docs), []));
  }

  /** Let `make` change all that are chosen; it resolves to those that are as wanted. */
  async change(make) {
    if (this.isBusy) return;
    this.isBusy = true;
    const docs = await documents(await this.ids()).catch((error) => { sayError(error); return []; });
    const done = await make(docs);
    this.isBusy = false;
    this.leave(docs, done);
  }

  /** What was done is chosen no more; what could not be done still is. */
  leave(docs, done) {
    if (!done.length) return;
    const left = new Set(done.map((doc) => doc._id));
    this.set(docs.map((doc) => doc._id).filter((id) => !left.has(id)));
  }
}
