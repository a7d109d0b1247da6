"""Videos of real tools among photos, in hostile order, carried twice, the program killed again and again meanwhile.

Each ends in the album once with its bytes, dated right in the computer's time zone; what is cut off never does.
``PHOTOSPOOL_VIDEOS=60`` for all: 60 videos, 200 photos, three time zones, both albums.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.children import child
from tests.faults.crash.albums import shelf
from tests.faults.crash.scenario import photo, sha256
from tests.parts import wait_until
from tests.photo.films import H264, KINDS, PICTURE, film, film_with, needs_ffmpeg, run, turned
from tests.servers.couchdb import Server

from photospool.album.embedded.album import LocalAlbum

COUNT = int(os.environ.get("PHOTOSPOOL_VIDEOS", "0"))
ZONES = {"Greenwich": "UTC0", "Berlin": "CET-1CEST,M3.5.0,M10.5.0/3", "Los Angeles": "PST8PDT,M3.2.0,M11.1.0"}
EVERY = [(zone, kind) for zone in ZONES for kind in ("local", "couchdb")]
SOME = [("Berlin", "local"), ("Los Angeles", "couchdb")]
SOURCES = ("testsrc=size=64x48:rate=25", "testsrc2=size=80x60:rate=30", "smptebars=size=96x72:rate=24")
TAKEN = {
    # What the file says, in the time of the place or in Greenwich's: the day on this computer's calendar.
    "phone.mov": dict.fromkeys(ZONES, "2023-05-01T23:20:30+09:00"),
    "plain.mp4": {
        "Greenwich": "2023-05-01T22:30:00+00:00",
        "Berlin": "2023-05-02T00:30:00+02:00",
        "Los Angeles": "2023-05-01T15:30:00-07:00",
    },
}
pytestmark = needs_ffmpeg


def whole_films() -> Iterator[tuple[str, bytes]]:
    """Names and bytes, each of its own."""
    yield from (("phone.mov", film("phone.mov")), ("plain.mp4", film("plain.mp4")))
    for number, source in enumerate(SOURCES):
        for name in KINDS:
            yield f"{number}-{name}", film(name, seconds=0.5, source=source)
    yield "turned.mov", turned()
    for number in range(20):
        how = (*H264, "-vf", f"hue=h={number * 18},scale=64:48", "-metadata", f"title=number {number}")
        yield f"more-{number}.mp4", film_with(f"more-{number}.mp4", *how)


def without_a_frame(folder: Path) -> bytes:
    """A film that has a track and nothing in it."""
    path = folder / "no-frame.mkv"
    run(*PICTURE, SOURCES[0] + ":duration=0.2", "-t", "0", *H264, str(path))
    return path.read_bytes()


def cut_films() -> Iterator[tuple[str, bytes]]:
    """At every twentieth part."""
    for name in ("plain.mp4", "phone.mov", "plain.mkv", "camera.avi", "old.3gp")[: 5 if COUNT else 1]:
        whole = film(name)
        for part in range(1, 20, 1 if COUNT else 6):
            yield f"cut-{part}-{name}", whole[: len(whole) * part // 20]


@pytest.mark.timeout(0 if COUNT else 480)
@pytest.mark.parametrize(("zone", "kind"), EVERY if COUNT else SOME)
def test_in_hostile_order_twice_with_kills(
    tmp_path: Path, zone: str, kind: str, request: pytest.FixtureRequest
) -> None:
    server: Server | None = None if kind == "local" else request.getfixturevalue("real_couchdb")
    rng = random.Random(f"{zone} {kind}")
    films = dict(list(whole_films())[: COUNT or 5])
    (tmp_path / "made").mkdir()
    cut = dict(cut_films())
    odd = {"no-frame.mkv": without_a_frame(tmp_path / "made")}
    photos: dict[str, bytes] = {}
    for number in range(200 if COUNT else 8):
        photo(tmp_path / "made/one.jpg", (number % 250, number * 7 % 250, number * 13 % 250))
        data = (tmp_path / "made/one.jpg").read_bytes()
        photos[f"IMG_{number:04}.jpg"] = (
            data[:2] + b"\xff\xfe\0\6%04d" % number + data[2:]
        )  # a comment: bytes of its own
    assert len({*films.values(), *photos.values()}) == len(films) + len(photos)
    with shelf(kind, tmp_path, 0, server) as album:
        house = Carried(tmp_path, album.address, server, ZONES[zone])
        wanted = sorted(sha256(data) for data in (*films.values(), *photos.values()))
        for turn in (1, 2):
            kills = house.carry({**films, **photos, **cut, **odd}, rng, turn, len(films) + len(photos))
            words = f"{len(films)} videos, {len(photos)} photos, {len(cut)} cut ones, {kills} kills"
            print(f"{zone}, {kind}, turn {turn}: {words}")
            originals = sorted(album.originals())
            assert [one for one in originals if one not in {sha256(data) for data in odd.values()}] == wanted
        house.nothing_is_lost([*films.values(), *photos.values(), *cut.values(), *odd.values()])
        said = house.taken_at()
        assert {name: said[name] for name in TAKEN} == {name: there[zone] for name, there in TAKEN.items()}


class Carried:
    """Three folders and the real program."""

    def __init__(self, root: Path, album: str, server: Server | None, zone: str) -> None:
        self.root, self.album, self.server, self.zone = root, album, server, zone
        self.folders = [root / name for name in ("incoming", "work", "done")]
        for folder in self.folders:
            folder.mkdir()
        home = root / "program"
        home.mkdir()
        (home / "settings.toml").write_text('[photos]\nkinds = ["photos", "videos"]\n[program]\nsettle_s = 1\n')
        (home / "memory.json").write_text(json.dumps({"confirmed_kinds": ["videos"]}))

    def carry(self, files: dict[str, bytes], rng: random.Random, turn: int, whole: int) -> int:
        """All of them, in some order and in any folder, with the program killed as some are there; how often.

        ``whole``: how many of them come to done each time.
        """
        names = list(files)
        rng.shuffle(names)
        before, kills = self.arrived(), 0
        pieces = 6 if COUNT else 2
        for number in range(pieces):
            for name in names[number::pieces]:
                folder = self.folders[0] / rng.choice(["", "a", "b/c"])
                folder.mkdir(parents=True, exist_ok=True)
                there = name if turn == 1 else f"again-{name}"
                (folder / there).write_bytes(files[name])
            enough = before + rng.randrange(1, max(2, len(names[number::pieces]) // 2))
            with self.program() as process:
                wait_until(
                    lambda process=process, enough=enough: process.poll() is not None or self.arrived() >= enough, 900
                )  # type: ignore[misc]
                if process.poll() is None:
                    process.send_signal(signal.SIGKILL)
                    kills += 1
                process.wait(60)
            before = self.arrived()
        for _ in range(3):  # on a busy machine a server may be silent for too long
            with self.program() as process:
                process.wait(3600)
                assert process.returncode in {0, 1}
            if self.arrived() >= whole * turn:
                break
        return kills

    def program(self) -> Any:
        """One pass."""
        words = [sys.executable, "-m", "photospool", "--home", str(self.root / "program"), "process"]
        user, password = (self.server.user, self.server.password) if self.server else ("", "")
        env = {**os.environ, "TZ": self.zone, "PHOTOSPOOL_USER": user, "PHOTOSPOOL_PASSWORD": password}
        env["TMPDIR"] = str(self.root / "made")
        command = [*words, *map(str, self.folders), "--album", self.album, "--json"]
        return child(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def arrived(self) -> int:
        """Files in done."""
        return sum(1 for path in self.folders[2].rglob("*") if path.is_file())

    def nothing_is_lost(self, files: list[bytes]) -> None:
        """Each is there twice, wherever: once for each turn."""
        found = [path.read_bytes() for folder in self.folders for path in folder.rglob("*") if path.is_file()]
        for data in files:
            assert found.count(data) == 2
        failed = list((self.folders[1] / "failed").iterdir())
        assert all((folder / "reason.txt").read_text(encoding="utf-8") for folder in failed)

    def taken_at(self) -> dict[str, str]:
        """Of each video, by the name that it came with first."""
        if self.server is None:
            album = LocalAlbum(self.root / "program/album")
            rows = [row["doc"] for row in album.all_docs(include_docs=True)]
            album.close()
        else:
            database = self.album.rsplit("/", 1)[1]
            rows = [
                row["doc"] for row in self.server.request("GET", f"/{database}/_all_docs?include_docs=true")["rows"]
            ]
        docs = {doc["_id"]: doc for doc in rows}
        return {
            docs[f"original-{doc_id}"]["filename"]: doc["taken_at"]
            for doc_id, doc in docs.items()
            if doc.get("media") == "video"
        }
