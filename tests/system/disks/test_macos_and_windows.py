"""Disks that come and go on macOS and Windows, by what their systems would answer."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from photospool.system.disks.macos import MacDisks
from photospool.system.disks.windows import DRIVE_REMOVABLE, WindowsDisks


class Diskutil:
    """``answers``: of a volume's name."""

    def __init__(self, **answers: dict[str, object]) -> None:
        self.answers, self.asked = answers, []

    def __call__(self, folder: Path) -> bytes:
        self.asked.append(folder.name)
        answer = self.answers.get(folder.name)
        return plistlib.dumps({"MountPoint": str(folder), **answer}) if answer is not None else b""


CARD = {"RemovableMediaOrExternalDevice": True, "VolumeUUID": "AB-12", "VolumeName": "EOS_DIGITAL"}


@pytest.fixture
def volumes(tmp_path):
    for name in ("EOS_DIGITAL", "server", "second"):
        (tmp_path / name).mkdir()
    (tmp_path / "Macintosh HD").symlink_to("/")
    return tmp_path


def test_on_a_mac_only_what_can_be_taken_out(volumes):
    ask = Diskutil(EOS_DIGITAL=CARD, second={"RemovableMediaOrExternalDevice": False, "VolumeUUID": "CD-34"})
    (found,) = MacDisks(volumes, ask).connected()
    assert (found.folder, found.id, found.name, found.is_sure) == (
        volumes / "EOS_DIGITAL", "volume AB-12", "EOS_DIGITAL", True,
    )  # fmt: skip
    assert "Macintosh HD" not in ask.asked


def test_on_a_mac_each_is_asked_about_once_while_it_is_there(volumes):
    ask = Diskutil(EOS_DIGITAL=CARD)
    disks = MacDisks(volumes, ask)
    assert disks.have_changed()
    disks.connected()
    assert not disks.have_changed()
    assert disks.id_at(volumes / "EOS_DIGITAL") == "volume AB-12"
    assert sorted(ask.asked) == ["EOS_DIGITAL", "second", "server"]
    (volumes / "EOS_DIGITAL").rmdir()
    assert disks.have_changed()
    assert disks.connected() == []
    assert disks.id_at(volumes / "EOS_DIGITAL") == ""


def test_on_a_mac_one_without_a_number_is_not_sure(volumes):
    ask = Diskutil(EOS_DIGITAL={"Ejectable": True, "VolumeName": "NO NAME", "TotalSize": 32_000_000_000})
    (found,) = MacDisks(volumes, ask).connected()
    assert (found.id, found.is_sure) == ("volume ~NO NAME 32000000000", False)


def test_on_a_mac_without_volumes(tmp_path):
    assert MacDisks(tmp_path / "none", Diskutil()).connected() == []


class Drives:
    """``found``: of a letter, its kind and its volume."""

    def __init__(self, **found: tuple[int, tuple[str, int] | None]) -> None:
        self.found = found

    def letters(self) -> str:
        return "".join(self.found)

    def kind(self, top: str) -> int:
        return self.found[top[0]][0]

    def volume(self, top: str) -> tuple[str, int] | None:
        assert top[0] not in "AB", "a floppy drive must not turn"
        return self.found[top[0]][1]


def test_on_windows_removable_letters_with_a_disk_in_them():
    drives = Drives(
        A=(DRIVE_REMOVABLE, ("", 1)), C=(3, ("Windows", 7)), E=(DRIVE_REMOVABLE, ("NIKON", 0xCAFE)),
        F=(DRIVE_REMOVABLE, None), Z=(4, ("server", 9)),
    )  # fmt: skip
    (found,) = WindowsDisks(drives).connected()
    assert (found.folder, found.id, found.name, found.is_sure) == (Path("E:\\"), "volume 0000CAFE", "NIKON", True)


def test_on_windows_another_card_in_the_same_reader_is_another():
    drives = Drives(E=(DRIVE_REMOVABLE, ("NIKON", 1)))
    disks = WindowsDisks(drives)
    assert disks.have_changed()
    assert not disks.have_changed()
    assert disks.id_at(Path("E:\\")) == "volume 00000001"
    drives.found["E"] = (DRIVE_REMOVABLE, ("NIKON", 2))
    assert disks.have_changed()
    assert disks.id_at(Path("E:\\")) == "volume 00000002"
    drives.found["E"] = (DRIVE_REMOVABLE, None)
    assert disks.have_changed()
    assert disks.id_at(Path("E:\\")) == ""


def test_on_windows_one_without_a_number_is_not_sure():
    (found,) = WindowsDisks(Drives(E=(DRIVE_REMOVABLE, ("NIKON", 0)))).connected()
    assert (found.id, found.is_sure) == ("volume ~NIKON", False)
