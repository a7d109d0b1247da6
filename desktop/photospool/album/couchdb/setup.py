"""Make a CouchDB the album: the database, the views and the page, beside whatever else is there.

Only adds. What somebody else changed in our design document stays theirs, and the old album's ``_design/app`` is never
looked at. When to do this is the user's word, never the program's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from photospool.album.base import ChangedMeanwhile
from photospool.album.couchdb import couchapp
from photospool.album.couchdb.album import CouchAlbum, version_of
from photospool.album.couchdb.design_doc import DESIGN_ID, design_document
from photospool.album.couchdb.link_preview import POLICY
from photospool.album.couchdb.response_errors import AlreadyThere
from photospool.album.documents import Document
from photospool.album.page_files import PageFile
from photospool.album.store_photo import Tries, again_if_changed
from photospool.errors import AlbumUnavailable, DatabaseMissing
from photospool.messages import message

MADE: Final = "photospool"
"""The field with the sha256 of each function as it was installed: what differs from it now is somebody's own edit."""
_SECTIONS: Final = ("views", "filters", "updates")


def set_up(album: CouchAlbum, *, create: bool) -> list[str]:
    """Bring what is missing and return what was done, in words for people; empty when all was there.

    Raises DatabaseMissing unless ``create``, NotAllowed, and what an album raises.
    """
    done = []
    try:
        album.database.info()
    except DatabaseMissing:
        if not create:
            raise
        done += _create(album)
    return done + _bring(album)


def _create(album: CouchAlbum) -> list[str]:
    try:
        album.guard.put(album.database.name)
    except AlreadyThere:  # by somebody else, just now
        return []
    return [
        message(
            "Made the album “{name}”. Only administrators can see it until you name others.", name=album.database.name
        )
    ]


def _bring(album: CouchAlbum) -> list[str]:
    """Views and page, in one write. What a newer Photospool installed is left alone as a whole."""
    done: list[str] = []
    tries = Tries(album.guard.wire.pause)
    while True:
        installed = album.get(DESIGN_ID)
        files = couchapp.our_files(installed)
        wanted, did = _with_ours(installed, files)
        try:
            if did:
                album.put_document(wanted)
                done += [said for said in did if said not in done]
            note(album, files)
        except ChangedMeanwhile:  # by somebody else, or a node has not heard yet of what was written just now
            if not tries.again():
                raise AlbumUnavailable(
                    "Somebody else changes the album's views at the same time.", "Please try again."
                ) from None
        else:
            return done


def _with_ours(installed: Document | None, files: Mapping[str, PageFile]) -> tuple[Document, list[str]]:
    """The design document as it should be, and what is new in it, in words for people."""
    ours = design_document()
    wanted, did = dict(installed or {}), []
    if installed is not None and version_of(installed) > version_of(ours):
        return wanted, []
    if installed is None or version_of(installed) < version_of(ours):
        wanted, kept = upgraded(installed, ours)
        did.append("Installed the album's views." if installed is None else "Brought the album's views up to date.")
        did += [message("Left “{name}” as somebody has changed it.", name=name) for name in kept]
    page = couchapp.with_page(installed, files)
    if page is not None:
        is_new = couchapp.PAGE not in wanted
        did.append("Installed the album's page." if is_new else "Brought the album's page up to date.")
        wanted |= page
    elif did and couchapp.is_changed(installed):
        did.append("Left the album's page as somebody has changed it.")
    return wanted, did


def note(album: CouchAlbum, files: Mapping[str, PageFile]) -> None:
    """Remember how the server keeps the page's files, so that a change by somebody is seen. Raises ChangedMeanwhile."""
    installed = album.get(DESIGN_ID)
    if installed is not None and (document := couchapp.noted(installed, files)) is not None:
        album.put_document(document)


def say(album: CouchAlbum, design: Document, name: str, value: str) -> None:
    """A word of the owner in the design document, and in the page with it. Raises ChangedMeanwhile."""
    wanted = {**design, name: value}
    files = couchapp.our_files(wanted)
    album.put_document({**wanted, **(couchapp.with_page(wanted, files) or {})})
    note(album, files)


def let_run(album: CouchAlbum, policy: couchapp.Policy) -> None:
    """Set the policy under which the album's page runs, also for browsers that keep the page with the one before.

    Only after an administrator said yes. Raises what ``set_policy`` does.
    """
    couchapp.set_policy(album, policy)
    digest = _digest(policy.wanted)[:32]

    def step() -> None:
        design = album.get(DESIGN_ID)
        if design is not None and design.get(POLICY) != digest:
            say(album, design, POLICY, digest)

    again_if_changed(step)


def upgraded(installed: Mapping[str, Any] | None, ours: Mapping[str, Any]) -> tuple[Document, list[str]]:
    """The design document to install, and the names of the functions that are somebody's own and stay."""
    made = {
        section: {name: _digest(function) for name, function in ours.get(section, {}).items()} for section in _SECTIONS
    }
    if installed is None:
        return {**ours, MADE: made}, []
    before, kept = _mapping(installed.get(MADE)), []
    wanted: Document = {**installed, "version": ours["version"], "language": ours["language"], MADE: made}
    for section in _SECTIONS:
        theirs, known = dict(_mapping(installed.get(section))), _mapping(before.get(section))
        own = [name for name, function in theirs.items() if name in known and _digest(function) != known[name]]
        own += [name for name in theirs if before and name in ours.get(section, {}) and name not in known]
        gone = [name for name in known if name not in ours.get(section, {}) and name not in own]
        wanted[section] = {name: function for name, function in theirs.items() if name not in gone} | {
            name: function for name, function in ours.get(section, {}).items() if name not in own
        }
        # So that it is still known as somebody's own at the next upgrade.
        made[section] |= {name: known.get(name, "") for name in own if name in ours.get(section, {})}
        kept += [f"{section}/{name}" for name in own]
    return wanted, kept


def _digest(function: object) -> str:
    return hashlib.sha256(json.dumps(function, sort_keys=True).encode()).hexdigest()


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
