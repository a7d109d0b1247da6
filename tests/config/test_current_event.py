"""The current event: what it says of photos, when it is over, and that it is fixed when a photo is claimed."""

import dataclasses
import json

import pytest
from tests.parts import House, Running, wait_until

from photospool import events
from photospool.config import app_state
from photospool.config.current_event import CurrentEvent, as_json, from_json, joined
from photospool.engine.factory import words_at_claim

WEDDING = CurrentEvent("Anna und Ben", ("wedding", "anna-und-ben"), "Friends/Family", until=1000.0)


def test_its_name_and_tags_are_keywords_without_blanks():
    assert WEDDING.words() == {
        "keywords": ["Anna-und-Ben", "wedding", "anna-und-ben"],
        "category": "Friends/Family",
    }


def test_it_is_over_by_itself():
    assert WEDDING.is_on(999.9)
    assert not WEDDING.is_on(1000.0)
    assert not CurrentEvent().is_on(0.0)
    assert not CurrentEvent(until=1000.0).is_on(1.0)  # it says nothing


@pytest.mark.parametrize("category", ["Public", "Trash"])
def test_it_never_publishes_whatever_the_file_says(category):
    event = dataclasses.replace(WEDDING, category=category)
    assert "category" not in event.words()
    assert [problem.field for problem in event.validate(0.0)] == ["category"]


def test_all_problems_are_told_by_field():
    assert [problem.field for problem in CurrentEvent().validate(5.0)] == ["name", "until"]
    assert WEDDING.validate(0.0) == []
    assert CurrentEvent(category="Friends/Family", until=9.0).validate(0.0) == []


def test_it_survives_a_restart(tmp_path):
    path = tmp_path / "memory.json"
    app_state.change(path, lambda now: dataclasses.replace(now, event=WEDDING))
    app_state.change(path, lambda now: dataclasses.replace(now, paused=True))
    assert app_state.load(path) == app_state.AppState(paused=True, event=WEDDING)


@pytest.mark.parametrize("tree", [None, [], "x", {"until": "soon"}, {"until": True}, {"keywords": 3, "name": []}])
def test_rubbish_is_no_event(tree):
    assert from_json(tree) == CurrentEvent()


def test_json_keeps_it():
    assert from_json(json.loads(json.dumps(as_json(WEDDING)))) == WEDDING


def test_words_of_two_sources_are_joined():
    assert joined({"keywords": ["a"], "category": "x"}, {"keywords": ["b", "a"]}) == {
        "keywords": ["a", "b"],
        "category": "x",
    }
    assert joined({}, {}) == {}


def test_photos_have_it_that_are_claimed_before_its_end(tmp_path):
    """One real engine that runs all the time, and the embedded album; only the memory changes."""
    house, remembered, now = House(tmp_path), tmp_path / "memory.json", [0.0]
    words = words_at_claim(remembered, from_folders=True, clock=lambda: now[0])
    engine = house.engine(words_for=words)
    with Running(engine):
        for count, (name, at, event) in enumerate(
            [
                ("before.jpg", 10.0, CurrentEvent()),
                ("party/during.jpg", 20.0, WEDDING),
                ("after.jpg", 1000.0, WEDDING),
            ],
            start=1,
        ):
            now[0] = at
            app_state.save(app_state.AppState(event=event), remembered)
            (house.incoming / name).parent.mkdir(exist_ok=True)
            (house.incoming / name).write_bytes(name.encode())
            wait_until(lambda count=count: engine.look_now() or len(house.of(events.PhotoStored)) == count)
    house.album = house.again()
    found = {photo["filename"]: (photo["cat"], photo["keywords"]) for photo in house.photos()}
    assert found == {
        "before.jpg": ("Private", ["unprocessed"]),
        "during.jpg": ("Friends/Family", ["Anna-und-Ben", "wedding", "anna-und-ben", "party", "unprocessed"]),
        "after.jpg": ("Private", ["unprocessed"]),
    }
