// Which cameras took the photos: how many, how many bytes, by make and model.

import { rows } from './api.js';
import { clean, h, replace } from './dom.js';
import { link } from './router.js';
import { bytes, t, things } from './words.js';

export class Cameras {
  constructor() {
    this.list = h('div', { class: 'cameras' });
    this.element = h('div', {}, h('h1', {}, t('cameras')), this.list);
  }

  async show() {
    const found = await rows('cameras', { group: true });
    const makes = new Map();
    for (const { key: [make, model], value } of found) makes.set(make, [...(makes.get(make) ?? []), { model, ...value }]);
    const most = Math.max(1, ...found.map((row) => row.value.count));
    const sum = (models, field) => models.reduce((all, one) => all + one[field], 0);
    const sorted = [...makes].sort(([, a], [, b]) => sum(b, 'count') - sum(a, 'count'));
    if (!sorted.length) replace(this.list, h('p', { class: 'hint' }, t('noCameras')));
    else replace(this.list, sorted.map(([make, models]) => h('section', {},
      h('h2', {}, capital(make), ' ', h('span', { class: 'count' }, said(sum(models, 'count'), sum(models, 'sum')))),
      h('ul', {}, models.sort((a, b) => b.count - a.count).map((one) => h('li', {},
        this.name(make, one.model),
        h('meter', { min: 0, max: most, value: one.count, 'aria-hidden': 'true' }),
        h('span', { class: 'count' }, said(one.count, one.sum))))))));
  }

  /** The view knows cameras in small letters only; how they write themselves, one of their photos says. */
  name(make, model) {
    const element = h('a', { href: link('search', `camera:"${`${make} ${model}`.replaceAll('"', '').trim()}"`) }, capital(model) || t('unknown'));
    const key = [make, model];
    rows('by-camera', { reduce: false, startkey: key, endkey: [...key, {}], limit: 1, include_docs: true }).then(([row]) => {
      const exif = row?.doc?.exif ?? {};
      const spelt = (name, found) => typeof exif[name] === 'string' && exif[name].toLocaleLowerCase() === found;
      if (model && spelt('Image Model', model)) element.textContent = clean(exif['Image Model'], 80);
    }, () => {});
    return element;
  }

  close() {}
}

function said(count, size) {
  return t('bytesOf', { photos: things(count), bytes: bytes(size) });
}

function capital(text) {
  return clean(text, 80).replace(/(^|\s)\p{L}/gu, (letter) => letter.toLocaleUpperCase());
}
