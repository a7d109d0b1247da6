"""A small SQLite file that may be lost: set aside where it is of no use, and never in anybody's way."""

from __future__ import annotations

import sqlite3

import pytest

from photospool.security.cache_file import CacheFile

TABLES = "create table if not exists word (text text unique)"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "words.sqlite"


def opened(path, **options):
    found = CacheFile(path, what="list of words", version=1, tables=TABLES, **options)
    found.open()
    return found


def words(file):
    return [text for (text,) in file.rows("select text from word order by text")]


def asides(path):
    return list(path.parent.glob("words.sqlite.bad-*"))


def test_what_was_written_is_there_again(path):
    first = opened(path)
    first.write("insert into word values (?)", [("a",), ("b",)])
    first.close()
    again = opened(path)
    assert words(again) == ["a", "b"]
    again.close()
    assert asides(path) == []


def test_little_of_it_is_kept_in_memory(path):
    file = opened(path)
    assert file.rows("pragma cache_size") == [(-256,)]  # KB; 2,000 by itself
    file.close()


def test_rows_are_written_together_or_not_at_all(path):
    file = opened(path)
    file.write("insert into word values (?)", [("a",), ("a",)])
    assert words(file) == []
    file.write("insert into word values (?)", [("b",)])
    assert words(file) == ["b"]
    file.close()


@pytest.mark.parametrize("how", ["torn", "newer", "its owner can't use it"])
def test_one_that_is_of_no_use_is_kept_beside(path, how):
    first = opened(path)
    first.write("insert into word values (?)", [("a",)])
    first.close()
    refused = []

    def begin(db):
        if how == "its owner can't use it" and not refused:
            refused.append(1)
            raise sqlite3.DatabaseError("not as it should be")

    if how == "torn":
        path.write_bytes(b"SQLite format 3\x00 and no more")
    elif how == "newer":
        with sqlite3.connect(path) as db:
            db.execute("pragma user_version=2")
        db.close()
    again = opened(path, begin=begin)
    assert again.is_open
    assert words(again) == []
    again.close()
    assert len(asides(path)) == 1


def test_without_a_disk_every_question_has_an_answer(tmp_path):
    (tmp_path / "no folder").write_text("a file")
    file = opened(tmp_path / "no folder" / "words.sqlite")
    file.write("insert into word values (?)", [("a",)])
    assert not file.is_open
    assert words(file) == []
    file.close()
