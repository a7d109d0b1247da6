"""Add photos: real files, the real decoding process, a real spool and engine, the embedded album."""

import os
import threading
from pathlib import Path

import pytest
from tests.children import PATIENCE_S
from tests.parts import House, Running
from tests.photo.made_sidecars import album_notes, takeout

from ..conftest import PATIENCE_MS

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QDate, QMimeData, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFontMetrics
from PySide6.QtTest import QTest

from photospool import events
from photospool.album.known_tags import KnownTags
from photospool.album.sidecar_owner import NOBODY, Owner
from photospool.engine.added_sidecars import AddedTogether, Belongs, SidecarPlan
from photospool.gui.add_photos import AddPhotosDialog
from photospool.gui.add_photos.photo_list import ROW, fitting
from photospool.gui.i18n import language
from photospool.gui.i18n.added_words import report_words
from photospool.photo.formats import PHOTOS, SIDECARS

KNOWN = KnownTags(("sea", "summer", "Anna"), ("Private", "Friends/Family", "Public", "Work"))


@pytest.fixture(autouse=True)
def in_english(qapp):
    language.speak(qapp, "en")


@pytest.fixture
def mine(tmp_path):
    """Three photos, a broken one, and what is no photo."""
    folder = tmp_path / "mine"
    (folder / "deep").mkdir(parents=True)
    for name, colour in (("a.jpg", "red"), ("b.png", "green"), ("deep/c.jpg", "blue")):
        Image.new("RGB", (320, 240), colour).save(folder / name)
    (folder / "torn.jpg").write_bytes(b"\xff\xd8\xff\xe0 torn")
    (folder / "film.mp4").write_bytes(b"film")
    return folder


@pytest.fixture
def house(tmp_path):
    return House(tmp_path / "house")


@pytest.fixture
def dialog(qtbot, house):
    made = AddPhotosDialog(house.spool, lambda: KNOWN, usual_category="Private")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.shut_down()


def waits(qtbot, is_so):
    qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE_MS)


def names(dialog):
    return [path.name for path in dialog.photos.paths]


def dropped(dialog, *paths, offered=Qt.DropAction.CopyAction | Qt.DropAction.MoveAction):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(10, 10),
        offered,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setDropAction(Qt.DropAction.MoveAction)
    dialog.dropEvent(event)
    return event.dropAction() if event.isAccepted() else None


def test_folders_are_walked_and_pictures_made_of_what_is_seen(qtbot, dialog, mine):
    dropped(dialog, mine)
    waits(qtbot, lambda: len(names(dialog)) == 4)
    assert names(dialog) == ["a.jpg", "b.png", "torn.jpg", "c.jpg"]
    assert dialog.summary.text() == "4 photos · left out: 1 video"

    def rows():
        return [dialog.photos.index(number).data(ROW) for number in range(4)]

    waits(qtbot, lambda: all(row.picture or row.problem for row in rows()))
    torn = rows()[2]
    assert torn.picture is None
    assert torn.problem
    assert rows()[0].picture.size().width() > 100


def test_why_there_is_no_picture_stands_in_its_place_as_far_as_there_is_room(qapp):
    """A line as wide as the picture cut the middle out of each sentence: “The end of…s missing.”"""
    metrics, room = QFontMetrics(qapp.font()), QRectF(0, 0, 124, 60)
    whole = "The end of this photo is missing."
    assert fitting(metrics, whole, room) == whole
    told = fitting(metrics, f"{whole} " * 9, room)
    assert told.startswith("The end of this photo is missing")
    assert told.endswith("…")
    assert fitting(metrics, "x" * 90, room).endswith("…")


def test_where_nothing_is_taken_it_says_so(qtbot, dialog, tmp_path):
    assert dialog.empty.title.text() == "Drop photos or folders here"
    for name in ("icon.svg", "film.mp4", "half.part"):
        (tmp_path / name).write_bytes(b"x")
    dialog.take([tmp_path / "icon.svg", tmp_path / "film.mp4", tmp_path / "half.part"])
    waits(qtbot, lambda: len(dialog._left_out) == 3)
    assert dialog.empty.isVisible()
    assert dialog.empty.title.text() == "Nothing of that can be added"
    assert dialog.empty.text.text() == (
        "Left out: 1 drawing or picture of another kind, 1 other file, 1 video (icon.svg, film.mp4, half.part). "
        "Only photos are taken."
    )


