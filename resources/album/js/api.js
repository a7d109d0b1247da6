// The album's requests, in CouchDB's own URL shapes: the same whether the program or a CouchDB hands out this page.

import { isLost, know, proven } from './proof.js';
import { read, whole } from './schema.js';

const here = new URL('.', document.baseURI);
export const asCouchApp = here.pathname.includes('/_design/');
const base = asCouchApp ? new URL('../../', here) : new URL('db/', here);
const session = asCouchApp ? new URL('../../../_session', here) : new URL('_session', here);
const OF_SIGN_IN = 401;
const SHUT = new Set([403, 404, 405]);
/** What a proxy says while the server behind it is away. */
const BEHIND_A_PROXY = new Set([502, 503, 504]);
/** No answer of an album: the page of somebody between, who lets nobody through before they signed in there. */
const UNREADABLE = 'unreadable';
/** A part of this page did not come, and this browser asks for it no more until the page is loaded again. */
const INCOMPLETE = 'incomplete';
const AT_ONCE = 500;
const GONE = 404;
/** Ids in one request: as part of an address they must stay below the 8 kB that servers take. */
const KEYS = asCouchApp ? 100 : 200;
const LONGEST = 400;
/** What stands for a photo whose id no address may hold: nothing is there. */
const NOWHERE = '-';

export class Refused extends Error {
  constructor(status, answer) {
    super(answer?.reason || `${status}`);
    this.status = status;
    this.error = answer?.error ?? '';
    /** By which the program proves itself, where it has it and the album does not answer. */
    this.key = answer?.key ?? '';
  }

  /** Who was signed in is it no longer: a CouchDB's session ends after some minutes. */
  get wantsSignIn() {
    return asCouchApp && this.status === OF_SIGN_IN;
  }

  get wantsReload() {
    return this.error === INCOMPLETE;
  }
}

/** Nobody answers, or nobody behind who does: not refused, and nobody else. */
export function isAway({ status, error }) {
  if (status === 0) return error !== 'another' && error !== INCOMPLETE;
  if (error === UNREADABLE) return true;
  return asCouchApp ? BEHIND_A_PROXY.has(status) : error === 'unavailable';
}

/** The answer; where `tells`, the request says more than what somebody looks at. */
async function ask(url, body, { method, tells = false } = {}) {
  if (!asCouchApp) await proven(prove, { now: tells });
  return asked(url, body, method);
}

async function asked(url, body, method = body === undefined ? 'GET' : 'POST') {
  const init = { method, credentials: 'same-origin', redirect: 'error', headers: { Accept: 'application/json' } };
  if (body !== undefined) {
    init.headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(url, init);
  } catch {
    throw new Refused(0, { error: 'unreachable' });
  }
  const answer = await response.json().catch((error) => {
    // What breaks off in the middle came from nobody.
    if (response.ok && !(error instanceof SyntaxError)) throw new Refused(0, { error: 'unreachable' });
    return null;
  });
  if (!response.ok) throw new Refused(response.status, answer);
  if (answer === null) throw new Refused(response.status, { error: UNREADABLE });
  return answer;
}

/** Resolves where the server that handed out this page answers, just now. */
export async function sure() {
  if (!asCouchApp) await proven(prove, { now: true });
}

function prove(question) {
  return asked(new URL(`_proof?question=${question}`, here));
}

function address(path, options = {}) {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    url.searchParams.set(name, name.endsWith('docid') ? value : JSON.stringify(value));
  }
  return url;
}

/** Who looks, and whether they may change anything; `isShut` where nobody can sign in. */
export async function whoami() {
  if (asCouchApp) return visitor();
  // The first request: whoever answers it handed out this page, too.
  const { userCtx = {}, photospool } = await asked(session).catch(async (error) => {
    if (error.key) await know(error.key);
    throw error;
  });
  await know(photospool.key);
  return { name: userCtx.name, mayWrite: photospool.may_write, kept: photospool.kept, lends: photospool.lends };
}

/** Let the program keep what was chosen on the page; only where it hands the page out. */
export function keepChoice(name, value) {
  return ask(new URL('_kept', here), { name, value }, { tells: true });
}

/** Of which photos other pictures lie under the same names since this page was loaded. */
const renewed = new Map();

/** Lend the program a frame of a video whose pictures it could only draw; resolves to whether they show it now. */
export async function lendFrame(id, jpeg) {
  await sure();
  const response = await fetch(new URL(`_frame/${encodeURIComponent(id)}`, here), { method: 'POST', credentials: 'same-origin', redirect: 'error', body: jpeg });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, answer);
  if (answer?.ok) renewed.set(id, (renewed.get(id) ?? 0) + 1);
  return Boolean(answer?.ok);
}

async function visitor() {
  let answer;
  try {
    answer = await asked(session);
  } catch (error) {
    // A proxy before a public copy lets nothing but the album pass: whoever comes that way is a stranger, and stays one.
    if (!SHUT.has(error.status) && error.error !== UNREADABLE) throw error;
    return { mayWrite: false, isShut: true };
  }
  const { userCtx = {} } = answer;
  return { name: userCtx.name, mayWrite: await mayWrite(userCtx) };
}

/** Asked after the album did not answer: 'well', 'refused' where it answers something else, or '' while nobody answers. */
export function howIsIt() {
  // Somebody else may listen there by now: they have to prove themselves first, as for every request.
  return ask(session, undefined, { tells: true }).then(() => 'well', (error) => (isAway(error) ? '' : 'refused'));
}

/** What the owner calls this copy of the album; empty where nobody chose a title. */
export async function titleOfAlbum() {
  if (!asCouchApp) return '';
  const { title } = await design();
  return typeof title === 'string' ? title : '';
}

let designed;

