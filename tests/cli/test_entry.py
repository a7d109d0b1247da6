"""What ``photospool`` starts: the window or the command line, decided before either is imported."""

import importlib.util
import os
import shlex
import subprocess
import sys

import pytest
from tests.children import PATIENCE_S

from photospool.__main__ import NO_WINDOW, QT, window_wanted
from photospool.system.screen import has_screen

HAS_QT = importlib.util.find_spec("PySide6") is not None


def photospool(*arguments, **variables):
    keep = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    keep.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-m", "photospool", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, env=keep | variables, timeout=PATIENCE_S, check=False
    )


@pytest.mark.parametrize(
    "words", [[], ["--home", "/x"], ["--home=/x", "--hidden"], ["--autostart"], ["-v"], ["window"], ["window", "a.jpg"]]
)
def test_the_window(words):
    assert window_wanted(words) is not None


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["--version"], ["run"], ["--home", "/x", "status"], ["nonsense"], ["run", "window"]]
)
def test_a_command(words):
    assert window_wanted(words) is None


def test_what_the_window_is_asked():
    wanted = window_wanted(["--home", "/x", "window", "--hidden", "a.jpg", "b c.jpg"])
    assert (str(wanted.home), wanted.hidden, wanted.files) == ("/x", True, ["a.jpg", "b c.jpg"])
    assert window_wanted(["--autostart"]).hidden


def test_without_a_screen_it_says_so(tmp_path):
    result = photospool("--home", tmp_path)
    if sys.platform in {"win32", "darwin"}:
        pytest.skip("there is always a screen here")
    assert result.returncode == NO_WINDOW
    assert "no screen" in result.stderr
    assert "photospool run" in result.stderr


@pytest.mark.skipif(HAS_QT, reason="Qt is installed here: tests/gui shows the window itself")
def test_without_qt_it_says_how_to_install_it(tmp_path):
    result = photospool("--home", tmp_path, DISPLAY=":0")
    assert result.returncode == NO_WINDOW
    assert f"pip install '{QT}'" in result.stderr


def test_the_demo_ends_with_a_command_that_works_also_where_nothing_is_installed(tmp_path):
    result = photospool("demo", TMPDIR=str(tmp_path), PATH=str(tmp_path))
    line = next(line for line in result.stdout.splitlines() if line.startswith("Look again with:"))
    again = subprocess.run(
        shlex.split(line.partition(":")[2]), capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert "needs attention" in again.stdout, again.stderr


def test_the_demo_needs_no_screen(tmp_path):
    result = photospool("demo", "--remove", TMPDIR=str(tmp_path))
    assert result.returncode == 0
    assert "What came of each" in result.stdout


def test_screens():
    assert has_screen({"WAYLAND_DISPLAY": "wayland-0"}, platform="linux")
    assert not has_screen({}, platform="linux")
    assert has_screen({}, platform="win32")


def test_ctrl_c_while_it_loads_shows_no_traceback():
    interrupted = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'photospool.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "sys.argv = ['photospool', 'status']\n"
        "from photospool.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", interrupted], capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Stopped.\n")
