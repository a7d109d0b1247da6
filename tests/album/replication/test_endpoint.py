"""What a copy's server refuses is said of the copy, in that server's own words."""

from __future__ import annotations

import pytest

from photospool.album.couchdb.response_errors import ServerReply, problem
from photospool.album.couchdb.transport import Address, unreachable
from photospool.album.replication.endpoint import at_copy
from photospool.errors import CopyRefused, CopyUnreachable, PhotospoolError
from photospool.messages import Message


def answer(status: int, content: object = None) -> PhotospoolError:
    return problem(ServerReply(status, {}, content))


@pytest.mark.parametrize(
    ("error", "kind", "title", "advice"),
    [
        (answer(503), CopyUnreachable, "The copy's server can't work now (503 Service Unavailable).", ""),
        (answer(500, {"error": "x", "reason": "badmatch"}), CopyUnreachable, "can't work now (badmatch).", ""),
        (answer(507), CopyUnreachable, "The copy's server has no room left.", ""),
        (answer(404, {"error": "not_found", "reason": "gone"}), CopyRefused, "does not understand us.", "says: gone"),
        (answer(400, {"error": "bad", "reason": "odd"}), CopyRefused, "does not understand us.", "It says: odd"),
    ],
)
def test_its_words_are_said_as_the_copys(error, kind, title, advice):
    with pytest.raises(kind) as raised, at_copy():
        raise error
    assert title in raised.value.title
    assert advice in raised.value.advice
    assert "album's server" not in str(raised.value)


def test_what_ends_a_line_is_still_a_message_that_windows_translate():
    error = unreachable(Address.parse("http://a:1")[0], TimeoutError())
    with pytest.raises(CopyUnreachable) as raised, at_copy():
        raise error
    assert isinstance(raised.value.title, Message)
    assert raised.value.title == "The server a:1 does not answer in time."
