"""Folders whose photos stay, on real disks: unmounted and mounted again under a running engine, renamed, filled anew.

The disks are the test's own: root on Linux. A card that is pulled out is one, too.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.engine.card_houses import CardHouse
from tests.engine.more_houses import Further, MoreHouse, copied_anew
from tests.faults.mounts import Disk, disk
from tests.parts import Running, wait_for

from photospool import events
from photospool.config.known_cards import Answer
from photospool.spool import durable_io
from photospool.spool.scanner import KEPT
from photospool.system.disks.linux import LinuxDisks

PHOTOS = 12


def filled(folder: Path, photos: int = PHOTOS, begin: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(begin, begin + photos):
        (folder / f"IMG_{number:04}.JPG").write_bytes(f"photo {number}".encode() * 50)


def kept(house) -> int:
    """How many the last look found to be taken."""
    scans = house.of(events.ScanFinished)
    return sum(folder.ignored.get(KEPT, 0) for folder in scans[-1].folders) if scans else 0


def once_each(house, photos: int) -> None:
    house.album = house.again()
    assert Counter(house.originals()).most_common(1)[0][1] == 1
    assert len(house.photos()) == len(house.files("done")) == photos


def test_unmounted_and_mounted_again_under_a_running_engine(tmp_path):
    with disk("ext4", 32) as nas:
        photos = nas.folder / "photos"
        filled(photos)
        house = MoreHouse(tmp_path, further=[Further("nas", photos, keeps=True)])
        with Running(house.engine()) as engine:
            wait_for(lambda: len(house.of(events.PhotoStored)) == PHOTOS)
            nas.unmount()
            engine.look_now()
            wait_for(lambda: house.of(events.FolderHeld))
            engine.look_now()
            wait_for(lambda: engine.is_idle)
            nas.mount()
            filled(photos, 3, begin=PHOTOS)
            engine.look_now()
            wait_for(lambda: len(house.of(events.PhotoStored)) == PHOTOS + 3)
            engine.look_now()
            wait_for(lambda: kept(house) == PHOTOS + 3)
        assert len(house.of(events.FolderHeld)) == len(house.of(events.FolderReleased)) == 1
        assert not house.of(events.QueuePaused)
        assert not list(photos.parent.glob("**/.photospool*"))
        once_each(house, PHOTOS + 3)


@pytest.mark.parametrize("what", ["renamed and back", "filled again", "another file system", "the memory lost"])
def test_what_comes_again_is_copied_once(tmp_path, what):
    with disk("ext4", 32) as first, disk("xfs" if shutil.which("mkfs.xfs") else "ext4", 320) as second:
        photos = first.folder / "photos"
        filled(photos)
        house = MoreHouse(tmp_path, further=[Further("nas", photos, keeps=True)])
        house.pass_over()
        once_each(house, PHOTOS)
        if what == "renamed and back":
            photos.rename(photos.with_name("renamed"))
            house.pass_over()
            photos.with_name("renamed").rename(photos)
        elif what == "filled again":
            copied_anew(photos)
        elif what == "another file system":
            shutil.copytree(photos, second.folder / "photos")
            house.further = [Further("nas", second.folder / "photos", keeps=True)]
        else:
            house.lose_memory()
            first.unmount()
            first.mount()
        house.told.clear()
        house.pass_over()
        assert not house.of(events.Claimed)
        assert kept(house) == PHOTOS
        once_each(house, PHOTOS)


class RealHouse(CardHouse):
    """The disks are those of this computer; only the test's own may be cards."""

    only: Path

    def engine(self, **options):
        found = super().engine(**options)
        disks = LinuxDisks()
        connected = disks.connected
        disks.connected = lambda: [one for one in connected() if one.folder == self.only]
        found._parts.cards._disks = disks
        return found


def pulled_out(card: Disk) -> None:
    """As when somebody pulls it: whatever is open there is cut off."""
    import subprocess

    subprocess.run(["umount", "--lazy", str(card.folder)], check=True)


def test_a_real_card_pulled_out_halfway_goes_on_when_it_is_back(tmp_path, monkeypatch):
    from photospool.spool.spool import Spool

    with disk("ext4", 64) as card:
        filled(card.folder / "DCIM/100CANON", 40)
        house = RealHouse(tmp_path)
        house.only = card.folder
        copied = []
        take_copy = Spool.take_copy

        def until_some(self, *arguments, **options):
            if len(copied) == 15:
                pulled_out(card)
            copied.append(1)
            return take_copy(self, *arguments, **options)

        monkeypatch.setattr(Spool, "take_copy", until_some)
        with Running(house.engine(uploads=1)) as engine:
            wait_for(lambda: house.of(events.CardSeen))
            (seen,) = house.of(events.CardSeen)
            assert (seen.new, seen.folder) == (40, str(card.folder / "DCIM"))
            engine.answer_card(seen.key, Answer.ADD)
            wait_for(lambda: house.of(events.FolderHeld))
            assert not house.of(events.CardTaken)
            wait_for(lambda: engine.is_idle)
            card.mount()
            wait_for(lambda: house.of(events.CardTaken))
            wait_for(lambda: len(house.of(events.PhotoStored)) == 40)
        assert len(house.of(events.FolderHeld)) == 1
        assert not house.of(events.QueuePaused)
        once_each(house, 40)


def test_a_film_of_a_folder_whose_disk_goes_in_its_middle_is_copied_once_when_it_is_back(tmp_path, monkeypatch):
    with disk("ext4", 100) as nas:
        photos = nas.folder / "photos"
        filled(photos, 2)
        with (photos / "film.jpg").open("wb") as film:
            film.write(b"film")
            film.truncate(64 << 20)
        house = MoreHouse(tmp_path, further=[Further("nas", photos, keeps=True)])
        pieces, write_all = [], durable_io.write_all

        def pulled_in_the_middle(handle, data):
            write_all(handle, data)
            if len(data) == durable_io.CHUNK_BYTES:
                pieces.append(len(data))
                if len(pieces) == 10:
                    pulled_out(nas)

        monkeypatch.setattr(durable_io, "write_all", pulled_in_the_middle)
        with Running(house.engine()) as engine:
            wait_for(lambda: house.of(events.FolderHeld))
            assert len(pieces) >= 10
            assert [path.name for path in house.work.iterdir() if path.is_dir()] == ["failed"]
            nas.mount()
            engine.look_now()
            wait_for(lambda: len(house.of(events.PhotoStored)) == 3)
        assert (photos / "film.jpg").stat().st_size == 64 << 20
        once_each(house, 3)
