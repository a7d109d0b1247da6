"""Which photo a sidecar belongs to, by the names of both in one folder. Rules as data; nothing is opened.

Both sides are turned into keys, so that thousands of either cost one look each. What a sidecar's content says
(Takeout's ``title``) only chooses between photos that fit by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from photospool.photo.edited_names import EDITED_WORDS
from photospool.photo.formats import PHOTOS, PICTURED, RAW, VIDEOS, is_sidecar_name, kind_of_name
from photospool.security.untrusted_text import folded

File = TypeVar("File")

SUPPLEMENT: Final = ".supplemental-metadata"
"""Takeout's since 2024, cut off where the name gets too long."""
CUTS: Final = (46, 51)
"""How much of a name Takeout leaves of a sidecar before ``.json`` (46: with it 51), or with a form of its own; in units
of UTF-16, of which an emoji has two (seen in what programs that read Takeouts are tried with: immich-go)."""
ALBUM_NOTES: Final = frozenset(
    (
        # Takeout's notes of an album, by its user's language: what programs that read Takeouts look for (immich-go)
        *("metadata.json", "metadaten.json", "métadonnées.json", "metadati.json", "metadáta.json", "metadatos.json"),
        *("metadades.json", "метаданные.json", "метаданни.json"),
    )
)

_NUMBER: Final = re.compile(r"^(.*?)(\(\d{1,4}\))?$", re.DOTALL)
_AGAIN: Final = re.compile(r"\(\d{1,4}\)\.(?=json$)")
_DARKTABLE: Final = re.compile(r"^(.+)_\d{2}(\.[^.]+)$")
"""``IMG_1_01.CR2.xmp``: the second development of ``IMG_1.CR2`` (darktable's manual, “sidecar files”)."""
_APPLES_ORIGINAL: Final = re.compile(r"^(img_)o(\d+)$")
"""``IMG_O1234.AAE``: what was done to ``IMG_1234`` before its last edit (Apple's Image Capture)."""
_SHORTEST: Final = 4
_UNSURE: Final = 10
"""A longer beginning of a sidecar's name is told one letter shorter: Takeout may have cut an umlaut's dots off."""
Key = tuple[str, str]


def is_album_notes(name: str) -> bool:
    """Whether this is how Takeout calls its notes of a whole album, or of another one of the same title."""
    return _AGAIN.sub(".", folded(name)) in ALBUM_NOTES


def beginning(sidecar: str) -> str:
    """What the folded name of every photo begins with that this sidecar can belong to."""
    base, _ = _NUMBER.match(folded(sidecar).rpartition(".")[0]).groups()  # type: ignore[union-attr]
    base = base.partition(".")[0] if not base.startswith(".") else base
    base = _NUMBER.match(base)[1]  # type: ignore[index]
    if found := _APPLES_ORIGINAL.match(base):
        return found[1]
    begins = re.sub(r"_\d{2}$", "", base)[: min(CUTS) - 6]
    return begins if begins.isascii() or len(begins) <= _UNSURE else begins[:-1]


def keys_of_sidecar(name: str) -> list[Key]:
    """The best first."""
    base, _, extension = folded(name).rpartition(".")
    if extension == "json":
        stem, number = _NUMBER.match(base).groups()  # type: ignore[union-attr]
        title, dot, rest = stem.rpartition(".")
        # Where a name is cut depends on more than its length: all that may be left of the addition means the same.
        less = [("json", title + (number or ""))] if dot and SUPPLEMENT.startswith(dot + rest) else []
        return [("json", stem + (number or "")), *less, ("stem", base)] if stem else []
    keys = [("name", base), ("stem", base)]
    if extension == "xmp" and (found := _DARKTABLE.match(base)):
        keys.append(("name", found[1] + found[2]))
    if extension == "aae" and (found := _APPLES_ORIGINAL.match(base)):
        keys.append(("stem", found[1] + found[2]))
    return keys


