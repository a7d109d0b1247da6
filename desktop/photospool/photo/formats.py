"""What kind of file this is: by its name, by its first bytes, and by the decoder's name of its format.

All of it is data and a few reads; it never decodes a picture or needs the image library, because the
watcher asks these questions for every file in incoming.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PHOTO_EXTENSIONS = frozenset("jpg jpeg jpe jfif mpo heic heif hif avif jxl png webp tif tiff gif".split())

VIDEO_EXTENSIONS = frozenset("mp4 m4v mov qt 3gp 3g2 avi mkv webm mts m2ts".split())
"""Videos that are carried where their owner wants it; all other kinds of video stay in incoming."""

RAW_EXTENSIONS = frozenset(
    "3fr arw cr2 cr3 crw dcr dng erf fff gpr iiq k25 kdc mef mos mrw nef nrw orf pef raf rw2 rwl sr2 srf srw"
    " x3f".split()
)
"""Cameras' raw files that are carried where their owner wants it: those that their own bytes tell apart."""

SIDECAR_EXTENSIONS = frozenset("xmp aae json".split())
"""Files beside a photo that say something of it, and are attached to it where their owner wants it."""

PHOTOS, VIDEOS, RAW, SIDECARS = "photos", "videos", "raw", "sidecars"
"""Kinds of what is taken, as the settings call them."""
KINDS = (PHOTOS, VIDEOS, RAW, SIDECARS)
PICTURED = (PHOTOS, VIDEOS, RAW)
"""Those of which each file is a photo or a video of its own."""
EXTENSIONS_OF = {
    PHOTOS: PHOTO_EXTENSIONS,
    VIDEOS: VIDEO_EXTENSIONS,
    RAW: RAW_EXTENSIONS,
    SIDECARS: SIDECAR_EXTENSIONS,
}

OTHER_EXTENSIONS: dict[str, str] = {
    extension: kind
    for kind, extensions in {
        # What RawSpeed and LibRaw list, https://www.libraw.org/supported-cameras
        "raw": "3fr ari arw bay cap cr2 cr3 crw dcr dcs dng drf eip erf fff gpr iiq k25 kdc mdc mef mos mrw nef nrw"
        " obm orf pef ptx pxn r3d raf raw rw2 rwl rwz sr2 srf srw x3f",
        "video": "3g2 3gp asf avi dv flv h264 hevc insv lrv m2ts m2v m4v mjpg mkv mov mp4 mpe mpeg mpg mts mxf ogv qt"
        " rm ts vob webm wmv",
        "audio": "aac aif aiff amr flac m4a mid mka mp3 oga ogg opus wav wma",
        "sidecar": "aae json xmp",
        "companion": "cos dop face lrtemplate on1 pp3 rpp thm vrd",  # of programs that only they read
        "document": "csv doc docm docx epub html htm ics key md numbers odp ods odt pages pdf ppt pptx rtf tex txt vcf"
        " xls xlsm xlsx xml",
        "archive": "7z bz2 dmg gz iso jar rar tar tgz xz zip zst",
        "drawing": "ai afdesign afphoto bmp cdr clip eps ico indd jp2 jpf kra pbm pcx pgm pnm ppm procreate ps"
        " psb psd pxd svg svgz tga wmf xcf",
    }.items()
    for extension in extensions.split()
}
"""Extension in lower case, without a dot → the word under which such files are counted in incoming."""

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Format:
    """How the original of a decoded format is called in the album."""

    content_type: str
    extension: str
    """Without a dot."""


FORMATS: dict[str, Format] = {
    "JPEG": Format("image/jpeg", "jpg"),
    # The image library opens these as JPEG and renames them; asking it for MPO by name fails.
    "MPO": Format("image/jpeg", "jpg"),
    "HEIF": Format("image/heic", "heic"),
    "AVIF": Format("image/avif", "avif"),
    "JXL": Format("image/jxl", "jxl"),
    "PNG": Format("image/png", "png"),
    "WEBP": Format("image/webp", "webp"),
    "TIFF": Format("image/tiff", "tif"),
    "GIF": Format("image/gif", "gif"),
}
"""Every format that is opened at all, by the image library's name."""

