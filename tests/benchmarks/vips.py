"""libvips as a peer: what sharp, and with it Immich, makes pictures with. The cheapest way that it has, one thread."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

os.environ.setdefault("VIPS_CONCURRENCY", "1")  # read when the library loads

import pyvips


def pictures(path: Path, boxes: Mapping[str, tuple[int, int]], quality: int) -> dict[str, bytes]:
    """The same pictures as JPEG: the largest scaled while it is decoded, each smaller one from the next larger."""
    ordered = sorted(boxes, key=lambda name: boxes[name], reverse=True)
    width, height = boxes[ordered[0]]
    image = pyvips.Image.thumbnail(str(path), width, height=height, size="down").copy_memory()
    made = {}
    for name in ordered:
        width, height = boxes[name]
        if name != ordered[0]:
            image = image.thumbnail_image(width, height=height, size="down").copy_memory()
        made[name] = image.jpegsave_buffer(Q=quality, keep="none")
    return made


def version() -> str:
    """Of the library that works."""
    return ".".join(str(pyvips.version(part)) for part in range(3))
