"""The first run, walked by keyboard: real folders, a real sample photo, a real server where one is chosen."""

from __future__ import annotations

import os
import secrets

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from photospool.album.couchdb.connection_test import Verdict
from photospool.config import kinds
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.gui.first_run import FirstRun
from photospool.gui.first_run.wizard import start_at_login
from photospool.gui.i18n.kind_words import size_words
from photospool.system.autostart.autostart import Autostart, AutostartEntry, AutostartRefused
from photospool.system.sync_clients import SyncFolder

from ...servers.standin import DATABASE, Scripted, standin
from ..asked import PATIENCE_MS, Answers, NoKeyringAtAll

JOURNEY_MS = 120_000


@pytest.fixture
def here(tmp_path, vault):
    """Nothing chosen yet."""
    return Profile.load(places(tmp_path / "home"))


@pytest.fixture
def begin(qtbot, here, tmp_path):
    """Open the wizard; the user's home and synced folder are the test's own."""
    (tmp_path / "user" / "Sync" / "Camera").mkdir(parents=True)
    opened = []

    def open_it(client="Syncthing", *, couchdb="", two_way=True):
        folder = SyncFolder(client, tmp_path / "user" / "Sync", two_way)
        wizard = FirstRun(
            here, login=item(tmp_path), known=lambda: [folder], home=tmp_path / "user", couchdb=lambda: couchdb
        )
        qtbot.addWidget(wizard)
        opened.append(wizard)
        wizard.show()
        wizard.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is wizard, timeout=PATIENCE_MS)
        return Walk(qtbot, wizard)

    yield open_it
    for wizard in opened:
        wizard.journey.stop()


def item(tmp_path):
    """What a login starts, in a folder of the test's own."""
    return AutostartEntry(["photospool", "--hidden"], tmp_path / "autostart")


class Walk:
    """Somebody without a mouse."""

    def __init__(self, qtbot, wizard):
        self.qtbot, self.wizard = qtbot, wizard

    def tab_to(self, name):
        """Press Tab until a control has the focus."""
        for _ in range(40):
            focused = self.wizard.focusWidget()
            if focused is not None and focused.objectName() == name:
                return focused
            QTest.keyClick(focused or self.wizard, Qt.Key.Key_Tab)
        raise AssertionError(f"{name} is not reached by Tab")

    def press(self, name):
        """Space on a control."""
        QTest.keyClick(self.tab_to(name), Qt.Key.Key_Space)

    def type(self, name, text):
        """Write into a field."""
        edit = self.tab_to(name)
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        QTest.keyClicks(edit, text)

    def next(self):
        """Go on, once one may."""
        self.qtbot.waitUntil(self.wizard.next.isEnabled, timeout=PATIENCE_MS)
        before = self.wizard.step
        self.press("first-run-next")
        assert self.wizard.step is not before

    def to_consent(self):
        for _ in range(3):
            self.next()
        assert self.wizard.step is self.wizard.consent


def words(ticks):
    return " ".join(tick.text for tick in ticks.ticks)


