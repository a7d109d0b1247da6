"""Makes the Debian package of a bundle, and tries it in a clean Debian: install, run, install again, purge."""

from __future__ import annotations

import datetime
import gzip
import os
import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import clean_root
import wheel
from bundle import size_of, version
from dev_env import BUILD, ROOT, run, say

LINUX = ROOT / "installer" / "linux"
APP_ID = "org.photospool.Photospool"
MAINTAINER = os.environ.get("PHOTOSPOOL_MAINTAINER", "The Photospool developers <packages@photospool.invalid>")
# Loaded only where that kind of screen is; the package works without.
OPTIONAL = ("libwayland",)
METAINFO_COMPLAINT = re.compile(r"^[EW]: .*: (\S+)$", re.MULTILINE)
METAINFO_TAG = "appstream-metadata-validation-failed"
"""Lintian's name for the same."""
COMPLAINED = 3
"""The exit code of appstreamcli for an error or a warning."""
KNOWN = ("url-homepage-missing",)
"""There is no home page yet; a warning since AppStream 1.0, before that a remark."""
ICONS = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)


def build(bundle: Path) -> Path:
    """The package of a bundle."""
    number = version(wheel.bundle_environment().python)
    stage = BUILD / "deb"
    shutil.rmtree(stage, ignore_errors=True)
    program = stage / "usr/lib/photospool"
    shutil.copytree(bundle, program, symlinks=True)
    (stage / "usr/bin").mkdir()
    (stage / "usr/bin/photospool").symlink_to("../lib/photospool/photospool")
    _desktop(stage, number)
    _documents(stage, number, program)
    _modes(stage)
    architecture = _told("dpkg", "--print-architecture")
    control = stage / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(_control(number, architecture, program, size_of(stage)))
    _write_sums(stage)
    package = ROOT / "dist" / f"photospool_{number}_{architecture}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", stage, package)
    say(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.0f} MB")
    return package


