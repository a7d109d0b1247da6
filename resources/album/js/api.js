// The album's requests, in CouchDB's own URL shapes: the same whether the program or a CouchDB hands out this page.

const here = new URL('.', document.baseURI);
const asCouchApp = here.pathname.includes('/_design/');
const base = asCouchApp ? new URL('../../', here) : new URL('db/', here);
const session = asCouchApp ? new URL('/_session', here) : new URL('_session', here);

export class Refused extends Error {
  constructor(status, answer) {
    super(answer?.reason || `${status}`);
    this.status = status;
    this.error = answer?.error ?? '';
  }
}

async function ask(url, body) {
  const init = { credentials: 'same-origin', headers: { Accept: 'application/json' } };
  if (body !== undefined) {
    init.method = 'POST';
    init.headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(url, init);
  } catch {
    throw new Refused(0, { error: 'unreachable' });
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

function address(path, options = {}) {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    url.searchParams.set(name, name.endsWith('docid') ? value : JSON.stringify(value));
  }
  return url;
}

/** Who looks, and whether they may change anything. */
export async function whoami() {
  const { userCtx = {}, photospool } = await ask(session);
  return { name: userCtx.name, mayWrite: photospool?.may_write ?? Boolean(userCtx.name || userCtx.roles?.includes('_admin')) };
}

export function document_(id) {
  return ask(address(encodeURIComponent(id)));
}

/** Documents by id, in the order of the ids; what is gone is left out. */
export async function documents(ids) {
  const found = [];
  for (let at = 0; at < ids.length; at += 200) {
    const { rows } = await ask(address('_all_docs', { include_docs: true }), { keys: ids.slice(at, at + 200) });
    found.push(...rows.map((row) => row.doc).filter((doc) => doc && !doc._deleted));
  }
  return found;
}

/** The revision of each id that is there. */
export async function revisions(ids) {
  const { rows } = await ask(address('_all_docs'), { keys: ids });
  return new Map(rows.filter((row) => row.value && !row.value.deleted).map((row) => [row.id, row.value.rev]));
}

export async function rows(view, options) {
  return (await ask(address(`_design/photospool/_view/${view}`, options))).rows;
}

/** Store documents in one request: one answer for each, in order, with `rev` or `error`. */
export function store(docs) {
  return ask(address('_bulk_docs'), { docs });
}

/** Where an attachment is. */
export function attachment(id, name) {
  return new URL(`${encodeURIComponent(id)}/${encodeURIComponent(name)}`, base).href;
}
