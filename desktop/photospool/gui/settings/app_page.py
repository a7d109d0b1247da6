"""Settings › App: start at login, language, theme, the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QWidget

from photospool.config.settings import THEMES, Settings
from photospool.gui.i18n.language import languages, name_of
from photospool.gui.settings.page import Field, Page
from photospool.gui.widgets import labels
from photospool.system.autostart.autostart import Autostart, LoginItem


class AppPage(Page):
    """The page of the settings dialog."""

    def __init__(
        self, log: Path, login: LoginItem, open_file: Callable[[QUrl], bool] = QDesktopServices.openUrl
    ) -> None:
        super().__init__(self.tr("App"))
        self._log = log
        self._open_file = open_file
        self.login = login
        self._state = Autostart.OFF
        self.start = QCheckBox(self.tr("&Start when I log in"))
        self.start.setObjectName("app-start")
        self.language = QComboBox()
        self.language.setObjectName("app-language")
        self.language.addItem(self.tr("The system's"), "")
        for code in languages():
            self.language.addItem(name_of(code), code)
        self.theme = QComboBox()
        self.theme.setObjectName("app-theme")
        names = {"system": self.tr("The system's"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for name in THEMES:
            self.theme.addItem(names[name], name)
        self.open_log = QPushButton(self.tr("Open the &log"))
        self.open_log.setObjectName("app-log")

        self.add_field("", Field("", self.start))
        self._switched_off = labels.Muted(
            self.tr("It was switched off in the system's own settings. Ticking it here switches it on again.")
        )
        self.column.addWidget(self._switched_off)
        self.add_field("app.language", Field(self.tr("Lan&guage"), self.language, self.tr("From the next start on.")))
        self.add_field("app.theme", Field(self.tr("&Theme"), self.theme))
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.open_log)
        row.addStretch(1)
        remark = self.tr("What the program did, without passwords. Useful when you report a problem.")
        self.column.addWidget(Field("", place, remark))
        self.column.addStretch(1)
        self.start.toggled.connect(self.edited)
        self.language.currentIndexChanged.connect(self.edited)
        self.theme.currentIndexChanged.connect(self.edited)
        self.open_log.clicked.connect(self._open_log)

    def fill(self, settings: Settings) -> None:
        """Show these settings, and what the system says of the login."""
        self._state = self.login.state()
        self.start.setChecked(self._state is Autostart.ON)
        self._switched_off.setVisible(self._state is Autostart.SWITCHED_OFF)
        _choose(self.language, settings.app.language)
        _choose(self.theme, settings.app.theme)

    def gathered(self, settings: Settings) -> Settings:
        """The settings with what this page says."""
        return settings.replace("app.language", self.language.currentData()).replace(
            "app.theme", self.theme.currentData()
        )

    @property
    def wanted_start(self) -> bool | None:
        """Whether to start at login from now on; None: as it is."""
        wanted = self.start.isChecked()
        return None if wanted == (self._state is Autostart.ON) else wanted

    @Slot()
    def _open_log(self) -> None:
        there = self._log if self._log.exists() else self._log.parent
        self._open_file(QUrl.fromLocalFile(str(there)))


def _choose(box: QComboBox, data: str) -> None:
    """Choose an entry; one that is not offered is offered from now on, so that it is not lost by saving."""
    index = box.findData(data)
    if index < 0:
        box.addItem(data, data)
        index = box.count() - 1
    box.setCurrentIndex(index)
