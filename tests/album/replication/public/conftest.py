"""A public copy on the second server."""

from __future__ import annotations

import pytest

from photospool.album.replication.models import Condition
from photospool.album.replication.progress import state_of
from photospool.album.replication.public.publish import publish
from photospool.album.replication.public.retract import audit, stranger

from ..conftest import ids, until, wish


@pytest.fixture
def public_copy(album, name, second_couchdb, told):
    """Make the public copy of what the album holds by then."""
    return lambda: publish(album, wish(second_couchdb, name), told.append)


def seen(copy):
    return ids(stranger(copy))


def settled(album, copy):
    """Wait until all is copied, then audit."""
    until(lambda: state_of(album, copy).condition is Condition.UP_TO_DATE)
    return audit(album, copy)
