// What each field of a document may be; whatever is not of its type is taken for absent. A document may have been written
// by any program and any person who was ever allowed to write into a copy of the album: it is read here once, when it
// comes in, and whoever shows, searches or sorts needs no checks of its own. The program does the same (schema.py).

const LARGEST = 2 ** 53;
/** Under this sign a document that was read remembers how it came: what is odd is not shown, and never lost. */
const CAME = Symbol('as it came');

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value) => typeof value === 'number' && Math.abs(value) <= LARGEST;
const isText = (value) => typeof value === 'string';
/** The entries that fit, each as an own one, whatever its name is. */
const only = (value, fits) => (isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, one]) => fits(one))) : undefined);

const text = (value) => (isText(value) ? value : undefined);
const number = (value) => (isNumber(value) ? value : undefined);
const stub = ({ content_type: type, length, digest }) => ({ content_type: text(type) ?? '', length: number(length) ?? 0, digest: text(digest) });

const FIELDS = new Map([
  ...['_id', '_rev', 'type', 'cat', 'descr', 'addedby', 'added_by', 'taken', 'taken_at', 'taken_source', 'taken_precision', 'ts', 'filename', 'sha256',
    'extension', 'placeholder', 'content_type', 'photo', 'photo_id', 'trashed_from', 'note', 'realname', 'text', 'comment', 'body', 'name',
    'media', 'poster', 'video_codec', 'audio_codec', 'part_of', 'part', 'trashed_with',
  ].map((name) => [name, text]),
  ...['size', 'width', 'height', 'tnwidth', 'tnheight', 'orientation', 'duration', 'frame_rate', 'motion_offset', 'motion_length'].map((name) => [name, number]),
  ['keywords', (value) => (Array.isArray(value) ? value.filter(isText) : text(value))],
  ['exif', (value) => only(value, (one) => isText(one) || isNumber(one))],
  ['_attachments', (value) => {
    const stubs = only(value, isObject);
    return stubs && Object.fromEntries(Object.entries(stubs).map(([name, one]) => [name, stub(one)]));
  }],
]);

/** A document as it came from the album, with what is of its type; nothing for what is no document. */
export function read(came) {
  if (!isObject(came)) return null;
  const shown = Object.fromEntries(Object.entries(came)
    .map(([name, value]) => [name, FIELDS.has(name) ? FIELDS.get(name)(value) : value])
    .filter(([, value]) => value !== undefined));
  return { ...shown, [CAME]: { came, shown } };
}

/** What is stored of a document that was read and changed: the changes, and all else as it came. */
export function whole(doc) {
  if (!doc[CAME]) return doc;
  const { came, shown } = doc[CAME];
  const own = (value, name) => (Object.hasOwn(value, name) ? value[name] : undefined);
  const kept = Object.entries(came).filter(([name]) => own(doc, name) === own(shown, name));
  return Object.fromEntries([...Object.entries(doc), ...kept]);
}
