// All photos by month, newest first. One request counts the months; each part of a month is asked for by its key when it
// comes near, and let go when it is far: requests and memory follow what is seen, not the size of the album.

import { rows } from './api.js';
import { h, put } from './dom.js';
import { fill } from './grid.js';
import { greeting } from './hero.js';
import { guess, rowHeight } from './justify.js';
import { card, newestFirst } from './photo.js';
import { Picker } from './picker.js';
import { scrubber } from './scrubber.js';
import { sayError } from './toast.js';
import { albumTitle, monthName, number, t, things } from './words.js';

const PART = 150;
/** So many photos are remembered, some forty screens, wherever somebody scrolls; those that were seen last. */
const KEPT = 1000;
/** Months with so few photos share a row with the next ones, each photo so wide, in heights of the row. */
const FEW = 3;
const WIDE = 1.4;

/** Heights as they were drawn, by width and part: a view that is opened again stands where it was. */
const measured = new Map();

export class Timeline {
  constructor(me = {}) {
    this.me = me;
    this.inner = h('div', {});
    this.element = h('div', { class: 'timeline' }, this.inner);
    this.picker = new Picker(me, this.element, idsBetween, allIds, (isOn) => this.offerMonths(isOn));
    this.parts = new Map();
    this.kept = new Map();
    this.watch = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: '1200px 0px' });
    this.resize = new ResizeObserver(() => this.resized());
  }

  async show() {
    const months = await counted();
    this.months = months;
    this.inner.replaceChildren();
    if (!months.length) {
      this.inner.append(h('div', { class: 'empty' }, h('h1', {}, t('empty')), h('p', {}, t(this.me.mayWrite ? 'emptyAdvice' : 'emptyToStrangers'))));
      return;
    }
    const total = months.reduce((sum, row) => sum + row.value, 0);
    this.list = h('div', { class: 'months' });
    const called = albumTitle();
    // Whose photos these are: who was sent a link knows nothing else of them.
    const name = called ? h('h1', { dir: 'auto' }, called, ' ', h('span', { class: 'count' }, things(total))) : h('h1', { class: 'hidden' }, `${t('timeline')}, ${things(total)}`);
    put(this.inner, [name, greeting(), this.list]);
    this.width = this.list.clientWidth || 1000;
    this.list.style.setProperty('--few', `${Math.round(rowHeight(this.width) * WIDE)}px`);
    for (const row of months) this.list.append(this.month(row));
    this.scrubber = scrubber(months, this.list);
    this.inner.append(this.scrubber.element);
    this.resize.observe(this.list);
    this.offerMonths(this.picker.isChoosing);
    this.picker.restore();
  }

  /** While photos are chosen each month offers all of its own; otherwise nobody needs the buttons. */
  offerMonths(isOn) {
    for (const heading of this.list?.querySelectorAll('.month:not(.few) > h2') ?? []) {
      const there = heading.querySelector('.link');
      if (!isOn) there?.remove();
      else if (!there) heading.append(' ', this.allOf(heading));
    }
  }

  allOf(heading) {
    const [, year, month] = heading.id.split('-').map(Number);
    const name = `${t('selectAll')}: ${monthName(year, month)}`;
    return h('button', { type: 'button', class: 'link', 'aria-label': name, onclick: () => this.picker.add(() => idsOfMonth(year, month)) }, t('selectAll'));
  }

  month({ key: [year, month], value: count }) {
    const id = `month-${year}-${month}`;
    const section = h('section', { class: 'month', 'aria-labelledby': id, 'data-year': String(year) },
      h('h2', { id }, `${monthName(year, month)} `, h('span', { class: 'count' }, number(count))));
    if (count <= FEW) {
      section.classList.add('few');
      section.style.setProperty('--photos', String(count));
    }
    let before = null;
    for (let skip = 0; skip < count; skip += PART) {
      const part = { name: `${year}-${month}-${skip}`, year, month, skip, size: Math.min(PART, count - skip), isFew: count <= FEW, isEnd: skip + PART >= count, before };
      const element = h('div', { class: 'rows' });
      element.style.height = `${this.height(part)}px`;
      this.parts.set(element, part);
      this.watch.observe(element);
      section.append(element);
      before = part;
    }
    return section;
  }

  height(part) {
    return measured.get(`${this.width} ${part.name}`) ?? (part.isFew ? rowHeight(this.width) : guess(part.size, this.width, rowHeight(this.width)));
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const part = this.parts.get(target);
      if (!isIntersecting && !part.isNear) continue;
      part.isNear = isIntersecting;
      if (isIntersecting) this.fill(target, part);
      else target.replaceChildren();
      this.tellNear(target.parentElement);
    }
  }

  /** As an attribute, and one child after the other: lists of classes and of children stay in memory, for each month. */
  tellNear(month) {
    let one = month.lastElementChild;
    while (one && !this.parts.get(one)?.isNear) one = one.previousElementSibling;
    month.toggleAttribute('data-near', Boolean(one));
  }

  async fill(element, part) {
    const { kept } = this;
    let cards = kept.get(part.name);
    if (!cards) {
      const found = await this.ask(part).catch((error) => { sayError(error); return null; });
      if (!found || this.kept !== kept) return; // it was asked before a change, and is asked again since
      const { id, key } = found.at(-1) ?? {};
      if (id && !part.isEnd) part.last = { id, key }; // the next part begins behind it
      cards = found.map((row) => card(row.id, row.value, row.key));
    }
    // The last used one goes to the end; the first ones are those to let go.
    kept.delete(part.name);
    kept.set(part.name, cards);
    let photos = 0;
    for (const one of kept.values()) photos += one.length;
    for (const [name, one] of kept) {
      if (photos <= KEPT) break;
      kept.delete(name);
      photos -= one.length;
    }
    if (part.isNear && element.isConnected) measured.set(`${this.width} ${part.name}`, fill(element, cards, part.isEnd, (one, width) => this.picker.tile(one, width), rowHeight(this.width)));
  }

  /** A part of a month: after the last photo of the part before it where that is known, else counted from the month's first. */
  ask({ year, month, skip, before }) {
    const from = before?.last ? { startkey: before.last.key, startkey_docid: before.last.id, skip: 1 } : { startkey: [year, month, {}], skip };
    return rows('timeline', { reduce: false, descending: true, endkey: [year, month], limit: PART, ...from });
  }

  resized() {
    if (this.list.clientWidth === this.width) return;
    this.width = this.list.clientWidth;
    this.list.style.setProperty('--few', `${Math.round(rowHeight(this.width) * WIDE)}px`);
    for (const [element, part] of this.parts) {
      if (part.isNear) this.fill(element, part);
      else element.style.height = `${this.height(part)}px`;
    }
  }

  /** Somebody looks again: photos that came or went meanwhile are shown. */
  async look() {
    const months = await counted().catch(() => null);
    if (months && !this.isAsShown(months)) await this.renew(months);
  }

  /** Photos were edited, added or taken away on this page. */
  async changed() {
    await this.renew(await counted());
  }

  isAsShown(months) {
    return JSON.stringify(months) === JSON.stringify(this.months);
  }

  async renew(months) {
    if (!this.element.isConnected) return;
    const isSame = this.isAsShown(months);
    this.kept = new Map();
    for (const part of this.parts.values()) part.last = undefined;
    if (isSame) {
      for (const [element, part] of this.parts) if (part.isNear) this.fill(element, part);
      return;
    }
    const top = scrollY;
    this.close();
    this.parts.clear();
    await this.show();
    this.picker.draw();
    scrollTo(0, top);
  }

  /** The next photo in either direction, asked of the album: it need not have been scrolled to. */
  async neighbour(id, step, key) {
    return besides('timeline', id, step, key);
  }

  close() {
    this.watch.disconnect();
    this.resize.disconnect();
    this.scrubber?.close();
  }
}

/** How many photos each month has, newest first. */
function counted() {
  return rows('timeline', { group_level: 2, descending: true });
}

/** All ids from one photo to another, asked of the album: what lies between need not have been scrolled to. */
async function idsBetween(one, other) {
  const [first, last] = [one, other].sort(newestFirst);
  const found = await rows('timeline', { reduce: false, descending: true, startkey: first.key, startkey_docid: first.id, endkey: last.key, endkey_docid: last.id });
  return found.map((row) => row.id);
}

async function idsOfMonth(year, month) {
  return (await rows('timeline', { reduce: false, descending: true, startkey: [year, month, {}], endkey: [year, month] })).map((row) => row.id);
}

async function allIds() {
  return (await rows('timeline', { reduce: false, descending: true })).map((row) => row.id);
}

/** The row before or after a photo in a view with the timeline's order. */
export async function besides(view, id, step, key) {
  const found = await rows(view, { reduce: false, descending: step > 0, startkey: key, startkey_docid: id, limit: 2 });
  const row = found.find((one) => one.id !== id);
  return row && card(row.id, row.value, row.key);
}
