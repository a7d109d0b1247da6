"""Both digests, and what the file was while they were made."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from threading import Event

import pytest

from photospool.errors import PhotoNotReady
from photospool.photo.digests import CHUNK_BYTES, digests


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"photo" * CHUNK_BYTES)
    os.utime(path, (1e9, 1e9))
    return path


def test_digests_are_of_all_bytes(path: Path) -> None:
    content, found = path.read_bytes(), digests(path)
    assert found.md5 == hashlib.md5(content).hexdigest()
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.size == len(content)


def test_state_is_the_files(path: Path) -> None:
    before = digests(path)
    assert before.state is not None
    assert digests(path).state == before.state
    path.chmod(0o600)
    assert digests(path).state != before.state
    assert digests(path) == before  # the bytes are the same


def test_state_of_a_file_that_was_just_written_proves_nothing(path: Path) -> None:
    path.write_bytes(b"photo")
    assert digests(path).state is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_in_its_place_holds_nobody_up(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(PhotoNotReady):
        digests(path)


@pytest.mark.skipif(os.name != "posix", reason="Windows lets not everybody make links")
def test_a_link_in_its_place_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.rename(tmp_path / "else.jpg")
    path.symlink_to(tmp_path / "else.jpg")
    with pytest.raises(PhotoNotReady):
        digests(path)


def test_stop_ends_it(path: Path) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(PhotoNotReady):
        digests(path, stop=stop)
