"""What may hide in a picture's bytes, put there by a real image library."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from photospool.album.copies.pictures import hidden_in

from .conftest import jpeg


def saved(**options):
    out = io.BytesIO()
    Image.effect_noise((64, 48), 90).convert("RGB").save(out, "JPEG", **options)
    return out.getvalue()


def exif():
    notes = Image.Exif()
    notes[0x010F] = "Maker"
    return notes


def segment(marker, body):
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 30}, {"restart_marker_blocks": 1}], ids=str)
def test_a_picture_and_nothing_more(options):
    assert hidden_in(saved(**options)) == []


def test_a_colour_profile_is_no_secret():
    assert hidden_in(saved(icc_profile=b"profile" * 20)) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (saved(exif=exif()), "the camera's notes (EXIF)"),
        (saved(comment=b"Anna's garden"), "a comment"),
        (saved(xmp=b"<x:xmpmeta>Anna</x:xmpmeta>"), "notes (XMP)"),
        (jpeg()[:2] + segment(0xED, b"Photoshop 3.0\0 8BIM") + jpeg()[2:], "a caption (IPTC)"),
        (jpeg()[:2] + segment(0xEB, b"who knows") + jpeg()[2:], "notes of some program"),
        (jpeg() + b"Anna's garden", "something follows its end"),
        (jpeg()[:-2], "its end is missing"),
        (b"\x89PNG", "it is no JPEG"),
        (b"", "it is no JPEG"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_hides(data, said):
    assert hidden_in(data) == [said]


@given(st.binary(max_size=200))
def test_any_bytes_are_borne(tail):
    hidden_in(b"\xff\xd8" + tail)
    hidden_in(jpeg()[:-2] + tail)


@given(st.binary(min_size=1, max_size=60))
def test_no_comment_passes(words):
    assert hidden_in(jpeg()[:2] + segment(0xFE, words) + jpeg()[2:])
