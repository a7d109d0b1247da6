"""Tries a package in a clean Debian of the builder's release: install, run as a user, install again, purge."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import roots
from roots import Root


def life_of(package: Path) -> None:
    """One life of a package. Takes root, and mmdebstrap."""
    release = dict(line.partition("=")[::2] for line in Path("/etc/os-release").read_text().splitlines())
    with tempfile.TemporaryDirectory(prefix="photospool-root-") as name:
        archive = Path(name) / "root.tar"
        roots.make(release["VERSION_CODENAME"], archive, sources=roots.own_sources())
        root = roots.unpacked(archive, Path(name) / "root")
        shutil.copy(package, root.folder / "tmp" / package.name)
        install = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends")
        ours = f"/tmp/{package.name}"  # noqa: S108 (a path in there)
        root.run("apt-get", "update")
        root.run(*install, ours)
        print("installed with", root.run("dpkg-query", "-W", "-f", "${Depends}", "photospool"))
        root.as_user("photospool --version", says="photospool ")
        root.as_user("cd && photospool demo --in-terminal --remove", says="added")
        root.as_user("photospool autostart on && cat ~/.config/autostart/*", says="Exec=/usr/lib/photospool/photospool")
        # A window without a screen: everything of Qt is found, and a signal ends it with 0.
        hidden = "QT_QPA_PLATFORM=offscreen timeout --preserve-status -s TERM 20 photospool window --hidden"
        said = root.as_user(f"{hidden} 2>&1")
        if "Traceback" in said:
            raise SystemExit(said)
        root.run(*install, "--reinstall", ours)
        root.as_user("photospool --version", says="photospool ")
        root.run("apt-get", "purge", "-y", "photospool")
        if left := left_of_us(root):
            raise SystemExit(f"left after purging: {left}")
        root.as_user("test -e ~/.config/autostart/org.photospool.Photospool.desktop")
    print("installed, run, installed again and purged: nothing is left but the user's own files")


def left_of_us(root: Root) -> list[str]:
    """Every file of the system that is called like the program."""
    found = root.run("find", "/", "-xdev", "-iname", "*photospool*", "-not", "-path", "/proc/*")
    mine = ("/tmp/", "/home/", "/etc/apt/apt.conf.d/99photospool", "/var/log/")  # noqa: S108 (a path in there)
    return [line for line in found.splitlines() if not line.startswith(mine)]