def keys_of_photo(name: str) -> set[Key]:
    """Every key under which a sidecar of this photo may come."""
    plain = folded(name)
    found = {("name", plain), ("stem", plain.rpartition(".")[0])}
    # Cut as Takeout had the name, folded only then: "ß" folds to two letters, and a disk may store "ä" as two.
    for form in {name, *(() if name.isascii() else (unicodedata.normalize(form, name) for form in ("NFC", "NFD")))}:
        stem, dot, extension = form.rpartition(".")
        number = _NUMBER.match(stem)
        titles = [(form, "")]
        if number and number[2] and number[1]:
            titles.append((f"{number[1]}{dot}{extension}", number[2]))
        for title, behind in titles:
            found |= {("json", folded(key)) for key in _takeouts(title, behind)}
    return found


def _takeouts(title: str, number: str) -> Iterator[str]:
    """Names of this title's sidecar without ``.json``: whole, and cut where Takeout cuts."""
    whole = title + SUPPLEMENT
    yield title + number
    yield whole + number
    for cut in (*CUTS, *(cut - len(number) for cut in CUTS if number)):
        if cut >= _SHORTEST:
            yield _cut(whole, cut) + number


def _cut(text: str, units: int) -> str:
    """So many units of UTF-16 of it, and no half of a sign."""
    if text.isascii():
        return text[:units]
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass")
    return kept[:-1] if "\ud800" <= kept[-1:] <= "\udbff" else kept


def unedited(name: str) -> str:
    """The name of the photo that an edited copy of Google's was made of; empty for any other."""
    stem, dot, extension = unicodedata.normalize("NFC", name).rpartition(".")
    base, number = _NUMBER.match(stem).groups()  # type: ignore[union-attr]
    for ending in EDITED_WORDS:
        if folded(base).endswith(folded(ending)) and len(base) > len(ending):
            return f"{base[: -len(ending)]}{number or ''}{dot}{extension}"
    return ""


_RANK: Final = {"xmp": (RAW, PHOTOS, VIDEOS), "aae": (PHOTOS, RAW, VIDEOS), "json": (PHOTOS, RAW, VIDEOS)}
"""Of two files with one stem: Adobe writes sidecars for raw files alone, Apple for the picture of a live photo."""


def photos_of(sidecar: str, photos: Iterable[str], title: str = "") -> tuple[list[str], list[str]]:
    """The names of those that it may belong to, the best alone (more than one: nobody can tell); and edited copies.

    ``title`` is what Takeout's content calls the photo. A JSON of the mere stem belongs only to one with this title,
    which has no extension where the photo came to Google without one.
    """
    if not is_sidecar_name(sidecar):
        return [], []
    kind = folded(sidecar).rpartition(".")[2]
    known = [name for name in dict.fromkeys(photos) if kind_of_name(name) in PICTURED]
    edits = {name: of for name in known if (of := unedited(name))} if kind == "json" else {}
    plain = [name for name in known if name not in edits]
    own = _fitting(sidecar, plain, title, kind)
    copies = [name for name, of in edits.items() if _fitting(sidecar, [of], title, kind)]
    if not own:  # the photo itself is not there: its copy has the sidecar alone
        own, copies = copies, []
    return own, copies


def only_ones(files: Mapping[str, Sequence[File]], own: Sequence[str], copies: Sequence[str]) -> tuple[File, ...]:
    """Of what ``photos_of`` gave, the files, by their names: its own, then each edited copy that is the only one of its
    name. Empty where its own is not one alone: nobody can tell.
    """
    if len(own) != 1 or len(files[own[0]]) != 1:
        return ()
    return (files[own[0]][0], *(files[copy][0] for copy in copies if len(files[copy]) == 1))


def _fitting(sidecar: str, photos: list[str], title: str, kind: str) -> list[str]:
    by_name = [(name, keys_of_photo(name)) for name in photos]
    for key in keys_of_sidecar(sidecar):
        found = [name for name, keys in by_name if key in keys]
        if kind == "json" and key[0] == "stem":
            found = [name for name in found if title and folded(title) in {folded(name), key[1]}]
        if len(found) > 1 and title:
            found = [name for name in found if folded(name) == folded(title)] or found
        if len(found) > 1:
            best = min(_RANK[kind].index(kind_of_name(name)) for name in found)
            found = [name for name in found if _RANK[kind].index(kind_of_name(name)) == best]
        if found:
            return found
    return []
