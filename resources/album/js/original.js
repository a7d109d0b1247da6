// The original's own pixels, loaded when one looks nearer than the album's pictures go.

import { attachment, documents } from './api.js';
import { h } from './dom.js';
import { download } from './download.js';
import { say } from './toast.js';
import { t } from './words.js';

/** What browsers show by themselves; of other formats the largest picture has to do. */
const SHOWN = /^image\/(jpeg|png|webp|avif|gif)\b/;

/** `{url, isThere}`: the address of the original where a browser can show it; copies for strangers have none. */
export async function findOriginal(doc) {
  const [original] = await documents([`original-${doc._id}`]);
  let isThere = false;
  for (const one of [original, doc]) {
    for (const [name, stub] of Object.entries(one?._attachments ?? {}).filter(([key]) => key.startsWith('original.'))) {
      if (SHOWN.test(stub.content_type)) return { url: attachment(one._id, name), isThere: true };
      isThere = true;
    }
  }
  return { url: '', isThere };
}

/** Somebody wants more pixels than the largest picture has: where the others are, and the way to them. */
export function tellLargest(doc, isThere) {
  const pixels = t('pixels', { width: doc.width, height: doc.height });
  say(isThere ? t('largestHere', { pixels }) : t('largestThere'), { isLong: true, label: t('original'), action: isThere ? () => download([doc._id]) : undefined });
}

/** Put the original in the place of the picture, as soon as it is there whole. Rejects where it can't be shown. */
export async function swapIn(img, url) {
  // A new element: one that once had a srcset goes on counting pixels by what stood in it.
  // Its own notes say how it lies; the album's pictures lie upright, or as the document says.
  const original = h('img', { class: 'original', alt: img.alt, draggable: 'false', src: url });
  await original.decode();
  img.replaceWith(original);
  return original.naturalWidth;
}
