"""A camera roll made by real tools: exiftool writes Apple's identifier, ffmpeg the films; raw files by code.

The same dozen names come again in every folder, as cameras count; so most files of one name are strangers.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from tests.photo import made, made_sidecars, raw_files
from tests.photo.films import FFMPEG, H264, film_with
from tests.photo.metadata.test_shot_ids import apple_note
from tests.photo.structure import test_motion

from photospool.photo.sidecar_names import SUPPLEMENT

EXIFTOOL: Final = shutil.which("exiftool") or ""
needs_its_tools = pytest.mark.skipif(
    not (FFMPEG and EXIFTOOL), reason="needs ffmpeg and exiftool, which make the camera roll (libimage-exiftool-perl)"
)
SHOWN: Final = ""
STAYS: Final = "stays"
SIDECAR: Final = "sidecar"
_PHONE: Final = {0x10F: "Apple", 0x110: "iPhone 15"}
_HEIC: Final = (Path(__file__).parents[3] / "resources/samples/upright.heic").read_bytes()
NOTE: Final = apple_note(content="0" * 36)
"""As an iPhone lays it down, with room for an identifier."""
_FIRST: Final = datetime(2024, 5, 1, 12, 0, 0)


@dataclass(frozen=True)
class File:
    """One file of the roll."""

    path: str
    """Below incoming."""
    data: bytes
    thing: str
    """What it belongs to; each thing has one name."""
    part: str = SHOWN
    """What it is there: shown, ``live``, ``edit``, ``raw``, ``burst``; ``sidecar``; or it stays in incoming."""
    machine: int = 0
    """Which of the two gets it first."""
    identifier: str = ""
    """Apple's, which exiftool writes into it."""
    of: str = ""
    """Of a sidecar: the name of its photo in the same folder."""

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def id(self) -> str:
        """Of a photo of these bytes."""
        return hashlib.md5(self.data, usedforsecurity=False).hexdigest()

    @property
    def is_photo(self) -> bool:
        return self.part not in (SIDECAR, STAYS)


def camera_roll(count: int, scratch: Path) -> list[File]:
    """At least so many files, whole folders of them; the bytes of no two photos are equal."""
    found: list[File] = []
    number = 0
    while len(found) < count:
        found += _folder(number)
        number += 1
    return _identified(found, scratch)


def _id(kind: int, number: int) -> str:
    return f"F3A1C2D4-{kind:04d}-4B5C-8D7E-{number:012d}"


def _jpeg(at: datetime, camera: dict[int, str] | None = None, note: bytes = b"", mark: int = 0) -> bytes:
    details: dict[int, object] = {0x9003: at.strftime("%Y:%m:%d %H:%M:%S"), 0x9286: b"ASCII\0\0\0%d" % mark}
    details |= {0x927C: note} if note else {}
    return made.encoded(made.corners(96, 64), exif=made.exif(_PHONE if camera is None else camera, details))


def _film(identifier: str = "", at: datetime | None = None, mark: str = "") -> bytes:
    """Of two seconds; ``at`` with the phone's name, as one has it that says no identifier."""
    keys = ["-movflags", "use_metadata_tags", "-metadata", f"comment={mark}"]
    if identifier:
        keys += ["-metadata", f"com.apple.quicktime.content.identifier={identifier}"]
    if at is not None:
        said = {"creationdate": f"{at.isoformat()}+0000", "make": "Apple", "model": "iPhone 15"}
        for name, value in said.items():
            keys += ["-metadata", f"com.apple.quicktime.{name}={value}"]
    return film_with(f"roll-{mark}.mov", *H264, *keys)


