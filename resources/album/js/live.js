// A live photo moves: on its tile while the pointer rests there, without a sound; on an open photo after a long press.

import { documents } from './api.js';
import { h } from './dom.js';
import { later } from './later.js';

const REST_MS = 300;
const LONG_MS = 450;
const STILL_PX = 10;

/** `tile` of a photo, `id` of what has its film. Whoever wants less motion, or has no pointer that can rest, sees it lie still. */
export function moveOnHover(tile, id) {
  let timer = 0;
  let video;
  let forget;
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
    video?.removeAttribute('src');
    video?.load(); // nothing is asked for any more
    video?.remove();
    video = undefined;
    forget?.();
    forget = undefined;
  };
  const start = async () => {
    const mine = timer;
    const file = await filmOf(id);
    if (!file || timer !== mine || !tile.isConnected) {
      file?.forget?.();
      return;
    }
    forget = file.forget;
    video = h('video', { class: 'moving', 'aria-hidden': 'true', tabindex: '-1', playsinline: '' });
    video.muted = true;
    video.playsInline = true;
    video.addEventListener('playing', () => video?.videoWidth && video.classList.add('seen'));
    for (const name of ['ended', 'error']) video.addEventListener(name, stop);
    video.src = file.url;
    tile.querySelector('.frame').append(video);
    video.play().catch(() => {});
  };
  tile.addEventListener('pointerenter', ({ pointerType }) => {
    stop();
    if (pointerType === 'mouse' && matchMedia('(prefers-reduced-motion: no-preference)').matches) timer = setTimeout(start, REST_MS);
  });
  tile.addEventListener('pointerleave', stop);
  tile.addEventListener('click', stop);
}

async function filmOf(id) {
  try {
    const { fileOfFilm, isUnknown } = await later('film');
    const [doc] = await documents([id]);
    const file = doc && !isUnknown(doc) ? await fileOfFilm(doc) : undefined;
    if (!file?.load) return file;
    const { url, codec } = await file.load();
    const forget = () => URL.revokeObjectURL(url);
    if (!isUnknown({ video_codec: codec })) return { url, forget };
    forget();
    return undefined;
  } catch {
    return undefined; // the picture is there
  }
}

/** `act()` when a finger or the mouse rests on the element for a while. */
export function onLongPress(element, act) {
  let timer = 0;
  let at;
  const end = () => { clearTimeout(timer); timer = 0; };
  element.addEventListener('pointerdown', (event) => {
    end();
    if (event.button || !event.isPrimary || event.target.closest('video, a, button')) return;
    at = event;
    timer = setTimeout(() => { timer = 0; act(); }, LONG_MS);
  });
  element.addEventListener('pointermove', (event) => Math.hypot(event.clientX - at?.clientX, event.clientY - at?.clientY) > STILL_PX && end());
  for (const name of ['pointerup', 'pointercancel', 'wheel']) element.addEventListener(name, end);
  element.addEventListener('contextmenu', (event) => event.pointerType === 'touch' && event.preventDefault());
}
