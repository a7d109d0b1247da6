#!/usr/bin/env python3
"""The development command: sets up what it needs and runs it. Needs nothing but git and Python 3.11.

python3 installer/dev.py demo     see photos travel into an album, on throw-away folders
python3 installer/dev.py test     every check and every test
python3 installer/dev.py check    only the checks: style, types, layers
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
POUCHDB = "pouchdb-server@4.2.0"

# A Debian package that provides each thing we may find missing, and how to see whether it is there.
VENV_PACKAGES = ["python3-venv", "python3-pip"]


def say(text: str) -> None:
    """One line for the person who typed the command."""
    print(f"\033[1m▸ {text}\033[0m" if sys.stdout.isatty() else f"> {text}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None, check: bool = True) -> int:
    """Run a command in the project's folder and end with its exit code if it fails."""
    code = subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=False).returncode
    if check and code:
        say(f"failed ({code}): {' '.join(str(part) for part in command)}")
        raise SystemExit(code)
    return code


def install_system(packages: list[str], why: str) -> None:
    """Install Debian packages when we may, else say the exact line."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SystemExit(f"{why} Please install the equivalent of: {' '.join(packages)}")
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise SystemExit(f"{why} Please run this once, then start again:\n\n    sudo {line}\n")
    say(f"installing {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log = BUILD / "apt.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("ab") as out:
        for command in ("apt-get update", line):
            code = subprocess.run(command.split(), env=quiet, stdout=out, stderr=out, check=False).returncode
    if code:
        raise SystemExit(f"apt-get failed; see {log}")


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
        if stamp.exists() and stamp.read_text() == wanted:
            return self
        say(f"setting up {self.folder.name} (once; needs the network)")
        if not self.python.exists():
            self._create()
        pip = [self.python, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
        run(*pip, "--upgrade", "pip>=25.1")  # 25.1 knows dependency groups
        groups = [part for group in self._groups for part in ("--group", group)]
        run(*pip, "-e", self._target, *groups)
        stamp.write_text(wanted)
        return self

    def _create(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        command = [sys.executable, "-m", "venv", str(self.folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            # Debian keeps venv's ensurepip in a package of its own.
            install_system(VENV_PACKAGES, "Python's venv module is incomplete here.")
            run(*command)


def core_environment() -> Environment:
    """The program without its window, and the tools for its tests."""
    return Environment(".venv", "", ["test"]).ready()


def have_real_couchdb() -> bool:
    """Whether the tests will find a real CouchDB (the tests' own look-up decides again)."""
    places = [
        "/opt/couchdb/bin/couchdb",
        "/Applications/Apache CouchDB.app",
        "C:/Program Files/Apache CouchDB/bin/couchdb.cmd",
    ]
    return bool(os.environ.get("PHOTOSPOOL_TEST_COUCHDB")) or any(Path(place).exists() for place in places)


def test_server(env: dict[str, str]) -> None:
    """Where no CouchDB is installed, bring the small server that speaks its protocol."""
    if have_real_couchdb() or shutil.which("npm") is None:
        return
    folder = BUILD / "pouchdb"
    server = folder / "node_modules" / ".bin" / "pouchdb-server"
    if not server.exists():
        say("no CouchDB is installed: bringing pouchdb-server for a part of the tests")
        folder.mkdir(parents=True, exist_ok=True)
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder)]
        if run(shutil.which("npm") or "npm", "install", *options, POUCHDB, check=False):
            say("could not install it; the tests that need a server say so")
            return
    env["PHOTOSPOOL_POUCHDB"] = str(server)


def check(environment: Environment) -> None:
    """Style, types and the one-way layers."""
    say("checks: style, types, layers")
    run(environment.command("ruff"), "check", ".")
    run(environment.command("ruff"), "format", "--check", ".")
    run(environment.command("mypy"))
    run(environment.command("lint-imports"), "--no-cache")


def test(rest: list[str]) -> None:
    """Every check and every test."""
    started = time.monotonic()
    environment = core_environment()
    check(environment)
    env = dict(os.environ)
    test_server(env)
    say("tests of the core, where Qt is not installed")
    run(environment.python, "-m", "pytest", *rest, env=env)
    say(f"all passed in {time.monotonic() - started:.0f} s")


def demo(rest: list[str]) -> None:
    """Photos travel into an album on throw-away folders."""
    run(core_environment().command("photospool"), "demo", *rest)


def main() -> None:
    """Read the command line."""
    if sys.version_info < (3, 11):
        raise SystemExit(f"Photospool needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["demo", "test", "check"])
    known, rest = parser.parse_known_args()
    if known.what == "demo":
        demo(rest)
    elif known.what == "test":
        test(rest)
    else:
        check(core_environment())


if __name__ == "__main__":
    main()
