// One photo over everything: keys, swipes, zoom, slideshow. The details beside it are drawer.js's.

import { attachment, document_ } from './api.js';
import { h, icon, iconButton, replace } from './dom.js';
import { drawer } from './drawer.js';
import { Film } from './film.js';
import { later } from './later.js';
import { onLongPress } from './live.js';
import { copyLink } from './links.js';
import { filmInside } from './motion.js';
import { findOriginal, swapIn, tellLargest } from './original.js';
import { frame, largestWidth } from './picture.js';
import { altText, cardOf, isVideo } from './photo.js';
import { closePhoto, turnTo } from './router.js';
import { Slideshow } from './slideshow.js';
import { StackStrip, liveOf } from './stack_strip.js';
import { stackOf } from './stacks.js';
import { sayError } from './toast.js';
import { dayName, t } from './words.js';
import { Zoom } from './zoom.js';

/** The original is asked for when the picture would be drawn larger than its pixels by more than this. */
const NEARER = 1.05;
/** So wide a video is shown where there is room, even if it has fewer pixels: below, no player's controls fit. */
const PLAYER_PX = 480;

export class Lightbox {
  /** `neighbour(id, step, key)` resolves to the card before or after. */
  constructor(me) {
    this.me = me;
    this.turn = Promise.resolve();
    this.belonged = new Set();
    this.photo = h('div', { class: 'photo' });
    this.side = h('aside', { class: 'drawer', hidden: true, 'aria-label': t('details') });
    this.back = iconButton('left', t('previous'), () => this.step(-1), { class: 'round back' });
    this.forth = iconButton('right', t('next'), () => this.step(1), { class: 'round forth' });
    this.player = iconButton('slides', t('play'), () => this.play(!this.slides.isOn));
    this.progress = h('p', { class: 'progress', role: 'status' });
    this.info = iconButton('info', t('details'), () => this.details(this.side.hidden), { 'aria-expanded': 'false' });
    this.stage = h('div', { class: 'stage', tabindex: '-1', autofocus: true }, this.photo, this.back, this.forth, this.progress);
    this.strip = new StackStrip({ choose: (doc) => this.choose(doc), move: () => this.live() });
    this.slides = new Slideshow(this.stage, () => this.step(1), (isOn) => this.playing(isOn), () => this.film?.isShowing);
    this.realButton = iconButton('real', t('real'), () => this.zoom.toggle());
    this.stage.append(
      h('div', { class: 'tools' }, this.slides.chooser, this.player,
        this.realButton, iconButton('link', t('copyLink'), () => copyLink(`#/?photo=${encodeURIComponent(this.id)}`, this.head?.cat === 'Public')),
        document.fullscreenEnabled && iconButton('full', t('full'), () => this.full()), this.info,
        iconButton('close', t('close'), () => closePhoto())), this.strip.element);
    this.dialog = h('dialog', { class: 'lightbox', 'aria-label': t('open'), onkeydown: (event) => this.key(event) },
      h('div', { class: 'halves' }, this.stage, this.side));
    this.dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      // Escape in the middle of typing leaves the form, not the photo; what was typed stays there.
      if (this.side.querySelector('form')?.contains(document.activeElement)) this.stage.focus();
      else closePhoto();
    });
    document.body.append(this.dialog);
    this.zoom = new Zoom(this.photo, { onSwipe: (step) => this.step(step), onZoom: () => { this.fit(); this.nearer(); }, real: () => this.real() });
    onLongPress(this.photo, () => this.live(true));
    addEventListener('photos-changed', ({ detail }) => this.id && detail.ids.some((id) => this.has(id)) && this.load(this.id));
    addEventListener('resize', () => this.dialog.open && this.fit());
    new ResizeObserver(() => this.dialog.open && this.fit()).observe(this.photo);
  }

  show(id, list) {
    this.list = list;
    if (!this.dialog.open) this.open();
    if (this.id === id) return;
    this.id = id;
    this.endFilm();
    this.fold();
    this.zoom.reset();
    this.around = null;
    // Until this photo's are there nobody presses what is another one's.
    if (this.side.contains(document.activeElement)) this.stage.focus();
    this.side.inert = true;
    this.side.dataset.of = '';
    this.shown = this.load(id);
  }

  /** Over all of the window; the room of the page's scroll bar stays that of the page. */
  open() {
    const { style, clientWidth } = document.documentElement;
    style.setProperty('--gutter', `${innerWidth - clientWidth}px`);
    this.dialog.showModal();
  }

  /** The album answers again: what did not come comes now. */
  again() {
    if (this.isLacking && this.id) this.shown = this.load(this.id);
  }

  async load(id) {
    let doc;
    this.isLacking = false;
    const mine = (this.loading = {});
    try {
      doc = await document_(id);
    } catch (error) {
      if (this.loading !== mine) return;
      if (error.status === 404) replace(this.photo, h('p', { class: 'missing' }, t('notFound')));
      else sayError(error);
      this.isLacking = this.id === id && error.status !== 404;
      replace(this.side);
      this.back.hidden = true;
      this.forth.hidden = true;
      return;
    }
    if (this.id !== id || this.loading !== mine) return; // what was asked later is as it is now
    this.head = doc;
    if (!this.member) this.draw(doc);
    this.unfolded = this.unfold(doc);
  }

  /** What belongs to the photo is asked for when that is drawn. */
  async unfold(doc) {
    const stack = await stackOf(doc).catch(() => null);
    if (this.id !== doc._id || this.head !== doc) return;
    // Another one is shown first by now: the address is that one's.
    if (stack && stack.headId !== doc._id && this.stack?.headId === doc._id) {
      this.fold();
      turnTo(stack.headId);
      return;
    }
    this.stack = stack;
    for (const one of stack?.docs ?? []) this.belonged.add(one._id);
    const seen = stack?.docs.find((one) => one._id === this.member);
    if (this.member) {
      this.member = seen && this.member;
      this.draw(seen ?? doc);
    } else this.fillDrawer();
    this.offer();
  }

  /** The strip; the button of a motion photo as soon as it is known that the original is there. */
  async offer() {
    const { doc, stack } = this;
    this.strip.show(stack, doc, this.moving === doc._id);
    if (this.moving === doc._id || !(await filmInside(doc).catch(() => undefined)) || this.doc !== doc || this.stack !== stack) return;
    this.moving = doc._id;
    this.strip.show(stack, doc, true);
  }

  fold() {
    this.moving = undefined;
    this.stack = null;
    this.belonged = new Set(); // what was taken apart here comes back by "undo"
    this.member = undefined;
    this.head = undefined;
    this.strip.show(null);
  }

  has(id) {
    return id === this.id || this.belonged.has(id);
  }

  /** Another file of the same thing. */
  choose(doc) {
    if (doc._id === this.doc?._id && !this.film) return;
    this.endFilm();
    this.member = doc._id === this.id ? undefined : doc._id;
    this.zoom.reset();
    this.draw(doc);
    this.offer();
  }

  turnFile(step) {
    const docs = this.stack?.docs ?? [];
    const next = docs[docs.findIndex((doc) => doc._id === this.doc._id) + step];
    if (next) this.choose(next);
  }

  /** A live photo moves, without a sound until somebody wants it, and lies still again at its end. */
  live(isOn = !this.film) {
    const film = liveOf(this.stack) ?? (this.moving === this.doc?._id ? this.doc : undefined);
    if (!film || isVideo(this.doc)) return;
    if (!isOn || this.film) {
      if (!isOn) this.endFilm();
      return;
    }
    this.zoom.reset();
    this.startFilm(film, t('partFilm'), () => this.endFilm());
    this.film.playSilently();
  }

  draw(doc) {
    this.doc = doc;
    this.card = cardOf(doc);
    this.original = undefined;
    this.pixels = Math.max(this.card.isMeasured ? this.card.width : 0, largestWidth(this.card));
    this.progress.textContent = '';
    const text = altText(doc);
    const name = text || (isVideo(doc) ? t('videoOf', { day: dayName(doc.taken) }) : t('open'));
    this.dialog.setAttribute('aria-label', name);
    document.title = text ? `${text} · ${t('album')}` : t('album');
    // What was said of a film while it plays is no reason to begin anew.
    if (this.film?.doc._id !== doc._id) {
      this.endFilm();
      replace(this.photo, frame(this.card, this.stage.clientWidth, { alt: name, name: '800x600', eager: true }));
      if (isVideo(doc)) this.startFilm(doc, name);
    }
    this.fit();
    this.fillDrawer();
    if (doc._id === this.id) this.preload();
  }

  startFilm(doc, label, onend = () => this.slides.isOn && this.slides.next()) {
    if (isVideo(doc) && doc === this.doc) this.pixels = Math.max(this.pixels, PLAYER_PX);
    this.film = new Film(doc, this.photo.firstElementChild, { label, onend });
    this.filming(true);
    if (this.me.lends && doc.poster === 'drawn' && isVideo(doc)) this.lendFrame(this.film);
    if (this.slides.isOn) this.film.playSilently();
  }

  /** Nobody asked for it: where the part did not come, nothing is said. */
  async lendFrame(film) {
    const part = await later('lend').catch(() => null);
    await part?.lend(film);
  }

  endFilm() {
    this.film?.close();
    this.film = undefined;
    this.filming(false);
  }

  filming(isOn) {
    this.zoom.isOff = isOn;
    this.realButton.hidden = isOn;
    this.stage.classList.toggle('filming', isOn);
  }

  fit() {
    const box = this.photo.firstElementChild;
    if (!this.card || !box?.classList.contains('frame')) return;
    // Never larger than its own pixels: a small photo stays one until somebody asks for more.
    const own = this.pixels / this.card.width;
    const scale = Math.min(this.photo.clientWidth / this.card.width, this.photo.clientHeight / this.card.height, own);
    this.width = this.card.width * scale;
    box.style.width = `${Math.floor(this.card.width * scale)}px`;
    box.style.height = `${Math.floor(this.card.height * scale)}px`;
    const img = box.querySelector('img');
    if (img) img.sizes = `${Math.ceil((this.card.code > 4 ? this.card.height : this.card.width) * scale * this.zoom.scale)}px`;
  }

  /** The scale at which each pixel of the photo is one of the screen. */
  real() {
    return this.width ? this.pixels / (this.width * devicePixelRatio) : 1;
  }

  /** The pictures that the album made go no nearer: the original does, where there is one that a browser can show. */
  async nearer() {
    const { doc, card } = this;
    if (this.film || this.original !== undefined || !card || this.width * this.zoom.scale * devicePixelRatio <= largestWidth(card) * NEARER) return;
    this.original = '';
    this.progress.textContent = t('loadingOriginal');
    let width = 0;
    let isThere;
    try {
      const { url, ...found } = await findOriginal(doc);
      isThere = found.isThere;
      const img = this.photo.querySelector('img');
      if (url && img && this.doc === doc) width = await swapIn(img, url);
    } catch {
      width = 0; // it can't be shown: the largest picture is what there is
    }
    if (this.doc !== doc) return;
    this.progress.textContent = '';
    // Where nobody answered, that is said, and nothing is known of the original.
    if (!width && isThere !== undefined && card.isMeasured && card.width > largestWidth(card) * NEARER) tellLargest(doc, isThere);
    this.pixels = Math.max(width, largestWidth(card));
    if (!this.zoom.isAsked) this.zoom.by(Math.min(1, Math.max(1, this.real()) / this.zoom.scale));
  }

  fillDrawer() {
    if (!this.head) return; // what is there is of the photo before
    this.side.inert = false;
    const shown = `${this.doc._id} ${this.doc._rev}`;
    if (this.side.hidden || (this.side.querySelector('form') && this.side.dataset.of === shown)) return; // nobody's words are drawn over
    this.side.dataset.of = shown;
    replace(this.side, drawer(this.doc, this.me, (next) => this.saved(next), () => this.stack));
  }

  /** After an edit: `next` is the document as it is now, or nothing if the photo left this view for the trash, or the trash. */
  async saved(next) {
    if (next) this.draw(next);
    else if (this.member) this.member = undefined; // the others of its thing are still there
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
    if (event.target.matches('video')) return; // its own keys: a stretch back and on, louder, play
    const action = {
      p: () => (isVideo(this.doc) ? this.film?.toggle() : this.live()), ArrowUp: () => this.turnFile(-1), ArrowDown: () => this.turnFile(1),
      ArrowLeft: () => this.step(-1), ArrowRight: () => this.step(1), ' ': () => this.space(), i: () => this.details(this.side.hidden),
      f: () => this.full(), '+': () => this.zoom.by(1.5, undefined, true), '-': () => this.zoom.by(1 / 1.5), 0: () => this.zoom.reset(), 1: () => this.zoom.by(Math.max(1, this.real()) / this.zoom.scale),
    }[event.key];
    if (!action || (event.key === ' ' && event.target.matches('button, a, summary'))) return;
    event.preventDefault();
    action();
  }

  /** Back to the sorting; a video plays and stands still; else the slideshow. */
  space() {
    if (this.list?.isSorting) closePhoto();
    else if (this.film?.video && !this.slides.isOn) this.film.toggle();
    else this.play(!this.slides.isOn);
  }

  details(isOpen) {
    this.side.hidden = !isOpen;
    this.info.setAttribute('aria-expanded', String(isOpen));
    if (this.doc) this.fillDrawer();
    this.fit();
  }

  play(isOn) {
    this.slides.play(isOn);
  }

  playing(isOn) {
    this.player.replaceChildren(icon(isOn ? 'slidesStop' : 'slides'));
    for (const name of ['aria-label', 'title']) this.player.setAttribute(name, t(isOn ? 'pause' : 'play'));
    this.photo.classList.toggle('sliding', isOn);
    if (isOn) this.film?.playSilently();
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
    this.endFilm();
    this.fold();
    this.photo.replaceChildren();
    document.title = t('album');
    document.querySelector(`main [data-id="${CSS.escape(last)}"]`)?.focus();
    this.list?.cameBack?.(last);
  }
}
