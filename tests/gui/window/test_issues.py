"""Photos that need attention stand together by reason, and can be acted on together; none is touched unasked."""

import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QMessageBox

from photospool.config.settings import Settings
from photospool.events import (
    Claimed,
    EngineStarted,
    Outcome,
    PhotoSetAside,
    PhotoStays,
    PhotoStored,
    PhotoWaiting,
    ScanFinished,
)
from photospool.gui.engine_thread import EngineThread
from photospool.gui.i18n import language
from photospool.gui.state import Status, fold_all
from photospool.gui.window.issue_actions import KEPT_OUT, IssueActions
from photospool.gui.window.issue_card import Card
from photospool.gui.window.issue_groups import FEW, FIRST, grouped
from photospool.gui.window.issues import IssuesPage
from photospool.gui.window.status_header import useful_buttons
from photospool.history import History
from photospool.spool.jobs import Job
from photospool.spool.reasons import SetAside
from photospool.spool.scanner import EMPTY, UNMOVED

from ..conftest import PATIENCE_MS, application

INCOMPLETE = "This file looks incomplete: its end is missing."
UNREADABLE = "This is no photo that can be read."


def item(number, title=INCOMPLETE, advice="Please copy it once more.", **words):
    folder = Path(f"/w/failed/{number}")
    return SetAside(Job(str(number), folder, folder / "a.jpg", f"IMG_{number}.jpg", **words), title, advice)


def stored(name):
    return PhotoStored("1", name, "f" * 32, Outcome.NEW, f"/done/{name}")


def forty_eight():
    return [item(n, UNREADABLE if n % 4 == 0 else INCOMPLETE) for n in range(47)] + [item(99, "Once only.")]


@pytest.fixture
def page(qtbot):
    made = IssuesPage(list)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def button(within, name):
    found = within.findChild(QAbstractButton, name)
    assert found is not None
    return found


def texts(widget):
    QApplication.processEvents()  # what is new is shown in the next turn
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_forty_eight_issues_are_three_things_to_read(page):
    page._was_read(grouped(forty_eight()))
    assert [len(group.items) for group in page.groups.values()] == [12, 35, 1]
    assert len(page.findChildren(QLabel)) < 40
    assert list(page.cards) == ["99"]
    assert texts(page).count(INCOMPLETE) == 1
    assert "35 photo(s)" in texts(page)
    assert button(page, "retry-all").isVisible()


def test_what_was_filled_into_a_reason_makes_no_other_one(page):
    names = [item(n, f"IMG_{n}.jpg can't be read (Permission denied).") for n in range(5)]
    page._was_read(grouped(names))
    (group,) = page.groups.values()
    assert "… can't be read (Permission denied)." in texts(page)
    button(group, "show-each").click()
    assert "IMG_3.jpg can't be read (Permission denied)." in texts(group.cards["3"])


def test_what_was_copied_once_more_says_that_the_cut_one_can_go(qtbot, tmp_path):
    lying = [item(1, claimed_at=time.time() - 60), item(2, claimed_at=time.time() - 60)]
    page = IssuesPage(lambda: lying)
    qtbot.addWidget(page)
    page.show()
    history = History(tmp_path / "history.sqlite")
    history(stored("img_1.JPG"))
    page.set_history(history)
    qtbot.waitUntil(lambda: bool(page.cards), timeout=PATIENCE_MS)
    said = [text for text in texts(page.cards["1"]) if text.startswith("A file of this name came into your album")]
    assert len(said) == 1 and "just now" in said[0] and "to the trash" in said[0]
    assert not any(text.startswith("A file of this name") for text in texts(page.cards["2"]))
    history(stored("IMG_2.jpg"))
    page.came("IMG_2.jpg")
    qtbot.waitUntil(lambda: bool(page.cards["2"].item.came_since), timeout=PATIENCE_MS)
    history.close()


def test_what_came_before_it_was_set_aside_is_no_other_copy_of_it(tmp_path):
    history = History(tmp_path / "history.sqlite")
    history(stored("IMG_1.jpg"))
    history(PhotoSetAside("7", "IMG_2.jpg", INCOMPLETE, "Please copy it once more."))
    assert history.came_since("IMG_1.jpg", time.time() + 1) == 0
    assert history.came_since("IMG_2.jpg", 0) == 0
    assert history.came_since("IMG_1.jpg", 0) > 0
    history.close()


def test_the_state_shows_what_needs_attention_only_where_it_speaks_of_that():
    one = fold_all(Status(), [EngineStarted(), PhotoSetAside("1", "a.jpg", INCOMPLETE, ""), ScanFinished(0, 0, {})])
    assert useful_buttons(one) == {"show-issues"}
    assert useful_buttons(fold_all(one, [ScanFinished(0, 12, {})])) == set()
    assert useful_buttons(fold_all(one, [ScanFinished(0, 2, {EMPTY: 2})])) == {"show-issues"}


