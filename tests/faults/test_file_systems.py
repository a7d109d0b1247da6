"""The main job on every file system that photos may lie on, as incoming, work or done.

60 photos with hostile names and duplicates go through; what lies in done is counted *below the mount*. Minutes in all,
and root: only with ``PHOTOSPOOL_FILE_SYSTEMS=1``, or a file's name that gets a line of JSON for each run. The table
stands in docs/reliability.md.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.faults.file_systems import KINDS, mounted
from tests.faults.test_real_disks import Spread

from photospool import events
from photospool.errors import SpoolError
from photospool.spool import durable_io

WANTED = os.environ.get("PHOTOSPOOL_FILE_SYSTEMS", "")
PHOTOS = 60
HOSTILE = (
    *("2024-05-01 12:30:05.jpg", "what?.jpg", "a|b<c>.jpg", 'say "x".jpg', "star*.jpg", "back\\slash.jpg", "con.jpg"),
    *(
        "x" * 196 + ".jpg",
        "é" * 120 + ".jpg",
        "写" * 80 + ".jpg",
        "new\nline.jpg",
        "end .jpg",
        "two..jpg",
        "A.JPG",
        "a.jpg",
    ),
    *(
        "caf\u00e9.jpg",
        "cafe\u0301.jpg",
        "not text \udcff.jpg",
        "-rf.jpg",
        "$(x).jpg",
        "%41.jpg",
        "emoji \U0001f4f7.jpg",
    ),
)
PASSES = 3


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def laid_into(incoming: Path) -> Counter[str]:
    """What the disk of incoming took; a name that it can't hold stands for none of its photos."""
    laid: Counter[str] = Counter()
    for number in range(PHOTOS):
        name = HOSTILE[number] if number < len(HOSTILE) else f"IMG_{number % 20:04}.jpg"
        # Every fifth is the same photo again; names repeat in sub-folders.
        data = b"photo %d " % (0 if number % 5 == 4 else number) + b"\xff" * 20_000
        folder = incoming if number < 40 else incoming / f"sub {number // 10}"
        folder.mkdir(exist_ok=True)
        for path in (folder / name, folder / f"IMG_{number:04} plain.jpg"):
            try:
                if path.exists():
                    continue
                path.write_bytes(data)
            except OSError:
                continue
            laid[sha256(data)] += 1
            break
    return laid


def lying_in(*folders: Path) -> Counter[str]:
    """sha256 → how many files of the user's hold these bytes."""
    ours = {"job.json", "job.json.new", "reason.txt", ".lock", "closed"}
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.name not in ours]
    # Below fuse-overlayfs lie its own marks of what is gone.
    return Counter(sha256(path.read_bytes()) for path in paths if not path.name.startswith(".wh."))


@pytest.mark.skipif(not WANTED, reason="minutes, and root: PHOTOSPOOL_FILE_SYSTEMS=1 (weekly in CI)")
@pytest.mark.parametrize("role", ["incoming", "work", "done"])
@pytest.mark.parametrize("kind", KINDS)
def test_in_is_done_and_failed_and_waiting(
    kind: str, role: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies: Counter[str] = Counter()
    real = durable_io.copy_proved

    def counted(source: Path, target: Path, *is_ended: Any) -> str:
        found = real(source, target, *is_ended)
        copies[found] += "trial" not in str(source)
        return found

    monkeypatch.setattr(durable_io, "copy_proved", counted)
    with mounted(kind) as made:
        house = Spread(tmp_path)
        house.place(**{role: made.folder / role})
        laid = laid_into(house.incoming)
        began = time.monotonic()
        for _ in range(PASSES):
            house.pass_over()
            if not any(path.is_file() for path in house.incoming.rglob("*")):
                break
        seconds = time.monotonic() - began
        ways = None
        with suppress(SpoolError):
            ways = house.spool().promise()
        told = [*house.of(events.QueuePaused), *house.of(events.PhotoSetAside), *house.of(events.PhotoStays)]
        roots = {name: getattr(house, name) for name in ("incoming", "work", "done")}
        roots[role] = made.below() / role
        done = lying_in(roots["done"]) if roots["done"].exists() else Counter()
        waiting, failed = lying_in(roots["incoming"]), lying_in(roots["work"])
        row = {
            "kind": kind,
            "role": role,
            "in": laid.total(),
            "done": done.total(),
            "failed": failed.total(),
            "waiting": waiting.total(),
            "way": ways.way.name if ways and ways.way else "none",
            "told": sorted({item.title for item in told}),
            "copies": max((found / laid[sha] for sha, found in copies.items() if sha in laid), default=0),
            "seconds": round(seconds, 1),
        }
        print(json.dumps(row))
        if WANTED != "1":
            with Path(WANTED).open("a", encoding="utf-8") as out:
                out.write(json.dumps(row) + "\n")
        assert done + failed + waiting == laid, row
        assert not (failed.total() + waiting.total()) or told, f"silent: {row}"
        assert row["copies"] <= 2, f"a loop: {row}"
