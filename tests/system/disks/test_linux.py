"""Disks that come and go on Linux: real tables of mounts, and the system's own folders as small copies."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from tests.children import PATIENCE_S
from tests.faults.mounts import disk

from photospool.spool.filesystem import type_of
from photospool.system.disks.linux import LinuxDisks


class Computer:
    """/proc, /sys and /dev of a computer with one disk of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lines: list[str] = []
        (root / "proc/self").mkdir(parents=True)
        (root / "sys/class/block").mkdir(parents=True)
        for folder in ("by-uuid", "by-label"):
            (root / "dev/disk" / folder).mkdir(parents=True)
        self.device("sda", "pci0000:00/ata1/block", parts=("sda1", "sda2"))
        self.mount("/", "/dev/sda1", "ext4")

    def device(self, name: str, bus: str, *, parts: tuple[str, ...] = (), removable: int = 0) -> None:
        whole = self.root / "sys/devices" / bus / name
        for path, part in [(whole, ""), *((whole / part, part) for part in parts)]:
            path.mkdir(parents=True)
            if part:
                (path / "partition").write_text("1\n")
            else:
                (path / "removable").write_text(f"{removable}\n")
            (self.root / "sys/class/block" / path.name).symlink_to(path)
            (self.root / "dev" / path.name).write_text("")

    def mapped(self, name: str, below: str) -> None:
        """A device of the device mapper, such as one that is encrypted."""
        path = self.root / "sys/devices/virtual/block" / name
        (path / "slaves" / below).mkdir(parents=True)
        (path / "removable").write_text("0\n")
        (self.root / "sys/class/block" / name).symlink_to(path)
        (self.root / "dev/mapper").mkdir(exist_ok=True)
        (self.root / "dev" / name).write_text("")
        (self.root / "dev/mapper/luks").symlink_to(self.root / "dev" / name)

    def written(self, how: str, name: str, device: str) -> None:
        (self.root / "dev/disk" / how / name).symlink_to(self.root / "dev" / device)

    def mount(self, point: str, source: str, kind: str, *, of: str = "/") -> None:
        self.lines.append(f"36 35 8:1 {of} {point} rw,nosuid shared:7 - {kind} {source} rw")
        (self.root / "proc/self/mountinfo").write_text("\n".join(self.lines) + "\n")

    def disks(self) -> list[tuple[str, str, str, bool]]:
        found = LinuxDisks(self.root).connected()
        return [(str(one.folder), one.id, one.name, one.is_sure) for one in found]


@pytest.fixture
def computer(tmp_path):
    return Computer(tmp_path)


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\r", "\x1c", "\x85", "\u2028"])
def test_a_disk_whose_name_holds_what_looks_like_a_line_s_end(computer, sign):
    computer.device("sdb", "pci0000:00/usb1/1-4/block", parts=("sdb1",), removable=1)
    computer.written("by-uuid", "3034-6365", "sdb1")
    computer.mount(f"/media/anna/A{sign}B", "/dev/sdb1", "vfat")
    ((folder, number, _name, _is_sure),) = computer.disks()
    assert (folder, number) == (f"/media/anna/A{sign}B", "vfat 3034-6365")
    mounts = f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/anna/A{sign}B vfat rw 0 0\n"
    assert type_of(Path(folder) / "DCIM", mounts) == "vfat"


def test_a_card_in_a_reader(computer):
    computer.device("sdb", "pci0000:00/usb1/1-4/block", parts=("sdb1",), removable=1)
    computer.written("by-uuid", "3034-6365", "sdb1")
    computer.written("by-label", r"EOS\x20\xc3\x9cBER", "sdb1")
    computer.mount(r"/media/anna/EOS\040DIGITAL", "/dev/sdb1", "vfat")
    assert computer.disks() == [("/media/anna/EOS DIGITAL", "vfat 3034-6365", "EOS ÜBER", True)]


def test_one_without_a_label_is_not_called_by_its_number(computer):
    computer.device("mmcblk0", "pci0000:00/mmc_host/mmc0/block", parts=("mmcblk0p1",))
    computer.written("by-uuid", "6462-3761", "mmcblk0p1")
    computer.mount("/run/media/anna/6462-3761", "/dev/mmcblk0p1", "exfat")
    assert computer.disks() == [("/run/media/anna/6462-3761", "exfat 6462-3761", "", True)]


