"""What the two documents of a photo say of its sidecars, and what of their words counts. Asks no album.

What a person edited in the album beats a sidecar, a sidecar beats the file. Places and people stay in the original's
document, which no stranger gets. An attachment is named after its bytes, so that equal ones are one, whoever brings
them, and a different one never takes another's place: of each form the newest counts. ``attach_sidecars`` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from photospool.album.documents import (
    OF_FILE,
    PUBLIC,
    SIDECAR,
    SIDECARS,
    TRASHED_FROM,
    Document,
    couch_digest,
)
from photospool.album.merge import NO_WORDS
from photospool.album.schema import is_plain, stubs
from photospool.album.views import UNPROCESSED, words_of
from photospool.photo.metadata.dates import ARRIVAL, FILE_TIME
from photospool.photo.metadata.sidecar_words import BY_SIDECAR, FAVORITE, MODIFIED
from photospool.photo.metadata.tags import as_keyword
from photospool.photo.metadata.text import as_text, texts
from photospool.photo.photo import Digests, Reading

PEOPLE: Final = "people"
"""In the original's document: names of those who are shown."""
PLACE: Final = "location"
PLACE_OF_FILE: Final = "location_of_file"
HANDED_OVER: Final = "handed_over"
"""There, too: which photo has a sidecar now that was taken off this one, by its attachment."""
FORMS: Final = ("xmp", "aae", "json")
"""What the name of a sidecar's attachment ends in."""
_COUNTING_FORMS: Final = ("xmp", "json")
"""Those whose words count, the first first: who writes XMP edits; Takeout's is what was when it was made."""
_NAME: Final = re.compile(rf"{SIDECAR}([0-9a-f]{{32}})\.({'|'.join(FORMS)})")
_WHEN: Final = ("taken", "taken_at", "taken_source", "taken_precision")
_OTHER: Final = ("taken_other", "taken_other_source")
_A_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class Sidecar:
    """One that is to be attached."""

    path: Path
    name: str
    """Its own, safe to show."""
    digests: Digests
    reading: Reading
    modified_s: float = 0.0
    """Its file's time, in seconds since 1970, for one that tells none itself."""
    albums: tuple[str, ...] = ()
    """Albums that its photo was in, by their titles."""

    @property
    def attachment(self) -> str:
        """What it is called beside the original."""
        return f"{SIDECAR}{self.digests.md5}.{self.reading.extension}"

    @property
    def tags(self) -> tuple[str, ...]:
        """What it tells of its photo, and the albums that name it, as the album's tags."""
        return tuple(dict.fromkeys(_tags([*self.reading.keywords, *self.albums])))


@dataclass(frozen=True, slots=True)
class Beside:
    """A sidecar that the album has."""

    attachment: str
    name: str
    """As its file was called."""
    md5: str
    stub: Mapping[str, Any]

    @property
    def is_good(self) -> bool:
        """Whether its bytes are those that it was named after, by the album's own digest."""
        return self.stub.get("digest") == couch_digest(self.md5)


def beside(original: Mapping[str, Any] | None) -> list[Beside]:
    """All sidecars of an original's document, in the order of their names there."""
    table = entries(original or {})
    found = []
    for attachment, stub in sorted(stubs(original or {}).items()):
        if match := _NAME.fullmatch(attachment):
            name = as_text(table.get(attachment, {}).get("name")) or attachment
            found.append(Beside(attachment, name, match[1], stub))
    return found


def has_anothers(original: Mapping[str, Any], reading: Reading) -> bool:
    """Whether it has a sidecar of a Takeout, as this reading is one, that says something else."""
    table = entries(original)
    told = [_said(table.get(one.attachment, {})) for one in beside(original) if one.attachment.endswith(".json")]
    return reading.format == "TAKEOUT" and bool(told) and _says(reading) not in told


