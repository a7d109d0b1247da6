"""The bundle's ICU is smaller by what nothing can reach: Qt asks for nothing else, and gets the same answers."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from elftools.elf.elffile import ELFFile

from installer import icu

LIBRARIES = (
    Path(importlib.util.find_spec("PySide6").submodule_search_locations[0]) / "Qt/lib"
    if sys.platform == "linux"
    else Path()
)
ABSENT = [name for name in icu.PROGRAMS if shutil.which(name) is None]
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="Qt brings ICU on Linux only"),
    pytest.mark.skipif(bool(ABSENT), reason=f"needs {', '.join(ABSENT)}, as the bundle does: they are in binutils"),
]
ASKS = """\
import functools, json, re, sys
from PySide6.QtCore import QCollator, QDate, QDateTime, QLocale, QTime, QTimeZone
from PySide6.QtWidgets import QApplication, QFileDialog
at = QDateTime(QDate(2024, 3, 31), QTime(14, 5, 6), QTimeZone(b"Europe/Berlin"))
words = "Zug Äpfel apfel zug 10 9 äße ase Ōsaka osaka çam cam dal 漢字 かな 가 Ёж еж".split()
told = []
for name in ("en_GB", "de_DE", "sv_SE", "tr_TR", "ja_JP", "zh_CN", "ko_KR", "ru_RU"):
    locale = QLocale(name)
    sorting = QCollator(locale)
    sorting.setNumericMode(True)
    told.append([
        sorted(words, key=functools.cmp_to_key(sorting.compare)),
        locale.toString(at, QLocale.FormatType.LongFormat), locale.toString(at, QLocale.FormatType.ShortFormat),
        locale.toUpper("straße ıi"), locale.toLower("İIÄ"), locale.formattedDataSize(123456789),
        [at.timeZone().displayName(kind, form, locale) for kind in QTimeZone.TimeType for form in QTimeZone.NameType],
    ])
print(json.dumps(told))
loaded = set(re.findall(r"\\S*/libicudata\\S*", open("/proc/self/maps").read()))
print(*loaded)
"""


@pytest.fixture(scope="module")
def library():
    (found,) = (path for path in LIBRARIES.glob("libicudata.so.*") if not path.is_symlink())
    return found


@pytest.fixture(scope="module")
def made(library, tmp_path_factory):
    return icu.reduced(library, tmp_path_factory.mktemp("icu"))


def test_qt_asks_icu_for_nothing_that_was_left_out(library):
    asked = set()
    for path in LIBRARIES.parent.rglob("*.so*"):
        if path.is_file() and not path.name.startswith("libicu"):
            with path.open("rb") as file:
                table = ELFFile(file).get_section_by_name(".dynsym")
                names = [one.name for one in table.iter_symbols() if one.entry.st_shndx == "SHN_UNDEF"] if table else []
            asked |= {name.rpartition("_")[0] for name in names if name.endswith(f"_{icu.NAME.match(library.name)[1]}")}
    # Sorting, time zones, encodings that are asked for by name, upper and lower case.
    known = re.compile(r"u(col|cal|cnv)_\w+|u_strTo(Lower|Upper)|UCNV_\w+")
    assert asked
    assert {name for name in asked if not known.fullmatch(name)} == set()
    assert {name for name in asked if name.startswith("ucal_")} <= {
        *("ucal_open", "ucal_close", "ucal_getTimeZoneDisplayName", "ucal_getCanonicalTimeZoneID"),
        *("ucal_getDefaultTimeZone", "ucal_openTimeZones", "ucal_openCountryTimeZones", "ucal_getDSTSavings"),
        *("ucal_openTimeZoneIDEnumeration", "ucal_get", "ucal_setMillis", "ucal_inDaylightTime", "ucal_clone"),
        "ucal_getTimeZoneTransitionDate",
    }


def test_it_is_smaller_by_more_than_half(library, made):
    assert made.stat().st_size < library.stat().st_size - 15 * 2**20


def test_what_is_kept_is_kept_unchanged(library, made, tmp_path):
    header, before = icu.tables(icu.data_of(library, tmp_path))
    same_header, after = icu.tables(icu.data_of(made, tmp_path))
    assert same_header == header
    assert list(after) == [name for name in before if not icu.UNREACHABLE.fullmatch(name)]
    assert all(after[name].rstrip(b"\0") == before[name].rstrip(b"\0") for name in after)
    assert {name.rpartition("/")[2] for name in after} >= {"ucadata.icu", "root.res", "de.res", "zoneinfo64.res"}


def test_everything_reads_as_before(library, made, tmp_path):
    (tmp_path / made.name).symlink_to(made)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    told = []
    for path in ("", str(tmp_path)):
        done = subprocess.run(
            [sys.executable, "-c", ASKS],
            env=env | {"LD_LIBRARY_PATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        told.append(done.stdout.splitlines())
    (before, loaded_before), (after, loaded_after) = told
    assert (loaded_before, loaded_after) == (str(library.resolve()), str(made.resolve()))
    assert after == before


def test_another_library_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no tables"):
        icu.reduced(tmp_path / "libicuuc.so.73", tmp_path)
