"""Who used Photospool before it took videos, raw files or sidecars sees number and size; nothing moves before a yes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from tests.photo.made_sidecars import aae, takeout, xmp

from photospool.config import kinds
from photospool.engine.incoming_folder import LONE
from photospool.gui.window.kind_question import KindAnswer
from photospool.photo.formats import RAW, SIDECARS, VIDEOS

FILM = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + b"film" * 300_000


def asks(program):
    return program.window.kinds[VIDEOS].isVisibleTo(program.window)


def button(program, answer):
    return program.window.kinds[VIDEOS].findChild(QPushButton, f"videos-{answer.value}")


@pytest.fixture
def incoming(here):
    folder = Path(here.settings.folders.incoming)
    for name in ("a.mp4", "b.MOV"):
        (folder / name).write_bytes(FILM)
    return folder


def test_number_and_size_are_said_and_nothing_moves(run, here, incoming):
    program = run(here)
    program.wait(lambda: asks(program))
    card = program.window.kinds[VIDEOS]
    assert card.title.text() == "Shall videos go into your album too?"
    assert "In incoming: 2 videos (2.4 MB)." in card.text.text()
    assert "A year of a phone's videos may weigh 64 GB." in card.text.text()
    shown = [answer for answer in KindAnswer if button(program, answer).isVisibleTo(card)]
    assert shown == [KindAnswer.ALL, KindAnswer.ONLY_NEW, KindAnswer.NONE]
    assert not any(button(program, answer).autoDefault() for answer in KindAnswer), "no stray key moves anything"
    assert sorted(path.name for path in incoming.iterdir()) == ["a.mp4", "b.MOV"]


def test_a_no_is_kept_and_nobody_asks_again(run, here, incoming):
    program = run(here)
    program.wait(lambda: asks(program))
    button(program, KindAnswer.NONE).click()
    program.wait(lambda: program.status.is_running and bool(program.app.here.memory.asked_kinds))
    program.wait(lambda: program.status.left_alone.get("video") == 2)
    assert not asks(program)
    assert not kinds.is_to_be_asked(here.reloaded(), VIDEOS)
    assert kinds.taken(program.app.here.settings, program.app.here.memory) == ("photos",)


def test_only_those_that_come_and_back(run, here, incoming):
    program = run(here)
    program.wait(lambda: asks(program))
    button(program, KindAnswer.ONLY_NEW).click()
    card = program.window.kinds[VIDEOS]
    program.wait(lambda: card.title.text() == "Videos go into your album too from now on")
    assert card.text.text().startswith("2 videos that are there now stay where they are.")
    assert kinds.taken(program.app.here.settings, program.app.here.memory) == ("photos", "videos")
    program.wait(lambda: program.status.is_running and program.status.videos_too)
    assert sorted(path.name for path in incoming.iterdir()) == ["a.mp4", "b.MOV"]
    button(program, KindAnswer.UNDO).click()
    program.wait(lambda: not program.status.videos_too)
    assert not program.app.here.settings.folders.only_new, "as it was before the yes"
    assert kinds.taken(program.app.here.settings, program.app.here.memory) == ("photos",)
    program.wait(lambda: card.title.text() == "Shall videos go into your album too?")
    assert sorted(path.name for path in incoming.iterdir()) == ["a.mp4", "b.MOV"]


def test_all_of_them_are_taken_after_the_yes(run, here, incoming):
    program = run(here)
    program.wait(lambda: asks(program))
    button(program, KindAnswer.ALL).click()
    program.wait(lambda: not list(incoming.iterdir()))


def test_nobody_is_asked_without_videos_or_before_the_yes_for_photos(run, here):
    program = run(here)
    program.wait(lambda: program.status.is_running)
    assert not asks(program)
    assert not kinds.is_to_be_asked(here.remembering(confirmed=""), VIDEOS)


def test_raw_files_have_a_question_of_their_own_after_the_one_for_videos(run, here, incoming):
    for name in ("c.NEF", "d.dng", "e.CR3"):
        (incoming / name).write_bytes(b"raw" * 500_000)
    program = run(here)
    program.wait(lambda: asks(program))
    raw = program.window.kinds[RAW]
    assert not raw.isVisibleTo(program.window), "one question at a time"
    button(program, KindAnswer.NONE).click()
    program.wait(lambda: raw.isVisibleTo(program.window))
    assert not asks(program)
    assert raw.title.text() == "Shall cameras' raw files go into your album too?"
    assert "In incoming: 3 raw files (4.5 MB)." in raw.text.text()
    assert "A year of raw files, 100 a week, may weigh" in raw.text.text()
    assert not any(one.autoDefault() for one in raw.findChildren(QPushButton)), "no stray key moves anything"
    raw.findChild(QPushButton, "raw-new").click()
    program.wait(lambda: raw.title.text() == "Raw files go into your album too from now on")
    assert raw.text.text().startswith("3 raw files that are there now stay where they are.")
    assert kinds.taken(program.app.here.settings, program.app.here.memory) == ("photos", "raw")
    program.wait(lambda: program.status.is_running and RAW in program.status.kinds)
    raw.findChild(QPushButton, "raw-undo").click()
    program.wait(lambda: RAW not in program.status.kinds)
    program.wait(lambda: raw.title.text() == "Shall cameras' raw files go into your album too?")
    assert kinds.taken(program.app.here.settings, program.app.here.memory) == ("photos",)
    assert sorted(path.name for path in incoming.iterdir()) == ["a.mp4", "b.MOV", "c.NEF", "d.dng", "e.CR3"]


def test_a_profile_that_answered_of_videos_is_asked_of_raw_files_only(run, here, incoming):
    (incoming / "c.ARW").write_bytes(b"raw" * 1000)
    here, _ = kinds.take(here, VIDEOS, only_new=True)
    program = run(here)
    program.wait(lambda: program.window.kinds[RAW].isVisibleTo(program.window))
    assert not asks(program)
    assert not kinds.is_to_be_asked(program.app.here, VIDEOS)
    assert kinds.is_to_be_asked(program.app.here, RAW)


def test_sidecars_have_a_question_of_their_own_after_the_one_for_raw_files(run, here):
    incoming = Path(here.settings.folders.incoming)
    found = {"a.xmp": xmp("Words"), "b.AAE": aae(), "c.jpg.json": takeout("c.jpg")}
    for name, data in {**found, "d.pp3": b"of another program", "e.NEF": b"raw"}.items():
        (incoming / name).write_bytes(data)
    program = run(here)
    raw, card = program.window.kinds[RAW], program.window.kinds[SIDECARS]
    program.wait(lambda: raw.isVisibleTo(program.window))
    assert not card.isVisibleTo(program.window), "one question at a time"
    raw.findChild(QPushButton, "raw-no").click()
    program.wait(lambda: card.isVisibleTo(program.window))
    assert card.title.text() == "Shall sidecars go with their photos into your album?"
    assert "In incoming: 3 sidecars (" in card.text.text()
    assert not any(one.autoDefault() for one in card.findChildren(QPushButton)), "no stray key moves anything"
    assert kinds.taken(program.app.here.settings, program.app.here.memory) == ("photos",)
    card.findChild(QPushButton, "sidecars-new").click()
    program.wait(lambda: card.title.text() == "Sidecars go with their photos from now on")
    assert card.text.text().startswith("3 sidecars that are there now stay where they are.")
    program.wait(lambda: program.status.is_running and SIDECARS in program.status.kinds)
    card.findChild(QPushButton, "sidecars-undo").click()
    program.wait(lambda: SIDECARS not in program.status.kinds)
    program.wait(lambda: card.title.text() == "Shall sidecars go with their photos into your album?")
    assert not program.app.here.settings.folders.only_new, "as it was before the yes"
    card.findChild(QPushButton, "sidecars-all").click()
    program.wait(lambda: program.status.left_alone.get(LONE) == 3)
    assert sorted(path.name for path in incoming.iterdir()) == sorted([*found, "d.pp3", "e.NEF"])
