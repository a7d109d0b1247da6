"""The log: a small rotated file, one line a record, with passwords, tokens and the home folder's name masked."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import os
import re
from pathlib import Path
from typing import Any

from photospool.security import private_files

_OLD = 3
_SECRETS = [
    # No search may begin again at each letter of a stranger's long word: it would take minutes.
    (re.compile(r"((?<!\w)\w+://)[^/\s:@]*:[^/\s]*@"), r"\1***@"),
    (re.compile(r"(?i)(authorization|cookie|set-cookie)([\"']?\s*[:=]\s*).*"), r"\1\2***"),
    (re.compile(r"(?i)\b(password|passwd|token|secret)([\"']?\s*[:=]\s*[\"']?)[^\s\"',;&]+"), r"\1\2***"),
]


def masked(text: str, home: str | None = None) -> str:
    """A text without what must not be shown: safe to paste into a report."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    home = str(Path.home()) if home is None else home
    return text.replace(home, "~") if len(home) > 1 else text


class MaskingFormatter(logging.Formatter):
    """One line a record: line breaks and control characters are written as escapes."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one masked line; a traceback follows, indented."""
        head, *rest = masked(super().format(record)).split("\n")
        lines = [head, *("    " + line for line in rest)]
        return "\n".join(
            "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in x) for x in lines
        )


class _OwnFile(logging.handlers.RotatingFileHandler):
    """A file that nobody else reads; a link in its place is not followed."""

    def _open(self) -> Any:  # the standard library's type differs between versions
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        return os.fdopen(private_files.open_file(Path(self.baseFilename), flags), self.mode, encoding=self.encoding)


def begin(path: Path, level: int = logging.INFO) -> None:
    """Write the log to a file of 1 MB at the most, three old ones kept; a full disk costs only the log."""
    handler: logging.Handler
    # Where no file can be written there is no log: without any handler Python prints warnings over what a command says.
    logging.getLogger().addHandler(logging.NullHandler())
    with contextlib.suppress(OSError):
        private_files.make_folder(path.parent)
        for old in range(1, _OLD + 1):
            private_files.tighten(path.with_name(f"{path.name}.{old}"))
        handler = _OwnFile(path, maxBytes=1_000_000, backupCount=_OLD, encoding="utf-8")
        handler.setFormatter(MaskingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(level)
    logging.raiseExceptions = False


def file() -> Path | None:
    """The newest log file; None where there is none."""
    found = (one for one in logging.getLogger().handlers if isinstance(one, _OwnFile))
    handler = next(found, None)
    return Path(handler.baseFilename) if handler else None