def test_where_it_says_to_try_again_there_is_what_tries_again():
    stays = PhotoStays("a.jpg", "The disk would not let this file be moved.", "Please check the disk, then try again.")
    stuck = fold_all(Status(), [EngineStarted(), stays, ScanFinished(0, 0, {UNMOVED: 1})])
    assert useful_buttons(stuck) == {"look-now"}
    busy = fold_all(stuck, [Claimed("2", "b.jpg")])
    assert useful_buttons(busy) == set(), "it speaks of that one"
    assert useful_buttons(fold_all(stuck, [ScanFinished(0, 0, {})])) == set()


def test_a_group_names_as_many_as_it_says(page):
    long = "Schwarzwaldhochstraßenrasthof " * 5
    lying = [replace(one, job=replace(one.job, name=f"{n} {long}.jpg")) for n, one in enumerate(map(item, range(50)))]
    page._was_read(grouped(lying))
    (said,) = [text for text in texts(page) if text.endswith("46 more")]
    assert [said.count(f"{n} Schwarzwald") for n in range(5)] == [1, 1, 1, 1, 0]


def test_a_group_can_be_looked_at_one_by_one_and_closed_again(page, qtbot):
    page._was_read(grouped([item(n) for n in range(70)]))
    (group,) = page.groups.values()
    with qtbot.waitSignal(page.picture_wanted):
        button(group, "show-each").click()
    assert len(page.cards) == FIRST
    assert INCOMPLETE not in texts(group.cards["0"])  # the head says it
    button(group, "more-of-these").click()
    assert len(page.cards) == 2 * FIRST
    button(group, "show-each").click()
    assert page.cards == {}


def test_a_few_are_shown_at_once_and_one_is_only_itself(page):
    page._was_read(grouped([item(n) for n in range(FEW)]))
    assert len(page.cards) == FEW
    page._was_read(grouped([item(0)]))
    (group,) = page.groups.values()
    assert not group._head.isVisible()
    assert INCOMPLETE in texts(page.cards["0"])


def test_an_action_of_a_group_is_of_all_its_photos_shown_or_not(page, qtbot):
    page._was_read(grouped(forty_eight()))
    group = page.groups[INCOMPLETE]
    for name, signal in (
        ("retry-these", page.retry),
        ("move-these", page.move_wanted),
        ("keep-these-out", page.keep_out),
        ("discard-these", page.discard),
    ):
        page.enable()
        with qtbot.waitSignal(signal) as told:
            button(group, name).click()
        assert told.args == [group.jobs]
        assert len(group.jobs) == 35


def test_what_was_asked_cannot_be_asked_twice_until_it_failed(page):
    page._was_read(grouped([item(n) for n in range(2)]))
    (group,) = page.groups.values()
    button(group, "retry-these").click()
    assert not button(group, "discard-these").isEnabled()
    assert not any(card.isEnabled() for card in page.cards.values())
    page._was_read(grouped([item(n) for n in range(2)]))  # read again meanwhile: still asked
    assert not button(group, "discard-these").isEnabled()
    page.enable()
    assert button(group, "discard-these").isEnabled()
    assert all(card.isEnabled() for card in page.cards.values())


def test_times_in_the_details_go_on_counting(page, qtbot, monkeypatch):
    now = [1_000_000_000.0]
    monkeypatch.setattr("photospool.gui.i18n.value_texts.time.time", lambda: now[0])
    page._was_read(grouped([item(0, claimed_at=now[0])]))
    (card,) = page.cards.values()
    button(card, "details").click()
    assert "just now" in card._details.text()
    now[0] += 5 * 60
    page.count_on()
    assert "5 min" in card._details.text()


def test_without_an_engine_it_is_said_and_nothing_is_lost(page, qtbot):
    room = EngineThread()
    actions = IssueActions(page, room, Settings)
    page._was_read(grouped([item(0)]))
    (card,) = page.cards.values()
    button(card, "retry").click()
    assert "runs again" in " ".join(texts(page))
    assert page.cards["0"].isEnabled()
    actions.move(("0",), Path("/nowhere"))
    assert page.cards["0"].isEnabled()


def test_what_was_done_is_said_for_a_while_and_to_nobody_who_comes_later(page, qtbot):
    page.say("a.jpg lies in the trash now.")
    assert "a.jpg lies in the trash now." in texts(page)
    page._said.lasts_ms = 0
    page.say("b.jpg lies in the trash now.")
    qtbot.waitUntil(lambda: "b.jpg lies in the trash now." not in texts(page), timeout=PATIENCE_MS)
    page.say("c.jpg lies in the trash now.")
    page.hide()
    page.show()
    assert "c.jpg lies in the trash now." not in texts(page)


