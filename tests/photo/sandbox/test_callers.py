"""Who opens pictures at all: the sources are read, and every place must be a worker's, or be named here, with why."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3] / "desktop" / "photospool"

LIBRARIES = {
    "PIL",
    "cykooz_resizer",
    "pi_heif",
    "exifread",
    "cv2",
    "imageio",
    "pillow_jxl",
    "rawpy",
    "brotli",
}
"""Packages whose decoders a stranger's file could reach."""

IN_THE_WORKER = {
    "photo/colours.py",
    "photo/metadata/exif.py",
    "photo/former_reading.py",
    "photo/former_rendering.py",
    "photo/heif.py",
    "photo/jxl.py",
    "photo/metadata/containers.py",
    "photo/decode.py",
    "photo/workers/preload.py",
    "photo/metadata/read.py",
    "photo/metadata/movies.py",
    "photo/metadata/packed_notes.py",
    "photo/poster.py",
    "photo/raw_developer.py",
    "photo/raw_pictures.py",
    "photo/render.py",
    "photo/scaling.py",
    "photo/structure/heif_grid.py",
    "photo/tiled.py",
    "photo/tiff_samples.py",
    "photo/exif_orientation.py",
}
"""The rooms that a caged worker loads; the program itself imports none of them for decoding."""

OUR_OWN = {
    "demo/samples.py": "draws the sample photos that the trial sends on their way; opens none",
    "demo/scenes.py": "draws the pictures of the sample photos; opens none",
}

WINDOWS = {
    "gui/widgets/previews.py": "JPEG only, of a worker's picture, which protocol.py has looked at",
    "gui/window/recent_model.py": "JPEG only, of a worker's picture in the history",
    "gui/tray/menu.py": "JPEG only, of a worker's picture in the history",
    "gui/first_run/journey.py": "JPEG only, of the sample photo's picture that a worker made",
    "gui/replication/conflicts.py": "JPEG only, of an album's picture that a worker has drawn anew (actions.py)",
    "gui/replication/publish.py": "JPEG only, of an album's picture that a worker has drawn anew (photo/redrawing.py)",
    "gui/replication/sharing.py": "JPEG only, of an album's picture that a worker has drawn anew (actions.py)",
}
"""Where the window's toolkit reads a picture's bytes; its readers of files are used nowhere."""

VALUES = {"Options", "is_installed"}
"""What may be taken out of a worker's rooms: plain values, and whether something is there, which loads nothing."""


def sources() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Module and name of each import, wherever it stands; also of those by ``import_module``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", one.name) for one in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module") and node.args:
            yield str(getattr(node.args[0], "value", "")), ""


def test_only_the_workers_rooms_know_a_library_that_decodes() -> None:
    found = {
        where
        for where, tree in sources()
        for module, _ in imported(tree)
        if module.split(".")[0] in LIBRARIES
    }  # fmt: skip
    found -= {
        "system/native_libraries.py"
    }  # in a process of its own, that is asked for the libraries' versions and gets no file
    assert found - IN_THE_WORKER == set(OUR_OWN)


def test_our_own_pictures_are_drawn_and_never_opened() -> None:
    for where, tree in sources():
        if where in OUR_OWN:
            calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
            assert not calls & {"Image.open", "ImageFile.Parser", "TiffImagePlugin.TiffImageFile"}, where


def test_nobody_else_takes_more_than_values_out_of_the_workers_rooms() -> None:
    """So that ``prepare``, ``opened`` and the like run in a worker only."""
    rooms = {f"photospool.{name[:-3].replace('/', '.')}" for name in IN_THE_WORKER | {"photo/prepare.py"}}
    rooms -= {"photospool.photo.heif"}  # asks a process of its own
    own = {
        *IN_THE_WORKER,
        "photo/prepare.py",
        "photo/workers/worker.py",
        "photo/workers/pool.py",
        "photo/structure/completeness.py",
    }
    taken = {
        (where, f"{module}:{name}")
        for where, tree in sources()
        if where not in own
        for module, name in imported(tree)
        if (module in rooms and name not in VALUES) or f"{module}.{name}" in rooms
    }
    assert taken == set()


def test_the_window_reads_jpegs_that_workers_made_and_no_files() -> None:
    """The toolkit guesses what a picture is, and has readers for many kinds."""
    found: dict[str, list[str]] = {}
    for where, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).rpartition(".")[2]
            words = [ast.unparse(word) for word in node.args]
            if called in {"QImageReader", "QMovie", "QPicture", "fromData"}:
                found.setdefault(where, []).append(called)
            elif called == "loadFromData":
                found.setdefault(where, []).append(" ".join(words[1:]))
    assert {where for where, how in found.items() if set(how) != {"'JPEG'"}} == set()
    assert set(found) == set(WINDOWS)


def test_whoever_decodes_asks_for_a_caged_worker() -> None:
    """Failed photos, Add files, added sidecars, old albums' repair, the import, the trial, films, the queue."""
    asks, uncaged = set(), set()
    for where, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "WorkerPool":
                asks.add(where)
                if any(word.arg == "is_caged" for word in node.keywords):
                    uncaged.add(where)
    assert asks == {
        "engine/factory.py",
        "engine/added_sidecars.py",
        "cli/repairing.py",
        "photo/public_film/maker.py",
        "photo/redrawing.py",
        "gui/add_photos/add_dialog.py",
        "gui/widgets/previews.py",
    }
    assert uncaged == set(), "only tests and measurements give the cage up"
