"""The end of a run: hundreds of skipped tests are a line for each reason."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.children import PATIENCE_S

from . import summary

ROOT = Path(__file__).resolve().parents[1]


def report(reason):
    where = ("tests/test_any.py", 7, f"Skipped: {reason}")
    return pytest.TestReport("tests/test_any.py::test", ("", 0, ""), {}, "skipped", where, "setup")


def test_reasons_are_counted():
    reports = [report("needs a server"), report("wants root"), report("needs a server")]
    assert summary.skipped(reports) == ["     2  needs a server", "     1  wants root"]


def test_a_run_says_so(tmp_path):
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n")
    (tmp_path / "test_many.py").write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('number', range(300))\n"
        "def test_one(real_couchdb, number):\n    raise AssertionError\n"
    )
    asked = [sys.executable, "-m", "pytest", "-n", "0", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    done = subprocess.run(
        [*asked, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False,
        env=without_server(), timeout=PATIENCE_S,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "   300  needs a real CouchDB: install one" in done.stdout
    assert len(done.stdout.splitlines()) < 30, done.stdout


def without_server():
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return {**ours, "PHOTOSPOOL_TEST_COUCHDB": "none", "PHOTOSPOOL_REQUIRE_COUCHDB": "0"}
