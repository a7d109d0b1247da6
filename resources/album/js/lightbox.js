// One photo over everything: keys, swipes, zoom, slideshow. The details beside it are drawer.js's.

import { attachment, document_ } from './api.js';
import { h, icon, iconButton, replace } from './dom.js';
import { drawer } from './drawer.js';
import { frame } from './picture.js';
import { altText, cardOf } from './photo.js';
import { closePhoto, turnTo } from './router.js';
import { sayError } from './toast.js';
import { t } from './words.js';
import { Zoom } from './zoom.js';

const SLIDE_MS = 5000;

export class Lightbox {
  /** `neighbour(id, step, key)` resolves to the card before or after. */
  constructor(me) {
    this.me = me;
    this.turn = Promise.resolve();
    this.photo = h('div', { class: 'photo' });
    this.side = h('aside', { class: 'drawer', hidden: true, 'aria-label': t('details') });
    this.back = iconButton('left', t('previous'), () => this.step(-1), { class: 'round back' });
    this.forth = iconButton('right', t('next'), () => this.step(1), { class: 'round forth' });
    this.player = iconButton('play', t('play'), () => this.play(!this.timer));
    this.info = iconButton('info', t('details'), () => this.details(this.side.hidden), { 'aria-expanded': 'false' });
    this.stage = h('div', { class: 'stage', tabindex: '-1', autofocus: true }, this.photo, this.back, this.forth,
      h('div', { class: 'tools' }, this.player,
        document.fullscreenEnabled && iconButton('full', t('full'), () => this.full()), this.info,
        iconButton('close', t('close'), () => closePhoto())));
    this.dialog = h('dialog', { class: 'lightbox', 'aria-label': t('open'), onkeydown: (event) => this.key(event) },
      h('div', { class: 'halves' }, this.stage, this.side));
    this.dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      // Escape in the middle of typing leaves the form, not the photo; what was typed stays there.
      if (this.side.querySelector('form')?.contains(document.activeElement)) this.stage.focus();
      else closePhoto();
    });
    document.body.append(this.dialog);
    this.zoom = new Zoom(this.photo, (step) => this.step(step), () => this.fit());
    addEventListener('photos-changed', ({ detail }) => this.id && detail.ids.includes(this.id) && this.load(this.id));
    addEventListener('resize', () => this.dialog.open && this.fit());
    new ResizeObserver(() => this.dialog.open && this.fit()).observe(this.stage);
  }

  show(id, list) {
    this.list = list;
    if (!this.dialog.open) this.dialog.showModal();
    if (this.id === id) return;
    this.id = id;
    this.zoom.reset();
    this.around = null;
    this.shown = this.load(id);
  }

  async load(id) {
    let doc;
    try {
      doc = await document_(id);
    } catch (error) {
      if (error.status === 404) replace(this.photo, h('p', { class: 'missing' }, t('notFound')));
      else sayError(error);
      this.back.hidden = true;
      this.forth.hidden = true;
      return;
    }
    if (this.id === id) this.draw(doc);
  }

  draw(doc) {
    this.doc = doc;
    this.card = cardOf(doc);
    const text = altText(doc);
    this.dialog.setAttribute('aria-label', text || t('open'));
    document.title = text ? `${text} · ${t('album')}` : t('album');
    replace(this.photo, frame(this.card, this.stage.clientWidth, { alt: text || t('open'), name: '800x600', eager: true }));
    this.fit();
    this.fillDrawer();
    this.preload();
  }

  fit() {
    const box = this.photo.firstElementChild;
    if (!this.card || !box?.classList.contains('frame')) return;
    const scale = Math.min(this.stage.clientWidth / this.card.width, this.stage.clientHeight / this.card.height);
    box.style.width = `${Math.floor(this.card.width * scale)}px`;
    box.style.height = `${Math.floor(this.card.height * scale)}px`;
    const img = box.querySelector('img');
    if (img) img.sizes = `${Math.ceil((this.card.code > 4 ? this.card.height : this.card.width) * scale * this.zoom.scale)}px`;
  }

  fillDrawer() {
    if (!this.side.hidden) replace(this.side, drawer(this.doc, this.me, (next) => this.saved(next)));
  }

  /** After an edit: `next` is the document as it is now, or nothing if the photo went to the trash. */
  async saved(next) {
    if (next) this.draw(next);
    else if (!(await this.step(1)) && !(await this.step(-1))) closePhoto();
  }

  async preload() {
    const { id, card: { key } } = this;
    const ask = async (step) => this.list?.neighbour(id, step, key);
    this.around = { '-1': ask(-1).catch(() => undefined), 1: ask(1).catch(() => undefined) };
    const [before, after] = await Promise.all([this.around[-1], this.around[1]]);
    if (this.id !== id) return;
    this.back.hidden = !before;
    this.forth.hidden = !after;
    // A button that goes takes the focus with it, and the keys.
    if (!this.dialog.contains(document.activeElement) || document.activeElement.hidden) this.stage.focus();
    for (const card of [after, before]) {
      if (card) new Image().src = attachment(card.id, card.large && devicePixelRatio * innerWidth > 1000 ? '1600x1200.jpg' : `800x600.${card.extension}`);
    }
  }

  /** To the next or previous photo; whether there is one. Quick presses wait for each other, and none is lost. */
  step(step) {
    this.turn = this.turn.then(async () => {
      await this.shown;
      const card = this.dialog.open && (await this.around?.[step]);
      if (!card || card.id === this.id) return false;
      turnTo(card.id);
      return true;
    });
    return this.turn;
  }

  key(event) {
    if (event.target.matches('input, textarea, select') || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = {
      ArrowLeft: () => this.step(-1), ArrowRight: () => this.step(1), ' ': () => (this.list?.isSorting ? closePhoto() : this.play(!this.timer)), i: () => this.details(this.side.hidden),
      f: () => this.full(), '+': () => this.zoom.by(1.5), '-': () => this.zoom.by(1 / 1.5), 0: () => this.zoom.reset(),
    }[event.key];
    if (!action || (event.key === ' ' && event.target.matches('button, a, summary'))) return;
    event.preventDefault();
    action();
  }

  details(isOpen) {
    this.side.hidden = !isOpen;
    this.info.setAttribute('aria-expanded', String(isOpen));
    if (this.doc) this.fillDrawer();
    this.fit();
  }

  play(isOn) {
    clearInterval(this.timer);
    this.timer = isOn ? setInterval(async () => (await this.step(1)) || this.play(false), SLIDE_MS) : 0;
    this.player.replaceChildren(icon(isOn ? 'pause' : 'play'));
    for (const name of ['aria-label', 'title']) this.player.setAttribute(name, t(isOn ? 'pause' : 'play'));
    this.photo.classList.toggle('sliding', Boolean(this.timer));
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.stage.parentElement.requestFullscreen().catch(() => {});
  }

  close() {
    if (!this.dialog.open) return;
    this.play(false);
    if (document.fullscreenElement) document.exitFullscreen();
    this.dialog.close();
    document.body.append(document.querySelector('#toasts'));
    const last = this.id;
    this.id = null;
    this.photo.replaceChildren();
    document.title = t('album');
    document.querySelector(`main [data-id="${CSS.escape(last)}"]`)?.focus();
    this.list?.cameBack?.(last);
  }
}
