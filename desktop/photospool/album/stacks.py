"""Which files are one thing, and which of them is shown: decided from their documents alone. Pure.

Two machines that know the same documents decide the same and write the same, to the letter: no time and no machine's
name is in it, so that copies which meet have no conflict. What is found by an identifier is believed; what is found by
a name only where day, second and camera agree and no other file could be meant. What a person said wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from photospool.album.documents import (
    APART,
    MEDIA,
    PART,
    PART_OF,
    RAW,
    SHOWN_FIRST,
    TRASH,
    TRASHED_WITH,
    VIDEO,
    Document,
    Stored,
    restored,
    trashed,
)
from photospool.album.merge import NO_WORDS, out_of_trash, stricter
from photospool.album.schema import number, read
from photospool.album.shot_keys import BURST, BURST_NAME, CONTENT, NAME, keys_in
from photospool.album.shot_names import COVER, EDIT, shot_name
from photospool.album.views import is_part, is_photo, words_of
from photospool.photo.metadata.text import as_text

LIVE: Final = "live"
IS_EDIT: Final = "edit"
IS_RAW: Final = "raw"
IN_BURST: Final = "burst"
PARTS: Final = (LIVE, IS_EDIT, IS_RAW, IN_BURST)
"""What the field ``part`` may say; also the order in which a stack's parts are told."""
LONGEST_HALF_S: Final = 10.0
"""A film that only its name joins to a picture is a live photo's half no longer than this; others are films."""
_UNPROCESSED: Final = "unprocessed"


@dataclass(frozen=True)
class Member:
    """One file, as far as it matters here."""

    photo: Mapping[str, Any]
    original: Mapping[str, Any]

    @classmethod
    def of(cls, stored: Stored) -> Member | None:
        """None for what is not there whole, or can't be read."""
        if stored.photo is None or not stored.is_readable or not is_photo(stored.photo):
            return None
        return cls(stored.photo, stored.original or {})

    @property
    def id(self) -> str:
        """Of the photo."""
        return str(self.photo["_id"])

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """By which others of its shot are found."""
        return tuple(keys_in(self.original))

    @property
    def is_video(self) -> bool:
        return self.photo.get(MEDIA) == VIDEO

    @property
    def is_raw(self) -> bool:
        return self.photo.get(MEDIA) == RAW

    @property
    def is_picture(self) -> bool:
        """A finished one."""
        return not self.is_video and not self.is_raw

    @cached_property
    def role(self) -> str:
        """What its name says: ``edit``, ``cover`` or nothing."""
        return shot_name(as_text(self.original.get("filename"))).role

    @property
    def camera(self) -> tuple[str, str]:
        exif = read(self.photo).get("exif")
        words = exif if isinstance(exif, Mapping) else {}
        return as_text(words.get("Image Make")).casefold(), as_text(words.get("Image Model")).casefold()

    @property
    def content(self) -> frozenset[str]:
        return frozenset(key for key in self.keys if key.startswith(CONTENT))

    @property
    def is_free(self) -> bool:
        """Whether it may become part of a stack by itself: nobody took it apart or threw it away."""
        return self.photo.get(APART) is not True and self.photo.get("cat") != TRASH

    @cached_property
    def rank(self) -> tuple[Any, ...]:
        """The lowest of a stack is shown: a person's choice; finished pictures, raw files, films; edits, covers, the
        earliest, the largest; the id."""
        kind = 0 if self.is_picture else 1 if self.is_raw else 2
        known = read(self.photo)
        pixels = (number(known.get("width")) or 0) * (number(known.get("height")) or 0)
        return (
            self.photo.get(SHOWN_FIRST) is not True,
            kind,
            self.role != EDIT,
            self.role != COVER,
            as_text(known.get("taken_at")) or as_text(known.get("taken")),
            -pixels,
            self.id,
        )


@dataclass(frozen=True, slots=True)
class Stack:
    """What is one thing."""

    shown: Member
    parts: tuple[tuple[Member, str], ...]
    """Each with what it is there: one of ``PARTS``."""


