"""The words of a notification, in the user's language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from photospool.events import Pause
from photospool.gui.i18n.core_words import core
from photospool.gui.i18n.folder_words import card_done_words, card_title
from photospool.gui.i18n.kind_words import things
from photospool.gui.notifications.grouping import CardDone, CardNews, CopyTrouble, NoticeBatch, Outage, Stop
from photospool.gui.notifications.notice import Action, Go, Notice, Slot


def notice_of(
    told: NoticeBatch | Outage | Stop | CopyTrouble | CardNews | CardDone, picture: Path | None = None
) -> Notice:
    """What is shown for what is told."""
    match told:
        case NoticeBatch():
            return _of_photos(told, picture)
        case Outage():
            body = QCoreApplication.translate(
                "Notifications", "Photos and videos wait where they are. It goes on by itself."
            )
            show = QCoreApplication.translate("Notifications", "Show")
            return Notice(Slot.OUTAGE, core(told.title), body, Go.WINDOW, (Action(Go.WINDOW, show),))
        case CopyTrouble():
            title = QCoreApplication.translate("Notifications", "The copy “{name}” needs a look").format(name=told.copy)
            body = f"{core(told.title)} {core(told.advice)}"
            show = QCoreApplication.translate("Notifications", "Show")
            return Notice(Slot.COPY, title, body, Go.COPIES, (Action(Go.COPIES, show),))
        case CardNews():
            title = card_title(told.name, told.new, told.videos, told.raw)
            body = QCoreApplication.translate(
                "Notifications", "Add what is new to your album? All of it stays on the card, too."
            )
            show = QCoreApplication.translate("Notifications", "Show")
            return Notice(Slot.CARD, title, body, Go.WINDOW, (Action(Go.WINDOW, show),))
        case CardDone():
            title, body = card_done_words(
                told.name, told.photos, told.left, videos_too=told.videos_too, sidecars_left=told.sidecars_left
            )
            show = QCoreApplication.translate("Notifications", "Show")
            return Notice(Slot.CARD, title, body, Go.RECENT, (Action(Go.RECENT, show),))
        case Stop():
            return _of_stop(told)


def goes_on_notice(*, is_set_up: bool) -> Notice:
    """What is said once, when the window is closed for the first time."""
    body = (
        QCoreApplication.translate(
            "Notifications",
            "Its window is closed; photos and videos go on into your album. A click on its icon shows the window "
            "again, its menu ends Photospool.",
        )
        if is_set_up
        else QCoreApplication.translate(
            "Notifications",
            "Its window is closed. Photospool is not set up yet: nothing moves before that. A click on its icon shows "
            "the window again, its menu ends it.",
        )
    )
    return Notice(
        Slot.GOES_ON,
        QCoreApplication.translate("Notifications", "Photospool goes on in the tray"),
        body,
        Go.WINDOW,
        (Action(Go.WINDOW, QCoreApplication.translate("Notifications", "Show")),),
    )


def test_notice(picture: Path | None = None) -> Notice:
    """What the settings' test button sends."""
    return Notice(
        Slot.TEST,
        QCoreApplication.translate("Notifications", "This is how Photospool tells you something"),
        QCoreApplication.translate("Notifications", "A click on it shows the window."),
        Go.WINDOW,
        (Action(Go.WINDOW, QCoreApplication.translate("Notifications", "Show")),),
        picture,
    )


def _of_photos(batch: NoticeBatch, picture: Path | None) -> Notice:
    show = QCoreApplication.translate("Notifications", "Show")
    if batch.set_aside:
        title = QCoreApplication.translate("Notifications", "{things} need your attention", "", batch.set_aside)
        title = title.format(things=_things(batch, 2))
        others = _ends(batch)
        body = "\n".join(others if others and batch.set_aside > 1 else [f"{batch.name}: {core(batch.why)}", *others])
        return Notice(Slot.PHOTOS, title, body, Go.ISSUES, (Action(Go.ISSUES, show),), picture)
    if batch.added:
        title = QCoreApplication.translate("Notifications", "{things} added to your album")
        title = title.format(things=_things(batch, 0))
    else:
        title = _already_there(batch)
    album = QCoreApplication.translate("Notifications", "Open album")
    actions = (Action(Go.ALBUM, album), Action(Go.RECENT, show))
    return Notice(Slot.PHOTOS, title, _names(batch), Go.RECENT, actions, picture)


def _ends(batch: NoticeBatch) -> list[str]:
    """What became of the others, a line each."""
    lines = []
    if batch.added:
        lines.append(QCoreApplication.translate("Notifications", "{things} added").format(things=_things(batch, 0)))
    if batch.already_there:
        lines.append(_already_there(batch))
    return lines


def _already_there(batch: NoticeBatch) -> str:
    text = QCoreApplication.translate("Notifications", "{things} already in your album")
    return text.format(things=_things(batch, 1))


def _things(batch: NoticeBatch, which: int) -> str:
    """In the order of ``batch.videos``."""
    count, videos = (batch.added, batch.already_there, batch.set_aside)[which], batch.videos[which]
    return things(count - videos, videos)


def _names(batch: NoticeBatch) -> str:
    count = batch.added or batch.already_there  # of those that the title speaks of
    name = batch.name
    if count > 1:
        more = QCoreApplication.translate("Notifications", "{name} and %n more", "", count - 1)
        name = more.format(name=name)
    if batch.added and batch.already_there:
        were = QCoreApplication.translate("Notifications", "%n was/were already there", "", batch.already_there)
        name = f"{name}\n{were}"
    return name


def _of_stop(stop: Stop) -> Notice:
    if stop.reason is None:
        title = QCoreApplication.translate("Notifications", "Photospool has stopped by a mistake of its own")
        body = QCoreApplication.translate(
            "Notifications", "Your photos and videos are safe. The window can start it again."
        )
        show = QCoreApplication.translate("Notifications", "Show")
        return Notice(
            Slot.STOP, core(stop.title) or title, core(stop.advice) or body, Go.WINDOW, (Action(Go.WINDOW, show),)
        )
    go = Go.ALBUM_SETTINGS if stop.reason is Pause.REFUSED else Go.FOLDERS
    fix = QCoreApplication.translate("Notifications", "Fix…")
    return Notice(Slot.STOP, core(stop.title), core(stop.advice), go, (Action(go, fix),))
