// Nothing was found: what was perhaps meant, and what there is.

import { clean, h } from './dom.js';
import { quoted } from './query.js';
import { link } from './router.js';
import { t } from './words.js';

const MOST = 8;

/** `conditions` of query.js that found nothing, with what each finds alone as `count`; `known` tags: links that find something. */
export function wayOn(conditions, known) {
  const words = conditions.filter((one) => !one.isNot);
  const text = ({ kind, text: word, isNot }) => `${isNot ? '-' : ''}${kind === 'cat' || kind === 'camera' ? `${kind}:` : ''}${kind === 'year' || kind === 'date' ? word : quoted(word)}`;
  const single = conditions.length > 1 ? words.filter((one) => one.count).map(text) : [];
  const near = words.filter((one) => one.kind === 'tag').flatMap(({ text: word }) => alike(word, known)).slice(0, MOST).map(quoted);
  const wider = words.map((one) => one.wider).filter(Boolean);
  const offered = [...new Set([...near, ...wider, ...single])];
  const to = (query) => h('li', {}, h('a', { class: 'chip', dir: 'auto', href: link('search', query) }, clean(query, 60)));
  return h('div', { class: 'empty' }, h('h2', {}, t('nothingFound')),
    offered.length > 0 && [h('p', {}, t('perhaps')), h('ul', { class: 'chips' }, offered.map(to))],
    h('p', {}, t('searchHelp')),
    h('p', {}, h('a', { class: 'button', href: link('tags') }, t('allTags')), ' ', h('a', { class: 'button', href: link('') }, t('allPhotos'))));
}

/** Tags that begin alike, hold the word, or are one or two letters off. */
function alike(word, known) {
  const small = word.toLocaleLowerCase();
  const far = small.length > 4 ? 2 : 1;
  const rate = (tag) => {
    if (tag.includes(small) || (small.length > 2 && small.includes(tag) && tag.length > 2)) return 0.5;
    return Math.abs(tag.length - small.length) > far ? Infinity : distance(tag, small);
  };
  return known.map(({ tag }) => [rate(tag.toLocaleLowerCase()), tag]).filter(([rank]) => rank <= far).sort(([a], [b]) => a - b).map(([, tag]) => tag);
}

/** Letters to change, add or leave out (Levenshtein). */
function distance(one, other) {
  let row = [...other].map((_, at) => at + 1);
  [...one].forEach((letter, at) => {
    let before = at;
    let last = at + 1;
    row = [...other].map((wanted, column) => {
      const next = Math.min(row[column] + 1, last + 1, before + (letter === wanted ? 0 : 1));
      before = row[column];
      last = next;
      return next;
    });
  });
  return row.at(-1) ?? one.length;
}
