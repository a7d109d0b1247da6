// The program could only draw the pictures of this video, for no ffmpeg is closed in there. This browser plays it: it lends
// the first frame that is not black, and the program makes the pictures of that.

import { attachment, lendFrame } from './api.js';
import { h } from './dom.js';

/** Where in the film a frame is looked for, in seconds: as far as the program's own decoder looks. */
const LOOKED_AT_S = [0, 0.5, 1, 2, 4, 8, 16];
/** The largest picture that the album makes. */
const [WIDEST, HIGHEST] = [1600, 1200];
const QUALITY = 0.95;
/** By the same measure as the program's decoder: black is what is as dark as this in so large a part. */
const DARK = 32;
const BLACK = 0.95;
const SAMPLE = 64;
const LONGEST_MS = 20_000;
/** What this browser could not do once it can't do the next time. */
const tried = new Set();

/** Lend a frame of a film that is being shown; nothing is said where that can't be done, for the drawn picture stays. */
export async function lend(film) {
  const { doc } = film;
  await film.ready;
  if (!film.video || film.isClosed || tried.has(doc._id)) return;
  tried.add(doc._id);
  const jpeg = await frameOf(film.file.url).catch(() => null);
  if (!jpeg || !(await lendFrame(doc._id, jpeg).catch(() => false))) return;
  if (film.video && film.doc._id === doc._id) film.video.poster = attachment(doc._id, '800x600.jpg');
  dispatchEvent(new CustomEvent('photos-changed', { detail: { ids: [doc._id] } }));
}

/** A JPEG of the first frame that is not black, of the very first where all are; in a player of its own, that nobody sees. */
async function frameOf(url) {
  const video = h('video', { preload: 'auto', muted: true, playsinline: '' });
  video.muted = true;
  try {
    await heard(video, 'loadeddata', () => { video.src = url; });
    if (!video.videoWidth) return null; // only its sound can be played here
    const canvas = canvasFor(video);
    let first;
    for (const at of LOOKED_AT_S.filter((one) => one === 0 || one < video.duration)) {
      if (at) await heard(video, 'seeked', () => { video.currentTime = at; });
      canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
      const isSeen = !isBlack(video);
      if (isSeen || !first) first = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', QUALITY); });
      if (isSeen) break;
    }
    return first;
  } finally {
    video.removeAttribute('src');
    video.load();
  }
}

/** Resolves when the player says so after `act`; rejects where it says that it can't, or nothing. */
function heard(video, name, act) {
  return new Promise((resolve, reject) => {
    setTimeout(reject, LONGEST_MS);
    video.addEventListener('error', reject, { once: true });
    video.addEventListener(name, resolve, { once: true });
    act();
  });
}

function canvasFor({ videoWidth, videoHeight }) {
  const scale = Math.min(1, WIDEST / videoWidth, HIGHEST / videoHeight);
  return h('canvas', { width: Math.max(1, Math.round(videoWidth * scale)), height: Math.max(1, Math.round(videoHeight * scale)) });
}

function isBlack(video) {
  const small = h('canvas', { width: SAMPLE, height: SAMPLE }).getContext('2d', { willReadFrequently: true });
  small.drawImage(video, 0, 0, SAMPLE, SAMPLE);
  const { data } = small.getImageData(0, 0, SAMPLE, SAMPLE);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) dark += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2] < DARK ? 1 : 0;
  return dark >= BLACK * SAMPLE * SAMPLE;
}
