"""What of all that a file may say strangers get: names on one list, a person's words and the day, and nothing else.

A file is made that says everything, each value marked: by code, with every name that the reader of EXIF knows; and by
exiftool, with every tag that it can write. What stands in the photo's document and in the pictures is looked through.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from exifread.tags.exif import EXIF_TAGS, GPS_TAGS, INTEROP_TAGS
from tests import corpus
from tests.photo import made
from tests.photo.containers import png_with, webp_with

from photospool.album.documents import Document, original_document, photo_document
from photospool.album.replication.filters import unfit
from photospool.photo.digests import digests
from photospool.photo.metadata.public_fields import CAMERA_NOTES, PLAIN
from photospool.photo.options import Options
from photospool.photo.photo import Photo
from photospool.photo.prepare import prepare

MARK = re.compile(r"mark[0-9]+x")
PUBLIC_WORDS = ("descr", "keywords")
"""What people write into a photo for others; they are shown, and may be changed, before anything is public."""

DETAILS, PLACE, INTEROP = 0x8769, 0x8825, 0xA005


class Marks:
    """Values of which each is another, and what each was given to."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}

    def next(self, what: str) -> str:
        mark = f"mark{len(self.of)}x"
        self.of[mark] = what
        return mark


def directory(at: int, texts: dict[int, str], pointers: dict[int, int]) -> bytes:
    """A directory of texts (and pointers to others) at an offset of a little-endian block of EXIF."""
    entries, data = b"", b""
    behind = at + 2 + 12 * (len(texts) + len(pointers)) + 4
    for tag in sorted({*texts, *pointers}):
        if tag in pointers:
            entries += struct.pack("<HHII", tag, 4, 1, pointers[tag])
            continue
        text = texts[tag].encode() + b"\0"
        entries += struct.pack("<HHII", tag, 2, len(text), behind + len(data))
        data += text + b"\0" * (len(text) % 2)
    return struct.pack("<H", len(entries) // 12) + entries + bytes(4) + data


def every_tag(marks: Marks) -> bytes:
    """EXIF with every tag that ExifRead has a name for, and some that it has none for, in every directory."""
    unknown = [0xFE00, 0xFE01, 0x0001]
    where = {
        "Image": [*EXIF_TAGS, *unknown],
        "EXIF": [*EXIF_TAGS, *unknown],
        "GPS": [*GPS_TAGS, *unknown],
        "Interoperability": [*INTEROP_TAGS, 0xFE00],
    }
    texts = {
        name: {tag: marks.next(f"{name} {tag:#x}") for tag in tags if tag not in (DETAILS, PLACE, INTEROP)}
        for name, tags in where.items()
    }
    texts["EXIF"][0x9286] = "ASCII\0\0\0" + marks.next("EXIF UserComment")
    zero = {DETAILS: 0, PLACE: 0}
    first = directory(8, texts["Image"], zero)
    details_at = 8 + len(first)
    details = directory(details_at, texts["EXIF"], {INTEROP: 0})
    place_at = details_at + len(details)
    place = directory(place_at, texts["GPS"], {})
    interop_at = place_at + len(place)
    return (
        b"II*\0" + struct.pack("<I", 8)
        + directory(8, texts["Image"], {DETAILS: details_at, PLACE: place_at})
        + directory(details_at, texts["EXIF"], {INTEROP: interop_at})
        + place + directory(interop_at, texts["Interoperability"], {})
    )  # fmt: skip


NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "mine": "http://example.org/mine/",
}
PROPERTIES = (
    "Make Model SerialNumber OwnerName Artist Copyright CreatorTool Creator creator rights Location City State Country "
    "GPSMapDatum GPSAreaInformation GPSProcessingMethod UserComment Instructions Source Credit CaptionWriter History "
    "LensSerialNumber BodySerialNumber CameraOwnerName ImageUniqueID DocumentID OriginalDocumentID InstanceID "
    "WebStatement PersonInImage SubjectCode CountryCode Scene IntellectualGenre Label Nickname Rating identifier "
    "publisher contributor"
).split()


def every_packet(marks: Marks) -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix not in made_prefixes())
    inside = "".join(
        f"<{prefix}:{name}>{marks.next(f'XMP {prefix}:{name}')}</{prefix}:{name}>"
        for prefix in NAMESPACES
        for name in PROPERTIES
    )
    return made.xmp(inside, spaces)