def test_from_nothing_to_photos_that_may_travel(qtbot, begin, here, tmp_path):
    for number in range(3):
        (tmp_path / "user/Sync/Camera" / f"IMG_{number}.jpg").write_bytes(b"photo")
    walk = begin()
    wizard = walk.wizard
    walk.next()
    qtbot.waitUntil(lambda: wizard.folders.may_go_on, timeout=PATIENCE_MS)
    assert wizard.folders.form.paths == {
        "incoming": str(tmp_path / "user/Sync/Camera"),
        "work": str(tmp_path / "user/Photospool/work"),
        "done": str(tmp_path / "user/Photospool/done"),
    }
    assert "It will be made." in words(wizard.folders.form.fields["work"].ticks)
    walk.next()
    assert wizard.album.form.local.isChecked()
    walk.next()
    assert not wizard.next.isEnabled()
    assert wizard.findChild(object, "send-only").isVisible()
    walk.press("understood")
    assert not wizard.next.isEnabled()
    QTest.keyClick(walk.tab_to("which-all"), Qt.Key.Key_Down)  # two ways of one question: arrows lead between them
    QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Space)
    assert wizard.consent.which.only_new.isChecked()
    assert not (tmp_path / "user/Photospool").exists()
    assert not (tmp_path / "home").exists()
    assert wizard.consent.start.isVisible()
    assert item(tmp_path).state() is Autostart.OFF
    walk.next()
    qtbot.waitUntil(lambda: wizard.journey.place == "done", timeout=JOURNEY_MS)
    assert not wizard.journey.picture.pixmap().isNull()
    with qtbot.waitSignal(wizard.finished_with, timeout=PATIENCE_MS) as told:
        walk.press("first-run-next")
    after = here.reloaded()
    assert after.settings == told.args[0]
    assert after.is_confirmed
    assert after.settings.folders.only_new
    assert "IMG_2.jpg" in here.places.baseline.read_text()
    assert (tmp_path / "user/Photospool/work").is_dir()
    assert item(tmp_path).state() is Autostart.ON
    assert sorted(os.listdir(tmp_path / "user/Sync/Camera")) == ["IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg"]


@pytest.mark.parametrize("wanted", [True, False])
def test_videos_are_proposed_with_number_and_size(qtbot, begin, here, tmp_path, wanted):
    camera = tmp_path / "user/Sync/Camera"
    for name in ("IMG_1.jpg", "VID_1.mp4", "VID_2.mov"):
        (camera / name).write_bytes(b"x" * 1_000_000)
    walk = begin()
    wizard = walk.wizard
    walk.next()
    incoming = wizard.folders.form.fields["incoming"]
    qtbot.waitUntil(lambda: "There now: 1 photo(s) and 2 video(s)." in words(incoming.ticks), timeout=PATIENCE_MS)
    walk.next()
    walk.next()
    consent = wizard.consent
    assert consent.kinds["videos"].isChecked()
    qtbot.waitUntil(lambda: "2 video" in wizard.findChild(object, "first-run-lying").text(), timeout=PATIENCE_MS)
    assert f"({size_words(2_000_000)})" in wizard.findChild(object, "first-run-lying").text()
    assert "A year of a phone's videos may weigh" in wizard.findChild(object, "first-run-lying").text()
    if not wanted:
        walk.press("first-run-videos")
    walk.press("understood")
    walk.press("which-all")
    walk.next()
    qtbot.waitUntil(lambda: wizard.journey.place == "done", timeout=JOURNEY_MS)
    with qtbot.waitSignal(wizard.finished_with, timeout=PATIENCE_MS):
        walk.press("first-run-next")
        assert wizard.focusWidget() is wizard.next, "while it is carried out, too"
    after = here.reloaded()
    others = ("raw", "sidecars")
    assert kinds.taken(after.settings, after.memory) == (
        ("photos", "videos", *others) if wanted else ("photos", *others)
    )
    assert not kinds.is_to_be_asked(after, "videos")
    assert sorted(os.listdir(camera)) == ["IMG_1.jpg", "VID_1.mp4", "VID_2.mov"]


@pytest.mark.parametrize("wanted", [True, False])
def test_sidecars_are_proposed_with_their_number(qtbot, begin, here, tmp_path, wanted):
    camera = tmp_path / "user/Sync/Camera"
    for name in ("IMG_1.jpg", "IMG_1.AAE", "IMG_2.xmp"):
        (camera / name).write_bytes(b"x")
    walk = begin()
    wizard = walk.wizard
    walk.to_consent()
    assert wizard.consent.kinds["sidecars"].isChecked()
    lying = wizard.findChild(object, "first-run-lying")
    qtbot.waitUntil(lambda: "2 sidecar" in lying.text(), timeout=PATIENCE_MS)
    if not wanted:
        walk.press("first-run-sidecars")
    walk.press("understood")
    walk.press("which-all")
    walk.next()
    qtbot.waitUntil(lambda: wizard.journey.place == "done", timeout=JOURNEY_MS)
    with qtbot.waitSignal(wizard.finished_with, timeout=PATIENCE_MS):
        walk.press("first-run-next")
    after = here.reloaded()
    assert ("sidecars" in kinds.taken(after.settings, after.memory)) is wanted
    assert not kinds.is_to_be_asked(after, "sidecars")


