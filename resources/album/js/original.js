// The original's own pixels, loaded when one looks nearer than the album's pictures go.

import { attachment, documents } from './api.js';
import { h } from './dom.js';

/** What browsers show by themselves; of other formats the largest picture has to do. */
const SHOWN = /^image\/(jpeg|png|webp|avif|gif)\b/;

/** The address of the original where a browser can show it, else nothing; copies for strangers have none. */
export async function originalUrl(doc) {
  const [original] = await documents([`original-${doc._id}`]);
  for (const one of [original, doc]) {
    const [name] = Object.entries(one?._attachments ?? {}).find(([key, stub]) => key.startsWith('original.') && SHOWN.test(stub.content_type)) ?? [];
    if (name) return attachment(one._id, name);
  }
  return '';
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
