// Is it still the program's server that listens at this page's address? When Photospool has ended, its port may be given
// to another program, also to another user's, while the page is open. So nothing is asked or told before the server has
// answered a question that only who knows the session's key can answer.

const FRESH_MS = 2000;
const SESSION_IS_OVER = 403;

let key;
let provenAt = -FRESH_MS;
let asking;
let isAnother = false;

/** What both know of the session, as the server that handed out the page said it. */
export async function know(hex) {
  key = await crypto.subtle.importKey('raw', bytesOf(hex), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  provenAt = performance.now();
}

/**
 * Resolves when the server has proved itself: just now, where something is told (`now`), or moments ago, where something
 * is asked. Rejects with `Another` if it is another one, for good, and with what `get` rejects with.
 */
export function proven(get, { now = false } = {}) {
  if (isAnother) return Promise.reject(new Another());
  if (!now && performance.now() - provenAt < FRESH_MS) return Promise.resolve();
  if (now) return prove(get);
  asking ??= prove(get).finally(() => { asking = undefined; });
  return asking;
}

/** Whether another server answers by now: pictures, which can't wait for a proof, are asked for no more either. */
export function isLost() {
  return isAnother;
}

async function prove(get) {
  const question = hexOf(crypto.getRandomValues(new Uint8Array(16)));
  const began = performance.now();
  const answer = await get(question).catch((error) => {
    // Nobody answers; or it may be ours, with a session that is over. Ours gives no other answer.
    if (error.status === 0 || error.status === SESSION_IS_OVER) throw error;
  });
  const proof = typeof answer?.proof === 'string' ? bytesOf(answer.proof) : new Uint8Array();
  if (!(await crypto.subtle.verify('HMAC', key, proof, new TextEncoder().encode(question)))) {
    isAnother = true;
    dispatchEvent(new Event('another-server'));
    throw new Another();
  }
  provenAt = began;
}

/** Somebody else answers at the page's address. */
export class Another extends Error {
  status = 0;

  error = 'another';
}

function bytesOf(hex) {
  return Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (two) => parseInt(two, 16));
}

function hexOf(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
