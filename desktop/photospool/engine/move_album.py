"""Move the album on this computer into a CouchDB and use that one from then on: the same for command line and window.

No engine runs meanwhile: a photo that went into the album that is being left would be missing in the other one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photospool.config.apply_settings import Keep, question_of, use_album
from photospool.config.profile import Profile
from photospool.config.settings import AlbumChoice
from photospool.engine.factory import open_server
from photospool.errors import AlreadyRunning
from photospool.spool.computer_id import this_computer
from photospool.spool.lock import WorkLock
from photospool.system.credentials import Credentials
from photospool.system.typed_paths import expanded

if TYPE_CHECKING:
    from photospool.album.couchdb.album import CouchAlbum
    from photospool.album.maintenance.migrate import Moved


@dataclass(frozen=True, slots=True)
class Destination:
    """The album that is moved to."""

    choice: AlbumChoice
    password: str | None = None
    """None: the one that is kept, or of the environment."""
    keep: Keep = Keep.KEYRING
    """Where a password that was given is kept."""
    create: bool = False
    """Make the database if it is not there."""
    is_used: bool = True
    """From now on, with all that is added."""


def move_album(
    here: Profile,
    to: Destination,
    tell: Callable[[Moved], None],
    said: Callable[[str], None],
    before: Callable[[CouchAlbum], None] = lambda _target: None,
) -> Moved:
    """Carry every photo over, edits included. May be cut short anywhere and called again: what is there stays there.

    ``tell`` counts, and may raise to end it; ``said`` hears of each step in words; ``before`` is called with the other
    album before the first photo goes there. Raises AlreadyRunning, NoKeyring (all photos are there, and the former
    album is used as before), and what the album raises.
    """
    from photospool.album.embedded.album import LocalAlbum
    from photospool.album.maintenance.migrate import get_ready, move_all

    question = question_of(to.choice, to.password, here.vault)
    with (
        at_rest(here),
        closing(LocalAlbum(here.places.album)) as source,
        closing(open_server(to.choice, Credentials(question.user, question.password))) as target,
    ):
        for text in get_ready(target, create=to.create):
            said(text)
        before(target)
        moved = move_all(source, target, tell)
        if to.is_used:
            use_album(here, to.choice, to.password, to.keep)
        return moved


@contextmanager
def at_rest(here: Profile) -> Iterator[None]:
    """No Photospool begins to carry photos while this lasts. Raises AlreadyRunning, SpoolError."""
    work = expanded(here.settings.folders.work)
    if not here.settings.folders.work or not work.is_dir():
        yield  # without it no engine begins
        return
    lock = WorkLock(work)
    if lock.is_held_elsewhere():
        raise AlreadyRunning(
            "Photospool is running, and stores files in the album that is to be moved.",
            "Please end it first, or move the album from its window. Nothing was changed.",
        )
    lock.acquire(this_computer(here.places.computer_id))
    try:
        yield
    finally:
        lock.release()