def made_prefixes() -> set[str]:
    return {"dc", "exif", "xmp", "photoshop"}


def every_record(marks: Marks) -> bytes:
    # 2:25 is keywords, 2:5 and 2:120 are words; dates are looked at elsewhere.
    told = [(2, n) for n in range(1, 256) if n not in (0, 5, 25, 55, 60, 62, 63, 120)] + [(3, n) for n in (10, 20, 200)]
    return made.iptc(*((record, number, marks.next(f"IPTC {record}:{number}").encode()) for record, number in told))


def everything(kind: str, marks: Marks) -> bytes:
    picture, exif, xmp = made.corners(), every_tag(marks), every_packet(marks)
    comment = marks.next("a comment").encode()
    if kind == "JPEG":
        iptc = every_record(marks)
        data = made.with_segments(
            made.encoded(picture, comment=comment),
            (0xE1, b"Exif\0\0" + exif), (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp), (0xED, iptc),
            (0xE4, marks.next("a segment that nobody knows").encode()),
        )  # fmt: skip
        return data + marks.next("behind the end").encode()
    if kind == "PNG":
        texts = [
            (b"tEXt", name.encode() + b"\0" + marks.next(f"PNG {name}").encode())
            for name in ("Title", "Author", "Description", "Copyright", "Software", "Source", "Comment", "Mine")
        ]
        return png_with(picture, (b"eXIf", exif), (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp), *texts)
    return webp_with(picture, EXIF=exif, **{"XMP": xmp})


def stored(path: Path) -> tuple[Document, Document, list[bytes]]:
    """The photo's document, the original's, and the pictures."""
    prepared = prepare(path, path.name, Options())
    photo = Photo(
        path=path,
        filename="IMG_1.jpg",
        digests=digests(path),
        prepared=prepared,
        category="Public",
        keywords=(*prepared.reading.keywords, "unprocessed"),
        description=prepared.reading.description or "Uploaded image.",
        added_by="somebody",
        ts="2026-01-02T03:04:05",
        taken=prepared.reading.taken,
    )
    pictures = [rendition.data for rendition in prepared.renditions]
    return photo_document(photo), original_document(photo), pictures


def told_to_strangers(document: Document, pictures: list[bytes], mark: re.Pattern[str]) -> set[str]:
    """Marks that stand where no list lets them stand."""
    rest = {name: value for name, value in document.items() if name not in (*PUBLIC_WORDS, "exif")}
    found = set(mark.findall(json.dumps(rest)))
    found |= {text for name, value in document["exif"].items() if name not in CAMERA_NOTES for text in (name, value)}
    for picture in pictures:
        found |= set(mark.findall(picture.decode("latin-1")))
    return found


def is_fit_for_a_public_copy(document: Document, pictures: list[bytes]) -> bool:
    names = ("thumb.jpg", "800x600.jpg", "1600x1200.jpg")[: len(pictures)]
    stubs = {name: {"content_type": "image/jpeg"} for name in names}
    return unfit({**document, "_attachments": stubs}) == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_of_a_file_that_says_everything_strangers_get_the_list(tmp_path: Path, kind: str) -> None:
    marks = Marks()
    path = tmp_path / "photo"
    path.write_bytes(everything(kind, marks))
    document, original, pictures = stored(path)
    kept = set(MARK.findall(json.dumps(original)))
    assert len(kept) > 300, "the file's tags were not read: the test would prove nothing"
    assert told_to_strangers(document, pictures, MARK) == set()
    assert set(document) <= {*PLAIN, "_id", "keywords", "exif"}
    assert all(isinstance(value, str) for value in document["exif"].values())
    assert is_fit_for_a_public_copy(document, pictures)
    # What does get there is there by one of three ways.
    words = {marks.of[mark] for mark in MARK.findall(json.dumps([document[name] for name in PUBLIC_WORDS]))}
    assert words <= WORDS, "these words become the photo's own"


WORDS = {
    *("Image 0x10e", "EXIF 0xa436", "Image 0x9c9b", "Image 0x9c9c", "Image 0x9c9e", "Image 0x9c9f"),
    *("XMP Iptc4xmpExt:PersonInImage", "XMP dc:description", "XMP dc:title", "XMP photoshop:Headline"),
}
"""Descriptions and titles, which a person wrote for others to read."""


