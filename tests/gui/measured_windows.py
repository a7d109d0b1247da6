"""Measures every window and dialog on the screen of this process: prints what lies where nobody can reach it.

    python -m tests.gui.measured_windows LANGUAGE      (QT_QPA_PLATFORM says how large the screen is)

Run by test_windows_fit.py, for Qt's screen can't be made another while a program runs.
"""

from __future__ import annotations

import dataclasses
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QWidget,
)

from installer import pictures
from photospool.gui.engine_thread import set_aside
from photospool.gui.i18n import language
from photospool.gui.main import make_application
from photospool.gui.state import IssuesSeen, Status, fold_all
from photospool.gui.window.window import Window

PATIENCE_S = 60.0
CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QAbstractScrollArea)
LONG = "Familienfeier mit Übernachtung und Feuerwerksvorführung am Schwarzwaldhochstraßenrasthof " * 3


def faults(window: QWidget) -> Iterator[str]:
    """What is wrong, in words; each control is scrolled to as the keyboard would."""
    free = window.screen().availableGeometry()
    if not free.contains(window.frameGeometry()):
        yield f"the window {window.frameGeometry().getRect()} is not on the screen {free.getRect()}"
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        if isinstance(widget, CONTROLS) and not _is_inner(widget):
            _scroll_to(widget)
            seen = _seen(widget)
            shown = QRect(widget.mapToGlobal(QPoint()), widget.size())
            if not isinstance(widget, QAbstractScrollArea) and seen != shown:
                yield f"{_name(widget)} at {shown.getRect()} is seen only in {seen.getRect()}"
            elif seen.isEmpty() or not free.contains(seen):
                yield f"{_name(widget)} at {seen.getRect()} lies off the screen"
        if isinstance(widget, (QLabel, QLineEdit, QComboBox, QAbstractButton)) and not _is_inner(widget):
            yield from _cut(widget)


def _is_inner(widget: QWidget) -> bool:
    """A part of another control, or a scroll bar's."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, (QAbstractSpinBox, QComboBox, QAbstractSlider, QMenu)):
            return True
        above = above.parentWidget()
    return not (widget.objectName() or widget.focusPolicy().value) and not isinstance(widget, QLabel)


def _scroll_to(widget: QWidget) -> None:
    inner, above = widget, widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and above.widget().isAncestorOf(inner):
            above.ensureWidgetVisible(widget, 0, 0)
        above = above.parentWidget()


def _seen(widget: QWidget) -> QRect:
    """On the screen: what no parent cuts off."""
    rect, above = QRect(widget.mapToGlobal(QPoint()), widget.size()), widget.parentWidget()
    while above is not None:
        rect = rect.intersected(QRect(above.mapToGlobal(QPoint()), above.size()))
        above = None if above.isWindow() else above.parentWidget()
    return rect


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.minimumSizeHint().height()
        if widget.height() < needed:
            yield f"{_name(widget)} needs {needed} px of height and has {widget.height()}"
        return
    least = widget.minimumSizeHint()
    if widget.height() < least.height() - 1:
        yield f"{_name(widget)} needs {least.height()} px of height and has {widget.height()}"
    if isinstance(widget, QAbstractButton) and widget.width() < least.width() - 1:
        yield f"{_name(widget)} needs {least.width()} px of width and has {widget.width()}"


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName()!r} {text[:40]!r}"


def with_fifty_issues(house: pictures.House) -> Iterator[pictures.Scene]:
    """The issues of the samples, and more of them, with long names."""
    one = set_aside(house.here.settings)[0]
    many = [
        dataclasses.replace(one, job=dataclasses.replace(one.job, id=f"{n:08}", name=f"{n} {LONG}.jpg"))
        for n in range(50)
    ]
    status = fold_all(house.status, [IssuesSeen(tuple(item.job.id for item in many))])

    def made(status: Status = status) -> Window:
        shown = Window(lambda: many)
        shown.tabs.setCurrentWidget(shown.issues)
        shown.issues.read_again()
        shown.show_status(status)
        shown.show_event(LONG)
        return shown

    yield "window-fifty-issues", made, pictures.has_cards


def measure(application: QApplication, scene: pictures.Scene) -> list[str]:
    """The faults of one window."""
    _, make, is_ready = scene
    shown = make()
    shown.show()
    until, settled = time.monotonic() + PATIENCE_S, 0
    while settled < 12 and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.005)
        settled = settled + 1 if is_ready(shown) else 0
    found = [] if settled else ["it never showed what it should"]
    if shown.isWindow() and not isinstance(shown, QMenu):
        found += faults(shown)
    shown.close()
    if hasattr(shown, "shut_down"):
        shown.shut_down()
    shown.deleteLater()
    application.processEvents()
    return found


def main() -> None:
    """All windows, in one language."""
    application = make_application()
    language.speak(application, sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="photospool-windows-") as name:
        house = pictures.furnished(Path(name))
        count = 0
        for scene in [*pictures.scenes(house), *with_fifty_issues(house)]:
            if isinstance(scene[1], type) or scene[0] in NO_WINDOWS or scene[0].startswith(CARDS):
                continue
            count += 1
            for fault in measure(application, scene):
                print(f"{scene[0]}: {fault}")
        print(f"measured {count}")
        house.history.close()


NO_WINDOWS = {"menu", "menu-pause"}
CARDS = (
    *(f"copy-{condition.name.lower().replace('_', '-')}" for condition in pictures.Condition),
    "copy-missing",
    "copy-public-former",
)


if __name__ == "__main__":
    main()
