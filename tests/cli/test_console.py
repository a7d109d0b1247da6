"""What is printed reaches every output, also those that know few letters."""

import json
import os
import subprocess
import sys

import pytest
from PIL import Image
from tests.parts import choose


def photospool(tmp_path, *words, encoding):
    env = {name: value for name, value in os.environ.items() if not name.startswith("PHOTOSPOOL_")}
    env |= {"PHOTOSPOOL_HOME": str(tmp_path / "home"), "PYTHONIOENCODING": encoding, "COLUMNS": "200"}
    command = [sys.executable, "-m", "photospool", *map(str, words)]
    return subprocess.run(command, env=env, capture_output=True, check=False, timeout=120)


@pytest.fixture
def folders(tmp_path):
    found = [tmp_path / name for name in ("incoming", "work", "done")]
    for folder in found:
        folder.mkdir()
    (tmp_path / "home").mkdir()
    (tmp_path / "home/settings.toml").write_text("[program]\nsettle_s = 1\n")
    return found


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_pass_is_told_in_letters_that_the_output_has(tmp_path, folders, encoding):
    Image.new("RGB", (64, 64), "red").save(folders[0] / "höhe.jpg")
    done = photospool(tmp_path, "process", *folders, encoding=encoding)
    assert done.returncode == 0, done.stderr
    assert b"added" in done.stdout
    assert (b"\xe2\x9c\x93" in done.stdout) == (encoding == "utf-8")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
@pytest.mark.parametrize("name", ["日本.jpg", "no \udcff text.jpg"])
def test_json_loses_no_letter(tmp_path, folders, encoding, name):
    if sys.platform == "darwin" and "\udcff" in name:
        pytest.skip("macOS takes no such name")
    (folders[0] / name).write_bytes(b"no photo")
    photospool(tmp_path, "process", *folders, encoding=encoding)
    choose(tmp_path / "home/settings.toml", {f"folders.{folder.name}": folder for folder in folders})
    listed = photospool(tmp_path, "issues", "--json", encoding=encoding)
    assert b"Traceback" not in listed.stderr
    (issue,) = json.loads(listed.stdout)
    assert issue["name"].endswith(".jpg")
    assert listed.returncode == 1
    if "\udcff" not in name:
        assert issue["name"] == name
