"""The baseline: the steps of the script of 2011 that this project grew out of, written anew and by us.

One photo after the other: move it into work, take its md5, read its EXIF, decode it whole, scale the whole picture
twice with Lanczos into temporary files, store the document, then each attachment after asking for the revision, and
move it into done. Where the old script leaves a choice, the cheaper one is taken.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import exifread
from PIL import Image

BOXES = {"800x600.jpg": (800, 600), "thumb.jpg": (220, 146)}
QUALITY = 85


@dataclass
class Pictures:
    """What the script has before it uploads."""

    document: dict[str, Any]
    files: dict[str, Path]
    """Attachment's name → where it lies."""

    def remove(self) -> None:
        """The temporary files, when the upload has ended."""
        for name, path in self.files.items():
            if name != "original.jpg":
                path.unlink()


def prepare(path: Path, boxes: Mapping[str, tuple[int, int]] = BOXES) -> Pictures:
    """md5, EXIF, and each picture from the whole one."""
    content = path.read_bytes()
    photo_id = hashlib.md5(content, usedforsecurity=False).hexdigest()
    with path.open("rb") as file:
        tags = exifread.process_file(file, details=False, extract_thumbnail=False) if path.suffix == ".jpg" else {}
    image = Image.open(path)
    width, height = image.size
    image.load()
    image = image if image.mode == "RGB" else image.convert("RGB")
    files = {"original.jpg": path}
    for name, box in boxes.items():
        scale = min(box[0] / width, box[1] / height)
        small = image.resize((round(width * scale), round(height * scale)), Image.Resampling.LANCZOS)
        handle, temporary = tempfile.mkstemp(".jpg")
        os.close(handle)
        small.save(temporary, "JPEG", quality=QUALITY)
        files[name] = Path(temporary)
    document = {
        "_id": photo_id,
        "type": "photo",
        "width": width,
        "height": height,
        "size": len(content),
        "extension": "jpg",
        "cat": "Private",
        "keywords": ["unprocessed"],
        "exif": {name: str(value) for name, value in tags.items()},
    }
    return Pictures(document, files)


class Uploader:
    """One PUT for the document and one for each attachment, each after a GET for the revision; one connection."""

    def __init__(self, url: str, database: str, user: str, password: str) -> None:
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        self._database = database
        self._headers = {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()} if user else {}

    def store(self, pictures: Pictures) -> None:
        """All of one photo; each body is read into memory."""
        photo_id = pictures.document["_id"]
        self._ask("PUT", photo_id, json.dumps(pictures.document).encode(), "application/json")
        for name, path in pictures.files.items():
            revision = self._ask("GET", photo_id)["_rev"]
            self._ask("PUT", f"{photo_id}/{name}?rev={revision}", path.read_bytes(), "image/jpeg")

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: bytes | None = None, content_type: str = "") -> dict[str, Any]:
        headers = self._headers | ({"Content-Type": content_type} if content_type else {})
        self._connection.request(method, f"/{self._database}/{path}", body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:200]!r}")
        found: dict[str, Any] = json.loads(content)
        return found


def run(incoming: Path, work: Path, done: Path, uploader: Uploader) -> int:
    """Carry all photos of a folder, one after the other; how many."""
    names = sorted(entry.name for entry in os.scandir(incoming))
    for name in names:
        (incoming / name).rename(work / name)
        pictures = prepare(work / name)
        uploader.store(pictures)
        pictures.remove()
        (work / name).rename(done / name)
    return len(names)
