"""The real program killed at its durable steps while a person adds a folder with sidecars, then told it again.

A spread of steps in every run of the tests; ``PHOTOSPOOL_CRASH_RUNS=1500`` for 300 chains.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from tests.faults.crash.albums import Shelf
from tests.faults.crash.chains import Chains
from tests.faults.crash.scenario import World as Photos
from tests.faults.crash.scenario import photo, sha256
from tests.photo.large_films import content
from tests.photo.made_sidecars import aae, album_notes, takeout, xmp

from photospool.album.embedded.album import LocalAlbum
from photospool.album.sidecars import beside
from photospool.spool.recovery import ADDING

RUNS = int(os.environ.get("PHOTOSPOOL_CRASH_RUNS", "15"))
PHOTOS = {"a/IMG_1.jpg": (250, 90, 30), "a/IMG_1-edited.jpg": (90, 250, 30), "b/IMG_1.jpg": (30, 90, 250)}
SIDECARS = {
    "a/IMG_1.jpg.json": takeout("IMG_1.jpg", description="From Google"),
    "a/metadata.json": album_notes("Lake"),
    "b/IMG_1.xmp": xmp("Words", ["sun"]),
    "b/IMG_1.AAE": aae(),
    "b/gone.jpg.json": takeout("gone.jpg"),
}

GOING = ("a/IMG_1.jpg.json", "b/IMG_1.xmp", "b/IMG_1.AAE")
"""Sidecars that have a photo."""


class World(Photos):
    """A folder of the person's, which stays as it is whatever is killed."""

    def __post_init__(self) -> None:
        self.incoming, self.work, self.done = (self.root / name for name in ("incoming", "work", "done"))
        self.mine = self.root / "mine"
        for folder in (self.incoming, self.work, self.done, self.root / "program"):
            folder.mkdir(parents=True)
        for name, colour in PHOTOS.items():
            photo(self.mine / name, colour)
        for name, data in SIDECARS.items():
            (self.mine / name).write_bytes(data)
        folders = "".join(f"{name} = {json.dumps(str(self.root / name))}\n" for name in ("incoming", "work", "done"))
        (self.root / "program/settings.toml").write_text(
            f'[folders]\n{folders}[photos]\nkinds = ["photos", "sidecars"]\n', encoding="utf-8"
        )
        (self.root / "program/memory.json").write_text(json.dumps({"confirmed_kinds": ["sidecars"]}))
        self.before = self.files()

    def words(self) -> list[str]:
        return ["add", str(self.mine)]

    def files(self) -> Counter[str]:
        """What the person has."""
        return Counter(content(path) for path in self.mine.rglob("*") if path.is_file())

    def attached(self) -> list[tuple[str, dict[str, str]]]:
        """Of each original its photo's words, and its sidecars with the digests of their bytes."""
        album = LocalAlbum(self.root / "program/album")
        try:
            found = []
            for row in album.all_docs(include_docs=True):
                if row["doc"]["type"] == "original":
                    said = (album.get(row["doc"]["photo"]) or {}).get("descr", "")
                    names = {}
                    for one in beside(row["doc"]):
                        with album.read(row["id"], one.attachment) as chunks:
                            names[one.name] = sha256(b"".join(chunks))
                    found.append((said, names))
            return sorted(found, key=str)
        finally:
            album.close()

    def ended_well(self) -> None:
        """After the last, undisturbed run, an hour later: until then another process may still be copying there."""
        for half in self.work.glob(f"{ADDING}*"):
            for path in (*half.iterdir(), half):
                os.utime(path, (1, 1))
        last = self.start()
        assert last.returncode == 0, (last.stdout, last.stderr)
        self.conserved()
        told = json.loads(last.stdout)
        assert (told["copied"], told["matched"], told["sidecars_copied"]) == (3, 3, 3)
        assert told["sidecars_without_photo"] == [str(self.mine / "b/gone.jpg.json")]
        google = {"IMG_1.jpg.json": sha256(SIDECARS["a/IMG_1.jpg.json"])}
        phone = {name: sha256(SIDECARS[f"b/{name}"]) for name in ("IMG_1.xmp", "IMG_1.AAE")}
        assert self.attached() == [("From Google", google), ("From Google", google), ("Words", phone)]
        assert [path.name for path in self.work.iterdir() if path.name not in {"failed", ".lock"}] == []
        failed = self.work / "failed"
        assert not failed.exists() or not list(failed.iterdir())
        kept = {content(path) for path in self.done.rglob("*") if path.is_file()}
        assert kept == {content(self.mine / name) for name in (*PHOTOS, *GOING)}


def test_killed_anywhere_each_that_is_added_is_there_once_with_its_own_sidecars(tmp_path: Path) -> None:
    def world(root: Path, album: str, _number: int) -> World:
        return World(root, album)

    def end(world: World, _album: Shelf) -> None:
        world.ended_well()

    Chains("local", None, world, end).run(tmp_path, max(3, RUNS // 5))
