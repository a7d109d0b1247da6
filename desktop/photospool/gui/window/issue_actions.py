"""What the buttons of the issues do: commands to the engine, with a question before what can't be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from photospool import events
from photospool.config.settings import Settings
from photospool.events import Event, NotTakenOut, PhotoSetAside, PhotoStored, PhotoTakenOut, PhotoWaiting
from photospool.gui.engine_thread import EngineThread
from photospool.gui.i18n import value_texts
from photospool.gui.i18n.kind_words import things_named
from photospool.gui.widgets.plain_text import Box
from photospool.gui.widgets.reveal import Revealer
from photospool.gui.window.issues import IssuesPage
from photospool.system.typed_paths import expanded

KEPT_OUT: Final = "Kept out of the album"
"""A folder in done."""


class IssueActions(QObject):
    """Joins one page of issues to the engine. What is asked is asked of one photo or of a whole group."""

    def __init__(
        self, page: IssuesPage, room: EngineThread, settings: Callable[[], Settings], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._room = room
        self._settings = settings
        self._revealer = Revealer(self)
        self._last = str(Path.home())
        self._question: Box | None = None
        self._asked: frozenset[str] = frozenset()
        """The jobs that were asked to be taken out together."""
        self._taken: list[PhotoTakenOut] = []
        self._stayed: list[NotTakenOut] = []
        self._retried: dict[str, PhotoSetAside | PhotoStored | PhotoWaiting | None] = {}
        """The jobs that were asked to be tried again together, and what became of each."""
        page.retry.connect(self._retry)
        page.reveal.connect(self._revealer.reveal)
        page.move_wanted.connect(self._move)
        page.keep_out.connect(self._ask_keep_out)
        page.discard.connect(self._ask_discard)
        room.told.connect(self._told)

    @Slot(object)
    def _retry(self, jobs: Sequence[str]) -> None:
        self._page.say("")
        if self._is_heard(jobs):
            self._retried = dict.fromkeys(jobs)
            self._page.say(self.tr("Trying again: {things}.").format(things=self._page.things(jobs)))
            for job in jobs:
                self._room.retry(job)

    @Slot(object)
    def _move(self, jobs: Sequence[str]) -> None:
        title = self.tr("Where shall {things} go?").format(things=self._page.things(jobs))
        dialog = QFileDialog(self._page, title, self._last)
        dialog.setObjectName("move-to")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.move(jobs, Path(folder)))
        dialog.open()

    def move(self, jobs: Sequence[str], folder: Path) -> None:
        """Move the photos there; ``said`` by the page when it is done."""
        self._last = str(folder)
        self._take_out(jobs, folder)

    @Slot(object)
    def _ask_keep_out(self, jobs: Sequence[str]) -> None:
        text = self.tr("Keep {name} out of the album?").format(name=self._name(jobs))
        if len(jobs) > 1:
            text = self.tr("Keep {things} out of the album?").format(things=self._page.things(jobs))
        what = self.tr(
            "%n file(s) move, unchanged, to the folder “{folder}” in done. They are not tried again.", "", len(jobs)
        ).format(folder=KEPT_OUT)
        button = self._ask("keep-out", text, what, self.tr("Keep out"))
        button.clicked.connect(lambda: self.keep_out(jobs))

    @Slot(object)
    def _ask_discard(self, jobs: Sequence[str]) -> None:
        text = self.tr("Move {name} to the trash?").format(name=self._name(jobs))
        if len(jobs) > 1:
            text = self.tr("Move {things} to the trash?").format(things=self._page.things(jobs))
        what = self.tr(
            "Photospool could not put {things} into your album. In this computer's trash they stay until you empty "
            "it; put back from there, they need attention here again.",
            "",
            len(jobs),
        ).format(things=self._page.things(jobs))
        button = self._ask("discard", text, what, self.tr("Move to the trash"))
        button.clicked.connect(lambda: self._take_out(jobs, None))

    def _ask(self, name: str, text: str, what: str, yes: str) -> QPushButton:
        """A question; its button for yes. Enter does nothing but close it."""
        if self._question is not None:
            self._question.deleteLater()  # the last one: it was answered
        box = self._question = Box(self._page)
        box.setObjectName(name)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(text)
        box.setInformativeText(what)
        button = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        button.setObjectName("yes")
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.open()
        return button

    def _name(self, jobs: Sequence[str]) -> str:
        return self._page.name_of(jobs[0])

    def keep_out(self, jobs: Sequence[str]) -> None:
        """The user said yes."""
        folder = expanded(self._settings().folders.done) / KEPT_OUT
        try:
            # Its parent is never made: a folder that is missing is an unmounted disk.
            folder.mkdir(exist_ok=True)
        except OSError as exc:
            self._page.say(
                self.tr("The folder “{folder}” can't be made: {why}").format(folder=folder, why=exc.strerror)
            )
            return
        self._take_out(jobs, folder)

    def _take_out(self, jobs: Sequence[str], folder: Path | None) -> None:
        """To a folder, or (None) to the trash."""
        if not self._is_heard(jobs):
            return
        self._asked, self._taken, self._stayed = frozenset(jobs), [], []
        self._page.busy(jobs)
        self._room.take_out(jobs, folder)

    def _is_heard(self, jobs: Sequence[str]) -> bool:
        """Whether an engine is there that does it; else it is said, and can be asked again."""
        if not self._room.is_running:
            self._page.say(self.tr("That can be done when Photospool runs again. See above why it stands still."))
            self._page.enable(jobs)
        return self._room.is_running

    @Slot(object)
    def _told(self, event: Event) -> None:
        match event:
            case PhotoTakenOut() | NotTakenOut():
                self._answered(event)
            case PhotoSetAside() | PhotoStored() | PhotoWaiting():
                self._was_tried(event)
                return  # the page hears of it by itself
            case events.EngineStopped():
                self._page.enable()  # what was asked and not done can be asked again
            case _:
                return
        self._page.read_again()

    def _answered(self, event: PhotoTakenOut | NotTakenOut) -> None:
        if event.job not in self._asked:
            self._asked, self._taken, self._stayed = frozenset([event.job]), [], []
        if isinstance(event, PhotoTakenOut):
            self._taken.append(event)
        else:
            self._stayed.append(event)
            self._page.enable([event.job])
        self._page.say(" ".join(filter(None, (self._taken_words(), self._stayed_words()))))

    def _was_tried(self, event: PhotoSetAside | PhotoStored | PhotoWaiting) -> None:
        """Something became of a photo: say it of those that were to be tried again."""
        if event.job not in self._retried:
            return
        self._retried[event.job] = event
        if isinstance(event, PhotoSetAside):
            self._page.enable([event.job])
        self._page.say(self._tried_words())

    def _tried_words(self) -> str:
        told = self._retried.values()
        came = [event.name for event in told if isinstance(event, PhotoStored)]
        left = [event for event in told if isinstance(event, PhotoSetAside)]
        waiting = [event.name for event in told if isinstance(event, PhotoWaiting)]
        words = []
        if came:
            words.append(self.tr("In your album now: {things}.").format(things=_named(came)))
        if left:
            text = self.tr("Tried again, and it could not be done: {things}. {why}")
            things = _named([event.name for event in left])
            words.append(text.format(things=things, why=value_texts.core(left[-1].title)))
        if waiting:
            text = self.tr("Tried again; it is tried once more by itself: {things}.")
            words.append(text.format(things=_named(waiting)))
        if under_way := sum(event is None for event in told):
            words.append(self.tr("%n is/are on the way still.", "", under_way))
        return " ".join(words)

    def _taken_words(self) -> str:
        if not self._taken:
            return ""
        last, count = self._taken[-1], len(self._taken)
        folder = Path(last.path).parent
        if len(self._asked) > 1:
            if not last.path:
                return self.tr("{things} lie in the trash now.", "", count).format(things=_things(self._taken))
            text = self.tr("{things} lie in “{folder}” now.", "", count)
            return text.format(things=_things(self._taken), folder=folder)
        if not last.path:
            return self.tr("{name} lies in the trash now.").format(name=last.name)
        return self.tr("{name} lies in “{folder}” now.").format(name=Path(last.path).name, folder=folder)

    def _stayed_words(self) -> str:
        if not self._stayed:
            return ""
        why = f"{value_texts.core(self._stayed[-1].title)} {value_texts.core(self._stayed[-1].advice)}"
        if len(self._asked) == 1:
            return why
        things = self._page.things([event.job for event in self._stayed])
        return self.tr("{things} could not be moved:").format(things=things) + f" {why}"


def _named(names: Sequence[str]) -> str:
    """One by its name, more by their number."""
    return names[0] if len(names) == 1 else things_named(names)


def _things(taken: Sequence[PhotoTakenOut]) -> str:
    return things_named(event.name for event in taken)
