"""Every package of others is named, with a licence and its text; a bundle shows what its build gathered."""

import dataclasses
import json
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from photospool.photo import heif
from photospool.system import licences
from photospool.system.licences import Part, gather, third_party
from photospool.system.native_libraries import NativeLibrary

ROOT = Path(__file__).resolve().parents[2]


def test_every_package_that_the_program_needs_is_named_with_its_text():
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    asked = [Requirement(line) for line in needed]
    here = [one for one in asked if one.marker is None or one.marker.evaluate()]  # some are for other systems
    names = {one.name.lower().replace("_", "-") for one in here}
    found = {part.name.lower().replace("_", "-"): part for part in gather()}
    assert names - set(found) == set()
    assert [part.name for part in found.values() if not part.licence or not part.text or not part.version] == []
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in found["pi-heif-decoder"].text
    assert "GCC RUNTIME LIBRARY EXCEPTION" in found["pi-heif-decoder"].text
    assert {"libheif", "libde265"} <= {native.name for native in found["pi-heif-decoder"].carries}
    assert "Christopher Lenz" in found["couchdb"].text


def test_what_only_the_tests_need_is_not_named():
    assert {part.name for part in gather()} & {"pytest", "hypothesis", "ruff", "mypy"} == set()


def test_a_build_gathers_the_same(tmp_path):
    subprocess.run([sys.executable, "-m", "photospool.system.licences", tmp_path], check=True)
    gathered = json.loads((tmp_path / "licences.json").read_text(encoding="utf-8"))
    assert [part["name"] for part in gathered] == [part.name for part in third_party()]


def test_a_bundle_tells_the_decoder_that_it_loads_not_the_one_of_its_build(monkeypatch):
    built = dataclasses.asdict(
        Part("pi-heif-decoder", "1", "BSD", "", "text", (NativeLibrary("libheif", "0.1", "LGPL"),))
    )
    kept = licences._kept
    monkeypatch.setattr(licences, "_kept", lambda name: json.dumps([built]) if name == "licences.json" else kept(name))
    (part,) = third_party()
    assert part.carries == (NativeLibrary("libheif", heif.ask().versions["libheif"], "LGPL", is_asked=True),)


def test_a_bundle_names_what_it_takes_from_the_system_too(tmp_path):
    pillow = dataclasses.asdict(
        Part("pillow", "13", "MIT-CMU", "", "text", (NativeLibrary("libtiff", "4", "libtiff"),))
    )
    (tmp_path / "licences.json").write_text(json.dumps([pillow]), encoding="utf-8")
    licences.add_bundled(tmp_path, ["libkrb5.so.3", "libtiff.so.6", "_ssl.cpython-311-x86_64-linux-gnu.so", "a.py"])
    _, added = json.loads((tmp_path / "licences.json").read_text(encoding="utf-8"))
    assert [native["name"] for native in added["carries"]] == ["MIT Kerberos"]
