"""The first run: a short way from nothing to photos that travel, with nothing moved before the user said yes."""

from photospool.gui.first_run.wizard import FirstRun

__all__ = ["FirstRun"]
