"""Tries a bundle as a user has it: elsewhere, with the environment that built it moved away, and with nothing of ours.

Photos, a HEIC among them, go through real workers; what children see of the library path; the errors of networks and
keyrings that need what is loaded late; on Linux, the tray on a small desktop of its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import bundle as bundles
from dev_env import BUILD, ROOT, say

# The small desktop that the window's tests use.
sys.path.insert(0, str(ROOT))
from tests.gui import desk

PATIENCE_S = 120
KEPT = ("SYSTEMROOT", "WINDIR", "COMSPEC", "LANG", "TEMP", "TMP")


class Tried:
    """One bundle in one clean home."""

    def __init__(self, bundle: Path, folder: Path) -> None:
        self.folder = folder
        there = folder / "Programme Größe 1" / bundle.name
        shutil.copytree(bundle, there, symlinks=True)
        self.program = bundles.program_of(there)
        self.home = folder / "home"
        self.home.mkdir()
        self.env = {name: os.environ[name] for name in KEPT if name in os.environ}
        self.env |= {"HOME": str(self.home), "USERPROFILE": str(self.home), "PATH": os.defpath, "COLUMNS": "200"}
        self.env |= {"XDG_RUNTIME_DIR": str(self.home), "PHOTOSPOOL_HOME": str(self.home / "program")}

    def run(self, *words: str | Path, code: int = 0, **more: str) -> str:
        """Run it; what it said, both outputs."""
        done = subprocess.run(
            [self.program, *words], env=self.env | more, cwd=self.home, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE_S, check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
        if done.returncode != code or "Traceback" in said:
            raise SystemExit(f"{' '.join(map(str, words))} ended with {done.returncode}, not {code}:\n{said}")
        return said


def smoke(bundle: Path) -> None:
    """All of it. Ends the program with what went wrong."""
    with tempfile.TemporaryDirectory(prefix="photospool-smoke-") as name, _environment_moved_away():
        tried = Tried(bundle, Path(name))
        started = time.monotonic()
        say(f"trying {tried.run('--version').strip()} ({time.monotonic() - started:.2f} s the first time)")
        started = time.monotonic()
        tried.run("--version")
        say(f"it starts in {time.monotonic() - started:.2f} s")
        _decoder(tried)
        _photos(tried)
        _late(tried)
        if sys.platform == "linux":
            _children(tried)
            _film(tried)
            _tray(tried)
    say("the bundle works")


@contextlib.contextmanager
def _environment_moved_away() -> Iterator[None]:
    """What built the bundle is not where it was: what is not in the bundle is not found."""
    folder, away = ROOT / ".venv-bundle", ROOT / ".venv-bundle-away"
    folder.rename(away)
    try:
        yield
    finally:
        away.rename(folder)


def _decoder(tried: Tried) -> None:
    """What opens HEIC is the bundle's own, fit for it, and there once."""
    standing = json.loads(tried.run("--tell-decoder"))
    if not standing["is_fit"] or standing["title"]:
        raise SystemExit(f"the bundle's decoder is not fit: {standing}")
    open_parts = [name for name in ("files", "network", "programs") if not standing["cage"][name]]
    if open_parts and sys.platform != "win32":
        raise SystemExit(f"the cage around what reads photos leaves open: {', '.join(open_parts)}")
    libraries = {
        path.name
        for path in tried.folder.rglob("*")
        if re.match(r"lib(heif|de265).*[.](so|dylib|dll)\b", path.name) and not path.is_symlink()
    }
    if len(libraries) != len(standing["versions"]):
        raise SystemExit(f"the bundle has other decoders beside its own: {sorted(libraries)}")
    say(f"HEIC is opened by {standing['versions']}, from {', '.join(sorted(libraries))}")


