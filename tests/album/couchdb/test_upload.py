"""What is read of a photo while it is sent: the bytes that were announced, or an end before the last of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from photospool.album.base import Source
from photospool.album.couchdb import upload
from photospool.errors import PhotoNotReady
from photospool.photo.digests import digests

CONTENT = bytes(range(256)) * 1024
"""More than one chunk, so that something can happen in between."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(CONTENT)
    os.utime(path, (1e9, 1e9))
    return path


@pytest.fixture
def sent(path: Path) -> Iterator[bytes]:
    found = digests(path)
    assert found.state is not None
    return upload._unchanged(Source("image/jpeg", found.md5, found.sha256, found.size, path, found.state))


def test_known_file_is_not_hashed_again(sent: Iterator[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload.hashlib, "md5", lambda **_: pytest.fail("hashed"))
    assert b"".join(sent) == CONTENT


@pytest.mark.parametrize("changed", [b"shorter", CONTENT[:-1] + b"x", CONTENT + b"x"])
def test_file_that_changes_on_the_way_is_never_sent_to_its_end(
    path: Path, sent: Iterator[bytes], changed: bytes
) -> None:
    received = next(sent)
    path.write_bytes(changed)
    with pytest.raises(PhotoNotReady):
        received += b"".join(sent)
    assert len(received) < len(CONTENT)


def test_file_that_is_touched_on_the_way_is_sent(path: Path, sent: Iterator[bytes]) -> None:
    received = next(sent)
    os.utime(path)
    assert received + b"".join(sent) == CONTENT


def test_file_of_unknown_state_is_hashed(path: Path) -> None:
    found = digests(path)
    other = hashlib.md5(b"other").hexdigest()
    with pytest.raises(PhotoNotReady):
        b"".join(upload._unchanged(Source("image/jpeg", other, found.sha256, found.size, path)))
