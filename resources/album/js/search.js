// Photos that match a query, newest first. Tags, cameras, years and categories are asked of the views; only words need
// the documents, and those are read as far as one scrolls. The timeline says what is a video and what a photo.

import { documents, rows } from './api.js';
import { clean, h, iconButton, replace } from './dom.js';
import { Grid } from './grid.js';
import { Picker } from './picker.js';
import { knownCategories, knownTags } from './suggestions.js';
import { CATEGORIES, TRASH, card, cardOf, categoryName, isVideo } from './photo.js';
import { parse, saidOf, textOf } from './query.js';
import { copyLink } from './links.js';
import { link } from './router.js';
import { sayError } from './toast.js';
import { wayOn } from './way_on.js';
import { t } from './words.js';

const CHUNK = 100;
/** Also said of what is on a photo (a film's evening, the clip of a tie), so these find that word, too. */
const MEANS_MORE = /^(films?|filme|movies?|clips?)$/i;

export class Search {
  constructor(me, query) {
    this.query = query;
    this.status = h('p', { class: 'status', role: 'status' });
    this.grid = new Grid(() => this.more(), (one, width) => this.picker.tile(one, width));
    this.element = h('div', {}, h('div', { class: 'title' }, h('h1', { dir: 'auto' }, clean(query)), iconButton('link', t('copyLink'), () => copyLink(link('search', query)))), this.status, (this.further = h('div', {})), this.grid.element);
    this.picker = new Picker(me, this.element, async (one, other) => this.grid.between(one.id, other.id), () => this.grid.all());
  }

  async show() {
    const conditions = parse(this.query);
    this.conditions = conditions;
    this.status.textContent = t('searching', { n: 0 });
    this.known = await knownTags();
    const tags = new Map(this.known.map(({ tag }) => [tag.toLocaleLowerCase(), tag]));
    const names = await knownCategories();
    const sets = await Promise.all(conditions.map((one) => this.set(one, tags, names)));
    conditions.forEach((one, at) => { one.count = sets[at]?.size; });
    await Promise.all(conditions.filter((one) => one.kind === 'date' && !one.count).map(async (one) => { one.wider = await yearWith(one.text); }));
    const asked = conditions.map((one, at) => ({ ...one, set: sets[at] }));
    const others = asked.filter((one) => !isKind(one));
    this.kinds = asked.filter(isKind).map(({ kind, text, isNot, set }) => ({ isVideo: kind === 'video', isNot, called: set, word: MEANS_MORE.test(text) && text.toLocaleLowerCase() }));
    this.words = others.filter((one) => !one.set).map(({ text, isNot }) => ({ text: text.toLocaleLowerCase(), isNot }));
    this.needsDocs = this.words.length > 0 || this.kinds.some((one) => one.word);
    this.all = others.filter((one) => one.set && !one.isNot).map((one) => one.set);
    this.none = others.filter((one) => one.set && one.isNot).map((one) => one.set);
    const dated = this.all.find((set) => set.isDated);
    if (dated) {
      this.ids = [...dated.keys()].filter((id) => this.fits(id)).sort((a, b) => (dated.get(a) < dated.get(b) ? 1 : -1));
    }
    this.seen = 0;
    this.found = 0;
    this.tell();
    await this.grid.load();
    this.picker.restore();
  }

  /** Ids that meet a condition, with their day where the view knows it; nothing for a word. */
  async set({ kind, text, isPlain }, tags, names) {
    const small = text.toLocaleLowerCase();
    const isWord = kind === 'tag' || isKind({ kind });
    const called = isWord && isPlain ? names.filter((name) => isCalled(name, small)) : [];
    if (kind === 'tag' && !tags.has(small) && !called.length) return null;
    let found = [];
    if (isWord && tags.has(small)) found = (await rows('tag', { reduce: false, key: tags.get(small) })).map((row) => [row.id, row.value ?? '']);
    if (kind === 'year' || kind === 'date') {
      const key = text.split('-').map(Number);
      found = (await rows('timeline', { reduce: false, startkey: key, endkey: [...key, {}] })).map((row) => [row.id, row.key[3]]);
    }
    if (kind === 'cat') {
      const wanted = (await rows('cat', { group: true })).map((row) => row.key).filter((name) => name !== TRASH && (name.toLocaleLowerCase().startsWith(small) || isCalled(name, small)));
      found = await ofCategories(wanted);
    }
    if (called.length) found.push(...(await ofCategories(called)));
    if (kind === 'camera') {
      const cameras = (await rows('cameras', { group: true })).map((row) => row.key).filter((key) => key.join(' ').includes(small));
      const parts = await Promise.all(cameras.map((key) => rows('by-camera', { reduce: false, startkey: key, endkey: [...key, {}] })));
      found = parts.flat().map((row) => [row.id, row.key[5]]);
    }
    const set = new Map(found);
    set.isDated = kind !== 'cat' && !called.length;
    return set;
  }

