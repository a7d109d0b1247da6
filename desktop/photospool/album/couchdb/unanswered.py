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

from photospool.album.couchdb.client import CouchClient
from photospool.album.documents import fingerprint
from photospool.album.schema import stubs
from photospool.album.store_photo import Write

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
        self._ask, self._cut, self._after_s = ask, cut, after_s  # set once, no lock
        self._over = threading.Event()
        self.rev = ""
        """Of what is there though nothing was answered; set before the connection is cut."""

    def begin(self) -> None:
        """All is sent."""
        threading.Thread(target=self._run, name="album-silence", daemon=True).start()

    def end(self) -> None:
        """It answered, or will not any more."""
        self._over.set()

    def _run(self) -> None:
        wait_s = self._after_s
        while not self._over.wait(wait_s):
            rev = self._ask()
            if rev and not self._over.is_set():
                self.rev = rev
                self._cut()
                return
            wait_s = min(2 * wait_s, LONGEST_S)


class Nodes:
    """Whether a node of the server seems to be away. Nothing is asked before the first silence."""

    def __init__(self, guard: CouchClient) -> None:
        self._guard = guard  # set once, no lock
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
