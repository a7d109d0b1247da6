"""Help: what people look for, in the words that stand on the buttons, and the keys of this window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from photospool.gui import theme
from photospool.gui.widgets.fit import fit
from photospool.gui.widgets.plain_text import Topics


class HelpDialog(QDialog):
    """Only shows; it is made of this program's own texts, and goes nowhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setWindowTitle(self.tr("Help"))
        self.text = Topics(self._topics())
        self.text.setObjectName("help-text")
        self.text.setAccessibleName(self.tr("Help"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.WIDE)
        layout.setSpacing(theme.WIDE)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        fit(self, QSize(680, 620), scrolls=False)

    def _topics(self) -> list[tuple[str, list[str]]]:
        return [
            (
                self.tr("How a photo or a video travels"),
                [
                    self.tr("It appears in incoming, the folder that your sync client fills."),
                    self.tr("It moves to work, is read, and goes into your album; that it is there is proved."),
                    self.tr("Its file ends, unchanged, in done. Nothing is deleted by itself."),
                ],
            ),
            (
                self.tr("Where is my photo or my video?"),
                [
                    self.tr("Type its name, a tag or a date into the search under “Recent”, or drop the file there."),
                    self.tr("What could not be added stands under “Issues”, with the reason and what you can do."),
                    self.tr("What is not taken stays in incoming; the line above the tabs counts it, and lists it."),
                ],
            ),
            (
                self.tr("Put new photos and videos in order"),
                [
                    self.tr("“Open album” shows them under “New”. Select some, then give all of them tags and words."),
                    self.tr(
                        "No mouse is needed there: Enter on “New” leads to the first one, arrow keys lead on, Tab "
                        "leads to the buttons."
                    ),
                    self.tr("“Current event…” gives tags to whatever arrives until a time of your choosing."),
                ],
            ),
            (
                self.tr("Show photos to others, and take them back"),
                [
                    self.tr("In the album, select the photos and press “Make public”; “Make private” takes them back."),
                    self.tr(
                        "Copies › “Make a public copy…” needs a CouchDB that others can reach. It shows first what "
                        "strangers would see. An album on this computer moves into a CouchDB there, too."
                    ),
                    self.tr(
                        "“Copy link” on the card of the public copy is what you send; “QR code…”, under “More” there, "
                        "is for a phone."
                    ),
                    self.tr(
                        "“What is public…” on that card takes photos back. What others have copied stays with them."
                    ),
                ],
            ),
            (
                self.tr("What is a CouchDB, and how do I get one?"),
                [
                    self.tr(
                        "A free database server. The album can lie in one instead of on this computer: only then can "
                        "it have copies in other places, and a public copy."
                    ),
                    self.tr(
                        "It comes from couchdb.apache.org, for Windows, macOS and Linux, or runs on a NAS. Install it "
                        "as “standalone”, choose a long password, and it answers at http://127.0.0.1:5984."
                    ),
                    self.tr(
                        "Then: Copies › “Move to a CouchDB…”. For a public copy it has to stand where others reach it."
                    ),
                ],
            ),
            (self.tr("Keys of this window"), self._keys()),
            (
                self.tr("More"),
                [
                    self.tr(
                        "The log lies under Settings › App. “About Photospool” says the version and every licence."
                    ),
                    self.tr(
                        "The command line does the same without a window: “photospool --help”. The whole documentation "
                        "comes with the program's source, in its folder “docs”; a package leaves it out."
                    ),
                ],
            ),
        ]

    def _keys(self) -> list[str]:
        standard = QKeySequence.StandardKey
        keys = [
            (QKeySequence(standard.Find), self.tr("search")),
            (QKeySequence(standard.Preferences), self.tr("settings")),
            (QKeySequence(standard.HelpContents), self.tr("this help")),
            (QKeySequence(standard.Close), self.tr("close the window; Photospool goes on in the tray")),
            (QKeySequence(standard.Quit), self.tr("quit")),
            (QKeySequence("Ctrl+Tab"), self.tr("the next tab")),
        ]
        told = [(key.toString(QKeySequence.SequenceFormat.NativeText), text) for key, text in keys]
        return [f"{key}: {text}" for key, text in told if key]