def test_a_file_is_on_the_list_once(qtbot, dialog, mine):
    dialog.take([mine / "a.jpg", mine])
    dialog.take([mine / "a.jpg"])
    waits(qtbot, lambda: len(names(dialog)) == 4)
    qtbot.wait(50)
    assert sorted(names(dialog)) == ["a.jpg", "b.png", "c.jpg", "torn.jpg"]


def test_what_is_dropped_is_never_moved(qtbot, dialog, mine):
    assert dropped(dialog, mine / "a.jpg") is Qt.DropAction.CopyAction
    assert dropped(dialog, mine / "b.png", offered=Qt.DropAction.MoveAction) is None
    waits(qtbot, lambda: names(dialog) == ["a.jpg", "b.png"])


def test_taking_off_the_list(qtbot, dialog, mine):
    dialog.take([mine])
    waits(qtbot, lambda: len(names(dialog)) == 4)
    dialog.view.selectAll()
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert names(dialog) == []
    assert not dialog.add.isEnabled()


def test_photos_reach_the_album_with_their_words_while_the_engine_runs(qtbot, dialog, house, mine):
    engine = house.engine()
    with Running(engine):
        waits(qtbot, lambda: house.of(events.EngineStarted))
        dialog.added.connect(engine.look_now)
        dialog.take([mine / "a.jpg", mine / "deep"])
        waits(qtbot, lambda: len(names(dialog)) == 2)
        QTest.keyClicks(dialog.form.tags, "Sum")
        QTest.keyClick(dialog.form.tags._popup, Qt.Key.Key_Down)
        QTest.keyClick(dialog.form.tags._popup, Qt.Key.Key_Return)
        QTest.keyClicks(dialog.form.tags, "at the lake")
        dialog.form.category.setCurrentText("Public")
        assert dialog.form.public.isVisible()
        dialog.form.description.setText("  A day off  ")
        dialog.form.taken_all.click()
        dialog.form.day.setDate(QDate(1999, 12, 31))
        QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        waits(qtbot, lambda: not dialog.isVisible())  # all is well: it closes by itself
        waits(qtbot, lambda: len(house.of(events.PhotoStored)) == 2)
    house.album = house.again()
    for photo in house.photos():
        assert photo["keywords"] == ["summer", "at-the-lake", "unprocessed"]
        assert (photo["cat"], photo["descr"], photo["taken"]) == ("Public", "A day off", "1999-12-31")
    assert sorted(photo["filename"] for photo in house.photos()) == ["a.jpg", "c.jpg"]
    assert (mine / "a.jpg").exists()


def test_the_usual_words_are_left_to_each_photo(qtbot, dialog, house, mine):
    assert dialog.form.batch().words() == {
        "keywords": [],
        "category": "Private",
        "description": "",
        "taken": "",
        "by_person": True,
    }
    assert not dialog.form.public.isVisible()


def test_errors_are_told_by_file_and_the_rest_is_copied(qtbot, dialog, house, mine):
    dialog.take([mine / "a.jpg", mine / "b.png"])
    waits(qtbot, lambda: len(names(dialog)) == 2)
    (mine / "a.jpg").unlink()
    added = []
    dialog.added.connect(added.append)
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    waits(qtbot, lambda: added)
    waits(qtbot, dialog.add.isVisible)
    assert "a.jpg" in dialog.wrong.text()
    assert dialog.told.text() == "1 photo is on its way into your album."  # what went well is not in red
    assert dialog.isVisible()
    assert names(dialog) == ["a.jpg"]  # what is left can be tried again
    assert [job.name for job in house.spool().jobs()] == ["b.png"]
    dialog.reject()
    assert not dialog.isVisible()


