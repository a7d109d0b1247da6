"""Services: whoever is started again while incoming is not empty never goes in circles and loses nothing."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from PIL import Image
from tests.children import PATIENCE_S, child, joined

from photospool.spool.lock import WorkLock

LINGER_S = 0.5
COMMAND = [sys.executable, "-u", "-m", "photospool"]
ENV = {
    **{name: value for name, value in os.environ.items() if not name.startswith("PHOTOSPOOL_")},
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    "COLUMNS": "200",
}


class Home:
    """An installation with its three folders, and a process that a stand-in for the system keeps."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("incoming", "work", "done", "home"):
            (folder / name).mkdir()
        self.incoming, self.work, self.done = (folder / name for name in ("incoming", "work", "done"))
        self.settings = folder / "home/settings.toml"
        self.log = folder / "service.log"
        self.choose()

    def choose(self, **album):
        folders = "\n".join(f"{name} = {json.dumps(str(self.folder / name))}" for name in ("incoming", "work", "done"))
        chosen = "\n".join(f"{name} = {json.dumps(value)}" for name, value in album.items())
        text = f"[folders]\n{folders}\n[program]\nsettle_s = 1\n[album]\n{chosen}\n"
        # As an editor does: at once, under a new file.
        (self.folder / "new.toml").write_text(text)
        (self.folder / "new.toml").replace(self.settings)

    def photospool(self, *words):
        command = [*COMMAND, "--home", str(self.folder / "home"), *words]
        subprocess.run(command, env=ENV, check=True, capture_output=True, timeout=PATIENCE_S)

    def arrives(self, name, colour):
        fresh = self.folder / f"fresh-{name}"
        Image.new("RGB", (320, 240), colour).save(fresh, quality=90)
        fresh.replace(self.incoming / name)

    def stored(self):
        """Photos; not what tries how the disk behaves, which goes while we look."""
        names = (path for path in self.done.iterdir() if not path.name.startswith("."))
        return sorted(path.name for path in names if path.stat().st_size)

    def said(self):
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def start(self, *more):
        words = ["--home", str(self.folder / "home"), "run", "--until-empty", "--linger", str(LINGER_S), *more]
        with self.log.open("ab") as log:
            return child([*COMMAND, *words], env=ENV, stdout=log, stderr=log)


class KeepsAliveWhileNotEmpty(threading.Thread):
    """What launchd (QueueDirectories) and systemd (DirectoryNotEmpty) do, without their brakes.

    launchd counts every entry, systemd none that is hidden; whenever no process runs and there is one, it is started.
    """

    def __init__(self, home, *, hidden_count):
        super().__init__(name="supervisor")
        self.home = home
        self.hidden_count = hidden_count
        self.starts = 0
        self.ends = []
        self.process = None
        self._over = threading.Event()

    def run(self):
        while not self._over.wait(0.05):
            if self.process is not None and self.process.poll() is not None:
                self.ends.append(self.process.returncode)
                self.process = None
            if self.process is None and self._is_wanted():
                self.starts += 1
                self.process = self.home.start()

    def _is_wanted(self):
        names = os.listdir(self.home.incoming)
        return any(self.hidden_count or not name.startswith(".") for name in names)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        joined(self)
        if self.process is not None:
            with self.process:
                self.process.terminate()
                self.ends.append(self.process.wait(PATIENCE_S))

    def kill(self):
        self.process.send_signal(signal.SIGKILL)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


@pytest.fixture(params=["launchd", "systemd"])
def system(request, home):
    with KeepsAliveWhileNotEmpty(home, hidden_count=request.param == "launchd") as keeper:
        yield keeper


def wait_until(condition, home):
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, home.said()
        time.sleep(0.05)


def test_a_file_that_stays_keeps_one_process_which_takes_every_photo(home, system):
    home.photospool("settings", "confirm", "--yes")
    (home.incoming / "film.mp4").write_bytes(b"a film")
    home.arrives("a.jpg", "red")
    wait_until(lambda: home.stored() == ["a.jpg"], home)
    home.arrives("b.jpg", "blue")
    wait_until(lambda: home.stored() == ["a.jpg", "b.jpg"], home)
    assert (system.starts, system.ends) == (1, [])
    assert (home.incoming / "film.mp4").exists()
    # Taken away by its owner: nothing is left to do, and the process leaves.
    (home.incoming / "film.mp4").unlink()
    wait_until(lambda: system.ends == [0], home)
    home.arrives("c.jpg", "green")
    wait_until(lambda: home.stored() == ["a.jpg", "b.jpg", "c.jpg"], home)
    wait_until(lambda: system.ends == [0, 0], home)
    assert system.starts == 2


