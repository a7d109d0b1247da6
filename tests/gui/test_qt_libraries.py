"""What Qt needs of a Linux: all of it is known, asked for before Qt aborts, and named with its packages."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from tests.children import PATIENCE_S

from photospool.gui.qt_libraries import OF_PLATFORM, OF_QT, platforms

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt brings all that it needs")

QT = Path(importlib.util.find_spec("PySide6").submodule_search_locations[0]) if sys.platform == "linux" else Path()
OF_THE_C_LIBRARY = re.compile(r"(lib(c|m|dl|pthread|rt|resolv|gcc_s|stdc\+\+)|ld-linux.*)\.so")
USED = ("QtCore", "QtGui", "QtWidgets", "QtDBus", "QtSvg")


def needed_by(library):
    """The names of the libraries that one asks for itself."""
    with library.open("rb") as file:
        sections = (one for one in ELFFile(file).iter_sections() if isinstance(one, DynamicSection))
        return {tag.needed for section in sections for tag in section.iter_tags() if tag.entry.d_tag == "DT_NEEDED"}


def left_to_the_system(*begin):
    """What these files, and the files of the wheel that they need, want beyond the wheel and the C library."""
    bundled = {
        path.name: path for folder in (QT, QT / "Qt/lib", QT.parent / "shiboken6") for path in folder.glob("*.so*")
    }
    seen, waiting, outside = set(), list(begin), set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for name in needed_by(path):
            if name in bundled:
                waiting.append(bundled[name])
            elif not OF_THE_C_LIBRARY.match(name):
                outside.add(name)
    return outside


def test_every_library_that_qt_leaves_to_the_system_is_known():
    assert left_to_the_system(*(QT / f"{name}.abi3.so" for name in USED)) == set(OF_QT)


@pytest.mark.parametrize("kind", OF_PLATFORM)
def test_every_library_of_a_kind_of_screen_is_known(kind):
    (plugin,) = (QT / "Qt/plugins/platforms").glob(f"libq{kind}*.so")
    assert left_to_the_system(plugin) - set(OF_QT) == set(OF_PLATFORM[kind])


def test_the_screens_that_qt_will_try():
    assert platforms({"DISPLAY": ":0"}) == ["xcb"]
    assert platforms({"WAYLAND_DISPLAY": "wayland-0"}) == ["wayland", "xcb"]
    assert platforms({"XDG_SESSION_TYPE": "wayland", "DISPLAY": ":0"}) == ["wayland", "xcb"]
    assert platforms({"QT_QPA_PLATFORM": "offscreen:size=1x1;xcb"}) == ["offscreen", "xcb"]


def photospool(tmp_path, *words, broken=(), **screen):
    """Run it where these libraries can't be loaded."""
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    for name in broken:
        (libraries / name).touch()  # the loader takes the first of the name, and that is no library
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    env |= {
        "PHOTOSPOOL_HOME": str(tmp_path / "home"),
        "LD_LIBRARY_PATH": str(libraries),
        "TMPDIR": str(tmp_path),
    } | screen
    command = [sys.executable, "-m", "photospool", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=PATIENCE_S)


ANYWHERE = {name: package for name, package in OF_QT.items() if name != "libz.so.1"}  # Python wants that one itself


@pytest.mark.parametrize(
    ("broken", "screen"),
    [
        (("libGL.so.1",), {"DISPLAY": ":0"}),
        (("libglib-2.0.so.0", "libgthread-2.0.so.0"), {"DISPLAY": ":0"}),
        (("libdbus-1.so.3",), {"QT_QPA_PLATFORM": "offscreen"}),
        (("libxcb-cursor.so.0",), {"DISPLAY": ":0"}),
        (("libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxcb-shape.so.0"), {"DISPLAY": ":0"}),
        (("libwayland-cursor.so.0", "libxcb-cursor.so.0"), {"WAYLAND_DISPLAY": "wayland-0"}),
        ((*ANYWHERE, *OF_PLATFORM["xcb"]), {"DISPLAY": ":0"}),
    ],
)
def test_all_that_is_missing_is_named_at_once(tmp_path, broken, screen):
    done = photospool(tmp_path, "window", broken=broken, **screen)
    assert done.returncode == 5, done.stderr
    assert "Traceback" not in done.stderr
    known = {**ANYWHERE, **OF_PLATFORM["xcb"], **OF_PLATFORM["wayland"]}
    assert {name for name in known if re.search(rf"\b{re.escape(name)}[,.]", done.stderr)} == set(broken)
    lines = [line for line in done.stderr.splitlines() if "apt-get install" in line]
    named = {word for line in lines for word in line.partition("recommends ")[2].split()}
    assert named in ({known[name] for name in broken}, set())  # none where there is no apt-get


@pytest.mark.parametrize(
    ("screen", "said"),
    [
        ({"DISPLAY": ":4077"}, "The screen :4077 can't be reached"),
        ({"WAYLAND_DISPLAY": "/nowhere/wayland"}, "The screen /nowhere/wayland can't be reached"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "no platform “nonsense”"),
    ],
)
def test_a_screen_that_is_not_there_is_no_abort(tmp_path, screen, said):
    done = photospool(tmp_path, "window", **screen)
    assert done.returncode == 5, done.stderr
    assert said in done.stderr
    assert "photospool run" in done.stderr


def test_the_demo_goes_on_in_the_terminal(tmp_path):
    done = photospool(tmp_path, "demo", "--remove", broken=["libxcb-cursor.so.0"], DISPLAY=":0")
    assert done.returncode == 0, done.stderr
    assert "libxcb-cursor.so.0" in done.stderr
    assert "What came of each" in done.stdout


def test_what_works_is_not_complained_of(tmp_path):
    code = "import os; from photospool.gui.qt_libraries import problem; print(problem(os.environ))"
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "None\n"
