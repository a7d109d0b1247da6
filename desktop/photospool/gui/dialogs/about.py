"""About Photospool: its version, what opens HEIC, and what it is made of, with every licence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

import photospool
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import fit
from photospool.gui.widgets.plain_text import Label
from photospool.photo.heif import FLOORS
from photospool.photo.sandbox import SandboxParts
from photospool.system.licences import Part

ICON_PX = 56
WIDTH_PX, HEIGHT_PX = 940, 560


class AboutDialog(QDialog):
    """Only shows; what it is made of comes a moment later, for the loaded libraries are asked."""

    def __init__(
        self, parts: Callable[[], Sequence[Part]], cage: Callable[[], SandboxParts], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About Photospool"))
        self._parts: dict[str, Part] = {}
        self.list = QListWidget()
        self.list.setObjectName("about-parts")
        self.list.setAccessibleName(self.tr("Packages of others"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("about-licence")
        self.text.setReadOnly(True)
        self.text.document().setDocumentMargin(theme.GAP)
        self.text.setAccessibleName(self.tr("Licence"))
        # Licences are set by hand, for lines of this width.
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.list.currentItemChanged.connect(self._show_licence)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setSizes([220, WIDTH_PX - 220])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.WIDE)
        layout.setSpacing(theme.GAP)
        layout.addLayout(self._head())
        layout.addSpacing(theme.GAP)
        layout.addWidget(labels.Wrapped(self.tr("Photospool is made with the work of others:")))
        layout.addWidget(split, 1)
        layout.addWidget(buttons)
        fit(self, QSize(WIDTH_PX, HEIGHT_PX), scrolls=False)
        self._asking = Background(self)
        self._asking.answered.connect(self._show_parts)
        self._asking.ask(parts)
        self._closing = Background(self)
        self._closing.answered.connect(self._show_cage)
        self._closing.ask(cage)

    def _head(self) -> QHBoxLayout:
        icon = Label()
        icon.setPixmap(theme.program_icon().pixmap(ICON_PX, ICON_PX))
        version = self.tr("Version {version} · MIT licence").format(version=photospool.__version__)
        words = QVBoxLayout()
        words.addWidget(labels.Title("Photospool"))
        words.addWidget(
            labels.Wrapped(self.tr("Carries photos and videos, by itself and safely, into your own album."))
        )
        words.addWidget(labels.Muted(version))
        self.decoder = labels.Muted("")
        self.decoder.setObjectName("about-decoder")
        self.decoder.hide()
        words.addWidget(self.decoder)
        self.cage = labels.Muted("")
        self.cage.setObjectName("about-cage")
        self.cage.hide()
        words.addWidget(self.cage)
        head = QHBoxLayout()
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addSpacing(8)
        head.addLayout(words, 1)
        return head

    @Slot(object)
    def _show_parts(self, parts: Sequence[Part]) -> None:
        self._parts = {part.name: part for part in parts}
        for part in parts:
            item = QListWidgetItem(f"{part.name} {part.version}")
            item.setData(Qt.ItemDataRole.UserRole, part.name)
            item.setToolTip(theme.tip(part.licence))
            self.list.addItem(item)
        decoder = [f"{one.name} {one.version}" for part in parts for one in part.carries if one.name in FLOORS]
        if decoder:
            self.decoder.setText(self.tr("HEIC photos are opened by {libraries}").format(libraries=", ".join(decoder)))
            self.decoder.show()
        self.list.setCurrentRow(0)

    @Slot(object)
    def _show_cage(self, closed: SandboxParts) -> None:
        """What a prepared photo could reach, were there a hole in what opens it."""
        parts = [
            self.tr("files closed") if closed.files else self.tr("files open"),
            self.tr("network closed") if closed.network else self.tr("network open"),
            self.tr("programs closed") if closed.programs else self.tr("programs open"),
        ]
        self.cage.setText(self.tr("To what reads photos: {parts}").format(parts=" · ".join(parts)))
        self.cage.setToolTip(theme.tip(closed.how))
        self.cage.show()

    @Slot(QListWidgetItem)
    def _show_licence(self, item: QListWidgetItem) -> None:
        part = self._parts[item.data(Qt.ItemDataRole.UserRole)]
        about = f"{part.name} {part.version}\n{part.licence}\n{part.address}".rstrip()
        if part.carries:
            inside = "\n".join(f"  {one.name} {one.version} · {one.licence}" for one in part.carries)
            about += "\n\n" + self.tr("With these libraries inside:") + "\n" + inside
        self.text.setPlainText(f"{about}\n\n{part.text}".rstrip())
