"""Sample files for the demo: what a phone and some cameras might drop into a synced folder, good and bad.

The pictures are drawn, the notes in them invented. Importing this is cheap; the image library comes with ``make``.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

_DAY_S = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Sample:
    """One file made."""

    path: Path
    says: str
    """What it is, in plain words."""
    is_photo: bool = True
    """Whether it is taken out of incoming; a broken photo is, too."""


@dataclass(frozen=True, slots=True)
class _Shot:
    """A picture, and what its camera writes into it."""

    name: str
    says: str
    scene: str
    size: tuple[int, int] = (1600, 1200)
    """Pixels, upright."""
    make: str = ""
    model: str = ""
    taken: str = ""
    """As EXIF writes it."""
    offset: str = ""
    orientation: int = 1
    exposure: tuple[Any, ...] = ()
    """Seconds, f-number, ISO, focal length in mm."""
    place: tuple[float, float, float] | None = None
    """Degrees north, degrees east, metres."""
    caption: str = ""
    more: Mapping[int, Any] = field(default_factory=dict)
    """Further tags of the Exif directory."""


_SHOTS = [
    _Shot(
        "IMG_0001.JPG",
        "a photo of a Canon",
        "noon",
        make="Canon",
        model="Canon EOS 80D",
        taken="2019:07:14 12:05:31",
        exposure=((1, 500), (8, 1), 100, (35, 1)),
        caption="The hills behind the house",
        more={0x9291: "42", 0xA431: "012345678901"},  # SubSecTimeOriginal, BodySerialNumber
    ),
    _Shot(
        "DSC_0042.JPG",
        "a photo of a Nikon that was held upright (orientation 8)",
        "autumn",
        (1200, 1600),
        make="NIKON CORPORATION",
        model="NIKON D750",
        taken="2021:10:23 16:41:07",
        orientation=8,
        exposure=((1, 160), (56, 10), 400, (50, 1)),
    ),
    _Shot(
        "IMG_2107.JPG",
        "a photo of an iPhone, upright (orientation 6), that knows its place: the place stays with the original",
        "sunset",
        (1200, 1600),
        make="Apple",
        model="iPhone 12",
        taken="2022:08:05 20:58:12",
        offset="+02:00",
        orientation=6,
        exposure=((1, 120), (16, 10), 64, (42, 10)),
        place=(54.4342, 12.6889, 3.5),
    ),
    _Shot(
        "PXL_20230716_184512345.jpg",
        "a photo of a Pixel that was held upside down (orientation 3)",
        "meadow",
        make="Google",
        model="Pixel 7",
        taken="2023:07:16 20:45:12",
        offset="+02:00",
        orientation=3,
        exposure=((1, 1000), (185, 100), 50, (681, 100)),
    ),
    _Shot(
        "2013-05-01 12.34.56.jpg",
        "a photo without a camera's notes: its day comes from the name that Dropbox gave it",
        "lake",
        (1600, 1067),
    ),
    _Shot(
        "DSC00815.JPG",
        "a wide view of a Sony",
        "dawn",
        (2400, 900),
        make="SONY",
        model="ILCE-7M3",
        taken="2020:02:09 07:22:45",
        exposure=((1, 60), (11, 1), 200, (24, 1)),
    ),
    _Shot("Screenshot 2024-02-03 at 09.15.00.png", "a PNG", "town", (1440, 900)),
]

_HEIC = ("IMG_3310.HEIC", "a HEIC of an iPhone, upright")


def make(folder: Path) -> list[Sample]:
    """Write all samples into a folder, which is made, and say what they are, in the order to drop them.

    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = [_shoot(shot, folder) for shot in _SHOTS]
    made.append(_heic(folder))
    first, cut = made[0].path, made[3].path
    copy = folder / "IMG_0001 (1).JPG"
    shutil.copyfile(first, copy)
    made.append(Sample(copy, "the Canon's photo once more, under another name"))
    made.append(_cut_off(cut, folder / "IMG_0666.JPG"))
    notes = folder / "notes.txt"
    notes.write_text("Milk, bread, a new lens.\n", encoding="utf-8")
    made.append(Sample(notes, "no photo but a text: it stays in incoming", is_photo=False))
    video = folder / "MOV_0042.mp4"
    video.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0\0\0\x08free")
    made.append(Sample(video, "a video: it stays in incoming", is_photo=False))
    return made


