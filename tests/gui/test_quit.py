"""Quit at any moment: also while something outside hangs, and what was under way goes on at the next start."""

import dataclasses
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from tests.children import PATIENCE_S

from photospool.gui import engine_thread
from photospool.gui.faces import State
from photospool.system.credentials import Vault

from .asked import PATIENCE_MS
from .conftest import ENDS_IN_S

LONGEST_MS = engine_thread.END_MS
"""As users have it."""


@pytest.fixture
def silent_server():
    """Takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(20)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


AT_THE_END = """
import atexit, sys
atexit.register(lambda: qWarning("a thread of Qt's own that ends last"))  # called after all that come later
from PySide6.QtCore import qWarning
from photospool.gui import main
main._qt_says = lambda *said: print("Python was asked", file=sys.stderr)
main.make_application()
qWarning("while it runs")
"""


def quits(program):
    """It ends well, with all threads back; how long that took is the benchmark's."""
    program.app.quit()
    return program.app.has_ended_well


def test_what_qt_says_at_the_very_end_is_asked_of_no_python_that_is_gone():
    """A thread that ended last said something after the interpreter: the program ended by a signal."""
    done = subprocess.run(
        [sys.executable, "-c", AT_THE_END], capture_output=True, text=True, timeout=PATIENCE_S, check=True
    )
    assert done.stderr.count("Python was asked") == 1
    assert "a thread of Qt's own that ends last" in done.stderr


def test_at_once_after_the_start(run):
    assert quits(run())


def test_while_an_album_never_answers(run, here, silent_server):
    program = run(here.with_settings(here.settings.replace("album.url", silent_server)).confirmed())
    program.wait(lambda: program.status.is_running)
    assert quits(program)


def test_while_the_copies_of_a_silent_album_are_looked_at(run, here, silent_server):
    program = run(here.with_settings(here.settings.replace("album.url", silent_server)).confirmed())
    program.app.show_copies()
    page = program.window.copies
    assert page.shows == "looking"
    page.add()
    dialog = program.window.findChild(QWidget, "add-copy")
    dialog.form.url.setText(silent_server)
    dialog.form.database.setText("photo")
    dialog.go.click()
    assert dialog.is_busy
    before = time.monotonic()
    assert quits(program)
    assert time.monotonic() - before < ENDS_IN_S + 5


def test_while_photos_are_under_way(run, here, photo):
    program = run()
    program.wait(lambda: program.status.is_running)
    for number in range(20):
        photo(Path(here.settings.folders.incoming) / f"{number}.jpg", f"#{number * 10:02x}4080")
    program.wait(lambda: program.status.state is State.WORKING)
    assert quits(program)
    folders = here.settings.folders
    left = [path for name in (folders.incoming, folders.work, folders.done) for path in Path(name).rglob("*.jpg")]
    assert len(left) == 20


def test_whoever_chooses_quit_is_told_what_waits(run, here, photo, qtbot):
    program = run()
    program.wait(lambda: program.status.is_running)
    program.app.status = dataclasses.replace(program.status, working={"1": "a.jpg"}, incoming=22)
    program.entry("quit").trigger()
    (box,) = program.window.findChildren(QMessageBox, "quit-question")
    said = box.informativeText()
    assert "1 photo on the way to your album · 22 photos wait in incoming. All of it stays where it is" in said
    box.reject()
    assert program.app.room.is_running
    program.wait(lambda: not program.window.findChildren(QMessageBox, "quit-question"))
    program.app.status = dataclasses.replace(program.status, working={"1": "a.jpg"}, incoming=22)
    program.entry("quit").trigger()
    (box,) = program.window.findChildren(QMessageBox, "quit-question")
    with qtbot.waitSignal(program.app.ended):
        box.findChild(QPushButton, "quit").click()


def test_with_nothing_under_way_quit_asks_nothing(run, qtbot):
    program = run()
    program.wait(lambda: program.status.is_running)
    with qtbot.waitSignal(program.app.ended):
        program.entry("quit").trigger()


def test_while_a_keyring_waits_for_the_user_the_end_is_forced(run, here, monkeypatch, silent_server, qtbot):
    """A thread that hangs in the system can't be ended: it is left behind, and said."""
    import threading

    held = threading.Event()

    def find(self, url, user):
        held.wait(60)

    monkeypatch.setattr(Vault, "find", find)
    monkeypatch.setattr(engine_thread, "END_MS", LONGEST_MS)
    program = run(here.with_settings(here.settings.replace("album.url", silent_server)).confirmed())
    qtbot.wait(50)
    before = time.monotonic()
    program.app.quit()
    took = time.monotonic() - before
    held.set()
    assert not program.app.has_ended_well
    assert program.app.room._thread.wait(PATIENCE_MS)
    assert program.app.room.close()  # the history, which it opened on its way out
    program.app.has_ended_well = True  # the thread has come back, the test may end
    assert took < 20
