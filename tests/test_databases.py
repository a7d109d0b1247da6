"""A database that is left open is told, with the test that opened it; one that was closed is not."""

import gc
import sqlite3
import warnings

import pytest


def test_one_that_is_left_open_is_told_with_its_opener(tmp_path):
    with pytest.warns(
        ResourceWarning, match=r"left open; opened in .*test_one_that_is_left_open.* at .*test_databases"
    ):
        sqlite3.connect(tmp_path / "one.db").execute("CREATE TABLE there (is_one)")
        gc.collect()


def test_one_that_was_closed_is_not(tmp_path):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        db = sqlite3.connect(tmp_path / "one.db", isolation_level=None, check_same_thread=False)
        db.close()
        del db
        gc.collect()
    assert told == []


def test_one_that_could_not_be_opened_is_not(tmp_path):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        with pytest.raises(sqlite3.OperationalError):
            sqlite3.connect(tmp_path)
        gc.collect()
    assert told == []
