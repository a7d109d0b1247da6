"""Why a file is in incoming still, and what can be done: one short sentence each."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from photospool.config.kinds import ASKED
from photospool.engine import size_limit
from photospool.engine.incoming_folder import LONE, NOTES, UNSURE
from photospool.engine.whereabouts import READY, StillThere
from photospool.gui.i18n.core_words import core
from photospool.gui.i18n.kind_words import only_words, size_words
from photospool.gui.state import Status
from photospool.photo import jxl_support
from photospool.photo.formats import RAW, SIDECARS, VIDEOS, kind_of_name
from photospool.photo.heif import WAITS
from photospool.spool import ignore, scanner


class Why(NamedTuple):
    """Why it stays, and what to do; either may be several sentences."""

    why: str
    advice: str


def where_words(one: StillThere) -> str:
    """In which folder, and how large: ``Incoming › trip · 2.4 MB``."""
    first = one.folder or QCoreApplication.translate("Folders", "Incoming")
    below = one.origin.replace("\\", "/").split("/")[:-1]
    return f"{' › '.join([first, *map(ignore.shown, below)])} · {size_words(one.size)}"


def why_words(one: StillThere, status: Status) -> Why:
    """Why this one is there still."""
    if one.reason == READY:
        return _ready(one, status)
    if one.reason == WAITS and status.decoder is not None:
        return Why(core(status.decoder.title), core(status.decoder.advice))
    if one.reason in size_limit.WORDS:
        title, advice = size_limit.WORDS[one.reason]
        return Why(core(title), core(advice))
    if one.reason == ignore.PASSED_OVER:
        return _passed_over(ignore.shown(ignore.passed_over(one.origin)))
    told = _told().get(one.reason)
    return told if told is not None else _of_a_kind(one, status)


def _ready(one: StillThere, status: Status) -> Why:
    pause = status.pause
    if pause is not None:
        return Why(core(pause.title), core(pause.advice))
    if status.stays is not None and status.stuck and status.stays.origin == one.origin:
        return Why(core(status.stays.title), core(status.stays.advice))
    return Why(
        QCoreApplication.translate("Whereabouts", "It is next to be taken."),
        QCoreApplication.translate("Whereabouts", "It goes into your album as soon as it is whole."),
    )


def _passed_over(folder: str) -> Why:
    translate = QCoreApplication.translate
    text = translate("Whereabouts", "It lies in the folder “{folder}”, which is left alone with all that is in it.")
    return Why(
        text.format(folder=folder),
        translate("Whereabouts", "If it is wanted in your album, add it with “Add files…”: its file stays there."),
    )


def _told() -> dict[str, Why]:
    translate = QCoreApplication.translate
    return {
        scanner.BEFORE: Why(
            translate("Whereabouts", "It lay there when you began, and only new ones are taken."),
            translate("Whereabouts", "Add it with “Add files…”, or take all of them: Settings › Folders."),
        ),
        scanner.KEPT: Why(
            translate("Whereabouts", "It was copied, and stays in this folder, as you chose."),
            translate("Whereabouts", "Nothing is to be done."),
        ),
        ignore.ONLINE_ONLY: Why(
            translate("Whereabouts", "Its bytes are not on this computer: its sync client keeps it online only."),
            translate("Whereabouts", "Have it downloaded in the file manager; it is taken by itself then."),
        ),
        scanner.EMPTY: Why(
            translate("Whereabouts", "It is empty: perhaps its bytes are still on their way."),
            translate("Whereabouts", "It is taken once it is whole. If it stays empty, please send it again."),
        ),
        scanner.UNREADABLE: Why(
            translate("Whereabouts", "Photospool may not read it."),
            translate("Whereabouts", "Please give yourself the right to read it. It goes on by itself."),
        ),
        scanner.LINK: Why(
            translate("Whereabouts", "It is a link to another file, and links are not followed."),
            translate("Whereabouts", "Put the file itself here, or add it with “Add files…”."),
        ),
        scanner.SPECIAL: Why(
            translate("Whereabouts", "It is no ordinary file."),
            translate("Whereabouts", "Nothing is to be done."),
        ),
        ignore.TEMPORARY: Why(
            translate("Whereabouts", "It has the name of a file that somebody is still writing."),
            translate("Whereabouts", "It is taken once it has its own name."),
        ),
        ignore.HIDDEN: Why(
            translate("Whereabouts", "It is hidden: its name begins with a dot."),
            translate("Whereabouts", "If it is wanted in your album, give it another name."),
        ),
        ignore.SYSTEM: Why(
            translate("Whereabouts", "It belongs to the system or to a sync client."),
            translate("Whereabouts", "Nothing is to be done."),
        ),
        WAITS: Why(
            translate("Whereabouts", "It waits for what opens HEIC."),
            translate("Whereabouts", "All others go on."),
        ),
        jxl_support.WAITS: Why(
            translate("Whereabouts", "It is a JPEG XL photo, and nothing here may open it."),
            translate(
                "Whereabouts", "It is taken once the extra “jxl” is installed, where the computer can close it in."
            ),
        ),
        LONE: Why(
            translate("Whereabouts", "It belongs to a photo, and waits for one of its name in the same folder."),
            translate("Whereabouts", "It is taken once that photo, and only one, is in your album."),
        ),
        UNSURE: Why(
            translate("Whereabouts", "It fits several photos that lay in its folder under one name."),
            translate("Whereabouts", "It is taken when it lies there beside the one that it belongs to."),
        ),
        NOTES: Why(
            translate("Whereabouts", "It tells of a whole album of a Google Takeout, and of no single photo."),
            translate("Whereabouts", "It may stay here: its title is a tag of the photos in its folder."),
        ),
        size_limit.UNASKED: Why(
            translate("Whereabouts", "It is large: the album's server is being asked whether it takes so much."),
            translate("Whereabouts", "It goes on by itself."),
        ),
    }


def _what_it_is(reason: str) -> str:
    """What a single file of a kind that is not taken is called; kind_words counts them."""
    translate = QCoreApplication.translate
    words = {
        "video": translate("Whereabouts", "This is a video."),
        "raw": translate("Whereabouts", "This is a camera's raw file."),
        "document": translate("Whereabouts", "This is a document."),
        "audio": translate("Whereabouts", "This is a sound file."),
        "drawing": translate("Whereabouts", "This is a drawing or a picture of another kind."),
        "archive": translate("Whereabouts", "This is an archive."),
        "sidecar": translate("Whereabouts", "This is a sidecar file."),
        "companion": translate("Whereabouts", "This is a file of another photo program."),
        "unknown": translate("Whereabouts", "This is a file of another kind."),
    }
    return words.get(reason, "")


def _of_a_kind(one: StillThere, status: Status) -> Why:
    translate = QCoreApplication.translate
    why = f"{_what_it_is(one.reason)} {only_words(status.kinds)}".strip()
    kind = kind_of_name(ignore.shown(one.path.name))
    if kind in ASKED and kind not in status.kinds:
        choices = {
            VIDEOS: translate("Whereabouts", "Settings › Photos and videos takes videos too."),
            RAW: translate("Whereabouts", "Settings › Photos and videos takes raw files too."),
            SIDECARS: translate("Whereabouts", "Settings › Photos and videos takes sidecars too."),
        }
        return Why(why, choices[kind])
    return Why(why, translate("Whereabouts", "It may stay here. If its name is wrong, give it the right one."))


def may_be_chosen(one: StillThere) -> bool:
    """Whether a choice in the settings would take it."""
    if one.reason == ignore.PASSED_OVER:
        return False
    return one.reason == scanner.BEFORE or kind_of_name(ignore.shown(one.path.name)) in ASKED
