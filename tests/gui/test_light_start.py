"""What the tray does not load, and does not read, for nothing it does needs it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.children import PATIENCE_S

import photospool


def told_by(code):
    """What a fresh process prints."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=True).stdout


def test_the_tray_loads_no_network():
    """3 MB of memory for as long as it runs, with Kerberos, which Windows alone has a use for."""
    loaded = "import sys, photospool.gui.main, photospool.gui.running"
    found = told_by(f"{loaded}; print([one for one in sys.modules if 'QtNetwork' in one])")
    assert found == ("['PySide6.QtNetwork']\n" if sys.platform == "win32" else "[]\n")


def test_no_source_is_read_to_start():
    """PySide6 looks for its own name in every module that comes after it, unless it is kept from that."""
    ours = f"{Path(photospool.__file__).parent}{os.sep}"  # a checkout may be called photospool, too
    loaded = "linecache, photospool.gui.main, photospool.gui.running"
    code = f"import {loaded}; print(sum(one.startswith({ours!r}) for one in linecache.cache))"
    assert told_by(code) == "0\n"
    assert told_by(code.replace("linecache,", "linecache, PySide6.QtCore,")) == "0\n"


SHOWN = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QSystemTrayIcon

def shown(icon):
    parts = ("gui.single_instance", "gui.tray.icon", "events", "config.profile", "gui.app", "gui.running")
    found = [one for one in parts if f"photospool.{one}" in sys.modules]
    print(found, "_hashlib" in sys.modules, icon.contextMenu() is not None, flush=True)
    os._exit(0)

QSystemTrayIcon.isSystemTrayAvailable = staticmethod(lambda: True)
QSystemTrayIcon.show = shown
from photospool.gui.main import Wanted, start
start(Wanted(Path(sys.argv[1]), is_hidden=True))
"""


def test_the_icon_waits_for_nothing_that_it_does_not_need(tmp_path):
    """It stands in the tray, with its menu still empty, before the program behind it is loaded."""
    command = [sys.executable, "-c", SHOWN, str(tmp_path)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=True, env=environment)
    assert done.stdout == "['gui.single_instance', 'gui.tray.icon'] False True\n"
