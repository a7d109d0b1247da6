"""Whoever used Photospool before it took videos is shown number and size; nothing moves before a yes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from photospool.config import kinds
from photospool.gui.window.video_question import VideoAnswer

FILM = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + b"film" * 300_000


def asks(program):
    return program.window.videos.isVisibleTo(program.window)


def button(program, answer):
    return program.window.videos.findChild(QPushButton, f"videos-{answer.value}")


@pytest.fixture
def incoming(here):
    folder = Path(here.settings.folders.incoming)
    for name in ("a.mp4", "b.MOV"):
        (folder / name).write_bytes(FILM)
    return folder


def test_number_and_size_are_said_and_nothing_moves(run, here, incoming):
    program = run(here)
    program.wait(lambda: asks(program))
    card = program.window.videos
    assert card.title.text() == "Shall videos go into your album too?"
    assert "In incoming: 2 videos (2.4 MB)." in card.text.text()
    assert "A year of a phone's videos may weigh 64" in card.text.text()
    shown = [answer for answer in VideoAnswer if button(program, answer).isVisibleTo(card)]
    assert shown == [VideoAnswer.ALL, VideoAnswer.ONLY_NEW, VideoAnswer.NONE]
    assert not any(button(program, answer).autoDefault() for answer in VideoAnswer), "no stray key moves anything"
    assert sorted(path.name for path in incoming.iterdir()) == ["a.mp4", "b.MOV"]


def test_a_no_is_kept_and_nobody_asks_again(run, here, incoming):
    program = run(here)
    program.wait(lambda: asks(program))
    button(program, VideoAnswer.NONE).click()
    program.wait(lambda: program.status.is_running and program.app.here.memory.videos_asked)
    program.wait(lambda: program.status.left_alone.get("video") == 2)
    assert not asks(program)
    assert not kinds.is_to_be_asked(here.reloaded())
    assert kinds.taken(program.app.here.settings, program.app.here.memory) == ("photos",)


def test_only_those_that_come_and_back(run, here, incoming):
    program = run(here)
    program.wait(lambda: asks(program))
    button(program, VideoAnswer.ONLY_NEW).click()
    card = program.window.videos
    program.wait(lambda: card.title.text() == "Videos go into your album too from now on")
    assert card.text.text().startswith("2 videos that are there now stay where they are.")
    assert kinds.taken(program.app.here.settings, program.app.here.memory) == ("photos", "videos")
    program.wait(lambda: program.status.is_running and program.status.videos_too)
    assert sorted(path.name for path in incoming.iterdir()) == ["a.mp4", "b.MOV"]
    button(program, VideoAnswer.UNDO).click()
    program.wait(lambda: not program.status.videos_too)
    assert kinds.taken(program.app.here.settings, program.app.here.memory) == ("photos",)
    program.wait(lambda: card.title.text() == "Shall videos go into your album too?", timeout=60_000)
    assert sorted(path.name for path in incoming.iterdir()) == ["a.mp4", "b.MOV"]


def test_all_of_them_are_taken_after_the_yes(run, here, incoming):
    program = run(here)
    program.wait(lambda: asks(program))
    button(program, VideoAnswer.ALL).click()
    program.wait(lambda: not list(incoming.iterdir()), timeout=60_000)


def test_nobody_is_asked_without_videos_or_before_the_yes_for_photos(run, here):
    program = run(here)
    program.wait(lambda: program.status.is_running)
    assert not asks(program)
    assert not kinds.is_to_be_asked(here.remembering(confirmed=""))
