"""What a test of the album's server found: one verdict with what belongs to it, for settings, wizard and ``check``.

One request for each password that was entered: what was refused once is not sent again, for five failures lock an
account. Nothing is changed on the server unless asked for. The words for people are made where a verdict is shown.
Importing this is cheap, so that a window may know the verdicts; the client comes with the first question.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from photospool.album.base import ChangedMeanwhile, NotThere
from photospool.album.couchdb.design_doc import DESIGN_ID
from photospool.album.couchdb.transport import Address, Timeouts, encrypted
from photospool.errors import (
    AlbumLockedOut,
    AlbumRefused,
    AlbumUnavailable,
    DatabaseMissing,
    NotACouchDB,
    NotAllowed,
    NotTrusted,
    PhotospoolError,
    WrongPassword,
)

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.couchdb.couchapp import Policy
    from photospool.album.couchdb.tuning import Tuning

PATIENCE: Final = Timeouts(connect_s=10.0, idle_s=20.0)
PROBE_ID: Final = "photospool-may-i-write"
"""Only where a function of the database decides who may write can nothing but writing tell; it is deleted again."""


class Verdict(Enum):
    """The one thing that a person should know next."""

    READY = "ready"
    """Connected, may write, views installed."""
    VIEWS_MISSING = "views missing"
    VIEWS_OLD = "views old"
    DATABASE_MISSING = "database missing"
    MAY_NOT_WRITE = "may not write"
    NEEDS_ADMIN = "needs an administrator"
    """To bring what is missing."""
    WANTS_SIGN_IN = "wants a sign-in"
    WRONG_PASSWORD = "wrong password"  # noqa: S105 (a verdict)
    LOCKED_OUT = "locked out"
    NAME_UNKNOWN = "name unknown"
    NOTHING_ANSWERS = "nothing answers"
    NO_ANSWER_IN_TIME = "no answer in time"
    NOT_NOW = "not now"
    """The server answers that it can't work, or the connection broke."""
    NO_COUCHDB = "no CouchDB"
    CERTIFICATE = "certificate"
    CERTIFICATE_FILE = "certificate file"
    """The authority's file that was named can't be read."""
    NOT_ENCRYPTED = "not encrypted"
    BAD_ADDRESS = "bad address"
    REFUSED = "refused"
    """Anything else that the server will answer each time; ``error`` says what."""

    @property
    def is_connected(self) -> bool:
        """Whether photos can be stored there; views may still be missing."""
        return self in {Verdict.READY, Verdict.VIEWS_MISSING, Verdict.VIEWS_OLD}


class Fault(Enum):
    """What is wrong with a certificate."""

    SELF_SIGNED = "self-signed"
    UNKNOWN_ISSUER = "unknown issuer"
    OTHER_HOST = "other host"
    EXPIRED = "expired"
    OTHER = "other"


# https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/
_FAULTS: Final = {
    10: Fault.EXPIRED,
    18: Fault.SELF_SIGNED,
    19: Fault.UNKNOWN_ISSUER,
    20: Fault.UNKNOWN_ISSUER,
    21: Fault.UNKNOWN_ISSUER,
    62: Fault.OTHER_HOST,
    64: Fault.OTHER_HOST,
}


@dataclass(frozen=True, slots=True)
class Question:
    """Which album, and who asks."""

    url: str
    database: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    allow_plain_http: bool = False


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found."""

    verdict: Verdict
    kind: str = ""
    """``CouchDB 3.5.0``, once it has said so."""
    user: str = ""
    """Who is signed in; empty for nobody."""
    photos: int | None = None
    """About how many are there."""
    fault: Fault | None = None
    """What is wrong with the certificate."""
    fingerprint: str = ""
    """The certificate's SHA-256, ``AB:CD:…``, where it is not trusted."""
    certificate: str = field(default="", repr=False)
    """The same as PEM."""
    tuning: Tuning | None = None
    """How the server keeps photos, where all is well and an administrator asks."""
    page: Policy | None = None
    """Whether the album's page runs on the server, where all is well."""
    error: PhotospoolError | None = None
    """In the core's own words."""


