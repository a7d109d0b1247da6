// Photos side by side, as links to their lightbox; used by the timeline's months and by every list.

import { partsOf, revisions } from './api.js';
import { h, icon } from './dom.js';
import { justify, rowHeight } from './justify.js';
import { keepOneStop } from './keyboard_nav.js';
import { moveOnHover } from './live.js';
import { TRASH } from './photo.js';
import { frame } from './picture.js';
import { photoLink } from './router.js';
import { dayName, length, lengthName, number, t } from './words.js';

/** The parts of what is one file. */
const ALONE = [];

export function tileName(card) {
  return [nameOf(card), card.parts?.length ? t('filesN', { n: card.parts.length + 1 }) : card.moves && t('livePlay')].filter(Boolean).join(', ');
}

function nameOf(card) {
  const day = card.key?.[0] ? dayName(card.key.slice(0, 3).map((n) => String(n).padStart(2, '0')).join('-').padStart(10, '0')) : t('undated');
  if (card.video === undefined) return t('photoOf', { day });
  return [t('videoOf', { day }), lengthName(card.video)].filter(Boolean).join(', ');
}

/** Over a video's tile: that it is one, and how long; nothing for a photo. */
export function badge(card) {
  return card.video !== undefined && h('span', { class: 'length', 'aria-hidden': 'true', 'data-length': length(card.video) }, icon('play'));
}

/** Lay the cards out in `rows`, an element without children of its own; returns the height in pixels. */
export function fill(rows, cards, isEnd, makeTile = tile, wanted = 0) {
  const width = rows.clientWidth || 300;
  const { boxes, height } = justify(cards, width, wanted || rowHeight(width), isEnd);
  rows.style.height = `${height}px`;
  keepOneStop(rows, () => rows.replaceChildren(...cards.map((card, at) => placed(makeTile(card, boxes[at].width), boxes[at]))));
  markStacks(rows, cards);
  return height;
}

/** On the tiles of what is more than one file: how many; it is asked for after they are drawn. */
async function markStacks(rows, cards) {
  const open = cards.filter((card) => !card.parts);
  if (open.length) {
    const found = await partsOf(open.map((card) => card.id)).catch(() => null); // the photos are there: nobody waits for a number
    if (!found) return;
    const inside = open.filter((card) => card.motion);
    // A copy for strangers says where a film lies, and has no file that it lies in.
    const there = inside.length ? await revisions(inside.map((card) => `original-${card.id}`)).catch(() => new Map()) : new Map();
    for (const card of open) card.moves = there.has(`original-${card.id}`);
    for (const card of open) card.parts = found.get(card.id)?.filter((part) => part.cat !== TRASH || card.isTrashed) ?? ALONE;
  }
  for (const card of cards) {
    if (!card.parts.length && !card.moves) continue;
    const made = rows.querySelector(`:is(a, button).tile[data-id="${CSS.escape(card.id)}"]`);
    if (!made || made.querySelector('.stack')) continue;
    const label = made.getAttribute('aria-label');
    const said = card.parts.length ? t('filesN', { n: card.parts.length + 1 }) : t('livePlay');
    if (!label.endsWith(said)) made.setAttribute('aria-label', `${label}, ${said}`);
    const film = card.video === undefined && (card.parts.find((part) => part.part === 'live' && part.video !== undefined) ?? (card.moves && card));
    made.append(h('span', { class: 'stack', 'aria-hidden': 'true', 'data-files': card.parts.length ? number(card.parts.length + 1) : '' }, icon(film ? 'live' : 'stack')));
    if (film) moveOnHover(made, film.id);
  }
}

function placed(element, box) {
  element.style.left = `${box.x}px`;
  element.style.top = `${box.y}px`;
  element.style.width = `${box.width}px`;
  element.style.height = `${box.height}px`;
  return element;
}

export function tile(card, width) {
  return h('a', { class: 'tile', href: photoLink(card.id), 'data-id': card.id, 'aria-label': tileName(card) }, frame(card, width), badge(card));
}

/** A list that grows while it is scrolled: `more(from)` resolves to the next cards, none at the end. Only what is near is drawn. */
export class Grid {
  constructor(more, makeTile = tile) {
    this.cards = [];
    this.parts = new Map();
    this.list = h('div', { class: 'parts' });
    this.foot = h('div', { class: 'foot' });
    this.element = h('div', {}, this.list, this.foot);
    this.more = more;
    this.makeTile = makeTile;
    this.isOver = false;
    this.watch = new IntersectionObserver(([entry]) => entry.isIntersecting && this.load(), { rootMargin: '800px' });
    this.near = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: '1200px 0px' });
    this.resize = new ResizeObserver(() => this.resized());
    this.resize.observe(this.element);
  }

  /** The next cards; the first call is the view's, when it knows what to ask for. Whoever asks meanwhile waits for the same. */
  async load() {
    if (this.isOver) return;
    this.loading ??= this.next().finally(() => { this.loading = undefined; });
    await this.loading;
  }

  async next() {
    const cards = await this.more(this.cards.length);
    if (!cards.length) this.isOver = true;
    this.cards.push(...cards);
    this.width = this.list.clientWidth || this.width || 300;
    if (cards.length) this.add(cards);
    // Asked again: the foot may still be in sight.
    this.watch.unobserve(this.foot);
    this.watch.observe(this.foot);
  }

  /** A part of its own for new cards; the unfinished row before them goes on in it. */
  add(cards) {
    const [last] = [...this.parts.values()].slice(-1);
    let open = [];
    if (last) {
      const { boxes } = justify(last.cards, this.width, rowHeight(this.width));
      const full = boxes.findIndex((box) => box.y === boxes.at(-1).y);
      open = last.cards.splice(full);
      if (last.cards.length) this.lay(last);
      else this.remove(last);
    }
    const part = { element: h('div', { class: 'rows' }), cards: [...open, ...cards], isNear: false };
    this.parts.set(part.element, part);
    this.list.append(part.element);
    this.lay(part);
    this.near.observe(part.element);
  }

  lay(part) {
    if (part.isNear) fill(part.element, part.cards, true, this.makeTile);
    else part.element.style.height = `${justify(part.cards, this.width, rowHeight(this.width)).height}px`;
  }

  remove(part) {
    this.near.unobserve(part.element);
    this.parts.delete(part.element);
    part.element.remove();
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const part = this.parts.get(target);
      if (!part) continue;
      part.isNear = isIntersecting;
      if (isIntersecting) this.lay(part);
      else target.replaceChildren();
    }
  }

  resized() {
    if (!this.list.isConnected || this.list.clientWidth === this.width) return;
    this.width = this.list.clientWidth;
    for (const part of this.parts.values()) this.lay(part);
  }

  /** The ids of all, to the last. */
  async all() {
    while (!this.isOver && this.element.isConnected) await this.load();
    return this.cards.map((card) => card.id);
  }

  /** The ids from one card to another, whichever comes first. */
  between(one, other) {
    const at = [one, other].map((id) => this.cards.findIndex((card) => card.id === id));
    return this.cards.slice(Math.min(...at), Math.max(...at) + 1).map((card) => card.id);
  }

  neighbour(id, step) {
    const at = this.cards.findIndex((card) => card.id === id);
    return at < 0 ? undefined : this.cards[at + step];
  }

  close() {
    this.watch.disconnect();
    this.near.disconnect();
    this.resize.disconnect();
  }
}