def stacks_of(members: Iterable[Member]) -> list[Stack]:
    """The stacks that these files make; what stands alone is in none. In the order of the shown ones' ids."""
    free = {member.id: member for member in members if member.is_free}
    leaders = {name: name for name in free}

    def leader(name: str) -> str:
        while leaders[name] != name:
            name = leaders[name]
        return name

    for one, other in _joined(free.values()):
        first, second = sorted((leader(one), leader(other)))
        leaders[second] = first
    groups: dict[str, list[Member]] = {}
    for name in sorted(free):
        groups.setdefault(leader(name), []).append(free[name])
    found = [_stack(group) for group in groups.values() if len(group) > 1]
    return sorted((stack for stack in found if stack is not None), key=lambda stack: stack.shown.id)


def _stack(group: Sequence[Member]) -> Stack | None:
    """None where there is no picture: films alone wait for theirs."""
    if all(member.is_video for member in group):
        return None
    first, *others = sorted(group, key=lambda member: member.rank)
    return Stack(first, tuple((member, part_in(member, first)) for member in others))


def part_in(member: Member, shown: Member) -> str:
    """What a file is in a stack where another is shown."""
    if member.is_video or shown.is_video:
        return LIVE
    if member.is_raw or shown.is_raw:
        return IS_RAW
    shared = set(member.keys) & set(shown.keys)
    in_burst = any(key.startswith((BURST, BURST_NAME)) for key in shared)
    return IN_BURST if in_burst and not any(key.startswith((CONTENT, NAME)) for key in shared) else IS_EDIT


