"""What is said of a copy, in the window as on the command line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photospool.album.replication.models import Carrying, Condition, Copy, CopyState, Direction, Endpoint, Missing
from photospool.album.replication.status_text import sentence as sentence_of_command_line
from photospool.gui.replication import replication_texts

COPY = Copy("a", "Attic", Endpoint("http://127.0.0.1:1", "photo", "anna", "x"))

FILMS = tuple(Missing(str(n), f"{n}.MOV", 3_400_000_000, is_original=True) for n in range(2))


@pytest.mark.parametrize(
    ("state", "more"),
    [
        (CopyState(COPY, Condition.STARTING), ""),
        (CopyState(COPY, Condition.COPYING, waiting=120), ""),
        (CopyState(COPY, Condition.COPYING), ""),
        (CopyState(COPY, Condition.UP_TO_DATE), ""),
        (CopyState(COPY, Condition.PAUSED), "until you resume it"),
        (CopyState(COPY, Condition.UP_TO_DATE, carrying=Carrying(FILMS)), ""),
        (CopyState(COPY, Condition.UP_TO_DATE, carrying=Carrying(is_known=False)), ""),
    ],
)
def test_the_window_says_what_the_command_line_says(state, more):
    assert replication_texts.sentence(state).casefold() == sentence_of_command_line(state)
    assert more in replication_texts.advice(state)


def test_troubles_come_with_their_reason_and_what_happens_next():
    failing = CopyState(COPY, Condition.FAILING, since="2026-11-25T12:00:00Z", reason="disk is full")
    assert replication_texts.sentence(failing).startswith("Copying has failed since ")
    assert "disk is full" in replication_texts.advice(failing)
    away = CopyState(COPY, Condition.UNREACHABLE, last_success="2026-11-25T12:00:00Z")
    assert replication_texts.sentence(away) == "Can't be reached"
    assert "by itself" in replication_texts.advice(away)
    assert replication_texts.last_success(away).startswith("Last copied: ")


def test_photos_that_could_not_be_copied_are_named():
    found = tuple(Missing(str(n), f"{n}.jpg", 8_000_000, is_original=True) for n in range(10))
    state = CopyState(COPY, Condition.UP_TO_DATE, missing=found)
    assert replication_texts.sentence(state) == "10 photos or videos could not be copied"
    lines = replication_texts.missing(found)
    assert lines[0].startswith("0.jpg (") and "client_max_body_size" in lines[0]
    assert lines[-1] == "and 2 more"


def test_a_direction_is_named():
    assert "anybody" in replication_texts.direction(replace(COPY, is_public=True))
    assert replication_texts.direction(replace(COPY, direction=Direction.SEND)).startswith("Send only")


def test_nothing_is_up_to_date_while_large_files_are_still_to_go_and_how_far_they_are_is_said():
    state = CopyState(COPY, Condition.UP_TO_DATE, last_success="2026-11-25T12:00:00Z", carrying=Carrying(FILMS))
    assert replication_texts.sentence(state) == "2 large files still to go"
    assert "itself while it runs" in replication_texts.carrying(state)
    assert replication_texts.last_success(state).startswith("Last copied: ")
    sending = replace(state, carrying=Carrying(FILMS, now=FILMS[1], sent=1_200_000_000))
    assert replication_texts.carrying(sending) == "On its way: 1.MOV (1.2 GB of 3.4 GB)"
    copying = replace(sending, condition=Condition.COPYING, waiting=7)
    assert replication_texts.sentence(copying) == "Copying, 7 waiting"
    assert replication_texts.carrying(copying).startswith("2 large files still to go. On its way: 1.MOV")
    left_out = replace(sending, missing=(Missing("c", "c.MOV", 9_000_000_000, is_original=True),))
    assert replication_texts.sentence(left_out) == "1 photo or video could not be copied"
    assert replication_texts.carrying(left_out).startswith("2 large files still to go. ")
    assert replication_texts.carrying(CopyState(COPY, Condition.UP_TO_DATE)) == ""
