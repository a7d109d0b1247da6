// The words of one photo or of many: category, tags, description, day. It says what is to change, and changes nothing.

import { clean, h, icon, put, replace } from './dom.js';
import { knownCategories, knownTags } from './suggestions.js';
import { CATEGORIES, UNPROCESSED, asTags, categoryName, said, tags } from './photo.js';
import { t } from './words.js';

const COMPLETIONS = 200;
let forms = 0;

export class Form {
  /** `change` is what was entered before a reload; `onchange` hears of every entry, `onsubmit` of Enter. */
  constructor(docs, { change = {}, onchange = () => {}, onsubmit = () => {}, many = false } = {}) {
    this.docs = docs;
    this.many = many;
    this.onchange = onchange;
    this.added = new Set(change.addTags);
    this.dropped = new Set(change.dropTags);
    this.name = `form-${(forms += 1)}`;
    this.element = h('form', {
      class: 'words', onsubmit: (event) => { event.preventDefault(); onsubmit(); },
      // From the description as well, where Enter alone begins a line.
      onkeydown: (event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        if (!event.repeat) this.element.requestSubmit();
      },
    });
    this.cats = h('div', { class: 'choices' });
    this.chips = h('div', { class: 'chips' });
    this.entry = h('input', {
      type: 'text', id: `${this.name}-tags`, list: `${this.name}-list`, placeholder: t('tagHint'), dir: 'auto', autocomplete: 'off', autocapitalize: 'none',
      oninput: () => /[,;]$/.test(this.entry.value) && this.take(), onchange: () => this.take(),
      onkeydown: (event) => { if (event.key === 'Enter' && this.entry.value.trim()) { event.preventDefault(); this.take(); this.entry.scrollIntoView({ block: 'nearest' }); } },
    });
    this.completions = h('datalist', { id: `${this.name}-list` });
    this.build(change);
  }

  async build(change) {
    const same = (field) => this.docs.every((doc) => (doc[field] ?? '') === (this.docs[0][field] ?? ''));
    this.cat = change.cat ?? (same('cat') ? this.docs[0].cat : undefined);
    this.wasCat = same('cat') ? this.docs[0].cat : undefined;
    this.wasDescr = same('descr') ? said(this.docs[0]) : '';
    this.descr = h('textarea', { id: `${this.name}-descr`, rows: 3, maxlength: 10000, dir: 'auto', placeholder: same('descr') ? '' : t('mixed'), oninput: () => this.onchange() });
    this.descr.value = change.descr ?? this.wasDescr;
    this.wasTaken = same('taken') ? this.docs[0].taken ?? '' : '';
    this.taken = h('input', { type: 'date', id: `${this.name}-date`, oninput: () => this.onchange() });
    this.taken.value = change.taken ?? this.wasTaken;
    this.hours = h('input', { type: 'number', id: `${this.name}-hours`, step: 'any', min: -99999, max: 99999, placeholder: '0', oninput: () => this.onchange() });
    if (change.hours) this.hours.value = change.hours;
    this.keep = h('input', { type: 'checkbox', checked: Boolean(change.keepUnprocessed), onchange: () => this.onchange() });
    const canShift = this.docs.some((doc) => /T\d{2}:\d{2}:\d{2}/.test(doc.taken_at ?? ''));
    this.isNew = this.docs.some((doc) => tags(doc).includes(UNPROCESSED));
    put(this.element, [
      h('fieldset', {}, h('legend', {}, t('category')), this.cats),
      h('label', { for: this.entry.id }, t('tags')), this.chips, this.entry, this.completions,
      h('label', { for: this.descr.id }, t('description')), this.descr,
      h('div', { class: 'pair' },
        h('div', {}, h('label', { for: this.taken.id }, t('date')), this.taken),
        canShift && h('div', {}, h('label', { for: this.hours.id }, t('shift')), this.hours)),
      this.isNew && h('label', { class: 'check' }, this.keep, t('keepNew')),
    ]);
    this.drawChips();
    this.drawCats(CATEGORIES);
    this.drawCats(await knownCategories().catch(() => CATEGORIES));
    const known = await knownTags().catch(() => []);
    replace(this.completions, known.slice(0, COMPLETIONS).map(({ tag }) => h('option', { value: tag })));
  }

