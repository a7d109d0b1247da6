"""The demo on a computer that is busy with other things: it waits for each photo's end, and says nothing untrue."""

import io
import threading
import time

import pytest
from rich.console import Console
from tests.children import joined

from photospool import events
from photospool.cli import demo
from photospool.demo.samples import Sample
from photospool.events import Outcome


class Runner:
    """One whose engine is there, and did not look into incoming yet."""

    is_idle = True

    def __init__(self):
        self.stopped = threading.Event()

    def stop(self):
        self.stopped.set()


@pytest.fixture
def made(tmp_path):
    (tmp_path / "incoming").mkdir()
    names = {"a.jpg": True, "b.jpg": True, "notes.txt": False}
    for name in names:
        (tmp_path / name).write_bytes(b"some")
    return [Sample(tmp_path / name, "some", is_photo=is_photo) for name, is_photo in names.items()]


@pytest.fixture
def dropping(made, tmp_path, monkeypatch):
    """The phone at work: its runner, the ends that it waits for, and what tells it that all is over."""
    monkeypatch.setattr(demo, "BETWEEN_S", 0.0)
    runner, ends, is_over = Runner(), {}, threading.Event()
    thread = threading.Thread(target=demo._drop, args=(made, tmp_path / "incoming", runner, ends, is_over))
    thread.start()
    yield runner, ends, is_over, thread
    is_over.set()
    joined(thread)


def stored(name):
    return events.PhotoStored("job", name, "0" * 32, Outcome.NEW, f"/done/{name}")


def test_it_ends_when_each_photo_has_its_end(dropping):
    runner, ends, _, thread = dropping
    ends["a.jpg"] = [stored("a.jpg")]
    assert not runner.stopped.wait(1), "the second photo is not through"
    ends["b.jpg"] = [stored("b.jpg")]
    joined(thread)
    assert runner.stopped.is_set()


@pytest.mark.parametrize("keep", [True, False])
def test_folders_that_go_are_no_places_to_look(made, tmp_path, monkeypatch, keep):
    said = io.StringIO()
    monkeypatch.setattr(demo, "out", Console(file=said, width=500))
    demo._report(made, {}, tmp_path, keep=keep)
    assert ("album open" in said.getvalue(), "The throw-away folders are removed." in said.getvalue()) == (
        keep,
        not keep,
    )


def test_patience_begins_anew_with_each_photo_and_has_an_end(dropping, monkeypatch):
    runner, ends, _, thread = dropping
    monkeypatch.setattr(demo, "PATIENCE_S", 0.5)
    ends["a.jpg"] = [stored("a.jpg")]
    joined(thread)
    assert runner.stopped.is_set()


def test_it_is_given_up_at_once_with_ctrl_c(dropping):
    _, _, is_over, thread = dropping
    is_over.set()
    began = time.monotonic()
    joined(thread)
    assert time.monotonic() - began < demo.PATIENCE_S / 2


def test_what_is_not_through_is_not_called_no_photo(made, tmp_path):
    photo, carried, text = made
    (tmp_path / "incoming" / photo.path.name).touch()
    assert demo._end_of(photo, [], tmp_path).startswith("not yet: it is still in incoming")
    assert demo._end_of(carried, [], tmp_path).startswith("not yet: it is still in work")
    assert demo._end_of(text, [], tmp_path) == "left where it is: no photo"
    assert demo._end_of(photo, [stored("a.jpg")], tmp_path) == "added"