class ConnectionTester:
    """Asks servers; for any thread. Remembers, as long as it lives, which passwords were refused."""

    def __init__(self, timeouts: Timeouts = PATIENCE) -> None:
        self._timeouts = timeouts  # set once, no lock
        self._lock = threading.Lock()
        self._refused: dict[tuple[str, str, str], Diagnosis] = {}  # guarded by _lock

    def examine(
        self, question: Question, *, create: bool = False, bring_views: bool = False, tune: bool = False
    ) -> Diagnosis:
        """Ask; first bring what is missing, or tune the server, where that is wanted.

        Raises nothing for what a server does.
        """
        key = (question.url, question.user, question.password)
        with self._lock:
            known = self._refused.get(key)
        if known is not None:
            return known
        found = self._examined(question, create=create, bring_views=bring_views, tune=tune)
        if found.verdict is Verdict.WRONG_PASSWORD:
            with self._lock:
                self._refused[key] = found
        return found

    def _examined(self, question: Question, *, create: bool, bring_views: bool, tune: bool) -> Diagnosis:
        try:
            Address.parse(question.url)
        except AlbumRefused as error:
            return Diagnosis(Verdict.BAD_ADDRESS, error=error)
        try:
            album = self._album(question)
        except PhotospoolError as error:
            return self._of(error, question)
        try:
            try:
                if create or bring_views:
                    from photospool.album.couchdb.setup import set_up

                    set_up(album, create=create)
                if tune:
                    from photospool.album.couchdb import tuning

                    tuning.tune(album)
            except NotAllowed as error:
                return Diagnosis(Verdict.NEEDS_ADMIN, error=error, user=question.user)
            return _looked_at(album)
        except PhotospoolError as error:
            return self._of(error, question)
        finally:
            album.close()

    def _album(self, question: Question) -> CouchAlbum:
        from photospool.album.couchdb.album import CouchAlbum

        return CouchAlbum(
            question.url,
            question.database,
            user=question.user,
            password=question.password,
            ca_file=question.ca_file or None,
            allow_plain_http=question.allow_plain_http,
            timeouts=self._timeouts,
        )

    def _of(self, error: PhotospoolError, question: Question) -> Diagnosis:
        found = Diagnosis(_verdict(error, question), error=error, user=question.user)
        if found.verdict is Verdict.CERTIFICATE:
            der = _certificate(Address.parse(question.url)[0], self._timeouts.connect_s)
            code = getattr(error.__cause__, "verify_code", 0)
            found = replace(
                found, fault=_FAULTS.get(code, Fault.OTHER), fingerprint=fingerprint(der), certificate=_pem(der)
            )
        return found


def _looked_at(album: CouchAlbum) -> Diagnosis:
    check = album.check()
    found = Diagnosis(Verdict.READY, check.kind, check.user, check.photos)
    if not (check.may_write and _takes_documents(album)):
        return replace(found, verdict=Verdict.MAY_NOT_WRITE)
    if check.missing:
        is_old = album.get(DESIGN_ID) is not None
        return replace(found, verdict=Verdict.VIEWS_OLD if is_old else Verdict.VIEWS_MISSING)
    from photospool.album.couchdb import couchapp, tuning

    page = None
    with contextlib.suppress(PhotospoolError):  # the album is well; a proxy may keep its page from us
        page = couchapp.examine(album)
    return replace(found, tuning=tuning.examine(album), page=page)


def _takes_documents(album: CouchAlbum) -> bool:
    """Whether a function of the database lets us write; only writing can tell where there is one."""
    designs = album.database.designs(include_docs=True)
    if not any("validate_doc_update" in (row.get("doc") or {}) for row in designs):
        return True
    try:
        rev = album.put_document({"_id": PROBE_ID})
        album.put_document({"_id": PROBE_ID, "_rev": rev, "_deleted": True})
    except ChangedMeanwhile:
        return True  # another desktop asks the same just now
    except (NotAllowed, WrongPassword):
        return False
    return True


def _verdict(error: PhotospoolError, question: Question) -> Verdict:
    match error:
        case AlbumLockedOut():
            return Verdict.LOCKED_OUT
        case AlbumUnavailable():
            return _why_unavailable(error.__cause__)
        case WrongPassword():
            return Verdict.WRONG_PASSWORD if question.user else Verdict.WANTS_SIGN_IN
        case NotAllowed():
            return Verdict.MAY_NOT_WRITE
        case DatabaseMissing():
            return Verdict.DATABASE_MISSING
        case NotACouchDB():
            return Verdict.NO_COUCHDB
        case NotTrusted():
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                return Verdict.CERTIFICATE
            return Verdict.CERTIFICATE_FILE if error.__cause__ else Verdict.NOT_ENCRYPTED
    return Verdict.REFUSED


def _why_unavailable(cause: BaseException | None) -> Verdict:
    match cause:
        case socket.gaierror():
            return Verdict.NAME_UNKNOWN
        case TimeoutError():
            return Verdict.NO_ANSWER_IN_TIME
        case ConnectionRefusedError():
            return Verdict.NOTHING_ANSWERS
        case OSError():
            return Verdict.NOTHING_ANSWERS if _is_unroutable(cause) else Verdict.NOT_NOW
    return Verdict.NOT_NOW


def _is_unroutable(cause: OSError) -> bool:
    return cause.errno in {errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN}


def _certificate(address: Address, timeout_s: float) -> bytes:
    """The certificate that a server shows, unproved, for a person to compare; nothing is sent. Empty for none."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((address.host, address.port), timeout_s) as plain,
            encrypted(context, plain, address.host) as shown,
        ):
            return shown.getpeercert(binary_form=True) or b""
    except (OSError, ValueError):
        return b""


def fingerprint(der: bytes) -> str:
    """A certificate's SHA-256 as people compare it."""
    digest = hashlib.sha256(der).hexdigest().upper()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2)) if der else ""


def _pem(der: bytes) -> str:
    return ssl.DER_cert_to_PEM_cert(der) if der else ""


def here(timeout_s: float = 2.0, url: str = "http://127.0.0.1:5984") -> str:
    """The address of a CouchDB on this computer, or empty: one request, with no name and no password."""
    from photospool.album.couchdb.album import CouchAlbum

    try:
        album = CouchAlbum(url, "photo", timeouts=Timeouts(timeout_s, timeout_s))
        try:
            answer: Mapping[str, Any] = album.guard.get()
        finally:
            album.close()
    except (PhotospoolError, NotThere):
        return ""
    return url if "couchdb" in answer else ""
