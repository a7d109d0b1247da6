"""Builds wheel and source archive, and tries the wheel in an environment where nothing else is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dev_env import BUILD, ROOT, Environment, run, say

DIST = ROOT / "dist"
PYTHON_WITHOUT_QT = "import importlib.util, sys; sys.exit(importlib.util.find_spec('PySide6') is not None)"


def bundle_environment() -> Environment:
    """What builds wheels and bundles: the program with its window, and PyInstaller."""
    return Environment(".venv-bundle", "[desktop]", ["bundle"]).ready()


def build() -> Path:
    """The wheel, made from the source archive, so that both are proved complete."""
    environment = bundle_environment()
    shutil.rmtree(DIST, ignore_errors=True)
    say("building source archive and wheel")
    quiet = BUILD / "wheel.log"
    quiet.parent.mkdir(exist_ok=True)
    command = [str(environment.python), "-m", "build", "--outdir", str(DIST), str(ROOT)]
    with quiet.open("wb") as log:
        if subprocess.run(command, stdout=log, stderr=log, check=False).returncode:
            raise SystemExit(f"the build failed:\n{quiet.read_text(errors='replace')[-3000:]}")
    (wheel,) = DIST.glob("*.whl")
    return wheel


def smoke(wheel: Path) -> None:
    """Install it where nothing else is, without the window, and see sample photos travel."""
    say("trying the wheel in an empty environment")
    with tempfile.TemporaryDirectory(prefix="photospool-wheel-") as name:
        folder = Path(name)
        run(sys.executable, "-m", "venv", folder / "env")
        python = folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        run(python, "-m", "pip", "--disable-pip-version-check", "install", "-q", wheel)
        run(python, "-c", PYTHON_WITHOUT_QT)
        program = python.with_name("photospool" + (".exe" if os.name == "nt" else ""))
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PHOTOSPOOL_"))}
        # A folder of its own, so that the checkout can't be taken for the package.
        done = subprocess.run(
            [program, "demo", "--remove"], cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        if done.returncode or "added" not in done.stdout:
            raise SystemExit(f"the demo failed:\n{done.stdout}{done.stderr}")
        shown = {**env, "QT_QPA_PLATFORM": "offscreen"}
        asked = subprocess.run([program, "window"], cwd=folder, env=shown, capture_output=True, text=True, check=False)
        if "PySide6" not in asked.stderr or "Traceback" in asked.stderr:
            raise SystemExit(f"it does not say what the window needs:\n{asked.stdout}{asked.stderr}")
    say(f"{wheel.name} works, and so does its source archive")