def test_escape_in_a_field_leaves_the_field_and_loses_nothing_that_was_chosen(qtbot, dialog, mine):
    dialog.take([mine / "a.jpg", mine / "b.png"])
    waits(qtbot, lambda: len(names(dialog)) == 2)
    dialog.form.category.setFocus()
    QTest.keyClick(dialog.form.category, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert len(names(dialog)) == 2
    QTest.keyClick(dialog.view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_missing_work_folder_is_told(qtbot, dialog, house, mine):
    dialog.take([mine / "a.jpg"])
    waits(qtbot, lambda: names(dialog))
    house.work.rmdir()
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    waits(qtbot, lambda: str(house.work) in dialog.wrong.text())
    assert names(dialog) == ["a.jpg"]


class SlowSpool:
    """A spool whose disk takes its time: each copy waits until the test lets it go."""

    def __init__(self, spool):
        self._spool = spool
        self.may_copy = threading.Semaphore(0)
        self.begun = threading.Semaphore(0)

    def check_room(self, size):
        self._spool.check_room(size)

    def add(self, path, words):
        self.begun.release()
        assert self.may_copy.acquire(timeout=PATIENCE_S)
        return self._spool.add(path, words)


def test_stop_leaves_the_rest_on_the_list(qtbot, house, mine):
    slow = SlowSpool(house.spool())
    dialog = AddPhotosDialog(lambda: slow, lambda: KNOWN, usual_category="Private", paths=[mine])
    qtbot.addWidget(dialog)
    dialog.show()
    waits(qtbot, lambda: len(names(dialog)) == 4)
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert slow.begun.acquire(timeout=PATIENCE_S)
    assert dialog.stop.isVisible()
    assert not dialog.form.isEnabled()
    assert dialog.told.text() == "Copying file 1 of 4"
    QTest.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    slow.may_copy.release()
    waits(qtbot, dialog.add.isVisible)
    assert names(dialog) == ["b.png", "torn.jpg", "c.jpg"]
    assert [job.name for job in house.spool().jobs()] == ["a.jpg"]
    dialog.reject()


def test_closing_while_copying_ends_with_a_whole_photo(qtbot, house, mine):
    slow = SlowSpool(house.spool())
    dialog = AddPhotosDialog(
        lambda: slow, lambda: KNOWN, usual_category="Private", paths=[mine / "a.jpg", mine / "b.png"]
    )
    qtbot.addWidget(dialog)
    dialog.show()
    waits(qtbot, lambda: len(names(dialog)) == 2)
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert slow.begun.acquire(timeout=PATIENCE_S)
    dialog.close()
    assert dialog.isVisible()
    slow.may_copy.release()
    waits(qtbot, lambda: not dialog.isVisible())
    (job,) = house.spool().jobs()
    assert Path(job.photo).read_bytes() == (mine / "a.jpg").read_bytes()


def test_ten_thousand_are_listed_without_making_their_pictures(qtbot, house, tmp_path):
    """Pictures are made of what is looked at; the list itself comes in pieces."""
    many = tmp_path / "many"
    many.mkdir()
    for number in range(10_000):
        (many / f"{number:05}.jpg").touch()
    asked = []

    class Decoder:
        def prepare(self, path, name):
            asked.append(path)
            raise AssertionError("only what is seen is asked for, and nothing is shown here")

        def close(self):
            pass

    dialog = AddPhotosDialog(house.spool, lambda: KNOWN, usual_category="Private", paths=[many], make_decoder=Decoder)
    qtbot.addWidget(dialog)
    waits(qtbot, lambda: dialog.photos.rowCount() == 10_000)
    assert asked == []
    dialog.shut_down()


def test_everything_has_a_name_and_is_reached_by_keys(qtbot, dialog):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    for kind in (QAbstractButton, QLineEdit, QComboBox):
        for widget in dialog.findChildren(kind):
            if widget.objectName().startswith("add-"):
                assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert dialog.view.accessibleName()


def test_a_takeout_is_told_in_a_report_before_the_dialog_closes(qtbot, house, mine):
    (mine / "a.jpg.json").write_bytes(takeout("a.jpg", description="By the lake"))
    (mine / "gone.jpg.json").write_bytes(takeout("gone.jpg"))
    (mine / "metadata.json").write_bytes(album_notes("At the Lake"))
    dialog = AddPhotosDialog(house.spool, lambda: KNOWN, usual_category="Private", kinds=(PHOTOS, SIDECARS))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.take([mine / "gone.jpg.json"])
    waits(qtbot, lambda: dialog.empty.title.text() == "Nothing of that can be added")
    assert "choose these too" in dialog.empty.text.text()
    dialog.take([mine / "a.jpg", mine / "b.png", mine / "a.jpg.json", mine / "metadata.json"])
    waits(qtbot, lambda: len(names(dialog)) == 2 and dialog.summary.text() == "2 photos · 3 sidecars")
    engine = house.engine()
    with Running(engine):
        waits(qtbot, lambda: house.of(events.EngineStarted))
        dialog.added.connect(engine.look_now)
        QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        waits(qtbot, lambda: "Sidecars go with" in dialog.told.text())
        waits(qtbot, lambda: len(house.of(events.SidecarAttached)) == 1)
    assert dialog.told.text() == (
        "2 photos are on their way into your album.\n"
        "Sidecars go with 1 of them.\n"
        "Without a sidecar: 1 (b.png).\n"
        "1 sidecar without a photo: gone.jpg.json.\n"
        "Albums that become tags: At the Lake."
    )
    assert dialog.isVisible(), "the report is there to be read"
    assert dialog.empty.title.text() == "Drop photos or folders here", "it is about the next ones"
    assert dialog.summary.text() == ""
    dialog.shut_down()
    house.album = house.again()
    said = {photo["filename"]: photo["descr"] for photo in house.photos()}
    assert said["a.jpg"] == "By the lake"
    assert (mine / "a.jpg.json").exists()


def test_the_album_is_asked_about_what_is_left_and_the_report_is_kept(qtbot, house, mine, tmp_path):
    for name in ("there", "gone"):
        (mine / f"{name}.jpg.json").write_bytes(takeout(f"{name}.jpg"))
    closed = []

    class Asker:
        def __call__(self, name, _reading):
            return Owner(("d" * 32,)) if name.startswith("there") else NOBODY

        def close(self):
            closed.append(True)

    reports = tmp_path / "reports"
    kinds = (PHOTOS, SIDECARS)
    dialog = AddPhotosDialog(
        house.spool, lambda: KNOWN, usual_category="Private", kinds=kinds, make_asker=Asker, reports=reports
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.take([mine / name for name in ("a.jpg", "there.jpg.json", "gone.jpg.json")])
    waits(qtbot, lambda: dialog.summary.text() == "1 photo · 2 sidecars")
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    waits(qtbot, lambda: "All of it by name" in dialog.told.text())
    (kept,) = reports.iterdir()
    told = [
        "Sidecars go with 0 of them.",
        "Without a sidecar: 1 (a.jpg).",
        "1 sidecar of a photo that is in the album already: there.jpg.json.",
        "1 sidecar without a photo: gone.jpg.json.",
    ]
    assert dialog.told.text().splitlines()[1:] == [*told, f"All of it by name: {kept}"]
    assert kept.read_text(encoding="utf-8").splitlines() == [
        *told,
        "",
        "Without a sidecar: 1",
        f"    {mine / 'a.jpg'}",
        "",
        "1 sidecar of a photo that is in the album already:",
        f"    {mine / 'there.jpg.json'}",
        "",
        "1 sidecar without a photo:",
        f"    {mine / 'gone.jpg.json'}",
    ]
    assert closed == [True]
    dialog.shut_down()
    assert sorted(job.name for job in house.spool().jobs()) == ["a.jpg", "there.jpg.json"]


def test_names_and_titles_of_strangers_are_told_in_their_line(qapp):
    lone, of_album = (
        Path("a\n\u202eNothing is lost.xmp"),
        Belongs(Path("b.json"), (Path("b.jpg"),), ("At\n\u202ethe Lake",)),
    )
    lines = report_words(AddedTogether(SidecarPlan(going=(of_album,), lone=(lone,)), [Path("b.jpg")], [Path("b.json")]))
    assert lines[1:] == [
        "1 sidecar without a photo: a\ufffd\ufffdNothing is lost.xmp.",
        "Albums that become tags: At\ufffd\ufffdthe Lake.",
    ]
