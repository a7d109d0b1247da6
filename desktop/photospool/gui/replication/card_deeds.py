"""What can be done with one copy: the few deeds that are wanted most, or now, as buttons; all others in a menu."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from photospool.gui import theme
from photospool.gui.widgets.flow import Flow


class Deeds(QWidget):
    """Each deed is a button and a line of the menu; one of both is shown, or neither."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu = QMenu(self)
        self.menu.setObjectName("copy-menu")
        self.more = QPushButton(self.tr("More"))
        self.more.setObjectName("copy-more")
        self.more.setMenu(self.menu)
        self._buttons: dict[str, QPushButton] = {}
        self._actions: dict[str, QAction] = {}
        self._flow = Flow(self, spacing=theme.GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)

    def add(self, name: str, text: str, icon: str, do: Callable[[], None]) -> None:
        """One more, in the order of both; none is shown yet. ``icon``: empty for none."""
        button = self._buttons[name] = QPushButton(text)
        action = self._actions[name] = self.menu.addAction(text)
        for one in (button, action):
            one.setObjectName(name)
            if icon:
                one.setIcon(theme.icon(icon))
        button.clicked.connect(do)
        action.triggered.connect(do)
        self._flow.add(button)

    def part(self) -> None:
        """What is added from here on stands apart in the menu."""
        self.menu.addSeparator()

    def end(self) -> None:
        """All are there: the menu's own button stands last."""
        self._flow.add(self.more)

    def show_deeds(self, outside: Collection[str], inside: Collection[str], whose: str) -> None:
        """These as buttons, those in the menu, by name; ``whose`` says which copy's menu it is to those who hear it."""
        for name, button in self._buttons.items():
            button.setVisible(name in outside)
            self._actions[name].setVisible(name in inside and name not in outside)
        self.more.setVisible(any(action.isVisible() for action in self._actions.values()))
        self.more.setAccessibleName(self.tr("More for {name}").format(name=whose))

    def enable(self, names: Collection[str], is_enabled: bool) -> None:
        """Whether they may be done now."""
        for name in names:
            self._buttons[name].setEnabled(is_enabled)
            self._actions[name].setEnabled(is_enabled)
