"""What is stored of a photo: two documents, as values. The one place that knows their fields.

The photo's document has the old album's id and fields, so that its views and page work with it; the original's document
holds what strangers must not copy. No I/O; store_photo.py stores them.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypedDict

from photospool.album.schema import is_readable, read, stubs
from photospool.album.shot_keys import PAIR_KEYS, keys_of
from photospool.photo.metadata.tags import as_keyword
from photospool.photo.metadata.text import as_text
from photospool.photo.photo import Digests, Photo, Prepared, Reading

Document = dict[str, Any]


class SaidFields(TypedDict, total=False):
    """What a person said of a photo, as fields of its document; what was left open is not there."""

    keywords: list[str]
    descr: str
    """Empty: nothing was said."""
    cat: str
    taken: str
    """``YYYY-MM-DD``."""
    taken_at: str
    """ISO 8601, as far as it was said."""
    taken_source: str
    taken_precision: str


TRASH: Final = "Trash"
PUBLIC: Final = "Public"
"""The category of what strangers may see; only ever a person's word."""
PRIVATE: Final = "Private"
"""What a photo is where nobody chose anything else."""
UNDESCRIBED: Final = "Uploaded image."
"""The old album's description of a photo of which nobody said anything."""
ADDED_BY: Final = "added_by"
"""In the original's document: who added the photo, by the name that this person signs in with."""
TRASHED_FROM: Final = "trashed_from"
"""The field that keeps the category which a photo in the trash had."""
PART_OF: Final = "part_of"
"""The field that says to which photo this one belongs: the id of the one that is shown."""
PART: Final = "part"
"""The field that says as what it belongs there: ``live``, ``edit``, ``raw``, ``burst``."""
APART: Final = "apart"
"""True: a person took it out of its stack, and nothing puts it into one again by itself."""
SHOWN_FIRST: Final = "shown_first"
"""True: a person chose that this one of a stack is shown."""
TRASHED_WITH: Final = "trashed_with"
"""The id of the one that is shown, with which a part went to the trash and comes back."""
READER: Final = 3
"""Which reading of dates and words an original had: 2 since the guideline of the Metadata Working Group is followed, 3
since it is read by what others of its shot are found.

``album repair`` reads those again that had an older one. Raise it when photos would be read better once more.
"""
RENDERER: Final = 2
"""Which way of drawing an original's pictures had: 2 since colours are shown as every file means them.

``album repair`` looks at those again that had an older one. Raise it when pictures come out better once more.
"""
MEDIA: Final = "media"
"""The field that says what the original is, where that is no photo."""
VIDEO: Final = "video"
RAW: Final = "raw"
"""A camera's raw file: shown as a photo is."""
UNDEVELOPED: Final = ("small", "drawn")
"""What ``poster`` says of a raw file whose pictures could be better: nothing was there that develops it."""
SIDECARS: Final = "sidecars"
"""In the original's document: what is said of each sidecar that is attached there."""
SIDECAR: Final = "sidecar-"
"""Begins the names of such attachments; then follow the md5 of their bytes, and their extension."""
OF_FILE: Final = "of_file"
"""In the original's document: the words that stood in the file, where any did; so a person's can be told from them."""
UPRIGHT: Final = "Horizontal (normal)"
ORIENTATION: Final = "Image Orientation"


def couch_digest(md5_hex: str) -> str:
    """An md5 as CouchDB writes it with an attachment."""
    return "md5-" + base64.b64encode(bytes.fromhex(md5_hex)).decode("ascii")


def original_id(photo_id: str) -> str:
    """The id of the document that holds a photo's original."""
    return f"original-{photo_id}"