def test_where_udev_says_nothing_it_is_known_by_name_and_size(computer):
    computer.device("sdb", "pci0000:00/usb1/1-4/block", parts=("sdb1",), removable=1)
    computer.mount(str(computer.root), "/dev/sdb1", "vfat")
    ((folder, number, name, is_sure),) = computer.disks()
    assert (folder, name, is_sure) == (str(computer.root), computer.root.name, False)
    assert number.startswith("vfat ~")


def test_behind_encryption(computer):
    computer.device("sdb", "pci0000:00/usb1/1-4/block", parts=("sdb1",), removable=1)
    computer.mapped("dm-3", "sdb1")
    computer.written("by-uuid", "c0ffee00-0000-4000-8000-000000000001", "dm-3")
    computer.mount("/media/anna/stick", "/dev/mapper/luks", "ext4")
    assert [found[0] for found in computer.disks()] == ["/media/anna/stick"]


@pytest.mark.parametrize(
    ("point", "source", "kind"),
    [
        ("/media/nas", "//server/photos", "cifs"),
        ("/media/nas", "server:/photos", "nfs4"),
        ("/run/user/1000/gvfs", "gvfsd-fuse", "fuse.gvfsd-fuse"),
        ("/media/cloud", "remote:", "fuse.rclone"),
        ("/tmp/memory", "tmpfs", "tmpfs"),
        ("/data", "/dev/sda2", "ext4"),
    ],
    ids=["cifs", "nfs", "gvfs", "rclone", "tmpfs", "another part of the system's disk"],
)
def test_never_a_network_nor_the_systems_own_disk(computer, point, source, kind):
    computer.mount(point, source, kind)
    assert computer.disks() == []


def test_a_second_disk_inside_the_computer_does_not_come_and_go(computer):
    computer.device("sdc", "pci0000:00/ata2/block", parts=("sdc1",))
    computer.mount("/mnt/old", "/dev/sdc1", "ext4")
    assert computer.disks() == []


def test_a_system_on_a_stick_is_never_a_card(computer):
    computer.device("sdb", "pci0000:00/usb1/1-4/block", parts=("sdb1", "sdb2"), removable=1)
    computer.mount("/home", "/dev/sdb1", "ext4")
    computer.mount("/media/anna/rest", "/dev/sdb2", "vfat")
    assert computer.disks() == []


def test_a_folder_that_is_shown_elsewhere_is_no_disk(computer):
    computer.device("sdb", "pci0000:00/usb1/1-4/block", parts=("sdb1",), removable=1)
    computer.mount("/srv/part", "/dev/sdb1", "vfat", of="/DCIM")
    assert computer.disks() == []


def test_another_card_at_the_same_place_is_another(computer):
    computer.device("sdb", "pci0000:00/usb1/1-4/block", parts=("sdb1",), removable=1)
    computer.written("by-uuid", "1111-1111", "sdb1")
    computer.mount("/media/anna/card", "/dev/sdb1", "vfat")
    disks = LinuxDisks(computer.root)
    assert disks.id_at(Path("/media/anna/card")) == "vfat 1111-1111"
    (computer.root / "dev/disk/by-uuid/1111-1111").rename(computer.root / "dev/disk/by-uuid/2222-2222")
    assert disks.id_at(Path("/media/anna/card")) == "vfat 2222-2222"
    assert disks.id_at(Path("/media/anna/other")) == ""


def test_without_hints_a_change_is_seen_by_asking(computer):
    disks = LinuxDisks(computer.root)
    assert disks.have_changed()
    assert not disks.have_changed()
    computer.mount("/media/anna/card", "/dev/sdb1", "vfat")
    assert disks.have_changed()


def test_the_kernel_tells_of_a_real_disk_by_itself():
    with disk("ext4", 16) as card:
        card.unmount()
        disks, told = LinuxDisks(), threading.Event()
        disks.begin(told.set)
        try:
            assert disks.have_changed()
            assert not disks.have_changed()
            card.mount()
            assert told.wait(PATIENCE_S)
            assert disks.have_changed()
            found = {one.folder: one for one in disks.connected()}
            assert card.folder in found
            assert disks.id_at(card.folder) == found[card.folder].id
            told.clear()
            card.unmount()
            assert told.wait(PATIENCE_S)
            assert card.folder not in {one.folder for one in disks.connected()}
        finally:
            disks.end()


def test_its_thread_and_its_files_end():
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0
    disks = LinuxDisks()
    disks.begin(lambda: None)
    disks.end()
    for thread in threading.enumerate():
        if thread.name == "photospool-mounts":
            thread.join(PATIENCE_S)
            assert not thread.is_alive()
    after = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0
    assert after == before