def _told(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout.strip()


def _desktop(stage: Path, number: str) -> None:
    """What desktops show: the menu's entry, icons, and the page in software centres."""
    for source, folder in ((f"{APP_ID}.desktop", "applications"), (f"{APP_ID}.metainfo.xml", "metainfo")):
        target = stage / "usr/share" / folder / source
        target.parent.mkdir(parents=True)
        target.write_text(_filled(LINUX / source, number))
    hicolor = stage / "usr/share/icons/hicolor"
    for size in ICONS:
        target = hicolor / f"{size}x{size}/apps/{APP_ID}.png"
        target.parent.mkdir(parents=True)
        shutil.copy(BUILD / "icons" / f"photospool-{size}.png", target)
    (hicolor / "scalable/apps").mkdir(parents=True)
    shutil.copy(ROOT / "resources/icons/photospool.svg", hicolor / f"scalable/apps/{APP_ID}.svg")


def _documents(stage: Path, number: str, program: Path) -> None:
    """Licence, changes and the manual page, where Debian wants them."""
    documents = stage / "usr/share/doc/photospool"
    documents.mkdir(parents=True)
    licence = "\n".join(f" {line}" if line.strip() else " ." for line in (ROOT / "LICENSE").read_text().splitlines())
    (documents / "copyright").write_text((LINUX / "copyright").read_text().replace("@LICENCE@", licence))
    _zip(documents / "changelog.gz", _changelog(number))
    manual = stage / "usr/share/man/man1"
    manual.mkdir(parents=True)
    _zip(manual / "photospool.1.gz", _filled(LINUX / "photospool.1", number).replace("@COMMANDS@", _commands(program)))
    overrides = stage / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copy(LINUX / "lintian-overrides", overrides / "photospool")


def _commands(program: Path) -> str:
    """The commands and what they do, as the program itself says."""
    told = subprocess.run(
        [program / "photospool", "--help"],
        env={**os.environ, "COLUMNS": "1000", "TERM": "dumb"}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    table = told[told.index("Commands") :]
    rows = re.findall(r"^│ (\S+) +(.*?) *│$", table, re.MULTILINE)
    return "\n".join(f".TP\n.B {name}\n{text}".replace("-", "\\-") for name, text in rows)


def _changelog(number: str) -> str:
    """What is new, in Debian's form."""
    notes = (ROOT / "CHANGELOG.md").read_text().partition("\n## ")[2].partition("\n## ")[0]
    entries = [" ".join(entry.split()) for entry in re.split(r"^- ", notes, flags=re.MULTILINE)[1:]]
    lines = [
        textwrap.fill(entry, 76, initial_indent="  * ", subsequent_indent="    ", break_on_hyphens=False)
        for entry in entries
    ]
    when = f"{_date():%a, %d %b %Y %H:%M:%S +0000}"
    return "\n".join(
        [f"photospool ({number}) unstable; urgency=medium", "", *lines, "", f" -- {MAINTAINER}  {when}", ""]
    )


def _date() -> datetime.datetime:
    """Of the newest commit, so that the same source makes the same package."""
    try:
        return datetime.datetime.fromtimestamp(int(_told("git", "-C", ROOT, "log", "-1", "--format=%ct")), datetime.UTC)
    except (OSError, subprocess.CalledProcessError):
        return datetime.datetime.now(datetime.UTC)


def _filled(template: Path, number: str) -> str:
    return template.read_text().replace("@VERSION@", number).replace("@DATE@", f"{_date():%Y-%m-%d}")


def _zip(target: Path, text: str) -> None:
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _modes(stage: Path) -> None:
    """Programs may be run, all else only read; independent of the builder's umask."""
    for path in stage.rglob("*"):
        if not path.is_symlink():
            is_program = path.is_dir() or (path.parent.name == "photospool" and path.name == "photospool")
            path.chmod(0o755 if is_program else 0o644)


def _control(number: str, architecture: str, program: Path, size: int) -> str:
    needed, optional, glibc = _needs(program)
    return f"""Package: photospool
Version: {number}
Architecture: {architecture}
Maintainer: {MAINTAINER}
Installed-Size: {size // 1024}
Depends: {", ".join([f"libc6 (>= {glibc})", *needed, "fonts-dejavu-core | fonts-dejavu | fonts-noto-core"])}
Recommends: {", ".join([*optional, "ffmpeg", "gnome-keyring | kwalletmanager | keepassxc"])}
Section: graphics
Priority: optional
Description: carry photos from a synced folder into your own album
 Photospool sits in the tray and carries the photos that a phone puts into a
 synced folder (Dropbox, Syncthing, Nextcloud and others) into an album that is
 the user's own: in a CouchDB, or on this computer. Each photo ends in the album
 exactly once with its bytes unchanged, or stays where it can be seen, with the
 reason and what to do.
 .
 It also works without a screen, as a service or from cron.
"""


def _needs(program: Path) -> tuple[list[str], list[str], str]:
    """The packages of the libraries that the bundle leaves to the system, and the oldest C library that it takes."""
    libraries = [path for path in program.rglob("*") if path.is_file() and _is_elf(path)]
    bundled = {path.name for path in program.rglob("*")}
    named, glibc = set(), [(2, 0)]
    for library in libraries:
        told = _told("objdump", "-p", library)
        named |= set(re.findall(r"NEEDED +(\S+)", told))
        glibc += [tuple(int(part) for part in found.split(".")) for found in re.findall(r"GLIBC_(\d+\.\d+)", told)]
    packages = set()
    for name in sorted(named - bundled):
        found = subprocess.run(["dpkg", "-S", f"*/{name}"], capture_output=True, text=True, check=False).stdout
        owners = owners_of(found)
        packages |= owners - {"libc6", "libc6-i386"}
        if not owners:
            raise SystemExit(f"{name} is in no package, and not in the bundle.")
    optional = {name for name in packages if name.startswith(OPTIONAL)}
    return sorted(packages - optional), sorted(optional), ".".join(map(str, max(glibc)))


def owners_of(told: str) -> set[str]:
    """The packages in what ``dpkg -S`` says, under the names that older and newer releases know.

    A line is ``libgl1:amd64: /usr/lib/…/libGL.so.1``, or several packages before the path; a diversion's line names
    the file that it is about, and no package: ``diversion by libglx-diverted from: /usr/…``.
    """
    lines = [
        line for line in told.splitlines() if not re.match(r"(local diversion|diversion by \S+) (from|to): ", line)
    ]
    named = (one for line in lines for one in line.rpartition(": ")[0].split(", "))
    return {name.partition(":")[0].removesuffix("t64") for name in named if name}


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _write_sums(stage: Path) -> None:
    files = [
        path
        for path in sorted(stage.rglob("*"))
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
    ]
    told = _told("md5sum", *files).replace(f"{stage}/", "")
    (stage / "DEBIAN/md5sums").write_text(told + "\n")


def complaints(told: str) -> list[str]:
    """The tags of the errors and warnings in what appstreamcli tells, but for what we know of."""
    return [tag for tag in METAINFO_COMPLAINT.findall(told) if tag not in KNOWN]


def _check_metainfo(path: Path) -> None:
    asked = ["appstreamcli", "validate", "--no-net", str(path)]
    done = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    print(done.stdout)
    is_known = done.returncode == COMPLAINED and METAINFO_COMPLAINT.search(done.stdout) and not complaints(done.stdout)
    if done.returncode and not is_known:
        raise SystemExit(f"appstreamcli does not take {path.name} ({done.returncode})")


def suppressed(known: str) -> list[str]:
    """Lintian's option against a tag that ``_check_metainfo`` judges more closely, where it is among the ``known``.

    Lintian of Debian 13 (2.122) has it and warns of the home page that we don't have; that of Debian 12 (2.116) ends
    at an option, and at an override, that names a tag it does not know.
    """
    return ["--suppress-tags", METAINFO_TAG] if METAINFO_TAG in known.split() else []


def _tags_of_lintian() -> str:
    return subprocess.run(["lintian-explain-tags", "--list-tags"], stdout=subprocess.PIPE, text=True, check=True).stdout


def check(package: Path) -> None:
    """Debian's own checks, then a life in a clean Debian."""
    say("lintian, appstreamcli, desktop-file-validate")
    share = BUILD / "deb/usr/share"
    run("desktop-file-validate", share / f"applications/{APP_ID}.desktop")
    _check_metainfo(share / f"metainfo/{APP_ID}.metainfo.xml")
    run("lintian", *suppressed(_tags_of_lintian()), "--fail-on", "error,warning", "--tag-display-limit", "0", package)
    say("a clean Debian: install, run, install again, purge")
    if os.geteuid() != 0:
        say("not tried: making one takes root")
        return
    clean_root.life_of(package)
