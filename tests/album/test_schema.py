"""Documents as any program may have written them: what is not of its type is absent, and stops nobody."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photospool.album import schema

from .odd_documents import documents

NUMBERS = ["size", "width", "height", "tnwidth", "tnheight", "orientation"]


@pytest.mark.parametrize(
    "value", [10**400, -(10**400), 2**53 + 1, float("inf"), float("nan"), True, "7", [7], {}, None]
)
@pytest.mark.parametrize("name", NUMBERS)
def test_no_number_is_absent(name, value):
    assert name not in schema.read({name: value})


@pytest.mark.parametrize("value", [0, -1, 17, 20.5, 2**53])
def test_numbers_stay(value):
    assert schema.read({"size": value}) == {"size": value}


@pytest.mark.parametrize("value", [None, 7, True, ["a"], {"a": 1}, "half \ud800"])
@pytest.mark.parametrize("name", ["cat", "descr", "taken", "ts", "filename", "sha256", "type", "trashed_from"])
def test_no_text_is_absent(name, value):
    assert name not in schema.read({name: value})


def test_what_we_do_not_know_stays_if_json_can_hold_it():
    deep = json.loads("[" * 100 + "]" * 100)
    assert schema.read({"mood": [1, {"a": None}], "deep": deep}) == {"mood": [1, {"a": None}], "deep": deep}
    assert schema.read({"mood": [deep], "inf": [float("inf")], "half": {"\ud800": 1}, "long": [10**400]}) == {}


def test_tags_notes_and_places():
    given_one = {
        "keywords": ["sea", 7, "half \ud800", None, "sun"],
        "exif": {"Image Make": "Canon", "ISO": 100, "odd": [1], "odder": {"a": 1}, "inf": float("inf")},
        "location": {"lat": 47.5, "lon": "9", "alt": None},
        "_attachments": {"thumb.jpg": {"length": 3}, "odd": 7},
    }
    assert schema.read(given_one) == {
        "keywords": ["sea", "sun"],
        "exif": {"Image Make": "Canon", "ISO": 100},
        "location": {"lat": 47.5},
        "_attachments": {"thumb.jpg": {"length": 3}},
    }
    assert schema.read({"keywords": "sea  sun"}) == {"keywords": "sea  sun"}
    assert schema.read({"exif": ["a"], "_attachments": [], "location": "here"}) == {}


@given(documents)
def test_any_document_is_read_and_can_be_written(document):
    found = schema.read(document)
    assert json.loads(json.dumps(found, allow_nan=False).encode()) == found
    assert schema.read(found) == found, "what was read is as it should be"
    assert isinstance(schema.day_of(document), str)
    assert schema.name_of(document, "id")


@pytest.mark.parametrize("taken", ["2013-05-01", "2013-05-01T12:34:56", "2013-05-01 12:34"])
def test_a_date_is_a_date(taken):
    assert schema.day_of({"taken": taken}) == "2013-05-01"


@pytest.mark.parametrize(
    "taken", ["", "2013", "2013-05-01x", "../../..", "/2013-05-01", "2013-05-01/..", 20130501, None]
)
def test_anything_else_is_none(taken):
    assert schema.day_of({"taken": taken}) == ""


@given(st.text())
def test_a_name_is_one_line_that_is_safe_to_show(name):
    shown = schema.name_of({"filename": name}, "0" * 32)
    assert shown.isprintable() or all(char.isprintable() or char == "\xad" for char in shown) or shown.strip()
    assert "\n" not in shown and "\x1b" not in shown and len(shown) <= 255


def test_a_mark_is_no_document():
    mark = schema.unread("a", "1-b")
    assert not schema.is_readable(mark)
    assert schema.is_readable({"_id": "a"})
    assert schema.is_readable(None)
