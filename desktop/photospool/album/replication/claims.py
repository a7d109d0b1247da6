"""Which large original is on its way just now, and who sends it: two computers that see it lacking don't both send it.

A claim stands in the copy's note in the album (``carrying.py``), one for each photo, and is renewed while its bytes go.
CouchDB lets anybody write over a ``_local`` document, whatever revision they read, so a claim is no lock: of two who
claim the same at once one gives way as soon as it reads the other's. Nobody's clock is believed: a claim holds as long
as it goes on changing, by the clock of whoever waits, and its film is sent by that one once it stands still.
"""

from __future__ import annotations

import contextlib
import math
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from photospool.album.couchdb.album import CouchAlbum
from photospool.album.documents import Document
from photospool.album.replication.models import CheckResult, Copy, Missing, Tell
from photospool.album.replication.replications import Replications
from photospool.album.store_photo import again_if_changed
from photospool.errors import AlbumUnavailable, StoreInterrupted
from photospool.messages import message
from photospool.size_words import size_words

NOTED_S: Final = 5.0
"""How often the bytes that are sent are noted, and whoever sends them asks whether the copy still wants them."""
LOOK_S: Final = 2.0
"""How often whoever waits for another looks at what that one noted."""
SILENT_S: Final = 30.0
"""A claim that stood still for so long is nobody's any more: whoever made it was ended, or its line stands still."""
_SHOWN_S: Final = 60.0
"""After so long without a note nothing is shown as on its way any more."""


_Judge = Callable[[Mapping[str, Any]], bool]


class NotWanted(Exception):
    """Somebody paused or removed the copy meanwhile."""


class SentByAnother(Exception):
    """Another one claimed it at the same moment, and goes on with it."""


class _Busy(Exception):
    """Another one's claim stands there, or none where ours should."""

    def __init__(self, other: Mapping[str, Any]) -> None:
        super().__init__()
        self.other = other


class Claim:
    """One film that is to be sent to one copy by whoever holds this; ``close`` it whatever came of it."""

    def __init__(self, album: CouchAlbum, copy: Copy, item: Missing, tell: Tell) -> None:
        """``tell`` hears how far it is, whoever sends it."""
        self._album = album
        self._copy = copy
        self._item = item
        self._tell = tell
        self._by = secrets.token_hex(8)
        self._noted_at = -math.inf

    def take(self, pause: Callable[[float], object]) -> None:
        """Wait while another one sends it, and claim it then; ``pause`` waits so many seconds, and may raise.

        Raises NotWanted, and what the album raises.
        """
        seen, since = None, time.monotonic()
        while True:
            self._is_kept()
            silent = seen if time.monotonic() - since >= SILENT_S else None
            try:
                self._note(0, over=_same_as(silent))
            except _Busy as exc:
                if exc.other != seen:
                    seen, since = exc.other, time.monotonic()
                self._say(_sent(exc.other))
                pause(LOOK_S)
            else:
                break
        self._say(0)
        self._noted_at = time.monotonic()

    def goes_on(self, number: int) -> None:
        """To be called with the bytes that are sent, as often as one likes: noted and told now and then.

        Raises NotWanted and SentByAnother. Where the album can't say so just now, nothing has changed.
        """
        if time.monotonic() - self._noted_at < NOTED_S:
            return
        self._noted_at = time.monotonic()
        self._say(number)
        with contextlib.suppress(AlbumUnavailable, StoreInterrupted):
            self._is_kept()
            try:
                self._note(number, over=lambda other: str(other.get("by")) <= self._by)
            except _Busy:
                raise SentByAnother from None

    def close(self) -> None:
        """Nobody sends it any more. Where the album can't be told, the claim stands still, and ends by that."""
        with contextlib.suppress(AlbumUnavailable, StoreInterrupted, _Busy):
            self._write(None, over=lambda _other: False)

    def _is_kept(self) -> None:
        kept = next((one for one in Replications(self._album).copies() if one.id == self._copy.id), None)
        if kept is None or kept.is_paused:
            raise NotWanted

    def _note(self, number: int, *, over: _Judge) -> None:
        """That so many bytes are sent. Raises _Busy where another one's claim stands that is not to be written over."""
        self._write({"by": self._by, "sent": number, "at": time.time()}, over=over)

    def _write(self, said: Mapping[str, Any] | None, *, over: _Judge) -> None:
        """Our claim, or None to take it away; ``over`` says whether another one's may be written over by it.

        Raises _Busy where it may not, and where there is none of ours to take away.
        """

        def change(known: Document) -> Document:
            other = _claim_of(known, self._item)
            is_ours = other.get("by") == self._by
            if not is_ours and (said is None or (other and not over(other))):
                raise _Busy(other)
            ours = {} if said is None else {self._item.photo_id: said}
            return {**known, "now": {**_without(known, self._item), **ours}}

        write(self._album, self._copy, change)

    def _say(self, number: int) -> None:
        words = {
            "name": self._item.name,
            "sent": size_words(number),
            "all": size_words(self._item.size or 0),
        }
        self._tell(CheckResult(message("On its way: {name} ({sent} of {all})", **words), goes_on=True))


def _same_as(claim: Mapping[str, Any] | None) -> _Judge:
    return lambda other: other == claim


def on_its_way(noted: Mapping[str, Any], left: Sequence[Missing]) -> tuple[Missing | None, int]:
    """The one that is shown as on its way, and its bytes that are sent."""
    for item in left:
        found = _claim_of(noted, item)
        at = found.get("at")
        if isinstance(at, (int, float)) and abs(time.time() - at) <= _SHOWN_S:
            return item, _sent(found)
    return None, 0


def still_claimed(noted: Mapping[str, Any], left: Sequence[Missing]) -> Mapping[str, Any]:
    """The claims without those of what is not lacking any more, which a crash may have left."""
    wanted = {item.photo_id for item in left}
    return {photo_id: claim for photo_id, claim in _claims(noted).items() if photo_id in wanted}


def read(album: CouchAlbum, copy: Copy) -> Document | None:
    """The copy's note; None where there is none. Raises what the album raises."""
    return album.get(_note_id(copy))


def write(album: CouchAlbum, copy: Copy, change: Callable[[Document], Document]) -> None:
    """Change it. Of two who do at once one may be lost, whole. Raises what the album raises."""

    def step() -> None:
        album.put_document(change(read(album, copy) or {"_id": _note_id(copy)}))

    again_if_changed(step)


def forget(album: CouchAlbum, copy: Copy) -> None:
    """A copy that is removed leaves no note behind. Raises what the album raises."""

    def step() -> None:
        there = read(album, copy)
        if there is not None:
            album.put_document({"_id": _note_id(copy), "_rev": there["_rev"], "_deleted": True})

    again_if_changed(step)


def _claims(noted: Mapping[str, Any]) -> Mapping[str, Any]:
    found = noted.get("now")
    return found if isinstance(found, Mapping) else {}


def _claim_of(noted: Mapping[str, Any], item: Missing) -> Mapping[str, Any]:
    found = _claims(noted).get(item.photo_id)
    return found if isinstance(found, Mapping) else {}


def _without(noted: Mapping[str, Any], item: Missing) -> dict[str, Any]:
    return {photo_id: claim for photo_id, claim in _claims(noted).items() if photo_id != item.photo_id}


def _sent(claim: Mapping[str, Any]) -> int:
    number = claim.get("sent")
    return number if isinstance(number, int) else 0


def _note_id(copy: Copy) -> str:
    return f"_local/photospool-large-{copy.id}"
