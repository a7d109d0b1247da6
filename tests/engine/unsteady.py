"""An album that fails when it is told to, and how a photo is dropped."""

import threading

from photospool.errors import (
    AlbumUnavailable,
)


def photos_under_way(engine):
    """Threads that work on a photo; one more may be asking the album."""
    return [thread for thread in engine._roster.threads if thread.name != "photospool-album"]


class Unsteady:
    """An album that can be told to fail, or to hang, before it does what it should."""

    def __init__(self, album):
        self.album = album
        self.calls = []
        self.fails = {}
        self.hangs = threading.Event()
        self.hangs.set()
        self.closed = threading.Event()

    def _called(self, name):
        self.calls.append(name)
        error = self.fails.get(name) or self.fails.get("all")
        if error is not None:
            raise error

    def check(self):
        self._called("check")
        return self.album.check()

    def find(self, ids):
        self._called("find")
        return self.album.find(ids)

    def store(self, photo):
        self._called("store")
        while not self.hangs.wait(0.05):
            if self.closed.is_set():
                raise AlbumUnavailable("Closed.")
        return self.album.store(photo)

    def join(self, photo_id, said):
        self._called("join")
        self.album.join(photo_id, said)

    def discard(self, photo_id):
        self._called("discard")
        self.album.discard(photo_id)

    def close(self):
        self.closed.set()

    def __getattr__(self, name):
        return getattr(self.album, name)


def drop(house, name="a.jpg", data=b"photo"):
    path = house.incoming / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
