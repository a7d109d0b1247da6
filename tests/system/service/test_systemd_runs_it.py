"""The queue service on a real systemd: installed by the command, started by a photo, gone when it is removed."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from PIL import Image
from tests.children import child

SYSTEMD = Path("/usr/lib/systemd/systemd")
PATIENCE_S = 90
# A user manager of its own, in a mount namespace where it believes that systemd is the system's.
MANAGER = f"mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system && exec {SYSTEMD} --user --log-target=console"


def can_run():
    if sys.platform != "linux" or not SYSTEMD.exists() or shutil.which("unshare") is None or os.geteuid() != 0:
        return False
    tried = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/run"], capture_output=True, check=False)
    return tried.returncode == 0


pytestmark = pytest.mark.skipif(not can_run(), reason="starting a systemd of its own takes Linux, systemd and root")


@pytest.fixture
def user(tmp_path):
    """The environment of a user with a systemd of their own."""
    with contextlib.ExitStack() as stack:
        # Names of sockets are short.
        runtime = stack.enter_context(tempfile.TemporaryDirectory(prefix="ps-"))
        env = {
            name: value for name, value in os.environ.items() if not name.startswith(("PHOTOSPOOL_", "XDG_", "DBUS_"))
        }
        env |= {
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": runtime,
            "XDG_CONFIG_HOME": str(tmp_path / "con fig"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "COLUMNS": "200",
        }
        log = stack.enter_context((tmp_path / "systemd.log").open("wb"))
        manager = child(["unshare", "-m", "sh", "-c", MANAGER], env=env, stdout=log, stderr=log)
        with manager:
            try:
                wait_until((Path(runtime) / "systemd/private").exists)
                yield env
            finally:
                systemctl(env, "exit")
                manager.wait(PATIENCE_S)


def systemctl(env, *words):
    command = ["systemctl", "--user", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False).stdout.strip()


def photospool(env, *words):
    command = [sys.executable, "-m", "photospool", "--home", f"{env['HOME']}/pro gram 100%", *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def wait_until(condition):
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_systemd_starts_it_for_a_photo_and_not_in_circles(user, tmp_path):
    folders = {name: tmp_path / f"{name} 100 % ä" for name in ("incoming", "work", "done")}
    for name, folder in folders.items():
        folder.mkdir()
        photospool(user, "settings", "set", f"folders.{name}", str(folder))
    photospool(user, "settings", "confirm", "--yes")
    assert "when something lies in incoming" in photospool(user, "service", "install", "--queue")
    assert systemctl(user, "is-active", "photospool.path") == "active"

    def state(name):
        return systemctl(user, "show", "photospool.service", "--property", name, "--value")

    # It looks once at what a crash may have left; it would leave by itself a while later.
    assert state("SubState") == "running"
    systemctl(user, "stop", "photospool.service")
    assert state("SubState") == "dead"
    (folders["incoming"] / "film.mp4").write_bytes(b"it stays")
    Image.new("RGB", (320, 240), "red").save(tmp_path / "a.jpg", quality=90)
    (tmp_path / "a.jpg").rename(folders["incoming"] / "a.jpg")
    wait_until(lambda: [path.name for path in folders["done"].iterdir()] == ["a.jpg"])
    first = state("InvocationID")
    Image.new("RGB", (320, 240), "blue").save(tmp_path / "b.jpg", quality=90)
    (tmp_path / "b.jpg").rename(folders["incoming"] / "b.jpg")
    wait_until(lambda: len(os.listdir(folders["done"])) == 2)
    assert (state("InvocationID"), state("NRestarts"), state("SubState")) == (first, "0", "running")
    told = photospool(user, "service", "status")
    assert "The service is running." in told
    photospool(user, "service", "remove")
    assert state("LoadState") == "not-found"
    assert (folders["incoming"] / "film.mp4").exists()
