// Which photos are chosen: one, more, a range. Knows ids and their order, and marks their tiles.

import { walk } from './keyboard_nav.js';

export class Selection {
  constructor(onchange) {
    this.chosen = new Set();
    this.order = [];
    this.anchor = null;
    this.onchange = onchange;
  }

  /** In the order of the list. */
  ids() {
    return this.order.filter((id) => this.chosen.has(id));
  }

  set(ids) {
    this.chosen = new Set(ids);
    this.anchor = ids[0] ?? null;
    this.onchange();
  }

  click(id, { shiftKey, ctrlKey, metaKey, target }) {
    // The tick, a finger or a key adds; a plain click of the mouse chooses this one alone.
    const adds = ctrlKey || metaKey || target.closest('.tick') || matchMedia('(pointer: coarse)').matches;
    if (shiftKey && this.anchor) {
      const [from, to] = [this.order.indexOf(this.anchor), this.order.indexOf(id)].sort((a, b) => a - b);
      for (const one of this.order.slice(Math.max(0, from), to + 1)) this.chosen.add(one);
    } else if (adds) {
      if (!this.chosen.delete(id)) this.chosen.add(id);
      this.anchor = id;
    } else {
      const wasOnly = this.chosen.size === 1 && this.chosen.has(id);
      this.chosen = new Set(wasOnly ? [] : [id]);
      this.anchor = id;
    }
    this.onchange();
  }

  /** The arrow keys go through the tiles; with shift they choose on the way. */
  move(event, list) {
    const next = walk(event, list);
    if (next && event.shiftKey) this.click(next.dataset.id, event);
  }

  draw(list) {
    for (const tile of list.querySelectorAll('.tile')) tile.setAttribute('aria-pressed', String(this.chosen.has(tile.dataset.id)));
  }
}
