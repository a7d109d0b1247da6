"""Programs that bring photos from a phone's folder into incoming, as people use them, on this computer alone.

Each is a ``Sender``: it carries what is new, may be cut off in the middle, and goes on. Servers listen on loopback
addresses and have their settings in a folder of the test's; only what was started here is ended.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.children import Child, child

SLOWLY_KB = 200
"""Kilobytes a second where a sender can be slowed down, so that it is seen at work and cut off in the middle."""
PATIENCE_S = 180.0
SFTP_SERVERS = ("/usr/lib/openssh/sftp-server", "/usr/libexec/openssh/sftp-server", "/usr/lib/ssh/sftp-server")


def until(is_so: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, f"waited for {what}"
        time.sleep(0.05)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@dataclass
class Sender:
    """A program that is started for each sending and then ends."""

    phone: Path
    incoming: Path
    place: Path
    """For its own notes."""
    log: list[str] = field(default_factory=list)

    program = ""
    resumed = ()
    """What is said to it in addition where it was cut off before."""

    def __post_init__(self) -> None:
        """What has to be there before the first sending."""

    def command(self, slowly: bool) -> list[str]:
        raise NotImplementedError

    def begin(self, slowly: bool = False) -> Child:
        return child(
            self.command(slowly), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=self.place, env=self.env()
        )

    def env(self) -> dict[str, str]:
        return {**os.environ, "HOME": str(self.place), "UNISON": str(self.place / "unison"), "LC_ALL": "C.UTF-8"}

    def send(self) -> None:
        with self.begin() as running:
            out, _ = running.communicate(timeout=PATIENCE_S)
            self.log.append(f"{running.returncode}: {out.decode(errors='replace')[-300:]}")

    def cut_off(self) -> None:
        """Killed while the second file or a later one is on its way, or the first where no sooner is seen."""
        with self.begin(slowly=True) as running:
            until(lambda: running.poll() is not None or len(names(self.incoming)) >= 2, "the second file")
            time.sleep(0.4)
            running.kill()
            running.wait(10)

    def close(self) -> None:
        """What still runs ends."""


class Rsync(Sender):
    program = "rsync"
    options: tuple[str, ...] = ()

    def command(self, slowly: bool) -> list[str]:
        limit = [f"--bwlimit={SLOWLY_KB}"] if slowly else []
        return ["rsync", "-a", *self.options, *limit, f"{self.phone}/", f"{self.incoming}/"]


def rsync_with(*options: str) -> type[Rsync]:
    return type("Rsync", (Rsync,), {"options": options})


class Rclone(Sender):
    program = "rclone"
    verb = "copy"

    def command(self, slowly: bool) -> list[str]:
        limit = [f"--bwlimit={SLOWLY_KB}k", "--transfers=1"] if slowly else []
        places = [str(self.phone), str(self.incoming)]
        return ["rclone", "--config", os.devnull, self.verb, *places, *self.options(), *limit]

    def options(self) -> list[str]:
        """What is said in addition for the next sending."""
        return []


class RcloneMove(Rclone):
    verb = "move"


class Bisync(Rclone):
    verb = "bisync"

    def options(self) -> list[str]:
        notes = self.place / "bisync"
        # Killed, it leaves a lock that its user has to take away, and begins anew without a list of its own.
        for lock in notes.glob("*.lck"):
            lock.unlink()
        first = [] if any(notes.glob("*.lst")) else ["--resync"]
        return ["--workdir", str(notes), *first]


class Unison(Sender):
    program = "unison"

    def command(self, slowly: bool) -> list[str]:
        return ["unison", str(self.phone), str(self.incoming), "-batch", "-auto", "-ui", "text", "-logfile", "log"]


class Sftp(Sender):
    program = "sftp"

    def command(self, slowly: bool) -> list[str]:
        server = next((path for path in SFTP_SERVERS if Path(path).exists()), None)
        if server is None:
            pytest.skip("no sftp server is here (package openssh-sftp-server)")
        batch = self.place / "batch"
        lines = []
        for path in sorted(self.phone.iterdir()):
            put = "reput" if self.resumed and (self.incoming / path.name).exists() else "put"
            lines.append(f'{put} "{path}" "{self.incoming}/"\n')
        batch.write_text("".join(lines))
        limit = ["-l", str(SLOWLY_KB * 8)] if slowly else []
        return ["sftp", "-q", *limit, "-b", str(batch), "-D", server]


class Lsyncd(Sender):
    """Runs on; a sending is over when nothing has changed for a while."""

    program = "lsyncd"
    options = ""
    running: Child | None = None

    def command(self, slowly: bool) -> list[str]:
        limit = f", rsync = {{_extra = {{'--bwlimit={SLOWLY_KB}'}}}}" if slowly else ""
        (self.place / "lsyncd.lua").write_text(
            f"settings {{nodaemon = true}}\nsync {{default.rsync, source = '{self.phone}', target = '{self.incoming}', "
            f"delay = 1{self.options}{limit}}}\n"
        )
        return ["lsyncd", "-nodaemon", "lsyncd.lua"]

    def send(self) -> None:
        """Started anew, as with the computer."""
        self.close()
        self.running = child(
            self.command(False), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.place, env=self.env()
        )
        time.sleep(5)

    def close(self) -> None:
        if self.running is not None:
            self.running.end()
            self.running = None


class LsyncdQuiet(Lsyncd):
    """It sends only what changes while it runs: what lies there before, and what it was cut off with, it never does."""

    options = ", delete = false, init = false"
    are_new = True

    def begin(self, slowly: bool = False) -> Child:
        running = super().begin(slowly)
        time.sleep(1)
        self._change()
        return running

    def send(self) -> None:
        super().send()
        if self.are_new:  # the camera writes them anew
            self.are_new = False
            self._change()
            time.sleep(5)

    def _change(self) -> None:
        for path in self.phone.iterdir():
            path.write_bytes(path.read_bytes())


class Syncthing(Sender):
    """Two instances: the phone's and the computer's."""

    program = "syncthing"
    kind = "sendonly"

    def __post_init__(self) -> None:
        self.running: dict[str, Child] = {}
        self.ports = {name: (_free_port(), _free_port()) for name in ("phone", "computer")}
        self.ids: dict[str, str] = {}
        for name in self.ports:
            made = subprocess.run(
                ["syncthing", "generate", "--no-default-folder", "--home", str(self.place / name)],
                env=self.env(), capture_output=True, text=True, check=True,
            )  # fmt: skip
            self.log.append(made.stdout[-100:])
            tree = ElementTree.parse(self.place / name / "config.xml")
            self.ids[name] = tree.getroot().find("device").get("id")  # type: ignore[union-attr, assignment]
        for name in self.ports:
            self._configure(name)
            self.start(name)

    def env(self) -> dict[str, str]:
        return {**super().env(), "STNOUPGRADE": "1", "STNORESTART": "1"}

    def _configure(self, name: str) -> None:
        """Nothing is announced, asked or listened for beyond this computer."""
        place = self.place / name / "config.xml"
        tree = ElementTree.parse(place)
        root = tree.getroot()
        other = next(each for each in self.ids if each != name)
        folder = self.phone if name == "phone" else self.incoming
        made = ElementTree.SubElement(
            root, "folder", id="camera", path=str(folder), type=self.kind if name == "phone" else "sendreceive",
            rescanIntervalS="3600", fsWatcherEnabled="true", fsWatcherDelayS="1",
        )  # fmt: skip
        for each in self.ids.values():
            ElementTree.SubElement(made, "device", id=each)
        device = ElementTree.SubElement(root, "device", id=self.ids[other], name=other)
        ElementTree.SubElement(device, "address").text = f"tcp://127.0.0.1:{self.ports[other][1]}"
        options = root.find("options")
        assert options is not None
        choices = {
            "listenAddress": f"tcp://127.0.0.1:{self.ports[name][1]}", "globalAnnounceEnabled": "false",
            "localAnnounceEnabled": "false", "relaysEnabled": "false", "natEnabled": "false", "urAccepted": "-1",
            "crashReportingEnabled": "false", "autoUpgradeIntervalH": "0", "reconnectionIntervalS": "2",
            "stunKeepaliveStartS": "0", "limitBandwidthInLan": "true", "maxSendKbps": str(4 * SLOWLY_KB),
        }  # fmt: skip
        for option in list(options):
            if option.tag in choices:
                options.remove(option)
        for key, value in choices.items():
            ElementTree.SubElement(options, key).text = value
        gui = root.find("gui")
        assert gui is not None
        gui.find("address").text = f"127.0.0.1:{self.ports[name][0]}"  # type: ignore[union-attr]
        tree.write(place)

    def start(self, name: str) -> None:
        log = (self.place / f"{name}.log").open("ab")
        self.running[name] = child(
            ["syncthing", "serve", "--no-browser", "--home", str(self.place / name)],
            env=self.env(), stdout=log, stderr=log,
        )  # fmt: skip
        log.close()
        until(lambda: self.ask(name, "system/ping"), "Syncthing")

    def ask(self, name: str, what: str, method: str = "GET") -> object:
        key = ElementTree.parse(self.place / name / "config.xml").getroot().findtext("gui/apikey") or ""
        address = f"http://127.0.0.1:{self.ports[name][0]}/rest/{what}"
        request = urllib.request.Request(address, method=method, headers={"X-API-Key": key})
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return json.loads(answer.read() or b"{}") or True
        except OSError:
            return None

    def send(self) -> None:
        self.ask("phone", "db/scan?folder=camera", "POST")
        self._settled()

    def send_again(self) -> None:
        """The button “Override” on the phone."""
        self.ask("computer", "db/scan?folder=camera", "POST")
        self._settled()
        self.ask("phone", "db/override?folder=camera", "POST")
        self._settled()

    def _settled(self) -> None:
        quiet = 0
        before: object = None
        end = time.monotonic() + PATIENCE_S
        while quiet < 6 and time.monotonic() < end:
            time.sleep(0.5)
            states = [self.ask(name, "db/status?folder=camera") for name in self.ports]
            is_idle = all(isinstance(state, dict) and state.get("state") == "idle" for state in states)
            now = (names(self.phone), names(self.incoming))
            quiet = quiet + 1 if is_idle and now == before else 0
            before = now

    def cut_off(self) -> None:
        """The computer's instance is killed while photos come."""
        self.ask("phone", "db/scan?folder=camera", "POST")
        until(lambda: names(self.incoming) - {".stfolder"}, "the first bytes")
        time.sleep(0.4)
        self.running["computer"].kill()
        self.running["computer"].wait(10)

    def go_on(self) -> None:
        self.start("computer")

    def close(self) -> None:
        for each in self.running.values():
            with suppress(OSError):
                each.end()


class SyncthingBothWays(Syncthing):
    kind = "sendreceive"


def _free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


SENDERS: dict[str, type[Sender]] = {
    "rsync": Rsync,
    "rsync --partial": rsync_with("--partial"),
    "rsync --partial-dir": rsync_with("--partial-dir=.rsync-partial"),
    "rsync --inplace": rsync_with("--inplace"),
    "rsync --append-verify": rsync_with("--append-verify"),
    "rsync --delay-updates": rsync_with("--delay-updates"),
    "rsync --remove-source-files": rsync_with("--remove-source-files"),
    "rclone copy": Rclone,
    "rclone move": RcloneMove,
    "rclone bisync": Bisync,
    "unison": Unison,
    "lsyncd": Lsyncd,
    "lsyncd, delete and init false": LsyncdQuiet,
    "sftp": Sftp,
    "Syncthing, Send Only": Syncthing,
    "Syncthing, Send & Receive": SyncthingBothWays,
}


def sender(kind: str, phone: Path, incoming: Path, place: Path) -> Sender:
    made = SENDERS[kind]
    if shutil.which(made.program) is None:
        pytest.skip(f"{made.program} is not here")
    return made(phone, incoming, place)
