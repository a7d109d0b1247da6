// The originals of photos, saved by the browser: one as it is, many as one archive, which is put together piece by piece.

import { attachment, documents } from './api.js';
import { clean, h } from './dom.js';
import { when } from './photo.js';
import { say, sayError } from './toast.js';
import { t } from './words.js';
import { Zip } from './zip.js';

const LONGEST_NAME = 1000;
/** Of a name on a disk, which takes 255, with room for a number. */
const LONGEST_BYTES = 240;
/** Devices of Windows, which makes no file of these names, whatever their ending. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)/i;
const TYPES = ['1600x1200.', '800x600.', 'thumb.'];

/** Save what the album has of these photos: originals, and where there are none, the largest pictures. */
export async function download(ids) {
  const toast = ids.length > 1 ? say(t('packing', { n: 0, of: ids.length }), { stays: true }) : null;
  try {
    const files = await filesOf(ids);
    if (files.length < ids.length) say(t('noFile', { n: ids.length - files.length }), { isLong: true });
    if (files.length === 1) save(files[0].url, files[0].name);
    else if (files.length) await pack(files, (n) => { if (toast) toast.firstChild.textContent = t('packing', { n, of: files.length }); });
  } catch (error) {
    sayError(error);
  } finally {
    toast?.remove();
  }
}

/** `[{url, name, day}]`, every name once. */
async function filesOf(ids) {
  const docs = await documents(ids);
  const originals = new Map((await documents(ids.map((id) => `original-${id}`))).map((doc) => [doc._id, doc]));
  const taken = new Set();
  return docs.map((doc) => {
    const original = originals.get(`original-${doc._id}`);
    const [id, name] = fileOf(original, 'original.') ?? fileOf(doc, 'original.') ?? TYPES.map((start) => fileOf(doc, start)).find(Boolean) ?? [];
    if (!name) return null;
    const said = name.startsWith('original.') ? original?.filename || doc.filename : '';
    return { url: attachment(id, name), name: once(fileName(said, doc, name), taken), day: when(doc) };
  }).filter(Boolean);
}

function fileOf(doc, start) {
  const name = Object.keys(doc?._attachments ?? {}).find((one) => one.startsWith(start));
  return name && [doc._id, name];
}

/** A name that any disk takes, and that leads into no other folder: whoever unpacks the archive may have any system. */
export function fileName(said, doc, name) {
  const instead = `${clean(doc.taken, 10).replace(/[^0-9-]/g, '') || 'photo'}-${doc._id.slice(0, 8).replace(/\W/g, '')}.${name.split('.').at(-1).replace(/\W/g, '')}`;
  return plain(clean(said, LONGEST_NAME)) || plain(instead);
}

function plain(text) {
  const name = text.normalize('NFC').replace(/[/\\:*?"<>|…\s]/gu, (sign) => (/\s/u.test(sign) ? ' ' : '_')).replace(/^[. ]+|[. ]+$/g, '');
  const [stem, ending] = parts(RESERVED.test(name) ? `_${name}` : name);
  return `${cut(stem, LONGEST_BYTES - bytes(cut(ending, 20)).length)}${cut(ending, 20)}`.replace(/[. ]+$/, '');
}

/** What stands before the last full stop, and that with what stands behind it. */
function parts(name) {
  const at = name.lastIndexOf('.');
  return at > 0 ? [name.slice(0, at), name.slice(at)] : [name, ''];
}

const bytes = (text) => new TextEncoder().encode(text);

/** At most so many bytes of UTF-8, in whole letters; half a letter becomes a sign of its own. */
function cut(text, most) {
  let left = most;
  return [...new TextDecoder().decode(bytes(text))].filter((letter) => (left -= left < 0 ? 0 : bytes(letter).length) >= 0).join('');
}

function once(name, taken) {
  const [stem, ending] = parts(name);
  let free = name;
  for (let at = 2; taken.has(free.toLowerCase()); at += 1) free = `${stem} (${at})${ending}`;
  taken.add(free.toLowerCase());
  return free;
}

async function pack(files, tell) {
  const zip = new Zip();
  let missing = 0;
  for (const [at, { url, name, day }] of files.entries()) {
    const response = await fetch(url, { credentials: 'same-origin', redirect: 'error' });
    if (response.status === 404) { // said to be there by its document alone: it stops no other
      missing += 1;
      continue;
    }
    if (!response.ok) throw new Error(`${response.status}: ${name}`);
    await zip.add(name, await response.blob(), day);
    tell(at + 1);
  }
  if (missing) say(t('noFile', { n: missing }), { isLong: true });
  if (missing === files.length) return;
  const url = URL.createObjectURL(zip.whole());
  save(url, `${t('album')}.zip`);
  setTimeout(() => URL.revokeObjectURL(url), 600000);
}

function save(url, name) {
  const link = h('a', { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}
