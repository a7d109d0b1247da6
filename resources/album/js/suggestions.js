// The tags, categories and cameras that the album has, for completion and choices; asked once, and again after changes.

import { rows } from './api.js';
import { CATEGORIES, TRASH, UNPROCESSED } from './photo.js';

let tags;
let categories;
let cameras;

addEventListener('photos-changed', () => {
  tags = undefined;
  categories = undefined;
  cameras = undefined;
});

/** `[{tag, count}]`, most used first. */
export function knownTags() {
  tags ??= rows('tag', { group: true }).then((found) => found
    .filter(({ key }) => typeof key === 'string' && key !== UNPROCESSED)
    .map(({ key, value }) => ({ tag: key, count: value }))
    .sort((a, b) => b.count - a.count));
  tags.catch(() => { tags = undefined; });
  return tags;
}

/** The usual three first, then the user's own. */
export function knownCategories() {
  categories ??= rows('cat', { group: true }).then((found) => [
    ...new Set([...CATEGORIES, ...found.map(({ key }) => key).filter((key) => typeof key === 'string' && key !== TRASH)])]);
  categories.catch(() => { categories = undefined; });
  return categories;
}

/** Makes with their models, in small letters. */
export function knownCameras() {
  cameras ??= rows('cameras', { group: true }).then((found) => found.map(({ key }) => key.join(' ').trim()));
  cameras.catch(() => { cameras = undefined; });
  return cameras;
}
