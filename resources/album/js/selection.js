// Which photos are chosen: one, more, a range. Knows ids and their order, and marks their tiles.

import { walk } from './keyboard_nav.js';

export class Selection {
  constructor(onchange) {
    this.chosen = new Set();
    this.order = [];
    this.anchor = null;
    /** What was chosen when a range began: a shorter one lets go of what the longer had taken. */
    this.base = new Set();
    this.onchange = onchange;
  }

  /** In the order of the list. */
  ids() {
    return this.order.filter((id) => this.chosen.has(id));
  }

  set(ids) {
    this.chosen = new Set(ids);
    this.base = new Set(ids);
    this.anchor = ids[0] ?? null;
    this.onchange();
  }

  click(id, { shiftKey, ctrlKey, metaKey, target }) {
    // The tick, a finger or a key adds; a plain click of the mouse chooses this one alone.
    const adds = ctrlKey || metaKey || target.closest('.tick') || matchMedia('(pointer: coarse)').matches;
    if (shiftKey && this.anchor) {
      this.chosen = new Set([...this.base, ...this.between(this.anchor, id)]);
    } else if (adds) {
      if (!this.chosen.delete(id)) this.chosen.add(id);
      this.anchor = id;
    } else {
      const wasOnly = this.chosen.size === 1 && this.chosen.has(id);
      this.chosen = new Set(wasOnly ? [] : [id]);
      this.anchor = id;
    }
    if (!shiftKey) this.base = new Set(this.chosen);
    this.onchange();
  }

  /** The arrow keys go through the tiles and choose the one that they come to; with shift those on the way as well. */
  move(event, list) {
    const next = walk(event, list);
    if (next) this.come(next, event);
  }

  /** The first of the list, or the last; with shift all on the way. */
  jump(event, list) {
    const next = [...list.querySelectorAll('.tile')].at(event.key === 'Home' ? 0 : -1);
    next?.focus();
    if (next) this.come(next, event);
  }

  come(next, event) {
    if (event.shiftKey) {
      if (!this.anchor) {
        this.anchor = event.target.dataset.id;
        this.base = new Set(this.chosen);
      }
      this.click(next.dataset.id, event);
    } else this.set([next.dataset.id]);
  }

  /** A long press takes this one… */
  begin(id) {
    this.chosen.add(id);
    this.anchor = id;
    this.base = new Set(this.chosen);
    this.onchange();
  }

  /** …and going on those up to that one; going back lets them go. */
  reach(id) {
    this.chosen = new Set([...this.base, ...this.between(this.anchor, id)]);
    this.onchange();
  }

  between(one, other) {
    const [from, to] = [this.order.indexOf(one), this.order.indexOf(other)].sort((a, b) => a - b);
    return this.order.slice(Math.max(0, from), to + 1);
  }

  /** What is chosen has changed, or is there no more. */
  renew() {
    const there = new Set(this.order);
    this.chosen = new Set([...this.chosen].filter((id) => there.has(id)));
    this.base = new Set([...this.base].filter((id) => there.has(id)));
    this.onchange();
  }

  draw(list) {
    for (const tile of list.querySelectorAll('.tile')) tile.setAttribute('aria-pressed', String(this.chosen.has(tile.dataset.id)));
  }
}
