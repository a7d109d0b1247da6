"""Incoming folders besides the first: the user's choices about each, as a table of the settings file.

Pure values: no folder is touched in here. Each folder is known by its path (``key``), whatever it is called, and each
needs a yes of its own (app_state.py) before anything is taken from it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from photospool.config.current_event import NEVER
from photospool.errors import SettingsError
from photospool.messages import message
from photospool.spool.jobs import JobWords
from photospool.system.typed_paths import expanded

TABLE: Final = "more_folders"
"""The name of the array of tables in the settings file."""
MOVE: Final = "move"
COPY: Final = "copy"
MODES: Final = (MOVE, COPY)
MOST: Final = 50
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class MoreFolder:
    """One further incoming folder."""

    name: str = ""
    """What the user calls it: ``Anna's phone``."""
    path: str = ""
    mode: str = MOVE
    """``move``: photos leave it, as they leave the first one. ``copy``: they stay, and each is copied once."""
    keywords: tuple[str, ...] = ()
    """Tags of every photo from there."""
    category: str = ""
    """Empty: the usual one; never Public."""
    added_by: str = ""
    """The name that strangers may see with its photos in a public copy; empty: the usual one."""
    work: str = ""
    """On its own disk, with ``done``; empty: the work folder of the first."""
    done: str = ""
    only_new: bool = False
    """Leave alone what lay there at the beginning; which files these are stands in a list beside the settings."""

    @property
    def key(self) -> str:
        """Stands for its path in jobs, lists and memories."""
        return hashlib.blake2b(_plain(self.path).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()

    @property
    def keeps(self) -> bool:
        """Whether its photos stay where they are."""
        return self.mode == COPY

    @property
    def comes_and_goes(self) -> bool:
        """Whether it is a card's or a camera's (``DCIM``): it is away most of the time, and nobody is told."""
        return self.keeps and any(part.upper() == "DCIM" for part in Path(self.path).parts)

    @property
    def folder(self) -> Path:
        """Its path, as the system wants it."""
        return expanded(self.path)

    @property
    def disk(self) -> str:
        """Stands for its own work and done; empty where it uses the first ones."""
        return f"{_plain(self.work)}\n{_plain(self.done)}" if self.work and self.done else ""

    def words(self) -> JobWords:
        """What it says about a photo, as a job keeps it."""
        words: JobWords = {}
        if self.keywords:
            words["keywords"] = list(self.keywords)
        if self.category and self.category not in NEVER:
            words["category"] = self.category
        if self.added_by:
            words["added_by"] = self.added_by
        return words

    def fingerprint(self) -> str:
        """What the user said yes to, as one short text; the first folders and the album have a yes of their own."""
        told = "\0".join((_plain(self.path), self.mode, self.disk))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(path: str) -> str:
    return os.path.normcase(os.path.normpath(expanded(path))) if path else ""


_FIELDS: Final = {item.name: item.default for item in dataclasses.fields(MoreFolder)}


def from_toml(found: object) -> tuple[tuple[MoreFolder, ...], list[SettingsError]]:
    """The folders of the settings file, and what is wrong there; one that can't be read as a folder is left out."""
    if found is None:
        return (), []
    if not isinstance(found, list):
        return (), [
            SettingsError(TABLE, message("“{table}” must be a list of tables of the settings file.", table=TABLE))
        ]
    folders, problems = [], []
    for number, tree in enumerate(found, 1):
        try:
            folders.append(_folder(tree, number))
        except SettingsError as problem:
            problems.append(problem)
    return tuple(folders), problems


def _folder(tree: object, number: int) -> MoreFolder:
    if not isinstance(tree, dict):
        raise SettingsError(
            TABLE, message("Folder {number} must be a table of the settings file.", number=number), "It is left out."
        )
    values: dict[str, Any] = {}
    for name, default in _FIELDS.items():
        value = tree.get(name, default)
        fits = isinstance(value, type(default))
        if isinstance(default, tuple):
            value = tuple(value) if isinstance(value, (list, tuple)) else value
            fits = isinstance(value, tuple) and all(isinstance(word, str) for word in value)
        if not fits:
            title = message("“{name}” of folder {number} can't be read.", name=name, number=number)
            raise SettingsError(TABLE, title, "The folder is left out: nothing is taken from there.")
        values[name] = value
    return MoreFolder(**values)


def as_toml(folder: MoreFolder) -> dict[str, Any]:
    """What stands in the settings file: only what is said."""
    found = {}
    for name, default in _FIELDS.items():
        value = getattr(folder, name)
        if value != default or name in {"name", "path", "mode"}:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def problems_of(folders: Sequence[MoreFolder], first: Mapping[str, str]) -> list[SettingsError]:
    """All that can be seen without touching a disk; ``first``: the first ``incoming``, ``work`` and ``done``."""
    problems = [problem for folder in folders for problem in _alone(folder)]
    if len(folders) > MOST:
        problems.append(_wrong(message("More than {most} further folders are not possible.", most=MOST)))
    places = {name: _plain(path) for name, path in first.items() if path}
    names: set[str] = set()
    for folder in folders:
        if folder.name.casefold() in names:
            problems.append(
                _wrong(message("Two folders are called “{name}”.", name=folder.name), "Give each a name of its own.")
            )
        names.add(folder.name.casefold())
        problems += _apart(folder, places)
        places[f"“{folder.name}”"] = _plain(folder.path)
    return problems + _disks(folders, first)


def _wrong(title: str, advice: str = "") -> SettingsError:
    return SettingsError(TABLE, title, advice)


def _alone(folder: MoreFolder) -> list[SettingsError]:
    problems = []
    texts = (folder.name, folder.path, folder.work, folder.done, folder.category, folder.added_by, *folder.keywords)
    if any(_CONTROL.search(text) for text in texts):
        problems.append(_wrong("A folder holds a character that can't be seen.", "Please type it anew."))
    if not folder.name.strip():
        problems.append(
            _wrong(
                message("The folder {path} has no name.", path=folder.path),
                "Give it one that tells whose photos they are.",
            )
        )
    if not folder.path:
        problems.append(_wrong(message("Where “{name}” lies is not chosen yet.", name=folder.name)))
    for path in (folder.path, folder.work, folder.done):
        if path and not expanded(path).is_absolute():
            problems.append(_wrong(message("{path} is not a whole path.", path=path), "Start at the very top."))
    if folder.mode not in MODES:
        problems.append(_wrong(message("The mode of “{name}” is “move” or “copy”.", name=folder.name)))
    if bool(folder.work) != bool(folder.done):
        problems.append(
            _wrong(message("Work and done of “{name}” are chosen together.", name=folder.name), "Choose both, or none.")
        )
    if folder.category in NEVER:
        advice = "Choose Private or Friends/Family here, and publish photos while looking at them."
        title = (
            "What arrives by itself is never public." if folder.category == "Public" else "No photo arrives as trash."
        )
        problems.append(_wrong(title, advice))
    return problems


def _apart(folder: MoreFolder, places: Mapping[str, str]) -> list[SettingsError]:
    """No folder lies in another one: a photo would be taken twice, or what is under way be taken for new."""
    problems = []
    own = {"path": folder.path, "work": folder.work, "done": folder.done}
    mine = {name: Path(_plain(path)) for name, path in own.items() if path}
    for name, text in places.items():
        other = Path(text)
        for path in mine.values():
            if path == other:
                problems.append(
                    _wrong(
                        message("{path} is the same folder as {name}.", path=path, name=name), "Each must stand alone."
                    )
                )
            elif path in other.parents or other in path.parents:
                problems.append(
                    _wrong(
                        message("{path} and {name} lie in one another.", path=path, name=name), "Each must stand alone."
                    )
                )
    paths = list(mine.values())
    for index, one in enumerate(paths):
        for other in paths[index + 1 :]:
            if one == other or one in other.parents or other in one.parents:
                problems.append(
                    _wrong(
                        message("The folders of “{name}” lie in one another.", name=folder.name),
                        "Each must stand alone.",
                    )
                )
    return problems


def _disks(folders: Sequence[MoreFolder], first: Mapping[str, str]) -> list[SettingsError]:
    """One work folder has one done folder, whoever uses it; and no incoming folder of another lies in either."""
    problems = []
    done_of: dict[str, str] = {_plain(first.get("work", "")): _plain(first.get("done", ""))}
    for folder in folders:
        if not folder.disk:
            continue
        work, done = _plain(folder.work), _plain(folder.done)
        if done_of.setdefault(work, done) != done:
            problems.append(
                _wrong(
                    message("{work} has two done folders.", work=folder.work), "Folders that share work share done too."
                )
            )
        for other in folders:
            lies = Path(_plain(other.path))
            if other is not folder and any(Path(path) in (lies, *lies.parents) for path in (work, done)):
                problems.append(
                    _wrong(
                        message(
                            "“{inner}” lies in the work or done folder of “{outer}”.",
                            inner=other.name,
                            outer=folder.name,
                        )
                    )
                )
    return problems
