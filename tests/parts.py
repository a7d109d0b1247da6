"""Parts for tests of the engine: real folders, the real embedded album, and a decoder that needs no picture."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.children import PATIENCE_S

from photospool import events
from photospool.album.embedded.album import LocalAlbum
from photospool.album.sidecar_owner import owner_of
from photospool.album.stack_links import StackLinker
from photospool.config import settings
from photospool.engine.cards import no_cards
from photospool.engine.engine import Engine
from photospool.engine.engine_parts import EngineParts
from photospool.engine.large_uploads import LargeUploads
from photospool.engine.photo_pipeline import Defaults, PhotoPipeline
from photospool.engine.sidecar_matcher import SidecarMatcher
from photospool.engine.sidecar_pipeline import SidecarPipeline
from photospool.engine.size_limit import SizeLimit
from photospool.errors import NotAPhoto
from photospool.photo.formats import KINDS, classifier, classify, is_sidecar_name
from photospool.photo.options import Options
from photospool.photo.photo import Prepared, Reading, Rendition, Taken
from photospool.photo.prepare import prepare
from photospool.spool.place_memory import PlaceMemory
from photospool.spool.scanner import Scanner
from photospool.spool.spool import Spool
from photospool.spool.spools import Spools
from photospool.spool.watcher import Watcher

NAMES = ("thumb.jpg", "800x600.jpg")
_opened: list[LocalAlbum | PlaceMemory] = []


def local_album(folder: Path) -> LocalAlbum:
    """An embedded album that is closed with the test at the latest."""
    album = LocalAlbum(folder)
    _opened.append(album)
    return album


def close_albums() -> None:
    """At each test's end: Python 3.13 warns of a database that is left open, in whichever test comes by just then."""
    while _opened:
        _opened.pop().close()


def prepared(path: Path) -> Prepared:
    """What a decoder would make of any bytes; those that begin with ``bad`` are no photo."""
    head = path.read_bytes()[:64]
    if head.startswith(b"bad"):
        raise NotAPhoto("This is no photo.", "It is kept here unchanged.")
    taken = Taken("2013-05-01", "2013-05-01T12:34:56", "EXIF DateTimeOriginal")
    reading = Reading("JPEG", "image/jpeg", "jpg", 4000, 3000, 1, taken, {"Image Make": "Made"}, {"Image Make": "Made"})
    pictures = tuple(Rendition(name, 200, 150, name.encode() + head) for name in NAMES)
    return Prepared(reading, pictures, "placeholder")


def choose(settings_file: Path, chosen: Mapping[str, object]) -> None:
    """Set settings as ``photospool settings set`` does, which has tests of its own; a process for each takes long."""
    found, _ = settings.load(settings_file)
    for name, value in chosen.items():
        found = found.replace(name, value if isinstance(value, bool) else str(value))
    settings.save(found, settings_file)


class PlainDecoder:
    """A decoder in this process; ``before`` is called first, for tests that need to step in."""

    def __init__(self, before: Callable[[Path], None] = lambda _path: None) -> None:
        self.before = before
        self.closed = threading.Event()

    def prepare(self, path: Path, name: str) -> Prepared:
        self.before(path)
        if is_sidecar_name(name):
            return prepare(path, name, Options())
        return prepared(path)

    def close(self) -> None:
        self.closed.set()


