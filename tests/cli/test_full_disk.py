"""Our own small files can't be written: nobody is told that something is remembered which is not."""

import dataclasses
import errno

import pytest
from tests.cli.commands import chosen, photo, photospool

from photospool.cli import spool
from photospool.config import app_state
from photospool.config.known_cards import Answer, KnownCard
from photospool.config.paths import places
from photospool.spool.durable_io import no_room
from photospool.spool.spools import Spools


@pytest.fixture
def full(monkeypatch):
    def write(path, _content):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    return lambda: monkeypatch.setattr(app_state.private_files, "write", write)


@pytest.mark.parametrize(
    "words",
    [("event", "set", "Wedding", "--until", "4h"), ("event", "clear"), ("run", "--yes")],
)
def test_what_is_not_kept_is_not_said_to_be(home, here, full, words):
    chosen(home)
    full()
    result = here(home, *words)
    assert (result.code, "There is no room left" in result.err) == (1, True), result.err
    assert "Wedding" not in result.out
    assert "There is no event" not in result.out


@pytest.mark.parametrize(
    "words",
    [
        ("folders", "confirm", "Camera", "--yes"),
        ("folders", "card", "EOS", "--never"),
        ("folders", "card", "EOS", "--ask-again"),
        ("settings", "kinds", "--leave-videos"),
        ("settings", "kinds", "--take-videos", "--yes"),
    ],
)
def test_an_answer_that_is_not_kept_is_not_said_to_be(home, here, full, words):
    chosen(home)
    photospool(home, "settings", "confirm", "--yes")
    (home / "camera").mkdir()
    photospool(home, "folders", "add", "Camera", home / "camera", text="n\n")
    card = KnownCard("serial:1", "EOS", Answer.ADD)
    memory = places(home / "home").memory
    app_state.keep(memory, lambda known: dataclasses.replace(known, cards=(card,)))
    before = app_state.load(memory)
    full()
    result = here(home, *words)
    assert (result.code, "There is no room left" in result.err) == (1, True), result.out + result.err
    assert not [said for said in ("Good", "proposed", "stay in incoming") if said in result.out]
    assert app_state.load(memory) == before


def test_check_says_all_the_rest_where_the_album_can_not_be_opened(home, here):
    chosen(home)
    (home / "home/album").write_text("no folder")
    result = here(home, "check", "--json")
    found = {one["about"]: one["fine"] for one in result.json}
    assert found["album"] is False
    assert {"folders.incoming", "HEIC"} <= set(found)
    assert result.code != 0


class Whole:
    """A pass that has nothing to do."""

    def __init__(self, *_arguments, **_options):
        pass

    def start(self, **_options):
        pass

    def join(self):
        pass


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_a_disk_that_fills_while_files_are_added_is_said_with_what_was_copied(home, here, monkeypatch, json):
    """The first ones lay in work, and nothing was said of them; “it goes on by itself” was said of the others."""
    chosen(home)
    for number in range(3):
        photo(home / f"mine/{number}.jpg", (number, 0, 0))
    monkeypatch.setattr(spool, "EngineRunner", Whole)
    asked = []

    def check_room(_spool, size):
        asked.append(size)
        if len(asked) == 3:
            raise no_room(home / "work")

    monkeypatch.setattr(Spools, "check_room", check_room)
    result = here(home, "add", home / "mine", *json)
    assert (result.code, "2 of 3 were copied" in result.err, "by itself" in result.err) == (1, True, False), result.err
    if json:
        assert (result.json["copied"], result.json["not_added"]) == (2, 1)
    assert len(list((home / "work").glob("*/*.jpg"))) == 2
