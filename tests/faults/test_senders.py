"""Real programs that deliver photos: what they leave while they work, cut off, resumed, and after photos are taken.

Minutes in all: only with ``PHOTOSPOOL_SENDERS=1``, or a file's name that gets a line of JSON for each sender. What was
seen stands in docs/phone.md.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from tests.children import PATIENCE_S
from tests.faults.senders import SENDERS, Sender, Syncthing, names, sender

WANTED = os.environ.get("PHOTOSPOOL_SENDERS", "")
PHOTOS = 4

ALL_AGAIN, NONE_AGAIN = "all again", "none"
AGAIN = {
    "rsync --remove-source-files": NONE_AGAIN,
    "rclone move": NONE_AGAIN,
    "rclone bisync": NONE_AGAIN,
    "unison": NONE_AGAIN,
    "lsyncd, delete and init false": NONE_AGAIN,
    "Syncthing, Send Only": NONE_AGAIN,
    "Syncthing, Send & Receive": NONE_AGAIN,
}
"""What a second run brings after all were taken; else all once more."""

pytestmark = pytest.mark.skipif(not WANTED, reason="minutes, and the senders: PHOTOSPOOL_SENDERS=1 (weekly in CI)")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def take_photo(path: Path, number: int) -> None:
    """Some hundred kilobytes, so that a slow sender is in the middle of one."""
    Image.effect_noise((700, 500), 40 + number).convert("RGB").save(path, quality=90)


class Desktop:
    """The real program with three folders and an album of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.incoming, self.work, self.done = (root / name for name in ("incoming", "work", "done"))
        for folder in (self.incoming, self.work, self.done):
            folder.mkdir()

    def take(self) -> dict[str, object]:
        command = [
            sys.executable, "-m", "photospool", "--home", str(self.root / "program"),
            "process", str(self.incoming), str(self.work), str(self.done), "--album", "local", "--json",
        ]  # fmt: skip
        told = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        assert told.returncode in {0, 1, 2, 3, 4}, told.stderr
        result = json.loads(told.stdout)
        assert isinstance(result, dict)
        return result

    def in_done(self) -> list[str]:
        return sorted(sha256(path) for path in self.done.rglob("*") if path.is_file())


@contextmanager
def watched(folder: Path, seen: set[str]) -> Iterator[None]:
    """Every name that lies there at any moment."""
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(0.005):
            try:
                seen.update(names(folder))
            except OSError:
                continue

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize("kind", SENDERS)
def test_every_photo_arrives_once_and_whole(kind: str, tmp_path: Path) -> None:
    phone, place = tmp_path / "phone", tmp_path / "sender"
    phone.mkdir()
    place.mkdir()
    desktop = Desktop(tmp_path)
    for number in range(PHOTOS):
        take_photo(phone / f"IMG_{number}.jpg", number)
    photos = {sha256(path): path.stat().st_size for path in phone.iterdir()}
    whole = {path.name: path.read_bytes() for path in phone.iterdir()}
    sends = sender(kind, phone, desktop.incoming, place)
    fact: dict[str, object] = {"sender": kind}
    try:
        _first_time(sends, desktop, whole, fact)
        assert set(desktop.in_done()) == set(photos), "every photo, and nothing but photos"
        _and_again(kind, sends, desktop, fact)
        assert set(desktop.in_done()) == set(photos), fact
        _kept(desktop, whole)
    finally:
        sends.close()
        fact["log"] = sends.log[-3:]
        if Path(WANTED).is_absolute():
            with open(WANTED, "a", encoding="utf-8") as file:
                file.write(json.dumps(fact) + "\n")
    assert fact["again"] == AGAIN.get(kind, ALL_AGAIN), fact


def _first_time(sends: Sender, desktop: Desktop, whole: dict[str, bytes], fact: dict[str, object]) -> None:
    """Cut off in the middle, the program looks, and the sender goes on."""
    seen: set[str] = set()
    with watched(desktop.incoming, seen):
        sends.cut_off()
    fact["after the cut"] = {
        path.relative_to(desktop.incoming).as_posix(): (path.stat().st_size, int(path.stat().st_mtime))
        for path in desktop.incoming.rglob("*")
        if path.is_file()
    }
    fact["told after the cut"] = desktop.take()
    _kept(desktop, whole)
    for data in (path.read_bytes() for path in desktop.done.iterdir()):
        assert data in whole.values(), "a part is in done"
    if isinstance(sends, Syncthing):
        sends.go_on()
    sends.resumed = ("yes",)
    with watched(desktop.incoming, seen):
        sends.send()
    if len(set(desktop.in_done())) < len(whole) and not names(desktop.incoming):
        sends.send()
    fact["told after going on"] = desktop.take()
    fact["names"] = sorted(name for name in seen if name not in whole)
    fact["at the sender"] = len(names(sends.phone))


def _and_again(kind: str, sends: Sender, desktop: Desktop, fact: dict[str, object]) -> None:
    """All were taken; the sender runs once more, and then a new photo comes."""
    sends.send()
    left = {name for name in names(desktop.incoming) if name.endswith(".jpg") and not name.startswith(".")}
    fact["again"] = ALL_AGAIN if len(left) >= PHOTOS - 1 else NONE_AGAIN if not left else f"{len(left)} again"
    fact["at the sender after taking"] = len([name for name in names(sends.phone) if name.endswith(".jpg")])
    fact["told again"] = desktop.take()
    if isinstance(sends, Syncthing):
        sends.send_again()
        fact["after Override"] = len([name for name in names(desktop.incoming) if name.endswith(".jpg")])
        desktop.take()


def _kept(desktop: Desktop, whole: dict[str, bytes]) -> None:
    """What lies in work or waits is a photo or its beginning."""
    for path in (*desktop.work.rglob("*.jpg"), *desktop.incoming.rglob("*.jpg")):
        data = path.read_bytes()
        assert any(each.startswith(data) for each in whole.values()) or not data.strip(b"\0"), path
