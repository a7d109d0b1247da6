"""Real disks of the test's own: small, on loop devices, of any file system. Only where root and the tools are there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.children import PATIENCE_S

MAKERS: dict[str, tuple[str, ...]] = {
    "ext4": ("mkfs.ext4", "-q", "-F"),
    "xfs": ("mkfs.xfs", "-q", "-f"),
    "btrfs": ("mkfs.btrfs", "-q", "-f"),
    "exfat": ("mkfs.exfat",),
    "ntfs": ("mkfs.ntfs", "-F", "-q", "-f"),
}
MOUNTERS: dict[str, tuple[str, ...]] = {
    "ext4": ("mount",),
    "xfs": ("mount",),
    "btrfs": ("mount",),
    "exfat": ("mount.exfat-fuse",),
    # As Windows has it: no names that it would not take, and no difference between A and a.
    "ntfs": ("lowntfs-3g", "-o", "windows_names,ignore_case"),
}
PACKAGES = {
    "ext4": "e2fsprogs",
    "xfs": "xfsprogs",
    "btrfs": "btrfs-progs",
    "exfat": "exfatprogs and exfat-fuse",
    "ntfs": "ntfs-3g",
}


def needs_root() -> None:
    """Skip, saying why, where disks can't be mounted."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a disk of the test's own needs root on Linux")


def _run(*command: str) -> str:
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    result = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path})
    if result.returncode:
        raise OSError(f"{command[0]}: {result.stderr.strip() or result.stdout.strip()}")
    return result.stdout.strip()


def _has(program: str) -> bool:
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


class Disk:
    """A block device with a file system, mounted at ``folder`` while it is."""

    def __init__(self, kind: str, device: str, folder: Path) -> None:
        self.kind, self._device, self.folder = kind, device, folder

    def mount(self) -> None:
        _run(*MOUNTERS[self.kind], self._device, str(self.folder))

    def unmount(self) -> None:
        """As soon as nobody reads in it: who looks into a folder just then holds it for a moment."""
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                _run("umount", str(self.folder))
            except OSError as exc:
                if "busy" not in str(exc) or time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return


@contextmanager
def disk(kind: str, size_mb: int = 64) -> Iterator[Disk]:
    """A fresh disk, mounted; skips, saying why, where that can't be."""
    needs_root()
    if not _has(MAKERS[kind][0]) or not _has(MOUNTERS[kind][0]):
        pytest.skip(f"{kind} disks need the package {PACKAGES[kind]}")
    with tempfile.TemporaryDirectory(prefix="photospool-disk-") as name:
        root = Path(name)
        image, folder = root / "image", root / "disk"
        folder.mkdir()
        with image.open("wb") as file:
            file.truncate(size_mb << 20)
        try:
            device = _run("losetup", "--find", "--show", str(image))
        except OSError as exc:
            pytest.skip(f"no disk can be made here: {exc}")
        try:
            made = Disk(kind, device, folder)
            try:
                _run(*MAKERS[kind], device)
                made.mount()
            except OSError as exc:
                pytest.skip(f"no {kind} disk can be mounted here: {exc}")
            try:
                yield made
            finally:
                if folder.is_mount():
                    _run("umount", "-l", str(folder))
        finally:
            _run("losetup", "--detach", device)


@contextmanager
def memory_disk(size_mb: int) -> Iterator[Path]:
    """A small file system in memory that can really be full."""
    needs_root()
    with tempfile.TemporaryDirectory(prefix="photospool-disk-") as name:
        try:
            _run("mount", "-t", "tmpfs", "-o", f"size={size_mb}m", "tmpfs", name)
        except OSError as exc:
            pytest.skip(f"no disk can be mounted here: {exc}")
        try:
            yield Path(name)
        finally:
            _run("umount", "-l", name)


@contextmanager
def encrypted(kind: str) -> Iterator[Path]:
    """A folder whose files lie encrypted below another one, with shorter names than the disk takes (encfs)."""
    needs_root()
    if not _has(kind):
        pytest.skip(f"{kind} is not installed")
    with tempfile.TemporaryDirectory(prefix="photospool-disk-") as name:
        below, folder = Path(name) / "below", Path(name) / "disk"
        below.mkdir()
        folder.mkdir()
        command = ["encfs", "--standard", "--stdinpass", str(below), str(folder)]
        result = subprocess.run(command, input="test\n", capture_output=True, text=True, check=False)
        if result.returncode:
            pytest.skip(f"{kind} can't be mounted here: {result.stderr.strip() or result.stdout.strip()}")
        try:
            yield folder
        finally:
            _run("umount", "-l", str(folder))
