"""What becomes of a password while a real keyring is open, locked, and unlocked again; run on a bus of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import secretstorage

from photospool.system.credentials import KeyringLocked, Vault

URL, USER = "https://couch.example.org", "ann"
PASSWORD = b"of the keyring"


def keyring_open() -> int:
    """Start the daemon, as a log-in does, with its password; returns its process id."""
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdin is not None
    daemon.stdin.write(PASSWORD)
    daemon.stdin.close()
    return daemon.pid


def collection() -> secretstorage.Collection:
    for _ in range(100):
        try:
            return secretstorage.get_default_collection(secretstorage.dbus_init())
        except Exception:  # it is not on the bus yet
            time.sleep(0.1)
    raise SystemExit("no keyring appeared on the bus")


def found(vault: Vault) -> str:
    try:
        credentials = vault.find(URL, USER)
    except KeyringLocked as exc:
        return exc.title
    return f"found in the {credentials.source}" if credentials and credentials.password == "s3cret" else "nothing"


def story(vault: Vault) -> None:
    first = keyring_open()
    collection()
    vault.keep(URL, USER, "s3cret")
    print("open:", found(vault))
    collection().lock()
    print("locked:", found(vault))
    try:
        vault.keep(URL, "bob", "other")
    except KeyringLocked as exc:
        print("locked, keeping:", exc.title)
    os.kill(first, signal.SIGTERM)  # the owner logs in anew
    os.waitpid(first, 0)
    second = keyring_open()
    collection()
    print("locked, unlocked by its owner:", found(vault))
    os.kill(second, signal.SIGTERM)
    os.waitpid(second, 0)


if __name__ == "__main__":
    story(Vault(Path(sys.argv[1])))
