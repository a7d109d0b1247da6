// The new photos, day by day: choose some, say what they are, go on to the next. What was entered survives a reload.

import { documents, rows } from './api.js';
import { h, icon, iconButton, replace } from './dom.js';
import { isEntered, keepDraft } from './draft.js';
import { Form } from './form.js';
import { pressAndDrag } from './gestures.js';
import { badge, fill } from './grid.js';
import { Latest } from './latest.js';
import { frame } from './picture.js';
import { TRASH, UNPROCESSED, card, cardOf, newestFirst, tags } from './photo.js';
import { openPhoto } from './router.js';
import { discard, save } from './saving.js';
import { Selection } from './selection.js';
import { isPart } from './stacks.js';
import { sayError } from './toast.js';
import { clock, dayName, number, t } from './words.js';

const PAGE = 200;
const DRAFT = 'photospool.draft';
/** An Enter so soon after the next photo was chosen by itself was meant for the one before; for longer where saving that took long. */
const UNMEANT_MS = 1500;
const LONGEST_UNMEANT_MS = 10_000;

export class Inbox {
  constructor() {
    this.isSorting = true;
    this.days = new Map();
    this.docs = new Map();
    this.cards = [];
    this.selection = new Selection(() => this.selected());
    this.asked = new Latest(() => this.selection.ids().join(), () => this.showForm(this.selection.ids()));
    this.list = h('div', { class: 'days' });
    pressAndDrag(this.list, { begin: (one) => this.selection.begin(one.dataset.id), over: (one) => this.selection.reach(one.dataset.id) });
    this.foot = h('div', { class: 'foot' });
    this.all = h('button', { type: 'button', class: 'link', hidden: true, onclick: () => this.selectAll() }, t('selectAll'));
    this.panel = h('aside', { class: 'panel', 'aria-label': t('edit') });
    this.element = h('div', { class: 'process', onkeydown: (event) => this.key(event) },
      h('div', {},
        h('div', { class: 'title' }, h('h1', {}, t('newTitle'), ' ', (this.count = h('span', { class: 'count' }))), this.all),
        this.list, this.foot), this.panel);
    this.watch = new IntersectionObserver(([entry]) => entry.isIntersecting && this.more());
    this.resize = new ResizeObserver(() => this.redraw());
  }

