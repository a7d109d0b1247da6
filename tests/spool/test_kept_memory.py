"""What was taken by copy: known by what it is, else by its digest; lost without harm; small."""

from __future__ import annotations

import sqlite3
import tracemalloc

import pytest

from photospool.spool.kept_memory import KeptMemory, kept_photo, read

STATE = (1, 2, 3, 4, 5)
SHA = "ab" * 32


def memory(tmp_path, album="album"):
    return KeptMemory(tmp_path / "kept.sqlite", album)


def noted(tmp_path, origin="a.jpg", state=STATE, sha256=SHA):
    found = memory(tmp_path)
    found.note("k", [kept_photo("k", origin, state, sha256)])
    return found


def test_it_is_known_after_a_restart_while_it_is_what_it_was(tmp_path):
    noted(tmp_path).close()
    found = memory(tmp_path)
    assert found.knows("k", "a.jpg", STATE)
    assert found.has_taken(SHA)
    for index in range(5):
        changed = tuple(value + (place == index) for place, value in enumerate(STATE))
        assert not found.knows("k", "a.jpg", changed)
    assert not found.knows("k", "b.jpg", STATE)
    assert not found.knows("other", "a.jpg", STATE)
    assert not found.has_taken("cd" * 32)
    found.close()


def test_the_same_place_is_remembered_once(tmp_path):
    found = noted(tmp_path)
    for number in range(5):
        found.note("k", [kept_photo("k", "a.jpg", (9, number, 3, 4, 5), SHA)])
    found.close()
    rows = sqlite3.connect(tmp_path / "kept.sqlite")
    assert rows.execute("select count(*) from kept").fetchone() == (1,)
    rows.close()


def test_forgotten_it_may_be_taken_again(tmp_path):
    noted(tmp_path).close()
    found = memory(tmp_path)
    found.forget(kept_photo("k", "a.jpg", STATE, SHA))
    assert not found.knows("k", "a.jpg", STATE)
    assert not found.has_taken(SHA)
    found.note("k", [kept_photo("k", "a.jpg", STATE, SHA)])
    assert found.knows("k", "a.jpg", STATE)
    found.close()


def test_another_album_is_asked_afresh(tmp_path):
    noted(tmp_path).close()
    other = memory(tmp_path, "https://couch.example.org photo")
    assert not other.knows("k", "a.jpg", STATE)
    assert not other.has_taken(SHA)
    other.close()


@pytest.mark.parametrize("rubbish", [b"", b"rubbish" * 1000, b"SQLite format 3\0" + bytes(5000)])
def test_a_torn_file_is_put_aside_and_nothing_stops(tmp_path, rubbish):
    (tmp_path / "kept.sqlite").write_bytes(rubbish)
    found = noted(tmp_path)
    assert found.knows("k", "a.jpg", STATE)
    found.close()
    found = memory(tmp_path)
    assert found.has_taken(SHA)
    found.close()


def test_without_a_place_it_remembers_until_the_end(tmp_path):
    (tmp_path / "file").write_text("in the way")
    found = KeptMemory(tmp_path / "file" / "kept.sqlite", "album")
    found.note("k", [kept_photo("k", "a.jpg", STATE, SHA)])
    assert found.knows("k", "a.jpg", STATE)
    assert found.has_taken(SHA)
    found.forget(kept_photo("k", "a.jpg", STATE, SHA))
    assert not found.has_taken(SHA)
    found.close()


def test_a_jobs_note_is_read_back_and_rubbish_is_none(tmp_path):
    kept = kept_photo("k", "a.jpg", STATE, SHA)
    assert read(str(kept)) == kept
    for text in ("", "1 2", f"1 2 {SHA[:-1]}", f"{2**63} 2 {SHA}", f"1 2 {SHA}\n", f"x 2 {SHA}"):
        assert read(text) is None


def test_names_that_are_no_text_are_names_too(tmp_path):
    found = noted(tmp_path, origin="\udcff.jpg")
    assert found.knows("k", "\udcff.jpg", STATE)
    found.close()


def test_many_photos_take_little_memory(tmp_path):
    found = memory(tmp_path)
    for first in range(0, 20_000, 500):
        found.note("k", [kept_photo("k", f"{n}.jpg", (1, n, 3, 4, 5), f"{n:064x}") for n in range(first, first + 500)])
    found.close()
    tracemalloc.start()
    found = memory(tmp_path)
    assert not found.knows("k", "new.jpg", STATE)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 1_000_000, held
    assert found.knows("k", "19999.jpg", (1, 19_999, 3, 4, 5))
    assert found.knows("k", "0.jpg", (1, 0, 3, 4, 5))
    found.close()
