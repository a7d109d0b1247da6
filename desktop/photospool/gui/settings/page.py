"""What every page of the settings has: it shows settings, gathers them, and shows problems at their fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photospool.config.settings import Settings
from photospool.errors import SettingsError
from photospool.gui import theme
from photospool.gui.settings.check_texts import problem_words
from photospool.gui.widgets import labels
from photospool.gui.widgets.plain_text import Label
from photospool.gui.widgets.scroll_area import ScrollArea

LONG_NAME = 60
"""Letters after which a control's name may take several lines."""


class Field(QWidget):
    """A control with its name above it, and room below for a remark and for what is wrong with it."""

    def __init__(self, name: str, control: QWidget, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if name:
            label = Label(name) if len(name) < LONG_NAME else labels.Wrapped(name)
            label.setBuddy(control)
            self._column.addWidget(label)
        self._column.addWidget(control)
        if remark:
            self._column.addWidget(labels.Muted(remark))
        self._problem = labels.Wrapped()
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.hide()
        self._column.addWidget(self._problem)

    def add(self, widget: QWidget) -> None:
        """Put something more below."""
        self._column.addWidget(widget)

    @property
    def problem(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return self._problem.text()

    def show_problem(self, text: str) -> None:
        """Say what is wrong with it; empty: nothing."""
        self._problem.setText(text)
        self._problem.setStyleSheet(f"color: {theme.colours().danger.name()}")
        self._problem.setVisible(bool(text))


class Page(QWidget):
    """One page; ``fields`` are its controls by the settings' dotted names."""

    edited = Signal()
    """The user changed something."""

    def __init__(self, title: str, intro: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.fields: dict[str, Field] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        self.column.setSpacing(theme.WIDE)
        heading = labels.Title(title)
        self.column.addWidget(heading)
        if intro:
            self.column.addWidget(labels.Muted(intro))
        self._scroll = ScrollArea(inner)
        outer.addWidget(self._scroll)

    def add_field(self, setting: str, field: Field) -> Field:
        """Put a field onto the page."""
        self.fields[setting] = field
        self.column.addWidget(field)
        return field

    def fill(self, settings: Settings) -> None:
        """Show these settings."""
        raise NotImplementedError

    def gathered(self, settings: Settings) -> Settings:
        """The settings with what this page says."""
        raise NotImplementedError

    def show_problems(self, problems: Sequence[SettingsError]) -> bool:
        """Show what is wrong at its field; whether there is anything on this page."""
        first = None
        for setting, field in self.fields.items():
            words = [problem_words(problem) for problem in problems if problem.field == setting]
            field.show_problem("\n".join(words))
            if words and first is None:
                first = field
        if first is not None:
            first.control.setFocus()
            self._scroll.ensureWidgetVisible(first)
        return first is not None