def _joined(members: Iterable[Member]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that belong together."""
    by_key: dict[str, list[Member]] = {}
    for member in members:
        for key in member.keys:
            by_key.setdefault(key, []).append(member)
    for key in sorted(by_key):
        sharing = sorted(by_key[key], key=lambda member: member.id)
        if key.startswith(CONTENT):
            yield from _chain(sharing)
        elif key.startswith(BURST):
            yield from _chain([member for member in sharing if not member.is_video])
        elif key.startswith(BURST_NAME):
            for same in _by_camera(member for member in sharing if not member.is_video):
                yield from _chain(same)
        elif key.startswith(NAME):
            for same in _by_camera(sharing):
                yield from _by_name(same)


def _chain(members: Sequence[Member]) -> Iterator[tuple[str, str]]:
    return ((one.id, other.id) for one, other in pairwise(members))


def _by_camera(members: Iterable[Member]) -> list[list[Member]]:
    """Files of one name and second, by the camera that they tell; those that tell none go with an only one."""
    found: dict[tuple[str, str], list[Member]] = {}
    for member in members:
        found.setdefault(member.camera, []).append(member)
    silent = found.pop(("", ""), [])
    if silent and len(found) == 1:
        next(iter(found.values())).extend(silent)
    elif silent:
        found["", ""] = silent
    return [sorted(same, key=lambda member: member.id) for same in found.values()]


def _by_name(members: Sequence[Member]) -> Iterator[tuple[str, str]]:
    """What name, second and camera join: nothing that another file could be meant by, or whose identifiers differ."""
    pictures = [member for member in members if member.is_picture]
    plain = [member for member in pictures if member.role != EDIT]
    edits = [member for member in pictures if member.role == EDIT]
    raws = [member for member in members if member.is_raw]
    films = [member for member in members if member.is_video and _is_half(member)]
    if len(plain) > 1 or len(raws) > 1:
        return  # which of them, no name tells
    center = next(iter(plain or raws or edits), None)
    if center is None:
        return
    yield from ((center.id, raw.id) for raw in raws if raw is not center and not _differ(center, raw))
    yield from ((center.id, edit.id) for edit in edits if edit is not center and not _differ(center, edit))
    if len(films) == 1 and not center.content and not films[0].content:
        yield center.id, films[0].id


def _is_half(film: Member) -> bool:
    lasts_s = number(film.photo.get("duration"))
    return lasts_s is not None and 0 < lasts_s <= LONGEST_HALF_S


def _differ(one: Member, other: Member) -> bool:
    return bool(one.content and other.content) and not one.content & other.content


def are_apart(one: Member, other: Member) -> bool:
    """Whether two files say themselves that they are of different shots, whatever their names are: by identifiers,
    cameras, or days on the cameras' clocks. False where they say too little.
    """
    if one.content and other.content:
        return not one.content & other.content
    is_filmed = one.is_video or other.is_video  # a film's notes name the camera in other words
    cameras = zip(one.camera, other.camera, strict=True)
    if not is_filmed and any(here and there and here != there for here, there in cameras):
        return True
    days, others = _days(one), _days(other)
    return bool(days and others) and all(abs((day - there).days) > 1 for day in days for there in others)


def _days(member: Member) -> list[date]:
    """On its camera's clock; a film's may be that of Greenwich."""
    found = []
    for key in member.keys:
        if key.startswith(NAME):
            with suppress(ValueError):
                found.append(date.fromisoformat(key.rpartition("|")[2][:10]))
    return found


def edits(stack: Stack) -> list[Document]:
    """The documents that change so that this is one thing, the shown one first; none where it is one already."""
    shown = _standing_alone(stack.shown.photo)
    changed = []
    for member, part in stack.parts:
        if member.photo.get(PART_OF) != stack.shown.id:
            shown = with_words_of(shown, member.photo)
        wanted = following({**member.photo, PART_OF: stack.shown.id, PART: part}, shown)
        if wanted != member.photo:
            changed.append(wanted)
    return [*([shown] if shown != stack.shown.photo else []), *changed]


def _standing_alone(document: Mapping[str, Any]) -> Document:
    return {name: value for name, value in document.items() if name not in (PART_OF, PART, TRASHED_WITH)}


def with_words_of(shown: Mapping[str, Any], part: Mapping[str, Any]) -> Document:
    """The shown one with what people said of a part before it was one: its tags, and its description if it has none.

    Nothing of a part that fewer people see than the shown one: its words would be told to all others.
    """
    wanted = dict(shown)
    category = out_of_trash(shown)
    if stricter(category, out_of_trash(part)) != category:
        return wanted
    tags, more = list(words_of(shown.get("keywords"))), list(words_of(part.get("keywords")))
    if left := [word for word in more if word not in tags and word != _UNPROCESSED]:
        wanted["keywords"] = [*tags, *left]
    told = as_text(part.get("descr"))
    if told not in NO_WORDS and as_text(shown.get("descr")) in NO_WORDS:
        wanted["descr"] = told
    return wanted


def following(part: Mapping[str, Any], shown: Mapping[str, Any]) -> Document:
    """A part where its shown one is: in the trash with it and out of it again, never open to more people than that."""
    wanted = dict(part)
    if shown.get("cat") == TRASH:
        return wanted if wanted.get("cat") == TRASH else {**trashed(wanted), TRASHED_WITH: shown["_id"]}
    if wanted.get("cat") == TRASH:
        if TRASHED_WITH not in wanted:
            return wanted  # thrown away by itself
        wanted = restored(wanted)
    category = stricter(as_text(wanted.get("cat")), as_text(shown.get("cat")))
    return wanted if wanted.get("cat") == category else {**wanted, "cat": category}


def taken_apart(part: Mapping[str, Any]) -> Document:
    """A part as a thing of its own, which no look puts back; it stays in the category that it has."""
    return {**restored_alone(part), APART: True}


def restored_alone(part: Mapping[str, Any]) -> Document:
    """A part whose shown one is not there: it is seen again."""
    return _standing_alone(part)


def put_together(document: Mapping[str, Any]) -> Document:
    """One that a person took apart, as if nobody had."""
    return {name: value for name, value in document.items() if name not in (APART, SHOWN_FIRST)}


def shown_first(members: Sequence[Member], chosen_id: str) -> list[Document]:
    """The documents that change so that this one of a stack is shown instead; ``members`` are all of the stack."""
    chosen = [
        Member(
            {
                **{name: value for name, value in member.photo.items() if name != SHOWN_FIRST},
                **({SHOWN_FIRST: True} if member.id == chosen_id else {}),
            },
            member.original,
        )
        for member in members
    ]
    first = next(member for member in chosen if member.id == chosen_id)
    shown = _standing_alone(first.photo)
    were = {member.id: member.photo for member in members}
    changed = []
    for member in chosen:
        if member.id == chosen_id:
            continue
        if not is_part(member.photo):
            shown = with_words_of(shown, member.photo)
        wanted = following({**member.photo, PART_OF: chosen_id, PART: part_in(member, first)}, shown)
        if wanted != were[member.id]:
            changed.append(wanted)
    return [shown, *changed]
