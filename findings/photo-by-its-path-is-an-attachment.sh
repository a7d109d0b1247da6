#!/usr/bin/env bash
# couchdb2 1.13.0 and couchdb3 3.5.0 (PyPI): a photo's document that is called by its path, “2024/05/IMG_1.jpg”, becomes an attachment of a document “2024”.
#
# Guess before the run: an id may be any text (CouchDB has no rule against “/”), so a library quotes it: 2024%2F05%2FIMG_1.jpg, as CouchDB 1.2 and aiocouch do.
# Seen: couchdb2 leaves “/” as it is, and couchdb3 quotes nothing. CouchDB 3.5.0 takes what is behind the first “/” for an attachment's name: it stores the
# JSON as a file, in a new document “2024” without fields, and says ok. Reading by the same library gives it back, so that a check says yes; no
# view, no list and no search has the photo, and the next one of 2024 is refused as a conflict. With couchdb3 “#” and “?” end the name as well: “Urlaub #1” is
# stored as “Urlaub ” (an attachment too), “Urlaub #2” is a conflict with it, and “50%25” is stored as “50%”.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check couchdb2==1.13.0 couchdb3==3.5.0 CouchDB==1.2 setuptools==80.9.0
cat >ask.py <<'PY'
import http.server
import json
import threading
import warnings

warnings.simplefilter("ignore")
import couchdb  # noqa: E402
import couchdb2  # noqa: E402
import couchdb3  # noqa: E402

ANSWER = b'{"ok": true, "id": "photo", "rev": "1-a", "version": "3.5.0"}'


class Listener(http.server.BaseHTTPRequestHandler):
    """Says yes to everything, and tells what it was asked to store."""

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "PUT":
            print(" ", json.loads(body)["_id"], "->", self.path)
        self.send_response(201 if self.command == "PUT" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(ANSWER)

    do_HEAD = do_PUT = do_POST = do_GET

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"
albums = {
    "CouchDB": couchdb.Server(url)["album"].save,
    "couchdb2": couchdb2.Server(url)["album"].put,
    "couchdb3": couchdb3.Server(url)["album"].save,
}
for name, store in albums.items():
    print(name)
    for id_ in ("2024/05/IMG_1.jpg", "Urlaub #1", "50%25"):
        store({"_id": id_})
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected='CouchDB
  2024/05/IMG_1.jpg -> /album/2024%2F05%2FIMG_1.jpg
  Urlaub #1 -> /album/Urlaub%20%231
  50%25 -> /album/50%2525
couchdb2
  2024/05/IMG_1.jpg -> /album/2024/05/IMG_1.jpg
  Urlaub #1 -> /album/Urlaub%20%231
  50%25 -> /album/50%2525
couchdb3
  2024/05/IMG_1.jpg -> /album/2024/05/IMG_1.jpg
  Urlaub #1 -> /album/Urlaub%20
  50%25 -> /album/50%25'
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
