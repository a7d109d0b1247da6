"""Opens the program's dialogs, each once: imported and made when somebody asks, and forgotten when it is closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from photospool.config.kinds import taken
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.gui.i18n.core_words import core
from photospool.gui.state import Status

if TYPE_CHECKING:
    from photospool.album.known_tags import KnownTags
    from photospool.gui.settings.settings_dialog import PageName
    from photospool.photo.sandbox import SandboxParts
    from photospool.spool.spool import Spool

Dialog = TypeVar("Dialog", bound=QWidget)


class Dialogs(QObject):
    """Knows what each dialog needs, and passes on what comes of it."""

    photos_added = Signal()
    """Photos lie in work that the engine has not seen."""
    event_chosen = Signal(object)
    """A ``CurrentEvent``."""
    copies_wanted = Signal()
    """Show the window's Copies."""
    first_run_ended = Signal()
    """Whether it was gone through or skipped."""
    quit_agreed = Signal()
    """End the program, although photos are under way."""
    reveal_wanted = Signal(str)
    """Show a file in the file manager."""
    settings_saved = Signal()
    """They stand in the settings file, and a yes to them in the memory."""

    def __init__(
        self,
        here: Callable[[], Profile],
        status: Callable[[], Status],
        window: Callable[[], QWidget | None],
        show_sample: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """``show_sample`` shows a sample notification."""
        super().__init__(parent)
        self._show_sample = show_sample
        self._here = here
        self._status = status
        self._window = window
        self._open: dict[str, Any] = {}

    @Slot(list)
    def add_photos(self, files: list[str]) -> None:
        """Choose photos, or take these to the ones that are chosen."""
        from photospool.engine.factory import asked_owner
        from photospool.gui.add_photos import AddPhotosDialog, isolated_decoder

        if not self._here().settings.folders.work:
            self.first_run()  # there is no folder yet that they could be copied to
            return

        def make() -> AddPhotosDialog:
            here = self._here()
            dialog = AddPhotosDialog(
                lambda: _spool(here.settings),
                lambda: _vocabulary(here),
                usual_category=here.settings.photos.category,
                make_decoder=lambda: isolated_decoder(heic_anyway=here.opens_heic_anyway),
                kinds=taken(here.settings, here.memory),
                make_asker=lambda: asked_owner(here),
                reports=here.places.added,
                parent=self._window(),
            )
            dialog.added.connect(lambda _count: self.photos_added.emit())
            return dialog

        self._shown("add", make).take([Path(name) for name in files])

    @Slot()
    def current_event(self) -> None:
        """Say what is going on now."""
        from photospool.gui.dialogs.current_event import CurrentEventDialog

        def make() -> CurrentEventDialog:
            here = self._here()
            dialog = CurrentEventDialog(
                here.memory.event,
                lambda: _vocabulary(here),
                usual_category=here.settings.photos.category,
                parent=self._window(),
            )
            dialog.chosen.connect(self.event_chosen)
            return dialog

        self._shown("event", make)

    @Slot()
    def settings(self, page: PageName | None = None) -> None:
        """Everything that can be chosen, at one of the pages."""
        from photospool.gui.settings import SettingsDialog
        from photospool.system.autostart.autostart import login_item

        def make() -> SettingsDialog:
            here = self._here()
            dialog = SettingsDialog(
                here,
                categories=lambda: _vocabulary(here).categories,
                login=login_item(),
                photos_under_way=lambda: len(self._status().working) + len(self._status().issues),
                show_sample=self._show_sample,
                parent=self._window(),
            )
            dialog.saved.connect(lambda _settings: self.settings_saved.emit())
            dialog.copies_wanted.connect(self.copies_wanted)
            return dialog

        dialog = self._shown("settings", make)
        if page is not None:
            dialog.show_page(page)

    @Slot()
    def kinds(self) -> None:
        """Which kinds are taken, in the settings."""
        from photospool.gui.settings.settings_dialog import PageName

        self.settings(PageName.PHOTOS)

    @Slot()
    def left(self) -> None:
        """What is left in incoming, and why."""
        from photospool.gui.window.left_dialog import LeftDialog

        def make() -> LeftDialog:
            dialog = LeftDialog(self._here, self._status(), parent=self._window())
            dialog.reveal.connect(self.reveal_wanted)
            dialog.settings.connect(self.kinds)
            return dialog

        self._shown("left", make)

    def show_status(self, status: Status) -> None:
        """Those that show it follow it."""
        if (left := self._open.get("left")) is not None:
            left.show_status(status)

    @Slot()
    def help(self) -> None:
        """What people look for."""
        from photospool.gui.dialogs.help import HelpDialog

        self._shown("help", lambda: HelpDialog(self._window()))

    @Slot()
    def about(self) -> None:
        """The version, and the licences of what it is made of."""
        from photospool.gui.dialogs.about import AboutDialog
        from photospool.system.licences import third_party

        self._shown("about", lambda: AboutDialog(third_party, _cage, parent=self._window()))

    @Slot()
    def first_run(self) -> None:
        """Folders, album and a yes, step by step."""
        from photospool.gui.first_run import FirstRun
        from photospool.system.autostart.autostart import login_item

        def make() -> FirstRun:
            here = self._here()
            # A program that keeps all below one folder of its own is not the one that a login starts.
            dialog = FirstRun(here, login=login_item() if here.places.folders else None, parent=self._window())
            dialog.finished_with.connect(lambda _settings: self.settings_saved.emit())
            dialog.finished_with.connect(lambda _settings: self.first_run_ended.emit())
            dialog.skipped.connect(self.first_run_ended)
            dialog.login_refused.connect(self.warn)
            return dialog

        self._shown("first-run", make)

    @Slot(str, str)
    def warn(self, title: str, advice: str) -> None:
        """Something of the core's that must not be missed: in a window of its own, once, in front of all others."""
        from PySide6.QtWidgets import QMessageBox

        from photospool.gui.widgets.plain_text import Box

        def make() -> QMessageBox:
            box = Box(self._window())
            box.setObjectName("warning")
            box.setIcon(QMessageBox.Icon.Warning)
            box.setWindowTitle("Photospool")
            box.setText(core(title))
            box.setInformativeText(core(advice))
            box.addButton(QMessageBox.StandardButton.Ok)
            box.setModal(False)
            return box

        self._shown(title, make)

    def ask_to_quit(self, waiting: str) -> bool:
        """Say what would wait, in words, and ask; False: it is being asked already, and wanted once more."""
        from photospool.gui.dialogs.closing import QuitQuestion

        def make() -> QuitQuestion:
            question = QuitQuestion(waiting, self._window())
            question.end.connect(self.quit_agreed)
            return question

        is_asked = "quit" in self._open
        self._shown("quit", make)
        return not is_asked

    def close(self) -> None:
        """The program ends."""
        for dialog in list(self._open.values()):
            dialog.close()

    def _shown(self, name: str, make: Callable[[], Dialog]) -> Dialog:
        """The dialog of this name, in front of the others; made if it is not open."""
        dialog = self._open.get(name)
        if dialog is None:
            dialog = self._open[name] = make()
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.destroyed.connect(lambda: self._open.pop(name, None))
            dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        found: Dialog = dialog
        return found


def _spool(settings: Settings) -> Spool:
    from photospool.engine.factory import spool_of

    return spool_of(settings).first  # what is added by hand goes there


def _cage() -> SandboxParts:
    """What is closed around what reads photos; takes a moment."""
    from photospool.photo.workers import heic_policy

    return heic_policy.ask(is_allowed=True).parts


def _vocabulary(here: Profile) -> KnownTags:
    from photospool.engine.factory import vocabulary_of

    return vocabulary_of(here.settings.album, here.places, here.credentials())
