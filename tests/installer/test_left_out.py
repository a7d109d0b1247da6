"""What a bundle leaves out, in bytes by kind."""

import pytest


@pytest.fixture
def left_out(installer):
    return installer("left_out")


@pytest.fixture
def file(tmp_path):
    def make(name, megabytes):
        path = tmp_path / name
        path.write_bytes(bytes(megabytes * 2**20))
        return name, str(path), "BINARY"

    return make


def test_what_goes_is_added_up_and_the_rest_stays(left_out, file, tmp_path):
    qml, svg, icu, small = file("libQt6Qml.so", 3), file("libQt6Svg.so", 2), file("libicudata.so.73", 4), file("b", 1)
    link = ("libQt6Svg.so.6", svg[1], "SYMLINK")
    left = left_out.LeftOut()
    stays = left.by("parts", [qml, svg, icu, link], lambda name: "Qml" not in name)
    assert stays == [svg, icu, link]
    reduced = (icu[0], small[1], icu[2])
    assert left.of("tables", stays, [svg, reduced, link]) == [svg, reduced, link]
    assert left.by("texts", [svg], lambda _name: True) == [svg]
    left.write(tmp_path / left_out.NAME)
    assert left_out.told(tmp_path / left_out.NAME) == "6 MB: parts 3, tables 3"