  async show() {
    const [all] = await rows('unprocessed', {});
    this.total = all?.value ?? 0;
    const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? 'null');
    await this.more();
    const isThere = (id) => this.cards.some((one) => one.id === id);
    if (draft) while (!this.isOver && this.cards.length < 2000 && !draft.ids.every(isThere)) await this.more();
    this.watch.observe(this.foot);
    this.resize.observe(this.list);
    this.restored = draft?.change;
    this.selection.set((draft?.ids ?? []).filter(isThere));
  }

  /** Where the keys begin: at what is chosen, else at the first of the new photos. */
  begin() {
    return this.list.querySelector('[aria-pressed="true"]') ?? this.list.querySelector('.tile');
  }

  /** The next page of them; whoever asks meanwhile waits for the same one. */
  async more() {
    if (this.isOver) return;
    this.loading ??= this.load().finally(() => { this.loading = undefined; });
    await this.loading;
  }

  async load() {
    // After the last one by its key: what was saved meanwhile shifts nothing.
    const last = this.cards.at(-1);
    const after = last ? { startkey: last.key, startkey_docid: last.id, skip: 1 } : {};
    try {
      const found = await rows('unprocessed', { reduce: false, descending: true, limit: PAGE, ...after });
      this.isOver = found.length < PAGE;
      this.add(found.map((row) => card(row.id, row.value, row.key)));
    } catch (error) {
      sayError(error);
      this.isOver = true;
    }
    this.watch.unobserve(this.foot);
    this.watch.observe(this.foot);
  }

  /** Somebody looks again: photos that came meanwhile are added, and nothing that is being entered is touched. */
  async look() {
    this.asked.catchUp();
    const [all] = await rows('unprocessed', {}).catch(() => []);
    if (!all || all.value === this.total) return;
    const found = await rows('unprocessed', { reduce: false, descending: true, limit: PAGE }).catch(() => []);
    this.total = all.value;
    this.add(found.map((row) => card(row.id, row.value, row.key)));
  }

  add(cards) {
    const known = new Set(this.cards.map((one) => one.id));
    this.cards.push(...cards.filter((one) => !known.has(one.id)));
    this.cards.sort(newestFirst);
    this.width = 0;
    this.redraw();
  }

  redraw() {
    if (!this.list.isConnected || this.list.clientWidth === this.width) return;
    this.width = this.list.clientWidth;
    const days = Map.groupBy ? Map.groupBy(this.cards, dayOf) : grouped(this.cards);
    this.count.textContent = this.total ? number(this.total) : '';
    this.isCounting = true;
    dispatchEvent(new CustomEvent('new-counted', { detail: this.total }));
    this.all.hidden = !this.cards.length;
    this.panel.hidden = !this.cards.length; // nothing is there to say something of
    if (!days.size) replace(this.list, h('div', { class: 'empty' }, h('h2', {}, t('nothingNew')), h('p', {}, t('nothingNewAdvice'))));
    else this.list.querySelector('.empty')?.remove();
    for (const [day, { element }] of this.days) {
      if (!days.has(day)) {
        element.remove();
        this.days.delete(day);
      }
    }
    let before = null;
    for (const [day, cards] of days) {
      const shown = this.days.get(day) ?? this.day(day);
      if (shown.element.previousElementSibling !== before || !shown.element.isConnected) {
        if (before) before.after(shown.element);
        else this.list.prepend(shown.element);
      }
      before = shown.element;
      const ids = `${this.width} ${cards.map((one) => one.id)}`;
      if (shown.ids !== ids) fill(shown.rows, cards, true, (one, width) => this.tile(one, width));
      shown.ids = ids;
    }
    this.selection.order = this.cards.map((one) => one.id);
    this.selection.draw(this.list);
  }

  day(day) {
    const all = h('button', { type: 'button', class: 'link', onclick: () => this.selection.set(this.cards.filter((one) => dayOf(one) === day).map((one) => one.id)) }, t('selectDay'));
    const rowsOf = h('div', { class: 'rows' });
    const element = h('section', { class: 'day' }, h('h2', {}, dayName(day), ' ', all), rowsOf);
    this.days.set(day, { element, rows: rowsOf });
    return this.days.get(day);
  }

  tile(one, width) {
    return h('button', {
      type: 'button', class: 'tile', 'data-id': one.id, 'aria-pressed': 'false', 'aria-label': `${t('selectPhoto')}: ${said(one.key)}`,
      onclick: (event) => this.selection.click(one.id, event), ondblclick: () => openPhoto(one.id),
    }, frame(one, width), badge(one), h('span', { class: 'tick' }, icon('check')));
  }

  selected() {
    this.selection.draw(this.list);
    this.asked.renew();
  }

  /** The form for these; while their documents are asked for, the one before is shown, and nobody writes into it. */
  async showForm(ids) {
    const missing = ids.filter((id) => !this.docs.has(id));
    this.panel.inert = missing.length > 0;
    if (!ids.length) {
      this.form = null;
      sessionStorage.removeItem(DRAFT);
      this.panel.classList.remove('open');
      replace(this.panel, h('p', { class: 'hint' }, t('selectHint')));
      return true;
    }
    const docs = await documents(missing).catch((error) => { sayError(error); return null; });
    for (const doc of docs ?? []) this.docs.set(doc._id, doc);
    if (this.selection.ids().join() !== ids.join()) return false;
    this.panel.inert = false;
    if (!docs) {
      if (!this.form) replace(this.panel, h('p', { class: 'hint' }, t('selectHint'))); // what stands there is of a photo that is filed
      return false;
    }
    // What was entered for a selection that grows or shrinks stays entered.
    const change = this.restored ?? this.form?.change() ?? {};
    this.restored = undefined;
    this.form = new Form(ids.map((id) => this.docs.get(id)).filter(Boolean), {
      many: true, change, onchange: () => this.draft(), onsubmit: () => this.save(),
    });
    this.panel.classList.add('open');
    replace(this.panel, h('h2', {}, t('selected', { n: ids.length }), ' ',
      iconButton('close', t('chooseNone'), () => this.selectNone())), this.form.element);
    this.unsaved = h('p', { class: 'unsaved', role: 'status' });
    this.form.element.append(this.unsaved, h('div', { class: 'buttons' },
      h('button', { type: 'submit', class: 'main' }, t('saveNext')), h('button', { type: 'button', title: t('toTrash'), onclick: () => this.trash() }, icon('trash'), h('span', { class: 'name' }, t('toTrashShort')))));
    this.draft();
    return true;
  }

  /** What a key says of what is chosen, as soon as the form for it is there. */
  async enter(deed) {
    await this.asked.settled();
    if (this.form) deed(this.form);
  }

  /** All of them, those too that lie further down than was scrolled. */
  async selectAll() {
    while (!this.isOver) await this.more();
    if (this.element.isConnected) this.selection.set(this.cards.map((one) => one.id));
  }

  /** By Escape; what was entered is not lost by it. */
  leaveForm() {
    if (!this.form || !isEntered(this.form.change())) this.selectNone();
  }

  /** The panel goes, and its buttons with it: the keys go on at the photo that was chosen first. */
  selectNone() {
    const wasIn = this.panel.contains(document.activeElement);
    const first = this.begin();
    this.selection.set([]);
    if (wasIn) first?.focus();
  }

  draft() {
    const change = this.form.change();
    this.unsaved.textContent = isEntered(change) ? t('unsaved') : '';
    keepDraft(DRAFT, { ids: this.selection.ids(), change });
  }

  async save() {
    if (!(await this.asked.isShown()) || !this.form || this.isSaving) return;
    this.isSaving = true;
    this.form.take();
    const { docs } = this.form;
    this.unsaved.textContent = t('saving');
    let began;
    const done = await save(docs, this.form.change(), { onwrite: () => { began = performance.now(); } });
    const tookMs = performance.now() - began;
    this.isSaving = false;
    if (!done.length) {
      this.draft();
      return;
    }
    for (const doc of done) this.docs.set(doc._id, doc);
    this.leave(done.filter((doc) => !tags(doc).includes(UNPROCESSED)), docs, tookMs);
  }

  async trash() {
    if (!(await this.asked.isShown()) || !this.form) return;
    const { docs } = this.form;
    const done = await discard(docs);
    if (done.length) this.leave(done, docs);
  }

  /** These are no longer new; the one after what was chosen takes its place. */
  leave(gone, chosen, tookMs = 0) {
    const left = new Set(gone.map((doc) => doc._id));
    const ids = this.cards.map((one) => one.id);
    const at = Math.max(...chosen.map((doc) => ids.indexOf(doc._id)));
    const next = ids.slice(at + 1).find((id) => !left.has(id)) ?? ids.find((id) => !left.has(id));
    this.cards = this.cards.filter((one) => !left.has(one.id));
    this.total -= left.size;
    this.form = null;
    this.width = 0;
    this.redraw();
    const kept = chosen.map((doc) => doc._id).filter((id) => !left.has(id));
    this.selection.set(next && !kept.length ? [next] : kept);
    this.unmeantUntil = performance.now() + Math.min(Math.max(UNMEANT_MS, tookMs), LONGEST_UNMEANT_MS);
    this.panel.scrollTop = 0; // the next one's form begins with its category
    this.list.querySelector('[aria-pressed="true"]')?.focus();
  }

  /** Whether Enter, pressed now, can only be about the photo that is saved already. */
  isUnmeant(event) {
    return event.repeat || (performance.now() < this.unmeantUntil && !isEntered(this.form?.change()));
  }

  key(event) {
    if (event.key !== 'Enter') this.unmeantUntil = 0; // something was said of this one, be it what was so before
    const tile = event.target.closest('.tile');
    // Escape in the middle of typing leaves the form, not the choice; what was typed stays there, and the keys where they were.
    if (event.key === 'Escape' && event.target.closest('form')) {
      (this.list.querySelector('.tile[tabindex="0"][aria-pressed="true"]') ?? this.begin())?.focus();
      event.preventDefault();
      return;
    }
    if (event.target.matches('input, textarea, select') || event.altKey) return;
    if (tile && ((event.key === ' ' && (event.ctrlKey || event.metaKey)) || event.key === 'x')) {
      this.selection.click(tile.dataset.id, { ctrlKey: true, target: tile });
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    if (/^[1-9]$/.test(event.key)) this.enter((form) => form.chooseNumber(+event.key));
    else if (event.key === 't' && this.selection.chosen.size) this.enter((form) => form.entry.focus());
    else if (event.key === ' ' && tile) openPhoto(tile.dataset.id);
    else if (event.key === 'Enter' && tile) {
      if (this.isSaving || this.isUnmeant(event)) event.preventDefault();
      else if (this.selection.chosen.size) this.save();
      else openPhoto(tile.dataset.id);
    }
    else if (event.key === 'Delete') this.trash();
    else if (event.key === 'Escape') this.leaveForm();
    else if (event.key.startsWith('Arrow')) {
      this.selection.move(event, this.list);
      return;
    } else if ((event.key === 'Home' || event.key === 'End') && tile) this.jump(event);
    else return;
    event.preventDefault();
  }

  /** To the first of all, or to the last, that too which lies further down than was scrolled. */
  async jump(event) {
    while (event.key === 'End' && !this.isOver) await this.more();
    if (this.element.isConnected) this.selection.jump(event, this.list);
  }

  /** One looked at photos large, and comes back from this one: it is chosen now, unless several are. */
  cameBack(id) {
    if (this.selection.chosen.size < 2 && !this.selection.chosen.has(id)) this.selection.set([id]);
  }

  neighbour(id, step) {
    return this.cards[this.cards.findIndex((one) => one.id === id) + step];
  }

  /** Somebody edited one of these elsewhere on the page, or took a change of them back: those are chosen again. */
  async changed(ids, isUndone) {
    const now = new Map((await documents(ids)).map((doc) => [doc._id, doc]));
    for (const doc of now.values()) this.docs.set(doc._id, doc);
    if (this.isSaving) return;
    const isNew = (doc) => Boolean(doc) && !isPart(doc) && doc.cat !== TRASH && tags(doc).includes(UNPROCESSED);
    const there = new Set(this.cards.map((one) => one.id));
    const gone = new Set(ids.filter((id) => there.has(id) && !isNew(now.get(id))));
    const came = [...now.values()].filter((doc) => isNew(doc) && !there.has(doc._id));
    this.total += came.length - gone.size;
    if (gone.size) this.cards = this.cards.filter((one) => !gone.has(one.id));
    // A video whose picture was lent meanwhile.
    const hasOther = ({ id, placeholder }) => now.has(id) && cardOf(now.get(id)).placeholder !== placeholder;
    const others = new Set(this.cards.filter(hasOther).map((one) => one.id));
    this.cards = this.cards.map((one) => (others.has(one.id) ? cardOf(now.get(one.id)) : one));
    if (others.size) for (const day of this.days.values()) day.ids = undefined;
    if (gone.size || came.length || others.size) this.add(came.map(cardOf));
    const back = isUndone ? this.selection.order.filter((id) => now.has(id)) : [];
    if (back.length && !isEntered(this.form?.change())) this.choose(back);
    else if (gone.size || this.selection.ids().some((id) => now.has(id))) this.selection.renew();
  }

  /** These, and the first of them is in sight. */
  choose(ids) {
    this.form = null; // what it shows is of others
    this.unmeantUntil = performance.now() + UNMEANT_MS;
    this.selection.set(ids);
    const first = this.list.querySelector('[aria-pressed="true"]');
    first?.scrollIntoView({ block: 'center' });
    if (this.list.contains(document.activeElement)) first?.focus({ preventScroll: true });
  }

  close() {
    this.watch.disconnect();
    this.resize.disconnect();
  }
}

function dayOf(one) {
  const [year, month, day] = one.key;
  return year ? `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` : '';
}

function said([year, , , at]) {
  const time = /T(\d{2}:\d{2})/.exec(at)?.[1];
  return year ? `${dayName(at)}${time ? `, ${clock(time)}` : ''}` : t('undated');
}

function grouped(cards) {
  const days = new Map();
  for (const one of cards) days.set(dayOf(one), [...(days.get(dayOf(one)) ?? []), one]);
  return days;
}
