#!/usr/bin/env bash
# @ibm-cloud/cloudant 0.12.19 (and couchbackup on it): CouchDB's own `content_type` is dropped, and each photo becomes unknown bytes.
#
# Guess before the run: a document as CouchDB gives it goes back as it was; at most the fields of a *call* have other names.
# Seen: what the library reads has `contentType` for `content_type` in each attachment, and what it writes is renamed back. A field that
# has CouchDB's name already is left out, without a word and past `_id`, `_rev`, `_attachments` and `revpos`, which keep theirs;
# CouchDB then says `application/octet-stream`, and no browser shows the photo. couchbackup 2.11.12 is built on it: its `-a` writes
# `contentType` into the backup, which only such a library gives back. Sent to CouchDB 3.5.0 with curl as they stand, the
# documents lose the type of every photo; so do backups that hold `content_type` when couchrestore 2.11.12 restores them.
# A text or a buffer instead of an object goes through as it is.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund @ibm-cloud/cloudant@0.12.19 >>npm.log
cat >ask.js <<'JS'
const http = require("http");
const { gunzipSync } = require("zlib");
const { CloudantV1 } = require("@ibm-cloud/cloudant");
const { NoAuthAuthenticator } = require("ibm-cloud-sdk-core");

const photo = (name) => ({ _id: "p", _attachments: { "IMG_1.jpg": { [name]: "image/jpeg", data: "/9j/4A==" } } });

// answers as a CouchDB, and says what it was sent
const server = http.createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    const body = Buffer.concat(pieces);
    if (request.method === "POST") console.log("sent:", JSON.stringify(JSON.parse(gunzipSync(body)).docs[0]._attachments));
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(request.method === "GET" ? { ...photo("content_type"), _rev: "1-a" } : [{ ok: true }]));
  });
});
server.listen(0, "127.0.0.1", async () => {
  const couch = new CloudantV1({ authenticator: new NoAuthAuthenticator() });
  couch.setServiceUrl(`http://127.0.0.1:${server.address().port}`);
  const { result } = await couch.getDocument({ db: "album", docId: "p", attachments: true });
  console.log("read:", JSON.stringify(result._attachments));
  const text = JSON.stringify({ docs: [photo("content_type")] });
  for (const bulkDocs of [{ docs: [result] }, { docs: [photo("content_type")] }, Buffer.from(text)]) {
    await couch.postBulkDocs({ db: "album", bulkDocs });
  }
  server.close();
});
JS
seen=$(node ask.js)
echo "$seen"
expected='read: {"IMG_1.jpg":{"contentType":"image/jpeg","data":{"type":"Buffer","data":[255,216,255,224]}}}
sent: {"IMG_1.jpg":{"content_type":"image/jpeg","data":"/9j/4A=="}}
sent: {"IMG_1.jpg":{"data":"/9j/4A=="}}
sent: {"IMG_1.jpg":{"content_type":"image/jpeg","data":"/9j/4A=="}}'
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
