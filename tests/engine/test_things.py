"""Files of one shot are told as parts of one thing, whichever comes first and whenever."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.parts import House, PlainDecoder

from photospool import events
from photospool.events import Outcome
from photospool.photo.photo import Prepared


class OneShot(PlainDecoder):
    """All that it reads is of one shot."""

    def prepare(self, path: Path, name: str) -> Prepared:
        made = super().prepare(path, name)
        is_film = name.endswith(".mov")
        reading = replace(made.reading, content_id="F3A1C2D4-0001-4B5C-8D7E-112233445566")
        return replace(made, reading=replace(reading, format="MOV") if is_film else reading)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, decoder=OneShot(), takes_sidecars=True)


def ids_by_name(house: House) -> dict[str, str]:
    return {event.name: event.photo_id for event in house.of(events.PhotoStored)}


@pytest.mark.parametrize("order", [("a.jpg", "b.mov"), ("b.mov", "a.jpg")])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_part_is_told_as_one(house: House, order: tuple[str, ...], at_once: bool) -> None:
    for name in order:
        (house.incoming / name).write_bytes(name.encode())
        if not at_once:
            house.pass_over()
    house.pass_over()
    ids = ids_by_name(house)
    assert {one: shown for told in house.of(events.PartsFound) for one, shown in told.parts.items()} == {
        ids["b.mov"]: ids["a.jpg"]
    }
    assert [event.part_of for event in house.of(events.PhotoStored)] == ["", ""]
    house.told.clear()
    for name in order:
        (house.incoming / name).write_bytes(name.encode())
    house.pass_over()
    assert {event.name: (event.outcome, event.part_of) for event in house.of(events.PhotoStored)} == {
        "a.jpg": (Outcome.DUPLICATE, ""),
        "b.mov": (Outcome.DUPLICATE, ids["a.jpg"]),
    }
    assert house.of(events.PartsFound) == []
