"""Sentences that are read backwards: those that earlier versions wrote into history and job files as finished English.

Since then a record holds template and values (photospool.messages). The table is frozen: no sentence is ever added.
To be removed, with all of this file, on 1 January 2028: what is older is shown in English then.
"""

# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from photospool.messages import PLACE, Message, joined
from photospool.spool.durable_io import called

_LONGEST: Final = 2000
"""Characters of a text that is looked up: a server's words may be in it, and looking takes longer than they are long."""
_ENDS: Final = 12
"""Ends of sentences at which it is tried to be divided."""
_DEPTH: Final = 3
_OF_A_FOLDER: Final = "The {name} folder"
"""Begins sentences in which the name is a word of ours."""

TEXTS: Final = (
    QT_TRANSLATE_NOOP("Core", "A stranger can {what}!"),
    QT_TRANSLATE_NOOP("Core", "A stranger can't {what}."),
    QT_TRANSLATE_NOOP("Core", "Another Photospool on this computer has the work folder {parent}."),
    QT_TRANSLATE_NOOP("Core", "Another user of this computer ({name}) tried to open your album and was not let in."),
    QT_TRANSLATE_NOOP("Core", "Deleted {address}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "Each computer needs a work folder of its own. If that one is not in use any more, delete the file {path} and start again.",
    ),
    QT_TRANSLATE_NOOP("Core", "Folder {number} must be a table of the settings file."),
    QT_TRANSLATE_NOOP("Core", "It is a CouchDB {value}."),
    QT_TRANSLATE_NOOP("Core", "It is kept as {beside}."),
    QT_TRANSLATE_NOOP("Core", "It is kept unchanged. Please report this: {name}."),
    QT_TRANSLATE_NOOP(
        "Core", "It lies in {path}. This is only its beginning, kept unchanged; you may delete this folder."
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "It was in the way of {doing}. Please check the disk. Every photo stays where it is; it goes on by itself.",
    ),
    QT_TRANSLATE_NOOP(
        "Core", "Its setting {limit} is the limit ({error}: {value}). The photo stays in work, unchanged."
    ),
    QT_TRANSLATE_NOOP("Core", "Left “{name}” as somebody has changed it."),
    QT_TRANSLATE_NOOP("Core", "Made a name of its own there that can open this copy and nothing else: {user}."),
    QT_TRANSLATE_NOOP("Core", "Made the album “{name}”. Only administrators can see it until you name others."),
    QT_TRANSLATE_NOOP("Core", "Made the database “{database}”. Nobody but its administrators can see it."),
    QT_TRANSLATE_NOOP("Core", "Mended so far: {mended}."),
    QT_TRANSLATE_NOOP("Core", "More than {MOST} further folders are not possible."),
    QT_TRANSLATE_NOOP("Core", "Move {NAME} into the Applications folder first, then start it from there."),
    QT_TRANSLATE_NOOP("Core", "No folder is called “{name}”."),
    QT_TRANSLATE_NOOP("Core", "No original, no place and no serial number in {looked}."),
    QT_TRANSLATE_NOOP("Core", "Nothing answers at {netloc}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "Photos that still do: {count}. One yes mends them, and none disappears for it: “photospool copies mend”, or the Copies tab.",
    ),
    QT_TRANSLATE_NOOP("Core", "Photospool may not move photos in {folder}."),
    QT_TRANSLATE_NOOP("Core", "Photospool may not move photos out of {path}."),
    QT_TRANSLATE_NOOP("Core", "Photospool may not read {path}."),
    QT_TRANSLATE_NOOP("Core", "Please check the disk of {folder}. Every photo stays in work."),
    QT_TRANSLATE_NOOP("Core", "Please check the folder {folder}. Every photo stays where it is."),
    QT_TRANSLATE_NOOP("Core", "Please look at its settings{where}."),
    QT_TRANSLATE_NOOP("Core", "Please make room on the disk of {folder}. Every photo stays where it is."),
    QT_TRANSLATE_NOOP("Core", "Please make room there{left}. Every photo stays where it is; it goes on by itself."),
    QT_TRANSLATE_NOOP("Core", "Please report this {said}. Photos wait."),
    QT_TRANSLATE_NOOP("Core", "Please report this {said}. The photo stays in work, unchanged."),
    QT_TRANSLATE_NOOP("Core", "Please report this: it should not happen. {IN_WORK}."),
    QT_TRANSLATE_NOOP("Core", "Run “{LINE}” and start Photospool again."),
    QT_TRANSLATE_NOOP("Core", "Strangers see what they must not, in {looked}."),
    QT_TRANSLATE_NOOP("Core", "The album's server can't work now (error {status})."),
    QT_TRANSLATE_NOOP("Core", "The album's server could not take the photo ({said})."),
    QT_TRANSLATE_NOOP("Core", "The album's server {netloc} does not answer in time."),
    QT_TRANSLATE_NOOP("Core", "The certificate of {netloc} can't be trusted: {value}."),
    QT_TRANSLATE_NOOP("Core", "The connection to {netloc} was interrupted."),
    QT_TRANSLATE_NOOP("Core", "The database “{database}” is there."),
    QT_TRANSLATE_NOOP("Core", "The decoder for HEIC photos has known faults ({found}; {wanted} mends them)."),
    QT_TRANSLATE_NOOP("Core", "The disk of {done} loses files."),
    QT_TRANSLATE_NOOP("Core", "The disk of {folder} can only be read."),
    QT_TRANSLATE_NOOP("Core", "The disk of {folder} had a problem."),
    QT_TRANSLATE_NOOP("Core", "The disk of {work} loses files."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The file is kept unchanged among the photos that need attention. Please save a smaller copy (up to {value} megapixels) and add that.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The file is kept unchanged among the photos that need attention. Please tell the makers of Photospool: {name}.",
    ),
    QT_TRANSLATE_NOOP("Core", "The folder {path} has no name."),
    QT_TRANSLATE_NOOP("Core", "The folder “{name}” is not chosen yet."),
    QT_TRANSLATE_NOOP("Core", "The folders of “{name}” lie in one another."),
    QT_TRANSLATE_NOOP("Core", "The incoming folder {incoming} may not be read."),
    QT_TRANSLATE_NOOP("Core", "The mode of “{name}” is “move” or “copy”."),
    QT_TRANSLATE_NOOP("Core", "The name {host} can't be found."),
    QT_TRANSLATE_NOOP("Core", "The name {made_user} stays on the copy's server, where nobody knows its password."),
    QT_TRANSLATE_NOOP(
        "Core", "The names of {mended} files went to their originals' documents, where strangers don't see them."
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The server keeps photos in pieces of {value} KB{where}. In pieces of 1 MB, it would work half as long to take a photo and a quarter as long to give an original out again.",
    ),
    QT_TRANSLATE_NOOP("Core", "The server says: {value} Please ask who looks after it. Photos wait."),
    QT_TRANSLATE_NOOP("Core", "The settings file could not be read ({name})."),
    QT_TRANSLATE_NOOP("Core", "The system does not let {NAME} change what starts at login."),
    QT_TRANSLATE_NOOP("Core", "The way to {netloc} is not encrypted."),
    QT_TRANSLATE_NOOP("Core", "The work folder belongs to Photospool on {value}."),
    QT_TRANSLATE_NOOP("Core", "The work folder {work} is not the one that it was."),
    QT_TRANSLATE_NOOP("Core", "The {name} folder {folder} has become a link."),
    QT_TRANSLATE_NOOP("Core", "The {name} folder {folder} is not there."),
    QT_TRANSLATE_NOOP("Core", "There are {names}."),
    QT_TRANSLATE_NOOP("Core", "There is no database “{database}” yet, and {value} may not make it."),
    QT_TRANSLATE_NOOP("Core", "There is no database “{database}” yet."),
    QT_TRANSLATE_NOOP("Core", "There is no setting “{name}”."),
    QT_TRANSLATE_NOOP("Core", "There is too little room on the disk of {folder}."),
    QT_TRANSLATE_NOOP("Core", "This folder lies inside {first}."),
    QT_TRANSLATE_NOOP("Core", "This folder lies inside {second}."),
    QT_TRANSLATE_NOOP("Core", "This is the same folder as {first}."),
    QT_TRANSLATE_NOOP("Core", "Two folders are called “{name}”."),
    QT_TRANSLATE_NOOP("Core", "Where “{name}” lies is not chosen yet."),
    QT_TRANSLATE_NOOP("Core", "Work and done of “{name}” are chosen together."),
    QT_TRANSLATE_NOOP("Core", "{NAME} was started from where it was downloaded to."),
    QT_TRANSLATE_NOOP("Core", "{arrived} of {of} photos have arrived."),
    QT_TRANSLATE_NOOP("Core", "{folder} is not there."),
    QT_TRANSLATE_NOOP("Core", "{folder} may not be written to."),
    QT_TRANSLATE_NOOP(
        "Core", "{names}. “photospool album repair” mends photos of older programs; or make these photos Private."
    ),
    QT_TRANSLATE_NOOP("Core", "{name} can't be read ({strerror})."),
    QT_TRANSLATE_NOOP("Core", "{name} is not there any more."),
    QT_TRANSLATE_NOOP("Core", "{netloc} does not answer in https."),
    QT_TRANSLATE_NOOP("Core", "{path} and {name} lie in one another."),
    QT_TRANSLATE_NOOP("Core", "{path} can't be read."),
    QT_TRANSLATE_NOOP("Core", "{path} is a link, or belongs to somebody else, and is not read."),
    QT_TRANSLATE_NOOP("Core", "{path} is a link."),
    QT_TRANSLATE_NOOP("Core", "{path} is no file of Photospool's."),
    QT_TRANSLATE_NOOP("Core", "{path} is not a whole path."),
    QT_TRANSLATE_NOOP("Core", "{path} is not there."),
    QT_TRANSLATE_NOOP("Core", "{path} is the same folder as {name}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{some}{more}. “photospool album repair” mends photos of older programs; settle conflicts, or make these photos Private.",
    ),
    QT_TRANSLATE_NOOP("Core", "{value} HEIC photos go on until one of the two is taken away."),
    QT_TRANSLATE_NOOP("Core", "{value} Until then HEIC photos wait in incoming, and all others go on."),
    QT_TRANSLATE_NOOP("Core", "{value} can't be shown to strangers as they are, so nothing was published."),
    QT_TRANSLATE_NOOP(
        "Core", "{value} photos can't be moved: their bytes are lost or damaged in the album on this computer."
    ),
    QT_TRANSLATE_NOOP("Core", "{value} will be seen; nothing in them is for the album's own people only."),
    QT_TRANSLATE_NOOP("Core", "{what} It did so twice."),
    QT_TRANSLATE_NOOP("Core", "{where} Usual settings are used."),
    QT_TRANSLATE_NOOP("Core", "{work} has two done folders."),
    QT_TRANSLATE_NOOP("Core", "“{name}” gets only what stands on the list from now on."),
    QT_TRANSLATE_NOOP("Core", "“{name}” is paused."),
    QT_TRANSLATE_NOOP("Core", "“{name}” lies in the work or done folder of “{name_}”."),
    QT_TRANSLATE_NOOP("Core", "“{name}” of folder {number} can't be read."),
    QT_TRANSLATE_NOOP("Core", "“{section}” must be a section of the settings file."),
)


