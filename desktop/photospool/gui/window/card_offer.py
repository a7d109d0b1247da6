"""A card or a camera is connected: its new photos are proposed, in the window and in no dialog: nothing waits for it.

One at a time; whichever is answered makes room for the next.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from photospool.config.known_cards import Answer
from photospool.events import CardSeen
from photospool.gui import theme
from photospool.gui.i18n.folder_words import card_title, card_words
from photospool.gui.i18n.kind_words import things
from photospool.gui.state import Status
from photospool.gui.window.offer import Offer


class CardOffer(Offer):
    """Shown while there is a card whose new photos may be added."""

    answered = Signal(str, object)
    """The card's key, and an Answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card-offer", parent)
        self._card: CardSeen | None = None
        self.never = self.add_answer("card-never", self.tr("&Not this one"), lambda: self._say(Answer.NEVER))
        self.never.setToolTip(theme.tip(self.tr("This card is not proposed again; Settings › Folders takes it back.")))
        self.add = self.add_answer("card-add", "", lambda: self._say(Answer.ADD))

    def _say(self, answer: Answer) -> None:
        if self._card is not None:
            self.answered.emit(self._card.key, answer)

    def show_status(self, status: Status) -> None:
        """Propose what is there."""
        self._card = status.cards[0] if status.is_running and status.cards else None
        if self._card is not None:
            title = card_title(self._card.name, self._card.new, self._card.videos, self._card.raw)
            self.say(title, card_words(self._card))
            self.add.setText(self.tr("&Add the %n new photo(s)", "", self._card.new))
            if self._card.videos or self._card.raw:
                photos = self._card.new - self._card.videos - self._card.raw
                what = things(photos, self._card.videos, self._card.raw)
                self.add.setText(self.tr("&Add {things}").format(things=what))
            others = ", ".join(card.name for card in status.cards[1:])
            self.more.setText(self.tr("Then: {names}").format(names=others) if others else "")
        self.setVisible(self._card is not None)
