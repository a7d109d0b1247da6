"""Raw files for tests, made here byte by byte: the structure of each maker's form around a JPEG of ours."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from functools import cache

from PIL import Image

TAKEN = "2023:05:01 12:34:56"
SERIAL = "SN-4711"


@cache
def picture(size=(1700, 1130), *, fmt="JPEG", **more) -> bytes:
    """A JPEG whose four quarters have colours of their own: red, green, blue, yellow, row by row."""
    small = Image.new("RGB", (2, 2))
    small.putdata([(200, 30, 30), (30, 160, 30), (30, 30, 200), (220, 200, 40)])
    stream = io.BytesIO()
    small.resize(size, Image.Resampling.NEAREST).save(stream, fmt, **more)
    return stream.getvalue()


@dataclass
class Directory:
    """A TIFF's: tag → (type, values), or a Directory, or a blob for strips and JPEGs."""

    values: dict = field(default_factory=dict)

    def __setitem__(self, tag, value):
        self.values[tag] = value


@dataclass
class Blob:
    """Bytes that lie somewhere; ``length`` is the tag that says how many there are."""

    data: bytes
    length: int


def ascii_(text):
    return (2, text.encode() + b"\0")


def short(*numbers):
    return (3, numbers)


def long(*numbers):
    return (4, numbers)


def ratio(*pairs):
    return (5, [number for pair in pairs for number in pair])


class Tiff:
    """Writes directories one after the other; ``base`` is where offsets count from."""

    def __init__(self, order="<", magic=None, *, extra=b""):
        self.order = order
        head = magic or (b"II*\0" if order == "<" else b"MM\0*")
        self.out = bytearray(head + struct.pack(order + "I", 8 + len(extra)) + extra)

    def write(self, chain, next_at=None):
        """The directories of one chain."""
        for number, directory in enumerate(chain):
            link = self._directory(directory)
            if number < len(chain) - 1:
                struct.pack_into(self.order + "I", self.out, link, len(self.out))
        return bytes(self.out)

    def _directory(self, directory):
        entries = {}
        for tag, value in directory.values.items():
            entries[tag] = value
            if isinstance(value, Blob):
                entries[value.length] = long(len(value.data))
        begin = len(self.out)
        self.out += struct.pack(self.order + "H", len(entries)) + bytes(12 * len(entries) + 4)
        for number, tag in enumerate(sorted(entries)):
            self._entry(begin + 2 + 12 * number, tag, entries[tag])
        return begin + 2 + 12 * len(entries)

    def _entry(self, at, tag, value):
        if isinstance(value, Blob):
            kind, count, data = 4, 1, struct.pack(self.order + "I", self._put(value.data))
        elif isinstance(value, Directory):
            kind, count, data = 4, 1, struct.pack(self.order + "I", len(self.out))
            self._directory(value)
        elif isinstance(value, list):
            places = []
            for one in value:
                places.append(len(self.out))
                self._directory(one)
            kind, count, data = 4, len(places), struct.pack(f"{self.order}{len(places)}I", *places)
        else:
            kind, numbers = value
            if isinstance(numbers, bytes):
                data, count = numbers, len(numbers)
            else:
                letter = {1: "B", 3: "H", 4: "I", 5: "I", 9: "i", 10: "i"}[kind]
                data = struct.pack(f"{self.order}{len(numbers)}{letter}", *numbers)
                count = len(numbers) // (2 if kind in (5, 10) else 1)
        room = data.ljust(4, b"\0") if len(data) <= 4 else struct.pack(self.order + "I", self._put(data))
        struct.pack_into(self.order + "HHI4s", self.out, at, tag, kind, count, room)

    def _put(self, data):
        self.out += bytes(len(self.out) % 2)
        at = len(self.out)
        self.out += data
        return at


def details(notes=b""):
    """The camera's: exposure, day, lens, serial number."""
    values = {
        0x829A: ratio((1, 250)),
        0x829D: ratio((28, 10)),
        0x8827: short(200),
        0x9003: ascii_(TAKEN),
        0xA431: ascii_(SERIAL),
        0xA434: ascii_("50mm F1.8"),
    }
    if notes:
        values[0x927C] = (7, notes)
    return Directory(values)