@lru_cache(maxsize=256)
def message_of(text: str) -> str:
    """The text as a message where it is one of these sentences, or several in a row; else as it is.

    The windows ask for the same few again and again, and most are none of these: what is known is not searched anew.
    """
    return _read(text, 0)


def _read(text: str, depth: int) -> str:
    if not text or depth > _DEPTH or len(text) > _LONGEST:
        return text
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            values = _values(found.groupdict(), depth)
            if template.startswith(_OF_A_FOLDER):
                values["name"] = called(str(values["name"]))
            return Message(text, template, values)
    for end in islice(re.finditer(r"[.!?] ", text), _ENDS):
        first, rest = text[: end.end() - 1], text[end.end() :]
        message = _read(first, depth + 1)
        if isinstance(message, Message):
            return joined(message, _read(rest, depth + 1))
    return text


def _values(found: Mapping[str, str], depth: int) -> dict[str, str | int]:
    return {name: _read(value, depth + 1) for name, value in found.items()}


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The most telling first: a place takes anything."""
    found: list[tuple[str, re.Pattern[str]]] = []
    for text in map(str, TEXTS):
        parts = [str(part) for part in PLACE.split(text)]
        places = (f"(?P<{part}>.*?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
        found.append((text, re.compile("".join(places), re.DOTALL)))
    return sorted(found, key=lambda pair: -len(PLACE.sub("", pair[0])))
