"""Films as cameras write them: strangers get the picture, the sound if it was chosen, no mark and no time."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from tests.children import PATIENCE_S

from ..films import needs_ffmpeg
from .cameras import FILMS, MADE_SECONDS, MARKS
from .test_marked_films import fingerprints, made

pytestmark = needs_ffmpeg
FFPROBE = shutil.which("ffprobe") or ""


def probed(path):
    """What a player's reader makes of a film."""
    words = [FFPROBE, "-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", str(path)]
    return json.loads(subprocess.run(words, capture_output=True, check=True, timeout=PATIENCE_S).stdout)


@pytest.mark.parametrize("has_sound", [False, True], ids=["picture", "sound"])
@pytest.mark.parametrize("name", FILMS)
def test_strangers_get_its_picture_and_the_chosen_sound_alone(tmp_path, name, has_sound):
    data, when = FILMS[name](tmp_path), MADE_SECONDS.to_bytes(4, "big")
    is_silent = name == "silent.m4v"
    assert is_silent or (b"LEAKED" in data and when in data)
    copy = made(data, has_sound=has_sound)
    assert not [mark for mark in (*MARKS, when) if mark in copy]
    assert fingerprints(copy) == fingerprints(data)
    (tmp_path / "copy.mp4").write_bytes(copy)
    read = probed(tmp_path / "copy.mp4")
    kinds = [stream["codec_type"] for stream in read["streams"]]
    assert kinds == ["video", "audio"][: 1 + (has_sound and not is_silent)]
    assert read["chapters"] == []
    assert set(read["format"]["tags"]) == {"major_brand", "minor_version", "compatible_brands"}
    assert all(set(stream.get("tags", {})) <= {"language", "vendor_id"} for stream in read["streams"])
    rotations = [side["rotation"] for side in read["streams"][0].get("side_data_list", []) if "rotation" in side]
    assert rotations == ([-90] if name == "IMG_0002.MOV" else [])