@pytest.mark.parametrize("wanted", [True, False])
def test_raw_files_are_proposed_with_number_and_size(qtbot, begin, here, tmp_path, wanted):
    camera = tmp_path / "user/Sync/Camera"
    (camera / "IMG_1.jpg").write_bytes(b"x")
    for name in ("_DSC1.NEF", "PXL_1.dng"):
        (camera / name).write_bytes(b"x" * 1_500_000)
    walk = begin()
    wizard = walk.wizard
    walk.to_consent()
    assert wizard.consent.kinds["raw"].isChecked()
    lying = wizard.findChild(object, "first-run-lying")
    qtbot.waitUntil(lambda: "2 raw file" in lying.text(), timeout=PATIENCE_MS)
    assert f"({size_words(3_000_000)})" in lying.text()
    assert "A year of raw files, 100 a week, may weigh" in lying.text()
    if not wanted:
        walk.press("first-run-raw")
    walk.press("understood")
    walk.press("which-all")
    walk.next()
    qtbot.waitUntil(lambda: wizard.journey.place == "done", timeout=JOURNEY_MS)
    with qtbot.waitSignal(wizard.finished_with, timeout=PATIENCE_MS):
        walk.press("first-run-next")
    after = here.reloaded()
    assert ("raw" in kinds.taken(after.settings, after.memory)) is wanted
    assert not kinds.is_to_be_asked(after, "raw")


def test_the_stations_are_shown_one_after_the_other(qtbot, begin):
    walk = begin()
    journey, seen = walk.wizard.journey, []
    show = journey._show_at
    journey._show_at = lambda place, text: (seen.append(place), show(place, text))
    walk.wizard.stack.setCurrentWidget(journey)
    journey.entered()
    qtbot.waitUntil(lambda: journey.place == "done", timeout=JOURNEY_MS)
    assert list(dict.fromkeys(seen)) == ["", "incoming", "work", "done"]
    assert journey.again.isVisible()
    QTest.keyClick(journey.again, Qt.Key.Key_Space)
    assert not journey.again.isVisible()
    assert walk.wizard.focusWidget() is walk.wizard.next, "and not what ends it"


@pytest.mark.parametrize("steps", [0, 1, 2, 4])
def test_skipping_leaves_everything_as_it_was(qtbot, begin, here, tmp_path, steps):
    walk = begin("Dropbox", two_way=False)
    for _ in range(steps):
        walk.next()
    with qtbot.waitSignal(walk.wizard.skipped, timeout=PATIENCE_MS):
        walk.press("first-run-skip")
    assert not walk.wizard.isVisible()
    assert not here.places.settings.exists()
    assert not here.reloaded().is_confirmed
    assert not (tmp_path / "user/Photospool").exists()
    assert item(tmp_path).state() is Autostart.OFF


def test_escape_skips_once(qtbot, begin, here):
    walk = begin()
    with qtbot.waitSignal(walk.wizard.skipped, timeout=PATIENCE_MS):
        QTest.keyClick(walk.wizard, Qt.Key.Key_Escape)
    assert not walk.wizard.isVisible()


def test_one_may_go_back_and_nothing_is_forgotten(qtbot, begin, tmp_path):
    walk = begin("Dropbox")
    walk.next()
    qtbot.waitUntil(lambda: walk.wizard.folders.may_go_on, timeout=PATIENCE_MS)
    walk.type("folder-done", str(tmp_path / "elsewhere"))
    walk.next()
    walk.press("first-run-back")
    assert walk.wizard.folders.form.paths["done"] == str(tmp_path / "elsewhere")


