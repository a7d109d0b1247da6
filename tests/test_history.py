"""The history tells what happened, and losing it does no harm."""

import sqlite3
from dataclasses import replace

import pytest

from photospool import events
from photospool.events import SET_ASIDE
from photospool.history import IN_TRASH, KNOWN_AS, History
from photospool.messages import message


def stored(name: str, *, outcome=events.Outcome.NEW, keywords=(), taken="2020-01-02", photo="ab" * 16):
    return events.PhotoStored(
        job=f"job-{name}",
        name=name,
        photo_id=photo,
        outcome=outcome,
        done=f"/done/{name}",
        keywords=tuple(keywords),
        taken=taken,
        thumb=b"jpeg",
    )


@pytest.fixture
def history(tmp_path):
    made = History(tmp_path / "data" / "history.sqlite")
    yield made
    made.close()


def test_ends_are_remembered_newest_first_and_counted(history):
    history(events.Claimed(job="x", name="x.jpg"))
    history(stored("a.jpg", keywords=["sea", "sun"]))
    history(stored("b.jpg", outcome=events.Outcome.DUPLICATE))
    history(events.PhotoSetAside(job="c", name="c.jpg", title="Cut off.", advice="Send it again."))
    assert [entry.name for entry in history.recent()] == ["c.jpg", "b.jpg", "a.jpg"]
    assert history.recent()[0].advice == "Send it again."
    assert history.recent()[2].keywords == ("sea", "sun")
    assert history.recent()[2].thumb == b"jpeg"
    assert history.counts() == {"new": 1, "duplicate": 1, SET_ASIDE: 1}


def test_of_what_was_there_already_it_is_known_as_what_and_its_picture_is_that_of_the_day_it_came(history):
    history(stored("a.jpg"))
    again = replace(stored("b.jpg", outcome=events.Outcome.DUPLICATE), thumb=b"", known_as="a.jpg")
    history(again)
    history(replace(again, name="a.jpg", is_in_trash=True))
    history(replace(again, photo_id="", known_as=""))
    unknown, same, other, _came = history.recent(thumbs=False)
    assert (other.title, same.title, unknown.title) == ("There it is called a.jpg.", IN_TRASH, "")
    assert (other.title.template, other.title.values) == (KNOWN_AS, {"name": "a.jpg"})
    assert [history.thumb(entry.number) for entry in (unknown, same, other)] == [b"", b"jpeg", b"jpeg"]


def test_a_photo_is_found_by_the_tags_that_its_sidecar_tells_later(history):
    history(stored("a.jpg", keywords=["sea"]))
    history(stored("b.jpg", photo="cd" * 16))
    history(events.SidecarAttached("job-s", "a.xmp", ("ab" * 16,), True, "/done/a.xmp", ("old-mill", "sea")))
    assert [(entry.name, entry.keywords) for entry in history.recent(find="mill")] == [("a.jpg", ("sea", "old-mill"))]
    history(events.SidecarAttached("job-t", "b.xmp", ("cd" * 16, "ef" * 16), True, "/done/b.xmp", ("mill",)))
    assert [entry.name for entry in history.recent(find="mill")] == ["b.jpg", "a.jpg"]


def test_nothing_is_found_by_the_mark_of_what_nobody_gave_words_yet(history):
    """Every photo carries it, and the window does not show it: a search for “process” listed them all."""
    history(stored("a.jpg", keywords=["unprocessed"]))
    history(stored("b.jpg", keywords=["sea", "unprocessed", "sun"]))
    history(stored("c.jpg", keywords=["unprocessed-film", "unprocessed"]))
    assert [entry.name for entry in history.recent(find="process")] == ["c.jpg"]
    for word in ("sea", "sun"):
        assert [entry.name for entry in history.recent(find=word)] == ["b.jpg"]


def test_pages_do_not_overlap(history):
    for number in range(10):
        history(stored(f"{number}.jpg"))
    first = history.recent(4)
    second = history.recent(4, before=first[-1].number)
    assert [entry.name for entry in first + second] == [f"{number}.jpg" for number in range(9, 1, -1)]


@pytest.mark.parametrize(
    ("text", "expected"), [("SEA", ["a%_.jpg"]), ("%_", ["a%_.jpg"]), ("2021", ["b.jpg"]), ("\\", [])]
)
def test_finding_takes_the_text_as_it_is(history, text, expected):
    history(stored("a%_.jpg", keywords=["seaside"]))
    history(stored("b.jpg", taken="2021-05-05"))
    assert [entry.name for entry in history.recent(find=text)] == expected


