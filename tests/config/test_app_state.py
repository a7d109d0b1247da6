"""What the program remembers; losing it means being asked again."""

import pytest

from photospool.config import app_state
from photospool.config.settings import Settings


def test_a_yes_holds_for_these_folders_and_this_album_only(tmp_path):
    chosen = Settings().replace("folders.incoming", "/a")
    path = tmp_path / "deep" / "memory.json"
    app_state.save(app_state.load(path).confirm(chosen), path)
    again = app_state.load(path)
    assert again.is_confirmed(chosen)
    assert again.is_confirmed(chosen.replace("photos.quality", 90))
    assert not again.is_confirmed(chosen.replace("folders.incoming", "/b"))
    assert not again.is_confirmed(chosen.replace("album.url", "https://b"))


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b'{"paused_until": "x"}', b"\xff"])
def test_rubbish_is_forgotten(tmp_path, rubbish):
    path = tmp_path / "memory.json"
    path.write_bytes(rubbish)
    assert app_state.load(path) == app_state.AppState()


def test_a_place_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    app_state.save(app_state.AppState(), tmp_path / "file" / "memory.json")
