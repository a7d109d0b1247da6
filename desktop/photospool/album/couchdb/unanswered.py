"""A server that took a photo and says nothing: ask it on a second connection whether it has it.

A CouchDB of several nodes, one of them away, keeps a photo and its pictures that came in one request at once, and
answers only after five minutes (3.5.0: 300.04 s, whatever the size). Other requests it answers as always. So
silence is asked about, and as long as a node is away photos are sent the other ways, which upload.py knows.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from photospool.album.base import Write
from photospool.album.couchdb.client import CouchClient
from photospool.album.documents import fingerprint
from photospool.album.schema import stubs

LONGEST_S: Final = 15.0
"""Between two questions about the same silence."""
LOOK_AGAIN_S: Final = 15.0
"""How long a node that was away is taken to be away still, before it is asked about again."""
TRY_AGAIN_S: Final = 300.0
"""The same where the server does not say which nodes there are: only a try tells."""


class Watch:
    """For one request: once its body is sent, asks about silence, and ends the connection if all is there."""

    def __init__(self, ask: Callable[[], str], cut: Callable[[], None], after_s: float) -> None:
        """``ask`` answers the revision of what was sent, empty while it is not there; ``cut`` ends the connection."""
        self._ask, self._cut = ask, cut  # set once, no lock
        self.after_s = after_s
        self._over = threading.Event()
        self.rev = ""
        """Of what is there though nothing was answered; set before the connection is cut."""

    def end(self) -> None:
        """It answered, or will not any more."""
        self._over.set()

    def run(self) -> None:
        """Ask, again and again, until all is there or the request is over."""
        wait_s = self.after_s
        while not self._over.is_set():
            rev = self._ask()
            if rev and not self._over.is_set():
                self.rev = rev
                self._cut()
                return
            wait_s = min(2 * wait_s, LONGEST_S)
            self._over.wait(wait_s)


class Watchman:
    """Waits for the silence of many requests in one thread, which ends soon after the last of them.

    Nearly all are answered long before there is anything to ask, and a thread for each cost a twentieth of sending it.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: dict[Watch, float] = {}  # when to ask, by the monotonic clock; guarded by _changed
        self._looks_at: float | None = None  # when the thread looks next, None without a thread; guarded by _changed
        self._is_closed = False  # guarded by _changed

    def begin(self, watch: Watch) -> None:
        """Its request is sent: after its time it asks, in a thread of its own, unless it ended before."""
        due = time.monotonic() + watch.after_s
        with self._changed:
            if self._is_closed:
                return
            self._due[watch] = due
            if self._looks_at is None:
                self._looks_at = due
                threading.Thread(target=self._run, name="album-silence", daemon=True).start()
            elif due < self._looks_at:
                self._looks_at = due
                self._changed.notify()

    def end(self, watch: Watch) -> None:
        """It answered, or will not any more: nothing is asked about it, and nothing of it is kept."""
        watch.end()
        with self._changed:
            self._due.pop(watch, None)

    def close(self) -> None:
        """Wait for nothing any more."""
        with self._changed:
            self._is_closed = True
            self._due.clear()
            self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while self._looks_at is not None:
                self._rest()
                now = time.monotonic()
                for watch in [watch for watch, due in self._due.items() if due <= now]:
                    del self._due[watch]
                    # A question may hang as well, and must hold up none about another request.
                    threading.Thread(target=watch.run, name="album-silence", daemon=True).start()
                self._looks_at = min(self._due.values(), default=None)

    def _rest(self) -> None:
        """Until the time of the next look, also when all that was waited for ends meanwhile: more may come."""
        while not self._is_closed and self._looks_at is not None:
            left_s = self._looks_at - time.monotonic()
            if left_s <= 0:
                return
            self._changed.wait(left_s)


class Nodes:
    """Whether a node of the server seems to be away, and who waits for its silence; nothing is asked before that."""

    def __init__(self, guard: CouchClient) -> None:
        self._guard = guard  # set once, no lock
        self.watchman = Watchman()  # set once, no lock
        self._lock = threading.Lock()
        self._is_away = False  # guarded by _lock
        self._since = 0.0  # guarded by _lock
        self._next = 0.0  # guarded by _lock

    def seen_silent(self) -> None:
        """A request was carried out and not answered."""
        with self._lock:
            self._is_away = True
            self._since = time.monotonic()
            self._next = self._since + LOOK_AGAIN_S

    @property
    def is_one_away(self) -> bool:
        """As far as known; asks now and then whether all are back."""
        with self._lock:
            if not self._is_away or time.monotonic() < self._next:
                return self._is_away
            self._next = time.monotonic() + LOOK_AGAIN_S
            is_old = time.monotonic() - self._since > TRY_AGAIN_S
        are_all = self._are_all_there()
        with self._lock:
            self._is_away = not (is_old if are_all is None else are_all)
            return self._is_away

    def _are_all_there(self) -> bool | None:
        """None where the server does not say it, or not to us."""
        answer = self._guard.look("_membership")
        alive, known = (answer.get(name) if answer else None for name in ("all_nodes", "cluster_nodes"))
        if not isinstance(alive, list) or not isinstance(known, list):
            return None
        return {str(node) for node in known} <= {str(node) for node in alive}


def revision_there(guard: CouchClient, database: str, write: Write) -> str:
    """The revision in which the server holds all of a write; empty where it does not, or does not say.

    A single document is read with the server's quorum, so what one node alone has does not count.
    """
    found = guard.look(database, str(write.document["_id"]))
    if found is None or found.get("_rev") == write.document.get("_rev") or not isinstance(found.get("_rev"), str):
        return ""
    there = stubs(found)
    are_there = all(
        name in there and fingerprint(there[name]) == (source.digest, source.length)
        for name, source in write.sources.items()
    )
    return str(found["_rev"]) if are_there and _plain(found) == _plain(write.document) else ""


def _plain(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if not name.startswith("_")}
