// How the search may go on: tags, and after `camera:` or `cat:` what there is of them. Only what can be typed is offered.

import { clean } from './dom.js';
import { knownCameras, knownCategories, knownTags } from './suggestions.js';
import { needsQuotes } from './query.js';

const MOST = 12;

/** Whole texts for the search field that go on with its last word. */
export async function suggest(text) {
  const [, before, minus, field, quote, word] = /^(.*?)(-?)(?:(camera|cat):)?("?)([^"]*|\S*)$/is.exec(lastApart(text));
  const small = word.toLocaleLowerCase();
  if (!small && !field) return [];
  const known = await { camera: knownCameras, cat: knownCategories }[field?.toLowerCase()]?.().catch(() => [])
    ?? (await knownTags().catch(() => [])).map(({ tag }) => tag);
  const found = known.filter((name) => name === clean(name) && name.toLocaleLowerCase().startsWith(small) && !(needsQuotes(name) && name.includes('"')));
  const start = text.slice(0, text.length - (minus + (field ? `${field}:` : '') + quote + word).length) || before;
  return found.slice(0, MOST).map((name) => `${start}${minus}${field ? `${field}:` : ''}${needsQuotes(name) ? `"${name}"` : name}`);
}

/** The last word, with what is quoted as one. */
function lastApart(text) {
  return /(?:^|\s)(-?(?:(?:camera|cat):)?(?:"[^"]*|\S*))$/i.exec(text)?.[1] ?? '';
}
