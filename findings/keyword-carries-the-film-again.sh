#!/usr/bin/env bash
# PouchDB 9.0.0: one keyword said on the phone sends the film again, with each keyword, and who receives it calls it a new film.
#
# Guess before the run: a film that the album has is not sent again. CouchDB's own replication asks for what came since (`atts_since`), and
# PouchDB knows the film's digest and `revpos`, the revision that brought it.
# Seen: what is *sent* goes whole, as base64, a third more than the film is; only what is *fetched* is spared by its digest, and
# what CouchDB 3.5.0 stores compressed (text/*, application/xml) is fetched each time, for its digest is that of the compressed bytes.
# A PouchDB that receives a film it has puts the new revision's number into `revpos`, so one revision of one document says two
# things on two machines. Handed on to a CouchDB that number stays, and each copy that had the film is sent it once more.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund pouchdb-core@9.0.0 pouchdb-adapter-memory@9.0.0 \
    pouchdb-adapter-http@9.0.0 pouchdb-replication@9.0.0 >>npm.log
cat >ask.js <<'JS'
const { randomBytes } = require("crypto");
const PouchDB = require("pouchdb-core")
  .plugin(require("pouchdb-adapter-memory"))
  .plugin(require("pouchdb-adapter-http"))
  .plugin(require("pouchdb-replication"));

const album = new PouchDB("album", { adapter: "memory" });
let sent = 0;

// what a server answers, and how long what it was sent is; nothing leaves this process
async function server(address, { method = "GET", body } = {}) {
  const path = decodeURIComponent(new URL(address).pathname.replace(/^\/album\/?/, ""));
  const asked = body && JSON.parse(body);
  let answer;
  let status = 200;
  sent += body ? body.length : 0;
  try {
    if (path === "") answer = await album.info();
    else if (path === "_revs_diff") answer = await album.revsDiff(asked);
    else if (path === "_bulk_docs") answer = await album.bulkDocs(asked);
    else if (method === "PUT") answer = await album.put({ ...asked, _id: path });
    else answer = await album.get(path);
  } catch (fault) {
    answer = fault;
    status = fault.status;
  }
  return new Response(JSON.stringify(answer), { status, headers: { "Content-Type": "application/json" } });
}

(async () => {
  const phone = new PouchDB("phone", { adapter: "memory" });
  const far = new PouchDB("http://127.0.0.1:5984/album", { fetch: server });
  await phone.put({ _id: "p", _attachments: { "MVI_1.mov": { content_type: "video/quicktime", data: randomBytes(3_000_000) } } });
  for (const keyword of ["", "sea", "beach", "sun"]) {
    if (keyword) await phone.put({ ...(await phone.get("p")), keyword });
    sent = 0;
    await phone.replicate.to(far);
    const [here, there] = (await Promise.all([phone.get("p"), album.get("p")])).map((doc) => doc._attachments["MVI_1.mov"]);
    const same = here.digest === there.digest ? "the same film" : "another film";
    console.log(`${keyword || "first"}: ${(sent / 1e6).toFixed(1)} MB sent; ${same}, revpos ${here.revpos} here, ${there.revpos} there`);
  }
})();
JS
seen=$(node ask.js)
echo "$seen"
expected="first: 4.0 MB sent; the same film, revpos 1 here, 1 there
sea: 4.0 MB sent; the same film, revpos 1 here, 2 there
beach: 4.0 MB sent; the same film, revpos 1 here, 3 there
sun: 4.0 MB sent; the same film, revpos 1 here, 4 there"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