@dataclass(frozen=True, slots=True)
class AlbumCheck:
    """What an album says of itself."""

    kind: str
    """For people: ``CouchDB 3.5.0``, ``On this computer``."""
    user: str
    """Who is signed in; empty for nobody, and for the embedded album."""
    may_write: bool
    missing: tuple[str, ...] = ()
    """What set-up would bring: ``views``."""
    photos: int | None = None
    """How many documents are there, about; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the album has of one photo; what is deleted is not there."""

    photo: Mapping[str, Any] | None = None
    """The photo's document with its attachments' stubs."""
    original: Mapping[str, Any] | None = None
    """The original's document with its attachments' stubs."""

    @property
    def is_readable(self) -> bool:
        """Whether what is said of the photo can be read; neither written over nor believed to be absent otherwise."""
        return is_readable(self.photo) and is_readable(self.original)

    def is_complete(self, digests: Digests, renditions: Sequence[str]) -> bool:
        """Whether nothing is left to store: the same bytes, every picture, and not in the trash."""
        if self.photo is None or self.photo.get("cat") == TRASH:
            return False
        return self.has_original(digests) and self.has_pictures(renditions)

    def has_original(self, digests: Digests) -> bool:
        """Whether the stored original is these very bytes, by the server's own digest."""
        if self.original is None or self.original.get("sha256") != digests.sha256:
            return False
        wanted = (couch_digest(digests.md5), digests.size)
        return any(fingerprint(stub) == wanted for stub in stubs(self.original).values())

    def has_pictures(self, renditions: Sequence[str]) -> bool:
        """Whether all pictures are there; another machine's image library renders other bytes."""
        return self.photo is not None and set(renditions) <= set(stubs(self.photo))

    def is_other(self, digests: Digests) -> bool:
        """Whether another photo is stored under the same md5."""
        known = {as_text(doc.get("sha256")) for doc in (self.photo, self.original) if doc is not None} - {""}
        return bool(known) and known != {digests.sha256}


def fingerprint(stub: Mapping[str, Any]) -> tuple[object, object]:
    """``(digest, length)`` of a stub, as the server made them from the bytes that it holds."""
    return stub.get("digest"), stub.get("length")


def photo_document(photo: Photo) -> Document:
    """The photo's own document, without attachments; fields as in docs/album.md."""
    reading = photo.prepared.reading
    return {
        "_id": photo.digests.md5,
        "type": "photo",
        "taken": photo.taken.day,
        "ts": photo.ts,
        "cat": photo.category,
        "keywords": list(photo.keywords),
        "descr": photo.description,
        **({"addedby": photo.added_by} if photo.added_by else {}),
        "size": photo.digests.size,
        "exif": dict(reading.exif),
        "taken_at": photo.taken.at,
        "taken_source": photo.taken.source,
        "taken_precision": photo.taken.precision,
        **_now_and_then(photo),
        "sha256": photo.digests.sha256,
    } | about_pictures(photo.prepared)


def motion_fields(reading: Reading) -> Document:
    """Where in the original a motion photo's film lies; nothing for all others."""
    if not reading.motion_length:
        return {}
    return {"motion_offset": reading.motion_offset, "motion_length": reading.motion_length}


def _now_and_then(photo: Photo) -> Document:
    """What few photos have: another date that disagrees by more than a day, more tags than there may be."""
    taken, left_off = photo.taken, photo.prepared.reading.keywords_left_off
    other = {"taken_other": taken.other, "taken_other_source": taken.other_source} if taken.other else {}
    return other | ({"keywords_left_off": left_off} if left_off else {}) | motion_fields(photo.prepared.reading)


def about_pictures(prepared: Prepared) -> Document:
    """What is said of the pictures; replaced together with them."""
    reading, renditions = prepared.reading, prepared.renditions
    thumb = {"tnwidth": renditions[0].width, "tnheight": renditions[0].height} if renditions else {}
    size = {"width": reading.width, "height": reading.height} if reading.width and reading.height else {}
    return {
        **size,
        **thumb,
        "extension": "jpg",
        "orientation": reading.orientation,
        "placeholder": prepared.placeholder,
        **(_about_film(prepared) if prepared.is_video else {}),
        **({MEDIA: RAW, "poster": prepared.poster} if prepared.is_raw else {}),
    }


