"""Photos with real pictures in them, new ones and the old album's, for the tests of looking after an album."""

import hashlib
from dataclasses import dataclass

from tests.photo import made

from photospool.album.base import Source, Write
from photospool.album.documents import original_id
from photospool.album.maintenance.repair import Means
from photospool.album.store_photo import store
from photospool.photo.digests import digests
from photospool.photo.metadata.public_fields import may_stand
from photospool.photo.options import Options
from photospool.photo.photo import Photo
from photospool.photo.prepare import prepare

OPTIONS = Options()
GPS = made.place((47, 30, 0), (9, 15, 0))
SERIAL = {0xA431: "SERIAL-4711"}
CAMERA = {0x010F: "Maker", 0x0110: "M 1", 0x0112: 6}
TAKEN = {0x9003: "2013:05:01 12:34:56"}


def in_this_process(path, name):
    return prepare(path, name, OPTIONS)


MEANS = Means(in_this_process, OPTIONS.names, may_stand, "Änne")


@dataclass(frozen=True)
class Shot:
    """A photo's bytes and its id."""

    data: bytes
    name: str = "IMG_1.jpg"

    @property
    def id(self):
        return hashlib.md5(self.data).hexdigest()


def shot(number=0, *, orientation=6, name="IMG_1.jpg"):
    """A small photo with a place and a serial number; another number, another photo."""
    image = made.stored(made.corners(320 + 8 * number, 240), orientation)
    packet = made.exif({**CAMERA, 0x0112: orientation}, {**TAKEN, **SERIAL}, GPS)
    return Shot(made.encoded(image, exif=packet, quality=90), name)


def added(album, tmp_path, given, **words):
    """The photo as this program adds it."""
    path = tmp_path / f"{given.id}.jpg"
    path.write_bytes(given.data)
    return stored_as(album, path, in_this_process(path, given.name), given.name, **words)


def stored_as(album, path, prepared, name="", **words):
    """A file with what was made of it, as this program adds it; its id."""
    said = {"category": "Private", "keywords": ("sea", "unprocessed"), "description": "Ein <Tag> & mehr"} | words
    photo = Photo(
        path=path,
        filename=name or path.name,
        digests=digests(path),
        prepared=prepared,
        added_by="Änne",
        ts="2026-01-02T03:04:05",
        taken=prepared.reading.taken,
        **said,
    )
    store(photo, album.find, album.write)
    return photo.digests.md5


def picture(given, size, orientation, kind="PNG"):
    """As the old album made them: as the camera held it, in the original's own format."""
    image = made.stored(made.corners(320, 240), orientation)
    image.thumbnail(size)
    data = made.encoded(image, kind)
    return Source.of_bytes(data, f"image/{kind.lower()}")


def old_document(given, *, original=True, kind="png", orientation=6):
    """A photo of the old album: original, place and serial number in one document, tags in one text."""
    document = {
        "_id": given.id,
        "taken": "2012-12-24",
        "ts": "2012-12-25T10:00:00",
        "cat": "Public",
        "keywords": "sea sun",
        "descr": "Words of mine",
        "addedby": "Bert",
        "extension": kind,
        "mood": "a field that nobody knows",
        "exif": {
            "Image Make": "Maker",
            "Image Model": "M 1",
            "Image Orientation": "Rotated 90 CW",
            "GPS GPSLatitude": "[47, 30, 0]",
            "EXIF BodySerialNumber": "SERIAL-4711",
        },
    }
    sources = {
        f"thumb.{kind}": picture(given, (220, 146), orientation),
        f"800x600.{kind}": picture(given, (800, 600), orientation),
    }
    if original:
        sources["original.jpg"] = Source.of_bytes(given.data, "image/jpeg")
    return Write(document, sources)


def contents(album):
    """Every photo's documents without revisions, with the fingerprints of their attachments."""
    ids = [doc_id for doc_id in album.ids() if not doc_id.startswith("original-")]
    return {
        doc_id: tuple(_plain(document) for document in (stored.photo, stored.original))
        for doc_id, stored in album.find(ids).items()
    }


def _plain(document):
    if document is None:
        return None
    fields = {name: value for name, value in document.items() if not name.startswith("_")}
    stubs = document.get("_attachments", {})
    return fields | {"attached": {name: (stub["digest"], stub["length"]) for name, stub in stubs.items()}}


def stored_original(album, photo_id, name="original.jpg"):
    with album.read(original_id(photo_id), name) as chunks:
        return b"".join(chunks)
