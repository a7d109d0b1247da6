"""What is carried of others: found by its files, known by its licence, held to its floor; endings are noticed."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

import photospool
from photospool.photo import heif
from photospool.system import native_libraries
from photospool.system.native_libraries import NativeLibrary, carried, known

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/packaging.md").read_text(encoding="utf-8")
SPEC = importlib.util.spec_from_file_location("photospool_audit", ROOT / "installer/audit.py")
audit = sys.modules[SPEC.name] = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(audit)
SOURCES = Path(photospool.__file__).parent.parent


@pytest.mark.parametrize(
    ("file", "name", "version"),
    [
        ("pi_heif_decoder.libs/libheif-2f245752.so.1.23.4", "libheif", "1.23.4"),
        ("pi_heif_decoder.libs/libde265-91206b2b.so.0.2.3", "libde265", "0.2.3"),
        ("pi_heif_decoder.libs/libgcc_s-0cd532bd.so.1", "libgcc", "1"),
        ("pi_heif_decoder.libs/libstdc++-5d72f927.so.6.0.33", "libstdc++", "6.0.33"),
        ("pi_heif/.dylibs/libheif.1.23.4.dylib", "libheif", "1.23.4"),
        ("../platlib/libheif-cea702b8a799b81f6e1a18f3e8ee9d7c.dll", "libheif", ""),
        ("libde265-0-20525ec60a58914ab50a2931d6f30837.dll", "libde265", ""),
        ("libgcc_s_seh-1-7ae6ef6cd308b2641d26e0f0ad54de8d.dll", "libgcc", ""),
        ("libstdc++-6-713bd0e402b4c0182869d2240ab08467.dll", "libstdc++", ""),
        ("libwinpthread-1-2da71960a872bd1e59b60377f798f285.dll", "winpthreads", ""),
        ("libc++-863b2275e85846197903fdb398b47673.dll", "libc++", ""),
        ("PIL/.dylibs/libz.1.3.1.zlib-ng.dylib", "zlib or zlib-ng", "1.3.1"),
        ("PIL/.dylibs/liblcms2.2.dylib", "Little CMS", "2"),
        ("pillow.libs/libmd-21fd7d29.so.0.1.0", "libbsd", "0.1.0"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "Qt", ""),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "Qt", ""),
        ("shiboken6/msvcp140_codecvt_ids.dll", "Microsoft Visual C++ runtime", ""),
        ("shiboken6/libshiboken6.abi3.so.6.11", "Qt for Python", "6.11"),
        ("rawpy.libs/libjasper-5b68ace6.so.7.0.0", "JasPer", "7.0.0"),
        ("rawpy.libs/libgomp-962b742a.so.1.0.0", "libgomp", "1.0.0"),
        ("rawpy/raw_r.dll", "LibRaw", ""),
        ("numpy.libs/libscipy_openblas64_-32a4b2a6.so", "OpenBLAS", ""),
        ("numpy.libs/libquadmath-96973f99-934c22de.so.0.0.0", "libquadmath", "0.0.0"),
    ],
)
def test_a_library_is_known_by_its_file_on_every_system(file, name, version):
    found = known(file)
    assert (found.name, found.version) == (name, version)
    assert found.licence != native_libraries.UNKNOWN


@pytest.mark.parametrize(
    "file",
    [
        "_pi_heif.cpython-312-x86_64-linux-gnu.so",
        "_pi_heif.cpython-312-x86_64-linux-musl.so",
        "_pi_heif.cpython-312-darwin.so",
        "_pi_heif.cp312-win_amd64.pyd",
        "PySide6/QtCore.abi3.so",
        "pi_heif/heif.py",
    ],
)
def test_an_extension_of_python_is_no_library(file):
    assert known(file) is None


def test_a_library_that_nobody_looked_at_is_a_trouble():
    (found,) = carried(["some.libs/libsurprise-12345678.so.3"], {})
    assert found == NativeLibrary("surprise", "3", native_libraries.UNKNOWN)
    assert "surprise" in audit.Carried(found, "some").trouble


def test_what_a_library_says_wins_over_its_files_name():
    (found,) = carried(["libde265-91206b2b.so.0.2.3"], {"libde265": "1.1.3"})
    assert found == NativeLibrary("libde265", "1.1.3", "LGPL-3.0-or-later", is_asked=True)


def test_what_is_linked_into_an_extension_is_found_by_its_answer():
    names = [
        native.name for native in carried(["PIL/_imaging.cp312-win_amd64.pyd"], {"libtiff": "4.7"}, owner="pillow")
    ]
    assert names == ["libtiff"]


def test_an_extras_copy_of_a_library_is_not_the_programs():
    """Pillow's libjpeg-turbo answers for itself alone; LibRaw for the one that only rawpy has."""
    told = {"libjpeg-turbo": "3.2.0", "LibRaw": "0.22.2"}
    found = carried(["rawpy.libs/libjpeg-8995ad9f.so.8.3.2"], told, owner="rawpy")
    assert [(one.name, one.version, one.is_asked) for one in found] == [
        ("libjpeg-turbo", "8.3.2", False),
        ("LibRaw", "0.22.2", True),
    ]
    assert [one.name for one in carried([], {"libjxl": "0.12.0"}, owner="pillow-jxl-plugin")] == ["libjxl"]


