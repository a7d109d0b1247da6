"""Files that are not whole: cut, or with an end that is still zeros. They wait; they never become a broken picture."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zlib
from pathlib import Path

import pytest
from PIL import Image
from tests.photo import made
from tests.photo.containers import box, multi_picture, noisy

from photospool.errors import LooksIncomplete, NotAPhoto, PhotoError, PhotoNotReady
from photospool.photo.formats import classify, sniff
from photospool.photo.options import Options
from photospool.photo.prepare import prepare
from photospool.photo.structure import completeness, jpeg

SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "upright.heic"


def _mpo() -> bytes:
    stream = io.BytesIO()
    noisy().save(stream, "MPO", save_all=True, append_images=[noisy()])
    return stream.getvalue()


WHOLE: dict[str, bytes] = {
    "jpeg": made.encoded(noisy()),
    "progressive jpeg": made.encoded(noisy(), progressive=True),
    "jpeg with a preview": made.encoded(noisy(), exif=made.exif({0x10F: "x"}), comment=b"\xff\xd8\xff\xd9"),
    "mpo": _mpo(),
    "png": made.encoded(noisy(), "PNG"),
    "webp": made.encoded(noisy(), "WEBP"),
    "tiff": made.encoded(noisy(), "TIFF"),
    "tiff lzw": made.encoded(noisy(), "TIFF", compression="tiff_lzw"),
    "gif": made.encoded(noisy().quantize(), "GIF"),
    "avif": made.encoded(noisy(), "AVIF"),
    "heic": SAMPLE.read_bytes(),
}


def check(data: bytes) -> None:
    completeness.check_content(io.BytesIO(data))


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_file_passes(kind: str) -> None:
    check(WHOLE[kind])
    check(WHOLE[kind] + b"behind the end")  # what hangs on behind is of no concern
    assert sniff_of(WHOLE[kind]) is None


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("percent", [2, 10, 50, 90, 99])
def test_a_file_that_is_cut_waits(kind: str, percent: int) -> None:
    data = WHOLE[kind]
    with pytest.raises(LooksIncomplete) as told:
        check(data[: len(data) * percent // 100])
    assert "copy the file once more" in told.value.advice


@pytest.mark.parametrize("kind", sorted(set(WHOLE) - {"gif"}))
@pytest.mark.parametrize("missing", [1, 2, 100])
def test_the_very_end_is_missing(kind: str, missing: int) -> None:
    with pytest.raises(LooksIncomplete):
        check(WHOLE[kind][:-missing])


@pytest.mark.parametrize("read_at_once", [1, 2, 3, 7, 64])
@pytest.mark.parametrize("kind", ["jpeg", "progressive jpeg", "jpeg with a preview", "mpo"])
def test_markers_that_lie_across_two_reads_are_seen(
    kind: str, read_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jpeg, "_CHUNK_BYTES", read_at_once)
    completeness.check_content(io.BytesIO(WHOLE[kind]))
    for missing in (1, 2, 3):
        with pytest.raises(LooksIncomplete):
            completeness.check_content(io.BytesIO(WHOLE[kind][:-missing]))


def test_a_gif_needs_only_the_picture_that_is_shown() -> None:
    """Its last byte ends the list of pictures; the first one is whole without it."""
    check(WHOLE["gif"][:-1])
    with pytest.raises(LooksIncomplete):
        check(WHOLE["gif"][:-3])


@pytest.mark.parametrize("kind", sorted(set(WHOLE) - {"tiff", "tiff lzw", "mpo"}))
@pytest.mark.parametrize("percent", [0, 30, 70])
def test_a_file_whose_end_is_still_zeros_waits(kind: str, percent: int) -> None:
    """As a copier leaves it that reserves the space first. The image library notices few of these."""
    data = WHOLE[kind]
    have = len(data) * percent // 100
    with pytest.raises(LooksIncomplete):
        check(data[:have] + bytes(len(data) - have))


def test_the_second_picture_of_an_mpo_is_still_zeros() -> None:
    data = WHOLE["mpo"]
    half = data.index(b"\xff\xd8\xff", 4)
    with pytest.raises(LooksIncomplete):
        check(data[:half] + bytes(len(data) - half))
    check(data[:half])  # some programs drop the others and keep their index


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("percent", [20, 60, 97])
def test_no_broken_picture_is_ever_made_of_half_a_file(tmp_path: Path, kind: str, percent: int) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(WHOLE[kind][: len(WHOLE[kind]) * percent // 100])
    with pytest.raises((PhotoNotReady, PhotoError)):
        prepare(path, path.name, Options())


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 16, b"\0" * 5000, b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0"]
)
def test_next_to_nothing_waits(data: bytes) -> None:
    with pytest.raises(LooksIncomplete):
        check(data)


@pytest.mark.parametrize(
    "head", [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\0\0\0\x18ftypheic", b"RIFF\xff\xff\xff\xffWEBP", b"GIF89a"]
)
@pytest.mark.parametrize("fill", [b"\xff", b"\x01", b"\x80\x00"])
def test_any_numbers_end_in_an_answer(head: bytes, fill: bytes) -> None:
    data = head + fill * 400
    try:
        check(data)
    except LooksIncomplete as exc:
        assert exc.advice


def test_a_file_that_is_gone_is_not_ready(tmp_path: Path) -> None:
    with pytest.raises(PhotoNotReady, match="no longer there"):
        completeness.check(tmp_path / "gone.jpg")


def test_the_walk_over_a_jpeg_is_the_decoders_own(tmp_path: Path) -> None:
    """Markers within the scan, stuffed and filling bytes, restart markers."""
    data = made.encoded(noisy(), restart_marker_blocks=4)
    assert any(bytes([0xFF, 0xD0 + n]) in data for n in range(8))
    check(data)
    filled = data.replace(b"\xff\xda", b"\xff\xff\xff\xda", 1)
    check(filled)
    path = tmp_path / "photo.jpg"
    path.write_bytes(filled)
    assert prepare(path, path.name, Options()).renditions


def sniff_of(data: bytes) -> str | None:
    from photospool.photo.formats import sniff_content

    return sniff_content(io.BytesIO(data))


def ifd(*entries: tuple[int, int, int, int], order: str = "<") -> bytes:
    packed = b"".join(struct.pack(order + "HHII", *entry) for entry in entries)
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    return head + struct.pack(order + "H", len(entries)) + packed + bytes(4)


RAW = {
    "dng": ifd((0xC612, 1, 4, 0x401)),
    "nef": ifd((0x0106, 3, 1, 32803)),
    "tiff-ep big endian": ifd((0x828E, 1, 4, 0), order=">"),
    "cr2": b"II*\0\x10\0\0\0CR\x02\0" + bytes(40),
    "cr3": b"\0\0\0\x18ftypcrx " + bytes(40),
    "raf": b"FUJIFILMCCD-RAW 0201" + bytes(40),
    "orf": b"IIRO\x08\0\0\0" + bytes(40),
    "rw2": b"IIU\0\x18\0\0\0" + bytes(40),
}
VIDEOS = {
    "mp4": b"\0\0\0\x18ftypisom" + bytes(40),
    "mov": b"\0\0\0\x14ftypqt  " + bytes(40),
    "mkv": b"\x1aE\xdf\xa3" + bytes(40),
    "avi": b"RIFF\x10\0\0\0AVI " + bytes(40),
}


@pytest.mark.parametrize("data", RAW.values(), ids=RAW.keys())
def test_a_raw_file_under_a_photos_name_is_told_by_its_content(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "photo.tif"
    path.write_bytes(data)
    assert sniff(path) == "raw"
    with pytest.raises(NotAPhoto, match="camera raw"):
        prepare(path, path.name, Options())


@pytest.mark.parametrize("data", VIDEOS.values(), ids=VIDEOS.keys())
def test_a_video_under_a_photos_name_is_told_by_its_content(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    with pytest.raises(NotAPhoto, match="video"):
        prepare(path, path.name, Options())


def test_a_raw_file_with_a_loop_of_directories_ends() -> None:
    assert sniff_of(ifd((0x014A, 4, 1, 8))) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.JPG", None), ("a.heic", None), ("a.avif", None), ("a.webp", None), ("a.tiff", None), ("a.gif", None),
        ("a.mpo", None), ("a.NEF", "raw"), ("a.cr3", "raw"), ("a.dng", "raw"), ("a.mov", "video"), ("a.MP4", "video"),
        ("a.xmp", "sidecar"), ("a.aae", "sidecar"), ("a.pp3", "companion"), ("a.pdf", "document"), ("a", "unknown"),
        (".jpg", "unknown"),
        ("a.jpg.exe", "unknown"), ("a.svg", "drawing"), ("a.zip", "archive"), ("a.mp3", "audio"),
    ],
)  # fmt: skip
def test_what_stays_in_incoming_by_its_name(name: str, kind: str | None) -> None:
    assert classify(name) == kind


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, *more: bytes, bits: int = 1) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0))
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def gif_of(width: int, height: int) -> bytes:
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    picture = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\0;"
    return screen + picture


def test_filling_behind_the_end_is_no_second_picture(tmp_path: Path) -> None:
    """HP's PhotoSmart 735 ends its files with FF; where an index announces another picture, it may begin there."""
    one = made.encoded(noisy(60, 40))
    path = tmp_path / "photo.jpg"
    path.write_bytes(one + b"\xff")
    assert prepare(path, path.name, Options()).renditions
    two = multi_picture(one, made.encoded(noisy(30, 20)))
    path.write_bytes(two[: two.index(b"\xff\xd9\xff\xd8") + 3])
    with pytest.raises(LooksIncomplete):
        prepare(path, path.name, Options())


