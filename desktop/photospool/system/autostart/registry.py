"""The small part of Windows' registry that we use: values of the user's own keys."""

from __future__ import annotations

import sys
from typing import Protocol

if sys.platform == "win32":
    import contextlib
    import winreg


class Registry(Protocol):
    """The user's values; a test has its own."""

    def read(self, key: str, name: str) -> str | bytes | None:
        """A value, or None where there is none."""

    def write(self, key: str, name: str, value: str) -> None:
        """Set a text. Raises OSError."""

    def delete(self, key: str, name: str) -> None:
        """Remove a value, if it is there. Raises OSError."""


def user_registry() -> Registry:
    """``HKEY_CURRENT_USER``. Only on Windows."""
    if sys.platform == "win32":
        return _UserRegistry()
    raise NotImplementedError("Only Windows has a registry.")


if sys.platform == "win32":

    class _UserRegistry:
        def read(self, key: str, name: str) -> str | bytes | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    value = winreg.QueryValueEx(opened, name)[0]
            except OSError:
                return None
            return value if isinstance(value, (str, bytes)) else None

        def write(self, key: str, name: str, value: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

        def delete(self, key: str, name: str) -> None:
            with (
                contextlib.suppress(FileNotFoundError),
                winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as opened,
            ):
                winreg.DeleteValue(opened, name)
