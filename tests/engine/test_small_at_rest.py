"""What an idle program does without: each of these costs memory that nobody asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

CODE = """
import json, sys
from pathlib import Path
from photospool.demo.playground import throwaway
from photospool.engine.factory import assemble
here = throwaway(Path(sys.argv[1]))
engine = assemble(here.settings, here.places, None, lambda _event: None)
print(json.dumps(sorted(sys.modules)))
"""


def test_an_embedded_album_brings_no_image_library_and_no_client_of_a_server(tmp_path: Path) -> None:
    """The copies' rules came with the client of CouchDB, its TLS and its HTTP: 7 MB for an album that has no server."""
    done = subprocess.run([sys.executable, "-c", CODE, str(tmp_path)], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "photospool.album.embedded.album" in loaded
    assert loaded & {"PIL", "couchdb", "urllib3", "ssl", "http.client", "keyring", "photospool.album.couchdb"} == set()
