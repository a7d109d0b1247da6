"""What the tests of films do while one is on its way to a copy, and ask afterwards."""

from __future__ import annotations

from photospool.album.documents import original_id
from photospool.album.replication.resend import look_closely, send_what_fits

from .conftest import ids, until


def at_piece(number, deed):
    """A pause that does something once, while so many pieces are on their way."""
    calls = []

    def pause(_seconds):
        calls.append(1)
        if len(calls) == number:
            deed()

    return pause


def carry_until(album, copy, number, deed):
    """Carried once, with a deed while so many pieces are on their way; a server that is busy is asked again."""
    done = []

    def do():
        deed()
        done.append(1)

    until(lambda: [send_what_fits(album, copy, pause=at_piece(number, do))] and done)


def become_equal(album, copy, there, *photo_ids):
    """Looked at closely until each is on both sides, in all its versions."""

    def is_equal(photo_id):
        one, other = (side.get(original_id(photo_id), conflicts="true") for side in (album, there))
        return one is not None and one == other

    until(lambda: [look_closely(album, copy)] and all(map(is_equal, photo_ids)))


def has(there, photo_id):
    return original_id(photo_id) in ids(there)
