"""What every verb of the development command stands on: saying, running, environments."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PATIENCE_S = 30
"""How long a program may take to end after Ctrl-C."""
VERSION_OF = re.compile(r"^version *= *(\d+)\.(\d+)", re.MULTILINE)


def say(text: str) -> None:
    """One line for the person who typed the command."""
    print(f"\033[1m▸ {text}\033[0m" if sys.stdout.isatty() else f"> {text}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None, check: bool = True) -> int:
    """Run a command in the project's folder and end with its exit code if it fails."""
    with subprocess.Popen([str(part) for part in command], cwd=ROOT, env=env) as child:
        code = _end_of(child)
    if check and code:
        say(f"failed ({code}): {' '.join(str(part) for part in command)}")
        raise SystemExit(code)
    return code


def _end_of(child: subprocess.Popen[bytes]) -> int:
    """Its exit code. Ctrl-C reaches the child too: it may clean up after itself, then we end as well."""
    try:
        return child.wait()
    except KeyboardInterrupt:
        try:
            child.wait(PATIENCE_S)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            child.kill()
        raise


def is_root() -> bool:
    """Whether we may install packages and connect disks."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


class Environment:
    """A virtual environment of the project's own, made once and renewed when its needs change."""

    def __init__(self, name: str, extras: str, groups: list[str]) -> None:
        self.folder = ROOT / name
        self._target = f"{ROOT}{extras}"
        self._groups = groups

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def command(self, name: str) -> Path:
        """A program that a package brought into the environment."""
        return self.python.with_name(name + (".exe" if os.name == "nt" else ""))

    def ready(self) -> Environment:
        """Make or renew it; quick when nothing changed."""
        stamp = self.folder / "photospool-stamp"
        needs = (ROOT / "pyproject.toml").read_bytes() + repr((self._target, self._groups)).encode()
        wanted = hashlib.sha256(needs).hexdigest()
        is_of_this_python = self._is_of_this_python()
        if is_of_this_python and stamp.exists() and stamp.read_text() == wanted:
            return self
        say(f"setting up {self.folder.name} (once; needs the network)")
        if not (is_of_this_python and self._has_pip()):
            if self.folder.exists():
                say(f"{self.folder.name} is of another Python, or was never finished: making it anew")
            self._create()
        self._install("--upgrade", "pip>=25.1")  # 25.1 knows dependency groups
        self._without_ended()
        groups = [part for group in self._groups for part in ("--group", group)]
        self._install("-e", self._target, *groups)
        stamp.write_text(wanted)
        return self

    def _is_of_this_python(self) -> bool:
        """Whether it was made by the Python that runs us: else tests would tell about another one."""
        try:
            found = VERSION_OF.search((self.folder / "pyvenv.cfg").read_text(encoding="utf-8"))
        except OSError:
            return False
        same = found is not None and tuple(map(int, found.groups())) == sys.version_info[:2]
        return same and self.python.exists()

    def _has_pip(self) -> bool:
        """Whether it is whole: an attempt that was interrupted leaves one without pip, or with half of it."""
        asked = subprocess.run([self.python, "-m", "pip", "--version"], capture_output=True, check=False)
        return asked.returncode == 0

    def _without_ended(self) -> None:
        """Take away pi-heif, and its successor with it: they share files, and what is left would be half of both."""
        packages = "Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"
        if any(self.folder.glob(f"{packages}/pi_heif-*.dist-info")):
            say("taking away pi-heif, which has ended")
            run(self.python, "-m", "pip", "uninstall", "-q", "-y", "pi-heif", "pi-heif-decoder")

    def _install(self, *what: str) -> None:
        """Install into it; what pip remarks on the way is only shown if it fails."""
        command = [self.python, "-m", "pip", "--disable-pip-version-check", "install", "-q", *what]
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if done.returncode:
            print(done.stdout)
            raise SystemExit(f"pip could not install {' '.join(what)}")

    def _create(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        command = [sys.executable, "-m", "venv", str(self.folder)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            shutil.rmtree(self.folder, ignore_errors=True)  # half of one would be taken for a whole one
            raise SystemExit(f"{done.stdout}\nThe environment {self.folder.name} could not be made; see above.")


def core_environment() -> Environment:
    """The program without its window, and the tools for its tests."""
    return Environment(".venv", "", ["test"]).ready()


def desktop_environment() -> Environment:
    """The whole program, and the tools for checking it and for the tests of window and page."""
    return Environment(".venv-desktop", "[desktop]", ["test", "gui", "browser"]).ready()


def bench_environment() -> Environment:
    """The whole program, and what measures it; what makes its films and servers belongs to the tests."""
    return Environment(".venv-bench", "[desktop]", ["test", "bench"]).ready()
