"""Words for several incoming folders: what lies in each, why one can't be had, why one should not be emptied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photospool.config.kept_folders import WhyKept
from photospool.events import CardSeen, FolderSeen
from photospool.gui.i18n.core_words import core
from photospool.gui.i18n.kind_words import any_things, size_words, things
from photospool.photo.heif import WAITS
from photospool.spool.ignore import ONLINE_ONLY
from photospool.spool.scanner import KEPT, UNMOVED

if TYPE_CHECKING:
    from photospool.config.change_folders import Contents, RoomNeeded
    from photospool.config.more_folders import MoreFolder


def away_words(folders: Sequence[FolderSeen]) -> str:
    """Which can't be had, and what to do; each in a line."""
    return "\n".join(
        f"{name_of(folder)}: {core(folder.title)} {core(folder.advice)}" for folder in folders if _is_away(folder)
    )


def seen_words(folders: Sequence[FolderSeen]) -> str:
    """How the others stand, in one line."""
    return "  ·  ".join(words for folder in folders if not _is_away(folder) and (words := _standing(folder)))


def _is_away(folder: FolderSeen) -> bool:
    return bool(folder.title) and not folder.comes_and_goes


def name_of(folder: FolderSeen) -> str:
    """As the user calls it."""
    return folder.name or QCoreApplication.translate("Folders", "Incoming")


def _standing(folder: FolderSeen) -> str:
    translate = QCoreApplication.translate
    parts = []
    if folder.title:
        return translate("Folders", "{name}: not connected").format(name=name_of(folder))
    kept, online = folder.ignored.get(KEPT, 0), folder.ignored.get(ONLINE_ONLY, 0)
    held = folder.ignored.get(WAITS, 0) + folder.ignored.get(UNMOVED, 0)
    waiting = folder.ready + max(0, folder.waiting - online) + held  # as the strip counts them, all folders together
    if waiting:
        parts.append(translate("Folders", "%n waiting", "", waiting))
    if folder.keeps and (kept or not parts):
        parts.append(translate("Folders", "%n kept in place", "", kept))
    if online:
        parts.append(translate("Folders", "%n online only", "", online))
    if not parts:
        return ""
    return f"{name_of(folder)}: {', '.join(parts)}"


def card_title(name: str, new: int, videos: int = 0, raw: int = 0) -> str:
    """What a card has; of the new ones, so many are videos, and so many raw files."""
    if videos or raw:
        text = QCoreApplication.translate("Folders", "{name}: {things}, new", "", new)
        return text.format(name=name, things=things(new - videos - raw, videos, raw))
    return QCoreApplication.translate("Folders", "{name}: %n new photo(s)", "", new).format(name=name)


def card_words(card: CardSeen) -> str:
    """What is proposed, and what was copied before."""
    translate = QCoreApplication.translate
    words = translate("Folders", "A card or a camera is connected. Its photos are copied ({size}), and stay on it.")
    if card.videos or card.raw:
        words = translate(
            "Folders", "A card or a camera is connected. What is new there is copied ({size}), and stays on it."
        )
    words = words.format(size=size_words(card.size))
    if card.known:
        words += " " + translate("Folders", "%n more there was/were copied before.", "", card.known)
    return words


def card_done_words(
    name: str, photos: int, left: int, *, videos_too: bool = False, sidecars_left: int = 0
) -> tuple[str, str]:
    """That a card may be taken out: title and details."""
    translate = QCoreApplication.translate
    title = translate("Folders", "{name} may be taken out").format(name=name)
    body = translate("Folders", "%n photo(s) is/are copied, or was/were in your album already.", "", photos)
    if videos_too:
        body = translate("Folders", "{things} are copied, or were in your album already.", "", photos)
        body = body.format(things=any_things(photos, videos_too=True))
    if left:
        body += " " + translate("Folders", "%n could not be read, and is/are on the card alone.", "", left)
    if sidecars_left:
        body += " " + translate(
            "Folders", "%n sidecar(s) has/have no photo there, and stay(s) on the card alone.", "", sidecars_left
        )
    return title, body


def way_words(folder: MoreFolder) -> str:
    """What becomes of the photos of a further folder."""
    if folder.keeps:
        return QCoreApplication.translate("Folders", "copied, and kept in place")
    return QCoreApplication.translate("Folders", "moved")


def why_words(why: WhyKept) -> str:
    """Why photos should stay in a folder."""
    translate = QCoreApplication.translate
    return {
        WhyKept.ICLOUD_PHOTOS: translate(
            "Folders", "This is iCloud Photos: what is moved out of it leaves all your devices."
        ),
        WhyKept.SHARED: translate("Folders", "This folder is shared: others would miss what is moved out of it."),
        WhyKept.BISYNC: translate(
            "Folders", "rclone bisync keeps this folder in step: it stops once many files are gone from one side."
        ),
        WhyKept.UNISON: translate(
            "Folders", "unison keeps this folder in step: it stops once all files are gone from one side."
        ),
        WhyKept.CARD: translate("Folders", "This is a camera's card."),
        WhyKept.NETWORK: translate("Folders", "This folder lies on another computer, where others may read it."),
    }[why]


def contents_words(found: Contents) -> str:
    """How many of each kind, how much, and what is not on this computer."""
    text = QCoreApplication.translate("Folders", "There now: {things}, {size}.")
    words = text.format(things=things(*found.counts), size=size_words(found.size))
    if found.online_only:
        words += " " + _online(found.online_only)
    return words


def _online(count: int) -> str:
    return QCoreApplication.translate(
        "Folders", "%n of them are online only, and are taken once they are on this computer.", "", count
    )


def room_words(room: RoomNeeded) -> str:
    """What all that will need on one disk, and what is free there."""
    text = QCoreApplication.translate(
        "Folders", "What lies there needs {needed} on the disk of “{folder}”; {free} are free."
    )
    if room.has_pictures:
        text = QCoreApplication.translate(
            "Folders",
            "With the small pictures that the album makes, what lies there needs {needed} on the disk of “{folder}”; "
            "{free} are free.",
        )
    return text.format(needed=size_words(room.needed), folder=room.folder, free=size_words(room.free))