def _about_film(prepared: Prepared) -> Document:
    """What a video's document says beside a photo's; what the file does not tell is no field."""
    reading = prepared.reading
    told = {
        "duration": reading.duration_s,
        "video_codec": reading.video_codec,
        "audio_codec": reading.audio_codec,
        "frame_rate": reading.frame_rate,
    }
    return {MEDIA: VIDEO, "poster": prepared.poster, **{name: value for name, value in told.items() if value}}


def original_document(photo: Photo) -> Document:
    """The document beside the original's bytes. It has none of the fields that the old album's views list."""
    reading = photo.prepared.reading
    document: Document = {
        "_id": original_id(photo.digests.md5),
        "type": "original",
        "photo": photo.digests.md5,
        "sha256": photo.digests.sha256,
        "filename": photo.filename,
        "content_type": reading.content_type,
        "size": photo.digests.size,
        "exif": dict(reading.full_exif),
        "reader": READER,
        "renderer": RENDERER,
        **({PAIR_KEYS: keys} if (keys := keys_of(photo.filename, reading)) else {}),
        **({ADDED_BY: photo.login} if photo.login else {}),
        **({OF_FILE: words} if (words := _words_of_file(photo)) else {}),
    }
    if reading.location is not None:
        place = reading.location
        document["location"] = {"lat": place.lat, "lon": place.lon, "alt": place.alt}
    return document


def _words_of_file(photo: Photo) -> Document:
    reading = photo.prepared.reading
    words = {"descr": reading.description, "keywords": [as_keyword(word) for word in reading.keywords if word.strip()]}
    return {name: told for name, told in words.items() if told}


def sidecar_stubs(document: Mapping[str, Any]) -> Document:
    """The stubs of the sidecars at an original: whoever writes the original anew keeps them."""
    return {name: stub for name, stub in stubs(document).items() if name.startswith(SIDECAR)}


def completed(existing: Mapping[str, Any], photo: Photo) -> Document:
    """A stored photo's document with what was missing in it; whatever it says already is the user's and stays.

    The pictures are one set: they, and what is said of them, are ours now, and upright.
    """
    new = photo_document(photo)
    # What is odd in a field that we know is as good as missing; in one that we don't know it is somebody's.
    known = {name: value for name, value in read(existing).items() if value is not None}
    document = {**{name: existing[name] for name in existing if name not in new}, **new, **known}
    document |= about_pictures(photo.prepared)
    exif = document.get("exif")
    if isinstance(exif, Mapping) and ORIENTATION in exif:
        document["exif"] = {**exif, ORIENTATION: UPRIGHT}
    return come_again(document)


def restored(document: Mapping[str, Any]) -> Document:
    """The document out of the trash, in the category that it had."""
    kept = {name: value for name, value in document.items() if name not in (TRASHED_FROM, TRASHED_WITH)}
    if kept.get("cat") == TRASH:
        kept["cat"] = as_text(document.get(TRASHED_FROM)) or PRIVATE
    return kept


def come_again(document: Mapping[str, Any]) -> Document:
    """As ``restored``, of one whose file came again. What went to the trash with another one does not wait for that: it
    stands alone until both are out of it.
    """
    found = restored(document)
    if document.get("cat") == TRASH:
        for name in (PART_OF, PART):
            found.pop(name, None)
    return found


def trashed_with_others(parts: Mapping[str, Any]) -> list[str]:
    """Of the answer of the view ``parts``, the ids of those in the trash."""
    return [row["id"] for row in parts.get("rows", ()) if (row.get("value") or {}).get("cat") == TRASH]


def trashed(document: Mapping[str, Any]) -> Document:
    """The document in the trash; the category that it had is kept beside."""
    if document.get("cat") == TRASH:
        return dict(document)
    return {**document, TRASHED_FROM: document.get("cat"), "cat": TRASH}
