"""A sentence as data: finished English, its template and its values, through copies, records and other hands."""

import copy
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from photospool.messages import Message, joined, message, plural, record, recorded

THERE = message("{path} is not there.", path=Path("/photos"))


def test_a_message_is_its_english():
    assert THERE == "/photos is not there."
    assert json.dumps({"title": THERE}) == '{"title": "/photos is not there."}'
    assert (THERE.template, THERE.values) == ("{path} is not there.", {"path": "/photos"})


def test_only_plain_places_are_filled():
    """A template from elsewhere must not reach into a value."""
    odd = message("{a.__class__} {a!r} {b} {a}", a="x")
    assert odd == "{a.__class__} {a!r} {b} x"


@pytest.mark.parametrize(("count", "text"), [(0, "0 photos of Anna"), (1, "1 photo of Anna"), (2, "2 photos of Anna")])
def test_a_count_chooses_the_words(count, text):
    found = plural("{n} photo of {who}", "{n} photos of {who}", n=count, who="Anna")
    assert (found, found.template, found.values["n"]) == (text, "{n} photos of {who}", count)


def test_sentences_in_a_row_stay_what_they_are():
    row = joined(THERE, "", "Please look.")
    assert row == "/photos is not there. Please look."
    assert [type(part) for part in row.values.values()] == [Message, str]
    assert joined("", "") == ""
    assert joined("", THERE) is THERE


@dataclass(frozen=True)
class Told:
    title: str


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda text: asdict(Told(text))["title"]])
def test_a_copy_is_a_message_too(copied):
    one = plural("{n} photo", "{n} photos", n=1)
    found = copied(joined(one, THERE))
    assert (found, type(found)) == ("1 photo /photos is not there.", Message)
    assert found.values["part0"].values == {"n": 1}


@pytest.mark.parametrize(
    "text", ["plain", THERE, joined(THERE, "b"), plural("{n} photo", "{n} photos", n=1, who=THERE)]
)
def test_a_record_gives_the_same_again(text):
    found = recorded(json.loads(json.dumps(record(text))), str)
    assert (found, type(found)) == (text, type(text))
    assert getattr(found, "values", None) == getattr(text, "values", None)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (None, ""),
        (3, ""),
        ([], ""),
        ({}, ""),
        ({"text": "x"}, "x"),
        ({"text": "x", "template": 1, "values": {}}, "x"),
        ({"text": "x", "template": "y", "values": []}, "x"),
        ({"text": "x", "template": "y", "values": dict.fromkeys(map(str, range(99)))}, "x"),
        ({"text": ["x"], "template": "y", "values": {}}, ""),
    ],
)
def test_odd_records_are_no_messages(found, text):
    assert recorded(found, str) == text


def test_a_record_that_nests_without_end_is_cut_off():
    deep = "x"
    for _ in range(2000):
        deep = {"text": "x", "template": "{a}", "values": {"a": deep}}
    depth, found = 0, recorded(deep, str)
    while isinstance(found, Message):
        depth, found = depth + 1, found.values["a"]
    assert depth < 20


def test_every_text_of_a_record_is_made_clean():
    found = recorded({"text": "a\x1b", "template": "b\x1b{c}", "values": {"c\x1b": "d\x1b"}}, lambda t: t.strip("\x1b"))
    assert (found, found.template, found.values) == ("a", "b\x1b{c}", {"c": "d"})
