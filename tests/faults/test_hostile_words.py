"""A stranger's text (names of files, EXIF) on its way through every place where a person or a program reads it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.children import PATIENCE_S
from tests.photo import made

from photospool.album.embedded.album import LocalAlbum
from photospool.config.paths import places
from photospool.history import History

SCRIPT = "</script><img src=x onerror=alert(1)>"
NASTY = f"a\x1b[31mred\x1b]0;title\x07 \u202egpj.exe\u2066 \r\n'{SCRIPT}"
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What must reach no screen: a tab and a line's end may."""

NAMES = {
    "escape codes": b"\x1b[2J\x1b]0;owned\x07.jpg",
    "backwards": "photo\u202egpj.jpg".encode(),
    "lines": b"two\nlines\r.jpg",
    "markup": b"<img src=x onerror=alert(1)> [bold red]x[ &lt;.jpg",
    "no text": b"\xff\xfe\x80.jpg",
    "quotes": b"'\"`$(touch owned);%s{0}.jpg",
    "dashes": b"--help.jpg",
    "long": b"x" * 251 + b".jpg",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("incoming", "work", "done", "home"):
        (tmp_path / name).mkdir()
    return tmp_path


def process(home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    folders = [str(home / name) for name in ("incoming", "work", "done")]
    command = [sys.executable, "-m", "photospool", "--home", str(home / "home")]
    return subprocess.run(
        [*command, "process", *folders, "--album", "local", *options],
        capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE_S, check=False,
    )  # fmt: skip


def hostile_photo() -> bytes:
    tags = {0x10E: NASTY, 0x10F: NASTY, 0x110: NASTY, 0x131: NASTY, 0x13B: NASTY}
    details = {0x9286: b"ASCII\0\0\0" + NASTY.encode(), 0x9003: NASTY}
    packet = made.xmp("<dc:subject><rdf:Bag><rdf:li>a&#x202e;b &lt;script&gt;</rdf:li></rdf:Bag></dc:subject>")
    return made.encoded(made.corners(), exif=made.exif(tags, details), xmp=packet)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes every byte in a name")
def test_names_reach_people_as_plain_text_and_the_album_as_json(home: Path) -> None:
    for number, name in enumerate(NAMES.values()):
        photo = made.encoded(made.corners(100 + number))
        Path(os.fsdecode(os.fsencode(home / "incoming") + b"/" + name)).write_bytes(photo)
        broken = Path(os.fsdecode(os.fsencode(home / "incoming") + b"/broken-" + name[-100:]))
        broken.write_bytes(b"no photo %d" % number)
    result = process(home)
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    for line in (result.stdout + result.stderr).splitlines():
        assert not ACTING.search(line), repr(line)
    # The files keep their names, byte for byte.
    assert sorted(os.listdir(os.fsencode(home / "done"))) == sorted(NAMES.values())
    for reason in (home / "work" / "failed").glob("*/reason.txt"):
        assert not any(ACTING.search(line) for line in reason.read_text(encoding="utf-8").split("\n"))
    history = History(places(home / "home").history)
    entries = history.recent(100)
    history.close()
    assert len(entries) == 2 * len(NAMES)
    for entry in entries:
        assert not ACTING.search(entry.name + entry.title + entry.advice)
        assert not entry.done or Path(entry.done).exists()
    names = documents(home, "filename")
    assert not any(ACTING.search(name) for name in names)
    assert json.loads(json.dumps(names).encode().decode()) == names


def test_words_in_a_photo_are_safe_to_show(home: Path) -> None:
    (home / "incoming" / "a.jpg").write_bytes(hostile_photo())
    (home / "incoming" / "b.jpg").write_bytes(hostile_photo()[:-20])
    os.utime(home / "incoming" / "b.jpg", (1, 1))
    result = process(home)
    assert "1 added" in result.stdout, result.stdout + result.stderr
    for text in [*documents(home), result.stdout, result.stderr]:
        assert not any(ACTING.search(line) for line in text.split("\n")), repr(text)
    assert any(SCRIPT in text for text in documents(home)), "markup stays text; whoever shows it escapes it"


def test_the_log_has_one_line_a_record(home: Path) -> None:
    (home / "incoming" / "two\n1999-01-01 ERROR forged.jpg").write_bytes(b"no photo")
    process(home)
    log = places(home / "home").log.read_text(encoding="utf-8")
    assert not any(line.startswith("1999") for line in log.splitlines())


def documents(home: Path, field: str = "") -> list[str]:
    """Every text (or one field's) in the album's documents."""
    album = LocalAlbum(places(home / "home").album)
    try:
        docs = [row["doc"] for row in album.all_docs(include_docs=True)]
    finally:
        album.close()
    return [text for doc in docs for text in _texts(doc.get(field, "") if field else doc)]


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for pair in value.items() for item in pair for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []
