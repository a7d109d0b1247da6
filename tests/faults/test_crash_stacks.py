"""Killed anywhere while the files of one shot come: nothing is lost, and in the end they are one thing.

``PHOTOSPOOL_CRASH_RUNS=300`` for the whole matrix, as in ``test_crash_matrix``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.faults.crash.albums import Shelf
from tests.faults.crash.chains import Chains, at_its_end
from tests.faults.crash.scenario import World
from tests.photo import made
from tests.photo.films import H264, film_with, needs_ffmpeg
from tests.photo.metadata.test_shot_ids import apple_note
from tests.servers.couchdb import Server

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.setup import set_up
from photospool.album.embedded.album import LocalAlbum
from photospool.album.stack_links import Linked, StackLinker
from photospool.album.views import is_part, is_photo

RUNS = int(os.environ.get("PHOTOSPOOL_CRASH_RUNS", "15"))
ID = "F3A1C2D4-0001-4B5C-8D7E-112233445566"


def pictures() -> dict[str, bytes]:
    """A live photo, its edit, a burst of two, and a film of the live photo's name that is a stranger's."""
    when, later = {0x9003: "2024:05:01 12:34:56"}, {0x9003: "2024:05:01 12:40:00"}
    apple = {0x10F: "Apple", 0x110: "iPhone 15"}

    def jpeg(side: int, details: dict[int, object]) -> bytes:
        return made.encoded(made.corners(side, side // 2), exif=made.exif(apple, details))

    burst = {0x927C: apple_note(burst="B0000001-0001-4B5C-8D7E-112233445566")}
    return {
        "IMG_9001.JPG": jpeg(120, when | {0x927C: apple_note(content=ID)}),
        "IMG_E9001.JPG": jpeg(124, when | {0x927C: apple_note(content=ID)}),
        "IMG_9002.JPG": jpeg(128, later | burst),
        "IMG_9003.JPG": jpeg(132, later | burst),
    }


def films() -> dict[str, bytes]:
    key = ("-movflags", "use_metadata_tags", "-metadata", f"com.apple.quicktime.content.identifier={ID}")
    return {"IMG_9001.MOV": film_with("half.mov", *H264, *key), "IMG_9003.MOV": film_with("stranger.mov", *H264)}


@contextmanager
def opened(world: World) -> Iterator[LocalAlbum | CouchAlbum]:
    if world.album == "local":
        album: LocalAlbum | CouchAlbum = LocalAlbum(world.root / "program" / "album")
    else:
        assert world.server is not None
        album = world.server.album(world.album.rpartition("/")[2])
        set_up(album, create=False)
    try:
        yield album
    finally:
        album.close()


def are_one_thing(world: World) -> None:
    """As the next look makes it, whatever was killed; the look after that finds nothing to do."""
    with opened(world) as album:
        StackLinker(album).of_all()
        assert StackLinker(album).of_all() == Linked()
        documents = [document for page in album.photo_documents() for document in page if is_photo(document)]
        named = {
            document["_id"]: (album.get(f"original-{document['_id']}") or {})["filename"] for document in documents
        }
        found = {
            (named[document["_id"]], named[document["part_of"]], document["part"])
            for document in documents
            if is_part(document)
        }
        assert found == {
            ("IMG_9001.JPG", "IMG_E9001.JPG", "edit"),
            ("IMG_9001.MOV", "IMG_E9001.JPG", "live"),
            ("IMG_9002.JPG", "IMG_9003.JPG", "burst"),
        }


@needs_ffmpeg
@pytest.mark.parametrize("kind", ["local"])
def test_killed_anywhere_while_the_files_of_a_shot_come(tmp_path: Path, kind: str) -> None:
    _killed_anywhere(tmp_path, kind, None)


@needs_ffmpeg
def test_killed_anywhere_while_the_files_of_a_shot_come_to_a_real_couchdb(tmp_path: Path, real_couchdb: Server) -> None:
    _killed_anywhere(tmp_path, "couchdb", real_couchdb)


def _killed_anywhere(tmp_path: Path, kind: str, couchdb: Server | None) -> None:
    files = pictures() | films()

    def world(root: Path, album: str, _number: int) -> World:
        return World(root, album, couchdb, "", files)

    def end(world: World, album: Shelf) -> None:
        at_its_end(world, album)
        are_one_thing(world)

    Chains(kind, couchdb, world, end).run(tmp_path, max(1, RUNS // 5))
