"""Renditions: upright, sRGB, on white, in their boxes, with nothing but pixels in them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat
from tests.photo import made

from photospool.demo import scenes
from photospool.photo import decode
from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.render import _to_srgb, fitted, placeholder, render

UPRIGHT = list(made.CORNERS)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_every_orientation_comes_out_upright(tmp_path: Path, kind: str, orientation: int) -> None:
    path = tmp_path / "photo"
    image = made.stored(made.corners(1000, 700), orientation)
    path.write_bytes(made.encoded(image, kind, exif=made.exif({0x112: orientation})))
    prepared = prepare(path, "photo", Options())
    assert (prepared.reading.width, prepared.reading.height) == (1000, 700)
    # AVIF says it in its own way (irot, imir) and its EXIF as the library writes it doesn't.
    assert prepared.reading.orientation == (orientation if kind != "AVIF" else prepared.reading.orientation)
    for rendition in prepared.renditions:
        assert made.seen(made.opened(rendition.data)) == UPRIGHT
    assert [(r.width, r.height) for r in prepared.renditions] == [(209, 146), (800, 560), (1000, 700)]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("compression", [None, "tiff_lzw", "jpeg"])
def test_a_tiff_is_turned_once(tmp_path: Path, orientation: int, compression: str | None) -> None:
    path = tmp_path / "photo.tif"
    made.stored(made.corners(), orientation).save(path, compression=compression, tiffinfo={274: orientation})
    prepared = prepare(path, path.name, Options())
    assert (prepared.reading.width, prepared.reading.height) == (120, 80)
    assert prepared.reading.orientation == orientation
    assert made.seen(made.opened(prepared.renditions[0].data)) == UPRIGHT


@pytest.mark.parametrize(("kind", "turned"), [("AVIF", False), ("WEBP", True), ("PNG", True)])
def test_an_avif_is_turned_by_its_own_properties_alone(tmp_path: Path, kind: str, turned: bool) -> None:
    """MIAF (ISO/IEC 23000-22), 7.3.6.7: irot and imir. Elsewhere XMP's word counts where EXIF has none."""
    path = tmp_path / "photo"
    image = made.stored(made.corners(), 3 if turned else 1)
    info = {"xmp": made.xmp("", 'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="3"')}
    if kind == "PNG":
        info = {"pnginfo": made.png_text(**{"XML:com.adobe.xmp": info["xmp"].decode()})}
    path.write_bytes(made.encoded(image, kind, **info))
    prepared = prepare(path, "photo", Options(large=False))
    assert prepared.reading.orientation == (3 if turned else 1)
    assert made.seen(made.opened(prepared.renditions[0].data)) == UPRIGHT


def test_a_heic_is_never_turned_again() -> None:
    """Cameras leave their orientation in EXIF, although the file's own rotation has already served."""
    path = Path(__file__).parents[2] / "resources" / "samples" / "upright.heic"
    prepared = prepare(path, path.name, Options())
    assert prepared.reading.orientation == 6
    assert (prepared.reading.width, prepared.reading.height) == (900, 1200)
    assert [(r.width, r.height) for r in prepared.renditions] == [(110, 146), (450, 600), (900, 1200)]
    sky, sea = (made.opened(prepared.renditions[1].data).getpixel((225, y)) for y in (20, 580))
    assert isinstance(sky, tuple) and isinstance(sea, tuple)
    assert sky[2] > sea[2]  # the sky's blue above, the sea's green below


@pytest.mark.parametrize(
    ("size", "box", "fits"),
    [
        ((4000, 3000), (800, 600), (800, 600)),
        ((3000, 4000), (800, 600), (450, 600)),
        ((4000, 3000), (220, 146), (195, 146)),
        ((6000, 2000), (220, 146), (220, 73)),
        ((100, 50), (800, 600), (100, 50)),
        ((1, 30_000), (800, 600), (1, 600)),
        ((30_000, 1), (220, 146), (220, 1)),
        ((801, 600), (800, 600), (800, 599)),
    ],
)
def test_fits_into_the_box(size: tuple[int, int], box: tuple[int, int], fits: tuple[int, int]) -> None:
    assert fitted(size, box) == fits


def _modes() -> list[tuple[str, str, Image.Image]]:
    """(format, what, picture), each of which must come out as the four corners."""
    plain = made.corners()
    palette = plain.quantize(16)
    opaque = plain.convert("RGBA")
    return [
        ("JPEG", "RGB", plain),
        ("JPEG", "CMYK", plain.convert("CMYK")),
        ("TIFF", "CMYK", plain.convert("CMYK")),
        ("TIFF", "LAB", _lab(plain)),
        ("TIFF", "YCbCr", plain.convert("YCbCr")),
        ("PNG", "P", palette),
        ("GIF", "P", palette),
        ("PNG", "RGBA", opaque),
        ("WEBP", "RGBA", opaque),
        ("AVIF", "RGBA", opaque),
        ("TIFF", "RGBA", opaque),
        ("WEBP", "RGB", plain),
    ]


