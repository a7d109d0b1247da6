// A photo's picture in a frame: the right size, upright whatever the camera said, its colours while it is on its way.

import { attachment, document_ } from './api.js';
import { h } from './dom.js';
import { address } from './thumbhash.js';
import { t } from './words.js';

const BOXES = { thumb: [220, 146], '800x600': [800, 600], '1600x1200': [1600, 1200] };

/** Pixels in a row of a rendition that fits its box, as it is stored. */
function widthOf(card, name) {
  const [w, h_] = BOXES[name];
  const [width, height] = card.code > 4 ? [card.height, card.width] : [card.width, card.height];
  // Pictures are never larger than the photo; where its measures are not known, the numbers are those of a shape.
  return Math.max(1, Math.round(Math.min(w, (h_ * width) / height, card.isMeasured ? width : Infinity)));
}

/** Pixels in a row of the largest picture that the album made. */
export function largestWidth(card) {
  const width = widthOf(card, card.large ? '1600x1200' : '800x600');
  return card.code > 4 ? (width * card.width) / card.height : width;
}

function sources(card) {
  const names = card.large ? ['thumb', '800x600', '1600x1200'] : ['thumb', '800x600'];
  return names.map((name) => {
    const ext = name === '1600x1200' ? 'jpg' : card.extension;
    return `${attachment(card.id, `${name}.${ext}`)} ${widthOf(card, name)}w`;
  }).join(', ');
}

/** An `img` that knows its sources; `width` in CSS pixels is how wide it will be shown. */
export function image(card, width, { alt = '', name = 'thumb', eager = false } = {}) {
  const img = h('img', { alt, class: card.code > 1 ? `o${card.code}` : '', decoding: 'async', loading: eager ? 'eager' : 'lazy', draggable: 'false' });
  const shown = card.code > 4 ? (width * card.height) / card.width : width;
  img.sizes = `${Math.max(1, Math.round(shown))}px`;
  img.addEventListener('error', () => fallBack(img, card), { once: true });
  img.addEventListener('load', () => img.parentElement?.classList.add('ready'));
  img.srcset = sources(card);
  img.src = attachment(card.id, `${name}.${card.extension}`);
  return img;
}

/** A frame with the placeholder behind the picture. */
export function frame(card, width, options) {
  const made = h('span', { class: card.code > 4 ? 'frame turned' : 'frame' }, image(card, width, options));
  const colours = card.placeholder && address(card.placeholder);
  if (colours) made.style.backgroundImage = `url(${colours})`;
  return made;
}

/** The old album's pictures have other names and types at times: the document knows. */
async function fallBack(img, card) {
  img.removeAttribute('srcset');
  const stubs = Object.entries((await document_(card.id).catch(() => ({})))._attachments ?? {})
    .filter(([, stub]) => /^image\/(jpeg|png|gif|webp|avif)$/.test(stub.content_type ?? ''));
  const wanted = ['800x600', 'thumb', '1600x1200'].map((name) => stubs.find(([stub]) => stub.startsWith(`${name}.`))).find(Boolean) ?? stubs[0];
  if (wanted) {
    img.addEventListener('error', () => img.replaceWith(missing()), { once: true });
    img.src = attachment(card.id, wanted[0]);
  } else {
    img.replaceWith(missing());
  }
}

function missing() {
  return h('span', { class: 'missing' }, t('noPicture'));
}
