"""Our own small files can't be written: nobody is told that something is remembered which is not."""

import errno

import pytest
from tests.cli.commands import chosen

from photospool.config import app_state


@pytest.fixture
def full(monkeypatch):
    def write(path, _content):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    return lambda: monkeypatch.setattr(app_state.private_files, "write", write)


@pytest.mark.parametrize(
    "words",
    [("event", "set", "Wedding", "--until", "4h"), ("event", "clear"), ("run", "--yes")],
)
def test_what_is_not_kept_is_not_said_to_be(home, here, full, words):
    chosen(home)
    full()
    result = here(home, *words)
    assert (result.code, "There is no room left" in result.err) == (1, True), result.err
    assert "Wedding" not in result.out
    assert "There is no event" not in result.out


def test_check_says_all_the_rest_where_the_album_can_not_be_opened(home, here):
    chosen(home)
    (home / "home/album").write_text("no folder")
    result = here(home, "check", "--json")
    found = {one["about"]: one["fine"] for one in result.json}
    assert found["album"] is False
    assert {"folders.incoming", "HEIC"} <= set(found)
    assert result.code != 0
