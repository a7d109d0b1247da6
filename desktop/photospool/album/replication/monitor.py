"""Look after the copies while the program runs: what is no longer public goes, conflicts are merged, trouble is told.

Cheap while nothing happens: the album's list of changes says what to look at. Everything is looked at when the program
starts and every day, since an edit may have been made on another machine, or while a server was away.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from photospool.album.base import NotThere
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.replication import carrying, resend
from photospool.album.replication.conflicts import settle, torn_ids
from photospool.album.replication.filters import TEST
from photospool.album.replication.hindrances import sentence
from photospool.album.replication.limits import with_limit
from photospool.album.replication.mending import Naming, affected, mend
from photospool.album.replication.models import (
    TODAY,
    Condition,
    Copy,
    CopyState,
    Films,
    Missing,
    Obstacle,
    Pause,
    PausedWhy,
)
from photospool.album.replication.progress import state_of
from photospool.album.replication.public.films import bring
from photospool.album.replication.public.retract import STILL_READABLE, STILL_READABLE_ADVICE, Audit, audit
from photospool.album.replication.replications import Replications
from photospool.errors import AlbumRefused, AlbumUnavailable, CopyError, CopyUnreachable, PhotospoolError
from photospool.events import ConflictsFound, Listener, ReplicaFailed, ReplicaRecovered, Unpublished
from photospool.messages import joined, message, plural
from photospool.photo.public_film.reasons import WORDS

_MOST: Final = 2000
"""Changes that are looked at in one round; the next follows at once."""
_LOOKS_AGAIN_S: Final = (15.0, 60.0, 300.0, 1800.0)
"""When what changed is looked at again. The replicator may have a version in hand that was public a moment ago, and
bring it after the first look; no state of it tells so.
"""
_NAMED: Final = 5
_BETWEEN_S: Final = 15.0
"""While films are made and sent, which may take hours, what changed is looked at so often."""
_SEND_AGAIN_S: Final = 1800.0
"""When a large original is sent again that did not come through; twice as long each time, for what a server got of it
lies in its file until that is compacted.
"""
_UNASKED: Final = 2
"""When that a copy can't be asked is told: not for one answer that did not come."""
_SEND_AGAIN_MOST_S: Final = 86400.0
_FILMS_AGAIN_S: Final = 3600.0
"""When films are tried again that could not be sent."""
_REFUSED: Final = (
    "The copy's server does not accept the name and the password any more.",
    "Nothing is tried again before you give them anew (“photospool copies resume --new-password”).",
)
FORMER_TITLE: Final = "An earlier Photospool told strangers the names of files, and who added the photos."
FORMER_ADVICE: Final = "One yes mends them, and none disappears for it: “photospool copies mend”, or the Copies tab."
LEFT_OUT_TITLE: Final = "Some videos or photos are not in the copy: its server does not take files that large."
LEFT_OUT_ADVICE: Final = (
    "All others are copied. An administrator of that CouchDB raises “max_attachment_size” in the section “couchdb” of "
    "its settings; they are sent by themselves within a day then, or at once with “photospool copies check”."
)
HINDERED_TITLE: Final = "Some videos or photos could not be carried to a copy, or from it."
_EXPLAINED: Final = 2
"""So many are named with the reason in one notice; the card and “photospool copies list” name them all."""
_TROUBLES: Final = {
    Condition.UNREACHABLE: ("The copy's server can't be reached.", "It goes on by itself when it can."),
    Condition.FAILING: ("Copying fails.", "“photospool copies check” says why, and tries again."),
}


@dataclass(frozen=True, slots=True)
class _LookAgain:
    """Photos that changed, and when they are looked at again."""

    due_s: float
    number: int
    ids: list[str]


