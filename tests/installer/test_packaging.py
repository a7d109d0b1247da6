"""What is written by hand for each system's packages agrees with the program, and is well formed."""

import configparser
import plistlib
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from photospool.photo.formats import classify
from photospool.system.program import APP_ID

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
ENTRY = INSTALLER / f"linux/{APP_ID}.desktop"
ENDINGS = {"jpeg": "jpg", "heif": "heic", "tiff": "tif"}


def test_every_system_knows_the_program_under_the_same_name():
    page = ElementTree.parse(INSTALLER / f"linux/{APP_ID}.metainfo.xml").getroot()
    assert page.findtext("id") == APP_ID
    assert page.findtext("launchable") == ENTRY.name
    spec = (INSTALLER / "pyinstaller/photospool.spec").read_text()
    assert re.search(r'^APP_ID = "(.+)"', spec, re.MULTILINE)[1] == APP_ID
    assert f'AppUserModelID: "{APP_ID}"' in (INSTALLER / "windows/photospool.iss").read_text()


def test_the_menu_offers_it_for_what_it_takes():
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.optionxform = str
    entry.read(ENTRY, encoding="utf-8")
    values = entry["Desktop Entry"]
    assert (values["Exec"], values["Icon"]) == ("photospool window %F", APP_ID)
    kinds = [kind.removeprefix("image/") for kind in values["MimeType"].split(";") if kind.startswith("image/")]
    assert len(kinds) >= 7
    assert [kind for kind in kinds if classify(f"a.{ENDINGS.get(kind, kind)}")] == []


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_the_menu_entry_is_valid():
    checked = subprocess.run(["desktop-file-validate", ENTRY], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_macs_entitlements_are_a_property_list():
    granted = plistlib.loads((INSTALLER / "macos/entitlements.plist").read_bytes())
    assert granted
    assert all(value is True for value in granted.values())


def test_the_windows_installer_starts_and_stops_programs_that_the_bundle_has():
    script = (INSTALLER / "windows/photospool.iss").read_text()
    spec = (INSTALLER / "pyinstaller/photospool.spec").read_text()
    named = set(re.findall(r"\{app\}\\(\w+)\.exe", script))
    assert named == {"photospool", "photospoolw"}
    assert all(f'program("{name}"' in spec for name in named)
    assert "PrivilegesRequired=lowest" in script
