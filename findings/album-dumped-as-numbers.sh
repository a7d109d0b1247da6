#!/usr/bin/env bash
# pouchdb-replication-stream 1.2.9, and its branch of Budibase 1.2.11: in the dump of an album, each photo is a list of numbers.
#
# Guess before the run: a dump holds attachments as base64, as PouchDB and CouchDB give them in JSON and take them again.
# Seen: since replication fetches attachments as bytes (PouchDB 9.0.0 here), the dump is JSON of Node's buffers,
# `{"type":"Buffer","data":[216,216,…]}`: four bytes for one (base64 has 1.33), and the dump ends without a word. Nothing takes it:
# CouchDB 3.5.0 says “Invalid attachment data” to such a document, and PouchDB does not load it. Each photo can be had
# again (`Buffer.from(data.data).toString("base64")`), once one knows. Documents without attachments go there and back.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund pouchdb-core@9.0.0 pouchdb-adapter-memory@9.0.0 \
    pouchdb-replication@9.0.0 pouchdb-replication-stream@1.2.9 @budibase/pouchdb-replication-stream@1.2.11 >>npm.log
cat >ask.js <<'JS'
const { PassThrough } = require("stream");
const PouchDB = require("pouchdb-core")
  .plugin(require("pouchdb-adapter-memory"))
  .plugin(require("pouchdb-replication"));

const name = process.argv[2];
const { plugin, adapters } = require(name);
PouchDB.plugin(plugin).adapter("writableStream", adapters.writableStream);

(async () => {
  const album = new PouchDB("album", { adapter: "memory" });
  const photo = { content_type: "image/jpeg", data: Buffer.alloc(9000, 0xd8).toString("base64") };
  await album.put({ _id: "photo", _attachments: { "IMG_1.jpg": photo } });
  const { data } = (await album.get("photo", { attachments: true }))._attachments["IMG_1.jpg"];
  const pieces = [];
  await album.dump(new PassThrough().on("data", (piece) => pieces.push(piece)));
  const lines = Buffer.concat(pieces).toString().split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const held = lines.find((line) => line.docs).docs[0]._attachments["IMG_1.jpg"].data;
  const again = Buffer.from(held.data).toString("base64") === photo.data ? "the photo is in it" : "the photo is lost";
  console.log(`${name}: asked for, ${JSON.stringify(data).length} bytes of ${typeof data}`);
  console.log(`dumped, ${JSON.stringify(held).length} of ${JSON.stringify(held).slice(0, 35)}; ${again}`);
})();
JS
seen=$(for name in pouchdb-replication-stream @budibase/pouchdb-replication-stream; do node ask.js "$name" 2>errors.log; done)
echo "$seen"
expected='pouchdb-replication-stream: asked for, 12002 bytes of string
dumped, 36026 of {"type":"Buffer","data":[216,216,21; the photo is in it
@budibase/pouchdb-replication-stream: asked for, 12002 bytes of string
dumped, 36026 of {"type":"Buffer","data":[216,216,21; the photo is in it'
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