VIDEO_FORMATS: dict[str, Format] = {
    "MP4": Format("video/mp4", "mp4"),
    "M4V": Format("video/mp4", "m4v"),
    "MOV": Format("video/quicktime", "mov"),
    "3GP": Format("video/3gpp", "3gp"),
    "MKV": Format("video/matroska", "mkv"),
    "WEBM": Format("video/webm", "webm"),
    "AVI": Format("video/vnd.avi", "avi"),
    "MTS": Format("video/mp2t", "mts"),
}
"""Every video that is carried, by our own name of its container: the image library opens none of them."""

RAW_FORMATS: dict[str, Format] = {
    # Names as shared-mime-info has them, where it has one; the extension is the maker's own.
    "DNG": Format("image/x-adobe-dng", "dng"),
    "GPR": Format("image/x-adobe-dng", "gpr"),
    "CR2": Format("image/x-canon-cr2", "cr2"),
    "CR3": Format("image/x-canon-cr3", "cr3"),
    "CRW": Format("image/x-canon-crw", "crw"),
    "NEF": Format("image/x-nikon-nef", "nef"),
    "NRW": Format("image/x-nikon-nrw", "nrw"),
    "ARW": Format("image/x-sony-arw", "arw"),
    "SR2": Format("image/x-sony-sr2", "sr2"),
    "SRF": Format("image/x-sony-srf", "srf"),
    "RAF": Format("image/x-fuji-raf", "raf"),
    "ORF": Format("image/x-olympus-orf", "orf"),
    "RW2": Format("image/x-panasonic-rw2", "rw2"),
    "RWL": Format("image/x-panasonic-rw2", "rwl"),
    "PEF": Format("image/x-pentax-pef", "pef"),
    "SRW": Format("image/x-samsung-srw", "srw"),
    "3FR": Format("image/x-hasselblad-3fr", "3fr"),
    "FFF": Format("image/x-hasselblad-fff", "fff"),
    "IIQ": Format("image/x-phaseone-iiq", "iiq"),
    "MOS": Format("image/x-leaf-mos", "mos"),
    "MEF": Format("image/x-mamiya-mef", "mef"),
    "DCR": Format("image/x-kodak-dcr", "dcr"),
    "KDC": Format("image/x-kodak-kdc", "kdc"),
    "ERF": Format("image/x-epson-erf", "erf"),
    "MRW": Format("image/x-minolta-mrw", "mrw"),
    "X3F": Format("image/x-sigma-x3f", "x3f"),
    "TIFF/EP": Format("image/x-dcraw", "raw"),  # of another maker, by its structure
}
"""Every camera's raw file that is carried, by our own name of its form."""

ORIGINALS = {**FORMATS, **VIDEO_FORMATS, **RAW_FORMATS}

OCTETS = "application/octet-stream"
"""What sidecars are attached as: text, JSON and XML a CouchDB may keep compressed, and its digest is then another's."""
SIDECAR_FORMATS: dict[str, Format] = {
    "XMP": Format(OCTETS, "xmp"),
    "AAE": Format(OCTETS, "aae"),
    "TAKEOUT": Format(OCTETS, "json"),
}
"""Every sidecar that is carried, by our own name of its form."""
READABLE = {**ORIGINALS, **SIDECAR_FORMATS}


def is_video(format_name: str) -> bool:
    """Whether the original of this format, a key of ORIGINALS, is no picture."""
    return format_name in VIDEO_FORMATS


def is_raw(format_name: str) -> bool:
    """Whether the original of this format, a key of ORIGINALS, is a camera's raw file."""
    return format_name in RAW_FORMATS


