// A motion photo: its film lies behind the picture in the one file. It is some megabytes, which are asked for by themselves.

import { attachment, documents } from './api.js';
import { fileName } from './download.js';
import { motionOf } from './photo.js';

/** No phone's film is longer; what says so is not believed. */
const LARGEST = 100 * 2 ** 20;
const PART = 206;
/** What the picture is coded in stands here in the film: a player that does not know it does not say its name. */
const CODED = /stsd[^]{12}(avc\d|hvc1|hev1|dvh1|dvhe|vp09|av01|mp4v)/;

/** `{name, size, load}` of the film in the photo's original; nothing where there is none, as in every copy for strangers. */
export async function filmInside(doc) {
  const [offset, length] = motionOf(doc) ?? [];
  if (!length || length > LARGEST) return undefined;
  const [original] = await documents([`original-${doc._id}`]);
  const [name, stub] = Object.entries(original?._attachments ?? {}).find(([key]) => key.startsWith('original.')) ?? [];
  if (!name || offset + length > stub.length) return undefined;
  const stem = fileName(original.filename || doc.filename, doc, name).replace(/\.[^.]*$/, '');
  return { name: `${stem}.mp4`, size: length, load: () => cut(attachment(original._id, name), offset, length) };
}

/** `{url, codec}`: an address in this page, to be given back with `URL.revokeObjectURL`. Rejects where it did not come. */
async function cut(from, offset, length) {
  const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
  const answer = await fetch(from, { headers, credentials: 'same-origin', redirect: 'error' });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const came = await answer.blob();
  // A server on the way that knows no ranges sends the whole.
  const film = answer.status === PART ? came : came.slice(offset, offset + length);
  if (film.size !== length) throw new Error('another length');
  const [, codec] = CODED.exec(new TextDecoder('latin1').decode(await film.arrayBuffer())) ?? [];
  return { url: URL.createObjectURL(film.slice(0, length, 'video/mp4')), codec };
}
