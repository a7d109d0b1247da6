"""No control of any window lies off a small screen, and none is cut: in English and German, with long texts."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from installer.screens import SCREENS
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import delete

from photospool.gui.widgets.fit import fit
from photospool.gui.widgets.window_sizes import remember_sizes

SMALL, USUAL, FINE = SCREENS
LONGEST_S = 900
"""For all windows, on a busy machine."""


@pytest.mark.timeout(LONGEST_S + 60)
@pytest.mark.parametrize(("screen", "language"), [(SMALL, "en"), (SMALL, "de"), (USUAL, "de"), (FINE, "en")])
def test_no_control_of_any_window_lies_off_the_screen(tmp_path, screen, language):
    measured = subprocess.run(
        [sys.executable, "-m", "tests.gui.measured_windows", language],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **screen.variables(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_S,
    )
    lines = measured.stdout.splitlines()
    assert measured.returncode == 0, measured.stderr[-2000:]
    assert int(lines[-1].removeprefix("measured ")) > 80
    assert lines[:-1] == []


@pytest.fixture
def sizes(qapp, tmp_path):
    """Where sizes are kept in a test."""
    remember_sizes(qapp, tmp_path / "windows.ini")
    yield tmp_path / "windows.ini"
    qapp.setProperty("photospool-window-sizes", None)


def dialog(lines: int = 3) -> QDialog:
    """One with many lines, and a button below them."""
    made = QDialog()
    made.setObjectName("one")
    column = QVBoxLayout(made)
    for line in range(lines):
        column.addWidget(QLabel(f"Line {line}"))
    close = QPushButton("Close")
    close.setObjectName("close")
    column.addWidget(close)
    fit(made, QSize(300, 0))
    return made


def test_what_does_not_fit_in_is_scrolled_to_and_the_buttons_stay(qtbot):
    made = dialog(lines=500)
    qtbot.addWidget(made)
    made.show()
    room = QApplication.primaryScreen().availableGeometry()
    assert room.contains(made.geometry())
    button = made.findChild(QPushButton, "close")
    assert made.rect().contains(button.geometry())
    assert room.contains(button.mapToGlobal(button.rect().bottomRight()))


def test_a_window_grows_with_what_is_in_it_and_no_further_than_the_screen(qtbot):
    made = dialog()
    qtbot.addWidget(made)
    made.show()
    before = made.height()
    column = made.findChildren(QVBoxLayout)
    inner = next(one for one in column if one.count() == 3)
    inner.addWidget(QLabel("\n".join(["more"] * 8)))
    qtbot.waitUntil(lambda: made.height() > before + 40)
    inner.addWidget(QLabel("\n".join(["more"] * 800)))
    room = QApplication.primaryScreen().availableGeometry()
    qtbot.waitUntil(lambda: made.height() > room.height() - 60)
    assert room.contains(made.geometry())


def test_a_size_that_the_user_chose_is_remembered_and_none_that_nobody_chose(qtbot, sizes):
    first = dialog()
    qtbot.addWidget(first)
    first.show()
    first.close()
    assert not sizes.exists()
    first.show()
    first.resize(420, 333)
    first.close()
    second = dialog()
    qtbot.addWidget(second)
    assert second.size() == QSize(420, 333)


@pytest.mark.parametrize("ends", ["with its owner", "by itself", "later", "forgotten"])
def test_a_window_may_go_while_it_is_shown(qtbot, ends):
    """Qt hides it once more then, when Python's half of it may be gone; the program ended by a signal for it."""
    for _ in range(20):
        owner = QWidget()
        owner.show()
        window = dialog()
        if ends == "with its owner":
            window.setParent(owner)
        window.show()
        qtbot.wait(1)
        if ends == "by itself":
            delete(window)
        elif ends == "later":
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del window
        gc.collect()
        delete(owner)
        gc.collect()
        QApplication.processEvents()


def test_a_window_is_in_no_circle(qtbot):
    """Python breaks circles up in any thread, and Qt ends the program for a window that goes in another one."""
    gc.collect()
    gc.disable()
    try:
        window = dialog()
        window.show()
        qtbot.wait(1)
        gone = weakref.ref(window)
        del window
        assert gone() is None
    finally:
        gc.enable()
