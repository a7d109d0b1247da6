"""Notifications as they leave the program: exact calls to a service of our own, and a real one on a real desktop."""

import dataclasses
import json
import os
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.children import child, joined

from photospool import events
from photospool.config.settings import Notifications
from photospool.events import Outcome, Pause
from photospool.gui.i18n import language
from photospool.gui.notifications import grouping, notice_texts
from photospool.gui.notifications.announcer import Announcer
from photospool.gui.notifications.grouping import NoticeBatch, Outage, Stop
from photospool.gui.notifications.notice import Action, Go, Notice, Slot
from photospool.gui.notifications.notifier import Notifier

from .. import desk

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is how Linux does it")
NOTICE = Notice(Slot.PHOTOS, "2 photos added", "a & b <c>", Go.RECENT, (Action(Go.ALBUM, "Open album"),))
ALL = "actions,body,body-markup,persistence"


@pytest.fixture(scope="module")
def bus(tmp_path_factory):
    if reason := desk.missing("dbus-daemon"):
        pytest.skip(reason)
    with desk.bus(tmp_path_factory.mktemp("bus")) as address:
        yield address


@pytest.fixture(autouse=True)
def on_the_bus(bus, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)


@pytest.fixture(autouse=True)
def in_english(qapp):
    language.speak(qapp, "en")


class Service:
    """Our own service; its calls are read by a thread."""

    def __init__(self, process):
        self._process = process
        self.calls = deque()
        self.ready = threading.Event()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            said = json.loads(line)
            if "ready" in said:
                self.ready.set()
            else:
                self.calls.append((said["call"], said["body"]))

    def says(self, line):
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def named(self, name):
        return [body for call, body in self.calls if call == name]

    def end(self):
        self._process.stdin.close()
        with self._process:
            self._process.wait(desk.PATIENCE_S)
            joined(self._reader)


