"""A home for the commands."""

import pytest


@pytest.fixture
def home(tmp_path):
    for name in ("incoming", "work", "done", "home"):
        (tmp_path / name).mkdir()
    (tmp_path / "home/settings.toml").write_text("[program]\nsettle_s = 1\n")
    return tmp_path