def _folder(number: int) -> Iterator[File]:
    """One folder of the phone and one of a Takeout: each kind once."""
    folder, day = f"{100 + number}APPLE", _FIRST + timedelta(days=number)

    def at(minute: int) -> datetime:
        return day + timedelta(minutes=minute)

    def file(
        name: str, data: bytes, thing: str, part: str = SHOWN, machine: int = number % 2, identifier: str = ""
    ) -> File:
        return File(f"{folder}/{name}", data, f"{folder} {thing}", part, machine, identifier)

    other = 1 - number % 2
    # A live photo, its halves on two machines.
    live, edited = _id(1, number), _id(2, number)
    yield file("IMG_0001.JPG", _jpeg(at(1), note=NOTE), "live", identifier=live)
    yield file("IMG_0001.MOV", _film(live, mark=f"live-{number}"), "live", "live", other)
    # One as HEIC, with what was edited of it and Apple's note of the edit.
    yield file("IMG_0002.HEIC", _HEIC, "edited", "edit", identifier=edited)
    yield file("IMG_0002.MOV", _film(edited, mark=f"edited-{number}"), "edited", "live", other)
    yield file("IMG_E0002.JPG", _jpeg(at(300), note=NOTE), "edited", SHOWN, other, identifier=edited)
    yield replace(file("IMG_0002.AAE", made_sidecars.aae(at(301)), "edited", SIDECAR), of="IMG_0002.HEIC")
    # One shot as raw file and JPEG.
    nikon = {0x10F: "NIKON CORPORATION", 0x110: "NIKON D750"}
    second = at(3).strftime("%Y:%m:%d %H:%M:%S").encode()
    yield file("DSC_0003.NEF", raw_files.nef().replace(raw_files.TAKEN.encode(), second), "raw", "raw")
    yield file("DSC_0003.JPG", _jpeg(at(3), nikon), "raw", SHOWN, other)
    # A burst.
    for frame in range(3):
        note = apple_note(burst=_id(4, number))
        shot = _jpeg(at(4) + timedelta(seconds=frame), note=note)
        yield file(f"IMG_000{4 + frame}.JPG", shot, "burst", "burst" if frame else SHOWN, frame % 2)
    # Halves that say no identifier: name, second and camera agree.
    yield file("IMG_0007.JPG", _jpeg(at(7)), "named")
    yield file("IMG_0007.MOV", _film(at=at(7), mark=f"named-{number}"), "named", "live", other)
    # A motion photo and what was made of it.
    stamp = at(8).strftime("%Y%m%d_%H%M%S") + "000"
    film, pixel = test_motion.FILM, {0x10F: "Google", 0x110: "Pixel 8"}
    xmp = (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + test_motion.container(len(film)))
    yield file(f"PXL_{stamp}.MP.jpg", made.with_segments(_jpeg(at(8), pixel), xmp) + film, "motion", "edit")
    yield file(f"PXL_{stamp}~2.jpg", _jpeg(at(8), pixel, mark=2), "motion", SHOWN, other)
    # Strangers of one name: other identifiers, another camera in the same second, another second, and the same
    # name, second and camera twice, of which nobody can say which one is meant.
    yield file("IMG_0009.JPG", _jpeg(at(9), note=NOTE), "stranger 1", identifier=_id(9, number))
    yield file("IMG_0009.MOV", _film(_id(10, number), mark=f"stranger-{number}"), "stranger 2", SHOWN, other)
    yield file("canon/IMG_0009.JPG", _jpeg(at(9), {0x10F: "Canon", 0x110: "EOS R5"}), "stranger 3")
    yield file("IMG_0010.JPG", _jpeg(at(10)), "stranger 4")
    late = at(10) + timedelta(seconds=1)
    yield file("IMG_0010.MOV", _film(at=late, mark=f"late-{number}"), "stranger 5", SHOWN, other)
    yield from _takeout(number)
    # What has no photo.
    yield file("IMG_0011.AAE", made_sidecars.aae(at(11)), "", STAYS)
    yield file("IMG_0012.JPG.json", made_sidecars.takeout("IMG_0012.JPG"), "", STAYS, other)
    yield file("package.json", b'{"name": "no sidecar"}', "", STAYS)