def without(original: Mapping[str, Any], gone: Collection[str]) -> Document:
    """The original's document with nothing said of these sidecars: their place gives way to that of the file, or of
    the sidecars that are left, and their people go. Its attachments are not touched.
    """
    table = entries(original)
    went = [table.pop(name) for name in sorted(gone) if name in table]
    if not went:
        return dict(original)
    left: Document = {name: value for name, value in original.items() if name != SIDECARS}
    if original.get(PLACE) in [_said(entry).get(PLACE) for entry in went if PLACE in _said(entry)]:
        left.pop(PLACE)
        if PLACE_OF_FILE in left:
            left[PLACE] = left[PLACE_OF_FILE]
    if PLACE_OF_FILE in left and left[PLACE_OF_FILE] == left.get(PLACE) and not _tells_place(table):
        left.pop(PLACE_OF_FILE)
    if any(texts(_said(entry).get(PEOPLE)) for entry in went):
        left.pop(PEOPLE, None)
    return _counted({**left, SIDECARS: table}) if table else left


def taken_off(original: Mapping[str, Any], attachment: str, taker: str) -> Document:
    """``without`` one that the photo with the id ``taker`` has now, which is noted."""
    return {**without(original, {attachment}), HANDED_OVER: {**handed_over(original), attachment: taker}}


def handed_over(original: Mapping[str, Any] | None) -> dict[str, str]:
    """Sidecars that were taken off this photo, by their attachments, with the id of the photo that has each now."""
    found = (original or {}).get(HANDED_OVER)
    if not isinstance(found, Mapping):
        return {}
    return {name: taker for name, taker in found.items() if isinstance(taker, str)}


def with_sidecar(original: Mapping[str, Any], sidecar: Sidecar) -> Document:
    """The original's document with what is said of one more; of one that is there, its albums are joined."""
    table = entries(original)
    former = table.get(sidecar.attachment, {})
    albums = dict.fromkeys([*texts(former.get("albums")), *sidecar.albums])
    entry = {
        "name": sidecar.name,
        "sha256": sidecar.digests.sha256,
        "size": sidecar.digests.size,
        "modified": _modified(sidecar),
        "says": _says(sidecar.reading),
    }
    entry |= {name: former[name] for name in ("name", "modified") if name in former}
    entry |= {"albums": list(albums)} if albums else {}
    table[sidecar.attachment] = entry
    return _counted({**original, SIDECARS: table}, entries(original))


def with_entry(original: Mapping[str, Any], attachment: str, entry: object) -> Document:
    """The original's document with what was said of a sidecar elsewhere, unless something is said of it already.

    ``entry`` may be anything: where it is no JSON object that a document can hold, nothing is said.
    """
    table = entries(original)
    if isinstance(entry, Mapping) and is_plain(entry):
        table.setdefault(attachment, dict(entry))
    return _counted({**original, SIDECARS: table}, entries(original))


def _tells_place(table: Mapping[str, Mapping[str, Any]]) -> bool:
    return any(PLACE in _said(entry) for entry in table.values())


def _counted(document: Document, before: Mapping[str, Mapping[str, Any]] | None = None) -> Document:
    """With the place and the people that count; in one order, so that two machines write the same.

    ``before`` is what was said of its sidecars until one came: where none told a place, the document's is the file's,
    and is kept also where the sidecar tells the same. It would go with that sidecar.
    """
    table = dict(sorted(entries(document).items()))
    document[SIDECARS] = table
    if HANDED_OVER in document:  # one that came back is here
        document[HANDED_OVER] = {name: to for name, to in handed_over(document).items() if name not in table}
    counting = _counting(table)
    place = next((says[PLACE] for says in counting if isinstance(says.get(PLACE), Mapping)), None)
    is_files = before is not None and not _tells_place(before)
    if place is not None and (is_files or place != document.get(PLACE)):
        if PLACE in document and PLACE_OF_FILE not in document:
            document[PLACE_OF_FILE] = document[PLACE]
        document[PLACE] = place
    people = dict.fromkeys(name for says in counting for name in texts(says.get(PEOPLE)))
    if people:
        document[PEOPLE] = list(people)
    return document


def united(mine: Mapping[str, Any], other: Mapping[str, Any], gone: Collection[str] = ()) -> Document:
    """Two versions of one original's document as one: ``mine``, with the sidecars of both; but for those that are
    ``gone``: one side took them off, because they are another photo's.
    """
    mine, other = without(mine, gone), without(other, gone)
    if taken_off := {**handed_over(other), **handed_over(mine)}:
        mine[HANDED_OVER] = taken_off
    both = {**entries(other), **entries(mine)}
    if not both:
        return dict(mine)
    for name, entry in both.items():
        albums = dict.fromkeys([*texts(entry.get("albums")), *texts(entries(other).get(name, {}).get("albums"))])
        if albums:
            both[name] = {**entry, "albums": sorted(albums)}
    return _counted({**mine, SIDECARS: both})


