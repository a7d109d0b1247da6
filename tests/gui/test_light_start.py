"""What the tray does not load, and does not read, for nothing it does needs it."""

import subprocess
import sys

from tests.children import PATIENCE_S


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
    code = "import linecache, photospool.gui.main; print(len([one for one in linecache.cache if 'photospool' in one]))"
    assert told_by(code) == "0\n"
    assert int(told_by(code.replace("linecache,", "linecache, PySide6.QtCore,"))) == 0
