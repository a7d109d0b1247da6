// Photos side by side, as links to their lightbox; used by the timeline's months and by every list.

import { h } from './dom.js';
import { justify, rowHeight } from './justify.js';
import { frame } from './picture.js';
import { photoLink } from './router.js';
import { dayName, t } from './words.js';

export function tileName(card) {
  const day = card.key?.[0] ? dayName(card.key.slice(0, 3).map((n) => String(n).padStart(2, '0')).join('-').padStart(10, '0')) : t('undated');
  return t('photoOf', { day });
}

/** Lay the cards out in `rows`, an element without children of its own; returns the height in pixels. */
export function fill(rows, cards, isEnd, makeTile = tile) {
  const width = rows.clientWidth || 300;
  const { boxes, height } = justify(cards, width, rowHeight(width), isEnd);
  rows.style.height = `${height}px`;
  rows.replaceChildren(...cards.map((card, at) => placed(makeTile(card, boxes[at].width), boxes[at])));
  return height;
}

function placed(element, box) {
  element.style.left = `${box.x}px`;
  element.style.top = `${box.y}px`;
  element.style.width = `${box.width}px`;
  element.style.height = `${box.height}px`;
  return element;
}

export function tile(card, width) {
  return h('a', { class: 'tile', href: photoLink(card.id), 'data-id': card.id, 'aria-label': tileName(card) }, frame(card, width));
}

/** A list that grows while it is scrolled: `more()` resolves to the next cards, none at the end. */
export class Grid {
  constructor(more, makeTile = tile) {
    this.cards = [];
    this.rows = h('div', { class: 'rows' });
    this.foot = h('div', { class: 'foot' });
    this.element = h('div', {}, this.rows, this.foot);
    this.more = more;
    this.makeTile = makeTile;
    this.isOver = false;
    this.watch = new IntersectionObserver(([entry]) => entry.isIntersecting && this.load(), { rootMargin: '800px' });
    this.resize = new ResizeObserver(() => this.draw());
    this.resize.observe(this.element);
  }

  /** The next cards; the first call is the view's, when it knows what to ask for. */
  async load() {
    if (this.isOver || this.isLoading) return;
    this.isLoading = true;
    const cards = await this.more(this.cards.length);
    this.isLoading = false;
    if (!cards.length) this.isOver = true;
    this.cards.push(...cards);
    this.width = 0;
    this.draw();
    // Asked again: the foot may still be in sight.
    this.watch.unobserve(this.foot);
    this.watch.observe(this.foot);
  }

  draw() {
    if (!this.rows.isConnected || this.rows.clientWidth === this.width) return;
    this.width = this.rows.clientWidth;
    fill(this.rows, this.cards, this.isOver, this.makeTile);
  }

  neighbour(id, step) {
    const at = this.cards.findIndex((card) => card.id === id);
    return at < 0 ? undefined : this.cards[at + step];
  }

  close() {
    this.watch.disconnect();
    this.resize.disconnect();
  }
}
