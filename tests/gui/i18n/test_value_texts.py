"""Words for people: states, times and dates, in the user's language."""

import pytest
from PySide6.QtCore import QLocale

from photospool import events
from photospool.events import Pause, QueuePaused
from photospool.gui.faces import State
from photospool.gui.i18n import value_texts
from photospool.gui.i18n.kind_words import size_words
from photospool.gui.state import IssuesSeen, KindsChosen, PausedUntil, Remembered, Status, fold_all
from photospool.photo.formats import PHOTOS, VIDEOS
from photospool.photo.heif import WAITS
from photospool.spool.scanner import EMPTY, UNMOVED

NOON = 1_700_000_000 - 1_700_000_000 % 86_400 + 12 * 3600
RUNNING = (events.EngineStarted(), events.ScanFinished(0, 0, {}))

UNFIT = (events.DecoderTroubled("The decoder for HEIC photos is missing, empty or damaged.", "Run “…”.", is_fit=False),)


@pytest.fixture(params=["en_GB", "de_DE"])
def locale(request):
    QLocale.setDefault(QLocale(request.param))
    return request.param


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ([], "Starting…"),
        ([*RUNNING], "Ready"),
        ([*RUNNING, Remembered(3, ())], "All photos are in your album"),
        ([*RUNNING, events.ScanFinished(0, 2, {})], "2 photo(s) arriving"),
        ([*RUNNING, events.ScanFinished(0, 1, {EMPTY: 1})], "1 empty file(s) in incoming"),
        ([*RUNNING, events.ScanFinished(1, 1, {EMPTY: 1})], "2 photo(s) arriving"),
        (
            [*RUNNING, events.PhotoSetAside("1", "a", "t", "a"), events.ScanFinished(0, 1, {EMPTY: 1})],
            "1 photo(s) need attention",
        ),
        ([*RUNNING, events.Claimed("1", "a")], "1 photo(s) on the way to your album"),
        ([*RUNNING, events.Claimed("1", "a.nef")], "1 raw file(s) on the way to your album"),
        ([*RUNNING, events.PhotoSetAside("1", "a", "t", "a")], "1 photo(s) need attention"),
        (
            [*RUNNING, events.Claimed("1", "a"), events.PhotoWaiting("1", "a", "t", 5.0)],
            "1 photo(s) will be tried again",
        ),
        ([*RUNNING, QueuePaused(Pause.USER, "Paused.", "")], "Paused until you resume"),
        ([*RUNNING, QueuePaused(Pause.OFFLINE, "The album can't be reached.", "")], "The album can't be reached"),
        ([*UNFIT, *RUNNING], "The decoder for HEIC photos is missing, empty or damaged"),
        ([*UNFIT, *RUNNING, events.ScanFinished(0, 0, {WAITS: 2})], "2 HEIC photo(s) wait in incoming"),
        ([*UNFIT, *RUNNING, events.ScanFinished(3, 0, {})], "3 photo(s) arriving"),
        ([*UNFIT, *RUNNING, events.Claimed("1", "a")], "1 photo(s) on the way to your album"),
        ([*UNFIT, *RUNNING, events.EngineStopped(), *RUNNING], "Ready"),
        ([events.EngineRefused("It is taken.", "")], "It is taken"),
        ([*RUNNING, events.EngineCrashed("…"), events.EngineStopped()], "Photospool made a mistake and stopped"),
    ],
)
def test_each_state_in_one_sentence(told, title):
    assert value_texts.told(fold_all(Status(), told), NOON).title == title


@pytest.mark.parametrize(
    ("count", "detail"), [(1, "It is taken as soon as it is whole."), (2, "They are taken as soon as they are whole.")]
)
def test_one_that_arrives_is_not_told_of_as_many(count, detail):
    status = fold_all(Status(), [*RUNNING, events.ScanFinished(0, count, {})])
    assert value_texts.told(status, NOON).detail == detail


def test_empty_files_are_told_beside_what_needs_attention():
    """They hid it: the card spoke of one empty file, and what needed its owner was but a number."""
    lying = [*RUNNING, events.PhotoSetAside("1", "a", "t", "a"), events.ScanFinished(0, 2, {EMPTY: 2})]
    told = value_texts.told(fold_all(Status(), lying), NOON)
    assert told.detail == "Beside that, 2 empty file(s) lie(s) in incoming."


def test_what_can_t_be_taken_for_now_counts_as_what_lies_in_incoming():
    """“0 in incoming” stood beside “2 HEIC photos wait in incoming”."""
    status = fold_all(Status(), [*UNFIT, *RUNNING, events.ScanFinished(1, 2, {WAITS: 2, UNMOVED: 3, "video": 1})])
    assert (status.coming, status.in_incoming) == (3, 8)
    assert value_texts.would_wait(status) == "8 photo(s) wait in incoming"


