// What is known of the open photo, and the form to change it, for those who may.

import { attachment, documents, rows } from './api.js';
import { changesOf, fieldNames } from './changes.js';
import { clean, h, icon, replace } from './dom.js';
import { isEntered, keepDraft } from './draft.js';
import { codecName } from './film.js';
import { Form } from './form.js';
import { markdown } from './markdown.js';
import { TRASH, UNPROCESSED, categoryName, isVideo, motionOf, said, tags } from './photo.js';
import { quoted } from './query.js';
import { link } from './router.js';
import { discard, putBack, save, undo } from './saving.js';
import { putTogether, showFirst, takeApart, takenApartFrom } from './stacking.js';
import { bytes, dayName, length, moment, number, t, takenName } from './words.js';

/** So long after a photo went away nobody means the next one, which stands in its place with the same buttons. */
const AIM_MS = 500;
/** When the details of the one after it came; a second press of a double one hits those. */
let followedAt = -AIM_MS;
let wentAway = '';

/** How changes are called in the details of one photo, where nobody has to count. */
const DEEDS = { trashedN: 'thrownAway', restoredN: 'wasPutBack' };

/** Tags, and notes of the camera, that are shown of one photo: a page with a hundred thousand would stand still. */
const MOST = 500;

/**
 * The drawer's content; `onsaved` gets the document after a change, nothing after it went to the trash or came back from it. `stack()` is what the
 * photo belongs to, if anything: asked whenever the facts are drawn, for its answer may come while somebody writes.
 */
export function drawer(doc, me, onsaved, stack) {
  const box = h('div', { class: 'inside' });
  if (wentAway && wentAway !== doc._id) {
    wentAway = '';
    followedAt = performance.now();
  }
  const draft = `photospool.edit.${doc._id}`;
  const show = () => replace(box, facts(doc), me.mayWrite && doc.cat !== TRASH && stack() && together(doc, stack()), me.mayWrite && doc.cat !== TRASH && apart(doc), me.mayWrite && history(doc), doc.cat === TRASH && h('p', { class: 'hint' }, t('trashStay')), me.mayWrite && h('div', { class: 'buttons' }, doc.cat === TRASH
    ? h('button', { type: 'button', class: 'main', onclick: () => leave(() => putBack([doc._id])) }, icon('undo'), t('restore'))
    : [h('button', { type: 'button', class: 'main', onclick: edit }, icon('edit'), t('edit')),
      h('button', { type: 'button', title: t('toTrash'), onclick: () => leave(() => discard([doc])) }, icon('trash'), h('span', { class: 'name' }, t('toTrashShort')))]));
  const edit = () => {
    // What was entered stays until it is saved or cancelled: over a reload, and when one turns to the next photo.
    const change = JSON.parse(sessionStorage.getItem(draft) ?? '{}');
    const mark = h('p', { class: 'unsaved', role: 'status' });
    const tell = (entered) => { mark.textContent = isEntered(entered) ? t('unsaved') : ''; };
    const onchange = () => { const entered = form.change(); keepDraft(draft, entered); tell(entered); };
    const form = new Form([doc], { change, onchange, onsubmit: () => store() });
    const cancel = () => { sessionStorage.removeItem(draft); show(); box.querySelector('button.main').focus(); };
    const store = async () => {
      form.take();
      const wanted = form.change();
      if (!Object.keys(wanted).length) {
        cancel();
        return;
      }
      mark.textContent = t('saving');
      const [next] = await save([doc], wanted);
      if (!next) {
        tell(wanted);
        return;
      }
      sessionStorage.removeItem(draft);
      onsaved(next);
    };
    tell(change);
    form.element.append(mark, h('div', { class: 'buttons' },
      h('button', { type: 'submit', class: 'main' }, t('save')), h('button', { type: 'button', onclick: cancel }, t('cancel'))));
    replace(box, form.element);
    if (box.isConnected) form.entry.focus();
  };
  const leave = async (step) => {
    if (performance.now() - followedAt < AIM_MS || !(await step()).length) return;
    wentAway = doc._id;
    onsaved(null);
  };
  if (me.mayWrite && sessionStorage.getItem(draft)) edit();
  else show();
  return box;
}

