"""Settings › Notifications: what the user is told while the window is not in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton

from photospool.config.settings import Settings
from photospool.gui.settings.page import Field, Page


class NotificationsPage(Page):
    """The page of the settings dialog; ``try_one`` shows a sample as the real ones are shown, if there is a way to."""

    def __init__(self, try_one: Callable[[], None] | None = None) -> None:
        super().__init__(
            self.tr("Notifications"),
            self.tr("Told without a sound, one message for a whole batch, and not while you look at the window."),
        )
        self._try_one = try_one
        self.boxes = {
            "added": QCheckBox(self.tr("Photos or videos were &added")),
            "attention": QCheckBox(self.tr("Photos or videos &need attention")),
            "outages": QCheckBox(self.tr("The album has been &out of reach for a while")),
            "stops": QCheckBox(self.tr("Nothing &moves any more until you do something")),
        }
        remarks = {
            "stops": self.tr("A folder is gone, the disk is full, or the password was refused."),
            "outages": self.tr(
                "Told once; what is new waits, and goes on by itself. A copy that is in trouble is told once, too."
            ),
        }
        for name, box in self.boxes.items():
            box.setObjectName(f"notifications-{name}")
            box.toggled.connect(self.edited)
            self.add_field(f"notifications.{name}", Field("", box, remarks.get(name, "")))
        row = QHBoxLayout()
        self.button = QPushButton(self.tr("Show a &sample"))
        self.button.setObjectName("notifications-sample")
        self.button.setVisible(try_one is not None)
        self.button.clicked.connect(self._show_sample)
        row.addWidget(self.button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def fill(self, settings: Settings) -> None:
        """Show these settings."""
        for name, box in self.boxes.items():
            box.setChecked(getattr(settings.notifications, name))

    def gathered(self, settings: Settings) -> Settings:
        """The settings with what this page says."""
        for name, box in self.boxes.items():
            settings = settings.replace(f"notifications.{name}", box.isChecked())
        return settings

    @Slot()
    def _show_sample(self) -> None:
        if self._try_one is not None:
            self._try_one()