@pytest.mark.parametrize(("version", "is_trouble"), [("0.22.0", True), ("0.22.1", False), ("0.23.0", False)])
def test_a_developer_below_its_floor_is_a_trouble(version, is_trouble):
    assert bool(audit.Carried(NativeLibrary("LibRaw", version, "LGPL-2.1-only"), "rawpy").trouble) is is_trouble


def test_the_page_names_every_extra_with_its_floor():
    for name, (extra, floor) in audit.wanted_by_extras().items():
        (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| {name} |")]
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert (cells[1], cells[3]) == (extra, floor)
        assert cells[4] not in ("", "–"), "its licence"
    assert {name for name, _ in audit.wanted_by_extras().values()} == set(audit.EXTRAS)
    assert [one.trouble for one in audit.of_extras() if one.trouble] == []


@pytest.mark.parametrize(("version", "is_trouble"), [("1.1.2", True), ("", True), ("1.1.3", False), ("1.1.10", False)])
def test_a_library_below_its_floor_is_a_trouble(version, is_trouble):
    native = NativeLibrary("libde265", version, "LGPL-3.0-or-later")
    assert bool(audit.Carried(native, "pi-heif-decoder").trouble) is is_trouble


@pytest.mark.parametrize(("version", "is_told"), [("1.23.4", True), ("1.23.5", False), ("1.24.0", False)])
def test_a_newer_release_that_mended_more_is_told_and_fails_nothing(version, is_told):
    one = audit.Carried(NativeLibrary("libheif", version, "LGPL-3.0-or-later"), "pi-heif-decoder")
    assert (bool(one.remark), one.trouble) == (is_told, "")
    assert "1.23.5 mended more" in one.remark or not is_told


def test_every_library_that_is_installed_here_is_known_and_above_its_floor():
    found = audit.installed()
    assert {"libheif", "libde265", "libjpeg-turbo"} <= {one.native.name for one in found}
    assert [one.trouble for one in found if one.trouble] == []


def test_the_page_names_every_library_and_package_and_the_floors():
    assert [name for _, name, _ in native_libraries.KNOWN if name not in PAGE] == []
    assert [name for name in audit.wanted() if f"| {name} |" not in PAGE] == []
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")
    ]
    floors = {row[0]: row[5] for row in rows if len(row) == 6 and row[0] in heif.FLOORS}
    assert floors == {name: ".".join(map(str, floor)) for name, floor in heif.FLOORS.items()}
    assert [row for row in rows if row[0] in floors and audit.numbers(row[1]) < audit.numbers(row[5])] == []


def page_of(*versions, status="active", yanked=False):
    files = [
        {"filename": f"some_thing-{version}-py3-none-any.whl", "upload-time": f"{day}T10:00:00Z", "yanked": yanked}
        for version, day in versions
    ]
    return {"files": files, "project-status": {"status": status}}


def test_an_ending_that_the_index_tells_is_a_trouble_until_somebody_weighed_it(monkeypatch):
    now = page_of(("1.9", "2026-01-01"), ("1.10", "2026-09-18"), status="archived")
    found = audit.judged("some-thing", "1.10", now)
    assert (found.last, found.released, found.end) == ("1.10", "2026-09-18", "archived")
    assert "some-thing has ended (archived)" in found.trouble
    monkeypatch.setitem(audit.KEEPERS, "some-thing", "ended, and weighed")
    assert found.trouble == ""
    assert found.words == "archived; ended, and weighed"


def test_other_signs_of_an_ending():
    assert audit.judged("a", "1", page_of(("1", "2026-01-01"), yanked=True)).trouble
    assert audit.judged("a", "1", page_of(("1", "2026-01-01")), is_ended=True).trouble
    assert audit.judged("a", "1", page_of(("1", "2012-01-01"))).words.startswith("no release for 1")
    assert (audit.judged("a", "1", page_of(("1", "2026-01-01"))).words, audit.judged("a", "1", {}).released) == (
        "kept",
        "",
    )


def run(*, env=None):
    command = [sys.executable, ROOT / "installer/audit.py", "--offline"]
    return subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_ends_well_here_and_badly_with_an_old_decoder(tmp_path):
    env = {**os.environ, "PYTHONUTF8": "1"}
    well = run(env=env)
    assert (well.returncode, well.stderr) == (0, "")
    assert "| libheif | " in well.stdout
    (tmp_path / "pi_heif").mkdir()
    says = {"libheif": "1.23.0", "decoders": {"libde265": "libde265 HEVC decoder, version 1.1.0"}}
    (tmp_path / "pi_heif/__init__.py").write_text(f"def libheif_info(): return {says!r}\n")
    badly = run(env={**env, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(SOURCES)])})
    assert badly.returncode == 1
    assert "✗ pi-heif-decoder carries libheif 1.23.0, below the floor 1.23.4" in badly.stdout
    assert heif.LINE in badly.stdout
