"""One photo that needs attention, as a card: what happened and what can be done, or inside a group only the photo."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from photospool.gui import theme
from photospool.gui.i18n import value_texts
from photospool.gui.widgets import labels
from photospool.gui.widgets.flow import Flow
from photospool.gui.widgets.plain_text import Label
from photospool.security.untrusted_text import LONGEST, said
from photospool.spool.reasons import SetAside

PICTURE: Final = QSize(112, 84)


class Card(labels.CardFrame):
    """One photo that needs attention; what is asked of it is asked with its job's id, in a tuple as of a group."""

    retry = Signal(object)
    reveal = Signal(str)
    """The photo's path."""
    move_wanted = Signal(object)
    keep_out = Signal(object)
    discard = Signal(object)

    def __init__(self, item: SetAside, parent: QWidget | None = None, *, title: str = "", advice: str = "") -> None:
        """``title``, ``advice``: said of all in its group already, and not said again."""
        super().__init__(parent)
        self.item = item
        self.said = (title, advice)
        """What its group says already."""
        self.setObjectName("issue")
        self.setAccessibleName(f"{item.job.name}: {value_texts.core(item.title)}")
        self.picture = labels.Picture("picture", 32, "muted")
        self._picture_place = Label()
        self._since = labels.Wrapped()
        self._since.setObjectName("came-since")
        self._since.setVisible(bool(item.came_since))
        self._details = labels.Muted()
        self._details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._details.hide()
        self._lay_out()
        self.count_on()

    def show_picture(self, image: QImage) -> None:
        """The photo can be read: show it."""
        ratio = self.devicePixelRatioF()
        wanted = PICTURE * ratio
        mode = Qt.AspectRatioMode.KeepAspectRatio
        pixmap = QPixmap.fromImage(image).scaled(wanted, mode, Qt.TransformationMode.SmoothTransformation)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.hide()
        self._picture_place.setPixmap(pixmap)

    def count_on(self) -> None:
        """Time goes by: what says how long ago something was says it anew."""
        if not self._details.isHidden():
            self._details.setText(self._detail_text())
        if self.item.came_since:
            text = self.tr(
                "A file of this name came into your album after it ({when}). If that is the same one, whole, this one "
                "can go: to the trash, or keep it out of the album."
            )
            self._since.setText(text.format(when=value_texts.ago(self.item.came_since)))

    def _lay_out(self) -> None:
        name = labels.Elided(self.item.job.name)
        font = name.font()
        font.setWeight(font.Weight.DemiBold)
        name.setFont(font)
        title, advice = value_texts.core(self.item.title), value_texts.core(self.item.advice)
        texts = QVBoxLayout()
        texts.setSpacing(3)
        texts.addWidget(name)
        if title != self.said[0]:
            texts.addWidget(labels.Wrapped(title))
        if advice != self.said[1]:
            texts.addWidget(labels.Muted(advice))
        texts.addWidget(self._since)
        texts.addSpacing(theme.GAP)
        texts.addWidget(self._buttons())
        texts.addSpacing(2)
        texts.addWidget(self._details)
        texts.addStretch(1)
        place = QVBoxLayout(self._picture_place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.picture, alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture_place.setFixedSize(PICTURE)
        self._picture_place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        layout.setSpacing(theme.WIDE)
        layout.addWidget(self._picture_place, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)

    def _buttons(self) -> Flow:
        job = (self.item.job.id,)
        row = Flow(spacing=theme.GAP)
        row.add(action_button(self.tr("Retry"), "retry", self.retry, job, "retry"))
        row.add(action_button(self.tr("Show"), "show", self.reveal, str(self.item.job.photo), "folder"))
        row.add(action_button(self.tr("Move to a folder…"), "move", self.move_wanted, job))
        row.add(action_button(self.tr("Keep out of the album…"), "keep-out", self.keep_out, job))
        row.add(action_button(self.tr("Move to the trash…"), "discard", self.discard, job))
        details = QToolButton()
        details.setObjectName("details")
        details.setText(self.tr("Details"))
        details.setCheckable(True)
        details.setAutoRaise(True)
        details.toggled.connect(self._show_details)
        row.add(details)
        return row

    def _show_details(self, is_wanted: bool) -> None:
        self._details.setVisible(is_wanted)
        self.count_on()

    def _detail_text(self) -> str:
        job = self.item.job
        lines = [
            self.tr("File: {path}").format(path=said(job.photo, 4 * LONGEST)),
            self.tr("Taken from incoming: {when}").format(when=value_texts.ago(job.claimed_at)),
            self.tr("Tried %n time(s)", "", job.attempts),
            self.tr("Job: {job}").format(job=job.id),
        ]
        if job.last_error and job.last_error != self.item.title:
            lines.insert(2, value_texts.core(job.last_error))
        return "\n".join(lines)


def action_button(text: str, name: str, signal: SignalInstance, value: object, icon: str = "") -> QPushButton:
    """A button that asks for something of one photo, or of several."""
    button = QPushButton(text)
    button.setObjectName(name)
    if icon:
        button.setIcon(theme.icon(icon))
    button.clicked.connect(lambda: signal.emit(value))
    return button
