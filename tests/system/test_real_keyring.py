"""A real Secret Service, locked and open: GNOME's keyring on a bus of its own, with a home of its own.

It runs where ``gnome-keyring-daemon`` and ``dbus-run-session`` are installed; the user's own keyring is never touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.children import PATIENCE_S

NEEDED = ("gnome-keyring-daemon", "dbus-run-session")
BUS = """<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
  </policy>
</busconfig>
"""
"""It starts nothing by itself: another keyring would be there before the one that its owner opened."""
STORY = Path(__file__).with_name("keyring_story.py")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)), reason="needs the packages gnome-keyring and dbus-daemon"
)


def test_a_real_keyring_that_is_locked_is_called_so_and_opens_again(tmp_path: Path) -> None:
    for name in ("data", "config", "cache", "runtime"):
        (tmp_path / name).mkdir(mode=0o700)
    env = {name: text for name, text in os.environ.items() if not name.startswith(("DBUS_", "PHOTOSPOOL_", "DISPLAY"))}
    env |= {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_RUNTIME_DIR": str(tmp_path / "runtime"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring",
    }
    bus = tmp_path / "bus.conf"
    bus.write_text(BUS.format(folder=tmp_path / "runtime"))
    told = subprocess.run(
        [
            "dbus-run-session",
            f"--config-file={bus}",
            "--",
            sys.executable,
            str(STORY),
            str(tmp_path / "passwords.json"),
        ],
        env=env,
        cwd=STORY.parents[2],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [
        "open: found in the keyring",
        "locked: Your keyring is locked.",
        "locked, keeping: Your keyring is locked.",
        "locked, unlocked by its owner: found in the keyring",
    ]
