"""Motion photos, put together here as phones do: where their film lies is found, and nothing else is taken for one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from tests.photo import made
from tests.photo.containers import box, noisy, samsung, video

from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.structure.motion import Motion, motion_in

FILM = video(3000)
HEIC = (Path(__file__).parents[3] / "resources" / "samples" / "upright.heic").read_bytes()
JPEG = made.encoded(noisy())


def packet(inner: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" '
        'xmlns:Container="http://ns.google.com/photos/1.0/container/" '
        f'xmlns:Item="http://ns.google.com/photos/1.0/container/item/">{inner}</rdf:RDF></x:xmpmeta>'
    ).encode()


def container(length: int, *, gain_map: int = 0, behind: int = 0, padding: int = 0) -> bytes:
    def item(semantic: str, length: int, pad: int = 0) -> str:
        return (
            f'<rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="x/y" Item:Semantic="{semantic}" '
            f'Item:Length="{length}" Item:Padding="{pad}"/></rdf:li>'
        )

    items = item("Primary", 0, padding) + (item("GainMap", gain_map) if gain_map else "")
    items += item("MotionPhoto", length) + (item("Other", behind) if behind else "")
    return packet(
        f'<rdf:Description GCamera:MotionPhoto="1"><Container:Directory><rdf:Seq>{items}</rdf:Seq>'
        "</Container:Directory></rdf:Description>"
    )


def as_exiftool_writes_it(length: int, *, gain_map: int = 0) -> bytes:
    """Elements in place of attributes, among words that were added."""

    def item(**fields: str | int) -> str:
        inner = "".join(f"<Item:{name}>{value}</Item:{name}>\n" for name, value in fields.items())
        return (
            "<rdf:li rdf:parseType='Resource'>\n<Container:Item rdf:parseType='Resource'>\n"
            f"{inner}</Container:Item>\n</rdf:li>"
        )

    words = "".join(f"<rdf:li>{number}</rdf:li>" for number in range(100))
    items = item(Length=0, Mime="image/jpeg", Padding=0, Semantic="Primary")
    items += item(Length=gain_map, Mime="image/jpeg", Semantic="GainMap") if gain_map else ""
    items += item(Mime="video/mp4", Semantic="MotionPhoto", Length=length)
    return packet(
        f"<rdf:Description><dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject></rdf:Description>"
        f"<rdf:Description><Container:Directory><rdf:Seq>{items}</rdf:Seq></Container:Directory></rdf:Description>"
    ).replace(b"xmlns:Item", b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Item')


def micro(offset: int) -> bytes:
    return packet(f'<rdf:Description GCamera:MicroVideo="1" GCamera:MicroVideoOffset="{offset}"/>')


def with_xmp(xmp: bytes) -> bytes:
    return made.with_segments(JPEG, (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp))


MAP = made.encoded(noisy(64, 48))
FILES = {
    "Google, JPEG": (with_xmp(container(len(FILM))), b""),
    "Google, with a gain map in between": (with_xmp(container(len(FILM), gain_map=len(MAP))) + MAP, b""),
    "Google, with something behind": (with_xmp(container(len(FILM), behind=100)), bytes(range(100, 200))),
    "Google, with words of exiftool's": (with_xmp(as_exiftool_writes_it(len(FILM))), b""),
    "Google, the same with a gain map": (with_xmp(as_exiftool_writes_it(len(FILM), gain_map=len(MAP))) + MAP, b""),
    "Google's first version": (with_xmp(micro(len(FILM))), b""),
    "HEIC, in its box": (HEIC + box(b"mpvd", FILM)[:8], b""),
}


@pytest.mark.parametrize("kind", FILES)
def test_the_film_s_place(kind, tmp_path):
    before, behind = FILES[kind]
    data = before + FILM + behind
    path = tmp_path / ("IMG_1.heic" if "HEIC" in kind else "IMG_1.jpg")
    path.write_bytes(data)
    reading = prepare(path, path.name, Options(heic_anyway=True)).reading
    assert (reading.motion_offset, reading.motion_length) == (len(before), len(FILM))
    assert data[reading.motion_offset :][: reading.motion_length] == FILM


@pytest.mark.parametrize("picture", [JPEG, HEIC])
def test_samsungs_trailer(picture, tmp_path):
    data = picture + samsung((b"Image_UTC_Data", b"1682980200000"), (b"MotionPhoto_Data", FILM), (b"Other_Data", b"x"))
    path = tmp_path / "20230501_120000.jpg"
    path.write_bytes(data)
    reading = prepare(path, path.name, Options(heic_anyway=True)).reading
    assert data[reading.motion_offset :][: reading.motion_length] == FILM


def test_a_photo_has_none(tmp_path):
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(JPEG)
    reading = prepare(path, path.name, Options()).reading
    assert (reading.motion_offset, reading.motion_length) == (0, 0)


@pytest.mark.parametrize(
    ("data", "xmp"),
    [
        (JPEG, container(500)),  # promised, and taken away by a messenger
        (JPEG, micro(500)),
        (JPEG, micro(10**11)),
        (JPEG + FILM[:-200], container(len(FILM))),
        (JPEG + b"no film, but as long" * 40, micro(800)),
        (JPEG + b"\xff\xff\xff\x7fSEFT", b""),
        (JPEG + b"\0\0\0\0SEFT", b""),
        (b"", container(1)),
        (JPEG, b"Camera:MicroVideoOffset=" * 1000),
    ],
)
def test_what_is_only_said_is_not_believed(data, xmp):
    assert motion_in(io.BytesIO(data), len(data), xmp) is None


def test_a_film_counts_only_up_to_its_own_end():
    data = JPEG + FILM + b"something of the maker's"
    found = motion_in(io.BytesIO(data), len(data), micro(len(FILM) + 24))
    assert found == Motion(len(JPEG), len(FILM))