def camera(make, model, orientation=1, **more):
    """The first directory."""
    return Directory(
        {0x10F: ascii_(make), 0x110: ascii_(model), 0x112: short(orientation), 0x8769: details(more.pop("notes", b""))}
    )


def sensor(size=(3000, 2000), data=b"\x12\x34" * 3000):
    """The directory of the sensor's own numbers, by far shorter than they would be."""
    return Directory(
        {
            0xFE: long(0),
            0x100: long(size[0]),
            0x101: long(size[1]),
            0x102: short(16),
            0x103: short(34713),
            0x106: short(32803),
            0x111: Blob(data, 0x117),
        }
    )


def thumb_of(jpeg):
    return Directory({0xFE: long(1), 0x103: short(6), 0x201: Blob(jpeg, 0x202)})


def nef(orientation=1, jpeg=None, notes=b"", make="NIKON CORPORATION", model="NIKON D750", order=">"):
    """Small RGB in front, a full-size JPEG and the sensor's numbers hanging on it: ARW, SRW, ERF, DCR too."""
    first = camera(make, model, orientation, notes=notes)
    first[0xFE], first[0x100], first[0x101] = long(1), long(16), long(8)
    first[0x102], first[0x103], first[0x106], first[0x115] = short(8, 8, 8), short(1), short(2), short(3)
    first[0x111] = Blob(bytes(16 * 8 * 3), 0x117)
    first[0x14A] = [thumb_of(jpeg or picture()), sensor()]
    return Tiff(order).write([first])


def nikons_notes(space=2, jpeg=b""):
    """A TIFF of its own behind a header; 0x1E are the colours."""
    own = Tiff("<")
    values = {0x1E: short(space)}
    if jpeg:
        values[0x11] = thumb_of(jpeg)
    return b"Nikon\0\2\x11\0\0" + own.write([Directory(values)])


def arw(orientation=1, jpeg=None):
    return nef(orientation, jpeg, make="SONY", model="ILCE-7M3", order="<")


def pef(orientation=1, jpeg=None):
    """Pictures in a chain: the sensor first, a thumbnail, a full-size JPEG."""
    first = camera("PENTAX", "PENTAX K-1", orientation)
    first.values |= sensor().values
    return Tiff(">").write([first, thumb_of(picture((160, 120))), thumb_of(jpeg or picture())])


def cr2(orientation=1, jpeg=None):
    """A full-size JPEG as strips of the first directory; the sensor's numbers in the last, a JPEG without loss."""
    first = camera("Canon", "Canon EOS 6D", orientation)
    first[0x100], first[0x101], first[0x103] = long(3000), long(2000), short(6)
    first[0x111] = Blob(jpeg or picture(), 0x117)
    lossless = b"\xff\xd8\xff\xc3\x00\x0e\x0e\x07\xd0\x0b\xb8\x01\x00\x11\x00\x00" + b"\x55" * 4000 + b"\xff\xd9"
    last = Directory({0x103: short(6), 0x111: Blob(lossless, 0x117), 0x100: long(3000), 0x101: long(2000)})
    magic = b"CR\x02\0" + bytes(4)
    return Tiff("<", extra=magic).write([first, thumb_of(picture((160, 120))), last])


