"""A process of its own: the desktop program until its icon is shown. Prints the seconds since it was called."""

import os
import sys
import time

from PySide6.QtWidgets import QSystemTrayIcon


def shown(_icon: QSystemTrayIcon) -> None:
    """In place of showing the icon."""
    print(time.time() - float(sys.argv[1]), flush=True)
    os._exit(0)  # what comes after is no part of the start


if __name__ == "__main__":
    QSystemTrayIcon.isSystemTrayAvailable = staticmethod(lambda: True)
    QSystemTrayIcon.show = shown

    from photospool.gui.main import Wanted, start

    start(Wanted(is_hidden=True))
    raise RuntimeError("no icon was shown")