def _takeout(number: int) -> Iterator[File]:
    """Names cut off at 46 and at 51 letters, a number in the wrong place, an edited copy that shares the JSON."""
    folder, machine = f"Takeout {number}", number % 2
    day = _FIRST + timedelta(days=number, hours=6)
    long_46 = f"PXL_{day:%Y%m%d}_180000{number:03d}.jpg"
    long_51 = f"Screenshot of the long way home {number:03d} again.jpg"
    photos = {
        long_46: (long_46 + SUPPLEMENT)[:46],
        long_51: (long_51 + SUPPLEMENT)[:51],
        "IMG_0001.jpg": "IMG_0001.jpg",
        "IMG_0001(1).jpg": "IMG_0001.jpg(1)",
    }
    for minute, (name, sidecar) in enumerate(photos.items()):
        when = day + timedelta(minutes=minute)
        title = name.replace("(1)", "")
        json = made_sidecars.takeout(
            title, int(when.replace(tzinfo=UTC).timestamp()), description=f"{title} of {folder}, {minute}"
        )
        yield File(f"{folder}/{name}", _jpeg(when), f"{folder} {name}", _part_of_takeout(name), machine)
        yield File(f"{folder}/{sidecar}.json", json, f"{folder} {name}", SIDECAR, machine, of=name)
    when = day + timedelta(minutes=2)
    yield File(f"{folder}/IMG_0001-edited.jpg", _jpeg(when, mark=2), f"{folder} IMG_0001.jpg", SHOWN, machine)


def _part_of_takeout(name: str) -> str:
    return "edit" if name == "IMG_0001.jpg" else SHOWN


def _identified(files: list[File], scratch: Path) -> list[File]:
    """exiftool writes the identifiers: into JPEGs as they are, into HEICs with all the notes of such a JPEG."""
    lines, changed = list[str](), dict[str, Path]()
    for place, file in enumerate(file for file in files if file.identifier):
        note, path = scratch / f"{place}.jpg", scratch / f"{place}.heic"
        is_heic = file.name.endswith(".HEIC")
        note.write_bytes(_jpeg(_FIRST, note=NOTE) if is_heic else file.data)
        # What exiftool 13 calls ContentIdentifier, 12.57 called MediaGroupUUID; each passes over the other's name.
        lines += [f"-Apple:{tag}={file.identifier}" for tag in ("MediaGroupUUID", "ContentIdentifier")]
        lines += ["-overwrite_original", str(note), "-execute"]
        changed[file.path] = note
        if is_heic:
            path.write_bytes(file.data)
            lines += [
                "-overwrite_original",
                "-TagsFromFile",
                str(note),
                "-all:all",
                "-makernotes",
                str(path),
                "-execute",
            ]
            changed[file.path] = path
    arguments = scratch / "exiftool.args"
    arguments.write_text("\n".join(lines) + "\n")
    subprocess.run([EXIFTOOL, "-m", "-@", str(arguments)], check=False, capture_output=True, timeout=300)
    found = [replace(file, data=changed[file.path].read_bytes()) if file.path in changed else file for file in files]
    assert all(file.identifier.encode() in file.data for file in found), "exiftool wrote no identifier"
    photos = [file.data for file in found if file.is_photo]
    assert len(set(photos)) == len(photos), "two photos of the same bytes"
    assert len({file.path for file in found}) == len(found)
    return found


def in_hostile_order(files: list[File], rng: random.Random, waves: int) -> list[list[File]]:
    """In so many waves, each in any order; parts and sidecars come rather before what they belong to than behind."""
    made_waves: list[list[File]] = [[] for _ in range(waves)]
    for file in rng.sample(files, len(files)):
        early = file.part != SHOWN
        made_waves[rng.randrange(waves - 1) if early and rng.random() < 0.7 else rng.randrange(waves)].append(file)
    return made_waves
