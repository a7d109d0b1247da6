"""Pictures that the tests of ``photo`` make for themselves."""

from __future__ import annotations

import io
import struct
from typing import Any

from PIL import ExifTags, Image, ImageDraw, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

CORNERS = {"red": (210, 30, 40), "green": (30, 160, 60), "blue": (40, 60, 200), "yellow": (230, 210, 40)}
"""Of the upright picture: top left, top right, bottom left, bottom right."""

_STORED = {
    # Orientation → how upright pixels lie in the file: the inverse of what makes them upright.
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def corners(width: int = 120, height: int = 80) -> Image.Image:
    """Four rectangles in four colours."""
    image = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(image)
    half_w, half_h = width // 2, height // 2
    for number, colour in enumerate(CORNERS.values()):
        x, y = number % 2 * half_w, number // 2 * half_h
        pen.rectangle((x, y, x + half_w, y + half_h), fill=colour)
    return image


def stored(upright: Image.Image, orientation: int) -> Image.Image:
    """The pixels as a camera with this orientation writes them."""
    turn = _STORED[orientation]
    return upright if turn is None else upright.transpose(turn)


def seen(image: Image.Image) -> list[str]:
    """The names of the colours in the four corners, as in ``CORNERS``."""
    image = image.convert("RGB")
    x, y = max(1, image.width // 8), max(1, image.height // 8)
    places = [(x, y), (-x - 1, y), (x, -y - 1), (-x - 1, -y - 1)]
    return [_nearest(image.getpixel((px % image.width, py % image.height))) for px, py in places]


def _nearest(pixel: Any) -> str:
    def distance(name: str) -> int:
        return sum((one - other) ** 2 for one, other in zip(CORNERS[name], pixel, strict=True))

    name = min(CORNERS, key=distance)
    return name if distance(name) < 3000 else str(pixel)


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def exif(
    image: dict[int, Any] | None = None,
    details: dict[int, Any] | None = None,
    gps: dict[int, Any] | None = None,
    *,
    order: str = "<",
) -> bytes:
    """An EXIF packet with these tags in its three directories; ``order`` is ``<`` (little endian) or ``>``."""
    packet = Image.Exif()
    packet.endian = order
    packet.update(image or {})
    packet.get_ifd(ExifTags.IFD.Exif).update(details or {})
    packet.get_ifd(ExifTags.IFD.GPSInfo).update(gps or {})
    return packet.tobytes()


def place(lat: tuple[float, ...], lon: tuple[float, ...], refs: str = "NE", **more: Any) -> dict[int, Any]:
    """GPS tags of degrees, minutes, seconds."""
    return {
        1: refs[0],
        2: tuple(IFDRational(round(value * 1000), 1000) for value in lat),
        3: refs[1],
        4: tuple(IFDRational(round(value * 1000), 1000) for value in lon),
        **{getattr(ExifTags.GPS, name): value for name, value in more.items()},
    }


def xmp(inside: str, attributes: str = "") -> bytes:
    """An XMP packet with one description."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        f" {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>" + '<?xpacket end="w"?>'
    ).encode()


def iptc(*records: tuple[int, int, bytes]) -> bytes:
    """IPTC-IIM records in a Photoshop segment's payload (APP13)."""
    data = b"".join(struct.pack(">BBBH", 0x1C, record, number, len(value)) + value for record, number, value in records)
    padded = data + b"\0" * (len(data) % 2)
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + padded


def with_segments(jpeg: bytes, *segments: tuple[int, bytes]) -> bytes:
    """The JPEG with these (marker, payload) segments before all others."""
    added = b"".join(b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data for marker, data in segments)
    return jpeg[:2] + added + jpeg[2:]


def png_text(**texts: str) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    for name, value in texts.items():
        info.add_text(name, value)
    return info
