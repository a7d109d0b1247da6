"""Tries a package in a clean Debian of the builder's release: install, run as a user, install again, purge.

python3 installer/linux/clean_root.py photospool.deb     (as root; needs mmdebstrap)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCES = [Path("/etc/apt/sources.list.d/debian.sources"), Path("/etc/apt/sources.list")]
# The kernel's file systems, in a mount namespace of this one command: nothing is left mounted.
ENTER = 'mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/dev/shm" && exec chroot "$0" "$@"'
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LANG": "C.UTF-8"}


class Root:
    """A Debian in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        release = dict(line.partition("=")[::2] for line in Path("/etc/os-release").read_text().splitlines())
        sources = next(path for path in SOURCES if path.exists() and "main" in path.read_text())
        made = ["mmdebstrap", "--quiet", "--variant=apt", "--mode=root", release["VERSION_CODENAME"], folder, sources]
        subprocess.run(made, check=True)
        shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
        (folder / "dev/shm").mkdir(exist_ok=True)
        # Time stamps of the builder's archive may be old.
        (folder / "etc/apt/apt.conf.d/99photospool").write_text('Acquire::Check-Valid-Until "false";\n')

    def run(self, *command: str, says: str = "") -> str:
        """Run a command there; what it said, which must hold ``says``."""
        done = subprocess.run(
            ["unshare", "-m", "sh", "-c", ENTER, self._folder, *command],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=ENVIRONMENT, check=False,
        )  # fmt: skip
        if done.returncode or says not in done.stdout:
            raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return done.stdout

    def as_user(self, command: str, says: str = "") -> str:
        """Run a line of shell as somebody who is not root."""
        return self.run("su", "anna", "-c", command, says=says)

    def ours(self) -> list[str]:
        """Every file of the system that is called like the program."""
        found = self.run("find", "/", "-xdev", "-iname", "*photospool*", "-not", "-path", "/proc/*")
        mine = ("/tmp/", "/home/", "/etc/apt/apt.conf.d/99photospool", "/var/log/")  # noqa: S108 (a path in there)
        return [line for line in found.splitlines() if not line.startswith(mine)]


def main(package: Path) -> None:
    """One life of a package."""
    with tempfile.TemporaryDirectory(prefix="photospool-root-") as name:
        root = Root(Path(name))
        root.run("useradd", "--create-home", "anna")
        shutil.copy(package, Path(name) / "tmp" / package.name)
        install = ("apt-get", "install", "-y", "--no-install-recommends", f"/tmp/{package.name}")  # noqa: S108
        root.run("apt-get", "update")
        root.run(*install)
        print("installed with", root.run("dpkg-query", "-W", "-f", "${Depends}", "photospool"))
        root.as_user("photospool --version", says="photospool ")
        root.as_user("cd && photospool demo --in-terminal --remove", says="added")
        root.as_user("photospool autostart on && cat ~/.config/autostart/*", says="Exec=/usr/lib/photospool/photospool")
        # A window without a screen: everything of Qt is found, and a signal ends it with 0.
        hidden = "QT_QPA_PLATFORM=offscreen timeout --preserve-status -s TERM 20 photospool window --hidden"
        said = root.as_user(f"{hidden} 2>&1")
        if "Traceback" in said:
            raise SystemExit(said)
        root.run(*install[:2], "--reinstall", *install[2:])
        root.as_user("photospool --version", says="photospool ")
        root.run("apt-get", "purge", "-y", "photospool")
        if left := root.ours():
            raise SystemExit(f"left after purging: {left}")
        root.as_user("test -e ~/.config/autostart/org.photospool.Photospool.desktop")
    print("installed, run, installed again and purged: nothing is left but the user's own files")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