def _lab(image: Image.Image) -> Image.Image:
    transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    converted = transform.apply(image)
    converted.info.pop("icc_profile", None)
    return converted


@pytest.mark.parametrize(("kind", "what", "image"), [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in _modes()])
def test_colours_of_every_mode(tmp_path: Path, kind: str, what: str, image: Image.Image) -> None:
    path = tmp_path / "photo"
    path.write_bytes(made.encoded(image, kind))
    with Image.open(path) as opened:
        assert opened.mode == what or kind in ("AVIF", "WEBP")
    for rendition in prepare(path, "photo", Options()).renditions:
        small = made.opened(rendition.data)
        assert small.mode == "RGB"
        assert made.seen(small) == UPRIGHT


@pytest.mark.parametrize(
    "image",
    [
        Image.linear_gradient("L"),
        Image.linear_gradient("L").convert("LA"),
        Image.linear_gradient("L").convert("I;16").point(lambda value: value * 257),
    ],
    ids=["L", "LA", "I;16"],
)
def test_grey_of_every_depth(tmp_path: Path, image: Image.Image) -> None:
    path = tmp_path / "grey.png"
    image.save(path)
    small = made.opened(prepare(path, path.name, Options()).renditions[1].data).convert("L")
    for y in (3, 128, 252):
        assert abs(small.getpixel((128, y)) - y) <= 4  # type: ignore[operator]


@pytest.mark.parametrize("white", [1.0, 255.0, 65535.0])
def test_a_tiff_of_floats(tmp_path: Path, white: float) -> None:
    path = tmp_path / "grey.tif"
    Image.linear_gradient("L").convert("F").point(lambda value: value * (white / 255)).save(path)
    small = made.opened(prepare(path, path.name, Options()).renditions[1].data).convert("L")
    assert abs(small.getpixel((128, 128)) - 128) <= 4  # type: ignore[operator]


def test_one_bit(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    Image.linear_gradient("L").convert("1").save(path, compression="group4")
    thumb = made.opened(prepare(path, path.name, Options()).renditions[0].data)
    assert thumb.getpixel((70, 2)) < thumb.getpixel((70, 140))  # type: ignore[operator]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_what_is_transparent_becomes_white(tmp_path: Path, kind: str) -> None:
    image = made.corners().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 60, 40))
    path = tmp_path / "photo"
    path.write_bytes(made.encoded(image, kind))
    small = made.opened(prepare(path, "photo", Options()).renditions[0].data)
    assert min(small.convert("RGB").getpixel((10, 10))) > 245  # type: ignore[type-var]
    assert made.seen(small)[1:] == UPRIGHT[1:]


