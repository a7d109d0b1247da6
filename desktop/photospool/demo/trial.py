"""One sample photo travels through a throw-away spool into a throw-away album: how it will be, before it is begun."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from photospool.demo.playground import throwaway
from photospool.engine.runner import EngineRunner
from photospool.events import Event, Listener, PhotoSetAside, PhotoStored


class Trial:
    """For one run, in a thread of the caller's; the user's own folders and album are not touched."""

    def __init__(self, tell: Listener) -> None:
        self._tell = tell
        self._runner: EngineRunner | None = None
        self._is_stopped = False

    def run(self) -> None:
        """Until the photo has arrived, or was set aside, or ``stop``; everything is removed then. Raises OSError."""
        from photospool.demo.samples import make_one

        home = Path(tempfile.mkdtemp(prefix="photospool-trial-"))
        try:
            here = throwaway(home)
            quick = here.settings.replace("program.settle_s", 1).replace("program.decoders", 1)
            runner = self._runner = EngineRunner(here.with_settings(quick), self._told)
            if self._is_stopped:  # before there was a runner to be stopped
                return
            sample = make_one(home / "phone")
            shutil.copy2(sample.path, home / "incoming" / sample.path.name)
            runner.run()
        finally:
            shutil.rmtree(home, ignore_errors=True)

    def stop(self) -> None:
        """End at once; from any thread."""
        self._is_stopped = True
        if self._runner is not None:
            self._runner.stop()

    def _told(self, event: Event) -> None:
        self._tell(event)
        if isinstance(event, (PhotoStored, PhotoSetAside)):
            self.stop()
