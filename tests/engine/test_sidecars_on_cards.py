"""Sidecars on a card: copied as its photos are, and nobody is told that it may be taken out before that is done."""

from __future__ import annotations

import pytest
from tests.engine.card_houses import Answer, CardHouse, shoot
from tests.parts import Running, wait_for
from tests.photo.made_sidecars import aae, xmp

from photospool import events
from photospool.album.sidecars import beside
from photospool.config.settings import Settings
from photospool.engine.cards import CardFolder, card_on, contents_of
from photospool.engine.factory import card_scanner, pictured
from photospool.engine.intake import Intake
from photospool.photo.formats import PHOTOS, SIDECARS
from photospool.spool.kept_memory import KeptMemory
from photospool.system.disks.disks import Disk


@pytest.fixture
def house(tmp_path):
    made = CardHouse(tmp_path)
    made.takes_sidecars = True
    return made


@pytest.fixture
def card(house):
    """Two photos, one of them edited, and a sidecar of neither; put in."""
    disk = house.root / "IPHONE"
    shoot(disk, "IMG_1.JPG", "IMG_2.JPG")
    lay(disk, "IMG_2.AAE", aae())
    house.reader.put_in(disk, "number")
    return disk


def lay(disk, name, data):
    (disk / "DCIM/100CANON" / name).write_bytes(data)


def key_of(disk):
    return card_on(Disk(disk, "number", disk.name, True)).key


def copied(house, disk):
    """The whole card, after the yes; what was told of it, and the names of what was copied by then."""
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in disk.rglob("*") if path.is_file()}
    with Running(house.engine()) as engine:
        wait_for(lambda: house.of(events.CardSeen))
        engine.answer_card(key_of(disk), Answer.ADD)
        wait_for(lambda: house.of(events.CardTaken) and engine.is_idle)
    house.album = house.again()
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before
    (taken,) = house.of(events.CardTaken)
    return taken, copied_by_then(house)


def copied_by_then(house):
    """When it was told that the card may be taken out."""
    told = house.told[: house.told.index(house.of(events.CardTaken)[0])]
    return sorted(event.name for event in told if isinstance(event, events.Claimed | events.JobQueued))


def attached(house):
    """Photo's name → its sidecars' names."""
    originals = [row["doc"] for row in house.album.all_docs(include_docs=True) if row["doc"]["type"] == "original"]
    found = {doc["filename"]: [one.name for one in beside(doc)] for doc in originals}
    return {name: names for name, names in found.items() if names}


def test_it_is_copied_before_the_card_may_be_taken_out(house, card):
    taken, names = copied(house, card)
    assert names == ["IMG_1.JPG", "IMG_2.AAE", "IMG_2.JPG"]
    assert attached(house) == {"IMG_2.JPG": ["IMG_2.AAE"]}
    assert house.files("done") == ["IMG_1.JPG", "IMG_2.AAE", "IMG_2.JPG"]
    assert (taken.photos, taken.already_there, taken.left, taken.sidecars_left) == (2, 0, 0, 0)


def test_however_long_its_photo_takes(house, card):
    """It was the last photo of the card: nothing was left to copy while it was still decoded."""
    shoot(card, "IMG_9.JPG")
    lay(card, "IMG_9.xmp", xmp("Words"))
    looks = []

    def slowly(path):
        if path.name == "IMG_9.JPG" and not looks:
            for _ in range(3):
                looks.append(len(house.of(events.ScanFinished)))
                engine.look_now()
                wait_for(lambda: len(house.of(events.ScanFinished)) > looks[-1] or house.of(events.CardTaken))

    house.decoder.before = slowly
    engine = house.engine()
    with Running(engine):
        wait_for(lambda: house.of(events.CardSeen))
        engine.answer_card(key_of(card), Answer.ADD)
        wait_for(lambda: house.of(events.CardTaken) and engine.is_idle)
    house.album = house.again()
    assert copied_by_then(house)[-2:] == ["IMG_9.JPG", "IMG_9.xmp"]
    assert attached(house) == {"IMG_2.JPG": ["IMG_2.AAE"], "IMG_9.JPG": ["IMG_9.xmp"]}


def test_one_without_a_photo_is_told_and_holds_up_nothing(house, card):
    lay(card, "IMG_7.AAE", aae())
    shoot(card, "bad.JPG")
    (card / "DCIM/100CANON/bad.JPG").write_bytes(b"bad photo")
    lay(card, "bad.xmp", xmp("Words"))
    taken, _ = copied(house, card)
    assert (taken.photos, taken.left, taken.sidecars_left) == (3, 0, 2)
    assert attached(house) == {"IMG_2.JPG": ["IMG_2.AAE"]}


def test_of_a_photo_that_the_album_has_already(house, card):
    copied(house, card)
    lay(card, "IMG_1.xmp", xmp("Words"))
    shoot(card, "IMG_3.JPG")
    house.told.clear()
    taken, names = copied(house, card)
    assert (taken.photos, taken.sidecars_left, names) == (1, 0, ["IMG_1.xmp", "IMG_3.JPG"])
    assert attached(house) == {"IMG_1.JPG": ["IMG_1.xmp"], "IMG_2.JPG": ["IMG_2.AAE"]}


@pytest.mark.parametrize(("kinds", "ready"), [((PHOTOS, SIDECARS), 2), ((PHOTOS,), 0)])
def test_they_are_looked_at_after_a_yes_to_them_and_propose_no_card(house, card, kinds, ready):
    lay(card, "IMG_1.xmp", xmp("Words"))
    memory = KeptMemory(house.root / "other.sqlite", "album")
    found = card_on(Disk(card, "number", card.name, True))
    settings = Settings().replace("program.settle_s", "0")
    takes = card_scanner(found, settings, memory, kinds)
    takes.look()
    assert len(takes.look().beside) == ready
    assert contents_of(card_scanner(found, settings, memory, pictured(kinds))).new == 2
    memory.close()


def test_what_lies_in_work_is_read_only_once_the_card_itself_is_copied(house, card, monkeypatch):
    """Each round of the engine asks, and hundreds of photos may be in work."""
    finished, awaits, said, asked = CardFolder.has_finished, Intake.awaits_photos, [False], []
    monkeypatch.setattr(CardFolder, "has_finished", lambda self: said.append(finished(self)) or said[-1])
    monkeypatch.setattr(Intake, "awaits_photos", lambda *both: asked.append(said[-1]) or awaits(*both))
    copied(house, card)
    assert set(asked) == {True}
