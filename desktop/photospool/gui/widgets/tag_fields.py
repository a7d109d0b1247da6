"""Fields for tags and categories, which offer what the album knows. Where they ask for it is not known here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QWidget

from photospool.gui.i18n import value_texts


def split_tags(text: str) -> tuple[str, ...]:
    """What somebody typed, taken apart at commas; each once."""
    words = (" ".join(word.split()) for word in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(word for word in words if word))


class TagsEdit(QLineEdit):
    """Tags with commas between them; the one that is being typed is completed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[str, ...] = ()
        self._offered = QStringListModel(self)
        # Not setCompleter: that one completes the whole line.
        self._completer = QCompleter(self._offered, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self._complete)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self.textEdited.connect(self._offer)
        self.setPlaceholderText(QCoreApplication.translate("TagsEdit", "sea, summer, Anna"))

    def tags(self) -> tuple[str, ...]:
        """What it holds."""
        return split_tags(self.text())

    def set_tags(self, tags: Iterable[str]) -> None:
        """Show these."""
        self.setText(", ".join(tags))

    def set_known(self, tags: Iterable[str]) -> None:
        """Offer these, the first ones first."""
        self._known = tuple(tags)

    def _parts(self) -> tuple[str, str, str]:
        """What stands before the word at the cursor, that word as far as the cursor, and what follows it."""
        text, at = self.text(), self.cursorPosition()
        begin = text.rfind(",", 0, at) + 1
        end = text.find(",", at)
        return text[:begin], text[begin:at].strip(), "" if end < 0 else text[end:]

    @Slot()
    def _offer(self) -> None:
        before, word, after = self._parts()
        chosen = {tag.casefold() for tag in (*split_tags(before), *split_tags(after))}
        self._offered.setStringList([tag for tag in self._known if tag.casefold() not in chosen])
        self._completer.setCompletionPrefix(word)
        if word and self._completer.completionCount():
            self._completer.complete()
        else:
            self._popup.hide()

    @Slot(str)
    def _complete(self, tag: str) -> None:
        before, _, after = self._parts()
        start = f"{before} {tag}".strip() + (after or ", ")
        self.setText(start)
        self.setCursorPosition(len(start) - len(after))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While tags are offered, Enter and Tab take one, and Escape leaves; none of them is the dialog's."""
        keys = {Qt.Key.Key_Enter, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab}
        if self._popup.isVisible() and event.key() in keys:
            event.ignore()
            return
        super().keyPressEvent(event)


def let_type_category(box: QComboBox) -> None:
    """A category may be a new one; the field where it is typed is not named by the box's label for a screen reader."""
    box.setEditable(True)
    if (typed := box.lineEdit()) is not None:
        typed.setAccessibleName(QCoreApplication.translate("Copies", "Category"))


class CategoryBox(QComboBox):
    """A category of the album, the usual one, or a new name."""

    def __init__(self, usual: str, never: Iterable[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = usual
        self._never = frozenset(never)
        let_type_category(self)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.set_known(())

    def set_known(self, categories: Sequence[str]) -> None:
        """Offer these; what is chosen stays."""
        chosen = self.category() or self._usual
        self.clear()
        shown = [name for name in dict.fromkeys([self._usual, *categories]) if name not in self._never]
        self.addItems([value_texts.category(name) for name in shown])
        self.choose(chosen)

    def choose(self, category: str) -> None:
        """One by its stored name."""
        self.setCurrentText(value_texts.category(category))

    def category(self) -> str:
        """What is chosen, as it is stored."""
        return value_texts.category_named(self.currentText())