EXIFTOOL = shutil.which("exiftool")
needs_exiftool = pytest.mark.skipif(
    not os.environ.get("PHOTOSPOOL_EXIFTOOL"),
    reason="needs exiftool and takes minutes: each week a machine runs it; here with PHOTOSPOOL_EXIFTOOL=1",
)
_LISTED = ("EXIF", "GPS", "IPTC", "XMP", "Photoshop", "JFIF", "PNG", "MakerNotes")


def exiftool(*words: str) -> str:
    assert EXIFTOOL, "exiftool (libimage-exiftool-perl) is not there"
    return subprocess.run(
        [EXIFTOOL, *words], capture_output=True, text=True, check=False, timeout=400, stdin=subprocess.DEVNULL
    ).stdout


def writable(group: str) -> list[str]:
    """The names of a group that exiftool can write: indented lines below its heading."""
    lines = exiftool("-listw", f"-{group}:All").splitlines()
    return [name for line in lines if line.startswith(" ") for name in line.split()]


TIFFS_OWN = frozenset(
    "ImageWidth ImageHeight BitsPerSample Compression PhotometricInterpretation SamplesPerPixel RowsPerStrip "
    "PlanarConfiguration SampleFormat Predictor ExtraSamples FillOrder SubfileType OldSubfileType TileWidth TileLength "
    "YCbCrSubSampling YCbCrCoefficients YCbCrPositioning ReferenceBlackWhite TransferFunction WhitePoint "
    "PrimaryChromaticities GrayResponseUnit Thresholding CellWidth CellLength Orientation InkSet NumberofInks".split()
)
"""What says how a TIFF's pixels lie: with other numbers it is no picture any more."""


def filled(path: Path) -> int:
    """Write every tag; how many exiftool then reads back. Texts where it takes them, numbers where it wants those."""
    words, number = [], 0
    for group in _LISTED:
        for name in writable(group):
            number += 1
            if path.suffix == ".tiff" and name in TIFFS_OWN:
                continue
            if "Date" in name or "Time" in name:
                words += [f"-{group}:{name}=1999:07:07 07:07:07"]
                continue
            words += [f"-{group}:{name}=mark{number}x"]
            words += [f"-{group}:{name}#=7{number:04}", f"-{group}:{name}=mark{number}x"]
    arguments = path.with_suffix(".args")
    # A number first, and a text over it: what can't be a text keeps the number.
    arguments.write_text("\n".join(words), encoding="utf-8")
    exiftool("-m", "-q", "-q", "-overwrite_original", "-api", "struct=0", "-@", str(arguments), str(path))
    told = exiftool("-G1", "-a", "-s", "-u", str(path))
    return sum("mark" in line or re.search(r": 7\d{4}$", line) is not None for line in told.splitlines())


@needs_exiftool
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "a camera's JPEG", "a phone's HEIC"])
def test_of_every_tag_that_exiftool_writes_strangers_get_the_list(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"photo.{ {'JPEG': 'jpg'}.get(kind, kind.lower()) }"
    if "'s" in kind:  # with maker's notes, of which exiftool changes what is there, and adds none
        found = corpus.needed("camera" if "camera" in kind else "heic")
        path = tmp_path / f"photo{found[0].suffix}"
        shutil.copy(found[0], path)
    else:
        path.write_bytes(made.encoded(made.corners(), kind))
    count = filled(path)
    assert count > 100, "exiftool wrote too little: the test would prove nothing"
    document, original, pictures = stored(path)
    mark = re.compile(r"mark[0-9]+x|(?<![0-9])7[0-9]{4}(?![0-9])")
    assert len(mark.findall(json.dumps(original["exif"]))) > 50
    document_without_digits = {**document, "size": 0, "_id": "", "sha256": "", "placeholder": ""}
    assert told_to_strangers(document_without_digits, [], mark) == set()
    assert told_to_strangers(document_without_digits, pictures, MARK) == set()
    assert set(document) <= {*PLAIN, "_id", "keywords", "exif"}
    assert is_fit_for_a_public_copy(document, pictures)
