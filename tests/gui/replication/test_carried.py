"""What a copy's card says while large files are on their way."""

from __future__ import annotations

import threading
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from photospool.album.replication.models import (
    Carrying,
    CheckResult,
    Condition,
    Copy,
    CopyInspection,
    CopyState,
    Endpoint,
    Missing,
)
from photospool.demo.playground import throwaway
from photospool.gui.replication import actions
from photospool.gui.replication.card import CopyCard

from ..conftest import PATIENCE_MS

COPY = Copy("a", "Attic", Endpoint("http://127.0.0.1:1", "photo", "anna", "x"), largest=1 << 26)
FILM = Missing("1", "FILM.MOV", 3_400_000_000, is_original=True)
PHOTO = Missing("2", "IMG_2.jpg", 8_000_000)
UP_TO_DATE = CopyState(COPY, Condition.UP_TO_DATE)


def test_a_look_says_anew_what_is_lacking_of_large_files_and_keeps_what_only_a_close_look_finds(qtbot, tmp_path):
    card = CopyCard(throwaway(tmp_path), UP_TO_DATE)
    qtbot.addWidget(card)
    card._acted(CopyInspection(replace(UP_TO_DATE, missing=(FILM, PHOTO))))
    card.show_state(replace(UP_TO_DATE, carrying=Carrying((FILM,), now=FILM, sent=1_200_000_000)))
    assert card.sentence.text() == "1 photo or video could not be copied"
    assert "IMG_2.jpg" in card.missing.text() and "FILM.MOV" not in card.missing.text()
    assert "On its way: FILM.MOV (1.2 GB of 3.4 GB)" in card.detail.text()
    card._acted(CopyInspection(UP_TO_DATE))
    card.show_state(replace(UP_TO_DATE, carrying=Carrying((FILM,))))
    assert card.sentence.text() == "1 large file still to go"


def test_how_far_it_is_takes_the_place_of_how_far_it_was(qtbot, tmp_path, monkeypatch):
    is_over = threading.Event()

    def check(_here, _copy, tell):
        for sent in ("0 bytes", "1.2 GB"):
            tell(CheckResult(f"On its way: FILM.MOV ({sent} of 3.4 GB)", goes_on=True))
        is_over.wait(PATIENCE_MS / 1000)
        return CopyInspection(UP_TO_DATE)

    monkeypatch.setattr(actions, "check", check)
    card = CopyCard(throwaway(tmp_path), UP_TO_DATE)
    qtbot.addWidget(card)
    card.findChild(QPushButton, "copy-check").click()
    qtbot.waitUntil(lambda: bool(card.ticks.ticks) and "1.2 GB" in card.ticks.ticks[-1].text, timeout=PATIENCE_MS)
    assert len(card.ticks.ticks) == 1
    is_over.set()
    qtbot.waitUntil(lambda: not card.is_busy, timeout=PATIENCE_MS)
    assert card.ticks.ticks == ()
