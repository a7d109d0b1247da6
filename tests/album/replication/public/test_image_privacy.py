"""What may hide in a picture's bytes, put there by a real image library."""

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from tests import corpus

from photospool.album.replication.public.image_privacy import _COLOUR, hidden_in

from ..conftest import jpeg


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


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
NO_PROFILE = "something that is called a colour profile and is none"


def with_tag(name, body):
    """The usual profile with one part more, as the standard lays it out."""
    count = int.from_bytes(SRGB[128:132], "big")
    table = b"".join(
        SRGB[at : at + 4]
        + (int.from_bytes(SRGB[at + 4 : at + 8], "big") + 12).to_bytes(4, "big")
        + SRGB[at + 8 : at + 12]
        for at in range(132, 132 + 12 * count, 12)
    )
    start = len(SRGB) + 12
    table += name + start.to_bytes(4, "big") + len(body).to_bytes(4, "big")
    whole = SRGB[:128] + (count + 1).to_bytes(4, "big") + table + SRGB[132 + 12 * count :] + body
    return len(whole).to_bytes(4, "big") + whole[4:]


def test_a_colour_profile_is_no_secret():
    assert hidden_in(saved(icc_profile=SRGB)) == []
    assert hidden_in(saved(icc_profile=with_tag(b"tech", b"sig \0\0\0\0dcam"))) == []


@pytest.mark.parametrize("space", ["sRGB", "LAB", "XYZ"])
def test_profiles_that_a_colour_library_makes_are_profiles(space):
    assert hidden_in(saved(icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes())) == []


def test_profiles_of_real_cameras_are_profiles():
    """Of any photo's profile whose parts are all the standard's own, the parts are of the standard's types."""
    seen = set()
    for path in corpus.needed("camera"):
        with contextlib.suppress(OSError), Image.open(path) as image:
            profile = image.info.get("icc_profile", b"")
        names = {profile[at : at + 4] for at in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12)}
        if profile and names <= _COLOUR and profile not in seen:
            seen.add(profile)
            assert hidden_in(saved(icc_profile=profile)) == [], path.name
    assert seen


@pytest.mark.parametrize(
    "profile",
    [
        b"profile" * 20,
        b"<html>",
        SRGB + b"<html>",
        len(SRGB + b"<html>..").to_bytes(4, "big") + (SRGB + b"<html>..")[4:],
        SRGB[:-4],
        SRGB[:36] + b"html" + SRGB[40:],
        with_tag(b"mmod", b"mmod\0\0\0\0" + bytes(32)),  # numbers the screen
        with_tag(b"html", b"<html>.."),
        with_tag(b"desc", b"<html>.."),  # called as the standard says, and of no type that it knows
        with_tag(b"tech", b"sig \0\0\0\0dcam<html>.."),
        with_tag(b"bkpt", b"XYZ \0\0\0\0<html>.."),
        with_tag(b"kTRC", b"curv\0\0\0\0\0\0\0\1\0\0\0\0<html>.."),
        with_tag(b"kTRC", b"para\0\0\0\0\0\x09\0\0<html>.."),
        with_tag(b"chrm", b"chrm\0\0\0\0\0\1\0\0<html>"),
        with_tag(b"meas", b"meas\0\0\0\0<html>.."),
        with_tag(b"tech", b"sig <ht>dcam"),
    ],
    ids=range(16),
)
def test_what_is_called_a_profile_and_is_none(profile):
    assert hidden_in(saved(icc_profile=profile)) == [NO_PROFILE]


def parts(data):
    """Where the segments of a JPEG begin, up to the first scan."""
    at = 2
    while data[at + 1] != 0xDA:
        yield data[at + 1], at, at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def test_nothing_hides_at_the_end_of_a_part():
    for marker, start, stop in parts(jpeg()):
        body = jpeg()[start + 4 : stop] + b"<html>"
        longer = jpeg()[:start] + segment(marker, body) + jpeg()[stop:]
        assert hidden_in(longer) != [], hex(marker)


def test_no_more_tables_than_a_picture_needs():
    tables = segment(0xDB, b"\0" + b"<html>".ljust(64)) * 3
    assert hidden_in(jpeg()[:2] + tables + jpeg()[2:]) == ["a part that is too long"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (saved(exif=exif()), "the camera's notes (EXIF)"),
        (saved(comment=b"Anna's garden"), "a comment"),
        (saved(xmp=b"<x:xmpmeta>Anna</x:xmpmeta>"), "notes (XMP)"),
        (jpeg()[:2] + segment(0xED, b"Photoshop 3.0\0 8BIM") + jpeg()[2:], "a caption (IPTC)"),
        (jpeg()[:2] + segment(0xEB, b"who knows") + jpeg()[2:], "notes of some program"),
        (jpeg()[:2] + segment(0xEE, b"Adobe\0d\0\0\0\0\1") + jpeg()[2:], "notes of some program"),
        (jpeg()[:2] + segment(0xF0, b"<html>") + jpeg()[2:], "a part that no picture of ours has"),
        (jpeg()[:2] + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1" + bytes(3)) + jpeg()[2:], "a picture inside"),
        (b"\xff\xd8\xff\xd9", "no picture"),
        (jpeg() + b"Anna's garden", "something follows its end"),
        (jpeg()[:-2], "no end"),
        (b"\x89PNG", "no JPEG"),
        (b"", "no JPEG"),
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
