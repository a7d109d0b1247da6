"""A pass that Ctrl-C or SIGTERM cut short is not taken for a whole one."""

import os
import signal

import pytest
from tests.cli.commands import chosen, folders, photo

from photospool.cli import spool


class Cut:
    """An engine's runner that is asked to end in the middle of its pass."""

    asks = signal.SIGINT

    def __init__(self, *_arguments, **_options):
        self.is_stopped = False

    def start(self, **_options):
        pass

    def stop(self):
        self.is_stopped = True

    def join(self):
        os.kill(os.getpid(), self.asks)
        assert self.is_stopped


@pytest.mark.skipif(os.name != "posix", reason="a process of Windows sends itself no signal")
@pytest.mark.parametrize("asks", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("words", [("process",), ("add",)])
def test_it_says_so_and_has_a_code_of_its_own(home, here, monkeypatch, words, asks):
    chosen(home)
    monkeypatch.setattr(Cut, "asks", asks)
    monkeypatch.setattr(spool, "EngineRunner", Cut)
    named = folders(home) if words == ("process",) else [photo(home / "mine/x.jpg", "red")]
    result = here(home, *words, *named, "--json")
    assert (result.code, result.json["stopped"]) == (130, True)
    assert "goes on at the next start" in result.err


def test_one_that_came_to_its_end_says_that_too(home, here):
    chosen(home)
    result = here(home, "process", *folders(home), "--json")
    assert (result.code, result.json["stopped"], result.err) == (0, False, "")