  fits(id) {
    return this.all.every((set) => set.has(id)) && !this.none.some((set) => set.has(id));
  }

  /** Whether it is of the kinds that are wanted; a tag or a category of that name makes it one, too, or the word in what is said of it. */
  isWanted(id, isFilm, doc) {
    return this.kinds.every(({ isVideo: wanted, isNot, called, word }) => (isFilm === wanted || called.has(id) || Boolean(word && doc && saidOf(doc).includes(word))) !== isNot);
  }

  said(doc) {
    const text = textOf(doc);
    return this.words.every((word) => text.includes(word.text) !== word.isNot);
  }

  async more() {
    try {
      const cards = this.ids ? await this.moreOfIds() : await this.moreOfAll();
      this.found += cards.length;
      this.tell(!cards.length || this.isOver);
      return cards;
    } catch (error) {
      sayError(error);
      return [];
    }
  }

  async moreOfIds() {
    while (!this.isOver && !this.isClosed) {
      const docs = await documents(this.ids.slice(this.seen, this.seen + CHUNK));
      this.seen += CHUNK;
      this.isOver = this.seen >= this.ids.length;
      const found = docs.filter((doc) => this.isWanted(doc._id, isVideo(doc), doc) && this.said(doc));
      if (found.length) return found.map(cardOf);
      this.tell();
    }
    return [];
  }

  /** No condition names photos with their days: the timeline itself is read. */
  async moreOfAll() {
    while (!this.isOver && !this.isClosed) {
      const after = this.last ? { startkey: this.last.key, startkey_docid: this.last.id, skip: 1 } : {};
      const page = await rows('timeline', { reduce: false, descending: true, limit: CHUNK * 3, include_docs: this.needsDocs || undefined, ...after });
      this.last = page.at(-1);
      this.isOver = page.length < CHUNK * 3;
      this.seen += page.length;
      const found = page.filter((row) => this.fits(row.id) && this.isWanted(row.id, row.value.video !== undefined, row.doc) && (!this.words.length || (row.doc && this.said(row.doc))));
      if (found.length) return found.map((row) => card(row.id, row.value, row.key));
      this.tell();
    }
    return [];
  }

  tell(isOver = false) {
    const isCounted = this.ids && !this.words.length && !this.kinds.length;
    const isNothing = isCounted ? !this.ids.length : isOver && !this.found;
    replace(this.further, isNothing && wayOn(this.conditions, this.known));
    this.status.hidden = isNothing;
    if (isCounted) this.status.textContent = this.ids.length ? t('found', { n: this.ids.length }) : t('nothingFound');
    else if (isOver) this.status.textContent = this.found ? t('found', { n: this.found }) : t('nothingFound');
    else if (this.found) this.status.textContent = t('foundSoFar', { n: this.found });
    else this.status.textContent = t('searching', { n: this.seen });
  }

  neighbour(id, step) {
    return this.grid.neighbour(id, step);
  }

  close() {
    this.isClosed = true;
    this.grid.close();
  }
}

function isKind({ kind }) {
  return kind === 'video' || kind === 'photo';
}

/** Whether a word names a category: as it is stored, as the page calls it, or a part between slashes. */
function isCalled(name, small) {
  const names = [name, CATEGORIES.includes(name) ? categoryName(name) : name].map((one) => one.toLocaleLowerCase());
  return names.some((one) => one === small || one.split('/').includes(small));
}

/** The year of a date, where the album has photos of it. */
async function yearWith(date) {
  const year = date.slice(0, 4);
  return (await rows('timeline', { startkey: [+year], endkey: [+year, {}] }))[0]?.value ? year : '';
}

async function ofCategories(names) {
  const found = await Promise.all(names.map((key) => rows('cat', { reduce: false, key })));
  return found.flat().map((row) => [row.id, '']);
}
