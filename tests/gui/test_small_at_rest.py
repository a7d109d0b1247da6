"""What the program does without while it rests in the tray: each of these costs memory that nobody asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

CODE = """
import json, linecache, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from photospool.demo.playground import throwaway
brought = set(sys.modules)
from photospool.gui.app import AT_REST_MS
from photospool.gui.main import make_application
from photospool.gui.running import made
qt = make_application()
app = made(qt, throwaway(Path(sys.argv[1])))
app.icon._is_tray_there = lambda: True
app.begin(is_hidden=True)

def look():
    if app.status.is_running:
        QTimer.singleShot(AT_REST_MS + 500, end)
    else:
        QTimer.singleShot(20, look)

def end():
    lines = sum(len(entry[2]) for entry in linecache.cache.values() if len(entry) == 4)
    app.quit()
    qt.quit()
    print(json.dumps({"modules": sorted(set(sys.modules) - brought), "lines": lines}))

look()
qt.exec()
"""
ONLY_WHEN_ASKED = {
    # windows, dialogs and what they are made of
    "photospool.gui.window",
    "photospool.gui.settings",
    "photospool.gui.widgets.fit",
    "photospool.gui.widgets.labels",
    "photospool.gui.widgets.plain_text",
    "photospool.config.change_folders",
    "photospool.config.folder_checks",
    # what a photo needs, which is there in its worker
    "photospool.photo.prepare",
    "photospool.photo.structure",
    "photospool.photo.metadata.read",
    "PIL",
    "exifread",
    # what only other albums, other systems and other programs need
    "photospool.album.couchdb",
    "couchdb",
    "urllib3",
    "ssl",
    "keyring",
    "plistlib",
    "xml.etree",
}


def test_the_tray_has_nothing_that_only_windows_photos_and_servers_need(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", CODE, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found = json.loads(done.stdout)
    assert "photospool.engine.engine" in found["modules"]
    loaded = {name for name in found["modules"] for one in ONLY_WHEN_ASKED if name == one or name.startswith(one + ".")}
    assert loaded == set()
    # PySide6 reads the source of every module, and Python keeps its lines, 80,000 of them; a few may come at the end.
    assert found["lines"] < 5_000
