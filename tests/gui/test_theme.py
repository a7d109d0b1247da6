"""The windows' looks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QListWidget,
    QMenu,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QSlider,
    QToolButton,
)

from photospool.config.settings import Settings
from photospool.gui import theme
from photospool.gui.engine_thread import EngineThread
from photospool.gui.widgets import labels
from photospool.gui.window.issue_actions import IssueActions
from photospool.gui.window.issue_groups import grouped
from photospool.gui.window.issues import IssuesPage
from photospool.spool.jobs import Job
from photospool.spool.reasons import SetAside


def test_the_theme_may_be_changed_again_and_again(qapp):
    seen = []
    for name in ("light", "dark", "light"):
        theme.apply_theme(qapp, name)
        seen.append(theme.colours().is_dark)
    theme.apply_theme(qapp)
    assert seen == [False, True, False]


def test_rows_of_a_plain_list_are_as_roomy_as_everything_else(qapp, qtbot):
    theme.apply_theme(qapp, "light")
    rows = QListWidget()
    qtbot.addWidget(rows)
    rows.addItem("Python 3.11.7")
    rows.show()
    rows.ensurePolished()
    assert rows.sizeHintForRow(0) >= rows.fontMetrics().height() + theme.GAP
    theme.apply_theme(qapp)


HOSTILE = "<img src=/tmp/x><b>a</b>.jpg"


def test_both_kinds_of_buttons_are_equally_high(qapp, qtbot):
    theme.apply_theme(qapp, "light")
    made = [QPushButton("Move to the trash…"), QToolButton(text="Details"), QToolButton(text="Show", autoRaise=True)]
    for button in made:
        qtbot.addWidget(button)
        button.ensurePolished()
    assert len({button.sizeHint().height() for button in made}) == 1


def test_names_are_never_taken_for_markup(qtbot):
    """A file's name is a stranger's text, wherever it is shown."""
    for label in (labels.Wrapped(HOSTILE), labels.Muted(HOSTILE), labels.Title(HOSTILE), labels.Elided(HOSTILE)):
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText
    narrow = labels.Elided(HOSTILE)
    qtbot.addWidget(narrow)
    narrow.resize(40, 20)
    narrow.show()
    assert "<img" not in narrow.toolTip()
    assert "&lt;img" in narrow.toolTip()
    assert theme.tip("a.jpg\nb.jpg") == "a.jpg\nb.jpg"


def test_an_issue_shows_a_hostile_name_as_it_is(qtbot):
    job = Job("20130501-123456-00000000", Path("/w"), Path("/w") / "a.jpg", HOSTILE)
    page = IssuesPage(lambda: [])
    qtbot.addWidget(page)
    page._was_read(grouped([SetAside(job, HOSTILE, HOSTILE)]))
    for label in page.findChildren(QLabel):
        assert HOSTILE not in label.text() or label.textFormat() is Qt.TextFormat.PlainText
    actions = IssueActions(page, EngineThread(), Settings)
    actions._ask_keep_out((job.id,))
    box = page.findChild(QMessageBox, "keep-out")
    assert HOSTILE in box.text()
    assert box.textFormat() is Qt.TextFormat.PlainText
    box.close()


def _contrast(first, second):
    """As WCAG counts it."""

    def light(colour):
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_menu_has_an_edge_that_stands_out_from_the_window_below(qapp, qtbot, look):
    theme.apply_theme(qapp, look)
    try:
        menu = QMenu()
        qtbot.addWidget(menu)
        for text in ("Open album", "Show window", "Quit"):
            menu.addAction(text)
        menu.ensurePolished()
        menu.resize(menu.sizeHint())
        drawn = menu.grab().toImage()
        middle = drawn.height() // 2
        edges = [drawn.pixelColor(x, middle) for x in (0, drawn.width() - 1)]
        window = qapp.palette().color(QPalette.ColorRole.Window)
        assert all(_contrast(edge, window) > 1.4 for edge in edges), [edge.name() for edge in edges]
    finally:
        theme.apply_theme(qapp, "system")


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton, QSlider])
def test_what_can_not_be_changed_is_not_as_blue_as_what_can(qapp, qtbot, look, kind):
    theme.apply_theme(qapp, look)
    try:
        accent = theme.colours().accent.name()

        def has_accent(enabled):
            widget = kind()
            qtbot.addWidget(widget)
            if kind is QSlider:
                widget.setOrientation(Qt.Orientation.Horizontal)
                widget.setValue(60)
            else:
                widget.setChecked(True)
            widget.setEnabled(enabled)
            widget.resize(120, 30)
            drawn = widget.grab().toImage()
            return any(
                drawn.pixelColor(x, y).name() == accent for x in range(drawn.width()) for y in range(drawn.height())
            )

        assert has_accent(True)
        assert not has_accent(False)
    finally:
        theme.apply_theme(qapp, "system")