def test_heic_that_waits_is_told_with_what_to_do_and_shows_on_the_icon():
    status = fold_all(Status(), [*UNFIT, *RUNNING, events.ScanFinished(0, 0, {WAITS: 2, "video": 1})])
    assert status.state is State.ATTENTION
    assert value_texts.told(status, NOON).detail.endswith("Run “…”.")
    assert value_texts.left_alone(status.left_alone) == "Left in incoming: 1 video(s). Only photos are taken."


def test_a_photo_whose_folder_refuses_is_told_with_what_to_do():
    stays = events.PhotoStays("locked/a.jpg", "locked may not be written to.", "Please give yourself the right.")
    told = value_texts.told(
        fold_all(Status(), [*RUNNING, stays, events.ScanFinished(0, 0, {"can't be moved": 2})]), NOON
    )
    assert told.title == "2 photo(s) can't be moved out of incoming"
    assert told.detail == "locked may not be written to. Please give yourself the right."


def test_it_is_said_when_what_was_refused_is_tried_again():
    refused = QueuePaused(Pause.REFUSED, "You may not do this.", "The server says: no films.", NOON + 600)
    status = fold_all(Status(), [*RUNNING, refused])
    said = "The server says: no films."
    by = f"It is tried again by itself, at {value_texts.clock(NOON + 600, NOON)} at the latest."
    assert value_texts.told(status, NOON).detail == f"{said} {by}"
    assert value_texts.told(status, NOON + 601).detail == said, "what is over is not to come"


def test_a_pause_names_its_end(locale):
    status = fold_all(Status(), [*RUNNING, QueuePaused(Pause.USER, "Paused.", ""), PausedUntil(NOON + 60)])
    title = value_texts.told(status, NOON).title
    assert title.startswith("Paused until ")
    assert value_texts.clock(NOON + 60, NOON) in title
    assert value_texts.clock(NOON + 86_400, NOON).startswith("tomorrow, ")


def test_times_that_are_past():
    assert value_texts.ago(NOON - 5, NOON) == "just now"
    assert value_texts.ago(NOON - 300, NOON) == "5 minute(s) ago"
    assert value_texts.ago(NOON - 2 * 86_400, NOON).endswith("2023")


def test_what_people_type_for_a_day_is_found(locale):
    for text in ("1.5.2013", "2013-05-01", value_texts.day("2013-05-01")):
        assert value_texts.as_written_in_history(text) == "2013-05-01"
    month = QLocale().monthName(5)
    assert value_texts.as_written_in_history(f"{month} 2013") == "2013-05"
    assert value_texts.as_written_in_history("IMG_2013") == "IMG_2013"


def test_what_stays_in_incoming_is_named_and_what_passes_is_not():
    assert value_texts.left_alone({"temporary": 3, "empty": 1}) == ""
    assert "2 video(s)" in value_texts.left_alone({"video": 2, "hidden": 1})


def test_nobody_is_told_that_all_others_are_in_the_album_while_some_wait(qtbot):
    told = [*RUNNING, events.PhotoSetAside("1", "a", "t", "a")]
    nobody_looked_yet = fold_all(Status(), [events.EngineStarted(), told[-1]])
    assert value_texts.told(nobody_looked_yet, NOON).detail == ""
    assert value_texts.told(fold_all(Status(), told), NOON).detail == "All others are in your album."
    for job in "23":
        told += [events.Claimed(job, job), events.PhotoWaiting(job, job, "The end of this photo is missing.", 5.0)]
    found = value_texts.told(fold_all(Status(), told), NOON)
    assert found.title == "1 photo(s) need attention"
    assert found.detail == "Beside that, 2 photo(s) will be tried again: The end of this photo is missing."
    waiting = value_texts.told(fold_all(Status(), [*RUNNING, *told[3:]]), NOON)
    assert waiting.detail == "The end of this photo is missing. It is tried again by itself."


def test_what_looks_cut_off_says_since_when_and_how_long_it_is_waited_for(qtbot):
    """Whoever dropped it saw nothing of it but a number, for a quarter of an hour."""
    cut = events.PhotoWaiting("1", "a.jpg", "The end of this photo is missing.", 5.0, NOON - 60, NOON + 900)
    status = fold_all(Status(), [*RUNNING, events.Claimed("1", "a.jpg"), cut])
    since, until = value_texts.clock(NOON - 60, NOON), value_texts.clock(NOON + 900, NOON)
    assert value_texts.told(status, NOON).title == "a.jpg looks cut off"
    assert value_texts.told(status, NOON).detail == (
        f"The end of this photo is missing. It has been waiting for its end since {since}. It is looked at for the "
        f"last time by {until}; if it is still incomplete then, it needs you."
    )
    busy = fold_all(status, [events.Claimed("2", "b.jpg")])
    says = f"a.jpg looks cut off: it is looked at again until {until}"
    assert value_texts.told(busy, NOON).detail == f"b.jpg · {says}"
    assert value_texts.cut_off(busy, NOON) == says
    came = events.PhotoStored("1", "a.jpg", "1" * 32, events.Outcome.NEW, "/done/a.jpg")
    assert value_texts.cut_off(fold_all(busy, [came]), NOON) == ""


