"""A house with further incoming folders: some are emptied, of some the photos stay, some lie on a disk of their own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.parts import House

from photospool.engine.incoming_folder import IncomingFolder
from photospool.engine.kept_photos import KeptPhotos
from photospool.photo.formats import KINDS, classifier, classify, is_sidecar_name
from photospool.spool.kept_memory import KeptMemory
from photospool.spool.scanner import Scanner
from photospool.spool.spool import Spool
from photospool.spool.spools import Spools
from photospool.spool.watcher import Watcher


@dataclass
class Further:
    """One further folder."""

    key: str
    path: Path
    keeps: bool = False
    disk: Path | None = None
    """Where its own work and done lie; None: it uses the first ones."""
    comes_and_goes: bool = False
    words: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        for name in ("work", "done") if self.disk else ():
            (self.disk / name).mkdir(parents=True, exist_ok=True)


@dataclass
class MoreHouse(House):
    """``further`` are the folders besides the first."""

    further: list[Further] = field(default_factory=list)
    wait_s: float = 0.0

    def memory(self) -> KeptMemory:
        return KeptMemory(self.root / "program" / "kept.sqlite", "album")

    def all_spools(self) -> Spools:
        here = {one.key: one.path for one in self.further if one.disk is None}
        first = self.spool(others=here, is_alone=not self.further)
        disks: dict[str, list[Further]] = {}
        for one in self.further:
            if one.disk is not None:
                disks.setdefault(str(one.disk), []).append(one)
        return Spools(
            first,
            {disk: partial(self._disk, found) for disk, found in disks.items()},
            {one.key: str(one.disk) for one in self.further if one.disk is not None},
            [one.path for one in self.further if not one.keeps],
        )

    def _disk(self, found: list[Further]) -> Spool:
        disk = found[0].disk
        assert disk is not None
        others = {one.key: one.path for one in found}
        return Spool(
            found[0].path, disk / "work", disk / "done", reserve_bytes=0, classify=classify, others=others,
            is_alone=False,
        )  # fmt: skip

    def engine(self, **options: Any) -> Any:
        memory = self.memory()
        sources = tuple(
            IncomingFolder(
                Scanner(
                    one.path, classify=classifier(KINDS) if self.takes_sidecars else classify, wait_s=self.wait_s,
                    is_beside=is_sidecar_name,
                    is_kept=partial(memory.knows, one.key) if one.keeps else None,
                ),
                Watcher(one.path, enabled=options.get("watch", False)),
                lambda _origin, words=one.words: dict(words),
                key=one.key, name=one.key, keeps=one.keeps, comes_and_goes=one.comes_and_goes,
            )
            for one in self.further
        )  # fmt: skip
        options.setdefault("spool", self.all_spools())
        return super().engine(further=sources, kept=KeptPhotos(memory, self.album.find), **options)

    def lose_memory(self) -> None:
        for path in (self.root / "program").glob("kept.sqlite*"):
            path.unlink()


def copied_anew(folder: Path) -> None:
    """The same photos under the same names, as other files: as after a restore, or on a disk mounted elsewhere."""
    aside = folder.with_name(folder.name + " aside")
    shutil.copytree(folder, aside)
    shutil.rmtree(folder)
    shutil.copytree(aside, folder)
    shutil.rmtree(aside)
