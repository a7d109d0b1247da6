"""Measures every window and dialog on the screen of this process: prints what lies where nobody can reach it.

    python -m tests.gui.measured_windows LANGUAGE [SCENE…]      (QT_QPA_PLATFORM says how large the screen is)

Of all, it says too which windows no scene shows; SCENE is how names begin.

Run by test_windows_fit.py, for Qt's screen can't be made another while a program runs.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from installer.scene_parts import Scene, furnished
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)
from tests.children import PATIENCE_S

from installer import window_scenes
from photospool.gui import theme
from photospool.gui.i18n import language
from photospool.gui.main import make_application
from photospool.gui.replication.card import CopyCard

from .undrawn import Undrawn

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QAbstractScrollArea)


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


ENGLISH = re.compile(r"\b(the|and|is|are|please|it|of)\b", re.IGNORECASE)
OWN_WORDS = ("At the sea", "Our first evening", "could not open the database", "Kept out of the album")
"""What the scenes' owner and their server wrote, and the name of a folder."""


def untranslated(window: QWidget) -> Iterator[str]:
    """English where all is German: a sentence that the program says no more, or that nobody collected."""
    for widget in window.findChildren(QWidget):
        text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
        if widget.isVisible() and ENGLISH.search(text) and not any(own in text for own in OWN_WORDS):
            yield f"{_name(widget)} is not translated: {text}"


def said_badly(window: QWidget) -> Iterator[str]:
    """Letters that two controls share, and what a screen reader could not say of what the keyboard reaches."""
    yield from _shared_letters(window)
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window or _is_inner(widget):
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield from _unsaid(widget)
    yield from _pressed_by_enter(window)


def _shared_letters(window: QWidget) -> Iterator[str]:
    """Alt and a letter means one control of all that are shown at a time, or may come to be shown there."""
    found: dict[str, list[str]] = {}
    for widget in window.findChildren(QWidget):
        above = widget.parentWidget()
        may_be_shown = widget.isVisible() or (above is not None and above.isVisible())
        if not may_be_shown or widget.window() is not window:
            continue
        is_named = isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None)
        letter = QKeySequence.mnemonic(widget.text()).toString() if is_named else ""
        if letter:
            found.setdefault(letter, []).append(_name(widget))
    for tabs in window.findChildren(QTabBar):
        for index in range(tabs.count()):
            if letter := QKeySequence.mnemonic(tabs.tabText(index)).toString():
                found.setdefault(letter, []).append(tabs.tabText(index))
    for letter, names in found.items():
        if len(names) > 1:
            yield f"{letter} is {' and '.join(names)}"


def _unsaid(widget: QWidget) -> Iterator[str]:
    """As the bridge to AT-SPI, UIA or NSAccessibility passes it on."""
    told = QAccessible.queryAccessibleInterface(widget)
    if told is None or not told.isValid():
        yield f"{_name(widget)} is unknown to screen readers"
        return
    if not told.text(QAccessible.Text.Name).strip():
        yield f"{_name(widget)} has no name"
    if told.role() in {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane}:
        yield f"{_name(widget)} has the role {told.role().name}"
    if not told.state().focusable and widget.isEnabled():
        yield f"{_name(widget)} can't be reached by a screen reader"
    shown = _value_of(widget)
    if shown and shown not in (told.text(QAccessible.Text.Value), told.text(QAccessible.Text.Name)):
        yield f"{_name(widget)} shows {shown!r} and is said as {told.text(QAccessible.Text.Value)!r}"
    if not widget.isEnabled() and widget.toolTip() and not told.text(QAccessible.Text.Description):
        yield f"{_name(widget)} is grey and does not say why"


def _value_of(widget: QWidget) -> str:
    """What stands in it; nothing of a password."""
    if isinstance(widget, QLineEdit):
        return widget.text() if widget.echoMode() is QLineEdit.EchoMode.Normal else ""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, QAbstractSpinBox) else ""


GOES_ON = {"go", "first-run-next", "settings-save", "event-begin", "add"}


