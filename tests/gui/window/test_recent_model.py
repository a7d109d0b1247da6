"""Recent's list: fetched by pages, thumbnails on demand, searched, and never twice the same row."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QListView

from photospool.events import Outcome, PhotoSetAside, PhotoStored
from photospool.gui import theme
from photospool.gui.window.recent_model import PAGE, THUMB, THUMBS, RecentModel
from photospool.gui.window.recent_rows import RecentDelegate
from photospool.history import History

MANY = 10_000


def stored(number, keywords=("sea",), thumb=b""):
    return PhotoStored(f"job{number}", f"IMG_{number:05}.jpg", f"md5-{number}", Outcome.NEW, f"/done/{number}",
                       tuple(keywords), "2013-05-01", thumb)  # fmt: skip


class Counted(History):
    """How often the disk was asked, and for how much."""

    def __init__(self, path):
        super().__init__(path)
        self.rows = []

    def recent(self, *args, **options):
        found = super().recent(*args, **options)
        self.rows.append(len(found))
        return found


@pytest.fixture
def history(tmp_path):
    found = Counted(tmp_path / "history.sqlite")
    yield found
    found.close()


@pytest.fixture
def model(qtbot, history):
    found = RecentModel()
    found.set_history(history)
    return found


def names(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def test_ten_thousand_rows_are_read_as_far_as_somebody_scrolls(qtbot, history):
    with history._lock:
        history._file.write(
            "insert into photo (at, job, name, outcome) values (?, ?, ?, 'new')",
            [(n, f"j{n}", f"IMG_{n:05}.jpg") for n in range(MANY)],
        )
    model = RecentModel()
    model.set_history(history)
    assert history.rows == [PAGE]
    assert names(model)[0] == f"IMG_{MANY - 1:05}.jpg"
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == MANY
    assert max(history.rows) == PAGE
    assert names(model) == [f"IMG_{n:05}.jpg" for n in reversed(range(MANY))]


def test_what_happens_comes_in_at_the_top_once(model, history, qtbot):
    history(stored(1))
    with qtbot.waitSignal(model.rowsInserted):
        assert model.refresh() == 1
    assert model.refresh() == 0
    history(stored(2))
    history(PhotoSetAside("job3", "c.jpg", "This is no photo.", "Keep it."))
    assert model.refresh() == 2
    assert names(model) == ["c.jpg", "IMG_00002.jpg", "IMG_00001.jpg"]


def test_more_than_a_page_at_once_begins_again_at_the_top(model, history):
    for number in range(PAGE * 2 + 3):
        history(stored(number))
    model.refresh()
    assert model.rowCount() == PAGE
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert names(model) == [f"IMG_{n:05}.jpg" for n in reversed(range(PAGE * 2 + 3))]


def test_search_by_name_tag_and_date(model, history):
    history(stored(1, ["sea"]))
    history(stored(2, ["mountain"]))
    model.search("mount")
    assert names(model) == ["IMG_00002.jpg"]
    model.search("00001")
    assert names(model) == ["IMG_00001.jpg"]
    model.search("2013-05")
    assert len(names(model)) == 2
    model.search("%")
    assert names(model) == []
    model.search("")
    assert len(names(model)) == 2


def test_one_photo(model, history):
    history(stored(1))
    history(stored(2))
    model.show_photo("md5-1")
    assert names(model) == ["IMG_00001.jpg"]
    assert not model.canFetchMore(QModelIndex())
    history(stored(3))
    assert model.refresh() == 0


def test_a_row_that_was_there_already_says_of_which_photo_and_how_it_is_opened(model, history):
    history(replace(stored(1), outcome=Outcome.DUPLICATE, taken="2024-05-04", known_as="beach.jpg"))
    model.refresh()
    said = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "already in your album, There it is called beach.jpg, " in said
    assert "2024" in said
    assert "show it in the album" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_thumbnails_are_read_when_seen_and_few_are_kept(model, history):
    picture = io.BytesIO()
    Image.new("RGB", (22, 14), "red").save(picture, "JPEG")
    for number in range(THUMBS + 50):
        history(stored(number, thumb=picture.getvalue()))
    model.refresh()
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model._thumbs == {}
    for row in range(model.rowCount()):
        assert model.index(row).data(THUMB).width() == 22
    assert len(model._thumbs) == THUMBS


def test_a_chosen_row_leaves_the_colours_as_they_are(qtbot, model, history):
    history(stored(1))
    model.refresh()
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setItemDelegate(RecentDelegate(view))
    view.setCurrentIndex(model.index(0))
    view.grab()
    assert theme.colours().accent.alpha() == 255