def test_wrong_folders_hold_one_up(qtbot, begin, tmp_path):
    walk = begin()
    walk.next()
    qtbot.waitUntil(lambda: walk.wizard.folders.may_go_on, timeout=PATIENCE_MS)
    walk.type("folder-work", str(tmp_path / "user/Sync/work"))
    qtbot.waitUntil(
        lambda: "Syncthing keeps in step" in words(walk.wizard.folders.form.fields["work"].ticks), timeout=PATIENCE_MS
    )
    assert not walk.wizard.next.isEnabled()


def test_an_empty_one_way_folder_needs_no_yes_but_the_last(qtbot, begin):
    walk = begin("Syncthing", two_way=False)
    walk.to_consent()
    qtbot.waitUntil(walk.wizard.next.isEnabled, timeout=PATIENCE_MS)  # once it is counted what lies there
    assert not walk.wizard.consent.understood.isVisible()
    assert not walk.wizard.consent.which.isVisible()


def test_nothing_is_found_and_folders_of_our_own_are_proposed(qtbot, here, tmp_path):
    wizard = FirstRun(here, known=lambda: [], home=tmp_path, couchdb=lambda: "")
    qtbot.addWidget(wizard)
    wizard.show()
    qtbot.waitUntil(lambda: bool(wizard.folders.form.facts), timeout=PATIENCE_MS)
    assert wizard.folders.form.paths["incoming"] == str(tmp_path / "Photospool/incoming")
    assert not wizard.folders._offer.isVisibleTo(wizard.folders)
    assert wizard.folders.may_go_on


# The album.


def test_a_server_must_have_been_tested(qtbot, begin, here, vault):
    with standin() as server:
        walk = begin("Dropbox", couchdb=server.url)
        walk.next()
        walk.next()
        form = walk.wizard.album.form
        qtbot.waitUntil(lambda: form.url.text() == server.url, timeout=PATIENCE_MS)
        assert walk.wizard.findChild(object, "couchdb-found").isVisible()
        walk.tab_to("album-local")
        QTest.keyClick(walk.wizard.focusWidget(), Qt.Key.Key_Down)
        assert form.server.isChecked()
        assert not walk.wizard.next.isEnabled()
        walk.type("album-user", "anna")
        walk.type("album-password", "right")
        walk.press("album-test")
        qtbot.waitUntil(lambda: form.diagnosis is not None, timeout=PATIENCE_MS)
        assert form.diagnosis.verdict is Verdict.VIEWS_MISSING
        walk.press("album-views")
        qtbot.waitUntil(lambda: form.diagnosis and form.diagnosis.verdict is Verdict.READY, timeout=PATIENCE_MS)
        walk.next()
        walk.press("understood")
        walk.next()
        with qtbot.waitSignal(walk.wizard.finished_with, timeout=PATIENCE_MS) as told:
            walk.press("first-run-next")
            assert "may ask for its keyring's password" in walk.wizard._why_not.text()
    assert (told.args[0].album.url, told.args[0].album.database) == (server.url, DATABASE)
    assert vault.kept == {(server.url, "anna"): "right"}
    assert here.reloaded().is_confirmed


def test_enter_after_a_test_never_skips_what_was_typed(qtbot, begin):
    with standin() as server:
        walk = begin("Dropbox")
        walk.next()
        walk.next()
        wizard, form = walk.wizard, walk.wizard.album.form
        form.server.click()
        walk.type("album-url", server.url)
        skipped = []
        wizard.skipped.connect(lambda: skipped.append(True))
        for name, found in (("album-test", Verdict.VIEWS_MISSING), ("album-views", Verdict.READY)):
            walk.press(name)
            assert wizard.focusWidget() is form.test, "the keyboard stays where the test was asked for"
            qtbot.waitUntil(lambda found=found: found is getattr(form.diagnosis, "verdict", None), timeout=PATIENCE_MS)
            assert wizard.focusWidget() is form.test
        QTest.keyClick(form.test, Qt.Key.Key_Return)
        assert (wizard.step, skipped) == (wizard.consent, [])