def make_one(folder: Path) -> Sample:
    """Write one good photo, with a camera's notes, into a folder, which is made. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    return _shoot(next(shot for shot in _SHOTS if shot.scene == "sunset"), folder)


def _heic(folder: Path) -> Sample:
    """From our resources: the library that opens HEIC can't write it.

    Drawn by ``scenes.draw("coast", (900, 1200))`` without its grain, turned by ``_turned`` for orientation 6, and
    encoded once by the pillow-heif package in quality 55, which keeps the orientation as HEIC does (``irot``).
    """
    name, says = _HEIC
    path = folder / name
    resource = resources.files("photospool.resources") / "samples" / "upright.heic"
    path.write_bytes(resource.read_bytes())
    return Sample(path, says)


def _cut_off(whole: Path, path: Path) -> Sample:
    """The first half of a photo, as old as a file that will not grow any more."""
    data = whole.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    yesterday = time.time() - _DAY_S
    os.utime(path, (yesterday, yesterday))
    return Sample(path, "a broken photo: its second half is missing")


def _shoot(shot: _Shot, folder: Path) -> Sample:
    from photospool.demo.scenes import draw

    path = folder / shot.name
    picture = draw(shot.scene, shot.size)
    if path.suffix == ".png":
        picture.save(path)
    else:
        _turned(picture, shot.orientation).save(path, quality=90, exif=_exif(shot))
    return Sample(path, shot.says)


def _turned(upright: Image.Image, orientation: int) -> Image.Image:
    """The picture as the sensor saw it when the camera was held so."""
    from PIL import Image

    turn = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}.get(orientation)
    return upright.transpose(turn) if turn is not None else upright


def _exif(shot: _Shot) -> bytes:
    """What the camera writes; nothing for a picture without a camera."""
    from PIL import ExifTags, Image

    if not shot.make:
        return b""
    base, rational = ExifTags.Base, _rational
    exif = Image.Exif()
    exif.update({base.Make: shot.make, base.Model: shot.model, base.Orientation: shot.orientation})
    exif.update({base.DateTime: shot.taken, base.XResolution: rational(72, 1), base.YResolution: rational(72, 1)})
    exif.update({base.ResolutionUnit: 2})
    if shot.caption:
        exif[base.ImageDescription] = shot.caption
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details.update({base.DateTimeOriginal: shot.taken, base.DateTimeDigitized: shot.taken, base.ExifVersion: b"0232"})
    if shot.offset:
        details.update({base.OffsetTime: shot.offset, base.OffsetTimeOriginal: shot.offset})
    if shot.exposure:
        time_s, f_number, speed, focal_mm = shot.exposure
        details.update({base.ExposureTime: rational(*time_s), base.FNumber: rational(*f_number)})
        details.update({base.ISOSpeedRatings: speed, base.FocalLength: rational(*focal_mm)})
    details.update(shot.more)
    if shot.place:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_gps(*shot.place))
    return exif.tobytes()


def _gps(lat: float, lon: float, metres: float) -> dict[int, Any]:
    from PIL import ExifTags

    gps = ExifTags.GPS
    return {
        gps.GPSLatitudeRef: "N" if lat >= 0 else "S",
        gps.GPSLatitude: _sexagesimal(abs(lat)),
        gps.GPSLongitudeRef: "E" if lon >= 0 else "W",
        gps.GPSLongitude: _sexagesimal(abs(lon)),
        gps.GPSAltitudeRef: b"\0" if metres >= 0 else b"\1",
        gps.GPSAltitude: _rational(round(abs(metres) * 10), 10),
    }


def _sexagesimal(degrees: float) -> tuple[Any, Any, Any]:
    minutes, seconds = divmod(round(degrees * 3600 * 100), 60 * 100)
    whole, minutes = divmod(minutes, 60)
    return _rational(whole, 1), _rational(minutes, 1), _rational(seconds, 100)


def _rational(top: int, bottom: int) -> Any:
    from PIL.TiffImagePlugin import IFDRational

    return IFDRational(top, bottom)
