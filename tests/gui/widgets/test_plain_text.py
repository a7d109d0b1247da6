"""What a stranger wrote is text in every window: no label, message box or tooltip guesses whether it is markup."""

import ast
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

import photospool.gui
from photospool.gui import theme
from photospool.gui.widgets import labels, plain_text

GUI = Path(photospool.gui.__file__).parent
OURS = {"labels.py", "plain_text.py"}
"""The only places that make widgets out of Qt's own labels and boxes."""
GUESSING = {"QLabel", "QMessageBox", "QErrorMessage", "QTextBrowser", "QTextEdit", "QWizardPage", "QInputDialog"}
"""Classes that take a text for markup if it looks like it, or that make one that does."""
MARKUP = {"setHtml", "setMarkdown", "insertHtml", "appendHtml", "showText", "setWhatsThis"}
NO_BREAK = "\N{NO-BREAK SPACE}"
NAME = "<b>a</b><img src='file:///x'>&lt;"


def name_of(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def places(text):
    """Line and reason for everything in a module that might show a text as markup."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            yield from ((node.lineno, base) for base in map(name_of, node.bases) if base in GUESSING)
        if not isinstance(node, ast.Call):
            continue
        name = name_of(node.func)
        if name in GUESSING | MARKUP:
            yield node.lineno, name
        if name in {"information", "question", "warning", "critical", "about"} and name_of(node.func.value) in GUESSING:
            yield node.lineno, name
        if name == "setTextFormat" and not (node.args and name_of(node.args[0]) == "PlainText"):
            yield node.lineno, name
        if name == "setToolTip" and not is_plain_tip(node.args[0]):
            yield node.lineno, name
        if name == "setData" and any(name_of(one) == "ToolTipRole" for one in node.args):
            yield node.lineno, name


def is_plain_tip(text):
    """A text that we wrote, or one that ``theme.tip`` made fit."""
    if isinstance(text, ast.IfExp):
        return is_plain_tip(text.body) and is_plain_tip(text.orelse)
    if isinstance(text, ast.Constant):
        return True
    return isinstance(text, ast.Call) and (
        name_of(text.func) in {"tip", "bare"} or (name_of(text.func) == "tr" and isinstance(text.args[0], ast.Constant))
    )


@pytest.mark.parametrize("path", sorted(GUI.rglob("*.py")), ids=lambda path: path.relative_to(GUI).as_posix())
def test_no_new_place_guesses(path):
    if path.name not in OURS:
        assert list(places(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "QLabel(name)",
        "QtWidgets.QLabel()",
        "class Mine(QMessageBox): pass",
        "QMessageBox.warning(self, 'a', name)",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "item.setToolTip(name)",
        "item.setToolTip(self.tr(name))",
        "item.setToolTip(theme.tip(a) if a else b)",
        "item.setData(Qt.ItemDataRole.ToolTipRole, name)",
        "QToolTip.showText(at, name)",
        "view.setHtml(name)",
    ],
)
def test_a_new_place_is_seen(text):
    assert list(places(text)) != []


def test_every_tooltip_of_a_list_is_made_fit():
    found = 0
    for path in GUI.rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for at, line in enumerate(lines):
            if "== Qt.ItemDataRole.ToolTipRole" in line:
                assert lines[at + 1].strip().startswith("return theme.tip("), path.name
                found += 1
    assert found >= 3, "they are written in another way now"


def test_texts_are_shown_to_the_letter(qapp):
    box = plain_text.Box()
    box.setText(NAME)
    box.setInformativeText(NAME)
    labels = [label for label in box.findChildren(QLabel) if label.text()]
    assert [label.text() for label in labels] == [NAME, NAME]
    assert {label.textFormat() for label in (*labels, plain_text.Label(NAME))} == {Qt.TextFormat.PlainText}
    assert plain_text.Label(NAME).text() == NAME


@pytest.mark.parametrize("text", [NAME, "a &lt;b", "<?xml?>", "two\n<i>lines</i>"])
def test_a_tooltip_shows_markup_as_text(qapp, text):
    assert QtGui.Qt.mightBeRichText(theme.tip(text))
    assert QtGui.QTextDocumentFragment.fromHtml(theme.tip(text)).toPlainText() == text


def test_a_panel_sees_no_markup(qapp):
    assert not QtGui.Qt.mightBeRichText(theme.bare(NAME))


def test_a_plain_tooltip_stays_as_it_is(qapp):
    assert theme.tip("C:\\photos\\a.jpg\nsecond") == "C:\\photos\\a.jpg\nsecond"
    assert not QtGui.Qt.mightBeRichText("C:\\photos\\a.jpg\nsecond")


class TestLongWords:
    def test_they_may_end_anywhere_and_are_told_as_they_were_given(self, qtbot):
        word = "Donaudampfschifffahrtsgesellschaftskapitän" * 3
        label = labels.Wrapped(f"Nothing answers at {word}.")
        qtbot.addWidget(label)
        assert label.text() == f"Nothing answers at {word}."
        shown = QLabel.text(label)
        assert shown.replace("\u200b", "") == label.text()
        assert label.heightForWidth(300) > 2 * label.fontMetrics().height()
        label.resize(300, label.heightForWidth(300))
        widest = max(label.fontMetrics().horizontalAdvance(part) for part in shown.split("\u200b"))
        assert widest < 300

    def test_what_can_be_marked_and_copied_is_what_was_given(self, qtbot):
        label = labels.Wrapped("x" * 90)
        qtbot.addWidget(label)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        assert QLabel.text(label) == "x" * 90

    def test_what_is_kept_in_one_line_is_copied_with_its_blanks(self, qtbot):
        text = "Run “pip install 3 x” (1.2 GB of 3.4 GB) and wait …"
        label = labels.Wrapped(text)
        qtbot.addWidget(label)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        assert QLabel.text(label).count(NO_BREAK) == 4
        label.setSelection(0, len(text))
        qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == text

    @pytest.mark.parametrize("whole", ["e\u0301", "👩\u200d👧", "❤\ufe0f", "क\u0941"])
    def test_no_letter_is_taken_apart(self, whole):
        assert whole in plain_text.breakable(whole * 60)

    @pytest.mark.parametrize(
        "together", ["3,4 GB", "10 kB", "4 KB", "32 B", "14 Fotos", "1.234 Fotos", "(3 Filme", "ARW …"]
    )
    def test_no_line_ends_between_a_number_and_what_it_counts_nor_before_an_ellipsis(self, qtbot, together):
        text = f"Sie brauchen {together} auf dem Datenträger"
        shown = f"Sie brauchen {together.replace(' ', NO_BREAK)} auf dem Datenträger"
        assert plain_text.breakable(text) == shown
        box = plain_text.Box()
        qtbot.addWidget(box)
        box.setText(text)
        box.setInformativeText(text)
        assert {label.text() for label in box.findChildren(QLabel) if label.text()} == {shown}
        assert (box.text(), box.informativeText()) == (text, text)

    @pytest.mark.parametrize(
        "text", ["IMG_2013 wartet", "am 2013-05-01 da", "von 1 · 2", "bis 100. Dann", "… und weiter"]
    )
    def test_a_blank_stays_one_where_nothing_is_counted(self, text):
        assert plain_text.breakable(text) == text

    def test_an_address_or_a_folder_ends_a_line_between_its_names(self):
        address = "https://attic.example.org:6984/photo/_design/photospool/index.html"
        assert plain_text.breakable(address).split("\u200b")[-3:] == ["_design/", "photospool/", "index.html"]
        assert plain_text.breakable("C:\\Users\\anna\\Pictures\\Photospool\\incoming").split("\u200b")[1] == "Users\\"
        long = "/home/" + "Donaudampfschifffahrtsgesellschaftskapitän"
        assert "D\u200bo\u200bn" in plain_text.breakable(long)

    def test_usual_words_stay_as_they_are(self):
        text = "Schwarzwaldhochstraßenrasthof, and then another line\nwith words."
        assert plain_text.breakable(text) == text
