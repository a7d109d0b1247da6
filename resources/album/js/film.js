// A video in the photo's place: the browser's own player where it has one for this video, else its picture and words.

import { attachment, documents } from './api.js';
import { h, icon, replace } from './dom.js';
import { fileName } from './download.js';
import { filmInside } from './motion.js';
import { motionOf } from './photo.js';
import { bytes, t } from './words.js';

/** Of those the browser can be asked by their name alone whether it knows them; with others it is tried. */
const TOLD = /^((avc|hvc|hev|vp0|av0|mp4v|dvh)\w*\.|(hvc1|hev1|dvh1|dvhe)$)/;
const NAMES = [[/^(avc|dva)/, 'H.264'], [/^(hvc|hev|dvh)/, 'HEVC'], [/^vp0?9/, 'VP9'], [/^vp0?8/, 'VP8'], [/^av01/, 'AV1'], [/^mp4v/, 'MPEG-4'], [/^mp4a/, 'AAC']];
/** What went wrong while it was loaded, as browsers number it. */
const NETWORK = 2;
const UNKNOWN = 4;
/** What a proxy says that lets nothing but looking pass. */
const UNASKED = 405;
/** In the slideshow a video of which nobody asked for the sound is over then. */
const LONGEST_S = 60;

/** Whether the policy that the album's server sends with this page lets it play nothing. */
let isForbidden = false;
document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => { isForbidden ||= effectiveDirective === 'media-src'; });

/** How people call what a video or its sound is coded in. */
export function codecName(codec) {
  const known = NAMES.find(([form]) => form.test(codec ?? ''));
  return known ? known[1] : /^[\w./-]{1,20}$/.test(codec ?? '') ? codec.split('.')[0].toUpperCase() : '';
}

/** Whether the browser says by the name of what a video is coded in that it can't play it. */
export function isUnknown(doc) {
  return TOLD.test(doc.video_codec ?? '') && !h('video').canPlayType(`video/mp4; codecs="${doc.video_codec}"`);
}

/** The film: in the original's document; in a copy for strangers, if at all, in a document of its own. */
export async function fileOfFilm(doc) {
  if (motionOf(doc)) return filmInside(doc);
  const found = await documents([`original-${doc._id}`, `film-${doc._id}`]);
  const isFilm = ([, stub]) => stub.content_type.startsWith('video/');
  for (const one of [...found, doc]) {
    const [name, stub] = Object.entries(one?._attachments ?? {}).find(isFilm) ?? [];
    if (name) return { url: attachment(one._id, name), size: stub.length, name: fileName(one.filename || doc.filename, doc, name) };
  }
  return undefined;
}

export class Film {
  /** `box` is a frame that shows the poster; `label` says what it shows, `onend()` hears when the film was shown to its end. */
  constructor(doc, box, { label, onend }) {
    this.doc = doc;
    this.box = box;
    this.label = label;
    this.onend = onend;
    this.words = h('div', { class: 'cannot', role: 'status' });
    this.ready = this.load();
  }

  async load() {
    try {
      this.codec = this.doc.video_codec;
      this.file = await fileOfFilm(this.doc);
      if (this.file?.load) await this.cutOut(this.file);
    } catch {
      this.say(t('filmAway'), true);
      return;
    }
    if (this.isClosed) return;
    if (!this.file) this.say(t('filmElsewhere'));
    else if (isUnknown({ video_codec: this.codec })) this.cannot();
    else this.show();
  }

  /** The film of a motion photo, into memory. */
  async cutOut(file) {
    const { url, codec } = await file.load();
    if (this.isClosed) URL.revokeObjectURL(url);
    Object.assign(file, { url });
    this.codec = codec;
  }

  show() {
    const poster = this.box.querySelector('img');
    const video = h('video', { controls: true, preload: 'metadata', playsinline: '', 'aria-label': this.label, poster: poster?.currentSrc || poster?.src || null });
    video.playsInline = true;
    video.addEventListener('loadedmetadata', () => video.videoWidth || this.cannot()); // only its sound could be played
    video.addEventListener('error', () => this.failed(video.error));
    video.addEventListener('ended', () => this.onend());
    video.src = this.file.url;
    this.video = video;
    this.box.append(video);
  }

  async failed(error) {
    if (this.isClosed) return;
    const isThere = Boolean(this.file.load) || (error?.code !== NETWORK && (await this.answers()));
    if (this.isClosed) return;
    if (!isThere) this.say(t('filmAway'), true);
    else if (isForbidden) this.say(t('filmForbidden'));
    else if (error?.code === UNKNOWN) this.cannot();
    else this.say(t('filmBroken'));
  }

  /** Browsers call an address that answers with an error by the same number as a film that they do not know. */
  async answers() {
    try {
      const answer = await fetch(this.file.url, { method: 'HEAD', credentials: 'same-origin', redirect: 'error' });
      return answer.ok || answer.status === UNASKED;
    } catch {
      return false;
    }
  }

  cannot() {
    const name = codecName(this.codec);
    this.say(name ? t('filmUnknown', { codec: name }) : t('filmUnknownToAll'));
  }

  /** The picture stays, with words: never a black square. */
  say(text, isAgain = false) {
    this.unload();
    replace(this.words, h('p', {}, text), h('p', {},
      isAgain && h('button', { type: 'button', onclick: () => this.again() }, t('again')),
      this.file?.url && h('a', { class: 'button', href: this.file.url, download: this.file.name }, icon('save'), `${t('download')} · ${bytes(this.file.size)}`)));
    this.box.after(this.words);
  }

  again() {
    this.words.remove();
    this.forget();
    this.ready = this.load();
  }

  toggle() {
    if (!this.video) return;
    if (this.video.paused) this.video.play().catch(() => {});
    else this.video.pause();
  }

  /** For the slideshow: by itself, but without a sound. */
  async playSilently() {
    await this.ready;
    if (!this.video || this.isClosed || !this.video.paused) return;
    this.video.muted = true;
    await this.video.play().catch(() => {});
  }

  /** Whether the slideshow waits for it. */
  get isShowing() {
    const { video } = this;
    return Boolean(video && !video.paused && !video.ended && (!video.muted || video.currentTime < LONGEST_S));
  }

  /** Nothing is asked for any more, and the connection is free for others. */
  unload() {
    const { video } = this;
    this.video = undefined;
    if (!video) return;
    video.pause();
    video.removeAttribute('src');
    video.load();
    video.remove();
  }

  /** The memory that a film of a motion photo lies in is given back. */
  forget() {
    if (this.file?.load && this.file.url) URL.revokeObjectURL(this.file.url);
    this.file = undefined;
  }

  close() {
    this.isClosed = true;
    this.unload();
    this.forget();
    this.words.remove();
  }
}
