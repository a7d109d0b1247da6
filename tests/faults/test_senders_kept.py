"""A month of photos from real programs that work both ways, into a folder whose photos stay: the sender loses none.

Minutes in all: only with ``PHOTOSPOOL_SENDERS=1``, as test_senders.py.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image
from tests.faults.senders import names, sender

from photospool.album.embedded.album import LocalAlbum
from photospool.config.change_folders import placed, say_yes
from photospool.config.more_folders import MoreFolder
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.engine.runner import EngineRunner

DAYS = 30
TAKEN_EVERY = 3
"""On every third day the computer is on."""

pytestmark = pytest.mark.skipif(
    not os.environ.get("PHOTOSPOOL_SENDERS", ""), reason="minutes, and the senders: PHOTOSPOOL_SENDERS=1 (weekly in CI)"
)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def profile(root: Path, shared: Path) -> Profile:
    here = Profile.load(places(root / "program"))
    settings = here.settings.replace("program.settle_s", 1).replace("program.decoders", 1)
    for name in ("incoming", "work", "done"):
        (root / name).mkdir()
        settings = settings.replace(f"folders.{name}", str(root / name))
    here = here.with_settings(placed(settings, MoreFolder(name="shared", path=str(shared), mode="copy"))).confirmed()
    return say_yes(here, "shared", only_new=False)[0]


@pytest.mark.parametrize("kind", ["rclone bisync", "unison", "Syncthing, Send & Receive"])
def test_a_month_of_photos_stays_on_both_sides_and_is_in_the_album_once(tmp_path: Path, kind: str) -> None:
    phone, shared, place = (tmp_path / name for name in ("phone", "shared", "notes"))
    for folder in (phone, shared, place):
        folder.mkdir()
    here = profile(tmp_path, shared)
    taken: dict[str, str] = {}
    sends = sender(kind, phone, shared, place)
    try:
        for day in range(1, DAYS + 1):
            for number in range(1 + day % 2):
                path = phone / f"IMG_202605{day:02}_12000{number}.jpg"
                Image.effect_noise((200, 150), 20 + day + 40 * number).convert("RGB").save(path, quality=90)
                taken[path.name] = sha256(path)
            sends.send()
            if day % TAKEN_EVERY == 0:
                EngineRunner(here, lambda _event: None, watch=False).run(once=True)
                if day == DAYS // 2:  # in the middle the memory is lost
                    for file in here.places.kept.parent.glob("kept.sqlite*"):
                        file.unlink()
        sends.send()
    finally:
        sends.close()
    assert {name: sha256(phone / name) for name in names(phone) if name in taken} == taken, sends.log[-3:]
    assert {name: sha256(shared / name) for name in names(shared) if name in taken} == taken, sends.log[-3:]
    done = Counter(sha256(tmp_path / "done" / name) for name in names(tmp_path / "done"))
    assert done == Counter(taken.values())
    album = LocalAlbum(here.places.album)
    rows = [row["doc"] for row in album.all_docs(include_docs=True)]
    album.close()
    assert Counter(doc["sha256"] for doc in rows if doc["type"] == "original") == Counter(taken.values())
    print(f"{kind}: {len(taken)} photos in {DAYS} days, none lost, each once")
