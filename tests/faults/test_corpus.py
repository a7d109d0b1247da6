"""Real photographs, good and odd ones, through the real program: each arrives, or is set aside with a reason."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image, ImageOps
from tests import corpus
from tests.photo import made
from tests.servers.couchdb import Server

from photospool.engine.retry_policy import INCOMPLETE_AGE_S, INCOMPLETE_TRIES
from photospool.spool.spool import Spool

LONGEST_S = 1500
"""All photos of the corpus at once, on a machine that does other things too."""
pytestmark = pytest.mark.timeout(3 * LONGEST_S)  # pytest's own limit is less than one of two such passes may take

PLAIN = re.compile(r"Traceback|Exception|Error\b|errno|\bNone\b|0x[0-9a-f]{4}|makers of Photospool", re.IGNORECASE)
"""What no reason for a person contains."""


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def processed(root: Path, photos: list[Path], album: str, **variables: str) -> dict[str, Any]:
    """Copies of the photos, carried in one pass; the result in figures."""
    folders = [root / name for name in ("incoming", "work", "done")]
    for folder in folders:
        folder.mkdir(exist_ok=True)
    for photo in photos:
        copy = folders[0] / f"{photo.parent.name} {photo.name}"
        shutil.copy(photo, copy)
        os.utime(copy, (1e9, 1e9))  # nobody writes to it any more: what looks cut off is cut off
    command = [sys.executable, "-m", "photospool", "--home", str(root / "home"), "process", *map(str, folders)]
    result = subprocess.run(
        [*command, "--album", album, "--json"],
        capture_output=True, text=True, env={**os.environ, **variables}, timeout=LONGEST_S, check=False,
    )  # fmt: skip
    assert result.returncode in (0, 1), result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_every_file_ends_done_or_set_aside_with_a_reason(tmp_path: Path) -> None:
    photos = corpus.needed()
    processed(tmp_path, photos, "local")
    cut = [
        path.parent
        for path in (tmp_path / "work").glob("*/*")
        if path.name != "job.json" and "failed" not in path.parts
    ]
    for job in cut:  # what looks cut off waits by our own clock: let ten minutes and some tries pass
        note = json.loads((job / "job.json").read_text())
        assert note["last_error"] == "The end of this photo is missing."
        old = {"attempts": INCOMPLETE_TRIES, "claimed_at": note["claimed_at"] - INCOMPLETE_AGE_S}
        (job / "job.json").write_text(json.dumps({**note, **old}))
    result = processed(tmp_path, [], "local")
    done = {path.name: sha256(path) for path in (tmp_path / "done").iterdir()}
    spool = Spool(*(tmp_path / name for name in ("incoming", "work", "done")))
    aside = {item.job.name: item for item in spool.failed()}
    assert result["waiting"] == 0
    assert list((tmp_path / "incoming").iterdir()) == []
    assert len(done) + len(aside) == len(photos)
    for photo in photos:
        name = f"{photo.parent.name} {photo.name}"
        if name in done:
            assert done[name] == sha256(photo)
            continue
        item = aside[name]
        assert sha256(item.job.photo) == sha256(photo)
        assert photo.parent.name == "odd", f"{name}: {item.title}"
        assert item.title.endswith(".") and len(item.advice) > 20
        assert not PLAIN.search(item.title + item.advice), item
    print(f"{len(done)} done, {len(aside)} set aside")
    for item in aside.values():
        print(f"  {item.job.name}: {item.title}")


def test_on_a_real_couchdb_all_are_upright_with_their_exif(tmp_path: Path, real_couchdb: Server, database: str) -> None:
    photos = corpus.needed("camera", "heic", "orientation")
    address = f"{real_couchdb.url}/{database}"
    signed_in = {"PHOTOSPOOL_USER": real_couchdb.user, "PHOTOSPOOL_PASSWORD": real_couchdb.password}
    result = processed(tmp_path, photos, address, **signed_in)
    assert (result["added"], result["set_aside"], result["waiting"]) == (len(photos), 0, 0)
    assert sorted(map(sha256, (tmp_path / "done").iterdir())) == sorted(map(sha256, photos))
    rows = real_couchdb.request("GET", f"/{database}/_all_docs?include_docs=true")["rows"]
    documents = {row["id"]: row["doc"] for row in rows}
    for photo in photos:
        md5 = hashlib.md5(photo.read_bytes()).hexdigest()
        document, original = documents[md5], documents[f"original-{md5}"]
        (name,) = original["_attachments"]
        stored = real_couchdb.request("GET", f"/{database}/original-{md5}/{quote(name)}")
        assert stored == photo.read_bytes()
        picture = real_couchdb.request("GET", f"/{database}/{md5}/800x600.jpg")
        _is_upright(photo, made.opened(picture), document)
        if photo.parent.name != "orientation":
            assert len(document["exif"]) > 10 and document["exif"]["Image Model"], photo.name
            assert document["taken_source"].startswith("EXIF"), photo.name
        assert not [name for name in document["exif"] if name.startswith("GPS")]


def _is_upright(photo: Path, picture: Image.Image, document: dict[str, Any]) -> None:
    """As another way of turning it shows it: all pixels, then the orientation."""
    assert (document["width"] > document["height"]) == (picture.width > picture.height)
    if photo.suffix == ".heic":  # its decoder turns it by itself, which has tests of its own
        return
    with Image.open(photo) as image:
        best = ImageOps.exif_transpose(image).convert("L").resize((32, 32))
    ours = picture.convert("L").resize((32, 32))
    difference = sum(abs(a - b) for a, b in zip(best.tobytes(), ours.tobytes(), strict=True)) / 1024
    assert difference < 6, (photo.name, difference)