def test_a_photo_is_found_by_its_id(history):
    history(stored("a.jpg", photo="11"))
    history(stored("b.jpg", photo="22"))
    assert [entry.name for entry in history.by_photo("22")] == ["b.jpg"]


def test_it_outlives_a_restart(tmp_path):
    for name in ("a.jpg", "b.jpg"):
        history = History(tmp_path / "h.sqlite")
        history(stored(name))
        history.close()
    history = History(tmp_path / "h.sqlite")
    assert len(history.recent()) == 2
    history.close()


def test_torn_at_any_length_it_is_begun_anew_and_the_old_file_kept(tmp_path):
    path = tmp_path / "h.sqlite"
    history = History(path)
    for number in range(50):
        history(stored(f"{number}.jpg"))
    history.close()
    whole = path.read_bytes()
    for length in (1, 15, 100, 1000, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        history = History(path)
        history(stored("after.jpg"))
        assert history.recent(1)[0].name == "after.jpg"
        history.close()
        path.unlink()


def test_a_newer_version_is_put_aside_not_overwritten(tmp_path):
    path = tmp_path / "h.sqlite"
    db = sqlite3.connect(path)
    db.execute("pragma user_version=99")
    db.commit()
    db.close()
    history = History(path)
    history(stored("a.jpg"))
    assert len(history.recent()) == 1
    history.close()
    assert len(list(tmp_path.glob("h.sqlite.bad-*"))) == 1


def test_without_a_usable_place_there_is_no_history_and_no_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    history = History(tmp_path / "file" / "h.sqlite")
    history(stored("a.jpg"))
    assert history.recent() == []
    assert history.counts() == {}
    history.close()


def test_photos_that_the_album_had_before_stand_there_by_name(tmp_path):
    history = History(tmp_path / "history.sqlite")
    history(events.PhotosKnown((events.KnownPhoto("a.jpg", "1" * 32), events.KnownPhoto("b.jpg", "2" * 32))))
    found = [(entry.name, entry.outcome, entry.photo_id, entry.done) for entry in history.recent()]
    history.close()
    assert found == [("b.jpg", "duplicate", "2" * 32, ""), ("a.jpg", "duplicate", "1" * 32, "")]


def test_a_reason_is_remembered_as_a_message(history):
    """So that the window can say it in any language, also at the next start."""
    title = message("{path} is not there.", path="/photos")
    history(events.PhotoSetAside(job="c", name="c.jpg", title=title, advice="Send it again."))
    (found,) = history.recent()
    assert (found.title, found.title.template, found.title.values) == (
        title,
        "{path} is not there.",
        {"path": "/photos"},
    )
    assert found.advice == "Send it again."


def test_a_history_of_an_earlier_version_goes_on_and_can_still_be_read_by_it(tmp_path):
    path = tmp_path / "history.sqlite"
    db = sqlite3.connect(path)
    db.executescript(
        "create table photo (id integer primary key, at real not null, job text not null, name text not null,"
        " outcome text not null, photo_id text not null default '', done text not null default '', keywords "
        "text not null default '', taken text not null default '', title text not null default '', advice "
        "text not null default '', thumb blob);"
        "insert into photo (at, job, name, outcome, title) values (1, 'a', 'a.jpg', 'set aside', 'Cut off.');"
        "pragma user_version=1;"
    )
    db.close()
    history = History(path)
    history(events.PhotoSetAside(job="c", name="c.jpg", title="Gone.", advice=""))
    assert [entry.title for entry in history.recent()] == ["Gone.", "Cut off."]
    history.close()
    db = sqlite3.connect(path)
    assert db.execute("pragma user_version").fetchone() == (1,)
    assert db.execute("select name, title from photo order by id").fetchall() == [
        ("a.jpg", "Cut off."),
        ("c.jpg", "Gone."),
    ]
    db.close()


@pytest.mark.parametrize("said", ["", "x", "[]", "{}", '["Other.", ""]', "[" * 3000])
def test_words_that_say_something_else_than_the_english_are_not_believed(history, tmp_path, said):
    history(events.PhotoSetAside(job="c", name="c.jpg", title="Cut off.", advice=""))
    db = sqlite3.connect(tmp_path / "data" / "history.sqlite")
    db.execute("update photo set said = ?", (said,))
    db.commit()
    db.close()
    assert [(entry.title, entry.advice) for entry in history.recent()] == [("Cut off.", "")]
