"""What tests of the spool do to have a photo in work, and to have two disks."""

import errno
import os

from photospool.photo.formats import classify
from photospool.spool.scanner import Scanner


def entries(house):
    settler = Scanner(house.incoming, classify=classify, wait_s=0.0)
    settler.look()
    return settler.look().ready


def claim(house, spool, name="a.jpg", data=b"photo", words=()):
    (house.incoming / name).parent.mkdir(parents=True, exist_ok=True)
    (house.incoming / name).write_bytes(data)
    (entry,) = [entry for entry in entries(house) if entry.origin == name]
    return spool.claim(entry, dict(words))


def another_disk(monkeypatch, one, other):
    """Make renames between two folders answer as between two disks."""
    for name in ("rename", "replace"):
        step = getattr(os, name)

        def crossing(source, target, step=step):
            if (one in source.parents) != (one in target.parents) or (other in source.parents) != (
                other in target.parents
            ):
                raise OSError(errno.EXDEV, "another disk")
            step(source, target)

        monkeypatch.setattr(os, name, crossing)
