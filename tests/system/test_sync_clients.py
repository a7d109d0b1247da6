"""Synced folders are found from the clients' own files, on each system; rubbish in them is no matter."""

import json
from pathlib import Path

import pytest

from photospool.system.sync_clients import SyncFolder, sync_folders, synced_by


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def test_dropbox_names_its_folders_itself(home, tmp_path):
    mine, work = folder(tmp_path / "Dropbox"), folder(tmp_path / "Dropbox (Work)")
    write(
        home / ".dropbox/info.json",
        json.dumps({"personal": {"path": str(mine)}, "business": {"path": str(work)}, "x": 3, "y": {"path": 5}}),
    )
    assert sync_folders(home, platform="linux", env={}) == [SyncFolder("Dropbox", mine), SyncFolder("Dropbox", work)]


def test_dropbox_on_windows_is_looked_for_in_both_places(tmp_path, home):
    mine = folder(tmp_path / "D")
    write(tmp_path / "local/Dropbox/info.json", json.dumps({"personal": {"path": str(mine)}}))
    env = {"APPDATA": str(tmp_path / "roaming"), "LOCALAPPDATA": str(tmp_path / "local")}
    assert SyncFolder("Dropbox", mine) in sync_folders(home, platform="win32", env=env)


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("linux", ".local/state/syncthing/config.xml"),
        ("linux", ".config/syncthing/config.xml"),
        ("darwin", "Library/Application Support/Syncthing/config.xml"),
    ],
)
def test_syncthing_folders_with_their_direction(home, platform, place):
    folder(home / "Camera")
    both, one = folder(home / "both"), folder(home / "one")
    write(
        home / place,
        f'<configuration><folder path="~/Camera" type="sendreceive"/><folder path="{both}"/>'
        f'<folder path="{one}" type="receiveonly"/><folder path="/gone/away"/><folder/></configuration>',
    )
    assert sync_folders(home, platform=platform, env={}) == [
        SyncFolder("Syncthing", home / "Camera"),
        SyncFolder("Syncthing", both),
        SyncFolder("Syncthing", one, two_way=False),
    ]


def test_an_xml_with_entities_is_not_read(home):
    folder(home / "x")
    write(home / ".config/syncthing/config.xml", f'<!DOCTYPE c [<!ENTITY a "b">]><c><folder path="{home / "x"}"/></c>')
    assert sync_folders(home, platform="linux", env={}) == []


def test_nextcloud_onedrive_icloud_and_google_drive(home, tmp_path):
    cloud = folder(tmp_path / "Nextcloud")
    write(home / ".config/Nextcloud/nextcloud.cfg", f"[Accounts]\n0\\Folders\\1\\localPath={cloud}/\n0\\url=x\n")
    write(home / ".config/onedrive/config", 'sync_dir = "~/One"\n')
    one = folder(home / "One")
    assert sync_folders(home, platform="linux", env={}) == [SyncFolder("OneDrive", one), SyncFolder("Nextcloud", cloud)]
    icloud = folder(home / "Library/Mobile Documents/com~apple~CloudDocs")
    google = folder(home / "Library/CloudStorage/GoogleDrive-ann@example.org")
    drive = folder(home / "Library/CloudStorage/OneDrive-Personal")
    assert sync_folders(home, platform="darwin", env={}) == [
        SyncFolder("OneDrive", drive),
        SyncFolder("iCloud Drive", icloud),
        SyncFolder("Google Drive", google),
    ]


@pytest.mark.parametrize("rubbish", ["", "{", "[]", "<", "\x00", "0\\Folders\\1\\localPath="])
def test_rubbish_finds_nothing(home, rubbish):
    for place in (".dropbox/info.json", ".config/syncthing/config.xml", ".config/Nextcloud/nextcloud.cfg"):
        write(home / place, rubbish)
    assert sync_folders(home, platform="linux", env={}) == []


def test_whose_folder_a_path_lies_in(home):
    camera = folder(home / "Sync/Camera")
    (camera / ".stfolder").mkdir()
    dropbox = SyncFolder("Dropbox", folder(home / "Dropbox"))
    assert synced_by(home / "Dropbox/Camera Uploads/x", [dropbox]) == dropbox
    assert synced_by(camera / "deep", [dropbox]) == SyncFolder("Syncthing", camera)
    assert synced_by(home / "Dropbox2", [dropbox]) is None
