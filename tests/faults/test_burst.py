"""Very many small photos at once: all of them arrive, the memory stays flat, and the queue is looked at in passing."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from pathlib import Path

import pytest
from tests.parts import House

from photospool import events
from photospool.album.documents import AlbumCheck, Stored
from photospool.events import Outcome

PHOTOS = int(os.environ.get("PHOTOSPOOL_BURST", "1200"))
"""How many; 20000 for the whole burst."""


class Thin:
    """An album that only remembers which photos it has: what a server's memory holds is not the program's."""

    def __init__(self) -> None:
        self.stored: dict[str, str] = {}

    def check(self) -> AlbumCheck:
        return AlbumCheck("Thin", "", may_write=True)

    def find(self, ids: object) -> dict[str, Stored]:
        return {photo_id: Stored() for photo_id in ids}  # type: ignore[attr-defined]

    def store(self, photo: object) -> Outcome:
        digests = photo.digests  # type: ignore[attr-defined]
        assert digests.md5 not in self.stored
        self.stored[digests.md5] = digests.sha256
        return Outcome.NEW

    def view(self, name: str, **_: object) -> dict[str, object]:
        """Nothing goes together."""
        return {"rows": []}

    def close(self) -> None: ...


class Watch:
    """Told of every event, it looks now and then at the memory in use and at how much lies in work."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.stored = self.most_in_work = 0
        self.sizes: list[int] = []

    def append(self, event: events.Event) -> None:
        if isinstance(event, events.PhotoStored):
            self.stored += 1
            if self.stored % max(1, PHOTOS // 40) == 0:
                self.most_in_work = max(self.most_in_work, sum(path.is_dir() for path in self.work.iterdir()))
                self.sizes.append(resident_bytes())


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(sys.platform != "linux", reason="the memory in use is read from /proc")
def test_a_burst_is_carried_with_flat_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    house = House(tmp_path, album=Thin())
    house.told = seen = Watch(house.work)  # type: ignore[assignment]
    for number in range(PHOTOS):
        (house.incoming / f"{number:05}.jpg").write_bytes(b"photo %d" % number * 20)
    house.engine().run_once()
    # A photo that has arrived stays so whatever goes wrong afterwards, and what is logged is kept by pytest.
    assert [found.getMessage() for found in caplog.records if found.levelno >= logging.ERROR][:1] == []
    stored, sizes = seen.stored, seen.sizes
    assert stored == len(house.files("done")) == len(house.album.stored) == PHOTOS
    assert house.files("incoming") == house.files("work") == []
    assert seen.most_in_work <= 2 * 4 + 1  # twice the uploads, and work/failed
    # From the first tenth to the end: what is remembered of a photo that has arrived is next to nothing.
    grown = max(sizes[len(sizes) // 10 :]) - sizes[len(sizes) // 10]
    print(f"{PHOTOS} photos, {sizes[-1] / 1e6:.0f} MB at the end, {grown / 1e6:.1f} MB more than after a tenth")
    assert grown < 12e6
    done = {hashlib.sha256(path.read_bytes()).hexdigest() for path in house.done.iterdir()}
    assert done == set(house.album.stored.values())
