"""How pictures look: told by a worker, compared without opening any."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from tests.children import PATIENCE_S
from tests.photo import made

from photospool.photo import looks
from photospool.photo.former_rendering import may_differ
from photospool.photo.options import Options
from photospool.photo.prepare import draw, prepare, reread
from photospool.photo.render import placeholder


def drawn(tmp_path: Path, data: bytes):
    path = tmp_path / "photo"
    path.write_bytes(data)
    return draw(path, "photo", Options(large=False))


def test_the_same_picture_compressed_again_looks_the_same(tmp_path: Path) -> None:
    first = drawn(tmp_path, made.encoded(made.corners(640, 480), quality=95))
    again = drawn(tmp_path, first.renditions[-1].data)
    assert looks.difference(first.fields, again.fields)[0] < 1
    for picture in (
        made.corners(640, 480),
        made.corners(200, 900),
        made.corners(900, 200).convert("L"),
        Image.new("RGB", (300, 200), (90, 90, 91)),
        Image.linear_gradient("L").resize((300, 200)),
    ):
        first = drawn(tmp_path, made.encoded(picture))
        thumb = drawn(tmp_path, first.renditions[0].data)
        assert looks.is_of(first.placeholder, thumb.placeholder)


def test_a_difference_is_told_with_its_colours() -> None:
    """sRGB's red has the L*a*b* 53.24, 80.09, 67.20 (D65, as Lindbloom's calculator gives it), white 100, 0, 0."""
    white, one_red = "ffffff" * 64, "ffffff" * 63 + "ff0000"
    distance, was, becomes = looks.difference(white, one_red)
    assert (was, becomes) == ("#ffffff", "#ff0000")
    assert distance == pytest.approx((46.76**2 + 80.09**2 + 67.20**2) ** 0.5, abs=0.2)
    assert looks.difference(white, white)[0] == 0


@pytest.mark.parametrize("text", ["", "c42f36", "zz" * 192, "C42F36" * 64])
def test_what_is_none_is_no_picture(text: str) -> None:
    with pytest.raises(ValueError):
        looks.difference(text, "c42f36" * 64)


def test_another_picture_is_not_of_the_same_hash(tmp_path: Path) -> None:
    upright = made.corners(640, 480)
    first = drawn(tmp_path, made.encoded(upright))
    lighter = upright.point([min(255, value + 40) for value in range(256)] * 3)
    for other in (upright.rotate(180), upright.transpose(Image.Transpose.ROTATE_90), lighter, upright.convert("L")):
        assert not looks.is_of(first.placeholder, drawn(tmp_path, made.encoded(other)).placeholder)
    for junk in ("", "AAAA", "?", "x" * 200):
        assert not looks.is_of(first.placeholder, junk)


def test_the_fields_are_those_of_the_picture(tmp_path: Path) -> None:
    fields = drawn(tmp_path, made.encoded(made.corners(640, 480), quality=95)).fields
    assert looks.is_fields(fields)
    red = tuple(bytes.fromhex(fields[:6]))
    assert max(abs(a - b) for a, b in zip(red, made.CORNERS["red"], strict=True)) < 6
    assert placeholder  # the hash and the fields are of one picture


def test_comparing_needs_no_image_library() -> None:
    code = "import sys, photospool.photo.looks, photospool.photo.workers.protocol; assert 'PIL' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)}, timeout=PATIENCE_S)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_an_ordinary_photo_is_not_decoded_for_mending(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "photo"
    path.write_bytes(made.encoded(made.corners(), kind))
    assert reread(path, "photo", Options()).reading.former_rendering is False
    assert prepare(path, "photo", Options(large=False)).fields == ""


def test_a_profile_of_its_own_was_believed_before() -> None:
    image = made.opened(made.encoded(made.corners()))
    image.info["icc_profile"] = b"profile"
    assert not may_differ(image, b"profile")
    assert may_differ(image, b"another")