def _photos(tried: Tried) -> None:
    """A HEIC, a PNG and a file that is no photo, through workers, into an album."""
    folders = [tried.folder / name for name in ("in coming", "work", "done")]
    for folder in folders:
        folder.mkdir()
    shutil.copy(ROOT / "resources/samples/upright.heic", folders[0] / "höhe.heic")
    shutil.copy(BUILD / "icons/photospool-512.png", folders[0] / "b.png")
    (folders[0] / "notes.jpg").write_bytes(b"no photo")
    said = tried.run("process", *folders, "--json", code=1)
    found = json.loads(said[said.index("{") : said.rindex("}") + 1])
    done = sorted(path.name for path in folders[2].iterdir())
    if (found["added"], found["set_aside"], done) != (2, 1, ["b.png", "höhe.heic"]):
        raise SystemExit(f"the photos did not arrive: {said}")
    say("photos (HEIC, PNG) went through the bundle's workers into an album")
    told = tried.run("demo", "--remove")
    if "added" not in told:
        raise SystemExit(f"the demo failed:\n{told}")
    licences = tried.run("licences")
    if not all(name in licences for name in ("Python", "PySide6", "pi-heif-decoder", "libheif", "CouchDB", "OpenSSL")):
        raise SystemExit(f"licences are missing:\n{licences}")


def _late(tried: Tried) -> None:
    """What is imported only when it is needed: certificates, the couchdb package, keyrings."""
    for name in ("incoming", "work", "done"):
        (tried.home / name).mkdir()
        tried.run("settings", "set", f"folders.{name}", tried.home / name)
    tried.run("settings", "set", "album.url", "https://127.0.0.1:9")
    tried.run("settings", "set", "album.user", "anna")
    told = tried.run("check", code=3, PHOTOSPOOL_PASSWORD="never a password")  # noqa: S106
    if "✗ album" not in told:
        raise SystemExit(f"https was not tried:\n{told}")
    if "HEIC photos are opened by libheif" not in told:
        raise SystemExit(f"the decoder does not tell its version:\n{told}")
    if sys.platform == "linux":
        told = tried.run("settings", "password", code=1)  # there is no bus, so no keyring: said, not thrown
        if "keyring" not in told:
            raise SystemExit(f"the keyring was not tried:\n{told}")
    say("certificates, server and keyring are there when they are asked for")


def _children(tried: Tried) -> None:
    """A program of the system that the bundle starts must not find the bundle's libraries."""
    tools = tried.folder / "tools"
    tools.mkdir()
    told = tried.folder / "told"
    fake = tools / "systemctl"
    fake.write_text(f'#!/bin/sh\nprintf "%s" "${{LD_LIBRARY_PATH-none}}" > "{told}"\n')
    fake.chmod(0o755)
    path = f"{tools}:{os.defpath}"
    tried.run("settings", "set", "album.url", "")
    tried.run("service", "install", PATH=path)
    if told.read_text() != "none":
        raise SystemExit(f"children see LD_LIBRARY_PATH={told.read_text()}")
    tried.run("service", "remove", PATH=path, LD_LIBRARY_PATH="/mine")
    if told.read_text() != "/mine":
        raise SystemExit(f"children see LD_LIBRARY_PATH={told.read_text()}, not the user's")
    say("children see the user's own library path")


def _film(tried: Tried) -> None:
    """A film goes into the album after the yes, with a frame that the system's ffmpeg decoded in the bundle's cage."""
    program = shutil.which("ffmpeg", path=os.defpath)
    if program is None:
        say("no ffmpeg is here: no film was tried")
        return
    folders = [tried.home / name for name in ("incoming", "work", "done")]
    picture = ("-f", "lavfi", "-i", "testsrc=size=320x240:rate=25:duration=2", "-c:v", "mpeg4")
    subprocess.run(
        [program, "-nostdin", "-loglevel", "error", *picture, folders[0] / "film.mp4"], check=True, timeout=PATIENCE_S
    )
    tried.run("settings", "kinds", "--take-videos", "--yes")
    said = tried.run("process", *folders, "--json")
    found = json.loads(said[said.index("{") : said.rindex("}") + 1])
    album = (tried.home / "program" / "album" / "album.sqlite").read_bytes()
    if (found["added"], [path.name for path in folders[2].iterdir()]) != (1, ["film.mp4"]):
        raise SystemExit(f"the film did not arrive: {said}")
    if b'"poster": "frame"' not in album:
        raise SystemExit("the film's picture is no frame of it: the cage around ffmpeg did not do")
    say("a film went into the album, with a frame of it")
    tried.run("settings", "kinds", "--leave-videos")


PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array"><value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="30"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
"""
WATCHER = "org.kde.StatusNotifierWatcher"


def _tray(tried: Tried) -> None:
    """On a desktop of its own: the icon is in the panel, a photo arrives, and SIGTERM ends all of it."""
    folder = tried.folder
    config = folder / "config/xfce4/xfconf/xfce-perchannel-xml"
    config.mkdir(parents=True)
    (config / "xfce4-panel.xml").write_text(PANEL)
    tried.run("settings", "confirm", "--yes")
    with desk.bus(folder) as bus, desk.screen(folder) as display:
        there = {"DBUS_SESSION_BUS_ADDRESS": bus, "DISPLAY": display, "HOME": str(tried.home)}
        panel = {**there, "XDG_CONFIG_HOME": str(folder / "config")}
        xfconfd = next(Path("/usr/lib").glob("*/xfce4/xfconf/xfconfd"))
        with (
            desk.program("openbox", log=folder / "openbox.log", **there),
            desk.program(str(xfconfd), log=folder / "xfconfd.log", **panel),
        ):
            desk.wait_until(lambda: desk.has_owner("org.xfce.Xfconf", bus), "xfconfd")
            with desk.program("xfce4-panel", "--disable-wm-check", log=folder / "panel.log", **panel):
                desk.wait_until(lambda: desk.has_owner(WATCHER, bus), "the panel's tray")
                _in_the_tray(tried, bus, {**there, "XDG_CURRENT_DESKTOP": "XFCE"})


def _in_the_tray(tried: Tried, bus: str, there: dict[str, str]) -> None:
    started = time.monotonic()
    log = (tried.folder / "tray.log").open("wb")
    process = subprocess.Popen(
        [tried.program, "--hidden"], env=tried.env | there, cwd=tried.home, stdout=log, stderr=log
    )
    try:
        desk.wait_until(lambda: _has_item(bus), "the icon in the tray")
        seconds = time.monotonic() - started
        shutil.copy(ROOT / "resources/samples/upright.heic", tried.home / "incoming/a.heic")
        desk.wait_until((tried.home / "done/a.heic").exists, "the photo in done")
        shot = BUILD / "bundle-tray.png"
        subprocess.run(["import", "-window", "root", shot], env={**os.environ, **there}, check=True)
        memory_mb = _memory_mb(process.pid)
        process.terminate()
        code = process.wait(PATIENCE_S)
    finally:
        process.kill()
        process.wait()
        log.close()
    said = (tried.folder / "tray.log").read_text(errors="replace")
    if code or "Traceback" in said:
        raise SystemExit(f"the tray program ended with {code}:\n{said}")
    say(f"in the tray after {seconds:.2f} s, {memory_mb:.0f} MB, a photo arrived, and it ended cleanly; see {shot}")


def _has_item(bus: str) -> bool:
    words = ["org.freedesktop.DBus.Properties.Get", f"string:{WATCHER}", "string:RegisteredStatusNotifierItems"]
    command = ["dbus-send", f"--bus={bus}", "--print-reply", f"--dest={WATCHER}", "/StatusNotifierWatcher", *words]
    return "StatusNotifierItem" in subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _memory_mb(pid: int) -> float:
    """What belongs to this process, with its share of what others use too."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024
