"""Pictures that were drawn wrong are made anew: only the program's own, shown first, kept beside, and put back."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, replace

import pytest
from PIL import Image
from tests.photo import made
from tests.photo.containers import png_with, saved_all
from tests.photo.made_tiffs import Kind, written
from tests.photo.test_colours import with_codes

from photospool.album.base import NotStored, Source, Write
from photospool.album.documents import RENDERER, about_pictures, original_id
from photospool.album.maintenance import reread_album, rerendering
from photospool.album.maintenance.verify import verify
from photospool.album.schema import stubs
from photospool.album.store_photo import pictures_of
from photospool.errors import AlbumUnavailable, NotAPhoto
from photospool.photo.options import Options
from photospool.photo.prepare import draw, prepare, reread

from .shots import Shot, added, contents
from .test_rereading import Breaking

UPRIGHT = made.corners(320, 240)
OPTIONS = Options()
TASKS = reread_album.RepairTasks(
    lambda path, name: reread(path, name, OPTIONS), lambda path, name: draw(path, name, OPTIONS)
)


@dataclass(frozen=True)
class Wrong:
    """A photo, and the picture that 0.1.0 drew of it."""

    data: bytes
    former: Image.Image


def tones(x: float, y: float, _sample: int) -> float:
    return x * (0.4 + 0.6 * y)


def of_tones(kind: Kind, light: float = 1.0) -> Image.Image:
    """What the file shows, that much lighter or darker."""
    width, height = kind.size
    pixels = [
        round(255 * light * tones(x / (width - 1), y / (height - 1), 0)) for y in range(height) for x in range(width)
    ]
    return Image.frombytes("L", kind.size, bytes(pixels)).convert("RGB")


def inverted(image: Image.Image) -> Image.Image:
    return image.point([255 - value for value in range(256)] * 3)


def moving() -> bytes:
    """A WebP whose first frame leaves a margin, which was black."""
    frames = []
    for colour in ((200, 30, 40), (30, 160, 60)):
        frame = Image.new("RGBA", (100, 60))
        frame.paste((*colour, 255), (20, 10, 60, 40))
        frames.append(frame)
    return saved_all("WEBP", *frames, lossless=True)


def on_black() -> Image.Image:
    image = Image.new("RGB", (100, 60))
    image.paste((200, 30, 40), (20, 10, 60, 40))
    return image


SCAN = Kind(12, size=(64, 48))
NEGATIVE = Kind(16, photometric=0, size=(64, 48))
ADOBE = Image.Exif()
ADOBE.get_ifd(0x8769)[0xA001] = 65535
ADOBE.get_ifd(0x8769)[0xA005] = {1: "R03"}
TURNED = made.stored(UPRIGHT, 6)
KINDS = {
    "Display P3 by cICP, pale": Wrong(png_with(UPRIGHT, (b"cICP", bytes((12, 13, 0, 1)))), UPRIGHT),
    "Display P3 by nclx, pale": Wrong(with_codes(made.encoded(UPRIGHT, "AVIF"), 12, 13), UPRIGHT),
    "PQ, dark": Wrong(with_codes(made.encoded(UPRIGHT, "AVIF"), 9, 16), UPRIGHT),
    "HLG, dull": Wrong(with_codes(made.encoded(UPRIGHT, "AVIF"), 9, 18), UPRIGHT),
    "gamma of PNG": Wrong(png_with(UPRIGHT, (b"gAMA", struct.pack(">I", 100_000))), UPRIGHT),
    "Adobe RGB by EXIF's word": Wrong(made.encoded(UPRIGHT, exif=ADOBE.tobytes()), UPRIGHT),
    "12-bit scan, dark": Wrong(written(SCAN, tones), of_tones(SCAN, 1 / 16)),
    "inverted TIFF": Wrong(written(NEGATIVE, tones), inverted(of_tones(NEGATIVE))),
    "a moving WebP's black margin": Wrong(moving(), on_black()),
    "on its side": Wrong(png_with(TURNED, (b"eXIf", made.exif({0x112: 6}).removeprefix(b"Exif\0\0"))), TURNED),
}


def store(album, tmp_path, wrong: Wrong) -> Shot:
    """The photo as 0.1.0 had stored it."""
    given = Shot(wrong.data, "IMG_1.jpg")
    added(album, tmp_path, given, description="Ein Tag", keywords=("sea",))
    stored = album.find([given.id])[given.id]
    album.write(Write({name: value for name, value in stored.original.items() if name != "renderer"}))
    path = tmp_path / "former.png"
    path.write_bytes(made.encoded(wrong.former, "PNG"))
    former = prepare(path, path.name, OPTIONS)
    album.write(Write({**stored.photo, **about_pictures(former), "_attachments": {}}, pictures_of(former)))
    return given


def picture(album, photo_id: str, name: str = "800x600.jpg") -> Image.Image:
    with album.read(photo_id, name) as chunks:
        return Image.open(io.BytesIO(b"".join(chunks))).convert("RGB")


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_was_drawn_wrong_becomes_right_and_can_be_put_back(album, tmp_path, kind):
    given = store(album, tmp_path, KINDS[kind])
    before, seen_before = contents(album)[given.id], picture(album, given.id)
    found = reread_album.look(album, TASKS)
    assert contents(album)[given.id] == before  # looking changes nothing
    assert [one.kinds for one in found] == [("pictures",)]
    was, becomes = found[0].pictures.colours
    assert was != becomes and was.startswith("#") and len(becomes) == 7
    assert reread_album.apply(album, TASKS, found) == 1

    path = tmp_path / "original"
    path.write_bytes(given.data)
    right = prepare(path, "IMG_1.jpg", OPTIONS)
    stored = album.find([given.id])[given.id]
    for rendition in right.renditions:
        assert made.encoded(picture(album, given.id, rendition.name), "PNG") == made.encoded(
            made.opened(rendition.data), "PNG"
        )
    assert about_pictures(right).items() <= stored.photo.items()
    assert (stored.photo["descr"], stored.photo["keywords"]) == ("Ein Tag", ["sea"])
    assert stored.original["renderer"] == RENDERER
    assert stored_bytes(album, given) == given.data
    assert verify(album).findings == ()
    assert reread_album.look(album, TASKS) == []

    back = reread_album.undoable(album)
    assert [(one.kinds, one.pictures.colours) for one in back] == [(("pictures",), (becomes, was))]
    assert reread_album.undo(album, back) == 1
    assert contents(album)[given.id] == before
    assert made.encoded(picture(album, given.id), "PNG") == made.encoded(seen_before, "PNG")
    assert reread_album.undoable(album) == []


def stored_bytes(album, given: Shot) -> bytes:
    original = album.find([given.id])[given.id].original
    name = next(name for name in stubs(original) if name.startswith("original."))
    with album.read(original["_id"], name) as chunks:
        return b"".join(chunks)


def test_nothing_of_it_is_where_strangers_see_it(album, tmp_path):
    given = store(album, tmp_path, KINDS["PQ, dark"])
    reread_album.apply(album, TASKS, reread_album.look(album, TASKS))
    stored = album.find([given.id])[given.id]
    assert set(stubs(stored.photo)) == {"thumb.jpg", "800x600.jpg", "1600x1200.jpg"}
    assert not {"renderer", rerendering.BEFORE} & set(stored.photo)
    kept = {name for name in stubs(stored.original) if name.startswith("before-")}
    assert kept == {"before-thumb.jpg", "before-800x600.jpg", "before-1600x1200.jpg"}
    assert stored.original["_id"] == original_id(given.id)


def test_an_ordinary_photo_is_only_marked_and_never_decoded(album, tmp_path):
    given = Shot(made.encoded(UPRIGHT, exif=made.exif({0x112: 1})), "IMG_1.jpg")
    added(album, tmp_path, given)
    original = album.find([given.id])[given.id].original
    album.write(Write({name: value for name, value in original.items() if name != "renderer"}))
    before = contents(album)[given.id][0]

    def never(path, name):
        raise AssertionError("it is drawn as it was")

    found = reread_album.look(album, replace(TASKS, draw=never))
    assert [one.kinds for one in found] == [()]
    assert reread_album.apply(album, replace(TASKS, draw=never), found) == 0
    assert contents(album)[given.id][0] == before
    assert album.find([given.id])[given.id].original["renderer"] == RENDERER
    assert reread_album.look(album, replace(TASKS, read=never)) == []


def test_what_looks_the_same_is_not_written_again(album, tmp_path):
    data = with_codes(
        made.encoded(Image.new("RGB", (320, 240), (128, 128, 128)), "AVIF"), 12, 13
    )  # a grey has no gamut
    given = store(album, tmp_path, Wrong(data, Image.new("RGB", (320, 240), (128, 128, 128))))
    before = contents(album)[given.id][0]
    found = reread_album.look(album, TASKS)
    assert [one.kinds for one in found] == [()]
    assert reread_album.apply(album, TASKS, found) == 0
    assert contents(album)[given.id][0] == before


def test_a_picture_that_somebody_else_made_stays(album, tmp_path):
    given = store(album, tmp_path, KINDS["PQ, dark"])
    stored = album.find([given.id])[given.id]
    retouched = made.encoded(made.corners(220, 146).rotate(180))
    sources = {"thumb.jpg": Source.of_bytes(retouched, "image/jpeg")}
    left = {name: stub for name, stub in stubs(stored.photo).items() if name not in sources}
    album.write(Write({**stored.photo, "_attachments": left}, sources))
    before = contents(album)[given.id][0]
    assert reread_album.apply(album, TASKS, reread_album.look(album, TASKS)) == 0
    assert contents(album)[given.id][0] == before


def test_pictures_without_a_placeholder_are_another_programs(album, tmp_path):
    given = store(album, tmp_path, KINDS["PQ, dark"])
    photo = dict(album.find([given.id])[given.id].photo)
    del photo["placeholder"]
    album.write(Write(photo))
    assert reread_album.look(album, TASKS) == []


def test_pictures_that_changed_since_the_look_stay(album, tmp_path):
    given = store(album, tmp_path, KINDS["PQ, dark"])
    found = reread_album.look(album, TASKS)
    photo = album.find([given.id])[given.id].photo
    album.write(Write({**photo, "placeholder": "AAAA"}))
    before = contents(album)[given.id][0]
    assert reread_album.apply(album, TASKS, found) == 0
    assert contents(album)[given.id][0] == before


def test_pictures_that_changed_after_it_are_not_put_back(album, tmp_path):
    given = store(album, tmp_path, KINDS["PQ, dark"])
    reread_album.apply(album, TASKS, reread_album.look(album, TASKS))
    photo = album.find([given.id])[given.id].photo
    album.write(Write({**photo, "placeholder": "AAAA"}))
    before = contents(album)[given.id][0]
    assert [one.kinds for one in reread_album.undoable(album)] == [()]
    assert reread_album.undo(album, reread_album.undoable(album)) == 0
    assert contents(album)[given.id][0] == before


@pytest.mark.parametrize("writes", range(4))
def test_cut_short_anywhere_it_is_begun_again_and_put_back(album, tmp_path, writes):
    given = store(album, tmp_path, KINDS["inverted TIFF"])
    before = contents(album)[given.id]
    try:
        reread_album.apply(Breaking(album, writes), TASKS, reread_album.look(album, TASKS))
    except AlbumUnavailable:
        assert writes < 3
    assert verify(album).findings == ()
    reread_album.apply(album, TASKS, reread_album.look(album, TASKS))
    assert album.find([given.id])[given.id].original["renderer"] == RENDERER
    assert picture(album, given.id).getpixel((60, 40))[0] > 200
    try:
        reread_album.undo(Breaking(album, writes), reread_album.undoable(album))
    except AlbumUnavailable:
        assert writes < 2
    reread_album.undo(album, reread_album.undoable(album))
    assert contents(album)[given.id] == before


def test_an_original_that_can_t_be_drawn_keeps_its_pictures(album, tmp_path):
    given = store(album, tmp_path, KINDS["PQ, dark"])
    before = contents(album)[given.id][0]

    def refuse(path, name):
        raise NotAPhoto("It is damaged.", "")

    reread_album.apply(album, TASKS, reread_album.look(album, replace(TASKS, draw=refuse)))
    assert contents(album)[given.id][0] == before


def test_words_and_pictures_go_together(album, tmp_path):
    given = store(album, tmp_path, KINDS["12-bit scan, dark"])
    stored = album.find([given.id])[given.id]
    album.write(Write({name: value for name, value in stored.original.items() if name != "reader"}))
    album.write(Write({**stored.photo, "keywords": ["DCIM", "unprocessed"]}))
    before = contents(album)[given.id][0]
    found = reread_album.look(album, TASKS)
    assert [one.kinds for one in found] == [("tags", "pictures")]
    assert reread_album.apply(album, TASKS, found) == 1
    assert album.find([given.id])[given.id].photo["keywords"] == ["unprocessed"]
    assert reread_album.undo(album, reread_album.undoable(album)) == 1
    assert contents(album)[given.id][0] == before
    with pytest.raises(NotStored), album.read(original_id(given.id), "before-thumb.jpg") as chunks:
        b"".join(chunks)
