"""The real program killed at its durable steps while sidecars go with their photos: each file stays in one place.

A spread of steps in every run of the tests; ``PHOTOSPOOL_CRASH_RUNS=300`` for many.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from tests.faults.crash.albums import Shelf
from tests.faults.crash.chains import Chains, to_the_end
from tests.faults.crash.scenario import World as Photos
from tests.faults.crash.scenario import photo, sha256
from tests.photo.films import film, needs_ffmpeg
from tests.photo.made_sidecars import aae, takeout, xmp

from photospool.album.embedded.album import LocalAlbum
from photospool.album.sidecars import beside

RUNS = int(os.environ.get("PHOTOSPOOL_CRASH_RUNS", "15"))
FILES = {
    "a/IMG_1.xmp": xmp("Words", ["sun"]),
    "a/IMG_1.AAE": aae(),
    "b/IMG_1.jpg.json": takeout("IMG_1.jpg", description="From Google"),
    "lone.xmp": xmp("Nobody's"),
    "package.json": b"{}",
}
LEFT = {"lone.xmp", "package.json"}


class World(Photos):
    """Two photos of one name with their sidecars, one without a photo, one that is none."""

    def __post_init__(self) -> None:
        self.incoming, self.work, self.done = (self.root / name for name in ("incoming", "work", "done"))
        for folder in (self.incoming, self.work, self.done):
            folder.mkdir(parents=True)
        photo(self.incoming / "a/IMG_1.jpg", (250, 90, 30))
        photo(self.incoming / "b/IMG_1.jpg", (30, 90, 250))
        for name, data in FILES.items():
            (self.incoming / name).write_bytes(data)
        (self.root / "program").mkdir()
        (self.root / "program/settings.toml").write_text('[photos]\nkinds = ["photos", "sidecars"]\n')
        (self.root / "program/memory.json").write_text(json.dumps({"confirmed_kinds": ["sidecars"]}))
        self.before: Counter[str] = self.files()

    def attached(self) -> dict[str, dict[str, str]]:
        """What each photo was told to be → its sidecars' names and digests, as the album has their bytes."""
        album = LocalAlbum(self.root / "program/album")
        try:
            found = {}
            for row in album.all_docs(include_docs=True):
                if row["doc"]["type"] == "original":
                    photo_document = album.get(row["doc"]["photo"]) or {}
                    names = {}
                    for one in beside(row["doc"]):
                        with album.read(row["id"], one.attachment) as chunks:
                            names[one.name] = sha256(b"".join(chunks))
                    found[photo_document["descr"]] = names
            return found
        finally:
            album.close()

    def ended_well(self) -> None:
        """After the last, undisturbed run."""
        last = to_the_end(self)
        assert last.returncode == 0, last.stderr
        self.conserved()
        left = {path.relative_to(self.incoming).as_posix() for path in self.incoming.rglob("*") if path.is_file()}
        assert left == LEFT
        assert set(json.loads(last.stdout)["sidecars_left"]) == LEFT
        assert len([path for path in self.done.rglob("*") if path.is_file()]) == 5
        assert [path.name for path in self.work.iterdir() if path.name not in {"failed", ".lock"}] == []
        assert not list((self.work / "failed").iterdir())
        assert self.attached() == {
            "Words": {name: sha256(FILES[f"a/{name}"]) for name in ("IMG_1.xmp", "IMG_1.AAE")},
            "From Google": {"IMG_1.jpg.json": sha256(FILES["b/IMG_1.jpg.json"])},
        }


def test_killed_anywhere_each_sidecar_is_in_one_place_and_ends_at_its_photo(tmp_path: Path) -> None:
    _killed_anywhere(World, tmp_path, max(4, RUNS // 3))


class LiveWorld(World):
    """A film that came with its picture's adjustments, and stands in the album already; now the picture comes."""

    def __post_init__(self) -> None:
        self.incoming, self.work, self.done = (self.root / name for name in ("incoming", "work", "done"))
        for folder in (self.incoming, self.work, self.done):
            folder.mkdir(parents=True)
        (self.root / "program").mkdir()
        (self.root / "program/settings.toml").write_text('[photos]\nkinds = ["photos", "videos", "sidecars"]\n')
        (self.root / "program/memory.json").write_text(json.dumps({"confirmed_kinds": ["videos", "sidecars"]}))
        (self.incoming / "IMG_1.MOV").write_bytes(film("phone.mov"))
        (self.incoming / "IMG_1.AAE").write_bytes(aae())
        first = self.start()
        assert first.returncode == 0, first.stderr
        assert list(self.attached_to()) == ["IMG_1.MOV"]
        (self.root / "steps.log").unlink()
        photo(self.incoming / "IMG_1.jpg", (250, 90, 30))
        self.before = self.files()

    def attached_to(self) -> dict[str, dict[str, str]]:
        """Each original's name → its sidecars' names and digests, as the album has their bytes."""
        album = LocalAlbum(self.root / "program/album")
        try:
            found: dict[str, dict[str, str]] = {}
            for row in album.all_docs(include_docs=True):
                for one in beside(row["doc"]):
                    with album.read(row["id"], one.attachment) as chunks:
                        found.setdefault(row["doc"]["filename"], {})[one.name] = sha256(b"".join(chunks))
            return found
        finally:
            album.close()

    def conserved(self) -> None:
        super().conserved()
        assert self.attached_to(), "it is in the album whatever was killed"

    def ended_well(self) -> None:
        last = to_the_end(self)
        assert last.returncode == 0, last.stderr
        self.conserved()
        assert self.attached_to() == {"IMG_1.jpg": {"IMG_1.AAE": sha256(aae())}}
        assert [path for path in self.incoming.rglob("*") if path.is_file()] == []
        assert len([path for path in self.done.rglob("*") if path.is_file()]) == 3


@needs_ffmpeg
def test_killed_anywhere_a_sidecar_that_was_the_films_ends_with_the_picture_alone(tmp_path: Path) -> None:
    _killed_anywhere(LiveWorld, tmp_path, max(4, RUNS // 6))


def _killed_anywhere(kind: type[World], tmp_path: Path, runs: int) -> None:
    def world(root: Path, album: str, _number: int) -> World:
        return kind(root, album)

    def end(world: World, _album: Shelf) -> None:
        world.ended_well()

    Chains("local", None, world, end).run(tmp_path, runs)
