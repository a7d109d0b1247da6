"""The power goes while photos arrive and travel: what was claimed is whole, in work or in done.

The file system is shut down as by a power cut (FS_IOC_SHUTDOWN: what was not written through is lost), mounted again,
and looked at. The deliverer never writes through, as few sync clients do.
"""

from __future__ import annotations

import hashlib
import os
import random
import struct
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from tests.children import PATIENCE_S
from tests.faults.mounts import Disk, disk
from tests.parts import House

from photospool.errors import PhotospoolError
from photospool.photo.formats import classify
from photospool.spool.scanner import Scanner
from photospool.spool.spool import Spool

if sys.platform == "linux":
    import fcntl

PHOTOS = int(os.environ.get("PHOTOSPOOL_POWER_CUT_PHOTOS", "60"))
"""How many are claimed before the power goes; 5000 for a long run."""
FS_IOC_SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2


def cut_power(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, FS_IOC_SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
    finally:
        os.close(handle)


class Deliverer(threading.Thread):
    """Writes photos into incoming, as fast as they are taken away, and never writes them through to the disk."""

    def __init__(self, incoming: Path) -> None:
        super().__init__(daemon=True)
        self._incoming = incoming
        self.sha256: dict[str, str] = {}
        self.ends = threading.Event()

    def run(self) -> None:
        rng = random.Random(1)
        for number in range(1_000_000):
            data = rng.randbytes(rng.randrange(2_000, 60_000))
            name = f"{number:06}.jpg"
            self.sha256[name] = hashlib.sha256(data).hexdigest()
            with suppress(OSError):
                part = self._incoming / f".{name}.part"
                part.write_bytes(data)
                part.rename(self._incoming / name)
            while number > len(self.claimed) + 40 and not self.ends.wait(0.001):
                pass
            if self.ends.is_set():
                return

    claimed: list[str]


def carry(spool: Spool, settler: Scanner, claimed: list[str], cut: threading.Event, over: threading.Event) -> None:
    """Claim and finish until the disk is gone; every second photo stays in work, as one whose upload takes long."""
    with suppress(PhotospoolError):
        while not over.is_set():  # a disk without power may still list what was listed before
            for entry in settler.look().ready:
                job = spool.claim(entry, {})
                if job is None:
                    continue
                claimed.append(job.name)
                if len(claimed) >= PHOTOS:
                    cut.set()
                if len(claimed) % 2:
                    spool.finish(spool.begin_attempt(job))


def sha256s(*folders: Path) -> list[str]:
    files = [path for folder in folders for path in folder.rglob("*.jpg")]
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]


@pytest.mark.parametrize("kind", ["ext4", "xfs"])
def test_what_was_claimed_survives(kind: str) -> None:
    with disk(kind, size_mb=310 + PHOTOS // 10) as disk_:
        claimed, delivered = _until_the_cut(disk_)
        disk_.unmount()
        disk_.mount()
        folders = [disk_.folder / name for name in ("incoming", "work", "done")]
        there = set(sha256s(*folders))
        lost = [name for name in claimed if delivered[name] not in there]
        assert lost == []
        # And the next start brings all that was claimed into done, whole and once.
        house = House(disk_.folder)
        house.pass_over()
        done = sha256s(house.done)
        assert {delivered[name] for name in claimed} <= set(done)
        assert len(done) == len(set(done))
        assert all(path.stat().st_size for path in house.done.rglob("*"))
        house.album.close()
    print(f"{kind}: {len(claimed)} claimed before the cut, {len(lost)} lost")


def _until_the_cut(disk_: Disk) -> tuple[list[str], dict[str, str]]:
    house = House(disk_.folder)
    house.album.close()
    spool = house.spool()
    spool.open()
    settler = Scanner(house.incoming, classify=classify, wait_s=0.0)
    claimed: list[str] = []
    cut, over = threading.Event(), threading.Event()
    deliverer = Deliverer(house.incoming)
    deliverer.claimed = claimed
    carrier = threading.Thread(target=carry, args=(spool, settler, claimed, cut, over), daemon=True)
    deliverer.start()
    carrier.start()
    assert cut.wait(3600)
    try:
        cut_power(disk_.folder)
    finally:
        over.set()
        deliverer.ends.set()
        carrier.join(PATIENCE_S)
        deliverer.join(PATIENCE_S)
        spool.close()
    assert not carrier.is_alive()
    return list(claimed), deliverer.sha256
