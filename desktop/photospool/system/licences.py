"""What Photospool is made of: the packages of others, with their licences and the libraries that they carry.

A bundle has no package metadata: there the build wrote everything into one file, by
``python -m photospool.system.licences``.
"""

from __future__ import annotations

import dataclasses
import json
import re
import sys
import sysconfig
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

from photospool.photo import heif
from photospool.system import native_libraries
from photospool.system.native_libraries import NativeLibrary

_GATHERED = "licences.json"
_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")  # the first adds to the second
_ALSO = {
    "couchdb": ("CouchDB.txt",),
    "pi-heif-decoder": (*_LGPL, "decoder-runtimes.txt"),
    "pyside6-essentials": _LGPL,
    "shiboken6": _LGPL,
}
"""Texts that these packages don't bring themselves; kept beside the icons."""
_PRECISE = {"pi-heif-decoder": "BSD-3-Clause (its libraries: LGPL-3.0-or-later)"}
"""Where the metadata says one licence in one field and another in the next; docs/decisions/0001-heic-decoder.md."""
_HOMES = ("homepage", "home", "repository", "source", "source code", "documentation")
_OF_THE_SYSTEM = "System libraries"
_SYSTEM_TEXT = (
    "This bundle takes these libraries from the system that it was built on, unchanged, because Python or Qt\n"
    "need them. Each is a file of its own, which may be replaced. Their licences stand in full at\n"
    "https://spdx.org/licenses, under the names above, and in /usr/share/doc of a Debian or Ubuntu system; the\n"
    "exception for GCC's runtime libraries and the GNU licences stand with pi-heif-decoder."
)
_FILE = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One package of others."""

    name: str
    version: str
    licence: str
    """In a word or two: ``MIT``, ``LGPL-3.0-only`` …"""
    address: str
    """Where it comes from."""
    text: str
    """The whole licences; empty where the package brings none."""
    carries: tuple[NativeLibrary, ...] = ()
    """The native libraries inside it, by name."""


def third_party() -> list[Part]:
    """Every package that Photospool uses here, by name; Python first. Takes a moment: loaded libraries are asked."""
    try:
        gathered = json.loads(_kept(_GATHERED))
    except OSError:
        return gather()
    told = heif.ask().versions  # of this very bundle: its libraries may have been replaced
    return [
        Part(
            **{**part, "carries": tuple(native_libraries.asked(NativeLibrary(**one), told) for one in part["carries"])}
        )
        for part in gathered
    ]


def gather(extras: Collection[str] = ("desktop",)) -> list[Part]:
    """The same from what is installed; ``extras`` are those of ours that count."""
    found = {_key(dist.name): dist for dist in _needed("photospool", set(), extras)}
    told = native_libraries.ask()
    return [_python(), *(_part(found[name], told) for name in sorted(found))]


def _needed(name: str, seen: set[str], extras: Collection[str]) -> Iterator[metadata.Distribution]:
    """What a package needs, and what those need. What is not installed is not needed on this system."""
    for line in metadata.requires(name) or []:
        needed, _, condition = line.partition(";")
        match = re.match(r"[\w.-]+", needed.strip())
        # Of ours those of the extras count, if they are there; of others no optional ones.
        is_ours = name == "photospool" and any(extra in condition for extra in extras)
        is_extra = "extra" in condition and not is_ours
        if match is None or is_extra or _key(match[0]) in seen:
            continue
        seen.add(_key(match[0]))
        try:
            yield metadata.distribution(match[0])
        except metadata.PackageNotFoundError:
            continue
        yield from _needed(match[0], seen, extras)


def _part(dist: metadata.Distribution, versions: Mapping[str, str]) -> Part:
    told = dist.metadata
    classifiers = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    licence = _first(told, "License-Expression") or ", ".join(classifiers) or _first(told, "License").split("\n")[0]
    texts = [
        text.strip()
        for file in sorted(dist.files or [], key=str)
        if ".dist-info" in file.parts[0] and _FILE.search(str(file.parts[-1]) + "/".join(file.parts[1:-1]))
        if (text := _text(Path(str(dist.locate_file(file)))))
    ]
    texts += [_kept(name) for name in _ALSO.get(_key(dist.name), ())]
    key = _key(dist.name)
    carries = native_libraries.carried((file.as_posix() for file in dist.files or []), versions, owner=key)
    licence = _PRECISE.get(key) or licence or "see its licence"
    return Part(dist.name, dist.version, licence, _address(told), "\n\n---\n\n".join(texts), carries)


def _address(told: metadata.PackageMetadata) -> str:
    labelled = [line.partition(",") for line in told.get_all("Project-URL") or []]
    urls = {label.strip().lower(): url.strip() for label, _, url in labelled}
    return _first(told, "Home-page") or next((urls[home] for home in _HOMES if home in urls), "")


def _first(told: metadata.PackageMetadata, name: str) -> str:
    return next(iter(told.get_all(name) or []), "")


def _kept(name: str) -> str:
    return (resources.files("photospool.resources") / "licences" / name).read_text(encoding="utf-8")


def _python() -> Part:
    version = ".".join(str(part) for part in sys.version_info[:3])
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    # Debian keeps it where Debian keeps licences.
    places.append(Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright"))
    text = next((text for place in places if (text := _text(place))), "")
    return Part("Python", version, "PSF-2.0", "https://www.python.org/", text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def add_bundled(folder: Path, files: Sequence[str]) -> None:
    """For the build of a bundle: name in the gathered list also what the bundle takes from the system.

    ``files`` are the bundle's libraries, by their places in it.
    """
    gathered = json.loads((folder / _GATHERED).read_text(encoding="utf-8"))
    known = {native["name"] for part in gathered for native in part["carries"]}
    rest = tuple(
        native for native in native_libraries.carried(files, native_libraries.ask()) if native.name not in known
    )
    part = Part(_OF_THE_SYSTEM, "", "as its libraries", "https://spdx.org/licenses", _SYSTEM_TEXT, rest)
    gathered.append(dataclasses.asdict(part))
    (folder / _GATHERED).write_text(json.dumps(gathered, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    parts = [dataclasses.asdict(part) for part in gather()]
    (folder / _GATHERED).write_text(json.dumps(parts, ensure_ascii=False, indent=1), encoding="utf-8")
