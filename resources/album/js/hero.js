// A photo of a chosen tag on top, another one each time, as the old album had it.

import { documents, rows } from './api.js';
import { clean, h } from './dom.js';
import { keep, keptOf } from './kept.js';
import { frame } from './picture.js';
import { altText, cardOf } from './photo.js';
import { quoted } from './query.js';
import { link, photoLink } from './router.js';

const KEY = 'greeting';

export function greetingTag() {
  return keptOf(KEY);
}

export function greetWith(tag) {
  keep(KEY, tag);
}

/** The place of the greeting, filled when its photo is known; nothing where no tag is chosen. */
export function greeting() {
  const tag = greetingTag();
  if (!tag) return null;
  const box = h('div', { class: 'greeting' });
  fill(box, tag).catch(() => box.remove());
  return box;
}

async function fill(box, tag) {
  const [count] = await rows('tag', { key: tag, group: true });
  const skip = Math.floor(Math.random() * (count?.value ?? 0));
  const [row] = count ? await rows('tag', { key: tag, reduce: false, skip, limit: 1 }) : [];
  const [doc] = row ? await documents([row.id]) : [];
  if (!doc) {
    box.remove();
    return;
  }
  box.append(
    h('a', { href: photoLink(doc._id), 'data-id': doc._id, 'aria-label': altText(doc) || clean(tag) }, frame(cardOf(doc), innerWidth, { eager: true, name: '800x600' })),
    h('p', {}, h('a', { href: link('search', quoted(tag)) }, clean(tag, 60))));
}
