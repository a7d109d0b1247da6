"""What is left out of a bundle for Linux, and what is left in it: nothing needs what is not there."""

import shutil
import subprocess
import sys

import pytest


@pytest.fixture
def bundle(installer):
    return installer("bundle")


def test_what_the_system_is_asked_for_is_met(bundle):
    met = ["libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libresolv.so.2"]
    met += ["libGL.so.1", "libxcb.so.1", "libwayland-client.so.0", "libdbus-1.so.3"]
    assert bundle.unmet({name: ["libQt6Gui.so.6"] for name in met}) == {}


def test_what_was_left_out_by_mistake_is_told(bundle):
    needed = {"libQt6Qml.so.6": ["libQt6Svg.so.6"], "libc.so.6": ["photospool"], "libcurl.so.4": ["one.so"]}
    assert set(bundle.unmet(needed)) == {"libQt6Qml.so.6", "libcurl.so.4"}


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of Linux")
def test_it_reads_what_libraries_name(bundle, tmp_path):
    if not (shutil.which("readelf") and shutil.which("as") and shutil.which("ld")):
        pytest.skip("needs as, ld and readelf, as the bundle does: they are in binutils")
    (tmp_path / "empty.s").write_text('.section .note.GNU-stack,"",%progbits\n')
    inner, outer = tmp_path / "libinner.so.1", tmp_path / "libouter.so"
    subprocess.run(["as", "-o", tmp_path / "empty.o", tmp_path / "empty.s"], check=True)
    subprocess.run(["ld", "-shared", "-soname", inner.name, "-o", inner, tmp_path / "empty.o"], check=True)
    subprocess.run(["ld", "-shared", "--no-as-needed", "-o", outer, tmp_path / "empty.o", inner], check=True)
    assert bundle.needed(tmp_path) == {}
    inner.unlink()
    assert bundle.needed(tmp_path) == {inner.name: [outer.name]}
