"""Folders that must not be emptied are known where that can be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from photospool.config.kept_folders import WhyKept, why_kept


def asked(folder, home, **env):
    return why_kept(Path(folder), home, platform="linux", env=env)


def test_an_ordinary_folder_may_be_emptied(tmp_path):
    assert asked(tmp_path / "Dropbox" / "Camera Uploads", tmp_path) is None


@pytest.mark.parametrize(
    ("below", "why"),
    [
        ("Pictures/Photos Library.photoslibrary/originals", WhyKept.ICLOUD_PHOTOS),
        ("Pictures/iCloud Photos/Photos", WhyKept.ICLOUD_PHOTOS),
        ("Pictures/iCloud Photos/Shared", WhyKept.SHARED),
        ("GoogleDrive/Shared drives/Family", WhyKept.SHARED),
        ("GoogleDrive/.shortcut-targets-by-id/1a/Family", WhyKept.SHARED),
    ],
)
def test_libraries_and_shared_albums_by_their_names(tmp_path, below, why):
    assert asked(tmp_path / below, tmp_path) is why


def test_bisync_by_its_own_lists(tmp_path):
    lists = tmp_path / ".cache/rclone/bisync"
    lists.mkdir(parents=True)
    folder = tmp_path / "My Photos"
    side = str(folder).strip("/").replace("/", "_").replace(" ", "_")
    (lists / f"drive_phone..{side}.path2.lst").touch()
    assert asked(folder, tmp_path) is WhyKept.BISYNC
    assert asked(folder / "deep", tmp_path) is WhyKept.BISYNC
    assert asked(tmp_path / "other", tmp_path) is None
    (lists / f"drive_phone..{side}.path2.lst").rename(lists / f"{side}..drive_phone.path1.lst")
    assert asked(folder, tmp_path) is WhyKept.BISYNC


def test_unison_by_its_profiles(tmp_path):
    (tmp_path / ".unison").mkdir()
    (tmp_path / ".unison/phone.prf").write_text(f"# mine\nroot = {tmp_path}/photos\nroot = ssh://host//photos\n")
    assert asked(tmp_path / "photos/camera", tmp_path) is WhyKept.UNISON
    assert asked(tmp_path / "other", tmp_path) is None
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / ".unison").rename(elsewhere)
    assert asked(tmp_path / "photos", tmp_path, UNISON=str(elsewhere)) is WhyKept.UNISON


def test_a_cards_dcim_but_not_one_at_home(tmp_path):
    (tmp_path / "DCIM" / "100CANON").mkdir(parents=True)
    assert asked(tmp_path / "DCIM/100CANON", tmp_path) is None  # the same disk as home
    assert asked(tmp_path / "DCIM/100CANON", Path("/proc")) is WhyKept.CARD
