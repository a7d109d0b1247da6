"""Every file system that photos may lie on, mounted for a test: real ones, each with a look below the mount.

What can't be mounted here says why. All of it lies below one temporary folder, servers listen on loopback addresses,
and only what was started here is ended.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.children import PATIENCE_S, child
from tests.faults.mounts import disk, needs_root
from tests.parts import wait_until

SEARCHED = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
SFTP_SERVERS = ("/usr/lib/openssh/sftp-server", "/usr/libexec/openssh/sftp-server", "/usr/lib/ssh/sftp-server")
WAIT_S = 20.0


@dataclass(frozen=True, slots=True)
class Mounted:
    """A file system that is there now."""

    folder: Path
    below: Callable[[], Path]
    """Takes the mount away, or mounts it anew, and says where its files lie then: what a mount only shows is gone."""


def run(*command: str, **options: object) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": SEARCHED}, **options
    )  # type: ignore[call-overload]
    if done.returncode:
        raise OSError(f"{command[0]}: {(done.stderr or done.stdout).strip()[-200:]}")


def needs(program: str, package: str) -> None:
    if shutil.which(program, path=SEARCHED) is None:
        pytest.skip(f"{program} is not here (package {package})")


@contextmanager
def mounted(kind: str) -> Iterator[Mounted]:
    """One of ``KINDS``; skips, saying why, where it can't be."""
    needs_root()
    with tempfile.TemporaryDirectory(prefix="photospool-fs-", dir="/var/tmp") as name, ExitStack() as stack:
        try:
            made = KINDS[kind](stack, Path(name))
        except OSError as exc:
            pytest.skip(f"{kind} can't be mounted here: {exc}")
        yield made


def _folders(root: Path, *names: str) -> list[Path]:
    made = [root / name for name in names]
    for path in made:
        path.mkdir()
    return made


def _until_mounted(folder: Path) -> None:
    deadline = time.monotonic() + WAIT_S
    while not os.path.ismount(folder):
        if time.monotonic() > deadline:
            raise OSError("it is not mounted after a while")
        time.sleep(0.05)


def _unmount(folder: Path) -> None:
    if os.path.ismount(folder):
        try:
            run("umount", str(folder))
        except OSError:
            run("umount", "-l", str(folder))


def _of_disk(kind: str) -> Callable[[ExitStack, Path], Mounted]:
    def make(stack: ExitStack, root: Path) -> Mounted:
        made = stack.enter_context(disk(kind, size_mb=400))

        def below() -> Path:
            made.unmount()
            made.mount()
            return made.folder

        return Mounted(made.folder, below)

    return make


def _tmpfs(stack: ExitStack, root: Path) -> Mounted:
    run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(root))
    stack.callback(_unmount, root)
    return Mounted(root, lambda: root)


def _overlay(stack: ExitStack, root: Path) -> Mounted:
    run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(root))
    stack.callback(_unmount, root)
    lower, upper, work, folder = _folders(root, "lower", "upper", "work", "folder")
    for name in ("incoming", "work", "done"):
        (lower / name).mkdir()
    options = f"lowerdir={lower},upperdir={upper},workdir={work}"
    run("mount", "-t", "overlay", "-o", options, "overlay", str(folder))
    stack.callback(_unmount, folder)
    return _over(folder, upper)


def _over(folder: Path, below: Path) -> Mounted:
    def look() -> Path:
        _unmount(folder)
        return below

    return Mounted(folder, look)


def _command(program: str, package: str, *options: str) -> Callable[[ExitStack, Path], Mounted]:
    """A mount of one folder over another by a program that stays in the background."""

    def make(stack: ExitStack, root: Path) -> Mounted:
        needs(program, package)
        below, folder = _folders(root, "below", "folder")
        run(program, *options, str(below), str(folder))
        stack.callback(_unmount, folder)
        return _over(folder, below)

    return make


def _encfs(stack: ExitStack, root: Path) -> Mounted:
    needs("encfs", "encfs")
    return _encrypted(stack, root, ["encfs", "--standard", "--stdinpass"], "test\n")


def _gocryptfs(stack: ExitStack, root: Path) -> Mounted:
    needs("gocryptfs", "gocryptfs")
    word = root / "word"
    word.write_text("test")
    (root / "below").mkdir()
    run("gocryptfs", "-q", "-init", "-scryptn", "10", "-passfile", str(word), str(root / "below"))
    return _encrypted(stack, root, ["gocryptfs", "-q", "-passfile", str(word)], "")


def _encrypted(stack: ExitStack, root: Path, command: list[str], said: str) -> Mounted:
    below, folder = root / "below", root / "folder"
    below.mkdir(exist_ok=True)
    folder.mkdir()

    def mount() -> Path:
        _unmount(folder)
        run(*command, str(below), str(folder), input=said)
        return folder

    mount()
    stack.callback(_unmount, folder)
    return Mounted(folder, mount)


