"""Find the files of one shot in an album, and note that they are one thing: for any album, whoever brought them.

One small question for each photo that has a key (the view ``partners``), answered for all that came together. What is
noted, and of which, ``stacks`` decides. Nothing is ever deleted, renamed or absorbed; cut short, it begins anew.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from photospool.album.base import NotThere, in_pages
from photospool.album.documents import PART_OF, Document, Stored, original_id
from photospool.album.stacks import Member, edits, following, restored_alone, stacks_of
from photospool.album.store_photo import Pause, Tries
from photospool.album.views import is_part
from photospool.errors import PhotospoolError, StoreInterrupted

log = logging.getLogger(__name__)

AT_ONCE: Final = 200
"""Photos, or keys, in one request."""
_ROUNDS: Final = 6
"""How far partners of partners are followed: an edit's picture, its film, its raw file, its burst."""
_MOST: Final = 5000
"""Files that are looked at together; a camera's longest burst has a few hundred."""
_SEEDS: Final = 50
"""Files whose stacks are looked at together."""


class StackShelf(Protocol):
    """An album as far as this needs it; both albums are one."""

    def view(self, name: str, **options: Any) -> dict[str, Any]:
        """As in base.py."""
        ...

    def listed(self, ids: Sequence[str]) -> dict[str, Stored]:
        """As in base.py."""
        ...

    def bulk(self, documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """As in base.py."""
        ...


@dataclass(frozen=True, slots=True)
class Linked:
    """What a look came to."""

    parts: int = 0
    """Photos that belong to another one now, and did not before."""
    followed: int = 0
    """Parts that went where their shown one is: another category, the trash, out of it."""
    freed: int = 0
    """Parts whose shown one is not there any more: they are seen again."""

    def __add__(self, other: Linked) -> Linked:
        return Linked(self.parts + other.parts, self.followed + other.followed, self.freed + other.freed)

    @property
    def documents(self) -> int:
        """Photos that were changed, beside shown ones that got a part's words."""
        return self.parts + self.followed + self.freed


class StackLinker:
    """For one album; may be called from several threads at once."""

    def __init__(
        self,
        album: StackShelf,
        *,
        pause: Pause = time.sleep,
        dry_run: bool = False,
        told: Callable[[Mapping[str, str]], None] = lambda _parts: None,
    ) -> None:
        """``dry_run``: only counts what would be noted. ``told`` is called with new parts' ids → their shown ones'."""
        self._told = told
        self._album = album
        self._pause = pause
        self._dry_run = dry_run
        self._lock = threading.Lock()
        self._came: set[str] = set()  # guarded by _lock
        self._is_busy = False  # guarded by _lock

    def came(self, keys: Iterable[str]) -> None:
        """A photo with these keys was stored: look for its partners, together with all that come meanwhile.

        Never fails: what is not found now, the next look at the whole album finds.
        """
        with self._lock:
            self._came.update(keys)
            if self._is_busy or not self._came:
                return  # whoever is at it takes these too
            self._is_busy = True
        while True:
            with self._lock:
                some, self._came = self._came, set()
                if not some:
                    self._is_busy = False
                    return
            try:
                self.of_keys(some)
            except PhotospoolError as exc:
                log.info("Partners were not looked for: %s", exc)
            except Exception:  # a bug of ours, or rows of no use: the photo has arrived, whatever comes of its partners
                log.exception("Partners were not looked for")
            except BaseException:
                with self._lock:
                    self._is_busy = False
                raise

    def of_keys(self, keys: Iterable[str]) -> Linked:
        """Make one thing of whatever shares one of these keys. Raises what the album raises, StoreInterrupted."""
        shared = [ids for ids in self._sharing(sorted(set(keys))).values() if len(ids) > 1]
        done = Linked()
        for some in in_pages([min(ids) for ids in shared], _SEEDS):
            done += self._linked(some)
        return done

    def of_photos(self, ids: Iterable[str]) -> Linked:
        """The same for photos of which only the id is known; and what belongs to them follows them."""
        done = Linked()
        for some in in_pages(sorted(set(ids)), AT_ONCE):
            members = self._members(some)
            done += self.of_keys(key for member in members.values() for key in member.keys)
            parts = {name: str(one.photo[PART_OF]) for name, one in members.items() if is_part(one.photo)}
            rows = self._view("parts", keys=some, reduce=False)
            done += self._followed({**parts, **{row["id"]: row["key"] for row in rows}})
        return done

    def of_all(self) -> Linked:
        """The same for the whole album: two lists, and the documents of what is not one thing yet."""
        rows = self._view("parts", reduce=False)
        parts = {row["id"]: row["key"] for row in rows}
        loose = sorted(set(self._loose(parts)))
        done = Linked()
        for some in in_pages(loose, _SEEDS):
            done += self._linked(some)
        return done + self._followed(parts)

    def _loose(self, parts: Mapping[str, str]) -> Iterator[str]:
        """One of each group that shares a key and is not one thing already."""
        key, group = None, list[str]()
        for row in [*self._view("partners"), {"key": None, "id": ""}]:
            if row["key"] != key:
                if len({parts.get(one, one) for one in group}) > 1:
                    yield group[0]
                key, group = row["key"], []
            group.append(row["id"].removeprefix(original_id("")))

    def _linked(self, ids: Sequence[str]) -> Linked:
        """Decide and write, and again if somebody else wrote meanwhile."""
        tries = Tries(self._pause)
        new: dict[str, str] = {}
        followed: set[str] = set()
        while True:
            members = self._closed(ids)
            wanted = [document for stack in stacks_of(members) for document in edits(stack)]
            before = {member.id: member.photo.get(PART_OF) for member in members}
            for document in wanted:
                if is_part(document) and document[PART_OF] != before[document["_id"]]:
                    new[document["_id"]] = document[PART_OF]
                elif is_part(document):
                    followed.add(document["_id"])
            if self._written(wanted):
                if new and not self._dry_run:
                    self._told(new)
                return Linked(parts=len(new), followed=len(followed - set(new)))
            if not tries.again():
                raise _interrupted()

    def _followed(self, parts: Mapping[str, str]) -> Linked:
        """``parts``: the ids of parts → of their shown ones."""
        done = Linked()
        for some in in_pages(sorted(parts), AT_ONCE):
            tries = Tries(self._pause)
            while True:
                wanted, followed, freed = self._to_follow({one: parts[one] for one in some})
                if self._written(wanted):
                    done += Linked(followed=followed, freed=freed)
                    break
                if not tries.again():
                    raise _interrupted()
        return done

    def _to_follow(self, parts: Mapping[str, str]) -> tuple[list[Document], int, int]:
        found = self._members([*parts, *parts.values()])
        wanted: list[Document] = []
        freed = 0
        for part in (found[one] for one in parts if one in found):
            if not is_part(part.photo):
                continue
            shown = found.get(str(part.photo[PART_OF]))
            if shown is None:
                changed = restored_alone(part.photo)
                freed += 1
            elif is_part(shown.photo):
                wanted += self._unknotted(part, found)
                continue
            else:
                changed = following(part.photo, shown.photo)
            if changed != part.photo:
                wanted.append(changed)
        distinct = list({document["_id"]: document for document in wanted}.values())
        return distinct, len(distinct) - freed, freed

    def _unknotted(self, part: Member, found: dict[str, Member]) -> list[Document]:
        """A part of a part, or two that are part of each other, as two machines may have made them: one is shown.

        The end of the chain, or of those in a circle the first by rank.
        """
        way = [part]
        while is_part(way[-1].photo):
            following_id = str(way[-1].photo[PART_OF])
            if following_id in {one.id for one in way}:
                at = next(n for n, one in enumerate(way) if one.id == following_id)
                first = min(way[at:], key=lambda member: member.rank)
                return [restored_alone(first.photo)]
            if following_id not in found:
                found.update(self._members([following_id]))
            if following_id not in found or len(way) > _MOST:
                break
            way.append(found[following_id])
        end = way[-1]
        return [following({**part.photo, PART_OF: end.id}, end.photo)] if end is not part else []

    def _closed(self, ids: Sequence[str]) -> list[Member]:
        """These, and whatever shares a key with them, or with those."""
        found = self._members(ids)
        asked: set[str] = set()
        for _ in range(_ROUNDS):
            keys = {key for member in found.values() for key in member.keys} - asked
            if not keys or len(found) > _MOST:
                break
            asked |= keys
            others = {one for sharing in self._sharing(sorted(keys)).values() for one in sharing} - set(found)
            found |= self._members(sorted(others))
        return list(found.values())

    def _members(self, ids: Iterable[str]) -> dict[str, Member]:
        found: dict[str, Member] = {}
        for some in in_pages(list(dict.fromkeys(ids)), AT_ONCE):
            for photo_id, stored in self._album.listed(some).items():
                if member := Member.of(stored):
                    found[photo_id] = member
        return found

    def _sharing(self, keys: Sequence[str]) -> dict[str, list[str]]:
        """Key → ids of the photos that have it."""
        found: dict[str, list[str]] = {}
        for some in in_pages(keys, AT_ONCE):
            for row in self._view("partners", keys=some):
                found.setdefault(row["key"], []).append(row["id"].removeprefix(original_id("")))
        return found

    def _view(self, name: str, **options: Any) -> list[dict[str, Any]]:
        """None where the album's views are of an earlier version: set-up brings them, and the next look finds all."""
        try:
            rows = self._album.view(name, **options).get("rows")
        except NotThere:
            return []
        return rows if isinstance(rows, list) else []

    def _written(self, documents: Sequence[Document]) -> bool:
        """Whether all were stored; False where somebody else wrote one meanwhile. The shown ones come first."""
        if self._dry_run:
            return True
        rows = [row for some in in_pages(documents, AT_ONCE) for row in self._album.bulk(some)]
        return not any("error" in row for row in rows)


def _interrupted() -> StoreInterrupted:
    return StoreInterrupted(
        "Somebody else changes the same thing in the album again and again.",
        "Nothing is lost. Please try again when that has ended.",
    )