BOTH = [*RUNNING, KindsChosen((PHOTOS, VIDEOS))]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (
            [*BOTH, events.Claimed("1", "a.jpg"), events.Claimed("2", "b.mp4")],
            "1 photo(s) and 1 video(s) on the way to your album",
        ),
        ([*BOTH, events.Claimed("2", "b.MOV")], "1 video(s) on the way to your album"),
        ([*RUNNING, events.Claimed("1", "a.jpg")], "1 photo(s) on the way to your album"),
        ([*BOTH, events.ScanFinished(1, 1, {})], "2 photo(s) or video(s) arriving"),
        ([*BOTH, IssuesSeen(("1",))], "1 photo(s) or video(s) need attention"),
        ([*RUNNING, IssuesSeen(("1",))], "1 photo(s) need attention"),
        ([*BOTH, Remembered(3, ())], "All photos and videos are in your album"),
    ],
)
def test_photos_and_videos_are_counted_and_named(told, title):
    assert value_texts.told(fold_all(Status(), told), NOON).title == title


def test_of_a_large_one_it_is_said_how_far_it_is():
    status = fold_all(
        Status(), [*BOTH, events.Claimed("1", "film.mp4"), events.BytesSent("1", "film.mp4", 0, 3 * 10**9)]
    )
    assert value_texts.told(status, NOON).detail == "film.mp4"
    status = fold_all(status, [events.BytesSent("1", "film.mp4", 1_200_000_000, 3 * 10**9)])
    assert value_texts.told(status, NOON).detail == f"film.mp4 ({size_words(1_200_000_000)} of {size_words(3 * 10**9)})"
    status = fold_all(status, [events.PhotoStored("1", "film.mp4", "id", events.Outcome.NEW, "/done/film.mp4")])
    assert not status.sending
    assert fold_all(status, [events.BytesSent("2", "gone.mp4", 1, 2)]).sending == {}


def test_while_a_large_one_is_copied_it_is_said_beside_photos_and_alone():
    copied = events.BytesCopied("film.mp4", 1_200_000_000, 3 * 10**9)
    far = f"film.mp4 ({size_words(1_200_000_000)} of {size_words(3 * 10**9)} copied)"
    alone = fold_all(Status(), [*BOTH, events.ScanFinished(1, 0, {}), copied])
    told = value_texts.told(alone, NOON)
    assert (told.title, told.detail) == (
        "Copying from another disk",
        f"{far} · 1 photo(s) or video(s) wait in incoming",
    )
    beside = fold_all(Status(), [*BOTH, copied, events.Claimed("1", "a.jpg")])
    assert value_texts.told(beside, NOON) == value_texts.Told("1 photo(s) on the way to your album", f"a.jpg · {far}")
    over = fold_all(alone, [events.BytesCopied("film.mp4", 3 * 10**9, 3 * 10**9, is_over=True)])
    assert over.copying is None
    assert fold_all(alone, [events.EngineStopped()]).copying is None


def test_while_a_large_one_is_copied_to_done_it_is_said_of_it_alone():
    here = [*BOTH, events.Claimed("1", "film.mp4"), events.BytesSent("1", "film.mp4", 3 * 10**9, 3 * 10**9)]
    status = fold_all(Status(), [*here, events.BytesCopied("film.mp4", 1_200_000_000, 3 * 10**9, job="1")])
    told = value_texts.told(status, NOON)
    assert told.detail == f"film.mp4 ({size_words(1_200_000_000)} of {size_words(3 * 10**9)} copied)"
    assert told.title == "1 video(s) on the way to your album"


def test_while_a_raw_file_is_developed_its_name_stands_in_front():
    status = fold_all(Status(), [*RUNNING, events.Claimed("1", "a.jpg"), events.Claimed("2", "IMG_1.NEF")])
    status = fold_all(status, [events.PhotoDeveloping("2", "IMG_1.NEF")])
    assert value_texts.told(status, NOON).detail == "IMG_1.NEF (being developed), a.jpg"
    alone = fold_all(status, [events.PhotoStored("1", "a.jpg", "id", events.Outcome.NEW, "/done/a.jpg")])
    assert value_texts.told(alone, NOON).title == "Developing IMG_1.NEF…"
    over = fold_all(alone, [events.PhotoDeveloping("2", "IMG_1.NEF", is_over=True)])
    assert value_texts.told(over, NOON).title == "1 raw file(s) on the way to your album"
    assert not fold_all(alone, [events.PhotoSetAside("2", "IMG_1.NEF", "No", "")]).developing
    assert not fold_all(over, [events.PhotoDeveloping("3", "gone.NEF")]).developing
    assert not fold_all(alone, [events.EngineStopped()]).developing


def test_names_that_are_left_out_are_hinted_at():
    status = fold_all(Status(), [events.EngineStarted(), *(events.Claimed(f"{n}", f"{n}.jpg") for n in range(4))])
    assert value_texts.told(status, NOON).detail == "0.jpg, 1.jpg, 2.jpg, …"
