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
    found = told_by("import sys, photospool.gui.main; print([one for one in sys.modules if 'QtNetwork' in one])")
    assert found == ("['PySide6.QtNetwork']\n" if sys.platform == "win32" else "[]\n")


def test_no_source_is_read_to_start():
    """PySide6 looks for its own name in every module that comes after it, unless it is kept from that."""
    ours = f"{Path(photospool.__file__).parent}{os.sep}"  # a checkout may be called photospool, too
    code = f"import linecache, photospool.gui.main; print(sum(one.startswith({ours!r}) for one in linecache.cache))"
    assert told_by(code) == "0\n"
    assert told_by(code.replace("linecache,", "linecache, PySide6.QtCore,")) == "0\n"