def _mergerfs(stack: ExitStack, root: Path) -> Mounted:
    """Two branches of one disk; new files go to the first."""
    needs("mergerfs", "mergerfs")
    first, second, folder = _folders(root, "first", "second", "folder")
    run("mergerfs", "-o", "category.create=ff,minfreespace=1M", f"{first}:{second}", str(folder))
    stack.callback(_unmount, folder)
    return _over(folder, first)


def _fuse_overlay(stack: ExitStack, root: Path) -> Mounted:
    needs("fuse-overlayfs", "fuse-overlayfs")
    lower, upper, work, folder = _folders(root, "lower", "upper", "work", "folder")
    run("fuse-overlayfs", "-o", f"lowerdir={lower},upperdir={upper},workdir={work}", str(folder))
    stack.callback(_unmount, folder)
    return _over(folder, upper)


def _sshfs(stack: ExitStack, root: Path) -> Mounted:
    """Spoken with the server itself, without a network."""
    needs("sshfs", "sshfs")
    server = next((path for path in SFTP_SERVERS if os.path.exists(path)), None)
    if server is None:
        pytest.skip("no sftp-server is here (package openssh-sftp-server)")
    below, folder = _folders(root, "below", "folder")
    command = root / "ssh"
    command.write_text(f"#!/bin/sh\nexec {server}\n")
    command.chmod(0o700)
    run("sshfs", "-o", f"ssh_command={command}", f"here:{below}", str(folder))
    stack.callback(_unmount, folder)
    return _over(folder, below)


def _rclone(mode: str) -> Callable[[ExitStack, Path], Mounted]:
    def make(stack: ExitStack, root: Path) -> Mounted:
        needs("rclone", "rclone")
        below, folder, cache = _folders(root, "below", "folder", "cache")
        config = root / "rclone.conf"
        config.write_text("")
        command = ["rclone", "--config", str(config), "mount", "--vfs-cache-mode", mode, "--vfs-write-back", "0.2s"]
        stack.enter_context(child([*command, "--cache-dir", str(cache), str(below), str(folder)]))
        stack.callback(_unmount, folder)
        _until_mounted(folder)

        def look() -> Path:
            wait_until(lambda: _is_written_back(cache))
            _unmount(folder)
            return below

        return Mounted(folder, look)

    return make


def _is_written_back(cache: Path) -> bool:
    """Whether nothing waits in rclone's cache any more: it notes of each file if it is "Dirty"."""
    try:
        notes = [json.loads(path.read_text()) for path in (cache / "vfsMeta").rglob("*") if path.is_file()]
    except (OSError, ValueError):  # just being written
        return False
    return not any(note["Dirty"] for note in notes)


def _davfs(stack: ExitStack, root: Path) -> Mounted:
    """davfs2, of a WebDAV server that rclone is."""
    needs("mount.davfs", "davfs2")
    needs("rclone", "rclone")
    below, folder = _folders(root, "below", "folder")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config, settings = root / "rclone.conf", root / "davfs2.conf"
    config.write_text("")
    settings.write_text("ask_auth 0\nuse_locks 0\ndelay_upload 0\ngui_optimize 0\n")
    command = ["rclone", "--config", str(config), "serve", "webdav", "--addr", f"127.0.0.1:{port}", str(below)]
    stack.enter_context(child(command, stderr=subprocess.DEVNULL))
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    address = f"http://127.0.0.1:{port}"
    run("mount.davfs", "-o", f"conf={settings}", address, str(folder), input="\n\n", timeout=PATIENCE_S)
    stack.callback(_unmount, folder)
    (folder / "tried").mkdir()
    list((folder / "tried").iterdir())  # on some kernels it is mounted and can't be listed
    return _over(folder, below)


KINDS: dict[str, Callable[[ExitStack, Path], Mounted]] = {
    "ext4": _of_disk("ext4"),
    "xfs": _of_disk("xfs"),
    "btrfs": _of_disk("btrfs"),
    "tmpfs": _tmpfs,
    "overlayfs": _overlay,
    "exFAT": _of_disk("exfat"),
    "NTFS": _of_disk("ntfs"),
    "gocryptfs": _gocryptfs,
    "encfs": _encfs,
    "bindfs": _command("bindfs", "bindfs"),
    "mergerfs": _mergerfs,
    "sshfs": _sshfs,
    "rclone off": _rclone("off"),
    "rclone minimal": _rclone("minimal"),
    "rclone writes": _rclone("writes"),
    "rclone full": _rclone("full"),
    "fuse-overlayfs": _fuse_overlay,
    "davfs2": _davfs,
}
