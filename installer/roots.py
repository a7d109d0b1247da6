"""A Debian in a folder: made by mmdebstrap, entered with chroot, gone with its folder. Linux, as root.

What this computer needs for reaching the archives of packages (mirror, proxy, certificates, pip's settings) is handed
in when it is made; nothing of it stands in the project.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

SOURCES = (
    *(Path("/etc/apt/sources.list.d", name) for name in ("debian.sources", "ubuntu.sources")),
    Path("/etc/apt/sources.list"),
)
MIRROR = "http://deb.debian.org/debian"
USER = "anna"
USERS_PATH = "/usr/local/bin:/usr/bin:/bin"
ROOTS_PATH = f"/usr/local/sbin:/usr/sbin:/sbin:{USERS_PATH}"
# The kernel's file systems and processes, in namespaces of this one command: nothing is left mounted or running. The
# folder is a mount of its own, as the root of a real machine is: else no such Debian could be made and entered in it.
ENTER = (
    'mount --bind "$0" "$0" && mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" '
    '&& mount --rbind /sys "$0/sys" && chroot "$0" "$@"; exit $?'
)
HANDED_IN = re.compile(r"PIP_\w+|(https?|no|all|ftp)_proxy|(SSL|REQUESTS|CURL)_\w*(CERT|CA)\w*", re.IGNORECASE)
FILES_HANDED_IN = ("etc/resolv.conf", "etc/pip.conf", "etc/xdg/pip", "usr/local/share/ca-certificates")
# Time stamps of an archive that is a copy may be old.
APT = 'Acquire::Check-Valid-Until "false";\n'


class Root:
    """A Debian in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def command(self, *words: str | Path, user: str = "root") -> list[str]:
        """What runs a command there as somebody, in namespaces of its own."""
        home, path, become = "/root", ROOTS_PATH, []
        if user != "root":
            home, path = f"/home/{user}", USERS_PATH
            become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
        names = [f"HOME={home}", f"USER={user}", f"LOGNAME={user}", f"PATH={path}"]
        # Ctrl-C as a terminal has it: a job in the background ignores it, and so would all that it starts.
        inside = [*become, "env", "--default-signal=INT", *names, *map(str, words)]
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, str(self.folder), *inside]

    def run(self, *words: str | Path, user: str = "root", says: str = "") -> str:
        """Run a command there; what it said, which must hold ``says``. Ends the program if it failed."""
        done = subprocess.run(
            self.command(*words, user=user),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=environment(), check=False,
        )  # fmt: skip
        if done.returncode or says not in done.stdout:
            raise SystemExit(f"{' '.join(map(str, words))} ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return done.stdout

    def as_user(self, line: str, says: str = "") -> str:
        """Run a line of shell as somebody who is not root."""
        return self.run("sh", "-c", line, user=USER, says=says)

    def packages(self) -> set[str]:
        """What is installed."""
        return set(self.run("dpkg-query", "--show", "--showformat", "${Package}\\n").split())

    def hand_in(self) -> None:
        """Give it what this computer needs for reaching archives of packages, and a user."""
        for name in FILES_HANDED_IN:
            source, target = Path("/", name), self.folder / name
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            elif source.exists():
                shutil.copyfile(source, target)
        (self.folder / "etc/hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
        (self.folder / "etc/apt/apt.conf.d/99photospool").write_text(APT + _proxies())
        if (self.folder / "usr/sbin/update-ca-certificates").exists():
            self.run("update-ca-certificates")
        self.run("useradd", "--create-home", "--shell", "/bin/bash", USER)


def make(suite: str, archive: Path, *include: str, sources: str | Path) -> None:
    """A small Debian, as an archive from which roots are unpacked.

    ``sources`` is the address of a mirror, or a file of apt's sources.
    """
    options = ["--variant=minbase", "--mode=root", f"--aptopt={APT.strip()}"]
    options += [f"--include={','.join(include)}"] if include else []
    new = archive.with_name(f"new-{archive.name}")
    proxies = [f"--aptopt={line}" for line in _proxies().splitlines()]
    try:
        subprocess.run(["mmdebstrap", "--quiet", *options, *proxies, suite, new, sources], check=True)
        new.replace(archive)
    finally:
        new.unlink(missing_ok=True)  # of one that was stopped


def unpacked(archive: Path, folder: Path) -> Root:
    """A root of its own, made of the archive."""
    folder.mkdir(parents=True)
    subprocess.run(["tar", "--extract", "--numeric-owner", "--file", archive, "--directory", folder], check=True)
    root = Root(folder)
    root.hand_in()
    return root


def own_sources() -> Path:
    """The file that says where this computer gets its own system from."""
    return next(path for path in SOURCES if path.exists() and "main" in path.read_text())


def mirror() -> str:
    """Where this computer gets Debian from, if it is one."""
    for path in SOURCES:
        text = path.read_text() if path.exists() else ""
        found = re.search(r"^(?:URIs: *|deb (?:\[.*?\] )?)(\S+/debian/?)(?:\s|$)", text, re.MULTILINE)
        if found:
            return found[1]
    return MIRROR


def environment(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """A plain one, and what this computer needs for reaching archives of packages."""
    ours = {"PATH": ROOTS_PATH, "LANG": "C.UTF-8"}
    return ours | {name: value for name, value in given.items() if HANDED_IN.fullmatch(name)}


def _proxies() -> str:
    """The settings of apt that name a proxy."""
    told = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=False).stdout
    lines = [line for line in told.splitlines() if re.match(r"Acquire::https?::Proxy\b.*\"\S", line)]
    return "".join(f"{line}\n" for line in lines)
