"""What tests of the spool do to have a photo in work, and to have two disks."""

import errno
import os
from pathlib import Path

from photospool.photo.formats import classify
from photospool.spool import durable_io
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


def another_disk(monkeypatch, other):
    """Make renames, and second names, into this folder and out of it answer as between two disks."""
    for module, name in ((os, "rename"), (os, "replace"), (os, "link"), (durable_io, "rename_new")):
        step = getattr(module, name)

        def crossing(source, target, step=step, **how):
            if (other in Path(source).parents) != (other in Path(target).parents):
                raise OSError(errno.EXDEV, "another disk")
            step(source, target, **how)

        monkeypatch.setattr(module, name, crossing)