  drawCats(names) {
    const all = this.wasCat && !names.includes(this.wasCat) ? [...names, this.wasCat] : names;
    this.names = all;
    replace(this.cats, all.map((name, at) => h('label', { class: 'choice', title: at < 3 ? `${at + 1}` : null },
      h('input', { type: 'radio', name: `${this.name}-cat`, value: name, checked: name === this.cat, onchange: () => this.choose(name) }),
      h('span', {}, categoryName(name)), at < 3 && this.many && h('kbd', {}, `${at + 1}`))));
  }

  choose(name) {
    this.cat = name;
    for (const input of this.cats.querySelectorAll('input')) input.checked = input.value === name;
    this.onchange();
  }

  /** Category by its number on the keyboard, from 1. */
  chooseNumber(at) {
    if (this.names[at - 1]) this.choose(this.names[at - 1]);
  }

  take() {
    for (const tag of asTags(this.entry.value)) {
      this.added.add(tag);
      this.dropped.delete(tag);
    }
    this.entry.value = '';
    this.drawChips();
    this.onchange();
  }

  drawChips() {
    const counts = new Map();
    for (const doc of this.docs) for (const tag of tags(doc)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    counts.delete(UNPROCESSED);
    for (const tag of this.added) if (!counts.has(tag)) counts.set(tag, this.docs.length);
    const of = this.docs.length;
    replace(this.chips, [...counts].filter(([tag, n]) => n < of || !this.dropped.has(tag)).map(([tag, n]) => {
      const shown = clean(tag, 60);
      return n < of ? this.shared(tag, shown, n, of) : h('span', { class: 'chip' }, h('span', { dir: 'auto' }, shown),
        h('button', { type: 'button', class: 'drop', 'aria-label': t('removeTag', { tag: shown }), onclick: () => this.drop(tag) }, icon('close')));
    }));
  }

  /** A tag that part of them have: it stays as it is unless somebody asks, and what was asked is taken back by the same button. */
  shared(tag, shown, n, of) {
    const isAll = this.added.has(tag);
    const isNone = this.dropped.has(tag);
    const will = isAll ? t('allGet', { of }) : isNone ? t('noneKeeps') : t('someHave', { n, of });
    const next = isAll ? t('takeAll', { tag: shown }) : isNone ? t('leaveTag', { tag: shown }) : t('giveAll', { tag: shown });
    return h('span', { class: isAll ? 'chip' : isNone ? 'chip some none' : 'chip some' }, h('button', {
      type: 'button', role: 'checkbox', 'aria-checked': isAll ? 'true' : isNone ? 'false' : 'mixed', title: next, 'data-tag': tag,
      onclick: () => this.turn(tag, isAll, isNone),
    }, h('span', { dir: 'auto' }, shown), ' ', h('small', {}, will)));
  }

  /** All, none, as it is. */
  turn(tag, isAll, isNone) {
    this.added.delete(tag);
    this.dropped.delete(tag);
    if (isAll) this.dropped.add(tag);
    else if (!isNone) this.added.add(tag);
    this.drawChips();
    this.onchange();
    [...this.chips.querySelectorAll('button')].find((one) => one.dataset.tag === tag)?.focus();
  }

  drop(tag) {
    this.added.delete(tag);
    this.dropped.add(tag);
    this.drawChips();
    this.onchange();
    this.entry.focus();
  }

  /** What is to change; fields that were left alone are not in it. */
  change() {
    const change = {};
    if (this.cat !== undefined && this.cat !== this.wasCat) change.cat = this.cat;
    if (this.descr.value !== this.wasDescr) change.descr = this.descr.value;
    if (this.taken.value && this.taken.value !== this.wasTaken) change.taken = this.taken.value;
    if (Number(this.hours.value)) change.hours = Number(this.hours.value);
    const added = new Set([...this.added, ...asTags(this.entry.value)]); // one that is still being typed, too
    if (added.size) change.addTags = [...added];
    if (this.dropped.size) change.dropTags = [...this.dropped];
    if (this.isNew) change.keepUnprocessed = this.keep.checked;
    return change;
  }
}
