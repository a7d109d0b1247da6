"""The build's icons: every form has its sizes, and the smallest is the drawing made for it."""

import pytest
from installer.icons import ICO_SIZES, MAC_MARGIN, SIZES, render_all, rendered
from PIL import IcnsImagePlugin, Image

ORANGE, PAPER, SUN = (194, 65, 12, 255), (255, 255, 255, 255), (245, 158, 11, 255)


@pytest.fixture(scope="module")
def icons(tmp_path_factory):
    folder = tmp_path_factory.mktemp("icons")
    render_all(folder)
    return folder


def test_every_size_is_drawn(icons):
    for size in SIZES:
        with Image.open(icons / f"photospool-{size}.png") as picture:
            assert picture.size == (size, size)
            assert picture.getpixel((0, 0))[3] < 128, "the corners are round"
            assert picture.getpixel((size // 2, size * 15 // 16))[:3] == ORANGE[:3]


def test_the_smallest_is_sharp(icons):
    with Image.open(icons / "photospool-16.png") as picture:
        assert [picture.getpixel(point) for point in ((3, 5), (4, 5), (9, 4), (8, 13))] == [ORANGE, PAPER, SUN, PAPER]


def test_windows_gets_each_size_as_it_was_drawn(icons):
    with Image.open(icons / "photospool.ico") as ico:
        assert ico.info["sizes"] == {(size, size) for size in ICO_SIZES}
        ico.size = (16, 16)
        assert ico.getpixel((9, 4)) == SUN


def test_mac_gets_air_around_it(icons):
    with Image.open(icons / "photospool.icns") as icns:
        assert isinstance(icns, IcnsImagePlugin.IcnsImageFile)
        assert icns.size == (1024, 1024)
        assert (512, 512, 2) in icns.info["sizes"]
        assert icns.getpixel((50, 512))[3] == 0
        assert icns.getpixel((150, 512)) == ORANGE
    assert rendered(128, MAC_MARGIN).getpixel((4, 64))[3] == 0