def _says(reading: Reading) -> Document:
    taken, place = reading.taken, reading.location
    people = {name.casefold() for name in reading.people}
    told = {
        "descr": reading.description,
        # Programs that name faces write the names among the tags too.
        "keywords": [word for word in reading.keywords if word.casefold() not in people],
        PEOPLE: list(reading.people),
        **({PLACE: {"lat": place.lat, "lon": place.lon, "alt": place.alt}} if place else {}),
        **{name: text for name, text in reading.full_exif.items() if name != MODIFIED},
    }
    if taken.day:
        told |= {"taken": taken.day, "taken_at": taken.at, "taken_source": taken.source}
        told |= {"taken_precision": taken.precision}
    return {name: value for name, value in told.items() if value}


def _modified(sidecar: Sidecar) -> str:
    """When it was changed last, in UTC, by itself or else by its file's time: to the second."""
    try:
        told = datetime.fromisoformat(sidecar.reading.full_exif.get(MODIFIED, ""))
        at = told if told.tzinfo else told.replace(tzinfo=UTC)
    except ValueError:
        at = datetime.fromtimestamp(max(0.0, sidecar.modified_s), UTC)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def entries(original: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What is said of each sidecar, by its attachment; whatever another program wrote there is borne."""
    found = original.get(SIDECARS)
    if not isinstance(found, Mapping) or not is_plain(found):
        return {}
    return {name: dict(entry) for name, entry in found.items() if isinstance(entry, Mapping)}


def _counting(table: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What the newest of each form says, the one that counts more first."""
    found = []
    for form in _COUNTING_FORMS:
        of_form = [(as_text(entry.get("modified")), name) for name, entry in table.items() if name.endswith(form)]
        if of_form:
            says = table[max(of_form)[1]].get("says")
            found.append(says if isinstance(says, Mapping) else {})
    return found


def with_words(
    photo: Mapping[str, Any], original: Mapping[str, Any], table: Mapping[str, Mapping[str, Any]]
) -> Document:
    """The photo's document with the words of these sidecars, as far as nobody wrote anything themselves.

    ``original`` is the document as it was before the last of them came: it tells which words came from the file. Of a
    public photo nothing changes: strangers would read what nobody looked at.
    """
    if is_shown(photo):
        return dict(photo)
    counting = _counting(table)
    of_file = original.get(OF_FILE)
    of_file = of_file if isinstance(of_file, Mapping) else {}
    result = dict(photo)
    result |= _description(photo, of_file, table, counting)
    result |= _keywords(photo, of_file, entries(original), table, counting)
    result |= _date(photo, counting)
    return result


def is_shown(photo: Mapping[str, Any]) -> bool:
    """Whether strangers see it, or will when it is taken out of the trash."""
    return PUBLIC in (photo.get("cat"), photo.get(TRASHED_FROM))


def unsaid(photo: Mapping[str, Any], base: Mapping[str, Any], original: Mapping[str, Any]) -> Document:
    """The photo's document without what sidecars told of it since ``base``: another machine made that one public.

    Words that nobody looked at; they stay with the original, whose document tells which they are.
    """
    said, result = list(entries(original).values()), dict(photo)
    found, before = list(words_of(photo.get("keywords"))), list(words_of(base.get("keywords")))
    told = {tag for entry in said for tag in (*_tags(_said(entry).get("keywords")), *_tags(entry.get("albums")))}
    told |= {FAVORITE} if any(_said(entry).get(FAVORITE) for entry in said) else set()
    if new := {tag for tag in found if tag in told and tag not in before}:
        # Of a photo that nobody looked at yet they took the place of the file's.
        is_new = UNPROCESSED in found
        result["keywords"] = before if is_new and before else [tag for tag in found if tag not in new]
    fields: tuple[str, ...] = ()
    descr = as_text(photo.get("descr"))
    if descr and descr in {as_text(_said(entry).get("descr")) for entry in said}:
        fields = ("descr",)
    if as_text(photo.get("taken_source")).startswith(BY_SIDECAR):
        fields = (*fields, *_WHEN, *_OTHER)
    for name in fields:
        result.pop(name, None)
        if name in base:
            result[name] = base[name]
    return result


def _description(
    photo: Mapping[str, Any],
    of_file: Mapping[str, Any],
    table: Mapping[str, Mapping[str, Any]],
    counting: list[Mapping[str, Any]],
) -> Document:
    wanted = next(filter(None, (as_text(says.get("descr")) for says in counting)), "")
    ours = NO_WORDS | {as_text(of_file.get("descr"))} | {as_text(_said(entry).get("descr")) for entry in table.values()}
    return {"descr": wanted} if wanted and as_text(photo.get("descr")) in ours else {}


def _keywords(
    photo: Mapping[str, Any],
    of_file: Mapping[str, Any],
    before: Mapping[str, Mapping[str, Any]],
    table: Mapping[str, Mapping[str, Any]],
    counting: list[Mapping[str, Any]],
) -> Document:
    """Of a photo that nobody looked at yet, the sidecar's instead of the file's; else those that are new are added:
    what a person has taken away does not come back.
    """
    tags, of_the_file = list(words_of(photo.get("keywords"))), _tags(of_file.get("keywords"))
    albums = [album for entry in table.values() for album in texts(entry.get("albums"))]
    told = next(filter(None, (_tags(says.get("keywords")) for says in counting)), [])
    favorites = [FAVORITE] if any(says.get(FAVORITE) for says in counting) else []
    wanted = list(dict.fromkeys([*told, *_tags(albums), *favorites]))
    former = [tag for entry in before.values() for tag in _tags(_said(entry).get("keywords"))]
    if UNPROCESSED in tags:
        gone = {*of_the_file, *former, UNPROCESSED} - set(wanted) if told else {UNPROCESSED}
        found = list(dict.fromkeys([*(tag for tag in tags if tag not in gone), *wanted, UNPROCESSED]))
        found = [*(tag for tag in found if tag != UNPROCESSED), UNPROCESSED]
    else:
        known = {*of_the_file, *former, *_tags([a for e in before.values() for a in texts(e.get("albums"))])}
        known |= {FAVORITE} if any(_said(entry).get(FAVORITE) for entry in before.values()) else set()
        found = list(dict.fromkeys([*tags, *(tag for tag in wanted if tag not in known)]))
    return {"keywords": found} if set(found) != set(tags) else {}


def _tags(words: object) -> list[str]:
    return [as_keyword(word) for word in texts(words) if word.strip()]


def _said(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    says = entry.get("says")
    return says if isinstance(says, Mapping) else {}


def _date(photo: Mapping[str, Any], counting: list[Mapping[str, Any]]) -> Document:
    """A date that only says the same moment less well changes nothing: an instant of what a wall clock told."""
    wanted = next((says for says in counting if as_text(says.get("taken_at"))), None)
    source, at = as_text(photo.get("taken_source")), as_text(photo.get("taken_at"))
    if wanted is None or not source or source == "user":
        return {}  # a person's word, or that of another program
    new = as_text(wanted["taken_at"])
    if new[:19] == at[:19]:
        return {}
    is_weak = source.startswith((FILE_TIME, ARRIVAL)) or len(at) < len("2013-05-01T12:34")
    is_instant = "Takeout" in as_text(wanted.get("taken_source"))
    is_same_day = not _is_apart(at, new)
    if is_instant and is_same_day and not is_weak and not source.startswith(BY_SIDECAR):
        return {}
    found: Document = {name: as_text(wanted.get(name)) for name in _WHEN}
    if not is_same_day and not is_weak and not source.startswith(BY_SIDECAR):
        found |= {"taken_other": at, "taken_other_source": source}
    return found


def _is_apart(one: str, other: str) -> bool:
    """Whether two disagree by more than a day, or can't be compared."""
    try:
        days = [datetime.fromisoformat((text + "-01-01")[:10]) for text in (one, other)]
    except ValueError:
        return True
    return abs((days[0] - days[1]).total_seconds()) > _A_DAY_S
