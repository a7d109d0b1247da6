"""The cage around a real worker: what a decoder that was taken over would try, and what decoding still can."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from tests import corpus
from tests.photo import made

from photospool.errors import PhotoError, PhotospoolError
from photospool.photo.options import Options
from photospool.photo.photo import Prepared
from photospool.photo.workers.pool import PREPARE, WorkerPool
from photospool.photo.workers.resource_limits import Limits

ROOT = Path(__file__).parents[3]
LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="the tries are Linux's; other systems have tests of their own"
)
Make = Callable[..., WorkerPool]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    every: list[WorkerPool] = []

    def made_one(task: str = PREPARE, *, is_caged: bool = True, options: Options | None = None) -> WorkerPool:
        every.append(WorkerPool(1, options or Options(heic_anyway=True), Limits(), task=task, is_caged=is_caged))
        return every[-1]

    yield made_one
    for decoders in every:
        decoders.close()


def told(decoders: WorkerPool, name: str, path: Path = Path(__file__)) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(decoders.prepare(path, name).reading.description)
    return found


def section() -> str:
    """The part of docs/safety.md about the cage."""
    text = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
    begin = text.index("## The cage")
    return text[begin : text.index("\n## ", begin)]


@LINUX
def test_of_all_that_is_tried_from_any_thread_nothing_succeeds(make: Make) -> None:
    from tests.photo.sandbox.tries import TRIES

    assert len(TRIES) >= 25
    caged = make("tests.photo.sandbox.tasks:try_all")
    found = told(caged, "tries")
    assert set(found) == {"main", "own", "listen"}
    ended = {(thread, name): end for thread, ends in found.items() for name, end in ends.items()}
    assert {which: end for which, end in ended.items() if end != "refused"} == {}
    assert caged.parts is not None and caged.parts.is_closed


@pytest.mark.skipif(sys.platform == "linux", reason="Linux has a longer list, above; the workflow runs this one")
def test_of_all_that_is_tried_on_another_system_nothing_succeeds(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.photo.sandbox.tries_elsewhere import TRIES, prepare

    private = tmp_path / "private"
    prepare(private)
    monkeypatch.setenv("TMPDIR", str(private))  # what the worker takes for the user's folder on macOS
    monkeypatch.setattr("tempfile.tempdir", str(private))  # and what it is told of on Windows
    if sys.platform == "win32":
        from photospool.photo.sandbox import ours
        from photospool.photo.sandbox.windows import Starter

        assert ours.let_read(Starter()._container_in_words(), own=[ROOT]), "the worker must read these tests"
    found = told(make("tests.photo.sandbox.tasks:try_all"), "tries")
    assert set(found) == {"main", "own", "listen"}
    ended = {(thread, name): end for thread, ends in found.items() for name, end in ends.items()}
    assert len(TRIES) >= 25
    assert len(ended) == 3 * len(TRIES)
    assert {which: end for which, end in ended.items() if end != "refused"} == {}


def test_the_page_says_what_the_workflow_tries_on_the_other_systems() -> None:
    from tests.photo.sandbox.tries_elsewhere import MACOS, WINDOWS

    assert min(len(MACOS), len(WINDOWS)) >= 25
    rows = re.findall(r"^\| ([^|]+?) \| (?:refused|–) \| ([^|]+?) \| ([^|]+?) \|$", section(), re.MULTILINE)
    for column, tries in ((1, MACOS), (2, WINDOWS)):
        assert {row[0] for row in rows if row[column] == "by its workflow"} == set(tries)
        assert {row[column] for row in rows} <= {"by its workflow", "not", "–"}


@LINUX
def test_the_same_tries_without_a_cage_are_not_refused(make: Make) -> None:
    """Else the test above would prove nothing. Some want rights that few users have."""
    from tests.photo.sandbox.tries import TRIES

    found = told(make("tests.photo.sandbox.tasks:try_all", is_caged=False), "tries")
    refused = [name for name in TRIES if found["main"][name] == "refused"]
    print("refused anyway:", refused)
    assert len(refused) < len(TRIES) / 4


@LINUX
def test_what_remains_is_what_decoding_needs(make: Make) -> None:
    from tests.photo.sandbox.tries import REMAINING

    found = told(make("tests.photo.sandbox.tasks:try_all"), "remaining")
    assert {end for ends in found.values() for end in ends.values()} == {"done"}
    assert set(found["main"]) == set(REMAINING)


@LINUX
def test_the_page_lists_what_was_tried_and_what_remains() -> None:
    from tests.photo.sandbox.tries import REMAINING, TRIES

    listed = re.findall(r"^\| ([^|]+?) \| (refused|remains)", section(), re.MULTILINE)
    assert [name for name, how in listed if how == "refused"] == list(TRIES)
    assert [name for name, how in listed if how == "remains"] == list(REMAINING)


def test_every_format_is_decoded_and_nothing_loaded_any_more(make: Make, tmp_path: Path) -> None:
    """Whoever adds a format sees here what has to be loaded before the cage closes: photo/workers/preload.py."""
    decoders = make("tests.photo.sandbox.tasks:loads")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photos = corpus.files("heic")[:1]
    for name, kind, options in FORMATS:
        for with_profile in ({}, {"icc_profile": profile}):
            path = tmp_path / f"{'profile-' if with_profile else ''}{name}"
            path.write_bytes(made.encoded(_picture(name), kind, **options, **with_profile))
            photos.append(path)
    late = {path.name: found for path in photos if (found := told(decoders, path.name, path))}
    assert late == {}, "name these in photospool/photo/workers/preload.py"


JAPANESE = b'JIS\0\0\0\0\0\x1b$B$"\x1b(B'
EXIF = made.exif({0x010F: "Maker", 0x0110: "Model", 0x0112: 6}, {0x9003: "2013:05:01 12:34:56", 0x9286: JAPANESE})
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2013-05-01"/></rdf:RDF></x:xmpmeta>'
)
FORMATS = [
    ("plain.jpg", "JPEG", {}),
    ("words.jpg", "JPEG", {"exif": EXIF, "xmp": XMP}),
    ("progressive.jpg", "JPEG", {"progressive": True}),
    ("cmyk.jpg", "JPEG", {}),
    ("two.mpo", "MPO", {"save_all": True, "append_images": [made.corners()]}),
    ("plain.png", "PNG", {"exif": EXIF}),
    ("palette.png", "PNG", {}),
    ("grey16.png", "PNG", {}),
    ("plain.gif", "GIF", {}),
    ("plain.webp", "WEBP", {"exif": EXIF}),
    ("clear.webp", "WEBP", {"lossless": True}),
    ("plain.avif", "AVIF", {"exif": EXIF}),
    ("plain.tif", "TIFF", {"exif": EXIF}),
    *[(f"{way}.tif", "TIFF", {"compression": way}) for way in ("tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits")],
    ("group4.tif", "TIFF", {"compression": "group4"}),
]  # fmt: skip


def _picture(name: str) -> Image.Image:
    modes = {"cmyk.jpg": "CMYK", "palette.png": "P", "clear.webp": "RGBA", "group4.tif": "1"}
    if name == "grey16.png":
        return made.corners().convert("L").convert("I;16")
    return made.corners().convert(modes.get(name, "RGB"))


def _results(decoders: WorkerPool, photos: list[Path]) -> dict[str, Prepared | tuple[str, str]]:
    found: dict[str, Prepared | tuple[str, str]] = {}
    for path in photos:
        try:
            found[str(path)] = decoders.prepare(path, path.name)
        except PhotospoolError as exc:
            found[str(path)] = (type(exc).__name__, str(exc))
    return found


@pytest.mark.parametrize("folder", ["camera", "heic", "orientation", "odd"])
def test_every_photo_gives_the_same_to_the_byte_in_and_out_of_the_cage(make: Make, folder: str) -> None:
    photos = corpus.needed(folder)
    inside, outside = _results(make(), photos), _results(make(is_caged=False), photos)
    assert inside == outside
    assert sum(isinstance(one, Prepared) for one in inside.values()) > len(photos) / 2


@pytest.mark.parametrize("kind", ["PermissionError", "LookupError", "ModuleNotFoundError"])
def test_what_the_cage_refuses_is_our_flaw_and_not_the_photos(make: Make, kind: str) -> None:
    """The file itself was opened before: “it is damaged”, or “you may not read it”, would be untrue."""
    with pytest.raises(PhotoError, match="could not be read") as caught:
        make("tests.photo.sandbox.tasks:late").prepare(Path(__file__), kind)
    assert kind in caught.value.advice
