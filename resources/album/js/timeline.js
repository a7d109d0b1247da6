// All photos by month, newest first. One request counts the months; each part of a month is asked for by its key when it
// comes near, and let go when it is far: requests and memory follow what is seen, not the size of the album.

import { rows } from './api.js';
import { h } from './dom.js';
import { fill } from './grid.js';
import { greeting } from './greeting.js';
import { guess, rowHeight } from './justify.js';
import { card } from './photo.js';
import { day, monthName, number, t } from './words.js';

const PART = 150;
const KEPT = 40;

export class Timeline {
  constructor() {
    this.element = h('div', { class: 'timeline' });
    this.parts = new Map();
    this.kept = new Map();
    this.watch = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: '1200px 0px' });
    this.resize = new ResizeObserver(() => this.resized());
  }

  async show() {
    const months = await rows('timeline', { group_level: 2, descending: true });
    if (!months.length) {
      this.element.append(h('div', { class: 'empty' }, h('h1', {}, t('empty')), h('p', {}, t('emptyAdvice'))));
      return;
    }
    const total = months.reduce((sum, row) => sum + row.value, 0);
    this.list = h('div', { class: 'months' });
    this.element.append(h('h1', { class: 'hidden' }, `${t('timeline')}, ${t('photos', { n: total })}`), await greeting(), this.list);
    this.width = this.list.clientWidth || 1000;
    for (const row of months) this.list.append(this.month(row));
    this.element.append(scrubber(months, this.list));
    this.resize.observe(this.list);
  }

  month({ key: [year, month], value: count }) {
    const id = `month-${year}-${month}`;
    const section = h('section', { class: 'month', 'aria-labelledby': id, 'data-year': String(year) },
      h('h2', { id }, monthName(year, month), ' ', h('span', { class: 'count' }, number(count))));
    for (let skip = 0; skip < count; skip += PART) {
      const size = Math.min(PART, count - skip);
      const element = h('div', { class: 'rows' });
      element.style.height = `${guess(size, this.width, rowHeight(this.width))}px`;
      this.parts.set(element, { year, month, skip, size, isEnd: skip + size >= count });
      this.watch.observe(element);
      section.append(element);
    }
    return section;
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const part = this.parts.get(target);
      part.isNear = isIntersecting;
      if (isIntersecting) this.fill(target, part);
      else target.replaceChildren();
    }
  }

  async fill(element, part) {
    const name = `${part.year}-${part.month}-${part.skip}`;
    let cards = this.kept.get(name);
    if (!cards) {
      const found = await rows('timeline', {
        reduce: false, descending: true, startkey: [part.year, part.month, {}], endkey: [part.year, part.month], skip: part.skip, limit: PART,
      }).catch(() => null);
      if (!found) return;
      cards = found.map((row) => card(row.id, row.value, row.key));
    }
    // The last used one goes to the end; the first one is the one to let go.
    this.kept.delete(name);
    this.kept.set(name, cards);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    if (part.isNear && element.isConnected) fill(element, cards, part.isEnd);
  }

  resized() {
    if (this.list.clientWidth === this.width) return;
    this.width = this.list.clientWidth;
    for (const [element, part] of this.parts) {
      if (part.isNear) this.fill(element, part);
      else element.style.height = `${guess(part.size, this.width, rowHeight(this.width))}px`;
    }
  }

  /** The next photo in either direction, asked of the album: it need not have been scrolled to. */
  async neighbour(id, step, key) {
    return besides('timeline', id, step, key);
  }

  close() {
    this.watch.disconnect();
    this.resize.disconnect();
  }
}

/** The row before or after a photo in a view with the timeline's order. */
export async function besides(view, id, step, key) {
  const found = await rows(view, { reduce: false, descending: step > 0, startkey: key, startkey_docid: id, limit: 2 });
  const row = found.find((one) => one.id !== id);
  return row && card(row.id, row.value, row.key);
}

/** Years beside the photos: a press goes there. */
function scrubber(months, list) {
  const years = new Map();
  for (const { key: [year, month], value } of months) {
    const known = years.get(year) ?? { count: 0, first: `month-${year}-${month}` };
    years.set(year, { ...known, count: known.count + value });
  }
  const nav = h('nav', { class: 'scrubber', 'aria-label': t('months') });
  for (const [year, { count, first }] of years) {
    const label = year ? day(year, 1, 1, { year: 'numeric' }) : '–';
    nav.append(h('button', {
      type: 'button', title: t('photos', { n: count }), 'data-year': String(year),
      onclick: () => list.querySelector(`#${first}`)?.closest('section').scrollIntoView({ block: 'start' }),
    }, label));
  }
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      for (const button of nav.children) button.setAttribute('aria-current', String(button.dataset.year === target.dataset.year));
    }
  }, { rootMargin: '-10% 0px -85% 0px' });
  for (const section of list.children) watch.observe(section);
  return nav;
}
