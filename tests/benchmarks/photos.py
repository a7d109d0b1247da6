"""The photos that are measured: real ones where PHOTOSPOOL_TEST_CORPUS says, made ones else.

A size or format that the corpus has no photo of is made of its photos, laid side by side, so that the decoder meets a
camera's detail and grain. Everything made lies in the run's own folder and goes with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from PIL import Image

from photospool.demo.scenes import SCENES, draw

CORPUS = "PHOTOSPOOL_TEST_CORPUS"


@dataclass(frozen=True)
class Sort:
    """Photos of one sort."""

    title: str
    """As the table names it."""
    paths: tuple[Path, ...]
    is_real: bool
    """Whether a camera made the files."""

    @property
    def origin(self) -> str:
        """For a row's detail."""
        return f"{len(self.paths)} {'real' if self.is_real else 'made'}"


class Photos:
    """Makes each sort when it is first asked for."""

    def __init__(self, folder: Path, *, small: bool = False) -> None:
        """``small`` makes everything a tenth as wide and high, to try the benchmarks themselves."""
        self._folder = folder
        self._shrink = 10 if small else 1
        self._made: dict[str, Sort] = {}

    @cached_property
    def camera(self) -> Sort:
        """Baseline JPEGs of 12 to 16 MP."""
        corpus = os.environ.get(CORPUS)
        found = tuple(sorted((Path(corpus) / "camera").glob("*.jpg"))) if corpus else ()
        if found and self._shrink == 1:
            return Sort("12 MP JPEG", found, is_real=True)
        size = self._size(4000, 3000)
        scenes = list(SCENES)[: 1 if self._shrink > 1 else 3]
        paths = tuple(self._saved(draw(name, size), f"{name}.jpg", quality=92) for name in scenes)
        return Sort("12 MP JPEG", paths, is_real=False)

    @cached_property
    def heic(self) -> Sort:
        """HEIC of 12 MP, or the small sample that the program brings: the library can't write any."""
        corpus = os.environ.get(CORPUS)
        found = tuple(sorted((Path(corpus) / "heic").glob("*.heic"))) if corpus else ()
        if found and self._shrink == 1:
            return Sort("12 MP HEIC", found, is_real=True)
        path = self._folder / "sample.heic"
        path.write_bytes((resources.files("photospool.resources") / "samples" / "upright.heic").read_bytes())
        return Sort("1 MP HEIC", (path,), is_real=False)

    def jpeg(self, megapixels: int, *, progressive: bool = False) -> Sort:
        """One JPEG of 24, 48 or 200 MP (progressive ones also of 12)."""
        title = f"{megapixels} MP {'progressive ' if progressive else ''}JPEG"
        name = title.replace(" ", "-").lower() + ".jpg"
        return self._sort(title, lambda: self._mosaic(megapixels, name, quality=92, progressive=progressive))

    def other(self, kind: str, megapixels: int = 24) -> Sort:
        """One PNG, WebP or TIFF."""
        options: dict[str, Any] = {
            "PNG": {"compress_level": 1},
            "WebP": {"quality": 85, "method": 1},
            "TIFF": {},
        }[kind]
        name = f"{megapixels}-mp.{kind.lower()}"
        return self._sort(f"{megapixels} MP {kind}", lambda: self._mosaic(megapixels, name, **options))

    def of_bytes(self, length: int) -> Path:
        """A photo file of exactly so many bytes: what follows the picture's end is of no concern to anybody."""
        path = self._folder / f"{length}-bytes.jpg"
        if not path.exists():
            picture = self.camera.paths[0].read_bytes()[:length]
            with path.open("wb") as file:
                file.write(picture)
                file.truncate(length)
        return path

    def _sort(self, title: str, make: Callable[[], Path]) -> Sort:
        if title not in self._made:
            self._made[title] = Sort(title, (make(),), is_real=False)
        return self._made[title]

    def _mosaic(self, megapixels: int, name: str, **options: Any) -> Path:
        width, height = {
            12: (4000, 3000),
            24: (6000, 4000),
            48: (8000, 6000),
            200: (16320, 12240),
        }[megapixels]
        picture = Image.new("RGB", self._size(width, height))
        tiles = [Image.open(path).convert("RGB") for path in self.camera.paths[:3]]
        x, number = 0, 0
        while x < picture.width:
            y, tile = 0, tiles[number % len(tiles)]
            while y < picture.height:
                tile = tiles[number % len(tiles)]
                picture.paste(tile, (x, y))
                y += tile.height
                number += 1
            x += min(tile.width for tile in tiles)
        return self._saved(picture, name, **options)

    def _saved(self, picture: Image.Image, name: str, **options: Any) -> Path:
        path = self._folder / name
        picture.save(path, **options)
        return path

    def _size(self, width: int, height: int) -> tuple[int, int]:
        return width // self._shrink, height // self._shrink
