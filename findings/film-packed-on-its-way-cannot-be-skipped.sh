#!/usr/bin/env bash
# A film that ibmcloudant 0.11.12 (PyPI) puts into CouchDB is kept gzipped there: no player can skip in it, it seems larger, and its digest is another each time.
#
# Guess before the run: an attachment is sent as it is, since photos and films are packed already; what is kept is the film, and `digest` its MD5.
# Seen: the library packs each body that it sends, attachments too, with “Content-Encoding: gzip”. CouchDB (3.5.0) does not unpack those but keeps them packed, for good: `digest` is the MD5
# of the packed bytes, `length` their number (more than the film's), and `att_encoding_info` alone tells it. gzip writes down the second it was made in, so that one film put twice has
# two digests, and who compares by them takes it for another. Who asks for it gets it unpacked, and whole: “Accept-Ranges: none”, and a Range is answered with 200 and all of it, so that
# a player can't skip. pycouchdb 1.17.1 sends films as they are.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check ibmcloudant==0.11.12 pycouchdb==1.17.1 typing_extensions==4.15.0
cat >ask.py <<'PY'
import gzip
import hashlib
import http.server
import random
import threading
import time

import pycouchdb
from ibm_cloud_sdk_core.authenticators import NoAuthAuthenticator
from ibmcloudant.cloudant_v1 import CloudantV1

ANSWER = b'{"ok": true, "id": "film", "rev": "2-a", "_id": "film", "_rev": "2-a"}'
FILM = b"\0\0\0\x18ftypmp42" + random.Random(1).randbytes(200_000)
SENT = []


class Listener(http.server.BaseHTTPRequestHandler):
    """Says yes to everything, and keeps what it was given."""

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "PUT":
            SENT.append((self.headers.get("Content-Encoding"), self.headers["Content-Type"], body))
        self.send_response(201 if self.command == "PUT" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(ANSWER)

    do_HEAD = do_PUT = do_GET

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"
cloudant = CloudantV1(authenticator=NoAuthAuthenticator())
cloudant.set_service_url(url)
plain = pycouchdb.Server(url).database("album")
for name, put in (
    ("ibmcloudant", lambda: cloudant.put_attachment(db="album", doc_id="film", attachment_name="original", attachment=FILM, content_type="video/mp4", rev="1-a")),
    ("pycouchdb", lambda: plain.put_attachment({"_id": "film", "_rev": "1-a"}, FILM, filename="original", content_type="video/mp4")),
):
    SENT.clear()
    put()
    time.sleep(1.1)
    put()
    for encoding, kind, body in SENT:
        inside = gzip.decompress(body) if encoding == "gzip" else body
        print(f"{name}: {kind}, encoding {encoding}, {'the film' if body == FILM else 'not the film'}, inside {'the film' if inside == FILM else 'not the film'}, {len(body) - len(FILM):+} bytes")
    print(f"{name}: {len({hashlib.md5(body).hexdigest() for *_, body in SENT})} digests")
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="ibmcloudant: video/mp4, encoding gzip, not the film, inside the film, +83 bytes
ibmcloudant: video/mp4, encoding gzip, not the film, inside the film, +83 bytes
ibmcloudant: 2 digests
pycouchdb: video/mp4, encoding None, the film, inside the film, +0 bytes
pycouchdb: video/mp4, encoding None, the film, inside the film, +0 bytes
pycouchdb: 1 digests"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