def in_one_box(brand: bytes) -> bytes:
    return box(b"ftyp", b"mif3" + brand) + box(b"mini", bytes(range(200)))


@pytest.mark.parametrize("brand", [b"heic", b"avif"])
def test_a_photo_of_one_box_is_whole_and_says_what_it_lacks(tmp_path: Path, brand: bytes) -> None:
    path = tmp_path / "photo.heic"
    path.write_bytes(in_one_box(brand))
    with pytest.raises(NotAPhoto, match="HEIC or AVIF photo can't be opened"):
        prepare(path, path.name, Options())
    path.write_bytes(in_one_box(brand)[:-1])
    with pytest.raises(LooksIncomplete):
        prepare(path, path.name, Options())


def test_a_picture_that_begins_as_one_and_is_none_is_damaged(tmp_path: Path) -> None:
    data = made.encoded(made.corners(), "PNG")
    path = tmp_path / "photo.png"
    path.write_bytes(data[:16] + bytes(8) + data[24:])
    with pytest.raises(NotAPhoto, match="damaged"):
        prepare(path, path.name, Options())


@pytest.mark.parametrize("far", [(1 << 62) + 1, 1 << 63, (1 << 64) - 1])
@pytest.mark.parametrize("where", ["the first directory", "the next", "a strip"])
def test_a_bigtiff_that_points_to_nowhere_is_no_fault_of_the_disk(tmp_path: Path, where: str, far: int) -> None:
    data = bytearray(made.encoded(made.corners(), "TIFF", big_tiff=True))
    (first,) = struct.unpack_from("<Q", data, 8)
    (count,) = struct.unpack_from("<Q", data, first)
    entries = {struct.unpack_from("<H", data, at)[0]: at for at in range(first + 8, first + 8 + 20 * count, 20)}
    at = {"the first directory": 8, "the next": first + 8 + 20 * count, "a strip": entries[273] + 12}[where]
    struct.pack_into("<Q", data, at, far)
    if where == "a strip":
        struct.pack_into("<H", data, entries[273] + 2, 16)
    path = tmp_path / "photo.tif"
    path.write_bytes(data)
    with pytest.raises(LooksIncomplete):
        prepare(path, path.name, Options())