def classify(name: str) -> str | None:
    """None for a photo, else the kind of thing that stays in incoming (``video``, ``raw`` … ``unknown``).

    By the name alone; ``sniff`` looks inside.
    """
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem:
        return UNKNOWN
    extension = extension.lower()
    return None if extension in PHOTO_EXTENSIONS else OTHER_EXTENSIONS.get(extension, UNKNOWN)


def classifier(kinds: Collection[str]) -> Callable[[str], str | None]:
    """As ``classify``, where more kinds than photos are taken: None for each of them."""
    if set(kinds) <= {PHOTOS}:
        return classify

    def reason_of(name: str) -> str | None:
        return None if kind_of_name(name) in kinds else classify(name)

    return reason_of


def kind_of_name(name: str) -> str:
    """Which of KINDS a file of this name can be carried as; empty for none."""
    stem, dot, extension = name.rpartition(".")
    if not (stem and dot):
        return ""
    return next((kind for kind, extensions in EXTENSIONS_OF.items() if extension.lower() in extensions), "")


def is_sidecar_name(name: str) -> bool:
    """Whether a file of this name may say something of a photo beside it; its content decides."""
    return kind_of_name(name) == SIDECARS


def is_video_name(name: str) -> bool:
    """Whether a file of this name is a video that can be carried."""
    return kind_of_name(name) == VIDEOS


_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def sniff(path: Path) -> str | None:
    """The kind that the content says, where the name says "photo" but it is ``raw`` or ``video``; None otherwise.

    Reads a few hundred bytes. Links are not followed and FIFOs don't block. Raises OSError.
    """
    with os.fdopen(os.open(path, _OPEN_FLAGS), "rb") as file:
        return sniff_content(file)


def sniff_content(file: BinaryIO) -> str | None:
    """As ``sniff``, of an open file; leaves its position anywhere."""
    file.seek(0)
    head = file.read(32)
    for kind, signature, offset in _SIGNATURES:
        if head[offset : offset + len(signature)] == signature:
            return kind
    if head[4:8] == b"ftyp" and len(head) >= 12:
        return _BRANDS.get(head[8:12])
    if head[:4] in _TIFF:
        return "raw" if _is_raw_tiff(file, _TIFF[head[:4]]) else None
    return None


_TIFF = {b"II*\0": "<", b"MM\0*": ">"}

_SIGNATURES: list[tuple[str, bytes, int]] = [
    ("raw", b"CR\x02\0", 8),  # Canon CR2, over an ordinary TIFF header
    ("raw", b"IIII", 8),  # Phase One and Leaf, the same
    ("raw", b"MMMM", 8),
    ("raw", b"HEAPCCDR", 6),  # Canon CRW
    ("raw", b"FUJIFILMCCD-RAW", 0),
    ("raw", b"IIRO", 0),  # Olympus
    ("raw", b"IIRS", 0),
    ("raw", b"MMOR", 0),
    ("raw", b"IIU\0", 0),  # Panasonic, Leica
    ("raw", b"\0MRM", 0),  # Minolta
    ("raw", b"FOVb", 0),  # Sigma
    ("video", b"\x1aE\xdf\xa3", 0),  # Matroska, WebM
    ("video", b"AVI ", 8),
    ("video", b"\0\0\x01\xba", 0),  # MPEG program stream
    ("video", b"moov", 4),  # QuickTime without a brand
    ("video", b"wide", 4),
]

_BRANDS: dict[bytes, str] = {
    b"crx ": "raw",  # Canon CR3
    **dict.fromkeys(
        (
            b"isom",
            b"iso2",
            b"iso4",
            b"iso5",
            b"iso6",
            b"mp41",
            b"mp42",
            b"qt  ",
            b"avc1",
            b"M4V ",
            b"MSNV",
            b"3gp4",
            b"3gp5",
            b"3gp6",
            b"3g2a",
            b"XAVC",
            b"hvc1",
            b"dash",
        ),
        "video",
    ),
}

_AVIF_BRANDS = frozenset({b"avif", b"avis", b"avio", b"MA1A", b"MA1B"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})