def dng(orientation=1, jpeg=None, *, size=(640, 480), space=0, compression=1, shown=None):
    """As Adobe lays it down; of 16 bits, uncompressed, so that it can be developed: a red field.

    ``shown``: the part that the camera's own pictures show, (left, top, width, height), all even; what lies beside it
    is black, and the first 16 columns and 10 rows are said to be masked.
    """
    first = camera("Leica", "Made up", orientation)
    first[0xFE] = long(0)
    left, top, across, down = shown or (0, 0, *size)
    beside = bytes(2 * left), bytes(2 * (size[0] - left - across))
    pairs = struct.pack("<HH", 40000, 9000), struct.pack("<HH", 9000, 6000)
    red = b"".join(beside[0] + pair * (across // 2) + beside[1] for pair in pairs) * (down // 2)
    numbers = bytes(2 * top * size[0]) + red + bytes(2 * (size[1] - top - down) * size[0])
    first.values |= {
        0x100: long(size[0]),
        0x101: long(size[1]),
        0x102: short(16),
        0x103: short(compression),
        0x106: short(32803),
        0x111: Blob(numbers, 0x117),
        0x115: short(1),
        0x116: long(size[1]),
        0x828D: short(2, 2),
        0x828E: (1, (0, 1, 1, 2)),
        0xC612: (1, (1, 4, 0, 0)),
        0xC613: (1, (1, 1, 0, 0)),
        0xC614: ascii_("Made up"),
        0xC61D: long(65535),
        0xC621: (10, [n for row in ((1, 0, 0), (0, 1, 0), (0, 0, 1)) for one in row for n in (one * 10000, 10000)]),
        0xC628: ratio((1, 1), (1, 1), (1, 1)),
        0xC65A: short(21),
    }
    if shown:
        first[0xC68D] = long(10, 16, size[1], size[0])
        first[0xC61F], first[0xC620] = long(left - 16, top - 10), long(across, down)
    if jpeg:
        preview = Directory({0xFE: long(1), 0x103: short(7), 0x106: short(6), 0x111: Blob(jpeg, 0x117)})
        if space:
            preview[0xC71A] = long(space)
        first[0x14A] = [preview]
    return Tiff("<").write([first])


def orf(orientation=1, jpeg=None):
    """A header of its own; the preview hangs in the maker's notes, told from their begin."""
    jpeg = jpeg or picture()
    notes = Tiff("<", b"II\3\0")
    # The notes begin with a name, and the directory at their twelfth byte: so the writer begins as if it stood there.
    notes.out = bytearray(b"OLYMPUS\0II\3\0")
    settings = Directory({0x101: Blob(jpeg, 0x102), 0x507: short(0)})
    notes.write([Directory({0x2020: settings})])
    first = camera("OLYMPUS CORPORATION", "E-M5", orientation, notes=bytes(notes.out))
    first.values |= {0x100: long(3000), 0x101: long(2000), 0x103: short(1), 0x111: Blob(b"\x42" * 5000, 0x117)}
    return Tiff("<", b"IIRO").write([first])


def rw2(orientation=1, jpeg=None, make="Panasonic", model="DC-G9"):
    """Its own header and tags: the sensor's borders, the JPEG, where the numbers lie."""
    first = Directory({0x02: short(3010), 0x03: short(2010), 0x04: short(4), 0x05: short(8), 0x06: short(2004)})
    first.values |= {0x07: short(3008), 0x10F: ascii_(make), 0x110: ascii_(model), 0x112: short(orientation)}
    first.values |= {0x111: long(0xFFFFFFFF), 0x2E: (7, jpeg or picture()), 0x118: Blob(b"\x24" * 6000, 0x117)}
    first[0x8769] = details()
    return Tiff("<", b"IIU\0").write([first])


def iiq(orientation=1, jpeg=None):
    """A TIFF with a directory of its own behind the header."""
    data = b"\x99" * 5000
    own = struct.pack("<4sII", b"IIII", 0x52617754, 12) + struct.pack("<II", 3, 0)
    own += struct.pack("<4I", 0x10A, 1, 4, 3000) + struct.pack("<4I", 0x10B, 1, 4, 2000)
    own += struct.pack("<4I", 0x10F, 1, len(data), 12 + 8 + 48) + data
    first = camera("Phase One", "IQ180", orientation)
    first.values |= {0x103: short(7), 0x111: Blob(jpeg or picture(), 0x117), 0x100: long(1700), 0x101: long(1130)}
    return Tiff("<", extra=own).write([first])


def exif_block(make, model, orientation=1):
    """A TIFF with the camera's notes alone."""
    return Tiff("<").write([camera(make, model, orientation)])


def with_exif(jpeg, block):
    """A JPEG with this block in front."""
    segment = b"Exif\0\0" + block
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def raf(orientation=1, jpeg=None):
    """A header, a JPEG that has the notes, the sensor's description, its numbers."""
    jpeg = with_exif(jpeg or picture(), exif_block("FUJIFILM", "X-T3", orientation))
    about = struct.pack(">I", 1) + struct.pack(">HHHH", 0x111, 4, 2000, 3000)
    numbers = b"\x77" * 5000
    head = b"FUJIFILMCCD-RAW 0201FF123456".ljust(84, b"\0")
    at = 160
    places = (at, len(jpeg), at + len(jpeg), len(about), at + len(jpeg) + len(about), len(numbers))
    return (head + struct.pack(">6I", *places)).ljust(at, b"\0") + jpeg + about + numbers


def box(name, content):
    return struct.pack(">I", 8 + len(content)) + name + content


def cr3(orientation=1, jpeg=None, *, space=1):
    """Boxes: notes as three TIFFs, each picture as a track with one sample; ``space``: Canon's word for colours."""
    jpeg, numbers = jpeg or picture(), b"\x66" * 5000
    first = Directory({0x10F: ascii_("Canon"), 0x110: ascii_("Canon EOS R6"), 0x112: short(orientation)})
    blocks = ((b"CMT1", first), (b"CMT2", details()), (b"CMT3", Directory({0xB4: short(space)})))
    notes = b"".join(box(name, Tiff("<").write([directory])) for name, directory in blocks)
    canon = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")

    def track(offset, length, size):
        entry = struct.pack(">I4s", 100, b"CRAW") + bytes(24) + struct.pack(">HH", *size) + bytes(64)
        stbl = box(b"stsd", bytes(4) + struct.pack(">I", 1) + entry)
        stbl += box(b"stsz", bytes(4) + struct.pack(">II", length, 1))
        stbl += box(b"co64", bytes(4) + struct.pack(">IQ", 1, offset))
        return box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", stbl))))

    head = box(b"ftyp", b"crx \0\0\0\1crx isom")

    def moov(at):
        jpeg_at, numbers_at = at, at + len(jpeg)
        tracks = track(jpeg_at, len(jpeg), (3000, 2000)) + track(numbers_at, len(numbers), (3000, 2000))
        return box(b"moov", box(b"uuid", canon + notes) + tracks)

    at = len(head) + len(moov(0)) + 8
    return head + moov(at) + box(b"mdat", jpeg + numbers)


def mrw(orientation=1, jpeg=None):
    """Blocks; the preview's first byte is overwritten by the camera."""
    jpeg = b"\x12" + (jpeg or picture())[1:]
    block = Tiff(">")
    first = camera("KONICA MINOLTA", "DYNAX 5D", orientation, notes=b"\x5a" * 30)
    block.write([first])
    # The maker's directory takes the place of the notes: it tells where the JPEG lies, from the block's begin.
    data = bytearray(block.out)
    at = data.index(b"\x5a" * 30)
    data[at : at + 30] = struct.pack(">HHHIIHHIII", 2, 0x88, 4, 1, len(data), 0x89, 4, 1, len(jpeg), 0)
    block = bytes(data) + jpeg
    prd = b"27730001" + struct.pack(">4H", 50, 60, 2000, 3000) + bytes([16, 12, 0x52, 0]) + bytes(4)
    blocks = b"\0PRD" + struct.pack(">I", len(prd)) + prd + b"\0TTW" + struct.pack(">I", len(block)) + block
    return b"\0MRM" + struct.pack(">I", len(blocks)) + blocks + b"\x31" * (50 * 60 * 2)


def x3f(orientation=1, jpeg=None):
    """Sections, their directory at the end; the JPEG has the notes."""
    degrees = {1: 0, 6: 90, 3: 180, 8: 270}[orientation]
    jpeg = with_exif(jpeg or picture(), exif_block("SIGMA", "SIGMA dp2", 1))
    head = b"FOVb" + struct.pack("<I", 0x20002) + bytes(20) + struct.pack("<III", 3000, 2000, degrees)
    head = head.ljust(264, b"\0")
    image = b"SECi" + struct.pack("<6I", 0x20000, 2, 18, 1700, 1130, 0) + jpeg
    numbers = b"SECi" + struct.pack("<6I", 0x20000, 1, 30, 3000, 2000, 0) + b"\x19" * 5000
    table = b"SECd" + struct.pack("<II", 0x20000, 2)
    table += struct.pack("<II4s", len(head), len(image), b"IMA2")
    table += struct.pack("<II4s", len(head) + len(image), len(numbers), b"IMA2")
    at = len(head) + len(image) + len(numbers)
    return head + image + numbers + table + struct.pack("<I", at)


def crw(orientation=1, jpeg=None, *, space=1):
    """A heap, with another one in it for what the camera says; exposure and lens as lists of 16 bits."""
    degrees = {1: 0, 6: 90, 3: 180, 8: 270}[orientation]
    seconds = 1682944496  # TAKEN, on the camera's own wall

    def heap(*values):
        data, table = b"", struct.pack("<H", len(values))
        for tag, content in values:
            table += struct.pack("<HII", tag, len(content), len(data))
            data += content
        return data + table + struct.pack("<I", len(data))

    about = heap(
        (0x080A, b"Canon\0Canon PowerShot G6\0"),
        (0x180E, struct.pack("<3I", seconds, 0, 0)),
        (0x180B, struct.pack("<I", 4711)),
        (0x1810, struct.pack("<IIfiIII", 3000, 2000, 1.0, degrees, 8, 24, 1)),
    )
    shot, settings = [0] * 34, [0] * 42
    shot[1:3], shot[21:23] = [0, 192], [96, 256]  # ISO 200, f/2.8, 1/256 s
    settings[23:26] = [105 * 32, 24 * 32, 32]
    lists = ((0x1029, [2, 50 * 32, 0, 0]), (0x102A, shot), (0x102D, settings))
    exposure = heap(*((tag, struct.pack(f"<{len(numbers)}h", *numbers)) for tag, numbers in lists))
    inner = heap((0x3004, about), (0x300B, exposure), (0x10B4, struct.pack("<H", space)))
    root = heap((0x2005, b"\x47" * 5000), (0x2007, jpeg or picture()), (0x300A, inner))
    return b"II" + struct.pack("<I", 26) + b"HEAPCCDR\0\2\1\0" + bytes(8) + root


MAKERS = {
    "NEF": nef,
    "ARW": arw,
    "PEF": pef,
    "CR2": cr2,
    "DNG": lambda orientation=1, jpeg=None: dng(orientation, jpeg or picture(), size=(3000, 2000)),
    "ORF": orf,
    "RW2": rw2,
    "RWL": lambda orientation=1, jpeg=None: rw2(orientation, jpeg, "LEICA", "D-LUX 7"),
    "IIQ": iiq,
    "RAF": raf,
    "CR3": cr3,
    "MRW": mrw,
    "X3F": x3f,
    "CRW": crw,
    "SRW": lambda orientation=1, jpeg=None: nef(orientation, jpeg, make="SAMSUNG", model="NX500", order="<"),
    "3FR": lambda orientation=1, jpeg=None: nef(orientation, jpeg, make="Hasselblad", model="X1D"),
    "ERF": lambda orientation=1, jpeg=None: nef(orientation, jpeg, make="SEIKO EPSON CORP.", model="R-D1"),
    "DCR": lambda orientation=1, jpeg=None: nef(orientation, jpeg, make="Kodak", model="DCS Pro 14N"),
    "KDC": lambda orientation=1, jpeg=None: nef(orientation, jpeg, make="EASTMAN KODAK COMPANY", model="KODAK P880"),
    "MEF": lambda orientation=1, jpeg=None: nef(orientation, jpeg, make="Mamiya-OP Co.,Ltd.", model="ZD"),
    "MOS": lambda orientation=1, jpeg=None: nef(orientation, jpeg, make="Leaf", model="Aptus 22"),
    "TIFF/EP": lambda orientation=1, jpeg=None: nef(orientation, jpeg, make="Somebody", model="One"),
}
"""Format → what makes one: 3000 x 2000 pixels, with a JPEG of 1700 x 1130."""
