"""Who may speak to the page's server: one browser on this computer, let in by a token that works once.

Other programs and web pages on the same computer can reach the port too. The token keeps them out, the cookie keeps the
browser in, and Host and Origin keep other web pages from using that browser's cookie.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from typing import Final

TOKEN_S: Final = 30.0
"""How long a token that nobody used stays good."""
_WRITES: Final = frozenset({"POST", "PUT", "DELETE", "PATCH"})


class Gatekeeper:
    """Tokens and sessions of one server; thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.cookie_name = f"photospool-{secrets.token_hex(8)}"
        """Random, for cookies know no ports: two programs on this computer must not overwrite each other's."""
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens: dict[str, float] = {}  # token → when it ends; guarded by _lock
        self._sessions: set[str] = set()  # guarded by _lock

    def new_token(self) -> str:
        """A token that lets one browser in, once, within 30 s."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = self._clock()
            self._tokens = {known: end for known, end in self._tokens.items() if end > now}
            self._tokens[token] = now + TOKEN_S
        return token

    def enter(self, token: str) -> str | None:
        """The cookie's value for a good token, which is used up; None for any other."""
        with self._lock:
            for known, end in list(self._tokens.items()):
                if hmac.compare_digest(known.encode(), token.encode()):
                    del self._tokens[known]
                    if end <= self._clock():
                        return None
                    session = secrets.token_urlsafe(32)
                    self._sessions.add(session)
                    return session
        return None

    def knows(self, cookies: Mapping[str, str]) -> bool:
        """Whether a request comes from a browser that was let in."""
        given = cookies.get(self.cookie_name, "").encode()
        with self._lock:
            return any(hmac.compare_digest(session.encode(), given) for session in self._sessions)


def is_ours(method: str, headers: Mapping[str, str], netloc: str) -> bool:
    """Whether a request is meant for this server and was not sent by another page. ``netloc``: its host and port."""
    if headers.get("Host") != netloc:
        return False  # a foreign name that leads to this computer
    origin = headers.get("Origin")
    if origin is None:
        # Old browsers send none with a GET; with a write every browser does.
        return method not in _WRITES and headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}
    return origin == f"http://{netloc}"