def box_formats(file: BinaryIO) -> list[str]:
    """Which of FORMATS a file of boxes may be, the likely one first, by all brands that it claims; none for others.

    The major brand may only say how the boxes are laid out (``mif1``). ISO/IEC 14496-12, 4.3; AVIF 1.1.
    """
    file.seek(0)
    head = file.read(512)
    if head[4:8] != b"ftyp":
        return []
    end = min(int.from_bytes(head[:4], "big"), len(head))
    claimed = [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]
    brands = [brand for brand in claimed if brand in _AVIF_BRANDS | _HEIC_BRANDS]
    named = list(dict.fromkeys("AVIF" if brand in _AVIF_BRANDS else "HEIF" for brand in brands))
    return [*named, *(name for name in ("HEIF", "AVIF") if name not in named)]


def is_picture(file: BinaryIO) -> bool:
    """Whether the first bytes are those of a picture, and not of a film in the same boxes; ``FORMATS`` has all kinds.

    A picture of boxes claims a brand of pictures among all that it claims, or is laid out as one (``mif1``, ``msf1``).
    """
    file.seek(0)
    head = file.read(512)
    if head[4:8] == b"ftyp":
        end = min(int.from_bytes(head[:4], "big"), len(head))
        claimed = {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
        return bool(claimed & (_AVIF_BRANDS | _HEIC_BRANDS | _LAID_OUT)) and head[8:12] not in _FILM_BRANDS
    return (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head.startswith(_BEGINNINGS)


_LAID_OUT = frozenset({b"mif1", b"mif2", b"mif3", b"msf1", b"miaf"})
_FILM_BRANDS = frozenset(brand for brand, kind in _BRANDS.items() if kind == "video")
_BEGINNINGS = (b"\xff\xd8", b"\xff\x0a", b"\0\0\0\x0cJXL ", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

_DNG_VERSION = 0xC612
_CFA_PATTERN = 0x828E
_PHOTOMETRIC = 0x0106
_SUB_IFDS = 0x014A
_CFA = 32803
_LINEAR_RAW = 34892
_MOST_ENTRIES = 512


def _is_raw_tiff(file: BinaryIO, order: str) -> bool:
    """Whether a TIFF is a camera raw file: DNGVersion, or colour-filter data in its first pictures.

    The image library would take such a file for its small preview. Adobe DNG 1.7.1, TIFF/EP (ISO 12234-2).
    """
    (offset,) = struct.unpack(order + "I", _at(file, 4, 4))
    pending, seen = [offset], set[int]()
    while pending and len(seen) < 16:  # a raw file has up to five pictures; a hostile one has loops
        offset = pending.pop(0)
        if not offset or offset in seen:
            continue
        seen.add(offset)
        for tag, kind, count, raw in _entries(file, order, offset):
            if tag in (_DNG_VERSION, _CFA_PATTERN):
                return True
            value = struct.unpack(order + "H", raw[:2])[0] if kind == 3 else struct.unpack(order + "I", raw)[0]
            if tag == _PHOTOMETRIC and value in (_CFA, _LINEAR_RAW):
                return True
            if tag == _SUB_IFDS and count == 1:
                pending.append(value)
            elif tag == _SUB_IFDS:
                size = 4 * min(count, 8)
                pending += struct.unpack(f"{order}{size // 4}I", _at(file, value, size))
    return False


def _entries(file: BinaryIO, order: str, offset: int) -> Iterator[tuple[int, int, int, bytes]]:
    (count,) = struct.unpack(order + "H", _at(file, offset, 2))
    data = file.read(12 * min(count, _MOST_ENTRIES))
    for at in range(0, len(data) - 11, 12):
        tag, kind, length = struct.unpack(order + "HHI", data[at : at + 8])
        yield tag, kind, length, data[at + 8 : at + 12]


def _at(file: BinaryIO, offset: int, size: int) -> bytes:
    """Bytes at an offset; what lies behind the end reads as zeros."""
    file.seek(offset)
    return file.read(size).ljust(size, b"\0")
