// Which photos are chosen: one, more, a range. Knows ids and their order, and marks their tiles.

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
    const tiles = [...list.querySelectorAll('.tile')];
    const at = tiles.indexOf(event.target);
    const box = event.target.getBoundingClientRect();
    let next = tiles[at + { ArrowRight: 1, ArrowLeft: -1 }[event.key]];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const down = event.key === 'ArrowDown';
      const middle = box.left + box.width / 2;
      const beyond = tiles.map((tile) => [tile, tile.getBoundingClientRect()]).filter(([, one]) => (down ? one.top > box.top + 2 : one.top < box.top - 2));
      const row = Math[down ? 'min' : 'max'](...beyond.map(([, one]) => Math.round(one.top)));
      [next] = beyond.filter(([, one]) => Math.abs(one.top - row) < 2).sort(([, a], [, b]) => Math.abs(a.left + a.width / 2 - middle) - Math.abs(b.left + b.width / 2 - middle))[0] ?? [];
    }
    if (!next) return;
    next.focus();
    if (event.shiftKey) this.click(next.dataset.id, event);
  }

  draw(list) {
    for (const tile of list.querySelectorAll('.tile')) tile.setAttribute('aria-pressed', String(this.chosen.has(tile.dataset.id)));
  }
}
