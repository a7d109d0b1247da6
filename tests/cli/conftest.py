"""A home for the commands."""

import logging
import subprocess
import sys

import pytest
from tests.cli.commands import Result


@pytest.fixture
def home(tmp_path):
    for name in ("incoming", "work", "done", "home"):
        (tmp_path / name).mkdir()
    (tmp_path / "home/settings.toml").write_text("[program]\nsettle_s = 1\n")
    return tmp_path


@pytest.fixture
def here(monkeypatch, capsys):
    """As ``commands.photospool``, in this very process: for many words that cost little."""
    from photospool.cli import main

    def run(home, *arguments):
        with monkeypatch.context() as patched:
            for name in ("stdin", "stdout", "stderr"):
                patched.setattr(sys, name, getattr(sys, name))  # what a command puts there is gone afterwards
            patched.setattr(sys, "argv", ["photospool", "--home", str(home / "home"), *map(str, arguments)])
            patched.delenv("PHOTOSPOOL_HOME", raising=False)
            root = logging.getLogger()
            before, level, raises = list(root.handlers), root.level, logging.raiseExceptions
            capsys.readouterr()
            try:
                main()
            except SystemExit as end:
                code = end.code
            finally:
                for handler in set(root.handlers) - set(before):
                    root.removeHandler(handler)
                    handler.close()
                root.setLevel(level)
                logging.raiseExceptions = raises
        printed = capsys.readouterr()
        return Result(subprocess.CompletedProcess([], code, printed.out, printed.err))

    return run
