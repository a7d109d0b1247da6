"""The commands as processes of their own, and what they need."""

import json
import os
import subprocess
import sys

from PIL import Image
from tests.children import PATIENCE_S
from tests.parts import choose

SECRET = "s3cret-Wörd"


def photo(path, colour):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (320, 240), colour).save(path, quality=90)
    return path


class Result:
    def __init__(self, process):
        self.code, self.out, self.err = process.returncode, process.stdout, process.stderr

    @property
    def json(self):
        return json.loads(self.out)


def command(home, *arguments):
    return [sys.executable, "-m", "photospool", "--home", str(home / "home"), *map(str, arguments)]


def photospool(home, *arguments, text=None, **variables):
    env = {name: value for name, value in os.environ.items() if not name.startswith("PHOTOSPOOL_")}
    env |= {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "COLUMNS": "200"} | variables
    return Result(
        subprocess.run(
            command(home, *arguments), capture_output=True, text=True, env=env, input=text, timeout=PATIENCE_S,
            check=False,
        )
    )  # fmt: skip


def folders(home):
    return [home / name for name in ("incoming", "work", "done")]


def chosen(home, **album):
    """The folders, and what is said of the album."""
    found = {f"folders.{name}": home / name for name in ("incoming", "work", "done")}
    choose(home / "home/settings.toml", found | {f"album.{name}": value for name, value in album.items()})
