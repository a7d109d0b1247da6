#!/usr/bin/env bash
# Of the photos “Beach #1.jpg” and “Beach #2.jpg”, kept as attachments by nano 11.0.0 (npm), pycouchdb 1.17.1 or cloudant 2.15.0 (PyPI), the second replaces the first.
#
# Guess before the run: an attachment's name may be any text, so that a library for CouchDB quotes it: “Beach%20%231.jpg”, as ibmcloudant 0.11.12 does.
# Seen: the three put the name into the address as it is. What stands behind “#” is the part of an address that no server gets to see: both photos are stored as “Beach ”, one
# revision after the other, and each time the library says that it went well. “Eve?.jpg” is stored as “Eve”. What is asked for by its full name is found, as the name is cut in the same
# place, and may be another photo. Blanks and letters of other languages are quoted by the library for HTTP beneath, so that most names do well. nano, which is CouchDB's own, quotes a
# document's id; an id that holds “_local” anywhere (“trip_local #2”) it takes for one of CouchDB's own documents, and does not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pycouchdb==1.17.1 cloudant==2.15.0 ibmcloudant==0.11.12 setuptools==80.9.0 typing_extensions==4.15.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund nano@11.0.0 >>npm.log
cat >ask.mjs <<'JS'
import nano from "nano";

const [url, ...names] = process.argv.slice(2);
const album = nano(url).use("album");
for (const name of names) {
    await album.attachment.insert("trip", name, Buffer.from(`photo ${name}`), "image/jpeg", { rev: "1-a" });
}
await album.insert({ photo: "of trip 1" }, "trip #1");
await album.insert({ photo: "of trip 2" }, "trip_local #2");
JS
cat >ask.py <<'PY'
import gzip
import http.server
import json
import subprocess
import threading
import warnings
from urllib.parse import unquote, urlsplit

warnings.simplefilter("ignore")
import pycouchdb  # noqa: E402
from cloudant.client import CouchDB  # noqa: E402
from cloudant.document import Document  # noqa: E402
from ibm_cloud_sdk_core.authenticators import NoAuthAuthenticator  # noqa: E402
from ibmcloudant.cloudant_v1 import CloudantV1  # noqa: E402

KEPT = {}


class Keeper(http.server.BaseHTTPRequestHandler):
    """Keeps what is put at each path, as a server does, and has one document without a life of its own."""

    def do_GET(self):
        path = urlsplit(self.path).path
        if self.command == "PUT":
            body = self.rfile.read(int(self.headers["Content-Length"]))
            KEPT[unquote(path)] = (gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body).decode()
        answer = {"ok": True, "id": "trip", "rev": f"{len(KEPT) + 1}-a", "_id": "trip", "_rev": "1-a", "couchdb": "Welcome", "version": "3.5.0"}
        body = KEPT[unquote(path)].encode() if self.command == "GET" and unquote(path) in KEPT else json.dumps(answer).encode()
        self.send_response(201 if self.command == "PUT" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_POST = do_PUT = do_GET

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Keeper)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"


def by_pycouchdb(names):
    album = pycouchdb.Server(url).database("album")
    for name in names:
        album.put_attachment({"_id": "trip", "_rev": "1-a"}, f"photo {name}".encode(), filename=name, content_type="image/jpeg")


def by_cloudant(names):
    album = CouchDB(None, None, url=url, connect=True, admin_party=True)["album"]
    trip = Document(album, "trip")
    trip["_rev"] = "1-a"
    for name in names:
        trip.put_attachment(name, "image/jpeg", f"photo {name}".encode())


def by_ibmcloudant(names):
    album = CloudantV1(authenticator=NoAuthAuthenticator())
    album.set_service_url(url)
    for name in names:
        album.put_attachment(db="album", doc_id="trip", attachment_name=name, attachment=f"photo {name}".encode(), content_type="image/jpeg", rev="1-a")


def by_nano(names):
    subprocess.run(["node", "ask.mjs", url, *names], check=True)


for ask in (by_nano, by_pycouchdb, by_cloudant, by_ibmcloudant):
    KEPT.clear()
    ask(("Beach #1.jpg", "Beach #2.jpg", "Eve?.jpg", "Jūrmala 3.jpg"))
    for path, photo in KEPT.items():
        print(f"{ask.__name__}: [{path}] is [{photo}]".replace('"', ""))
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="by_nano: [/album/trip/Beach ] is [photo Beach #2.jpg]
by_nano: [/album/trip/Eve] is [photo Eve?.jpg]
by_nano: [/album/trip/Jūrmala 3.jpg] is [photo Jūrmala 3.jpg]
by_nano: [/album/trip #1] is [{photo:of trip 1}]
by_nano: [/album/trip_local ] is [{photo:of trip 2}]
by_pycouchdb: [/album/trip/Beach ] is [photo Beach #2.jpg]
by_pycouchdb: [/album/trip/Eve] is [photo Eve?.jpg]
by_pycouchdb: [/album/trip/Jūrmala 3.jpg] is [photo Jūrmala 3.jpg]
by_cloudant: [/album/trip/Beach ] is [photo Beach #2.jpg]
by_cloudant: [/album/trip/Eve] is [photo Eve?.jpg]
by_cloudant: [/album/trip/Jūrmala 3.jpg] is [photo Jūrmala 3.jpg]
by_ibmcloudant: [/album/trip/Beach #1.jpg] is [photo Beach #1.jpg]
by_ibmcloudant: [/album/trip/Beach #2.jpg] is [photo Beach #2.jpg]
by_ibmcloudant: [/album/trip/Eve?.jpg] is [photo Eve?.jpg]
by_ibmcloudant: [/album/trip/Jūrmala 3.jpg] is [photo Jūrmala 3.jpg]"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