def test_a_wrong_password_holds_one_up(qtbot, begin):
    with standin() as server:
        server.answer_with(Scripted.json(401, "unauthorized", "Name or password is incorrect."))
        walk = begin("Dropbox")
        walk.next()
        walk.next()
        form = walk.wizard.album.form
        form.server.click()
        walk.type("album-url", server.url)
        walk.type("album-user", "anna")
        walk.type("album-password", "wrong")
        walk.press("album-test")
        qtbot.waitUntil(lambda: form.diagnosis is not None, timeout=PATIENCE_MS)
        assert not walk.wizard.next.isEnabled()
        assert len(server.seen()) == 1


def test_without_a_keyring_the_user_is_asked(qtbot, begin, here):
    keyring.set_keyring(NoKeyringAtAll())
    with standin() as server:
        walk = begin("Dropbox", two_way=False)
        walk.next()
        walk.next()
        form = walk.wizard.album.form
        form.server.click()
        walk.type("album-url", server.url)
        walk.type("album-user", "anna")
        walk.type("album-password", "right")
        walk.press("album-test")
        qtbot.waitUntil(lambda: form.is_connected, timeout=PATIENCE_MS)
        walk.next()
        walk.next()
        answers = Answers("Until Photospool ends")
        with qtbot.waitSignal(walk.wizard.finished_with, timeout=PATIENCE_MS):
            walk.press("first-run-next")
        assert not answers.left
        assert here.vault.find(server.url, "anna").source == "session"


def test_a_real_server_gets_its_album(qtbot, begin, here, real_couchdb):
    name = f"test-{secrets.token_hex(6)}"
    walk = begin("Dropbox", two_way=False, couchdb=real_couchdb.url)
    walk.next()
    walk.next()
    form = walk.wizard.album.form
    form.server.click()
    qtbot.waitUntil(lambda: form.url.text() == real_couchdb.url, timeout=PATIENCE_MS)
    walk.type("album-database", name)
    walk.type("album-user", real_couchdb.user)
    walk.type("album-password", real_couchdb.password)
    walk.press("album-test")
    qtbot.waitUntil(lambda: form.diagnosis is not None, timeout=PATIENCE_MS)
    assert form.diagnosis.verdict is Verdict.DATABASE_MISSING
    try:
        walk.press("album-create")
        qtbot.waitUntil(lambda: form.is_connected, timeout=PATIENCE_MS)
        walk.next()
        walk.next()
        with qtbot.waitSignal(walk.wizard.finished_with, timeout=PATIENCE_MS):
            walk.press("first-run-next")
        assert here.reloaded().settings.album.database == name
    finally:
        real_couchdb.request("DELETE", f"/{name}")


# Starting at login.


def test_who_unticks_it_is_not_started_at_login(tmp_path):
    item(tmp_path).turn_on()
    assert start_at_login(item(tmp_path), wanted=False) is None
    assert item(tmp_path).state() is Autostart.OFF


def test_what_the_system_switched_off_is_not_ticked(qtbot, here, tmp_path):
    class Off(AutostartEntry):
        def state(self):
            return Autostart.SWITCHED_OFF

    wizard = FirstRun(here, login=Off(["photospool"], tmp_path), known=list, home=tmp_path, couchdb=str)
    qtbot.addWidget(wizard)
    assert not wizard.consent.start.isChecked()


def test_where_a_login_starts_another_one_it_is_no_choice(qtbot, here, tmp_path):
    wizard = FirstRun(here, known=list, home=tmp_path, couchdb=str)
    qtbot.addWidget(wizard)
    assert wizard.consent.start.isHidden()
    assert start_at_login(None, wanted=wizard.consent.start.isChecked()) is None


def test_a_refusal_of_the_system_is_told_and_the_rest_is_done(tmp_path):
    class Refusing(AutostartEntry):
        def turn_on(self):
            raise AutostartRefused("No.", "Do.")

    refused = start_at_login(Refusing(["photospool"], tmp_path), wanted=True)
    assert (refused.title, refused.advice) == ("No.", "Do.")


# A grey Next says why.


