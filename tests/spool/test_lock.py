"""A work folder belongs to one computer at a time; this one is never locked out of its own."""

import errno
import json
import os
import subprocess
import sys
import types
from collections import namedtuple
from contextlib import contextmanager

import pytest
from tests.children import PATIENCE_S

from photospool.errors import AlreadyRunning
from photospool.spool import computer_id as computers
from photospool.spool import filesystem
from photospool.spool.computer_id import Computer, is_random, this_computer
from photospool.spool.lock import LOCK_FILE, WorkLock

MACHINE = "0123456789abcdef0123456789abcdef"
OTHER_MACHINE = "f123456789abcdef0123456789abcdef"
CARD, RANDOM = 0x3C7C3F1E2D5B, 0x3D7C3F1E2D5B
HERE = Computer("here", "this one", node=lambda: CARD)
THERE = Computer("there", "the other", node=lambda: CARD + 1)


def leave_a_note(work, computer):
    """As a kill does: the lock is free, the note stays."""
    lock = WorkLock(work)
    lock.acquire(computer)
    os.close(lock._handle)


def take(work, computer):
    lock = WorkLock(work)
    lock.acquire(computer)
    note = json.loads((work / LOCK_FILE).read_bytes())
    lock.release()
    return note


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A system without any id, on a local disk; tests give it some."""
    monkeypatch.setattr(computers, "MACHINE_IDS", (tmp_path / "machine-id", tmp_path / "dbus-machine-id"))
    monkeypatch.setattr(computers.uuid, "getnode", lambda: RANDOM)
    monkeypatch.setattr(computers, "_windows_id", str)
    monkeypatch.setattr(computers, "is_network", lambda _folder: False)
    monkeypatch.setattr(computers, "host_name", lambda: "here")
    return tmp_path


@contextmanager
def called(monkeypatch, name):
    with monkeypatch.context() as patched:
        patched.setattr(computers, "host_name", lambda: name)
        yield


def test_another_computer_is_refused_while_its_note_is_there(tmp_path):
    leave_a_note(tmp_path, THERE)
    with pytest.raises(AlreadyRunning, match="belongs to Photospool on there"):
        WorkLock(tmp_path).acquire(HERE)
    take(tmp_path, THERE)
    take(tmp_path, HERE)


@pytest.mark.parametrize("name", ["machine-id", "dbus-machine-id"])
def test_the_systems_id_is_taken_where_it_has_one(system, name):
    (system / name).write_text(MACHINE + "\n")
    found = this_computer(system / "own")
    assert (found.id, found.former) == (MACHINE, ())
    assert not (system / "own").exists()


@pytest.mark.parametrize("text", ["", "uninitialized\n", "0" * 32, "grün\n", MACHINE[:31]])
def test_what_is_no_id_is_not_taken_for_one(system, text):
    # An image that was never started says "uninitialized": all that were made of it would be one computer.
    (system / "machine-id").write_text(text, encoding="utf-8")
    found = this_computer(system / "own")
    assert found.id == (system / "own").read_text().strip()
    assert len(found.id) == 32


def test_without_one_an_own_id_is_kept(system, monkeypatch):
    first = this_computer(system / "data/own")
    monkeypatch.setattr(computers, "host_name", lambda: "renamed")  # a container has another name at each start
    monkeypatch.setattr(computers.uuid, "getnode", lambda: RANDOM + 5)
    assert this_computer(system / "data/own").id == first.id
    assert first.id != f"{RANDOM:012x}"


def test_after_a_kill_the_folder_is_still_ours(system, tmp_path):
    """Two processes, where the number of no card is drawn anew by each."""
    code = (
        "import os, sys, uuid; from pathlib import Path; from photospool.spool import computer_id as computer, lock\n"
        "computer.MACHINE_IDS = (); here = Path(sys.argv[1])\n"
        "uuid.getnode = lambda: uuid._random_getnode()\n"
        "lock.WorkLock(here).acquire(computer.this_computer(here / 'own')); print('held', flush=True)\n"
        "sys.stdin.read(); os._exit(9)"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, tmp_path],
            input="", capture_output=True, text=True, timeout=PATIENCE_S, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (9, "held\n", "")


def test_an_own_id_that_is_torn_is_made_anew(system):
    (system / "own").write_bytes(b"")
    assert len(this_computer(system / "own").id) == 32


def test_where_nothing_can_be_kept_the_name_must_do(system):
    (system / "file").touch()
    found = this_computer(system / "file/own")
    assert (found.id, this_computer(None).id) == ("name:here", "name:here")


def test_a_former_own_id_is_ours_when_the_system_got_one(system, tmp_path):
    leave_a_note(tmp_path, this_computer(system / "own"))
    (system / "machine-id").write_text(MACHINE)
    assert take(tmp_path, this_computer(system / "own"))["computer"] == MACHINE


def test_the_other_id_of_the_system_is_ours_too(system, tmp_path):
    (system / "dbus-machine-id").write_text(MACHINE)
    leave_a_note(tmp_path, this_computer(system / "own"))
    (system / "machine-id").write_text(OTHER_MACHINE)
    assert take(tmp_path, this_computer(system / "own"))["computer"] == OTHER_MACHINE


def test_nobody_is_locked_out_by_the_upgrade(system, tmp_path, monkeypatch):
    """macOS has no id of the system: the note of the version before names the network card."""
    monkeypatch.setattr(computers.uuid, "getnode", lambda: CARD)
    leave_a_note(tmp_path, Computer("any name", f"{CARD:012x}"))
    mine = Computer(**{**fields(this_computer(system / "own")), "node": lambda: CARD})
    assert take(tmp_path, mine)["computer"] == mine.id != f"{CARD:012x}"
    leave_a_note(tmp_path, Computer("any name", f"{CARD + 1:012x}"))
    with pytest.raises(AlreadyRunning):
        take(tmp_path, mine)


def test_a_random_number_is_no_id_but_the_name_beside_it_counts(tmp_path):
    assert is_random(RANDOM)
    assert not is_random(CARD)
    leave_a_note(tmp_path, Computer("here", f"{RANDOM:012x}"))
    take(tmp_path, HERE)
    leave_a_note(tmp_path, Computer("there", f"{RANDOM:012x}"))
    same_number = Computer("here", "this one", node=lambda: RANDOM)
    with pytest.raises(AlreadyRunning, match="belongs to Photospool on there"):
        take(tmp_path, same_number)


def test_computers_that_share_a_data_folder_over_a_network_have_their_own_ids(system, tmp_path, monkeypatch):
    monkeypatch.setattr(computers, "is_network", lambda folder: folder == system)
    leave_a_note(tmp_path, this_computer(system / "own"))
    with called(monkeypatch, "there/../x"):
        there = this_computer(system / "own")
        with pytest.raises(AlreadyRunning, match="on here"):
            take(tmp_path, there)
    assert {path.parent for path in system.glob("own*")} == {system}
    assert len(list(system.glob("own-*"))) == 2
    take(tmp_path, this_computer(system / "own"))


def test_an_id_of_a_local_data_folder_says_nothing_once_it_lies_in_the_network(system, tmp_path, monkeypatch):
    local = this_computer(system / "own")
    monkeypatch.setattr(computers, "is_network", lambda _folder: True)
    assert local.id not in {this_computer(system / "own").id, *this_computer(system / "own").former}


def test_macs_that_share_a_home_over_a_network_have_their_own_ids(system, tmp_path, monkeypatch):
    disk = namedtuple("Disk", "mountpoint opts")
    disks = [disk("/", "ro,local,rootfs"), disk(os.path.realpath(system), "rw,nosuid,automounted")]
    psutil = types.SimpleNamespace(disk_partitions=lambda **_asked: disks, Error=RuntimeError)
    monkeypatch.setitem(sys.modules, "psutil", psutil)
    monkeypatch.setattr(computers, "is_network", filesystem.is_network_on_macos)
    ours = this_computer(system / "own")
    with called(monkeypatch, "there"):
        assert this_computer(system / "own").id != ours.id
    assert this_computer(system / "own") == ours
    disks[1] = disk(os.path.realpath(system), "rw,local")
    assert ours.id not in {(local := this_computer(system / "own")).id, *local.former}
    with called(monkeypatch, "there"):
        assert this_computer(system / "own").id == local.id  # renamed: still the same


def test_a_note_of_no_text_blocks_only_as_long_as_it_is_there(tmp_path):
    (tmp_path / LOCK_FILE).write_text(json.dumps({"computer": 5, "name": None}))
    with pytest.raises(AlreadyRunning):
        take(tmp_path, HERE)


def fields(computer):
    return {name: getattr(computer, name) for name in ("name", "id", "former")}


def test_this_very_computer(tmp_path):
    assert this_computer(tmp_path / "own") == this_computer(tmp_path / "own")


def test_a_disk_that_refuses_to_close_the_locks_file_is_no_error(tmp_path, monkeypatch):
    """As rclone's mount does without a cache."""
    close = os.close

    def refusing(handle):
        close(handle)
        raise PermissionError(errno.EPERM, "not permitted")

    first, second = WorkLock(tmp_path), WorkLock(tmp_path)
    first.acquire()
    monkeypatch.setattr(os, "close", refusing)
    assert second.is_held_elsewhere()
    with pytest.raises(AlreadyRunning):
        second.acquire()
    first.release()
    assert not second.is_held_elsewhere()
    second.acquire()
    second.release()
