"""Which Pythons the program is for: every place that names them says the same."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
ALIVE = ["3.11", "3.12", "3.13", "3.14", "3.15"]


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_package_says_so(project):
    assert project["project"]["requires-python"] == f">={ALIVE[0]}"
    prefix = "Programming Language :: Python :: 3."
    named = [one for one in project["project"]["classifiers"] if one.startswith(prefix)]
    assert [one.rpartition(" ")[2] for one in named] == ALIVE


def test_the_tools_hold_the_code_to_the_oldest(project):
    assert project["tool"]["ruff"]["target-version"] == f"py{ALIVE[0].replace('.', '')}"
    assert project["tool"]["mypy"]["python_version"] == ALIVE[0]
    oldest = tuple(map(int, ALIVE[0].split(".")))
    assert f"sys.version_info < {oldest}" in (ROOT / "installer/dev.py").read_text(encoding="utf-8")


def test_an_older_one_is_told_so_and_reads_nothing_else():
    command = ROOT / "installer/dev.py"
    ast.parse(command.read_text(encoding="utf-8"), feature_version=(3, 8))  # of 2019
    older = (
        "import runpy, sys; sys.version_info = (3, 8, 18); before = set(sys.modules)\n"
        f"try: runpy.run_path({str(command)!r}, run_name='__main__')\n"
        "except SystemExit as end: print(end)\n"
        "print({'argparse', 'dev_env', 'rooms'} & set(sys.modules) - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", older], capture_output=True, text=True, check=True)
    assert f"needs Python {ALIVE[0]} or later" in done.stdout
    assert "python3.13 installer/dev.py demo" in done.stdout
    assert done.stdout.splitlines()[-1] == "set()", "nothing that an older one may choke on was read"


def test_each_is_tried_and_the_newest_everywhere():
    workflow = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    (matrix,) = re.findall(r"^ +python: \[(.+)\]$", workflow, re.MULTILINE)
    assert re.findall(r'"([\d.]+)"', matrix) == ALIVE
    (elsewhere,) = re.findall(r'os: \[macos-14, windows-2022\].*?python-version: "([\d.]+)"', workflow, re.DOTALL)
    assert elsewhere == ALIVE[-1]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/getting-started.md", "installer/dev.py"])
def test_pages_name_the_oldest(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"Python (3\.\d+)", text))
    assert ALIVE[0] in named


def test_what_has_no_wheels_for_the_newest_is_named_with_its_way_out():
    text = (ROOT / "docs/packaging.md").read_text(encoding="utf-8")
    _, _, part = text.partition("## Pythons")
    assert f"Python {ALIVE[-1]}" in part


@pytest.mark.parametrize(
    ("python", "system", "processor", "is_asked_for"),
    [
        ("3.11", "linux", "x86_64", True),
        ("3.14", "linux", "x86_64", True),
        ("3.15", "linux", "x86_64", False),
        ("3.14", "linux", "aarch64", False),
        ("3.14", "darwin", "arm64", True),
        ("3.14", "darwin", "x86_64", True),
        ("3.15", "darwin", "arm64", False),
        ("3.14", "win32", "AMD64", True),
        ("3.14", "win32", "ARM64", False),
    ],
)
def test_the_resizer_is_asked_for_where_it_has_a_wheel(project, python, system, processor, is_asked_for):
    """Where it has none, pip would want Rust: there Pillow scales."""
    (line,) = (line for line in project["project"]["dependencies"] if line.startswith("cykooz-resizer"))
    machine = {"python_version": python, "sys_platform": system, "platform_machine": processor}
    assert Requirement(line).marker.evaluate(machine | {"implementation_name": "cpython"}) is is_asked_for