@pytest.fixture
def start_service():
    """Start our own service with what it can; several, one after the other."""
    services = []

    def start(capabilities=ALL):
        script = Path(__file__).with_name("notification_service.py")
        process = child(
            [sys.executable, script, capabilities], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        services.append(Service(process))
        assert services[-1].ready.wait(desk.PATIENCE_S)
        return services[-1]

    yield start
    for service in services:
        if not service._process.stdin.closed:
            service.end()


class Heard:
    """What a backend emitted."""

    def __init__(self, backend):
        self.clicked, self.failed = [], []
        backend.clicked.connect(self.clicked.append)
        backend.failed.connect(self.failed.append)


@pytest.fixture
def backend(qapp):
    from photospool.gui.notifications.freedesktop import Freedesktop

    made = Freedesktop("Photospool")
    yield made
    made.close()


def waits(qtbot, is_so):
    qtbot.waitUntil(lambda: bool(is_so()), timeout=int(desk.PATIENCE_S * 1000))


class TestOurService:
    def test_the_exact_call(self, qtbot, backend, start_service, tmp_path):
        service = start_service()
        picture = tmp_path / "a photo.jpg"
        backend.show_notice(dataclasses.replace(NOTICE, picture=picture))
        waits(qtbot, lambda: service.named("Notify"))
        assert service.named("Notify") == [
            [
                "Photospool", 0, "", "2 photos added", "a &amp; b &lt;c&gt;",
                ["default", "2 photos added", "album", "Open album"],
                {
                    "urgency": ["y", 1],
                    "suppress-sound": ["b", True],
                    "image-path": ["s", picture.as_uri()],
                },
                -1,
            ]
        ]  # fmt: skip

    def test_a_new_one_replaces_the_last_in_its_slot_only(self, qtbot, backend, start_service):
        service = start_service()
        backend.show_notice(NOTICE)
        backend.show_notice(dataclasses.replace(NOTICE, title="3 photos added"))  # before the first has its number
        backend.show_notice(dataclasses.replace(NOTICE, slot=Slot.STOP, title="The disk is full"))
        waits(qtbot, lambda: len(service.named("Notify")) == 3)
        shown = {body[3]: body[1] for body in service.named("Notify")}
        assert shown == {"2 photos added": 0, "3 photos added": 1, "The disk is full": 0}

    @pytest.mark.parametrize(("key", "go"), [("default", Go.RECENT), ("album", Go.ALBUM)])
    def test_a_click_leads_to_the_right_place(self, qtbot, backend, start_service, key, go):
        service, heard = start_service(), Heard(backend)
        backend.show_notice(NOTICE)
        waits(qtbot, lambda: service.named("Notify"))
        service.says("action 99 default")  # of another program
        service.says("token 1 t0ken")
        service.says(f"action 1 {key}")
        waits(qtbot, lambda: heard.clicked)
        assert heard.clicked == [go]
        assert os.environ["XDG_ACTIVATION_TOKEN"] == "t0ken"

    def test_one_that_was_closed_is_not_replaced(self, qtbot, backend, start_service):
        service, heard = start_service(), Heard(backend)
        backend.show_notice(NOTICE)
        waits(qtbot, lambda: service.named("Notify"))
        service.says("action 1 default")
        waits(qtbot, lambda: heard.clicked)
        service.says("close 1")
        service.says("action 1 default")
        backend.show_notice(dataclasses.replace(NOTICE, slot=Slot.STOP))
        waits(qtbot, lambda: len(service.named("Notify")) == 2)
        service.says("action 2 default")
        waits(qtbot, lambda: len(heard.clicked) == 2)  # the second click on 1 came after its end
        backend.show_notice(NOTICE)
        waits(qtbot, lambda: len(service.named("Notify")) == 3)
        assert service.named("Notify")[2][1] == 0

    def test_what_is_over_is_taken_back(self, qtbot, backend, start_service):
        service, heard = start_service(), Heard(backend)
        backend.show_notice(NOTICE)
        waits(qtbot, lambda: service.named("Notify"))
        service.says("action 1 default")  # its number has come back by then
        waits(qtbot, lambda: heard.clicked)
        backend.withdraw(Slot.PHOTOS)
        backend.withdraw(Slot.OUTAGE)
        waits(qtbot, lambda: service.named("CloseNotification"))
        assert service.named("CloseNotification") == [[1]]

    def test_a_plain_service_gets_plain_text_and_no_buttons(self, qtbot, backend, start_service):
        service = start_service("body")
        backend.show_notice(NOTICE)
        waits(qtbot, lambda: service.named("Notify"))
        assert service.named("Notify")[0][3:6] == ["2 photos added", "a & b <c>", []]

    def test_a_service_without_bodies_gets_all_in_the_title(self, qtbot, backend, start_service):
        service = start_service("actions")
        backend.show_notice(NOTICE)
        waits(qtbot, lambda: service.named("Notify"))
        assert service.named("Notify")[0][3:5] == ["2 photos added: a & b <c>", ""]

    def test_a_service_that_comes_again_is_asked_again(self, qtbot, backend, start_service):
        first = start_service()
        backend.show_notice(NOTICE)
        waits(qtbot, lambda: first.named("Notify"))
        first.end()
        second = start_service("body")
        backend.show_notice(NOTICE)
        waits(qtbot, lambda: second.named("Notify"))
        assert second.named("GetCapabilities") == [[]]
        assert second.named("Notify")[0][1] == 0

    def test_without_a_service_it_is_handed_on(self, qtbot, backend):
        heard = Heard(backend)
        backend.show_notice(NOTICE)
        waits(qtbot, lambda: heard.failed == [NOTICE])

    @pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus", "nonsense"])
    def test_without_a_bus_it_is_handed_on(self, monkeypatch, backend, address):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        heard = Heard(backend)
        backend.show_notice(NOTICE)
        assert heard.failed == [NOTICE]

    def test_a_bus_that_ends_is_left_and_the_next_one_found(
        self, qtbot, backend, bus, tmp_path, monkeypatch, start_service
    ):
        heard = Heard(backend)
        with desk.bus(tmp_path) as other:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", other)
            backend.show_notice(NOTICE)
            waits(qtbot, lambda: heard.failed == [NOTICE])
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
        service = start_service()
        waits(qtbot, lambda: backend.show_notice(NOTICE) or service.named("Notify"))


class Shown:
    """A backend of the tests: keeps what it is given."""

    def __init__(self):
        from PySide6.QtCore import QObject, Signal

        class Signals(QObject):
            clicked = Signal(object)
            failed = Signal(object)

        self._signals = Signals()
        self.clicked, self.failed = self._signals.clicked, self._signals.failed
        self.notices, self.withdrawn = [], []

    def show_notice(self, notice):
        self.notices.append(notice)

    def withdraw(self, slot):
        self.withdrawn.append(slot)

    def close(self):
        self.withdrawn.append("all")


class TestAnnouncer:
    @pytest.fixture
    def made(self, qapp, tmp_path):
        """A running announcer, the notices that it shows, its clock, and whether the window is in front."""
        shown, now, front = Shown(), [0.0], [False]
        announcer = Announcer(
            Notifier(shown),
            Notifications(),
            tmp_path / "notices",
            is_in_front=lambda: front[0],
            clock=lambda: now[0] + time.monotonic(),
        )
        yield announcer, shown, now, front
        announcer.close()

    STORED = events.PhotoStored("job", "a.jpg", "1" * 32, Outcome.NEW, "", thumb=b"\xff\xd8 a picture")

    def test_a_batch_arrives_with_its_picture_by_the_timer(self, qtbot, made, monkeypatch):
        announcer, shown, now, _ = made
        announcer.on_event(self.STORED)
        now[0] = 9.9  # the timer that is set for the whole time is early by now, and finds it by looking
        announcer.look()
        waits(qtbot, lambda: shown.notices)
        (notice,) = shown.notices
        assert (notice.title, notice.body, notice.go) == ("1 photo added to your album", "a.jpg", Go.RECENT)
        assert notice.picture.read_bytes() == self.STORED.thumb
        assert notice.picture.parent.stat().st_mode & 0o077 == notice.picture.stat().st_mode & 0o077 == 0
        announcer.close()
        assert not notice.picture.parent.exists()

    def test_nothing_lies_on_the_disk_before_the_first_picture_and_what_a_kill_left_goes(self, made, tmp_path):
        assert not (tmp_path / "notices").exists()
        (tmp_path / "notices").mkdir()
        (tmp_path / "notices/photo-1.jpg").write_bytes(b"of a run that was killed")
        after = Announcer(Notifier(Shown()), Notifications(), tmp_path / "notices", is_in_front=lambda: False)
        assert not (tmp_path / "notices").exists()
        after.close()

    def test_it_is_silent_while_the_window_is_in_front(self, qtbot, made):
        announcer, shown, now, front = made
        front[0] = True
        announcer.on_event(self.STORED)
        announcer.on_event(events.QueuePaused(Pause.FOLDERS, "Gone", "Look"))
        now[0] = 11.0
        announcer.look()
        assert shown.notices == []
        announcer.show_test()  # the user asked for it
        assert [notice.slot for notice in shown.notices] == [Slot.TEST]

    def test_what_is_over_is_taken_back_and_all_at_the_end(self, made):
        announcer, shown, _, _ = made
        announcer.on_event(events.QueuePaused(Pause.FOLDERS, "Gone", "Look"))
        announcer.on_event(events.QueueResumed())
        announcer.close()
        assert [notice.title for notice in shown.notices] == ["Gone"]
        assert shown.withdrawn == [Slot.STOP, "all"]

    def test_a_switch_holds_from_now_on(self, made):
        announcer, shown, _, _ = made
        announcer.choose(Notifications(stops=False))
        announcer.on_event(events.QueuePaused(Pause.FOLDERS, "Gone", "Look"))
        assert shown.notices == []

    def test_a_click_is_wanted(self, made):
        announcer, shown, _, _ = made
        wanted = []
        announcer.wanted.connect(wanted.append)
        shown.clicked.emit(Go.ISSUES)
        assert wanted == [Go.ISSUES]


@pytest.mark.parametrize(
    ("told", "go", "buttons"),
    [
        (NoticeBatch(3, 0, 0, "a.jpg"), Go.RECENT, [Go.ALBUM, Go.RECENT]),
        (NoticeBatch(3, 1, 2, "a.jpg", "Torn."), Go.ISSUES, [Go.ISSUES]),
        (Outage("Away", "Wait"), Go.WINDOW, [Go.WINDOW]),
        (Stop(Pause.REFUSED, "No", "Do"), Go.ALBUM_SETTINGS, [Go.ALBUM_SETTINGS]),
        (Stop(Pause.FOLDERS, "No", "Do"), Go.FOLDERS, [Go.FOLDERS]),
        (Stop(Pause.DISK_FULL, "No", "Do"), Go.FOLDERS, [Go.FOLDERS]),
        (Stop(None), Go.WINDOW, [Go.WINDOW]),
    ],
)
def test_each_notice_leads_to_where_it_can_be_dealt_with(qapp, told, go, buttons):
    notice = notice_texts.notice_of(told)
    assert notice.go is go
    assert [action.go for action in notice.actions] == buttons
    assert notice.title
    assert notice.body


@pytest.mark.parametrize(
    ("batch", "title", "body"),
    [
        (NoticeBatch(1, 0, 0, "a.jpg"), "1 photo added to your album", "a.jpg"),
        (NoticeBatch(12, 2, 0, "a.jpg"), "12 photos added to your album", "a.jpg and 11 more\n2 were already there"),
        (NoticeBatch(0, 1, 0, "a.jpg"), "1 photo already in your album", "a.jpg"),
        (NoticeBatch(0, 0, 1, "a.jpg", "Torn."), "1 photo needs your attention", "a.jpg: Torn."),
        (
            NoticeBatch(3, 1, 2, "a.jpg", "Torn."),
            "2 photos need your attention",
            "3 photos added\n1 photo already in your album",
        ),
        (NoticeBatch(0, 0, 2, "a.jpg", "Torn."), "2 photos need your attention", "a.jpg: Torn."),
    ],
)
def test_a_batch_in_words(batch, title, body):
    notice = notice_texts.notice_of(batch)
    assert (notice.title, notice.body) == (title, body)


class TestBalloon:
    def test_the_tray_says_it_and_its_click_leads_on(self, qapp):
        from PySide6.QtWidgets import QSystemTrayIcon

        from photospool.gui.notifications.balloon import Balloon

        tray = QSystemTrayIcon()
        balloon = Balloon(lambda: tray)
        heard = Heard(balloon)
        balloon.show_notice(NOTICE)
        tray.messageClicked.emit()
        assert heard.clicked == [Go.RECENT]

    def test_without_a_tray_it_says_so(self, qapp):
        from photospool.gui.notifications.balloon import Balloon

        balloon = Balloon(lambda: None)
        heard = Heard(balloon)
        balloon.show_notice(NOTICE)
        assert heard.failed == [NOTICE]


def test_the_whole_program_tells_of_a_photo_and_follows_the_click(run, here, photo, start_service, monkeypatch):
    """A real engine carries a real photo; only the quiet time is shorter than for users."""
    monkeypatch.setattr(grouping, "QUIET_S", 0.2)
    service = start_service()
    program = run(is_hidden=True)
    photo(Path(here.settings.folders.incoming) / "lake.jpg")
    program.wait(lambda: bool(service.named("Notify")))
    name, _, _, title, body, actions, hints, _ = service.named("Notify")[0]
    assert (name, title, body) == ("Photospool", "1 photo added to your album", "lake.jpg")
    assert actions == ["default", "Show", "album", "Open album", "recent", "Show"]
    picture = Path(unquote(urlsplit(hints["image-path"][1]).path))
    assert picture.read_bytes().startswith(b"\xff\xd8")  # a JPEG, while the notification is there
    assert program.window is None
    service.says("action 1 recent")
    program.wait(lambda: program.window is not None and program.window.isVisible())
    assert program.window.tabs.currentWidget() is program.window.recent


DUNST = """
[global]
    width = 320
    origin = top-left
    offset = 20x20
    format = "<b>%s</b>\\n%b"
    frame_width = 1
    mouse_left_click = do_action
[urgency_normal]
    timeout = 0
"""
"""Where it stays until it is clicked: on a busy machine nobody may have looked before dunst's ten seconds are over."""


# desktop-notifier 6.2.0 makes a default policy as it is imported; Python 3.14 warns of it, and 3.16 will have none.
@pytest.mark.filterwarnings(
    "ignore:'asyncio.DefaultEventLoopPolicy' is deprecated:DeprecationWarning:desktop_notifier.main"
)
@pytest.mark.parametrize("kind", ["freedesktop", "native"])
def test_a_real_click_on_a_real_desktop(qtbot, bus, tmp_path, kind, monkeypatch):
    """Both our own way and the one of macOS and Windows, which speaks the same language here."""
    if reason := desk.missing("Xvfb", "dunst", "xdotool", "dbus-send"):
        pytest.skip(reason)
    from PIL import Image

    from photospool.gui.notifications.freedesktop import SERVICE, Freedesktop
    from photospool.gui.notifications.native import NativeNotifications

    picture = tmp_path / "thumb.jpg"
    Image.new("RGB", (96, 64), (200, 30, 30)).save(picture)
    config = tmp_path / "dunstrc"
    config.write_text(DUNST)
    desk.wait_until(lambda: not desk.has_owner(SERVICE, bus), "the end of the service before")
    with (
        desk.screen(tmp_path) as display,
        desk.program(
            *("dunst", "-conf", str(config)),
            log=tmp_path / "dunst.log",
            DISPLAY=display,
            DBUS_SESSION_BUS_ADDRESS=bus,
        ),
    ):
        desk.wait_until(lambda: desk.has_owner(SERVICE, bus), "dunst on the bus")
        backend = (Freedesktop if kind == "freedesktop" else NativeNotifications)("Photospool")
        clicked_through(qtbot, display, backend, picture)
        if isinstance(backend, NativeNotifications):
            # desktop-notifier has no way to close its connection to the bus; macOS and Windows have none.
            desk.wait_until(lambda: "notifications" not in {one.name for one in threading.enumerate()}, "its thread")
            connection = backend._center._backend.bus
            connection._stream.close()  # first: a socket whose file is open only counts as closed
            connection._sock.close()


def clicked_through(qtbot, display, backend, picture):
    """Show a notice, and click where it is until that is heard."""
    heard = Heard(backend)
    try:
        backend.show_notice(dataclasses.replace(NOTICE, picture=picture))
        waits(qtbot, lambda: desk.xdotool(display, "search", "--onlyvisible", "--class", "dunst") or heard.failed)
        assert heard.failed == []
        waits(qtbot, lambda: desk.xdotool(display, "mousemove", "120", "50", "click", "1") or heard.clicked)
        assert set(heard.clicked) == {Go.RECENT}
        assert heard.failed == []
    finally:
        backend.close()
