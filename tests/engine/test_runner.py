"""One engine for every front end: commanded before it is there, held until the yes, ended from any thread."""

from __future__ import annotations

import shutil
import threading

import pytest
from tests.children import PATIENCE_S

from photospool import events
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.demo.playground import throwaway
from photospool.demo.samples import make_one
from photospool.engine.runner import EngineRunner
from photospool.errors import SettingsError
from photospool.events import Pause, QueuePaused
from photospool.history import History

UNCONFIRMED = QueuePaused(Pause.UNCONFIRMED, "Nothing is moved yet.", "Say yes once.")


class Told(list):
    """What was told, and a way to wait for it."""

    def __init__(self):
        super().__init__()
        self._news = threading.Condition()

    def __call__(self, event):
        with self._news:
            self.append(event)
            self._news.notify_all()

    def wait_for(self, kind):
        with self._news:
            assert self._news.wait_for(lambda: any(isinstance(event, kind) for event in self), timeout=PATIENCE_S), self
            return next(event for event in self if isinstance(event, kind))


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def here(tmp_path):
    made = throwaway(tmp_path)
    return made.with_settings(made.settings.replace("program.settle_s", 1).replace("program.decoders", 1)).confirmed()


def drop(tmp_path):
    sample = make_one(tmp_path / "phone")
    return shutil.copy2(sample.path, tmp_path / "incoming" / sample.path.name)


def test_a_photo_travels_and_the_history_knows_it(here, told, tmp_path):
    drop(tmp_path)
    EngineRunner(here, told, watch=False).run(once=True)
    assert isinstance(told.wait_for(events.PhotoStored), events.PhotoStored)
    history = History(here.places.history)
    assert sum(history.counts().values()) == 1
    history.close()


def test_without_claims_all_in_incoming_stays(here, told, tmp_path):
    lying = drop(tmp_path)
    EngineRunner(here, told, watch=False, claims=False).run(once=True)
    assert lying.exists()


def test_nothing_moves_before_the_yes(here, told, tmp_path):
    lying = drop(tmp_path)
    unasked = Profile.load(places(tmp_path / "elsewhere")).with_settings(here.settings)
    assert not unasked.is_confirmed
    EngineRunner(unasked, told, unconfirmed=UNCONFIRMED, watch=False).run(once=True)
    assert UNCONFIRMED in told
    assert lying.exists()


def test_who_was_asked_is_not_held(here, told, tmp_path):
    lying = drop(tmp_path)
    EngineRunner(here, told, unconfirmed=UNCONFIRMED, watch=False).run(once=True)
    assert UNCONFIRMED not in told
    assert not lying.exists()


def test_stopped_before_it_began_it_does_not_begin(here, told):
    runner = EngineRunner(here, told)
    runner.stop()
    runner.run()
    assert not [event for event in told if isinstance(event, events.EngineStarted)]


def test_commands_before_the_engine_is_there_do_no_harm(here, told, tmp_path):
    runner = EngineRunner(here, told)
    runner.look_now()
    runner.retry("nobody")
    runner.take_out(["nobody"], tmp_path)
    assert (runner.is_idle, runner.pauses, runner.is_alive) == (False, frozenset(), False)


def test_paused_before_the_engine_is_there_it_begins_so(here, told, tmp_path):
    drop(tmp_path)
    runner = EngineRunner(here, told)
    runner.set_paused(True)
    runner.start()
    assert told.wait_for(events.QueuePaused).reason is Pause.USER
    assert Pause.USER in runner.pauses
    runner.set_paused(False)
    told.wait_for(events.PhotoStored)
    runner.stop()
    runner.join()
    assert not runner.is_alive


def test_a_history_of_somebody_else_stays_open(here, told, tmp_path):
    drop(tmp_path)
    history = History(here.places.history)
    EngineRunner(here, told, history=lambda: history, watch=False).run(once=True)
    assert sum(history.counts().values()) == 1  # a closed one would not answer
    history.close()


def test_what_it_raised_is_raised_to_who_joins(here, told):
    ended = threading.Event()
    broken = here.with_settings(here.settings.replace("folders.incoming", ""))
    runner = EngineRunner(broken, told)
    runner.start(at_end=ended.set)
    with pytest.raises(SettingsError):
        runner.join()
    assert ended.is_set()