TEXT = zlib.compress(bytes(1 << 27), 9)
BOMBS = {
    "900 megapixels of one bit": png_of(30_000, 30_000),
    "4.3 gigapixels of a gif": gif_of(65_535, 65_535),
}
ON_THE_SIDE = {
    "128 MB of text in 128 kB": png_of(4, 4, chunk(b"zTXt", b"Comment\0\0" + TEXT)),
    "128 MB of an iTXt": png_of(4, 4, chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + TEXT)),
    "a profile that unpacks to 128 MB": png_of(4, 4, chunk(b"iCCP", b"ICC\0\0" + TEXT)),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS.keys())
def test_bombs_are_set_aside(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(data)
    with pytest.raises(PhotoError) as refused:
        prepare(path, path.name, Options())
    assert refused.value.advice


@pytest.mark.parametrize("data", ON_THE_SIDE.values(), ids=ON_THE_SIDE.keys())
def test_a_text_that_is_too_long_costs_no_photo_and_no_memory(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(data)
    tracemalloc.start()
    try:
        prepared = prepare(path, path.name, Options())
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()
    assert (prepared.reading.width, prepared.reading.description) == (4, "")


def test_a_phones_200_megapixels_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    Image.new("L", (16_320, 12_240), 120).save(path, quality=30)
    prepared = prepare(path, path.name, Options())
    assert (prepared.reading.width, prepared.reading.height) == (16_320, 12_240)
    assert [(r.width, r.height) for r in prepared.renditions] == [(195, 146), (800, 600), (1600, 1200)]


def tiff_with_copy(order: str = "<", *, kind: int = 4, page: bytes = b"P" * 100, copy: bytes = b"C" * 300) -> bytes:
    """A small page whose large copy hangs on it (SubIFDs), and lies last: the directory, then its pixels."""

    def directory(*entries: tuple[int, int, int, int]) -> bytes:
        packed = b"".join(struct.pack(order + "HHII", *entry) for entry in entries)
        return struct.pack(order + "H", len(entries)) + packed + bytes(4)

    pixels = 8
    first = pixels + len(page)
    second = first + 2 + 4 * 12 + 4
    last = second + 2 + 3 * 12 + 4
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", first)
    strips = (256, 4, 1, 10), (273, 4, 1, pixels), (279, 4, 1, len(page)), (330, kind, 1, second)
    return (
        head + page + directory(*strips) + directory((256, 4, 1, 30), (273, 4, 1, last), (279, 4, 1, len(copy))) + copy
    )


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", [4, 13])
def test_a_tiff_whose_larger_copy_is_cut_waits(order: str, kind: int) -> None:
    whole = tiff_with_copy(order, kind=kind)
    check(whole)
    for end in (len(whole) - 1, len(whole) - 299, len(whole) - 320):
        with pytest.raises(LooksIncomplete):
            check(whole[:end])


def test_copies_that_point_at_each_other_come_to_an_end() -> None:
    data = bytearray(tiff_with_copy())
    first = 8 + 100
    at = first + 2 + 3 * 12 + 8
    data[at : at + 4] = struct.pack("<I", first)
    check(bytes(data))