def _pressed_by_enter(window: QWidget) -> Iterator[str]:
    """Enter presses one button of a dialog, none that destroys; in a password's field it goes on, or does nothing."""
    if isinstance(window, QDialog):
        shown = [one for one in window.findChildren(QPushButton) if one.isVisible()]
        pressed = [one for one in shown if one.isDefault()]
        stops = any(one.objectName().endswith("-stop") for one in shown)  # while something goes on, Enter ends nothing
        if len(pressed) != (0 if stops else 1):
            yield f"Enter presses {[_name(one) for one in pressed]}"
        later = _pressed_after_all_had_the_keys(window, shown)
        if later != pressed and all(one.isEnabled() for one in later):  # else something is under way
            yield f"Enter presses {[_name(one) for one in later]} once all buttons had the keys"
        roles = {one: box.buttonRole(one) for box in window.findChildren(QDialogButtonBox) for one in box.buttons()}
        for button in pressed:
            if roles.get(button) is QDialogButtonBox.ButtonRole.DestructiveRole:
                yield f"Enter destroys: {_name(button)}"
    fields = [edit for edit in window.findChildren(QLineEdit) if edit.echoMode() is QLineEdit.EchoMode.Password]
    if not any(edit.isVisible() and edit.isEnabled() for edit in fields):
        return
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.isDefault() and button.objectName() not in GOES_ON:
            yield f"Enter in the password's field presses {_name(button)}"


def _pressed_after_all_had_the_keys(window: QDialog, shown: list[QPushButton]) -> list[QPushButton]:
    """A button that was made the default outside its dialog is one only until another button had the keys."""
    fields = [one for one in window.findChildren(QWidget) if isinstance(one, QLineEdit | QComboBox | QAbstractSpinBox)]
    window.activateWindow()
    for one in [*shown, *(field for field in fields if field.isVisible() and field.isEnabled())]:
        one.setFocus()
    if (last := window.focusWidget()) is not None:
        last.clearFocus()
    return [one for one in shown if one.isDefault()]


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
            above.ensureWidgetVisible(widget)
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


def listed(card: CopyCard) -> QScrollArea:
    """A copy's card never stands alone: the list that it lies in scrolls."""
    around = QScrollArea()
    around.setObjectName("copies")
    around.setAccessibleName("Copies")
    around.setWidgetResizable(True)
    around.setWidget(card)
    around.resize(780, 480)
    return around


def measure(application: QApplication, scene: Scene, code: str, undrawn: Undrawn) -> list[str]:
    """The faults of one window."""
    _, make, is_ready = scene
    shown = made = make()
    undrawn.see(made)
    if isinstance(made, CopyCard):
        shown = listed(made)
    shown.show()
    until, settled = time.monotonic() + PATIENCE_S, 0
    while settled < 12 and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.005)
        settled = settled + 1 if is_ready(made) else 0
    found = [] if settled else ["it never showed what it should"]
    found += faults(shown)
    if not isinstance(shown, QMenu):  # Qt's own
        found += said_badly(shown)
    if code == "de":
        found += untranslated(shown)
    if isinstance(shown, QDialog) and not getattr(shown, "is_busy", False):
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        found += ["Escape does not leave it"] if shown.isVisible() else []
    shown.close()
    if hasattr(shown, "shut_down"):
        shown.shut_down()
    shown.deleteLater()
    application.processEvents()
    return found


def main() -> None:
    """All windows, in one language."""
    application = make_application()
    theme.apply_theme(application, "light")  # with its style sheet: without it, controls have other sizes
    language.speak(application, sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="photospool-windows-") as name:
        house = furnished(Path(name))
        count, undrawn = 0, Undrawn()
        for scene in window_scenes.scenes(house):
            if not scene[0].startswith(tuple(sys.argv[2:] or [""])):
                continue
            count += 1
            for fault in measure(application, scene, sys.argv[1], undrawn):
                print(f"{scene[0]}: {fault}", flush=True)
        if not sys.argv[2:]:
            for lacking in undrawn.names():
                print(f"no scene shows {lacking}")
        print(f"measured {count}")
        house.close()


if __name__ == "__main__":
    main()
