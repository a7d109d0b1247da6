"""One sample photo travels through a throw-away spool into a throw-away album: how it will be, before it is begun."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from photospool.config.paths import places
from photospool.config.settings import Settings
from photospool.engine.factory import assemble
from photospool.events import Event, Listener, PhotoSetAside, PhotoStored

if TYPE_CHECKING:
    from photospool.engine.engine import Engine


class Trial:
    """For one run, in a thread of the caller's; the user's own folders and album are not touched."""

    def __init__(self, tell: Listener) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self._engine: Engine | None = None  # guarded by _lock
        self._is_stopped = False  # guarded by _lock

    def run(self) -> None:
        """Until the photo has arrived, or was set aside, or ``stop``; everything is removed then. Raises OSError."""
        home = Path(tempfile.mkdtemp(prefix="photospool-trial-"))
        try:
            self._travel(home)
        finally:
            shutil.rmtree(home, ignore_errors=True)

    def stop(self) -> None:
        """End at once; from any thread."""
        with self._lock:
            self._is_stopped = True
            if self._engine is not None:
                self._engine.stop()

    def _travel(self, home: Path) -> None:
        from photospool.demo.samples import make_one

        settings = Settings().replace("program.settle_s", 1).replace("program.decoders", 1)
        for name in ("incoming", "work", "done"):
            (home / name).mkdir()
            settings = settings.replace(f"folders.{name}", str(home / name))
        sample = make_one(home / "phone")
        engine = assemble(settings, places(home / "program"), None, self._told)
        with self._lock:
            if self._is_stopped:
                return
            self._engine = engine
        shutil.copy2(sample.path, home / "incoming" / sample.path.name)
        engine.run()

    def _told(self, event: Event) -> None:
        self._tell(event)
        if isinstance(event, (PhotoStored, PhotoSetAside)):
            self.stop()