def test_what_became_of_a_retry_is_said_and_it_can_be_asked_again(page):
    language.speak(application(), "en")
    room = EngineThread()
    actions = IssueActions(page, room, Settings)
    page._was_read(grouped([item(n) for n in range(3)]))
    page.busy(("0", "1", "2"))
    actions._retried = dict.fromkeys(("0", "1", "2"))
    room.told.emit(PhotoSetAside("0", "IMG_0.jpg", UNREADABLE, ""))
    assert page._said.text() == (
        f"Tried again, and it could not be done: IMG_0.jpg. {UNREADABLE} 2 are on the way still."
    )
    assert page.cards["0"].isEnabled() and not page.cards["1"].isEnabled()
    room.told.emit(stored("IMG_1.jpg"))
    room.told.emit(PhotoWaiting("2", "IMG_2.jpg", INCOMPLETE, 60))
    assert page._said.text() == (
        f"In your album now: IMG_1.jpg. Tried again, and it could not be done: IMG_0.jpg. {UNREADABLE} "
        "Tried again; it is tried once more by itself: IMG_2.jpg."
    )
    room.told.emit(PhotoSetAside("7", "IMG_7.jpg", UNREADABLE, ""))
    assert "IMG_7" not in page._said.text(), "nobody asked for that one"


class TestWithTheProgram:
    """Real files in real folders."""

    @pytest.fixture
    def six(self, run, here):
        program = run()
        for number in range(6):
            (Path(here.settings.folders.incoming) / f"{number}.jpg").write_bytes(b"never a photo %d" % number)
        program.wait(lambda: len(program.window.issues.items) == 6)
        program.window.show_issues()
        return program

    def files(self, folder):
        return sorted(path.name for path in Path(folder).iterdir()) if Path(folder).exists() else []

    def test_a_whole_group_is_kept_out_after_a_question(self, six, here):
        six.button("keep-these-out").click()
        box = six.window.findChild(QMessageBox, "keep-out")
        assert "6 photos" in box.text()
        assert box.defaultButton().text() != six.button("yes", box).text()
        six.button("yes", box).click()
        six.wait(lambda: not six.window.issues.items)
        assert self.files(Path(here.settings.folders.done) / KEPT_OUT) == [f"{n}.jpg" for n in range(6)]
        six.wait(
            lambda: "6 photos lie in" in six.window.issues._said.text()
        )  # the list may be read before all are heard

    def test_a_retry_that_changes_nothing_says_so(self, six):
        six.button("retry-these").click()
        assert six.window.issues._said.text() == "Trying again: 6 photos."
        six.wait(lambda: "could not be done: 6 photos." in six.window.issues._said.text())
        # The list is made anew meanwhile: for a moment there is no such button.
        six.wait(lambda: (button := six.button("retry-these")) is not None and button.isEnabled())

    @pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="a trash of the tests' own")
    def test_a_whole_group_goes_to_the_trash_after_a_question(self, six, tmp_path, monkeypatch):
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        six.button("discard-these").click()
        box = six.window.findChild(QMessageBox, "discard")
        box.reject()
        assert len(six.window.issues.items) == 6
        six.button("discard-these").click()
        (box,) = [box for box in six.window.findChildren(QMessageBox, "discard") if box.isVisible()]
        six.button("yes", box).click()
        six.wait(lambda: not six.window.issues.items)
        assert self.files(tmp_path / "data/Trash/files") == [f"{n}.jpg" for n in range(6)]

    def test_a_whole_group_is_moved_to_a_folder(self, six, tmp_path):
        mine = tmp_path / "mine"
        mine.mkdir()
        six.button("move-these").click()
        dialog = six.window.findChild(QFileDialog, "move-to")
        dialog.fileSelected.emit(str(mine))
        six.wait(lambda: len(self.files(mine)) == 6)
        six.wait(lambda: not six.window.issues.items)

    def test_those_that_cannot_go_stay_and_say_why(self, six, tmp_path):
        six.button("move-these").click()
        six.window.findChild(QFileDialog, "move-to").fileSelected.emit(str(tmp_path / "gone"))
        six.wait(lambda: "6 photos could not be moved" in six.window.issues._said.text())
        assert len(six.window.issues.items) == 6
        six.wait(lambda: (button := six.button("move-these")) is not None and button.isEnabled())


def test_a_card_alone_says_all(qtbot):
    card = Card(item(0))
    qtbot.addWidget(card)
    card.show()
    assert {INCOMPLETE, "Please copy it once more."} <= set(texts(card))
