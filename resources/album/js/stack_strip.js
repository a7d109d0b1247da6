// Over an open photo that is more than one file: all of them, small, and which one is seen.

import { h, icon, replace } from './dom.js';
import { frame } from './picture.js';
import { cardOf, isVideo } from './photo.js';
import { kindOf } from './stacks.js';
import { t } from './words.js';

const SIDE_PX = 52;

export class StackStrip {
  /** `choose(doc)` shows this one; `move()` lets the live photo move, or stops it. */
  constructor({ choose, move }) {
    this.choose = choose;
    this.list = h('div', { class: 'files', role: 'group' });
    this.said = h('p', { role: 'status' });
    this.live = h('button', { type: 'button', class: 'live', hidden: true, onclick: move }, icon('live'), h('span', {}, t('livePlay')));
    this.element = h('div', { class: 'strip', hidden: true }, this.list, this.said, this.live);
  }

  /** `stack` as of stackOf, or nothing; `doc` is the one that is seen; `moves`: whether a film lies in its own file. */
  show(stack, doc, moves = false) {
    this.element.hidden = !stack && !moves;
    this.live.hidden = !doc || isVideo(doc) || !(moves || liveOf(stack));
    if (!stack) {
      replace(this.list);
      this.said.textContent = '';
      return;
    }
    const { docs } = stack;
    const had = this.list.contains(document.activeElement);
    this.list.setAttribute('aria-label', t('filesN', { n: docs.length }));
    replace(this.list, docs.map((one, at) => h('button', {
      type: 'button', 'aria-pressed': String(one._id === doc._id), 'aria-label': this.name(docs, at), title: this.name(docs, at), onclick: () => this.choose(one),
    }, frame(cardOf(one), SIDE_PX, { eager: true }), isVideo(one) && icon('play'))));
    const at = docs.findIndex((one) => one._id === doc._id);
    this.said.textContent = this.name(docs, Math.max(0, at));
    const seen = this.list.children[at];
    if (had) seen?.focus();
    // A long burst is wider than the window.
    seen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  name(docs, at) {
    return t('partOf', { n: at + 1, of: docs.length, kind: t(kindOf(docs[at])) });
  }
}

/** The film of a live photo, whichever of both is shown. */
export function liveOf(stack) {
  return stack?.docs.find((doc, at) => isVideo(doc) && (doc.part === 'live' || (at === 0 && stack.docs.some((one) => one.part === 'live'))));
}