class ReplicationMonitor:
    """For one album; called from one thread, and ``stop``ped from another by closing the album."""

    def __init__(
        self,
        album: CouchAlbum,
        *,
        pause: Callable[[float], object],
        naming: Naming | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """``pause`` waits so many seconds, and may raise to end it.

        ``naming``: which name strangers may see with photos of earlier versions that become public; None: no photo is
        mended by itself.
        """
        self._naming = naming
        self._album = album
        self._keeper = Replications(album)
        self._pause = pause
        self._now = now
        self._again: list[_LookAgain] = []
        self._since = ""
        self._troubled: dict[str, str] = {}
        self._conflicts: set[str] = set()
        self._not_fit: dict[str, tuple[str, ...]] = {}
        self._left_out: dict[str, dict[str, Missing]] = {}
        """Copy → photo → what does not come through for a reason that was told, until it is there."""
        self._unasked: dict[str, int] = {}
        """Copy → how often in a row it could not be compared although its servers call it up to date."""
        self._unfinished: set[str] = set()
        """Copies that go well again, and of which large originals were still to go when that was told."""
        self._refused: dict[str, int] = {}
        """Copy → how many documents its server had refused at the last look."""
        self._to_compare: dict[str, float] = {}
        """Copy → from when on it is compared, once all is there that goes by itself."""
        self._large: dict[str, frozenset[str]] = {}
        """Copy → the large originals that it lacks and that were tried, or named."""
        self._waits_s: dict[str, float] = {}
        """Copy → how long it was waited before what did not come through was sent again."""
        self._films: dict[str, tuple[Films, float]] = {}
        """Copy → for which choice films were made, and when it is tried again where some are left."""
        self._is_bringing = False
        self._former: dict[str, int] = {}
        """Copy → photos that tell strangers what is not theirs, until its owner says yes to mending."""

    def daily(self, tell: Listener) -> None:
        """Look at everything. Raises what the album raises."""
        self._since = str(self._album.database.info().get("update_seq", ""))
        for copy in self._copies():
            if copy.is_public:
                now = self._with_rules(copy, tell)
                self._keeper.renew(now)
                self._audit(now, None, tell)
                self._bring(now, None, tell)
            else:
                self._to_compare[copy.id] = self._now()
                self._send_left_out(with_limit(self._album, copy), tell)
        self._settle(torn_ids(self._album), tell)

    def often(self, tell: Listener) -> None:
        """Look at what changed, and at how the copies go. Raises what the album raises."""
        copies = self._copies()
        due = self._due()
        changed, torn = self._changes()
        if changed and any(copy.is_public for copy in copies):  # nobody else looks at them again
            self._again.append(_LookAgain(self._now() + _LOOKS_AGAIN_S[0], 0, changed))
        if changed and any(copy.is_public and copy.rules >= TODAY for copy in copies):
            self._mend(changed)
        for copy in copies:
            if copy.largest and not copy.is_paused and self._has_large(copy):
                self._to_compare[copy.id] = self._now()
        for copy in copies:
            if copy.rules >= TODAY and self._former.pop(copy.id, 0):
                self._tell_not_fit(copy, tell)
            if copy.is_public and changed:
                self._audit(copy, changed, tell)
            if copy.is_public and due:
                self._audit(copy, due, tell, again=True)
            if copy.is_public and copy.films is not Films.NONE:
                is_new = self._films.get(copy.id, (Films.NONE, 0.0))[0] is not copy.films
                is_due = is_new or self._films[copy.id][1] <= self._now()
                self._bring(copy, None if is_due else changed, tell)
            self._watch(copy, tell)
        self._settle(torn, tell)

    def _copies(self) -> list[Copy]:
        try:
            return self._keeper.copies()
        except (AlbumRefused, NotThere):
            return []  # who is no administrator there does not see them; an administrator's program looks after them

    def _changes(self) -> tuple[list[str], list[str]]:
        """The ids of what changed since the last look, and those with several versions."""
        if not self._since:
            self._since = str(self._album.database.info().get("update_seq", ""))
            return [], []
        found = self._album.database.changes(self._since, limit=_MOST, style="all_docs")
        self._since = found.last_seq
        rows = [row for row in found.rows if not row["id"].startswith(("_", TEST))]
        return [row["id"] for row in rows], [row["id"] for row in rows if len(row["changes"]) > 1]

    def _due(self) -> list[str]:
        """The ids that are to be looked at again by now; each has its next look, until the last."""
        now = self._now()
        due = [look for look in self._again if look.due_s <= now]
        self._again = [look for look in self._again if look.due_s > now]
        for look in due:
            if (number := look.number + 1) < len(_LOOKS_AGAIN_S):
                self._again.append(_LookAgain(now + _LOOKS_AGAIN_S[number], number, look.ids))
        return list(dict.fromkeys(doc_id for look in due for doc_id in look.ids))

    def _with_rules(self, copy: Copy, tell: Listener) -> Copy:
        """A copy of an earlier version goes by its rules until its owner says yes, or no photo would be changed."""
        if copy.rules >= TODAY:
            for page in self._affected():
                self._mend(page)
            return copy
        count = sum(len(page) for page in self._affected())
        if not count and not copy.is_paused:
            return self._keeper.go_by_todays_rules(copy)
        if count != self._former.get(copy.id, 0):
            self._former[copy.id] = count
            self._tell_not_fit(copy, tell)
        return copy

    def _affected(self) -> Iterator[list[str]]:
        try:
            yield from affected(self._album)
        except NotThere:
            return  # an album without views has no photo that anybody called public

    def _mend(self, ids: list[str]) -> None:
        """Photos of earlier versions that become public: strangers never saw more of them."""
        if self._naming is not None:
            mend(self._album, ids, self._naming)

    def _audit(self, copy: Copy, ids: list[str] | None, tell: Listener, *, again: bool = False) -> None:
        try:
            found: Audit = audit(self._album, copy, ids, again=again, pause=self._pause)
        except CopyUnreachable:
            self._trouble(copy, *_TROUBLES[Condition.UNREACHABLE], tell)
            return
        except CopyError as exc:
            self._trouble(copy, exc.title, exc.advice, tell)
            return
        if found.unpublished:
            names = tuple(item.name for item in found.unpublished)
            tell(Unpublished(copy.name, names, found.is_clean))
        self._hold_back(copy, found.not_fit, tell)
        if not found.is_clean:
            self._trouble(copy, STILL_READABLE, STILL_READABLE_ADVICE, tell)

    def _bring(self, copy: Copy, ids: list[str] | None, tell: Listener) -> None:
        """Films that its owner chose. What stops being public meanwhile is taken back meanwhile."""
        if copy.films is Films.NONE or copy.is_paused or ids == []:
            return
        if self._is_bringing:
            self._films[copy.id] = (copy.films, self._now())  # once that has ended
            return
        self._is_bringing = True
        again_s = self._films.get(copy.id, (copy.films, math.inf))[1] if ids else math.inf
        try:
            found = bring(self._album, copy, ids, pause=self._looking(tell))
            is_done = all(why in WORDS.values() for _, why in found.left)
        except CopyError as exc:
            is_done = False
            self._trouble(copy, exc.title, exc.advice, tell)
        finally:
            self._is_bringing = False
        if not is_done:
            again_s = min(again_s, self._now() + _FILMS_AGAIN_S)
        self._films[copy.id] = (copy.films, again_s)

    def _looking(self, tell: Listener) -> Pause:
        """A pause for what takes long: what changes meanwhile is looked at meanwhile."""
        looked_s = self._now()

        def pause(seconds: float) -> None:
            nonlocal looked_s
            self._pause(seconds)
            if self._now() - looked_s >= _BETWEEN_S:
                # What is under way does not end for a question that was not answered: it is asked again soon.
                with contextlib.suppress(AlbumUnavailable):
                    self.often(tell)
                looked_s = self._now()

        return pause

    def _watch(self, copy: Copy, tell: Listener) -> None:
        state: CopyState = state_of(self._album, copy)
        if state.condition is Condition.REFUSED:
            if not copy.is_paused:
                # The server would try the same password again and again, until the account is locked.
                self._keeper.pause(copy, PausedWhy.PASSWORD)
            self._trouble(copy, *_REFUSED, tell)
        elif state.condition in _TROUBLES:
            self._trouble(copy, *_TROUBLES[state.condition], tell)
        elif state.condition is Condition.UP_TO_DATE:
            if copy.id not in self._unasked and self._troubled.pop(copy.id, None) is not None:
                self._tell_not_fit(copy, tell)
            if copy.is_public:
                return
            if state.refused_documents != self._refused.get(copy.id, 0):
                self._refused[copy.id] = state.refused_documents
                self._to_compare[copy.id] = self._now()
            if self._to_compare.get(copy.id, math.inf) <= self._now():
                self._send_left_out(copy, tell)

    def _has_large(self, copy: Copy) -> bool:
        """Whether a copy lacks an original that servers don't copy by themselves, and that was not tried yet."""
        try:
            found = carrying.look_and_note(self._album, copy)
        except PhotospoolError:
            return False  # what is public no more is taken back all the same, and this is asked again soon
        lacking = frozenset(item.photo_id for item in (*found.left, *found.hindered))
        former = self._left_out.get(copy.id, {})
        # What was in its way went with the database that had it: nothing is known of the one in its place.
        is_free = any(item.why is None and item is not found.now and item.photo_id in former for item in found.left)
        is_new = is_free or bool(lacking - self._large.get(copy.id, frozenset()))
        self._large[copy.id] = lacking
        return is_new

    def _send_left_out(self, copy: Copy, tell: Listener) -> None:
        """A server passes over what is too large for it, and never asks for it again: named, and sent once it fits."""
        if self._is_bringing:
            return
        due_s = self._to_compare.get(copy.id)
        self._is_bringing = True
        try:
            state = resend.send_what_fits(self._album, copy, pause=self._looking(tell))
        finally:
            self._is_bringing = False
        if state.condition is not Condition.UP_TO_DATE:
            return
        if state.reason:  # the servers, which have nothing to carry, call that up to date
            self._unasked[copy.id] = self._unasked.get(copy.id, 0) + 1
            if self._unasked[copy.id] >= _UNASKED:
                self._trouble(copy, state.reason, _TROUBLES[Condition.FAILING][1], tell)
            return
        self._unasked.pop(copy.id, None)
        rests_s = [rest_s for item in state.missing if (rest_s := resend.rests_s(item))]
        # What did not come through for another reason than what is asked for before, once a day.
        if rests_s or not all(item.is_too_large for item in state.missing):
            waited_s = self._waits_s.get(copy.id, _SEND_AGAIN_S / 2)
            self._waits_s[copy.id] = min(2 * waited_s, _SEND_AGAIN_MOST_S)
            self._to_compare[copy.id] = self._now() + min([self._waits_s[copy.id], *rests_s])
        else:
            self._waits_s.pop(copy.id, None)
            if self._to_compare.get(copy.id) == due_s:  # else something came meanwhile
                self._to_compare.pop(copy.id, None)
        self._large[copy.id] = frozenset(item.photo_id for item in state.missing)
        before = self._left_out.get(copy.id, {})
        # What would fit by now, and did not come through, is in the copy as little as before.
        found = {
            item.photo_id: item if item.needs_somebody else before[item.photo_id]
            for item in state.missing
            if item.needs_somebody or item.photo_id in before
        }
        self._left_out[copy.id] = found
        if _obstacles(found) != _obstacles(before) or (copy.id in self._unfinished and not state.missing):
            self._tell_not_fit(copy, tell)

    def _hold_back(self, copy: Copy, not_fit: tuple[str, ...], tell: Listener) -> None:
        if not_fit == self._not_fit.get(copy.id, ()):
            return
        self._not_fit[copy.id] = not_fit
        self._tell_not_fit(copy, tell)

    def _tell_not_fit(self, copy: Copy, tell: Listener) -> None:
        """What the copy stands at when nothing else is in its way."""
        if count := self._former.get(copy.id, 0):
            tell(
                ReplicaFailed(
                    copy.name,
                    FORMER_TITLE,
                    joined(message("Photos that still do: {count}.", count=count), FORMER_ADVICE),
                )
            )
        elif names := joined(*self._not_fit.get(copy.id, ())[:_NAMED], by="; "):
            tell(
                ReplicaFailed(
                    copy.name,
                    "Some photos that say Public are not shown to strangers, for their pictures hold something else.",
                    joined(
                        message("{photos}.", photos=names),
                        "“photospool album repair” mends photos of older programs; or make these photos Private.",
                    ),
                )
            )
        elif left_out := list(self._left_out.get(copy.id, {}).values()):
            tell(ReplicaFailed(copy.name, *_left_out_words(left_out)))
        else:
            left = len(self._large.get(copy.id, ()))
            (self._unfinished.add if left else self._unfinished.discard)(copy.id)
            tell(ReplicaRecovered(copy.name, left))

    def _trouble(self, copy: Copy, title: str, advice: str, tell: Listener) -> None:
        if self._troubled.get(copy.id) != title:
            self._troubled[copy.id] = title
            tell(ReplicaFailed(copy.name, title, advice))

    def _settle(self, ids: list[str], tell: Listener) -> None:
        found = settle(self._album, ids) if ids else None
        if found is None:
            return
        new = [conflict for conflict in found.undecided if conflict.photo_id not in self._conflicts]
        self._conflicts = (self._conflicts - set(ids)) | {conflict.photo_id for conflict in found.undecided}
        if new:
            tell(ConflictsFound(tuple(conflict.name for conflict in new)))


def _obstacles(found: Mapping[str, Missing]) -> dict[str, Obstacle | None]:
    """What was told of each; how often it was tried since is no news."""
    return {photo_id: item.why.obstacle if item.why else None for photo_id, item in found.items()}


def _left_out_words(found: Sequence[Missing]) -> tuple[str, str]:
    """Title and advice for what is not there."""
    if all(item.is_too_large and not item.in_album for item in found):
        names = joined(*(item.name for item in found[:_NAMED]), by="; ")
        return LEFT_OUT_TITLE, joined(message("{photos}.", photos=names), LEFT_OUT_ADVICE)
    said = [sentence(item, item.name) for item in found[:_EXPLAINED]]
    if len(found) > len(said):
        said.append(plural("and {n} more", "and {n} more", n=len(found) - len(said)))
    return HINDERED_TITLE, joined(*said)