@dataclass
class House:
    """Three folders, an album and everything that was told."""

    root: Path
    album: Any = None
    decoder: PlainDecoder = field(default_factory=PlainDecoder)
    told: list[events.Event] = field(default_factory=list)
    clock: Callable[[], float] | None = None
    takes_sidecars: bool = False

    def __post_init__(self) -> None:
        for name in ("incoming", "work", "done"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        self.album = self.album or self.again()

    incoming = property(lambda self: self.root / "incoming")
    work = property(lambda self: self.root / "work")
    done = property(lambda self: self.root / "done")

    def spool(self, **options: Any) -> Spool:
        options.setdefault("reserve_bytes", 0)
        return Spool(self.incoming, self.work, self.done, classify=classify, **options)

    def engine(self, *, watch: bool = False, wait_s: float = 0.0, uploads: int = 4, **options: Any) -> Engine:
        spool = options.pop("spool", None) or self.spool()
        tell = options.pop("tell", self.told.append)
        former = options.pop("former", lambda _digests, _done: None)
        sending = LargeUploads(tell)
        tell = events.together(sending, tell)
        defaults = Defaults("Private", "somebody", renditions=NAMES)
        spools = spool if isinstance(spool, Spools) else Spools(spool)
        memory = PlaceMemory(self.root / "places.sqlite", "album")
        _opened.append(memory)
        matcher = SidecarMatcher(memory, self.decoder, spools, self.album.find, partial(owner_of, self.album))
        kinds = classifier(KINDS) if self.takes_sidecars else classify
        limit = SizeLimit(None, has_room=lambda path, size: spools.has_room(Path(path), size))
        sidecars = SidecarPipeline(spool, self.decoder, self.album, tell, matcher=matcher)
        parts = EngineParts(
            spool=spool,
            watcher=Watcher(self.incoming, enabled=watch),
            settler=Scanner(self.incoming, classify=kinds, wait_s=wait_s, is_beside=is_sidecar_name, held=limit.held),
            limit=limit,
            processor=PhotoPipeline(
                spool,
                self.decoder,
                self.album,
                defaults,
                tell,
                former=former,
                sending=sending.of,
                leaving=sending.leaving,
                partners=StackLinker(self.album, told=lambda parts: tell(events.PartsFound(parts))).came,
                noted=matcher.noted,
                attach=sidecars.process,
                came=sidecars.photo_came,
            ),
            matcher=matcher,
            album=self.album,
            close_decoder=self.decoder.close,
            further=options.pop("further", ()),
            kept=options.pop("kept", None),
            uploads=sending,
            cards=options.pop("cards", None) or no_cards(),
        )
        return Engine(parts, tell, uploads=uploads, rng=random.Random(1), **options)

    def again(self) -> LocalAlbum:
        """The album once more: an engine closes its own at its end."""
        return local_album(self.root / "album")

    def pass_over(self, **options: Any) -> None:
        """One pass over what is there, then a fresh album object: the engine closed the other."""
        self.engine(**options).run_once()
        if isinstance(self.album, LocalAlbum):
            self.album = self.again()

    def of(self, kind: type[events.Event]) -> list[Any]:
        """Events of a kind, in their order."""
        return [event for event in self.told if isinstance(event, kind)]

    def photos(self) -> list[Any]:
        """The album's photo documents, each with the file's name, which its original's document keeps."""
        docs = {row["id"]: row["doc"] for row in self.album.all_docs(include_docs=True)}
        photos = [doc for doc in docs.values() if doc["type"] == "photo"]
        assert not any("filename" in doc for doc in photos)  # strangers may get these documents
        return [{**doc, "filename": docs.get(f"original-{doc['_id']}", {}).get("filename")} for doc in photos]

    def originals(self) -> list[str]:
        """The sha256 of every original that the album holds, read again from its files."""
        found = []
        for row in self.album.all_docs(include_docs=True):
            if row["doc"]["type"] == "original":
                for name in row["doc"]["_attachments"]:
                    attached, path = self.album.attachment(row["id"], name)
                    assert path.exists()
                    found.append(attached.stored.sha256)
        return found

    def files(self, folder: str) -> list[str]:
        """Every file below a folder, our own notes left out."""
        ours = {"job.json", "reason.txt", ".lock"}
        below = self.root / folder
        return sorted(str(p.relative_to(below)) for p in below.rglob("*") if p.is_file() and p.name not in ours)


class Running:
    """An engine that watches, in a thread."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.thread = threading.Thread(target=engine.run)

    def __enter__(self) -> Engine:
        self.thread.start()
        return self.engine

    def __exit__(self, *_args: object) -> None:
        self.engine.stop()
        self.thread.join(PATIENCE_S)
        assert not self.thread.is_alive()


def wait_for(condition: Callable[[], object]) -> None:
    """Until it is true; for as long as a busy machine may need."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def wait_until(is_so: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
    """Wait for a condition, with much patience."""
    deadline = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        threading.Event().wait(0.02)
