// All tags with their counts; one of them may greet on top of the photos.

import { clean, h, replace } from './dom.js';
import { greetWith, greetingTag } from './hero.js';
import { knownTags } from './suggestions.js';
import { quoted } from './query.js';
import { link } from './router.js';
import { say } from './toast.js';
import { number, t } from './words.js';

const SHOWN = 600;

export class Tags {
  constructor() {
    this.cloud = h('ul', { class: 'cloud' });
    this.filter = h('input', { type: 'search', placeholder: t('filterTags'), 'aria-label': t('filterTags'), oninput: () => this.draw() });
    this.greeter = h('select', { 'aria-label': t('greet'), hidden: true, onchange: () => this.greet() });
    this.element = h('div', {}, h('h1', {}, t('tags')), h('div', { class: 'line' }, this.filter, this.greeter), this.cloud);
  }

  async show() {
    this.tags = await knownTags();
    const chosen = greetingTag();
    replace(this.greeter, h('option', { value: '' }, `${chosen ? t('greetsNot') : t('greet')}…`),
      this.tags.slice(0, SHOWN).map(({ tag }) => h('option', { value: tag, selected: tag === chosen }, clean(tag, 60))));
    this.greeter.hidden = !this.tags.length;
    this.draw();
  }

  greet() {
    greetWith(this.greeter.value);
    if (this.greeter.value) say(t('greeted', { tag: clean(this.greeter.value, 60) }));
  }

  draw() {
    if (!this.tags) return; // what is entered meanwhile is looked for when they are there
    const wanted = this.filter.value.trim().toLocaleLowerCase();
    const found = this.tags.filter(({ tag }) => tag.toLocaleLowerCase().includes(wanted)).slice(0, SHOWN);
    const most = this.tags[0]?.count ?? 1;
    const sorted = found.toSorted ? found.toSorted((a, b) => a.tag.localeCompare(b.tag)) : [...found].sort((a, b) => a.tag.localeCompare(b.tag));
    replace(this.cloud, sorted.map(({ tag, count }) => h('li', {},
      h('a', { dir: 'auto', href: link('search', quoted(tag)), class: `size${Math.ceil((4 * count) / most)}` }, clean(tag, 60), ' ', h('span', { class: 'count' }, number(count))))));
    if (!found.length) replace(this.cloud, h('li', { class: 'hint' }, t(this.tags.length ? 'nothingFound' : 'noTags')));
  }

  close() {}
}