def test_one_transparent_colour(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    made.corners().save(path, transparency=made.CORNERS["red"])
    small = made.opened(prepare(path, path.name, Options()).renditions[0].data)
    assert min(small.convert("RGB").getpixel((10, 10))) > 245  # type: ignore[type-var]


def _swapped_profile() -> bytes:
    """A profile of our own: sRGB with red and green changed places, so that its use can't be missed."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(data[at : at + 4]): at + 4 for at in range(132, 132 + 12 * int.from_bytes(data[128:132], "big"), 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    data[red : red + 4], data[green : green + 4] = data[green : green + 4], data[red : red + 4]
    return bytes(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_colours_are_converted_to_srgb(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "photo"
    path.write_bytes(made.encoded(Image.new("RGB", (40, 30), (200, 0, 0)), kind, icc_profile=_swapped_profile()))
    small = made.opened(prepare(path, "photo", Options()).renditions[0].data)
    red, green, _ = small.getpixel((20, 15))  # type: ignore[misc]
    assert green > 150 > 60 > red
    assert "icc_profile" not in small.info


def test_a_broken_profile_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    made.corners().save(path, icc_profile=b"no profile" * 20)
    assert made.seen(made.opened(prepare(path, path.name, Options()).renditions[0].data)) == UPRIGHT


def test_only_pixels_are_written(tmp_path: Path) -> None:
    marker = b"PLANTED"
    for kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "GIF"):
        details = made.exif({0x10E: "PLANTED exif", 0x13B: "PLANTED artist"}, {0x9286: b"ASCII\0\0\0PLANTED"})
        options: dict[str, object] = {"comment": marker} if kind in ("JPEG", "GIF") else {}
        if kind != "GIF":
            profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + marker
            options |= {"exif": details, "icc_profile": profile}
        if kind in ("JPEG", "WEBP", "AVIF"):
            options["xmp"] = made.xmp("<dc:title>PLANTED</dc:title>")
        if kind == "PNG":
            options["pnginfo"] = made.png_text(Comment="PLANTED", Description="PLANTED")
        data = made.encoded(made.corners(), kind, **options)
        if kind == "JPEG":
            data = made.with_segments(data, (0xED, made.iptc((2, 120, marker))), (0xE5, marker), (0xFE, marker))
        assert data.count(marker) >= 1
        path = tmp_path / f"photo.{kind}"
        path.write_bytes(data)
        prepared = prepare(path, path.name, Options())
        for rendition in prepared.renditions:
            assert marker not in rendition.data
            segments = {rendition.data[at + 1] for at in _segments(rendition.data)}
            assert segments <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}  # JFIF, tables, frame, scan: no APPn, no COM


def _segments(jpeg: bytes) -> list[int]:
    at, found = 2, []
    while jpeg[at + 1] != 0xDA:
        found.append(at)
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return [*found, at]


def test_options_name_the_renditions(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    made.corners(2000, 1500).save(path)
    for options in (Options(), Options(large=False), Options(quality=40)):
        made_ones = prepare(path, path.name, options).renditions
        assert tuple(rendition.name for rendition in made_ones) == options.names
    assert Options(large=False).names == ("thumb.jpg", "800x600.jpg")


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (3, 2), (5000, 2)])
def test_tiny_and_thin_pictures(tmp_path: Path, size: tuple[int, int]) -> None:
    for kind in ("JPEG", "PNG"):
        path = tmp_path / f"photo.{kind}"
        Image.new("RGB", size, "red").save(path, kind)
        prepared = prepare(path, path.name, Options())
        assert all(rendition.width >= 1 and rendition.height >= 1 for rendition in prepared.renditions)
        assert prepared.placeholder


def test_the_fast_way_looks_like_the_slow_one(tmp_path: Path) -> None:
    """PSNR of at least 40 dB before encoding, against Lanczos from all pixels."""
    photo = scenes.draw("autumn", (2400, 1800))
    path = tmp_path / "photo.jpg"
    photo.save(path, quality=92, subsampling=0)
    with Image.open(path) as slow:
        best = slow.convert("RGB").resize((800, 600), Image.Resampling.LANCZOS)
    with decode.opened(path) as image:
        fast = made.opened(render(image, 1, Options(large=False).names, 100)[1].data).convert("RGB")
    error = ImageStat.Stat(ImageChops.difference(best, fast)).rms
    assert sum(error) / len(error) < 2.55  # 255 / 10 ** (40 / 20)


def test_placeholder_is_a_thumbhash(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    made.corners(300, 200).save(path)
    with decode.opened(path) as image:
        thumb = render(image, 1, ("thumb.jpg",), 85)[0]
    assert len(placeholder(thumb)) in range(20, 40)
    assert prepare(path, "photo.jpg", Options()).placeholder == placeholder(thumb)


def test_the_picture_of_an_mpo_is_its_first(tmp_path: Path) -> None:
    path = tmp_path / "photo.mpo"
    made.corners().save(path, "MPO", save_all=True, append_images=[Image.new("RGB", (120, 80), "black")])
    prepared = prepare(path, path.name, Options())
    assert (prepared.reading.format, prepared.reading.extension) == ("JPEG", "jpg")
    assert made.seen(made.opened(prepared.renditions[0].data)) == UPRIGHT


def test_the_first_frame_of_a_gif(tmp_path: Path) -> None:
    path = tmp_path / "photo.gif"
    made.corners().save(path, save_all=True, append_images=[Image.new("RGB", (120, 80), "black")], duration=50)
    assert made.seen(made.opened(prepare(path, path.name, Options()).renditions[0].data)) == UPRIGHT


def test_progressive_pictures_ask_for_room(tmp_path: Path) -> None:
    asked: list[int] = []
    for name, options in (("plain.jpg", {}), ("slow.jpg", {"progressive": True}), ("photo.png", {})):
        path = tmp_path / name
        made.corners().save(path, **options)  # type: ignore[arg-type]
        prepare(path, name, Options(), asked.append)
    assert asked == [120 * 80, 120 * 80]


def test_bytes_are_a_whole_jpeg(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    made.corners().save(path)
    renditions = prepare(path, path.name, Options()).renditions
    assert [rendition.name for rendition in renditions] == ["thumb.jpg", "800x600.jpg", "1600x1200.jpg"]
    for rendition in renditions:
        with Image.open(io.BytesIO(rendition.data)) as image:
            assert image.format == "JPEG"
            assert image.size == (rendition.width, rendition.height)


def test_srgb_that_is_named_is_not_worked_out_again() -> None:
    """Many phones name it, and to apply it takes as long as to decode the photo. Every other profile is applied."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert _to_srgb(srgb, "RGB") is None
    other = _to_srgb(_swapped_profile(), "RGB")
    assert other is not None
    assert other.apply(Image.new("RGB", (1, 1), (200, 80, 60))).getpixel((0, 0)) != (200, 80, 60)
