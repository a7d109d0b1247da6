"""A card that is connected: proposed in the window, answered there, and taken back in the settings."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from photospool import events
from photospool.config.known_cards import Answer, KnownCard
from photospool.gui.i18n.folder_words import card_done_words, card_title, card_words
from photospool.gui.settings.more_folders_box import MoreFoldersBox
from photospool.gui.state import Status, fold_all
from photospool.gui.window.card_offer import CardOffer
from photospool.gui.window.window import Window

EOS = events.CardSeen("card-1", "EOS_DIGITAL", "/media/EOS_DIGITAL/DCIM", 143, 1_230_000_000, 12)
NIKON = events.CardSeen("card-2", "NIKON", "/media/NIKON/DCIM", 1, 4_000_000, 0)


def status(*told):
    return fold_all(Status(), [events.EngineStarted(), *told])


@pytest.fixture
def offer(qtbot):
    found = CardOffer()
    qtbot.addWidget(found)
    return found


def test_one_at_a_time_with_what_it_will_do(offer):
    assert not offer.isVisibleTo(None)
    offer.show_status(status(EOS, NIKON))
    assert offer.isVisibleTo(None)
    assert "EOS_DIGITAL" in offer.title.text()
    assert "143" in offer.add.text()
    assert "1.2 GB" in offer.text.text()
    assert "12" in offer.text.text()
    assert "NIKON" in offer.more.text()
    offer.show_status(status(EOS, NIKON, events.CardGone(EOS.key)))
    assert "NIKON" in offer.title.text()
    assert not offer.more.text()
    offer.show_status(status(EOS, events.CardTaken(EOS.key, EOS.name, 143, 0)))
    assert not offer.isVisibleTo(None)


def test_more_photos_on_it_change_the_number_and_not_its_place():
    more = events.CardSeen(EOS.key, EOS.name, EOS.folder, 150, EOS.size, 12, is_news=True)
    assert status(EOS, NIKON, more).cards == (more, NIKON)


def test_with_no_engine_nothing_is_proposed(offer):
    offer.show_status(status(EOS, events.EngineStopped()))
    assert not offer.isVisibleTo(None)


@pytest.mark.parametrize(("name", "answer"), [("card-add", Answer.ADD), ("card-never", Answer.NEVER)])
def test_what_is_said_goes_to_the_engine(qtbot, offer, name, answer):
    offer.show_status(status(EOS))
    with qtbot.waitSignal(offer.answered) as said:
        offer.findChild(QPushButton, name).click()
    assert said.args == [EOS.key, answer]


def test_it_stands_in_the_window(qtbot):
    window = Window(lambda: [])
    qtbot.addWidget(window)
    window.show_status(status(EOS))
    assert window.cards.isVisibleTo(window)


def test_what_is_said_at_its_end_counts_what_could_not_be_read():
    title, body = card_done_words("EOS", 142, 1)
    assert "EOS" in title
    assert "142" in body
    assert "1 could not be read" in body


def test_the_program_passes_it_on_and_says_when_it_is_done(run, here, monkeypatch):
    program = run(here)
    said = []
    monkeypatch.setattr(program.app.room, "_worker", None)  # the engine's own answers are tests/engine/test_cards.py
    program.window.cards.answered.disconnect()
    program.window.cards.answered.connect(lambda key, answer: said.append((key, answer)))
    program.app.status = status(EOS)
    program.app.draw()
    program.window.cards.add.click()
    assert said == [(EOS.key, Answer.ADD)]
    program.app._told(events.CardTaken(EOS.key, EOS.name, 143, 12))
    assert "EOS_DIGITAL" in program.window.notice.text()
    assert "sidecar" not in program.window.notice.text()
    program.app._told(events.CardTaken(EOS.key, EOS.name, 143, 12, sidecars_left=2))
    assert "2 sidecars have no photo there" in program.window.notice.text()


def test_not_this_one_is_taken_back_in_the_settings(qtbot, here):
    refused = here.answering_card(KnownCard(EOS.key, EOS.name), Answer.NEVER)
    box = MoreFoldersBox(lambda: [])
    qtbot.addWidget(box)
    box.show_installation(here)
    box.fill(here.settings)
    assert not box.ask_again.isVisibleTo(box)
    box.show_installation(refused)
    box.fill(refused.settings)
    assert "EOS_DIGITAL" in box.refused.text()
    box.ask_again.click()
    assert not box.ask_again.isVisibleTo(box)
    assert refused.reloaded().refused_cards, "nothing is kept before the dialog is saved"
    assert box.carry_out(refused).refused_cards == ()
    assert refused.reloaded().refused_cards == ()


def test_photos_and_videos_on_a_card_are_counted_apart():
    both = events.CardSeen("card-1", "EOS", "/media/EOS/DCIM", 5, 1_000_000, 0, videos=2)
    assert card_title(both.name, both.new, both.videos) == "EOS: 3 photo(s) and 2 video(s), new"
    assert card_words(both).startswith("A card or a camera is connected. What is new there is copied")
    raw = events.CardSeen("card-1", "EOS", "/media/EOS/DCIM", 9, 1_000_000, 0, videos=2, raw=4)
    assert card_title(raw.name, raw.new, raw.videos, raw.raw) == "EOS: 3 photo(s), 2 video(s) and 4 raw file(s), new"
    assert card_title("EOS", 4, 0, 4) == "EOS: 4 raw file(s), new"
    _, body = card_done_words("EOS", 5, 0, videos_too=True)
    assert body == "5 photo(s) or video(s) are copied, or were in your album already."
