"""The views in JavaScript and in Python give the same rows, in the same order, to the same questions.

The JavaScript runs in node for the rows of single documents, and in a real CouchDB for everything else.
"""

import json
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.children import child
from tests.search import examples

from photospool.album.couchdb.design_doc import DESIGN_ID, design_document, design_version
from photospool.album.embedded.attachment_store import AttachmentStore
from photospool.album.embedded.document_store import DocumentStore
from photospool.album.embedded.view_index import ViewIndex
from photospool.album.views import VERSION, VIEWS

from .odd_documents import ODD, documents

HERE = __file__.rsplit("test_views.py", 1)[0]


class Node:
    """The design document's map functions in a node process, fed line by line."""

    def __init__(self, maps):
        self._process = child(["node", HERE + "run_views.js"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._ask(maps) == "ready"

    def rows(self, docs):
        return {name: [(doc_id, key, value) for doc_id, key, value in rows] for name, rows in self._ask(docs).items()}

    def close(self):
        self._process.end()

    def _ask(self, value):
        self._process.stdin.write(json.dumps(value) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline(), parse_int=_as_javascript)


def _as_javascript(digits):
    """Numbers above 2**53 are written with other digits there."""
    return int(digits) if abs(int(digits)) <= 2**53 else float(digits)


@pytest.fixture(scope="module")
def node():
    if shutil.which("node") is None:
        pytest.skip("needs node to run the views' JavaScript")
    process = Node({name: view["map"] for name, view in design_document()["views"].items()})
    yield process
    process.close()


def python_rows(docs):
    return {
        name: [(doc["_id"], key, value) for doc in docs for key, value in view.map(doc)] for name, view in VIEWS.items()
    }


def index_of(tmp_path, docs):
    store = DocumentStore(tmp_path / "album.db", AttachmentStore(tmp_path / "files"))
    answers = store.bulk([without_stubs(doc) for doc in docs])
    assert all("ok" in answer for answer in answers)
    return store, ViewIndex(store, VIEWS, VERSION)


def without_stubs(doc):
    return {name: value for name, value in doc.items() if name != "_attachments"}


def test_both_have_the_same_views_and_reduces():
    design = design_document()
    assert design["_id"] == DESIGN_ID
    assert {name: view.get("reduce") for name, view in design["views"].items()} == {
        name: view.reduce for name, view in VIEWS.items()
    }
    assert design["version"] == design_version() == VERSION


def test_rows_of_odd_documents(node):
    docs = [{"_id": f"odd-{n}", **doc} for n, doc in enumerate(ODD)]
    assert node.rows(docs) == python_rows(docs)


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(documents, max_size=12))
@example([{"cat": "Private", "taken": ""}])
def test_rows_of_any_document(node, docs):
    docs = [{**doc, "_id": f"d{n}"} for n, doc in enumerate(docs)]
    assert node.rows(docs) == python_rows(docs)


def test_rows_of_a_photo():
    photo = {
        "_id": "aa",
        "type": "photo",
        "cat": "Private",
        "taken": "2013-05-01",
        "taken_at": "2013-05-01T12:34:56+02:00",
        "ts": "2014-01-02T03:04:05",
        "keywords": ["Rügen", "unprocessed"],
        "width": 30,
        "height": 20,
        "size": 1000,
        "extension": "jpg",
        "exif": {"Image Make": "Canon", "Image Model": "EOS 5D", "Image Orientation": "Horizontal (normal)"},
        "placeholder": "1QcSHQRnh493V4dIh4eXh1h4kJUI",
        "_attachments": {"thumb.jpg": {"stub": True}, "1600x1200.jpg": {"stub": True}},
    }
    card = {
        "width": 30,
        "height": 20,
        "extension": "jpg",
        "orientation": "Horizontal (normal)",
        "placeholder": "1QcSHQRnh493V4dIh4eXh1h4kJUI",
        "large": True,
    }
    when = [2013, 5, 1, "2013-05-01T12:34:56+02:00"]
    assert {name: rows for name, rows in python_rows([photo]).items() if rows} == {
        "tag": [("aa", "Rügen", "2013-05-01"), ("aa", "unprocessed", "2013-05-01")],
        "cat": [("aa", "Private", 1)],
        "recent-added": [("aa", "2014-01-02T03:04:05", None)],
        "recent-taken": [("aa", "2013-05-01", None)],
        "cameras": [("aa", ["canon", "eos 5d"], 1000)],
        "timeline": [("aa", when, card)],
        "unprocessed": [("aa", when, card)],
        "by-camera": [("aa", ["canon", "eos 5d", *when], card)],
    }


def test_a_videos_card_says_how_long_it_is_and_a_photo_s_nothing():
    video = {"_id": "v", "type": "photo", "media": "video", "cat": "Private", "taken": "2024-01-02"}
    for duration, shown in ((65.4, 65.4), (0, 0), (None, 0), ("long", 0), (-1, 0)):
        (row,) = python_rows([{**video, "duration": duration}])["timeline"]
        assert row[2]["video"] == shown
    (row,) = python_rows([{**video, "media": "photo", "duration": 5}])["timeline"]
    assert "video" not in row[2]


def test_a_motion_photo_s_card_says_where_its_film_lies():
    photo = {"_id": "a", "type": "photo", "cat": "Private", "taken": "2024-01-02", "motion_offset": 1000}
    for length, motion in ((500, [1000, 500]), (0, None), (-1, None), ("5", None), (None, None)):
        (row,) = python_rows([{**photo, "motion_length": length}])["timeline"]
        assert row[2].get("motion") == motion


def test_what_belongs_to_another_is_in_no_list_but_its_own():
    half = {
        **{"_id": "m", "type": "photo", "media": "video", "duration": 2.5, "cat": "Private", "taken": "2024-01-02"},
        **{"ts": "2024-01-02T03:04:05", "keywords": ["sea", "unprocessed"], "taken_at": "2024-01-02T03:04:05"},
        **{"exif": {"Image Make": "Apple", "Image Model": "iPhone 15"}, "part_of": "h", "part": "live"},
    }
    rows = {name: found for name, found in python_rows([half]).items() if found}
    assert list(rows) == ["parts"]
    [(_, key, value)] = rows["parts"]
    assert key == "h"
    assert value["part"] == "live"
    assert value["cat"] == "Private"
    assert value["at"] == "2024-01-02T03:04:05"
    assert value["video"] == 2.5
    of_itself = {**half, "part_of": "m"}
    assert "timeline" in {name for name, found in python_rows([of_itself]).items() if found}
    thrown = {**half, "cat": "Trash"}
    assert [key for _, key, _ in python_rows([thrown])["cat"]] == ["Trash"]
    assert python_rows([{**thrown, "trashed_with": "h"}])["cat"] == []


def test_originals_are_found_by_what_their_shots_have_in_common():
    original = {"_id": "original-a", "type": "original", "photo": "a", "pair_keys": ["content:X", "name:y", "name:y"]}
    rows = {name: found for name, found in python_rows([original]).items() if found}
    assert rows == {"partners": [("original-a", "content:X", None), ("original-a", "name:y", None)]}
    assert not any(python_rows([{**original, "type": "photo"}])["partners"])


def test_the_trash_is_only_in_its_own_lists():
    rows = python_rows([{"_id": "aa", "type": "photo", "cat": "Trash", "taken": "2013-05-01", "keywords": ["x"]}])
    assert sorted(name for name, found in rows.items() if found) == ["cat"]


def test_originals_are_in_no_view():
    original = {"_id": "original-aa", "type": "original", "photo": "aa", "size": 3, "exif": {"Image Make": "Canon"}}
    assert not any(python_rows([original]).values())


def test_the_day_that_a_user_set_wins_over_the_exact_time():
    [(_, key, _)] = python_rows(
        [{"_id": "aa", "type": "photo", "taken": "1999-12-31", "taken_at": "2013-05-01T12:34:56"}]
    )["timeline"]
    assert key == [1999, 12, 31, "1999-12-31"]


@pytest.mark.parametrize("at", ["1975", "1975-01"])
def test_a_day_that_is_known_in_part_lies_on_its_first_day(at):
    """The old album's pattern wants a whole day; nothing reads a time into what tells none."""
    photo = {"_id": "aa", "type": "photo", "cat": "Private", "taken": "1975-01-01", "taken_at": at, "keywords": ["x"]}
    rows = python_rows([photo])
    assert rows["timeline"][0][1] == [1975, 1, 1, "1975-01-01"]
    assert rows["recent-taken"] == [("aa", "1975-01-01", None)]
    assert rows["tag"] == [("aa", "x", "1975-01-01")]
