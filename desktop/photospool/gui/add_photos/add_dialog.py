"""The dialog that adds photos by hand. It emits ``added`` whenever photos lie in work; app.py looks there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from photospool.album.known_tags import KnownTags
from photospool.album.sidecar_owner import AskedOwner
from photospool.engine.add_files import Companion, LeftOut
from photospool.engine.added_report import keep
from photospool.engine.added_sidecars import AddedTogether
from photospool.gui import theme
from photospool.gui.add_photos.photo_list import CELL, PhotoCell, PhotoList
from photospool.gui.add_photos.threads import Copier, Ended, Finder, PreviewDecoder, Progress, Thumbs
from photospool.gui.add_photos.words_form import WordsForm
from photospool.gui.background import Background
from photospool.gui.i18n.added_words import report_sections, report_words
from photospool.gui.i18n.core_words import core
from photospool.gui.i18n.kind_words import kind_words, only_words, things, things_named
from photospool.gui.widgets import labels
from photospool.gui.widgets.fit import SCROLL_BAR_PX, Scrolled, fit
from photospool.gui.widgets.plain_text import Label
from photospool.photo.formats import EXTENSIONS_OF, PHOTOS, UNKNOWN, VIDEOS
from photospool.security.untrusted_text import LONGEST, said
from photospool.spool.spool import Spool

SHOWN_PROBLEMS = 5
NAMED = 3
"""Files that are named where nothing of what was chosen is taken."""


def isolated_decoder(*, heic_anyway: bool = False) -> PreviewDecoder:
    """Small pictures come from a process of its own, as all pictures do."""
    from photospool.photo.options import Options
    from photospool.photo.workers.pool import WorkerPool

    return WorkerPool(1, Options(large=False, heic_anyway=heic_anyway))


class AddPhotosDialog(QDialog):
    """Choose or drop photos, say what they are, and copy them into work."""

    added = Signal(int)
    """So many photos lie in work now: the engine may look."""

    def __init__(
        self,
        make_spool: Callable[[], Spool],
        ask_words: Callable[[], KnownTags],
        *,
        usual_category: str,
        paths: Iterable[Path] = (),
        make_decoder: Callable[[], PreviewDecoder] = isolated_decoder,
        kinds: Collection[str] = (PHOTOS,),
        make_asker: Callable[[], AskedOwner] | None = None,
        reports: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``ask_words`` is called off this thread and may take long, or fail; ``kinds`` are those that are added.

        ``make_asker`` makes what asks the album whose a sidecar is; in the folder ``reports`` reports are kept.
        """
        super().__init__(parent)
        self._make_asker, self._reports = make_asker, reports
        self._make_spool = make_spool
        self._left_out: list[LeftOut] = []
        self._sidecars: dict[Path, None] = {}
        self._copier: Copier | None = None
        self._closes_when_ended = False
        self.setObjectName("add-photos")
        self.setWindowTitle(self.tr("Add files"))
        self.setAcceptDrops(True)
        self._kinds = kinds
        self._finder = Finder(kinds, self)
        self._thumbs = Thumbs(make_decoder, self)
        self.photos = PhotoList(self._thumbs.want)
        self._make_controls(usual_category)
        self._lay_out()
        fit(self, QSize(1010, 640), scrolls=False)
        self._connect()
        self._words = Background(self)
        self._words.answered.connect(self._on_words)
        self._words.ask(ask_words)
        self._refresh()
        self.take(paths)

    # What is in it.

    def _make_controls(self, usual_category: str) -> None:
        self.view = QListView()
        self.view.setObjectName("add-list")
        self.view.setAccessibleName(self.tr("Photos and videos to add"))
        self.view.setModel(self.photos)
        self.view.setItemDelegate(PhotoCell(self.view))
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setMovement(QListView.Movement.Static)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setGridSize(CELL + QSize(4, 4))
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.empty = labels.EmptyPlace("picture", "", "")
        self.choose_files = self._button("add-files", self.tr("Choose f&iles…"), "add")
        self.choose_folder = self._button("add-folder", self.tr("Choose a &folder…"), "folder")
        self.remove = self._button("add-remove", self.tr("&Take off the list"))
        self.summary = labels.Muted()
        self.summary.setObjectName("add-summary")
        self.form = WordsForm(usual_category)
        self.progress = QProgressBar()
        self.progress.setObjectName("add-progress")
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress of copying"))
        self.wrong = self._report("add-wrong")
        self.wrong.setStyleSheet(f"color: {theme.colours().danger.name()}")
        self.told = self._report("add-told")
        self.add = self._button("add-add", "")
        self.add.setDefault(True)
        self.stop = self._button("add-stop", self.tr("&Stop"))
        self.close_button = self._button("add-close", self.tr("Close"))

    def _report(self, name: str) -> Label:
        label = Label()
        label.setObjectName(name)
        label.hide()
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _button(self, name: str, text: str, icon: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        if icon:
            button.setIcon(theme.icon(icon))
        return button

    def _lay_out(self) -> None:
        shelf = QWidget()
        self._shelf = QStackedLayout(shelf)
        self._shelf.addWidget(self.empty)
        self._shelf.addWidget(self.view)
        choose = QHBoxLayout()
        choose.setSpacing(theme.GAP)
        for button in (self.choose_files, self.choose_folder):
            choose.addWidget(button)
        choose.addStretch(1)
        choose.addWidget(self.remove)
        left = QVBoxLayout()
        left.setSpacing(theme.GAP)
        left.addWidget(shelf, 1)
        left.addWidget(self.summary)
        left.addLayout(choose)
        above = QHBoxLayout()
        above.setSpacing(theme.EDGE)
        above.addLayout(left, 1)
        form = Scrolled(self.form)
        form.setFixedWidth(self.form.width() + SCROLL_BAR_PX)
        above.addWidget(form)
        below = QHBoxLayout()
        below.setSpacing(theme.GAP)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.progress)
        words.addWidget(self.wrong)
        words.addWidget(self.told)
        below.addLayout(words, 1)
        for button in (self.close_button, self.stop, self.add):
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        layout.setSpacing(theme.WIDE)
        layout.addLayout(above, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self._finder.found.connect(self._on_found)
        self._thumbs.made.connect(self.photos.on_thumb)
        self.choose_files.clicked.connect(self._choose_files)
        self.choose_folder.clicked.connect(self._choose_folder)
        self.remove.clicked.connect(self._remove)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.photos.rowsInserted.connect(self._refresh)
        self.photos.modelReset.connect(self._refresh)
        self.view.selectionModel().selectionChanged.connect(self._refresh)
        self.add.clicked.connect(self._copy)
        self.stop.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.reject)

    @Slot()
    def _refresh(self) -> None:
        """Show and enable what goes with the state."""
        is_copying, count = self._copier is not None, self.photos.rowCount()
        self._shelf.setCurrentIndex(1 if count else 0)
        self._say_nothing()
        for widget in (self.choose_files, self.choose_folder, self.form):
            widget.setEnabled(not is_copying)
        self.remove.setEnabled(not is_copying and self.view.selectionModel().hasSelection())
        self.remove.setVisible(count > 0)
        self.summary.setText(self._summary())
        self.summary.setToolTip(theme.tip("\n".join(one.path.name for one in self._left_out[:30])))
        self.add.setText(self.tr("Add {things}").format(things=self._things()) if count else self.tr("Add"))
        self.add.setEnabled(count > 0)
        self.add.setVisible(not is_copying)
        self.stop.setVisible(is_copying)
        self.close_button.setVisible(not is_copying)
        self.progress.setVisible(is_copying)

    def _summary(self) -> str:
        count = self.photos.rowCount()
        parts = [self._things()] if count else []
        if self._sidecars:
            parts.append(things(0, sidecars=len(self._sidecars)))
        if self._left_out:
            parts.append(self.tr("left out: {files}").format(files=self._left_out_words()))
        return " · ".join(parts)

    def _left_out_words(self) -> str:
        kinds = Counter(one.reason if kind_words(one.reason, 1) else UNKNOWN for one in self._left_out)
        return ", ".join(kind_words(reason, number) for reason, number in sorted(kinds.items()))

    def _say_nothing(self) -> None:
        """What stands where the list is empty: what may be dropped, or why nothing of what was chosen is taken."""
        if self._sidecars and not self._left_out:
            self.empty.say(
                self.tr("Nothing of that can be added"),
                self.tr(
                    "Sidecars go along with their photos. Please choose these too, or the folder in which both lie."
                ),
            )
            return
        if not self._left_out:
            self.empty.say(
                self.tr("Drop photos, videos or folders here")
                if VIDEOS in self._kinds
                else self.tr("Drop photos or folders here"),
                self.tr("They are copied: your files stay where they are."),
            )
            return
        names = ", ".join(one.path.name for one in self._left_out[:NAMED])
        more = "…" if len(self._left_out) > NAMED else ""
        only = only_words(self._kinds)
        text = self.tr("Left out: {files} ({names}).").format(files=self._left_out_words(), names=names + more)
        self.empty.say(self.tr("Nothing of that can be added"), f"{text} {only}")

    def _things(self) -> str:
        return things_named(path.name for path in self.photos.paths)

    # Choosing.

    def take(self, paths: Iterable[Path]) -> None:
        """Put these files, and what lies in these folders, on the list."""
        self._finder.walk(list(paths))

    @Slot(object)
    def _on_found(self, found: list[Path | Companion | LeftOut]) -> None:
        self._sidecars |= {one.path: None for one in found if isinstance(one, Companion)}
        known = {one.path for one in self._left_out}
        self._left_out += [one for one in found if isinstance(one, LeftOut) and one.path not in known]
        self.photos.add(one for one in found if not isinstance(one, LeftOut | Companion))
        self._refresh()

    @Slot(object)
    def _on_words(self, known: KnownTags) -> None:
        self.form.set_known(known)

    @Slot()
    def _choose_files(self) -> None:
        endings = sorted(frozenset().union(*(EXTENSIONS_OF[kind] for kind in (PHOTOS, *self._kinds))))
        patterns = " ".join(f"*.{extension} *.{extension.upper()}" for extension in endings)
        words = self.tr("Photos and videos ({patterns})") if VIDEOS in self._kinds else self.tr("Photos ({patterns})")
        chosen, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose photos and videos"), "", words.format(patterns=patterns)
        )
        self.take(map(Path, chosen))

    @Slot()
    def _choose_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, self.tr("Choose a folder with photos and videos")):
            self.take([Path(chosen)])

    @Slot()
    def _remove(self) -> None:
        if self._copier is None:
            paths = self.photos.paths
            self.photos.remove([paths[index.row()] for index in self.view.selectionModel().selectedIndexes()])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if self._copier is None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files were dropped."""
        self.take(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        # Never a move, whatever the file manager proposes: it would delete the user's files.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(event.dropAction() is Qt.DropAction.CopyAction)

    # Copying.

    @Slot()
    def _copy(self) -> None:
        if self._copier is not None:
            return
        batch = self.form.batch()
        if batch.validate():  # the one that is left to type: the trash as a category
            self._tell(wrong=[self.tr("What is new can't go to the trash. Choose another category.")])
            return
        sidecars = tuple(self._sidecars)
        self._copier = Copier(self._make_spool(), self.photos.paths, batch, sidecars, self, make_asker=self._make_asker)
        self._copier.progressed.connect(self._on_progress)
        self._copier.ended.connect(self._on_ended)
        self._on_progress(Progress(0, self.photos.rowCount()))
        self._refresh()
        self._copier.start()

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        self.progress.setMaximum(progress.total)
        self.progress.setValue(progress.done)
        self._tell([self.tr("Copying file {number} of {total}").format(number=progress.done + 1, total=progress.total)])
        if progress.done:
            self.added.emit(progress.done)

    @Slot()
    def _stop(self) -> None:
        if self._copier is not None:
            self._copier.stop()
            self._tell([self.tr("Stopping after this file…")])

    @Slot(object)
    def _on_ended(self, ended: Ended) -> None:
        if self._copier is not None:
            self._copier.wait()
            self._copier = None
        if ended.copied:
            self.added.emit(len(ended.copied))
        self.photos.remove(ended.copied)
        plan = ended.plan
        for path in (*ended.beside, *plan.lone, *plan.unsure, *plan.none, *plan.notes):  # the report names what stays
            self._sidecars.pop(path, None)
        self._refresh()
        lines, wrong = [], []
        if ended.copied:
            text = self.tr("{things} are on their way into your album.", "", len(ended.copied))
            lines.append(text.format(things=things_named(path.name for path in ended.copied)))
        if ended.is_stopped:
            lines.append(self.tr("Stopped; the others are still on the list."))
        if ended.problem is not None:
            wrong += [core(ended.problem.title), core(ended.problem.advice)]
        wrong += [f"{said(one.path.name)}: {core(one.title)}" for one in ended.failed[:SHOWN_PROBLEMS]]
        if len(ended.failed) > SHOWN_PROBLEMS:
            wrong.append(self.tr("and %n more", "", len(ended.failed) - SHOWN_PROBLEMS))
        added = AddedTogether(ended.plan, ended.copied, ended.beside)
        report = report_words(added)
        lines += report
        if self._reports is not None and (kept := keep(self._reports, report, report_sections(added))) is not None:
            lines.append(self.tr("All of it by name: {path}").format(path=said(kept, 4 * LONGEST)))
        self._tell(lines, wrong)
        if self._closes_when_ended or not (wrong or ended.is_stopped or report):
            self.accept()

    def _tell(self, lines: Iterable[str] = (), wrong: Iterable[str] = ()) -> None:
        for label, said_there in ((self.told, lines), (self.wrong, wrong)):
            text = "\n".join(line for line in said_there if line)
            label.setText(text)
            label.setVisible(bool(text))  # an empty one would be heard, and say nothing

    # The end.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape in a field leaves the field; what was chosen is not lost by it."""
        field = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.photos.rowCount() and field and self.form.isAncestorOf(field):
            self.view.setFocus()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Close; while copying, once the photo that is being copied is whole."""
        if self._copier is not None:
            self._closes_when_ended = True
            self._stop()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As ``reject``, for a close by the window manager."""
        if self._copier is not None:
            self._closes_when_ended = True
            self._stop()
            event.ignore()
            return
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """End the threads."""
        self.shut_down()
        super().done(result)

    def shut_down(self) -> None:
        """End everything that runs, also in the middle of copying: what is copied stays and goes on."""
        self._finder.close()
        self._thumbs.close()
        self._words.forget()
        if self._copier is not None:
            self._copier.stop()
            self._copier.wait()