function facts(doc) {
  const exif = doc.exif ?? {};
  const words = tags(doc).filter((tag) => tag !== UNPROCESSED).slice(0, MOST);
  const place = h('div', {});
  const more = h('div', {});
  const file = h('small', { dir: 'auto' }, clean(doc.filename));
  originalOf(doc, place, file);
  commentsOf(doc, more);
  return [
    said(doc) && h('div', { class: 'descr' }, markdown(said(doc))),
    words.length > 0 && h('p', { class: 'chips' }, words.map((tag) => h('a', { class: 'chip', dir: 'auto', href: link('search', quoted(tag)) }, clean(tag, 60)))),
    h('dl', { class: 'facts' },
      fact('taken', takenName(doc), known(doc.taken_source)),
      typeof doc.taken_other === 'string' && fact('otherDate', dayName(doc.taken_other), known(doc.taken_other_source)),
      fact('camera', camera(exif)),
      fact('size', [doc.width && doc.height && t('pixels', { width: doc.width, height: doc.height }), doc.size && bytes(doc.size)].filter(Boolean).join(' · ')),
      isVideo(doc) && fact('length', length(doc.duration)),
      isVideo(doc) && fact('coded', coded(doc)),
      fact('category', doc.cat && categoryName(doc.cat)),
      doc.ts && [h('dt', {}, t('added')), h('dd', {}, doc.addedby ? t('addedBy', { when: dayName(doc.ts), who: clean(doc.addedby, 60) }) : dayName(doc.ts), file)]),
    place, more,
    Object.keys(exif).length > 0 && h('details', { class: 'all' }, h('summary', {}, t('everything')),
      h('dl', {}, Object.entries(exif).slice(0, MOST).map(([name, value]) => [h('dt', {}, clean(name, 80)), h('dd', {}, clean(value))]))),
  ];
}

/** What was changed of this photo in this tab, and the way back. */
function history(doc) {
  const found = changesOf(doc._id);
  const what = ({ what: key, photos }) => (key === 'saved' ? fieldNames([photos[doc._id]]).join(', ') || t('process') : t(DEEDS[key] ?? key));
  return found.length > 0 && [h('h3', {}, t('changedHere')), h('ul', { class: 'changes' }, found.map((change) => h('li', {},
    h('span', {}, t('changedAt', { what: what(change), when: moment(change.at) })),
    h('button', { type: 'button', class: 'link', onclick: () => undo(change, doc._id) }, t('undo')))))];
}

function coded(doc) {
  const rate = doc.frame_rate > 0 && t('frameRate', { n: Math.round(doc.frame_rate * 100) / 100 });
  return [codecName(doc.video_codec), codecName(doc.audio_codec), rate].filter(Boolean).join(' · ');
}

/** How the day is known. */
function known(source) {
  const text = clean(source, 60);
  const [, key] = [[/^(EXIF|Image|QuickTime|Matroska|AVI|AVCHD|movie header|GPS|Picture Info|CIFF|Reconyx|FLIR)\b/, 'byCamera'], [/^(XMP|IPTC|PNG|movie) /, 'byNotes'], [/^file name\b/, 'byName'], [/^folder$/, 'byFolder'], [/^file time$/, 'byFile'], [/^arrival$/, 'byArrival'], [/^user$/, 'byUser']].find(([form]) => form.test(text)) ?? [];
  return key ? t(key) : text && t('takenFrom', { source: text });
}

function fact(name, text, small) {
  return text ? [h('dt', {}, t(name)), h('dd', {}, text, small && h('small', {}, small))] : null;
}

/** A phone's lens begins with the phone's name, and ends with what is said after it anyway. */
function lens(text, model) {
  const own = model && text.startsWith(model) ? text.slice(model.length) : text;
  return own.replace(/\s\d+(\.\d+)?mm f\/\d+(\.\d+)?$/, '').trim();
}