def test_a_grey_next_says_why_at_every_step(qtbot, begin, tmp_path):
    walk = begin()
    wizard = walk.wizard

    def why():
        assert wizard.next.isEnabled() == (not wizard._why_not.text())
        assert wizard.next.accessibleDescription() == wizard._why_not.text()
        return wizard._why_not.text()

    assert why() == ""
    walk.next()
    qtbot.waitUntil(lambda: wizard.folders.may_go_on, timeout=PATIENCE_MS)
    walk.type("folder-work", str(tmp_path / "user/Sync/work"))
    assert why() == "Looking at the folders…"
    qtbot.waitUntil(lambda: "can't be used: Work." in why(), timeout=PATIENCE_MS)
    walk.type("folder-work", "")
    assert why() == "Choose all three folders."
    walk.type("folder-work", str(tmp_path / "user/work"))
    walk.next()
    wizard.album.form.server.setChecked(True)
    assert why() == "Type the address of your CouchDB and the name of the album."
    assert not wizard.album.form.test.isEnabled(), "what can't be pressed is not asked for"
    walk.type("album-url", "http://127.0.0.1:1")
    assert "Press Test" in why()
    wizard.album.form.local.setChecked(True)
    walk.next()
    assert "vanish" in why()
    wizard.consent.understood.setChecked(True)
    assert why() in {"What lies there is being counted…", ""}
    qtbot.waitUntil(lambda: why() == "", timeout=PATIENCE_MS)


def test_the_title_is_said_once(qtbot, begin):
    walk = begin()
    for _ in range(2):
        assert walk.wizard.windowTitle() == "Photospool"
        shown = [label.text() for label in walk.wizard.findChildren(QLabel) if label.isVisible()]
        assert shown.count(walk.wizard.step.title) == 1
        walk.next()


# Coming back.


def test_what_was_typed_is_there_when_one_comes_back_but_no_password(qtbot, begin, here, tmp_path):
    walk = begin("Dropbox")
    walk.next()
    qtbot.waitUntil(lambda: walk.wizard.folders.may_go_on, timeout=PATIENCE_MS)
    walk.type("folder-done", str(tmp_path / "elsewhere"))
    walk.next()
    walk.wizard.album.form.server.click()
    for name, text in (
        ("album-url", "https://anna:p%40ss@couch.example.org"),
        ("album-database", "family"),
        ("album-user", "anna"),
        ("album-password", "sesame"),
    ):
        walk.type(name, text)
    walk.press("first-run-skip")
    assert not here.reloaded().is_confirmed
    assert not here.places.settings.exists()
    for file in (tmp_path / "home").rglob("*"):
        assert not any(secret in file.read_bytes() for secret in (b"sesame", b"p%40ss")), file
    again = begin("Dropbox").wizard
    form = again.album.form
    assert again.folders.form.paths["done"] == str(tmp_path / "elsewhere")
    assert form.server.isChecked()
    assert (form.url.text(), form.database.text(), form.user.text()) == ("https://couch.example.org", "family", "anna")
    assert (form.password.text(), form.password.placeholderText()) == ("", "")
    assert not form.is_connected


def test_what_was_typed_is_forgotten_once_all_is_said(qtbot, begin, here, tmp_path):
    walk = begin("Dropbox", two_way=False)
    walk.next()
    qtbot.waitUntil(lambda: walk.wizard.folders.may_go_on, timeout=PATIENCE_MS)
    walk.type("folder-done", str(tmp_path / "elsewhere"))
    walk.press("first-run-skip")
    assert here.places.begun_setup.exists()
    again = begin("Dropbox", two_way=False)
    again.to_consent()
    again.next()
    with qtbot.waitSignal(again.wizard.finished_with, timeout=PATIENCE_MS):
        again.press("first-run-next")
    assert here.reloaded().settings.folders.done == str(tmp_path / "elsewhere")
    assert not here.places.begun_setup.exists()


def test_what_was_proposed_is_proposed_anew(qtbot, begin, here):
    walk = begin("Dropbox")
    walk.next()
    qtbot.waitUntil(lambda: walk.wizard.folders.may_go_on, timeout=PATIENCE_MS)
    walk.press("first-run-skip")
    assert not here.places.begun_setup.exists(), "a sync client that comes later is proposed then"