def test_another_photospool_is_waited_for(home, system):
    home.photospool("settings", "confirm", "--yes")
    lock = WorkLock(home.work)
    lock.acquire()
    home.arrives("a.jpg", "red")
    wait_until(lambda: "This one waits" in home.said(), home)
    assert (home.stored(), os.listdir(home.incoming)) == ([], ["a.jpg"])
    lock.release()
    wait_until(lambda: home.stored() == ["a.jpg"], home)
    assert system.starts == 1
    assert home.said().count("This one waits") == 1


def test_settings_that_are_wrong_are_waited_for(home, system):
    home.settings.write_text("[folders]\n")
    home.arrives("a.jpg", "red")
    wait_until(lambda: "not chosen yet" in home.said(), home)
    home.choose()
    wait_until(lambda: "Nothing is moved yet" in home.said(), home)
    assert os.listdir(home.incoming) == ["a.jpg"]
    home.photospool("settings", "confirm", "--yes")
    wait_until(lambda: home.stored() == ["a.jpg"], home)
    assert system.starts == 1


def test_a_yes_to_another_kind_is_heard_though_the_settings_named_it_before(home):
    home.photospool("settings", "set", "photos.kinds", "photos,videos")
    home.photospool("settings", "confirm", "--yes")
    (home.incoming / "film.mp4").write_bytes(b"it keeps the process")
    with home.start() as process:
        wait_until(lambda: home.said().count("Watching") == 1, home)
        home.photospool("settings", "kinds", "--take-videos", "--yes", "--all")
        wait_until(lambda: home.said().count("Watching") == 2, home)
        process.terminate()


def test_before_the_first_yes_nothing_is_said_of_folders_that_it_will_make(home):
    for name in ("work", "done"):
        (home.folder / name).rmdir()
    with home.start() as process:
        wait_until(lambda: "Nothing is moved yet" in home.said(), home)
        home.arrives("a.jpg", "red")
        home.photospool("settings", "confirm", "--yes")
        wait_until(lambda: home.done.exists() and home.stored() == ["a.jpg"], home)
        process.terminate()
    assert "is not there" not in home.said()


def test_an_album_that_is_away_is_waited_for(home, system):
    home.choose(url="http://127.0.0.1:9")
    home.photospool("settings", "confirm", "--yes")
    home.arrives("a.jpg", "red")
    wait_until(lambda: "‖" in home.said(), home)
    assert (system.starts, system.ends, os.listdir(home.incoming)) == (1, [], ["a.jpg"])
    home.choose()
    home.photospool("settings", "confirm", "--yes")
    wait_until(lambda: home.stored() == ["a.jpg"], home)
    assert system.starts == 1


def test_what_is_only_remembered_does_not_interrupt(home):
    (home.incoming / "film.mp4").write_bytes(b"it keeps the process")
    home.arrives("a.jpg", "red")
    with home.start("--yes") as process:
        wait_until(lambda: home.stored() == ["a.jpg"], home)
        home.photospool("event", "set", "Party", "--until", "4h")
        home.arrives("b.jpg", "blue")
        wait_until(lambda: home.stored() == ["a.jpg", "b.jpg"], home)
        assert home.said().count("Watching") == 1
        home.photospool("settings", "set", "photos.quality", "80")
        wait_until(lambda: home.said().count("Watching") == 2, home)
        process.terminate()
        assert process.wait(PATIENCE_S) == 0


def test_a_process_that_is_killed_is_followed_by_one_that_goes_on(home, system):
    home.photospool("settings", "confirm", "--yes")
    (home.incoming / "film.mp4").write_bytes(b"a film")
    names = [f"{number}.jpg" for number in range(6)]
    for number, name in enumerate(names):
        home.arrives(name, (number * 40, 90, 90))
    wait_until(lambda: os.listdir(home.work), home)
    wait_until(lambda: len(os.listdir(home.incoming)) < 7, home)
    system.kill()
    wait_until(lambda: home.stored() == names, home)
    wait_until(lambda: {path.name for path in home.work.iterdir()} <= {".lock", "failed"}, home)
    assert system.starts == 2


def test_a_photo_in_work_is_not_left_behind_when_incoming_is_empty(home):
    """The album is away, incoming is empty, and a photo that was added by hand waits in work."""
    from photospool.spool.spool import Spool

    home.choose(url="http://127.0.0.1:9")
    home.photospool("settings", "confirm", "--yes")
    home.arrives("a.jpg", "red")
    (home.incoming / "a.jpg").replace(home.folder / "a.jpg")
    Spool(home.incoming, home.work, home.done).add(home.folder / "a.jpg", {})
    with home.start() as process:
        wait_until(lambda: "‖" in home.said(), home)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(6 * LINGER_S + 2)
        home.choose()
        home.photospool("settings", "confirm", "--yes")
        assert process.wait(PATIENCE_S) == 0
        assert home.stored() == ["a.jpg"]
