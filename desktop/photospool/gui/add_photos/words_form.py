"""What is said of all photos that are added together."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QFormLayout, QLineEdit, QRadioButton, QWidget

from photospool.album.known_tags import KnownTags
from photospool.engine.add_files import AddedFiles
from photospool.gui import theme
from photospool.gui.i18n import value_texts
from photospool.gui.i18n.core_words import strangers_see
from photospool.gui.widgets import labels
from photospool.gui.widgets.plain_text import Label
from photospool.gui.widgets.tag_fields import CategoryBox, TagsEdit

PUBLIC = "Public"
WIDTH = 280


class WordsForm(QWidget):
    """Tags, category, description, and when they were taken."""

    def __init__(self, usual_category: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.tags = TagsEdit()
        self.tags.setObjectName("add-tags")
        self.category = CategoryBox(usual_category, {"Trash"})
        self.category.setObjectName("add-category")
        self.public = Label(strangers_see())
        self.public.setObjectName("add-public")
        self.public.setWordWrap(True)
        self.description = QLineEdit()
        self.description.setObjectName("add-description")
        self.description.setPlaceholderText(self.tr("What each file says of itself"))
        self.taken_each = QRadioButton(self.tr("as &each file says"))
        self.taken_each.setObjectName("add-taken-each")
        self.taken_each.setChecked(True)
        self.taken_all = QRadioButton(self.tr("&all on this day:"))
        self.taken_all.setObjectName("add-taken-all")
        group = QButtonGroup(self)
        group.addButton(self.taken_each)
        group.addButton(self.taken_all)
        self.day = QDateEdit(QDate.currentDate())
        self.day.setObjectName("add-day")
        self.day.setAccessibleName(self.tr("The day on which all were taken"))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(value_texts.date_form())
        self.day.setMaximumDate(QDate.currentDate())
        self._lay_out()
        self.category.currentTextChanged.connect(self._refresh)
        self.taken_all.toggled.connect(self._refresh)
        self._refresh()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(labels.Title(self.tr("For all of them"), larger=1.1))
        form.addRow(self.tr("Ta&gs"), self.tags)
        form.addRow(self.tr("&Category"), self.category)
        form.addRow(self.public)
        form.addRow(self.tr("&Description"), self.description)
        form.addRow(Label(self.tr("Taken")))
        form.addRow(self.taken_each)
        form.addRow(self.taken_all)
        form.addRow(self.day)

    def batch(self) -> AddedFiles:
        """What is said."""
        return AddedFiles(
            keywords=self.tags.tags(),
            category=self.category.category(),
            description=self.description.text().strip(),
            taken=self.day.date().toString(Qt.DateFormat.ISODate) if self.taken_all.isChecked() else "",
        )

    def set_known(self, known: KnownTags) -> None:
        """Offer what the album knows."""
        self.tags.set_known(known.tags)
        self.category.set_known(known.categories)

    @Slot()
    def _refresh(self) -> None:
        self.public.setVisible(self.category.category() == PUBLIC)
        self.public.setStyleSheet(f"color: {theme.colours().warning.name()}")
        self.day.setEnabled(self.taken_all.isChecked())
