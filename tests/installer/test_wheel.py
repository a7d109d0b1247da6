"""The wheel has all that the checkout has, and works without the checkout. (An empty environment: ``dev.py wheel``.)"""

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {"photospool": ROOT / "desktop/photospool", "photospool/resources": ROOT / "resources"}


def files(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, unpacked."""
    built = tmp_path_factory.mktemp("wheel")
    copy = built / "checkout"  # building leaves files behind
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for name in ("desktop", "resources"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    command = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        built,
        copy,
    ]
    subprocess.run(command, check=True)
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(built / "unpacked")
    return built / "unpacked"


def test_every_package_is_named():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    there = {path.parent.relative_to(ROOT / "desktop").as_posix() for path in (ROOT / "desktop").rglob("__init__.py")}
    assert sorted(listed) == sorted({name.replace("/", ".") for name in there} | {"photospool.resources"})


def test_nothing_is_left_out(wheel):
    for name, source in SOURCES.items():
        assert files(source) - files(wheel / name) == set()


def test_it_brings_its_licence_and_version(wheel):
    (info,) = wheel.glob("*.dist-info")
    assert (info / "licenses/LICENSE").read_text() == (ROOT / "LICENSE").read_text()
    version = subprocess.run(
        [sys.executable, "-m", "photospool", "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[1]
    assert info.name == f"photospool-{version}.dist-info"


def test_it_runs_the_demo_without_the_checkout(wheel, tmp_path):
    env = {name: value for name, value in os.environ.items() if not name.startswith("PHOTOSPOOL_")}
    env |= {"PYTHONPATH": str(wheel), "TMPDIR": str(tmp_path), "COLUMNS": "200"}
    where = [sys.executable, "-c", "import photospool; print(photospool.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=env, capture_output=True, text=True, check=True).stdout
    assert found.startswith(str(wheel)), "the wheel is tried, not the checkout"
    demo = [sys.executable, "-m", "photospool", "demo", "--remove"]
    done = subprocess.run(demo, cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "added" in done.stdout
