"""A house with a card reader: disks that a test connects, pulls out and exchanges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.parts import House

from photospool.config import app_state
from photospool.config.known_cards import Answer, KnownCard, known
from photospool.engine.cards import CameraCard, CardFolder, Cards
from photospool.engine.kept_photos import KeptPhotos
from photospool.photo.formats import KINDS, classifier, classify, is_sidecar_name
from photospool.spool.kept_memory import KeptMemory
from photospool.spool.scanner import Scanner
from photospool.spool.watcher import Watcher
from photospool.system.disks.disks import Disk


class Reader:
    """Disks, as a system's module tells of them."""

    def __init__(self) -> None:
        self._disks: dict[Path, Disk] = {}
        self._hint: Callable[[], None] = lambda: None
        self._changed = True

    def begin(self, hint: Callable[[], None]) -> None:
        self._hint = hint

    def end(self) -> None:
        self._hint = lambda: None

    def have_changed(self) -> bool:
        changed, self._changed = self._changed, False
        return changed

    def connected(self) -> list[Disk]:
        return list(self._disks.values())

    def id_at(self, folder: Path) -> str:
        disk = self._disks.get(folder)
        return disk.id if disk else ""

    def put_in(self, folder: Path, number: str, name: str = "", *, is_sure: bool = True) -> None:
        self._disks[folder] = Disk(folder, number, name or folder.name, is_sure)
        self._tell()

    def take_out(self, folder: Path) -> None:
        del self._disks[folder]
        self._tell()

    def _tell(self) -> None:
        self._changed = True
        self._hint()


def shoot(disk: Path, *names: str, folder: str = "100CANON") -> None:
    """Photos on a card, as a camera writes them."""
    place = disk / "DCIM" / folder
    place.mkdir(parents=True, exist_ok=True)
    for name in names:
        (place / name).write_bytes(f"photo {disk.name} {name}".encode())


@dataclass
class CardHouse(House):
    """``reader`` is where disks are put in."""

    reader: Reader = field(default_factory=Reader)
    wait_s: float = 0.0

    @property
    def remembered(self) -> Path:
        (self.root / "program").mkdir(exist_ok=True)
        return self.root / "program" / "memory.json"

    def memory(self) -> KeptMemory:
        return KeptMemory(self.root / "program" / "kept.sqlite", "album")

    def lose_memory(self) -> None:
        for path in (self.root / "program").glob("kept.sqlite*"):
            path.unlink()

    def answer(self, key: str) -> KnownCard:
        return known(app_state.load(self.remembered).cards, key)

    def engine(self, **options: Any) -> Any:
        self.memory_of_run = memory = self.memory()

        def scanner(card: CameraCard) -> Scanner:
            return Scanner(card.folder, classify=classify, wait_s=self.wait_s, is_kept=partial(memory.knows, card.key))

        def folder(card: CameraCard, is_there: Callable[[CameraCard], bool]) -> CardFolder:
            takes = Scanner(
                card.folder,
                classify=classifier(KINDS) if self.takes_sidecars else classify,
                wait_s=self.wait_s,
                is_kept=partial(memory.knows, card.key),
                is_beside=is_sidecar_name,
            )
            return CardFolder(card, is_there, takes, Watcher(card.folder, enabled=False), lambda _origin: {})

        cards = Cards(self.reader, self.remembered, scanner, folder, used=(self.incoming, self.work, self.done))
        return super().engine(cards=cards, kept=KeptPhotos(memory, self.album.find), **options)


__all__ = ["Answer", "CardHouse", "Reader", "shoot"]
