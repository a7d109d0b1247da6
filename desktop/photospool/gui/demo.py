"""The demo in the window: sample photos travel through throw-away folders into a throw-away album."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path

from photospool.config.profile import Profile
from photospool.demo.playground import throwaway
from photospool.gui.main import make_application
from photospool.gui.running import run
from photospool.gui.single_instance import HandedOver, Instance

BETWEEN_S = 0.8


def demo(*, keep: bool) -> int:
    """Until the window is closed; then the folders are removed, unless they shall be kept."""
    home = Path(tempfile.mkdtemp(prefix="photospool-demo-"))
    stop = threading.Event()
    try:
        qt = make_application()
        here = throwaway(home)
        instance = Instance(here.places.memory.parent)
        asked = HandedOver()
        instance.claim(asked)
        dropping = threading.Thread(target=_drop, args=(home, here, stop), name="demo-phone", daemon=True)
        dropping.start()
        return run(qt, here, instance, asked, is_demo=True)
    finally:
        stop.set()
        if not keep:
            shutil.rmtree(home, ignore_errors=True)


def _drop(home: Path, here: Profile, stop: threading.Event) -> None:
    """What a sync client does: files appear one after the other."""
    from photospool.demo.samples import make

    for sample in make(home / "phone"):
        if stop.wait(BETWEEN_S):
            return
        shutil.copy2(sample.path, Path(here.settings.folders.incoming) / sample.path.name)
