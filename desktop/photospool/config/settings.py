"""The user's choices: a frozen value, kept as TOML. No folder is touched and no server asked in here.

A bad value is reported by field and replaced by the default, never fatal; a file that is no TOML is kept
beside as ``.bad``. Writing keeps the user's comments and whatever we do not know.
"""

from __future__ import annotations

import dataclasses
import getpass
import os
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from photospool.config import more_folders
from photospool.config.more_folders import MoreFolder
from photospool.errors import SettingsError
from photospool.messages import joined, message
from photospool.photo.formats import KINDS, PHOTOS
from photospool.security import private_files
from photospool.spool.durable_io import called
from photospool.system.typed_paths import expanded

# https://docs.couchdb.org/en/stable/api/database/common.html#put--db
_DATABASE_NAME = re.compile(r"[a-z][a-z0-9_$()+/-]*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
THREE = ("incoming", "work", "done")
THEMES = ("system", "light", "dark")


def whole_path(text: str) -> Path:
    """A folder as the user typed it, as a whole path; nothing is looked up on a disk."""
    return Path(os.path.abspath(expanded(text)))  # noqa: PTH100 (resolve would follow links)


def login_name() -> str:
    """Who runs this program, as this computer calls them; empty where it does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this container
        return ""


@dataclass(frozen=True, slots=True)
class Folders:
    """The photo's way through three folders."""

    incoming: str = ""
    """Where photos appear: the synced folder."""
    work: str = ""
    """One folder per photo under way; best on the same disk as incoming, outside the synced folder."""
    done: str = ""
    """Where the files end, unchanged."""
    subfolders_as_keywords: bool = True
    """Whether a sub-folder's name becomes a keyword (those of devices, ``DCIM``, and pure dates never do)."""
    keep_one_of_equal: bool = False
    """Move a file to the system's trash when an equal one lies in done already, once the album has the photo."""
    cards: bool = True
    """Whether a card or a camera that is connected is proposed to be copied from."""
    only_new: bool = False
    """Leave alone what lay in incoming at the beginning; which files these are stands in ``baseline.json``."""


@dataclass(frozen=True, slots=True)
class AlbumChoice:
    """Which album the photos go to."""

    url: str = ""
    """The CouchDB server, ``https://couch.example.org``; empty: the embedded album on this computer."""
    database: str = "photo"
    user: str = ""
    """The password is in the system's keyring, never here."""
    ca_file: str = ""
    """A certificate authority's PEM file for a server with a private certificate."""
    allow_plain_http: bool = False
    """Send the password unencrypted to a server that is not this computer."""

    @property
    def address(self) -> str:
        """Of the database on its server; empty: the embedded album."""
        return f"{self.url.rstrip('/')}/{self.database}" if self.url else ""


HEIC_ANYWAY = ("ask", "yes", "no")


@dataclass(frozen=True, slots=True)
class PhotoChoices:
    """What is said of each photo, and what pictures are made."""

    kinds: tuple[str, ...] = (PHOTOS,)
    """What is taken out of incoming: ``photos``, ``videos``, ``raw``, ``sidecars``; all but the first after a yes
    (config/kinds.py).
    """
    category: str = "Private"
    keywords: tuple[str, ...] = ()
    shown_as: str = ""
    """The name that strangers may see with your photos in a public copy; empty: none."""
    large_picture: bool = True
    """Whether a 1600x1200 picture is made, for dense screens."""
    quality: int = 85
    """JPEG quality of the small pictures, 50 to 95."""
    heic_anyway: str = "ask"
    """``yes``, ``no`` or ``ask``: HEIC is opened also where this system can't close in what opens it."""

    @property
    def is_heic_answered(self) -> bool:
        """Whether the user said yes or no to that."""
        return self.heic_anyway != "ask"


@dataclass(frozen=True, slots=True)
class ProgramChoices:
    """How the program works."""

    uploads: int = 4
    """Files under way to the album at once, 1 to 4."""
    decoders: int = 2
    """Photos decoded at once, 1 to 8."""
    settle_s: int = 2
    """Seconds that a new file must hold still, 1 to 60; 10 is good for network folders."""
    watch: bool = True
    """Listen for new files; without it, incoming is looked through every 15 s."""


@dataclass(frozen=True, slots=True)
class Notifications:
    """What the user is told when the window is not in front; never with a sound."""

    added: bool = True
    """Photos were added: one message for a whole batch."""
    attention: bool = True
    """Photos need attention: one message for a whole batch."""
    outages: bool = True
    """The album has been out of reach for a while, or a copy of it is in trouble; told once."""
    stops: bool = True
    """Nothing moves any more before the user does something: a folder is gone, the disk full, the password refused."""


@dataclass(frozen=True, slots=True)
class AppChoices:
    """The program's looks. Whether it starts at login is the system's own setting: “photospool autostart”."""

    language: str = ""
    """A language's code such as ``de``; empty: the system's."""
    theme: str = "system"
    """``system``, ``light`` or ``dark``."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the user can choose."""

    folders: Folders = field(default_factory=Folders)
    album: AlbumChoice = field(default_factory=AlbumChoice)
    photos: PhotoChoices = field(default_factory=PhotoChoices)
    program: ProgramChoices = field(default_factory=ProgramChoices)
    notifications: Notifications = field(default_factory=Notifications)
    app: AppChoices = field(default_factory=AppChoices)
    more_folders: tuple[MoreFolder, ...] = ()
    """Incoming folders besides the first; no field with a dotted name of its own."""

    def validate(self) -> list[SettingsError]:
        """All problems that can be seen without touching a disk or a server, by field."""
        return [
            *_unseen_problems(self.items()),
            *_folder_problems(self.folders),
            *_album_problems(self.album),
            *_photo_problems(self.photos),
            *_range_problems(self.program),
            *_app_problems(self.app),
            *more_folders.problems_of(self.more_folders, {n: getattr(self.folders, n) for n in THREE}),
        ]

    def with_folders(self, folders: Iterable[MoreFolder]) -> Settings:
        """A copy with these further incoming folders."""
        return dataclasses.replace(self, more_folders=tuple(folders))

    def replace(self, name: str, value: Any) -> Settings:
        """A copy with one field, given by its dotted name, changed.

        Raises SettingsError when there is no such field or the value has the wrong type.
        """
        section_name, _, field_name = name.partition(".")
        kinds = _fields().get(section_name, {})
        if field_name not in kinds:
            raise SettingsError(
                name, message("There is no setting “{name}”.", name=name), "See “photospool settings” for all."
            )
        section = getattr(self, section_name)
        changed = dataclasses.replace(section, **{field_name: _fitting(name, value, kinds[field_name])})
        return dataclasses.replace(self, **{section_name: changed})

    def items(self) -> list[tuple[str, Any]]:
        """Every field as (dotted name, value), in the order of the file."""
        return [
            (f"{section}.{name}", getattr(getattr(self, section), name))
            for section, names in _fields().items()
            for name in names
        ]


def _fields() -> dict[str, dict[str, Any]]:
    """Section → field → a value of the field's type."""
    return {
        section.name: {
            item.name: getattr(getattr(Settings(), section.name), item.name)
            for item in dataclasses.fields(getattr(Settings(), section.name))
        }
        for section in dataclasses.fields(Settings)
        if section.name != more_folders.TABLE
    }


def _fitting(name: str, value: Any, example: Any) -> Any:
    """The value in the field's type; texts from a command line are read where that is unambiguous."""
    if isinstance(example, bool):
        if isinstance(value, str) and value.lower() in {"true", "yes", "on", "false", "no", "off"}:
            return value.lower() in {"true", "yes", "on"}
        if isinstance(value, bool):
            return value
        raise SettingsError(name, "This is either true or false.")
    if isinstance(example, int):
        if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise SettingsError(name, "This is a whole number.")
    if isinstance(example, tuple):
        if isinstance(value, str):
            value = [part.strip() for part in value.split(",")]
        if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
            return tuple(part for part in value if part)
        raise SettingsError(name, "This is a list of texts.")
    if isinstance(value, str):
        return str(value)
    raise SettingsError(name, "This is a text.")


def _unseen_problems(items: Iterable[tuple[str, Any]]) -> list[SettingsError]:
    """A line's end in a folder's name would become a line of its own in the files that start us at login."""
    return [
        SettingsError(
            name, "This holds a character that can't be seen, such as the end of a line.", "Please type it anew."
        )
        for name, value in items
        if any(
            _CONTROL.search(text) for text in (value if isinstance(value, tuple) else (value,)) if isinstance(text, str)
        )
    ]


def _folder_problems(folders: Folders) -> list[SettingsError]:
    problems = []
    paths: dict[str, Path] = {}
    for name in THREE:
        text = getattr(folders, name)
        if not text:
            problems.append(
                SettingsError(f"folders.{name}", message("The folder “{name}” is not chosen yet.", name=called(name)))
            )
        elif not expanded(text).is_absolute():
            problems.append(
                SettingsError(f"folders.{name}", "This folder needs its whole path.", "Start at the very top.")
            )
        else:
            # Links are followed later, where folders are touched; here only the words are compared.
            paths[name] = Path(os.path.normcase(os.path.normpath(expanded(text))))
    names = list(paths)
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            if paths[first] == paths[second]:
                problems.append(
                    SettingsError(
                        f"folders.{second}", message("This is the same folder as {first}.", first=called(first))
                    )
                )
            elif paths[first] in paths[second].parents:
                problems.append(
                    SettingsError(
                        f"folders.{second}",
                        message("This folder lies inside {first}.", first=called(first)),
                        "Choose one beside it: each of the three must stand alone.",
                    )
                )
            elif paths[second] in paths[first].parents:
                problems.append(
                    SettingsError(
                        f"folders.{first}",
                        message("This folder lies inside {second}.", second=called(second)),
                        "Choose one beside it: each of the three must stand alone.",
                    )
                )
    return problems


def _album_problems(album: AlbumChoice) -> list[SettingsError]:
    if not album.url:
        return []
    problems = []
    try:
        parts = urlsplit(album.url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return [SettingsError("album.url", "This is no web address.", "It looks like https://couch.example.org.")]
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_fine:
        problems.append(
            SettingsError("album.url", "This is no web address.", "It looks like https://couch.example.org.")
        )
    if parts.username is not None or parts.password is not None:
        problems.append(
            SettingsError(
                "album.url",
                "The address holds a name or a password.",
                "Put the name into “album.user” and the password into the keyring.",
            )
        )
    if parts.query or parts.fragment:
        problems.append(SettingsError("album.url", "The address must not hold “?” or “#”."))
    if not _DATABASE_NAME.match(album.database):
        problems.append(
            SettingsError(
                "album.database",
                "CouchDB does not take this name.",
                "Small letters, digits and _ $ ( ) + - /, with a letter first.",
            )
        )
    return problems


def _photo_problems(photos: PhotoChoices) -> list[SettingsError]:
    problems = []
    if PHOTOS not in photos.kinds or not set(photos.kinds) <= set(KINDS):
        problems.append(SettingsError("photos.kinds", "This is “photos”, and “videos”, “raw” or “sidecars” beside it."))
    if not photos.category.strip():
        problems.append(SettingsError("photos.category", "A category is needed.", "The usual one is Private."))
    if photos.category == "Public":
        problems.append(
            SettingsError(
                "photos.category",
                "What arrives by itself is never public.",
                "Choose Private or Friends/Family here, and publish photos while looking at them.",
            )
        )
    if photos.category == "Trash":
        problems.append(SettingsError("photos.category", "New photos can't go to the trash."))
    if photos.heic_anyway not in HEIC_ANYWAY:
        problems.append(SettingsError("photos.heic_anyway", "This is “yes”, “no” or “ask”."))
    if not 50 <= photos.quality <= 95:
        problems.append(SettingsError("photos.quality", "The quality is a number from 50 to 95."))
    return problems


def _range_problems(program: ProgramChoices) -> list[SettingsError]:
    problems = []
    if not 1 <= program.uploads <= 4:
        problems.append(SettingsError("program.uploads", "This is a number from 1 to 4."))
    if not 1 <= program.decoders <= 8:
        problems.append(SettingsError("program.decoders", "This is a number from 1 to 8."))
    if not 1 <= program.settle_s <= 60:
        problems.append(SettingsError("program.settle_s", "This is a number from 1 to 60."))
    return problems


def _app_problems(app: AppChoices) -> list[SettingsError]:
    problems = []
    if app.theme not in THEMES:
        problems.append(SettingsError("app.theme", "This is “system”, “light” or “dark”."))
    if app.language and not _LANGUAGE.match(app.language):
        problems.append(SettingsError("app.language", "This is no language's code.", "It looks like “de” or “pt_BR”."))
    return problems


def load(path: Path) -> tuple[Settings, list[SettingsError]]:
    """The settings of a file and what is wrong with it. A missing file means the defaults."""
    settings = Settings()
    try:
        text = private_files.read(path).decode("utf-8")
    except FileNotFoundError:
        return settings, []
    except private_files.NotOurs:
        return settings, [
            SettingsError(
                "",
                message("{path} is a link, or belongs to somebody else, and is not read.", path=path),
                "Please put the settings file itself there. Usual settings are used.",
            )
        ]
    except (OSError, UnicodeDecodeError) as exc:
        return settings, [_set_beside(path, exc)]
    try:
        tree = tomllib.loads(text)
    except ValueError as exc:
        return settings, [_set_beside(path, exc)]
    problems = []
    for section, names in _fields().items():
        found = tree.get(section, {})
        if not isinstance(found, dict):
            problems.append(
                SettingsError(section, message("“{section}” must be a section of the settings file.", section=section))
            )
            continue
        for name in names:
            if name not in found:
                continue
            try:
                settings = settings.replace(f"{section}.{name}", found[name])
            except SettingsError as problem:
                problems.append(problem)
    folders, wrong = more_folders.from_toml(tree.get(more_folders.TABLE))
    return settings.with_folders(folders), [*problems, *wrong]


def _set_beside(path: Path, cause: Exception) -> SettingsError:
    """Keep an unreadable settings file under another name, so that nothing that the user wrote is lost."""
    beside = path.with_name(path.name + ".bad")
    number = 2
    while beside.exists():
        beside = path.with_name(f"{path.name}.bad{number}")
        number += 1
    where: str = message("It is kept as {beside}.", beside=beside)
    try:
        # Exclusively made above by looking only; two programs doing this at once keep at least one copy.
        path.rename(beside)
    except OSError:
        where = "It could not be moved out of the way and is left as it is."
    return SettingsError(
        "",
        message("The settings file could not be read ({problem}).", problem=type(cause).__name__),
        joined(where, "Usual settings are used."),
    )


def save(settings: Settings, path: Path) -> None:
    """Write the settings; comments and unknown entries of the file that is there are kept.

    Raises OSError when the place can't be written.
    """
    import tomlkit
    import tomlkit.exceptions

    try:
        tree = tomlkit.parse(private_files.read(path).decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomlkit.exceptions.ParseError):
        tree = tomlkit.document()
    for section, names in _fields().items():
        if not isinstance(tree.get(section), dict):
            tree[section] = tomlkit.table()
        table: Any = tree[section]
        for name in names:
            value = getattr(getattr(settings, section), name)
            value = list(value) if isinstance(value, tuple) else value
            if table.get(name) != value:
                table[name] = value
    _keep_folders(tree, settings.more_folders)
    private_files.write(path, tomlkit.dumps(tree).encode())


def _keep_folders(tree: Any, folders: tuple[MoreFolder, ...]) -> None:
    """Tables whose folders are as they were are left as the user wrote them, comments included."""
    import tomlkit

    if more_folders.from_toml(tree.unwrap().get(more_folders.TABLE))[0] == folders:
        return
    tree.pop(more_folders.TABLE, None)
    if folders:
        tables = tomlkit.aot()
        for folder in folders:
            table = tomlkit.table()
            table.update(more_folders.as_toml(folder))
            tables.append(table)
        tree[more_folders.TABLE] = tables
