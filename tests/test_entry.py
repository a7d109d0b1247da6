"""The program's entry where there is no screen, or no PySide6: commands work, and what is missing is said."""

import os
import subprocess
import sys

import pytest
from tests.children import PATIENCE_S

# A finder that stands in front of all others: for this process PySide6 is not installed, whatever is there.
WITHOUT_QT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent())
sys.argv[0] = "photospool"
from photospool.__main__ import main
main()
"""


def photospool(tmp_path, *words, **variables):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {name: value for name, value in os.environ.items() if name not in hidden and "PHOTOSPOOL" not in name}
    env |= {"PHOTOSPOOL_HOME": str(tmp_path), "COLUMNS": "200"} | variables
    command = [sys.executable, "-c", WITHOUT_QT, *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=PATIENCE_S)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize("words", [[], ["window"], ["--hidden"]])
def test_without_a_screen_it_says_so_and_what_works(tmp_path, words):
    done = photospool(tmp_path, *words)
    assert done.returncode == 5
    assert "no screen" in done.stderr
    assert "photospool run" in done.stderr


@pytest.mark.parametrize("words", [[], ["window"], ["--hidden"]])
def test_without_pyside_it_says_how_to_get_it(tmp_path, words):
    done = photospool(tmp_path, *words, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 5
    assert "-m pip install" in done.stderr
    assert "PySide6-Essentials" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["--version"], ["settings"], ["autostart", "status"], ["licences"], ["--help"]])
def test_commands_need_no_pyside(tmp_path, words):
    done = photospool(tmp_path, *words, QT_QPA_PLATFORM="offscreen", XDG_CONFIG_HOME=str(tmp_path))
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
