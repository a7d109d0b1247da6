"""The copies that were added: kept in the album's server itself, as documents of its ``_replicator`` database.

So every computer that uses the album sees the same copies, and nothing has to be kept in step. A paused one lies
beside, as a ``_local`` document, which the scheduler does not look at. What a replication does is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from photospool.album.base import NotThere
from photospool.album.couchdb.album import CouchAlbum
from photospool.album.couchdb.server_admin import REPLICATOR
from photospool.album.couchdb.transport import Address
from photospool.album.documents import Document
from photospool.album.replication.filters import for_everything, for_strangers
from photospool.album.replication.models import FORMER, TODAY, Copy, Direction, Endpoint, Films, PausedWhy
from photospool.album.store_photo import again_if_changed
from photospool.errors import AlbumRefused, DatabaseMissing

PREFIX: Final = "photospool-"
OURS: Final = "photospool"
"""The field of a replication's document that says what it is for; the server leaves it alone."""
_LOCAL: Final = "_local/"


@dataclass(frozen=True, slots=True)
class _Kept:
    """One replication as it lies in the server."""

    document: Document
    paused_why: PausedWhy | None = None


class Replications:
    """Remembers copies of one album. Raises what an album raises; most of it is an administrator's to do."""

    def __init__(self, album: CouchAlbum) -> None:
        self._album = album  # set once, no lock
        self._database = album.server.database(REPLICATOR)  # set once, no lock

    def copies(self) -> list[Copy]:
        """Every copy of this album, by name."""
        found: dict[str, Copy] = {}
        for kept in self._kept():
            copy = copy_of(kept.document, kept.paused_why)
            if copy is not None:
                found.setdefault(copy.id, copy)
        return sorted(found.values(), key=lambda copy: (copy.name.casefold(), copy.id))

    def put(self, copy: Copy, album: Endpoint) -> None:
        """Copy from now on; ``album`` is the album as its own server reaches it."""
        for document in documents_of(copy, album, self._album.database.name):
            self._write(document)

    def pause(self, copy: Copy, why: PausedWhy = PausedWhy.USER) -> Copy:
        """Copy nothing until it is resumed."""
        for kept in self._kept():
            if _is_of(kept, copy):
                # First beside, then away: cut short between the two it is still running, and paused the next time.
                self._put_aside(kept.document, why)
                if not kept.paused_why:
                    self._delete(kept.document["_id"])
        return replace(copy, paused_why=why)

    def resume(self, copy: Copy, *, password: str | None = None) -> Copy:
        """Go on; with another password where one is given. Also hurries a running one that waits to try again."""
        for kept in self._kept():
            if _is_of(kept, copy):
                document = {name: value for name, value in kept.document.items() if name != "_rev"}
                document["selector"] = selector_of(copy)
                if password is not None:
                    _set_password(document, password)
                # The scheduler takes a document that was away and is back as a new one, and begins at once.
                self._delete(document["_id"])
                self._write(document)
                self._delete(_LOCAL + document["_id"])
        there = copy.there if password is None else replace(copy.there, password=password)
        return replace(copy, there=there, paused_why=None)

    def renew(self, copy: Copy) -> None:
        """Let a copy that an older program made get what today's rules let it have, and no more."""
        selector = selector_of(copy)
        for kept in self._kept():
            if _is_of(kept, copy) and not kept.paused_why and kept.document.get("selector") != selector:
                self._write({**kept.document, "selector": selector})

    def go_by_todays_rules(self, copy: Copy) -> Copy:
        """From now on strangers get what today's rules let them have; its owner said yes."""
        new = replace(copy, rules=TODAY)
        for kept in self._kept():
            if _is_of(kept, copy) and not kept.paused_why:
                self._write({**_noting(kept.document, rules=TODAY), "selector": selector_of(new)})
        return new

    def choose_films(self, copy: Copy, films: Films) -> Copy:
        """Note what strangers get of videos from now on; its owner said so. Also of a paused copy."""
        for kept in self._kept():
            if _is_of(kept, copy):
                self._keep(kept, _noting(kept.document, films=films.value))
        return replace(copy, films=films)

    def limit(self, copy: Copy, largest: int) -> Copy:
        """From now on no original of more bytes than that goes by itself; 0: any. Also of a paused copy."""
        new = replace(copy, largest=largest)
        for kept in self._kept():
            if _is_of(kept, copy):
                self._keep(kept, {**_noting(kept.document, largest=largest), "selector": selector_of(new)})
        return new

    def remove(self, copy: Copy) -> None:
        """Forget it, and with it the credentials. What lies on the copy's server is not touched."""
        for kept in self._kept():
            if _is_of(kept, copy):
                self._delete(kept.document["_id"])
                self._delete(_LOCAL + kept.document["_id"])

    def ends(
        self, copy: Copy, way: Direction, *, password: str | None = None
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """Source and target of one direction as the album's server signs in there; None where it is not kept."""
        wanted = replication_id(copy, way)
        for kept in self._kept():
            if kept.document["_id"] == wanted:
                if password is not None:
                    _set_password(kept.document, password)
                return kept.document["source"], kept.document["target"]
        return None

    def _kept(self) -> list[_Kept]:
        try:
            running = self._database.all_docs(startkey=PREFIX, endkey=PREFIX + "\ufff0", include_docs=True)["rows"]
            aside = self._database.local_docs(include_docs=True)
        except (DatabaseMissing, NotThere):
            return []
        found = [_Kept(row["doc"]) for row in running if isinstance(row.get("doc"), dict)]
        ids = {kept.document["_id"] for kept in found}
        for row in aside:
            document = (row.get("doc") or {}).get("document")
            if isinstance(document, dict) and document.get("_id") not in ids:
                found.append(_Kept(document, _why(row["doc"].get("why"))))
        album = self._album.database.name
        return [kept for kept in found if _ours(kept.document).get("album") == album]

    def _keep(self, kept: _Kept, document: Document) -> None:
        """Where it lies; one that runs begins anew with what changed, so nothing is written where nothing did."""
        if document == kept.document:
            return
        if kept.paused_why:
            self._put_aside(document, kept.paused_why)
        else:
            self._write(document)

    def _put_aside(self, document: Document, why: PausedWhy) -> None:
        plain = {name: value for name, value in document.items() if name != "_rev"}
        self._write({"_id": _LOCAL + document["_id"], "document": plain, "why": why.value})

    def _write(self, document: Document) -> None:
        def step() -> None:  # the server notes the state of some replications in their documents
            there = self._database.get(document["_id"])
            self._database.put(document if there is None else {**document, "_rev": there["_rev"]})

        again_if_changed(step)

    def _delete(self, doc_id: str) -> None:
        def step() -> None:
            there = self._database.get(doc_id)
            if there is not None:
                self._database.put({"_id": doc_id, "_rev": there["_rev"], "_deleted": True})

        again_if_changed(step)


def documents_of(copy: Copy, album: Endpoint, database: str) -> Iterator[Document]:
    """The ``_replicator`` documents of a copy, one for each direction; ``database`` is the album's name."""
    about = {
        "album": database,
        "copy": copy.id,
        "name": copy.name,
        "url": copy.there.url,
        "database": copy.there.database,
        "direction": copy.direction.value,
        "public": copy.is_public,
        "url_here": copy.url_here,
        "made_user": copy.made_user,
        "rules": copy.rules,
        "films": copy.films.value,
        "largest": copy.largest,
    }
    for way in (Direction.SEND, Direction.FETCH):
        if copy.direction in {way, Direction.BOTH}:
            source, target = (album, copy.there) if way is Direction.SEND else (copy.there, album)
            yield {
                "_id": replication_id(copy, way),
                "source": as_endpoint(source),
                "target": as_endpoint(target),
                "continuous": True,
                "selector": selector_of(copy),
                OURS: about,
            }


def selector_of(copy: Copy) -> dict[str, Any]:
    """Which documents it gets."""
    return for_strangers(copy.rules) if copy.is_public else for_everything(copy.largest)


def replication_id(copy: Copy, way: Direction) -> str:
    """The id of the document of one direction."""
    return f"{PREFIX}{copy.id}-{way.value}"


def as_endpoint(there: Endpoint) -> dict[str, Any]:
    """As a replication names a database. Not in the address: that is shown to others, and written into logs."""
    auth = {"auth": {"basic": {"username": there.user, "password": there.password}}} if there.user else {}
    return {"url": there.address, **auth}


def copy_of(document: Document, paused_why: PausedWhy | None = None) -> Copy | None:
    """The copy that a document of ``documents_of`` is about; None for what another version made."""
    about = _ours(document)
    try:
        direction = Direction(about.get("direction"))
    except ValueError:
        return None
    side = document.get("source" if document["_id"].endswith(Direction.FETCH.value) else "target")
    auth = ((side.get("auth") or {}).get("basic") or {}) if isinstance(side, dict) else {}
    return Copy(
        id=str(about.get("copy")),
        name=str(about.get("name")),
        there=Endpoint(
            _without_password(str(about.get("url"))),
            str(about.get("database")),
            str(auth.get("username") or ""),
            str(auth.get("password") or ""),
        ),
        direction=direction,
        is_public=bool(about.get("public")),
        url_here=_without_password(str(about.get("url_here") or "")),
        made_user=str(about.get("made_user") or ""),
        rules=TODAY if about.get("rules") == TODAY else FORMER,  # earlier versions noted none
        paused_why=paused_why,
        films=_films(about.get("films")),
        largest=_bytes(about.get("largest")),
    )


def _without_password(url: str) -> str:
    """An address as it may be shown, copied and drawn, whoever wrote the document; as it is where it is none."""
    try:
        return Address.parse(url)[0].url if url else ""
    except AlbumRefused:
        return url.rpartition("@")[2]


def _films(noted: object) -> Films:
    """What nobody chose strangers don't get."""
    return next((films for films in Films if films.value == noted), Films.NONE)


def _bytes(noted: object) -> int:
    """None where no number was noted, as by an earlier version."""
    return noted if isinstance(noted, int) and not isinstance(noted, bool) and noted > 0 else 0


def _why(noted: object) -> PausedWhy:
    """A user's own pause, where nobody can say it better."""
    return PausedWhy.PASSWORD if noted == PausedWhy.PASSWORD.value else PausedWhy.USER


def _is_of(kept: _Kept, copy: Copy) -> bool:
    return _ours(kept.document).get("copy") == copy.id


def _ours(document: Mapping[str, Any]) -> Mapping[str, Any]:
    about = document.get(OURS)
    return about if isinstance(about, Mapping) else {}


def _noting(document: Mapping[str, Any], **about: object) -> Document:
    """The document with this said of its copy."""
    return {**document, OURS: {**_ours(document), **about}}


def _set_password(document: Document, password: str) -> None:
    side = "source" if document["_id"].endswith(Direction.FETCH.value) else "target"
    auth = document[side].get("auth")
    if auth:
        auth["basic"]["password"] = password
