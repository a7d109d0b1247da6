"""Who may speak to the page's server: one browser on this computer, let in by a token that works once.

Other programs and web pages on the same computer can reach the port too. The token keeps them out, the cookie keeps the
browser in, and Host and Origin keep other web pages from using that browser's cookie. Cookies know no ports, so any
other server on 127.0.0.1 would be sent ours: but for its path, which is random and which nobody else knows. When the
program has ended, its port may become somebody else's: so the server proves itself to the page as well, by a key that
both have of the session.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

TOKEN_S: Final = 30.0
"""How long a token that nobody used stays good."""
IDLE_S: Final = 4 * 3600.0
"""How long a session lives that nothing is heard of; an open page is heard of every minute."""
GRACE_S: Final = 120.0
"""How long it lives when its last page was closed: a reload is such an end too."""
ENTRY: Final = "/enter"
_USED_S: Final = 600.0
_PAGES: Final = 100
_WRITES: Final = frozenset({"POST", "PUT", "DELETE", "PATCH"})


class Token(Enum):
    """What a token is worth."""

    GOOD = "good"
    USED = "used"
    """Somebody entered with it before."""
    NONE = "none"
    """Unknown, or over."""


@dataclass(slots=True)
class _Session:
    cookie: str
    heard: float
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    """Known to its pages, which ask with it whether it is still this server that listens at their address."""
    pages: set[str] = field(default_factory=set)
    ends: float | None = None
    """When it ends, while no page of it is there."""

    def is_over(self, now: float) -> bool:
        return now - self.heard >= IDLE_S or (self.ends is not None and now >= self.ends)


class Sessions:
    """Tokens, and the session of the browser that entered last; thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.cookie_name = f"photospool-{secrets.token_hex(8)}"
        """Random, so that two programs on this computer do not overwrite each other's."""
        self.path = f"/{secrets.token_urlsafe(24)}/"
        """Where the page lives. It stands in no address that is given to a browser, only in the answer to a token."""
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens: dict[str, float] = {}  # token → when it ends; guarded by _lock
        self._used: dict[str, float] = {}  # token → when it is forgotten; guarded by _lock
        self._session: _Session | None = None  # guarded by _lock
        self._entries = 0  # guarded by _lock

    @property
    def entries(self) -> int:
        """How often somebody was let in."""
        with self._lock:
            return self._entries

    def new_token(self) -> str:
        """A token that lets one browser in, once, within 30 s."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = self._clock()
            self._tokens = {known: end for known, end in self._tokens.items() if end > now}
            self._used = {known: end for known, end in self._used.items() if end > now}
            self._tokens[token] = now + TOKEN_S
        return token

    def enter(self, token: str) -> tuple[Token, str]:
        """Use a token up; with a good one comes the cookie's value of a new session, which ends the one before."""
        with self._lock:
            now = self._clock()
            known = _same(token, self._tokens)
            if known is not None:
                if self._tokens.pop(known) <= now:
                    return Token.NONE, ""
                self._used[known] = now + _USED_S
                self._entries += 1
                # Until its first page says that it is there.
                self._session = _Session(secrets.token_urlsafe(32), now, ends=now + GRACE_S)
                return Token.GOOD, self._session.cookie
            used = _same(token, self._used)
            return (Token.USED if used is not None and self._used[used] > now else Token.NONE), ""

    def knows(self, cookies: Mapping[str, str]) -> bool:
        """Whether a request comes from the browser that was let in."""
        with self._lock:
            session = self._of(cookies)
            if session is None:
                return False
            session.heard = self._clock()
            return True

    def key(self, cookies: Mapping[str, str]) -> str:
        """What the session's pages know the server by, in hexadecimal; empty for no session."""
        with self._lock:
            session = self._of(cookies)
            return session.key.hex() if session is not None else ""

    def proof(self, cookies: Mapping[str, str], question: str) -> str:
        """The answer that only who knows the session's key can give, in hexadecimal; empty for no session."""
        with self._lock:
            session = self._of(cookies)
        return hmac.new(session.key, question.encode(), "sha256").hexdigest() if session is not None else ""

    def page_opened(self, cookies: Mapping[str, str], page: str) -> None:
        """A page of the session is there, or still there."""
        with self._lock:
            session = self._of(cookies)
            if session is not None and (page in session.pages or len(session.pages) < _PAGES):
                session.pages.add(page)
                session.ends = None

    def page_closed(self, cookies: Mapping[str, str], page: str) -> None:
        """A page was closed; with the last one the session ends, unless one comes soon."""
        with self._lock:
            session = self._of(cookies)
            if session is not None and page in session.pages:
                session.pages.discard(page)
                if not session.pages:
                    session.ends = self._clock() + GRACE_S

    def end(self) -> None:
        """Nobody is in any more, and no token is good."""
        with self._lock:
            self._session = None
            self._tokens.clear()

    def _of(self, cookies: Mapping[str, str]) -> _Session | None:
        session, given = self._session, cookies.get(self.cookie_name, "").encode()
        if session is None or not hmac.compare_digest(session.cookie.encode(), given):
            return None
        if session.is_over(self._clock()):
            self._session = None
            return None
        return session


def _same(token: str, known: Mapping[str, float]) -> str | None:
    return next((one for one in known if hmac.compare_digest(one.encode(), token.encode())), None)


def is_ours(method: str, headers: Mapping[str, str], netloc: str, *, is_entry: bool = False) -> bool:
    """Whether a request is meant for this server and was not sent by another page.

    ``netloc``: its host and port. ``is_entry``: a token comes with it, and a file that leads on may have sent it.
    """
    if headers.get("Host") != netloc:
        return False  # a foreign name that leads to this computer
    origin = headers.get("Origin")
    if origin is None:
        if is_entry:
            return method == "GET" and headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        # Old browsers send none with a GET; with a write every browser does.
        return method not in _WRITES and headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}
    return origin == f"http://{netloc}"
