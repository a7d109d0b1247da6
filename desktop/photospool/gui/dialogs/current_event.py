"""The dialog for the current event, and its line for the menu. See photospool.config.current_event."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from photospool.album.known_tags import KnownTags
from photospool.config.current_event import NEVER, CurrentEvent, in_hours
from photospool.gui import theme
from photospool.gui.background import Background
from photospool.gui.i18n import value_texts
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import fit
from photospool.gui.widgets.plain_text import Label
from photospool.gui.widgets.tag_fields import CategoryBox, TagsEdit

NIGHT_HOUR = 4
"""A party that is to last until tonight ends before breakfast."""


def event_words(event: CurrentEvent, now: float) -> str:
    """One line about the event that is on: ``Wedding · Friends/Family · until 23:00``; empty for none."""
    if not event.is_on(now):
        return ""
    tags = event.all_keywords
    name = event.name or ", ".join(tags[:2])
    until = QCoreApplication.translate("CurrentEvent", "until {time}").format(time=_time(event.until, now))
    return " · ".join(part for part in (name, value_texts.category(event.category), until) if part)


def _time(until: float, now: float) -> str:
    """The clock for the next hours, with the day for later."""
    if until - now < 20 * 3600:
        end = QDateTime.fromSecsSinceEpoch(int(until))
        return QLocale().toString(end.time(), QLocale.FormatType.ShortFormat)
    return value_texts.clock(until, now)


def presets(now: datetime) -> list[tuple[str, datetime]]:
    """Ends to choose from, as (words, end), the soonest first."""

    def at(days: int) -> datetime:
        """The small hours of a day from today."""
        return (now + timedelta(days=days)).replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)

    tonight = 0 if now.hour < NIGHT_HOUR else 1
    found = [
        (QCoreApplication.translate("CurrentEvent", "For 2 hours"), in_hours(now, 2)),
        (QCoreApplication.translate("CurrentEvent", "For 4 hours"), in_hours(now, 4)),
        (QCoreApplication.translate("CurrentEvent", "Until tonight"), at(tonight)),
        (QCoreApplication.translate("CurrentEvent", "Until tomorrow night"), at(tonight + 1)),
        (QCoreApplication.translate("CurrentEvent", "For a week"), at(tonight + 7)),
    ]
    return sorted(found, key=lambda preset: preset[1])


class CurrentEventDialog(QDialog):
    """Begins, changes or ends the current event. Nothing is written in here: ``chosen`` says what the user wants."""

    chosen = Signal(object)
    """A ``CurrentEvent``; ``CurrentEvent()`` ends the one that is on."""

    def __init__(
        self,
        event: CurrentEvent,
        ask_words: Callable[[], KnownTags],
        *,
        usual_category: str,
        clock: Callable[[], float] = time.time,
        parent: QWidget | None = None,
    ) -> None:
        """``ask_words`` is called off this thread and may take long, or fail."""
        super().__init__(parent)
        self._clock = clock
        self.setObjectName("current-event")
        self.setWindowTitle(self.tr("Current event"))
        self.name = QLineEdit()
        self.name.setObjectName("event-name")
        self.name.setPlaceholderText(self.tr("Wedding of Anna and Ben"))
        self.tags = TagsEdit()
        self.tags.setObjectName("event-tags")
        self.category = CategoryBox(usual_category, NEVER)
        self.category.setObjectName("event-category")
        self.preset = QComboBox()
        self.preset.setObjectName("event-preset")
        self.until = QDateTimeEdit()
        self.until.setObjectName("event-until")
        self.until.setAccessibleName(self.tr("Day and time of the end"))
        self.until.setCalendarPopup(True)
        hour = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
        self.until.setDisplayFormat(f"{value_texts.date_form()} {hour}")
        self.problem = Label()
        self.problem.setObjectName("event-problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._buttons = QDialogButtonBox()
        self._lay_out()
        self._fill(event)
        self._words = Background(self)
        self._words.answered.connect(self._on_words)
        self._words.ask(ask_words)
        fit(self, QSize(0, 0))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(theme.GAP + 2)
        form.setHorizontalSpacing(theme.WIDE)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("More &tags"), self.tags)
        form.addRow(self.tr("&Category"), self.category)
        form.addRow(self.tr("&Ends"), self.preset)
        form.addRow("", self.until)
        for field in (self.name, self.tags, self.category, self.preset):  # else it stands above the field's middle
            form.labelForField(field).setMinimumHeight(field.sizeHint().height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        layout.setSpacing(theme.WIDE)
        intro = labels.Muted(
            self.tr(
                "What arrives from now on gets the event's name, tags and category, until it ends. Nothing becomes "
                "public by itself."
            )
        )
        intro.setMinimumWidth(420)
        layout.addWidget(intro)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(self._buttons)

    def _fill(self, event: CurrentEvent) -> None:
        now = self._clock()
        is_on = event.is_on(now)
        for words, end in presets(datetime.fromtimestamp(now)):
            self.preset.addItem(words, end)
        self.preset.addItem(self.tr("At this time:"), None)
        if is_on:
            self.name.setText(event.name)
            self.tags.set_tags(event.keywords)
            self.category.choose(event.category or self.category.category())
            self.preset.setCurrentIndex(self.preset.count() - 1)
            self.until.setDateTime(QDateTime.fromSecsSinceEpoch(int(event.until)))
        else:
            self._on_preset()
        self.preset.currentIndexChanged.connect(self._on_preset)
        self.until.dateTimeChanged.connect(self._on_time)
        role = QDialogButtonBox.ButtonRole
        begin = self._buttons.addButton(self.tr("Change") if is_on else self.tr("Begin"), role.AcceptRole)
        begin.setObjectName("event-begin")
        begin.setDefault(True)
        cancel = self._buttons.addButton(self.tr("Cancel"), role.RejectRole)
        cancel.setObjectName("event-cancel")
        if is_on:
            end_now = self._buttons.addButton(self.tr("End it now"), role.DestructiveRole)
            end_now.setObjectName("event-end")
            end_now.clicked.connect(self._end)
        self._buttons.accepted.connect(self._begin)
        self._buttons.rejected.connect(self.reject)

    @Slot(object)
    def _on_words(self, known: KnownTags) -> None:
        self.tags.set_known(known.tags)
        self.category.set_known(known.categories)

    @Slot()
    def _on_preset(self) -> None:
        end = self.preset.currentData()
        if isinstance(end, datetime):
            self.until.blockSignals(True)
            self.until.setDateTime(QDateTime.fromSecsSinceEpoch(int(end.timestamp())))
            self.until.blockSignals(False)

    @Slot()
    def _on_time(self) -> None:
        self.preset.setCurrentIndex(self.preset.count() - 1)

    @Slot()
    def _begin(self) -> None:
        event = CurrentEvent(
            name=" ".join(self.name.text().split()),
            keywords=self.tags.tags(),
            category=self.category.category(),
            until=float(self.until.dateTime().toSecsSinceEpoch()),
        )
        wrong = {problem.field for problem in event.validate(self._clock())}
        if not event.name:
            wrong.add("name")
        words = {
            "name": self.tr("Give the event a name: it becomes a tag of its photos."),
            "category": self.tr(
                "What arrives by itself is never public. Publish photos in the album, while looking at them."
            ),
            "until": self.tr("This time is over already. Choose a later one."),
        }
        fields = {"name": self.name, "category": self.category, "until": self.until}
        for field, text in words.items():
            if field in wrong:
                self.problem.setText(text)
                self.problem.setStyleSheet(f"color: {theme.colours().danger.name()}")
                self.problem.show()
                fields[field].setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.chosen.emit(event)
        self.accept()

    @Slot()
    def _end(self) -> None:
        self.chosen.emit(CurrentEvent())
        self.accept()
