"""Three folders that were chosen, a keyring that forgets, and the settings dialog."""

from __future__ import annotations

import pytest

from photospool.config import settings as choices
from photospool.config.paths import places
from photospool.config.profile import Profile
from photospool.config.settings import Settings
from photospool.system.autostart.autostart import login_item

from ...album.couchdb.conftest import own_server  # noqa: F401 (a fixture)
from ...servers.standin import standin
from .opened_dialog import opened


@pytest.fixture
def here(tmp_path, vault):
    """Three folders that were chosen and confirmed, and the album on this computer."""
    settings = Settings()
    for name in ("Drop", "work", "done"):
        (tmp_path / name).mkdir()
    for name, folder in (("incoming", "Drop"), ("work", "work"), ("done", "done")):
        settings = settings.replace(f"folders.{name}", str(tmp_path / folder))
    where = places(tmp_path / "home")
    choices.save(settings, where.settings)
    return Profile.load(where).confirmed()


@pytest.fixture
def login(tmp_path):
    return login_item(["photospool"], platform="linux", home=tmp_path, env={})


@pytest.fixture
def dialog(qtbot, here, login, tmp_path):
    return opened(qtbot, here, login, tmp_path)


@pytest.fixture
def server():
    with standin() as server:
        yield server
