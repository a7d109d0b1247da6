"""Settings › Photos: what is said of each photo that arrives by itself, and the pictures made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSlider, QWidget

from photospool.config.settings import Settings
from photospool.gui.background import Background
from photospool.gui.i18n import value_texts
from photospool.gui.settings.kinds_dialog import KindsField
from photospool.gui.settings.page import Field, Page
from photospool.gui.widgets.plain_text import Label
from photospool.gui.widgets.tag_fields import let_type_category

USUAL = ("Private", "Friends/Family")
"""Stored words of the album, the same in every language; Public is never for what arrives by itself."""
NEVER = ("Public", "Trash")


class PhotosPage(Page):
    """The page of the settings dialog; ``categories`` asks the album for those that it has, in another thread."""

    def __init__(self, categories: Callable[[], Sequence[str]] = tuple) -> None:
        super().__init__(
            self.tr("Photos and videos"),
            self.tr("What is taken, and what is said of each that arrives by itself. You can edit it in the album."),
        )
        self.kinds = KindsField()
        self.category = QComboBox()
        let_type_category(self.category)
        self.category.setObjectName("photos-category")
        self.category.addItems([value_texts.category(name) for name in USUAL])
        self._ask = Background(self)
        self._ask.answered.connect(self._offer)
        self._ask.ask(categories)
        self.keywords = QLineEdit()
        self.keywords.setObjectName("photos-keywords")
        self.keywords.setPlaceholderText(self.tr("separated by commas"))
        self.subfolders = QCheckBox(self.tr("Names of &sub-folders become tags"))
        self.subfolders.setObjectName("photos-subfolders")
        self.shown_as = QLineEdit()
        self.shown_as.setObjectName("photos-shown-as")
        self.large = QCheckBox(self.tr("Make a &large picture too (1600×1200), for sharp screens"))
        self.large.setObjectName("photos-large")
        self.quality = QSlider(Qt.Orientation.Horizontal)
        self.quality.setObjectName("photos-quality")
        self.quality.setRange(50, 95)
        self.quality.setPageStep(5)
        self.quality.setAccessibleName(self.tr("Quality of the pictures"))
        self._quality = Label()
        self._quality.setMinimumWidth(self.fontMetrics().horizontalAdvance("000"))
        quality = QWidget()
        row = QHBoxLayout(quality)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.quality, 1)
        row.addWidget(self._quality)
        quality.setFocusProxy(self.quality)

        self.add_field("photos.kinds", self.kinds)
        self.add_field(
            "photos.category",
            Field(
                self.tr("&Category"),
                self.category,
                self.tr("Who may see it. Never Public: publishing is something that you do while looking at a photo."),
            ),
        )
        self.add_field("photos.keywords", Field(self.tr("&Tags"), self.keywords))
        self.add_field(
            "folders.subfolders_as_keywords",
            Field(
                "",
                self.subfolders,
                self.tr("What lies in “Summer trip” gets the tag Summer-trip; dates and DCIM give none."),
            ),
        )
        self.add_field(
            "photos.shown_as",
            Field(
                self.tr("Shown &as"),
                self.shown_as,
                self.tr("The name that strangers may see with your photos in a public copy; empty for none."),
            ),
        )
        self.add_field("photos.large_picture", Field("", self.large))
        self.add_field(
            "photos.quality",
            Field(
                self.tr("&Quality of the pictures"),
                quality,
                self.tr("For the pictures that the album shows; the original is always kept unchanged. 85 is good."),
            ),
        )
        self.heic = QComboBox()
        self.heic.setObjectName("photos-heic")
        for value, words in (
            ("ask", self.tr("Ask me once")),
            ("yes", self.tr("Open them all the same")),
            ("no", self.tr("Leave them in incoming")),
        ):
            self.heic.addItem(words, value)
        self.add_field(
            "photos.heic_anyway",
            Field(
                self.tr("&HEIC photos, where nothing closes in what opens them"),
                self.heic,
                self.tr(
                    "Most computers do close it in, and then this changes nothing; About says whether this one does. "
                    "Where HEIC was opened before anything closed it in, it goes on until you choose."
                ),
            ),
        )
        self.column.addStretch(1)
        self.heic.currentIndexChanged.connect(self.edited)
        self.quality.valueChanged.connect(self._show_quality)
        self.category.editTextChanged.connect(self.edited)
        for edit in (self.keywords, self.shown_as):
            edit.textEdited.connect(self.edited)
        for box in (self.subfolders, self.large, *self.kinds.boxes.values()):
            box.toggled.connect(self.edited)

    def fill(self, settings: Settings) -> None:
        """Show these settings."""
        photos = settings.photos
        self.category.setCurrentText(value_texts.category(photos.category))
        self.keywords.setText(", ".join(photos.keywords))
        self.subfolders.setChecked(settings.folders.subfolders_as_keywords)
        self.shown_as.setText(photos.shown_as)
        self.large.setChecked(photos.large_picture)
        self.quality.setValue(photos.quality)
        self.heic.setCurrentIndex(self.heic.findData(photos.heic_anyway))
        self._show_quality(photos.quality)

    def gathered(self, settings: Settings) -> Settings:
        """The settings with what this page says."""
        return (
            settings.replace("photos.category", value_texts.category_named(self.category.currentText()))
            .replace("photos.keywords", self.keywords.text())
            .replace("folders.subfolders_as_keywords", self.subfolders.isChecked())
            .replace("photos.shown_as", self.shown_as.text().strip())
            .replace("photos.large_picture", self.large.isChecked())
            .replace("photos.quality", self.quality.value())
            .replace("photos.heic_anyway", self.heic.currentData())
        )

    @Slot(object)
    def _offer(self, categories: Sequence[str]) -> None:
        """The album's own categories too; an album that can't be asked just now offers none."""
        there = {self.category.itemText(index) for index in range(self.category.count())}
        names = [value_texts.category(name) for name in categories if name not in NEVER]
        self.category.addItems([name for name in names if name not in there])

    @Slot(int)
    def _show_quality(self, value: int) -> None:
        self._quality.setText(str(value))
        self.edited.emit()