/** Camera, lens and exposure in one line. */
export function camera(exif) {
  const make = clean(exif['Image Make'], 40).trim();
  const model = clean(exif['Image Model'], 60).trim();
  const name = model.toLowerCase().startsWith(make.toLowerCase().split(' ')[0]) ? model : `${make} ${model}`;
  const ratio = (text) => {
    const [, over, under = '1'] = /^(\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(text ?? '') ?? [];
    return over && +under ? over / under : NaN;
  };
  const seconds = ratio(exif['EXIF ExposureTime']);
  const aperture = ratio(exif['EXIF FNumber']);
  const length = ratio(exif['EXIF FocalLength']);
  const iso = clean(exif['EXIF ISOSpeedRatings'], 20);
  return [
    name.trim(), lens(clean(exif['EXIF LensModel'], 80), model),
    length > 0 && `${number(length, { maximumFractionDigits: 1 })} mm`,
    aperture > 0 && `f/${number(aperture, { maximumFractionDigits: 1 })}`,
    seconds > 0 && (seconds < 0.4 ? `1/${Math.round(1 / seconds)} s` : `${number(seconds, { maximumFractionDigits: 1 })} s`),
    iso && t('iso', { iso }),
  ].filter(Boolean).join(' · ');
}

async function originalOf(doc, box, file) {
  // Asked as a list: strangers' copies have no originals, and that is no fault.
  const [original] = await documents([`original-${doc._id}`]).catch(() => []);
  const from = original ?? doc;
  const named = clean(original?.filename || doc.filename, 120);
  replace(file, [named, !doc.addedby && clean(original?.added_by, 60)].filter(Boolean).join(' · '));
  const [name, stub] = Object.entries(from._attachments ?? {}).find(([one]) => one.startsWith('original.')) ?? [];
  if (!name) return;
  const saveAs = named || clean(name, 120);
  const [offset, film] = motionOf(doc) ?? [];
  replace(box, h('p', {}, h('a', { class: 'button', href: attachment(from._id, name), download: saveAs }, icon('save'), `${t('original')} · ${bytes(stub.length)}`)),
    from === original && offset + film <= stub.length && h('p', { class: 'inside-it' }, t('motionInside', { size: bytes(film) })));
}

/** What may be said of files that belong together. */
function together(doc, { headId, docs }) {
  const isShown = doc._id === headId;
  return h('section', { class: 'together' }, h('h3', {}, t('filesN', { n: docs.length })), h('p', {},
    !isShown && h('button', { type: 'button', onclick: () => showFirst(headId, doc._id) }, icon('stack'), t('showFirst')),
    isShown && docs.length === 2 && h('button', { type: 'button', onclick: () => showFirst(headId, docs[1]._id) }, icon('stack'), t('showOther')),
    h('button', { type: 'button', onclick: () => takeApart(headId, doc._id) }, icon('close'), t(isShown || docs.length === 2 ? 'takeApart' : 'takeOut'))));
}

/** What was taken apart can be put together again, also long after. */
function apart(doc) {
  const place = h('div', {});
  takenApartFrom(doc).catch(() => null).then((found) => found && replace(place, h('section', { class: 'together' },
    h('h3', {}, t('apartFrom', { n: found.loose.filter((one) => one._id !== doc._id).length || 1 })),
    h('p', {}, h('button', { type: 'button', onclick: () => putTogether(doc) }, icon('stack'), t('putTogether'))))));
  return place;
}

async function commentsOf(doc, box) {
  const found = await rows('comments', { startkey: [doc._id], endkey: [doc._id, {}], limit: 200 }).catch(() => []);
  if (!found.length) return;
  replace(box, h('h3', {}, t('comments')), found.map(({ value }) => h('blockquote', {},
    h('p', { dir: 'auto' }, clean(value?.text ?? value?.comment ?? value?.body, 5000)), h('small', {}, [clean(value?.name ?? value?.addedby, 60), value?.ts && dayName(value.ts)].filter(Boolean).join(', ')))));
}