function design() {
  designed ??= ask(address('_design/photospool')).catch((error) => { designed = undefined; throw error; });
  return designed;
}

/** Whether the album tells which files belong together: one that an earlier version set up does not. */
let hasParts;

/** The parts of these photos, by the id of the one that is shown: `[{id, part, cat, video}]`. */
export async function partsOf(ids) {
  const found = new Map();
  if (asCouchApp) hasParts ??= Boolean((await design().catch(() => ({}))).views?.parts);
  for (let at = 0; at < ids.length; at += KEYS) {
    for (const { id, key, value } of await partRows(ids.slice(at, at + KEYS))) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push({ id, part: value?.part ?? '', cat: value?.cat ?? '', video: value?.video });
    }
  }
  return found;
}

/** The first question for parts: until it is answered nobody asks a second one of an album that may not know them. */
let first;

async function partRows(keys) {
  if (first) await first;
  if (hasParts === false) return [];
  const asking = askForParts(keys);
  first ??= asking.catch(() => {});
  return asking;
}

async function askForParts(keys) {
  const view = '_design/photospool/_view/parts';
  try {
    const asking = asCouchApp ? ask(address(view, { reduce: false, keys })) : ask(address(view, { reduce: false }), { keys });
    return (await asking).rows;
  } catch (error) {
    if (error.status !== GONE) throw error;
    hasParts = false;
    return [];
  }
}

/** Of which photos the originals have one of these keys; of an album that does not know it, none. */
export async function partnersOf(keys) {
  if (hasParts === false) return [];
  const found = [];
  for (let at = 0; at < keys.length; at += KEYS) found.push(...(await rows('partners', { keys: keys.slice(at, at + KEYS) })));
  return found.map(({ id }) => id.replace(/^original-/, ''));
}

/** The address of the public copy's page, empty where there is none; the program knows it. */
export async function publicPage() {
  const { page } = await ask(new URL('_public', here));
  return typeof page === 'string' && /^https?:\/\//.test(page) ? page : '';
}

/** To the program, not to the album: a page is open, or is being closed. */
export async function tellPresence(page, open) {
  // Nobody waits for a page that is being closed, and that it is tells a stranger nothing.
  if (open && !asCouchApp) await proven(prove);
  const init = { method: 'POST', credentials: 'same-origin', keepalive: true, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ page, open }) };
  const response = await fetch(new URL('_page', here), init);
  if (!response.ok) throw new Refused(response.status);
}

/** A stranger never gets controls to edit with; who is signed in does, unless only administrators may write. */
async function mayWrite({ name, roles = [] }) {
  if (roles.includes('_admin')) return true;
  if (!name) return false;
  try {
    const designs = await ask(address('_all_docs', { startkey: '_design/', endkey: '_design0', include_docs: true }));
    if (!designs.rows.some(({ doc }) => doc?.validate_doc_update)) return true;
    const { admins = {} } = await ask(address('_security'));
    return Boolean(admins.names?.includes(name) || admins.roles?.some((role) => roles.includes(role)));
  } catch {
    return true; // The server decides in the end.
  }
}

/** As a CouchApp: a cookie of the server's, for some minutes since the last request. */
export function signIn(name, password) {
  return ask(session, { name, password });
}

export function signOut() {
  return ask(session, undefined, { method: 'DELETE' });
}

export async function document_(id) {
  if (isPlain(id)) return read(await ask(address(encodeURIComponent(id))));
  const [doc] = await documents([id]);
  if (!doc) throw new Refused(404, { error: 'not_found', reason: 'missing' });
  return doc;
}

/** Whether an address may hold this id: no way upwards in it, and nothing that a server on the way might take for one. */
function isPlain(id) {
  return !/[\p{C}\\]|(?! )\p{Z}|(^|\/)\.{0,2}(\/|$)/u.test(id) && id.length <= LONGEST;
}

/** Documents by id, in the order of the ids; what is gone is left out. */
export async function documents(ids) {
  const found = await byId(ids, { include_docs: true });
  return found.map((row) => read(row.doc)).filter((doc) => doc && !doc._deleted);
}

/** The revision of each id that is there. */
export async function revisions(ids) {
  const found = await byId(ids);
  return new Map(found.filter((row) => row.value && !row.value.deleted).map((row) => [row.id, row.value.rev]));
}

async function byId(ids, options) {
  const found = [];
  for (let at = 0; at < ids.length; at += KEYS) {
    const keys = ids.slice(at, at + KEYS);
    // Before a public copy stands a proxy that lets nothing pass but looking.
    const asking = asCouchApp ? ask(address('_all_docs', { ...options, keys })) : ask(address('_all_docs', options), { keys });
    found.push(...(await asking).rows);
  }
  return found;
}

export async function rows(view, options) {
  const { rows: found } = await ask(address(`_design/photospool/_view/${view}`, options));
  if (view === 'comments') return found.map((row) => ({ ...row, value: read(row.value) }));
  return options.include_docs ? found.map((row) => ({ ...row, doc: read(row.doc) })) : found;
}

/** Store documents in one request, or a few if they are very many: one answer for each, with `rev` or `error`. */
export async function store(docs) {
  const answers = [];
  for (let at = 0; at < docs.length; at += AT_ONCE) answers.push(...(await ask(address('_bulk_docs'), { docs: docs.slice(at, at + AT_ONCE).map(whole) }, { tells: true })));
  return answers;
}

/** Where an attachment is. */
export function attachment(id, name) {
  if (isLost()) return 'data:,';
  const url = new URL([id, name].map((part) => (isPlain(part) ? encodeURIComponent(part) : NOWHERE)).join('/'), base);
  if (renewed.has(id)) url.search = renewed.get(id); // else the browser shows for minutes what it knows
  return url.href;
}
