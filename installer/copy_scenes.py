"""Copies of the album in every state, the public copy, and the dialogs about them, to be drawn and measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from installer.scene_parts import House, Scene, at_once
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from photospool.album.replication.models import (
    Carrying,
    Condition,
    Copy,
    CopyState,
    Direction,
    Endpoint,
    Films,
    Hindrance,
    Missing,
    Obstacle,
    Strangers,
    WithoutFilm,
)
from photospool.album.replication.models import CheckResult as CopyTick
from photospool.album.replication.public.publish import Preview, Shown
from photospool.config.settings import AlbumChoice
from photospool.errors import CopyRefused
from photospool.gui.replication.actions import Choice, LinkPhoto, LinkPreview, Previewed, Side
from photospool.gui.replication.add import AddCopyDialog
from photospool.gui.replication.card import CopyCard
from photospool.gui.replication.conflicts import ConflictsDialog
from photospool.gui.replication.mending import MendDialog
from photospool.gui.replication.move import MoveDialog
from photospool.gui.replication.password import PasswordDialog
from photospool.gui.replication.publish import PublishDialog
from photospool.gui.replication.qr_code import QrDialog
from photospool.gui.replication.remove import RemoveCopyDialog
from photospool.gui.replication.sharing import LetRunDialog, LinkPreviewDialog, PublicPhotosDialog
from photospool.gui.replication.videos_choice import VideosDialog
from photospool.gui.widgets.scroll_area import ScrollArea
from photospool.photo.public_film.reasons import WORDS, Reason

THERE = Endpoint("https://attic.example.org:6984", "photo", "photospool-1a2b3c4d-there")
ATTIC = Copy("1", "Attic", THERE, made_user=THERE.user)
CARD_WIDTH = 700
PUBLIC = replace(ATTIC, id="2", name="Public", is_public=True, direction=Direction.SEND)


def card_of(house: House, state: CopyState) -> CopyCard:
    """A card by itself, as high as the list of copies would give it."""
    made = CopyCard(house.here, state)
    made.setFixedWidth(CARD_WIDTH)
    made.setFixedHeight(made.heightForWidth(CARD_WIDTH))
    return made


def sharing(house: House) -> Iterator[Scene]:
    """What can be done with a public copy, and photos that two computers changed."""

    def mending() -> MendDialog:
        made = MendDialog(house.here)
        made._looking.forget()
        made._counted(1240)
        return made

    def torn() -> ConflictsDialog:
        made = ConflictsDialog(house.here)
        made._looking.forget()
        same = {"taken": "2013-05-01"}
        sides = (
            Side("2-a", {"descr": "At the sea, with Anna and the children", "cat": "Private"}, same),
            Side("2-b", {"descr": "Our first evening by the sea", "cat": "Friends/Family"}, same),
        )
        made._show(tuple(Choice(str(n), f"IMG_{n}.jpg", ("cat", "descr"), sides, b"") for n in range(3)))
        return made

    def shared() -> PublicPhotosDialog:
        made = PublicPhotosDialog(house.here)
        made.view.end()
        photos = tuple(Shown(str(n), f"IMG_{n}.jpg", "At the sea", "2013-05-01", ("sea", "sun")) for n in range(12))
        made.view._show(Previewed(Preview(photos), {}))
        made.view.list.setCurrentRow(1)
        return made

    def publishing(page: int) -> PublishDialog:
        album = AlbumChoice(url="http://127.0.0.1:5984", user="photospool")
        made = PublishDialog(house.here.with_settings(replace(house.here.settings, album=album)))
        made.view.end()
        made.view._show(Previewed(Preview(videos=1), {}))
        for _ in range(page):
            made.begin()
        return made

    def nothing_public() -> PublishDialog:
        made = PublishDialog(house.here)
        made.view.end()
        made.view._show(Previewed(Preview(()), {}))
        return made

    def code() -> QrDialog:
        return QrDialog(PUBLIC)

    def title() -> LinkPreviewDialog:
        made = LinkPreviewDialog(house.here, PUBLIC)
        made._asking.forget()
        photos = tuple(LinkPhoto(each * 32, f"IMG_{each}.jpg", "2026-07-01", "At the sea", b"") for each in "abc")
        made._known(LinkPreview("Our summer", "b" * 32, photos))
        return made

    yield "copy-mend", mending, at_once
    yield "copy-conflicts", torn, at_once
    yield "copy-public-photos", shared, at_once
    yield "copy-publish", lambda: publishing(2), at_once
    yield "copy-publish-videos", lambda: publishing(1), at_once
    yield "copy-publish-nothing", nothing_public, at_once
    yield "copy-code", code, at_once
    yield "copy-title", title, at_once
    yield "copy-videos", lambda: VideosDialog(house.here, PUBLIC), at_once
    yield "copy-let-run", lambda: LetRunDialog(PUBLIC), at_once


def _hindered(film: Missing) -> tuple[Missing, ...]:
    """A film with each reason why it can't be carried."""
    return tuple(replace(film, why=Hindrance(obstacle, "no films here", tries=3)) for obstacle in Obstacle)


def copies(house: House) -> Iterator[Scene]:
    """Copies in every state, and the dialogs about them."""
    attic, public, there = ATTIC, PUBLIC, THERE
    now = datetime.now().astimezone().isoformat()
    missing = (Missing("a", "IMG_4711.JPG", 8_123_456, is_original=True), Missing("b", "notes.jpg"))
    states = {condition.name.lower(): CopyState(attic, condition, 120, now, now) for condition in Condition}
    states["failing"] = replace(states["failing"], reason="db_not_found: could not open the database")
    states["missing"] = replace(states["up_to_date"], missing=missing)
    films = tuple(Missing(str(n), f"VID_{n}.MOV", 3_400_000_000, is_original=True) for n in range(3))
    states["to_carry"] = replace(states["up_to_date"], carrying=Carrying(films))
    states["carried"] = replace(states["up_to_date"], carrying=Carrying(films, now=films[0], sent=1_200_000_000))
    states["hindered"] = replace(states["up_to_date"], missing=_hindered(films[0]))
    states["public"] = replace(states["up_to_date"], copy=public)
    states["public_former"] = replace(states["up_to_date"], copy=replace(public, rules=1))

    def in_the_list(made: CopyCard) -> QWidget:
        """As the window shows it, on a window's ground: where its lines wrap there is room for all of them."""
        inner, outer = QWidget(), QWidget()
        column, around = QVBoxLayout(inner), QVBoxLayout(outer)
        column.addWidget(made)
        column.addStretch(1)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(ScrollArea(inner))
        outer.resize(720, 330)
        return outer

    def with_videos() -> QWidget:
        made = CopyCard(house.here, replace(states["public"], copy=replace(public, films=Films.SOUND)))
        without = (WithoutFilm("c", "MVI_0042.AVI", WORDS[Reason.CONTAINER]),)
        made.show_state(made.state, Strangers(True, 1240, now, 37, without))
        return in_the_list(made)

    def whose_page_fails() -> QWidget:
        made = CopyCard(house.here, states["public"])
        made.show_state(made.state, Strangers(True, 1240, now, page_fails="does not run there"))
        return in_the_list(made)

    def menu() -> QMenu:
        made = CopyCard(house.here, states["public"])
        house.owners.append(made)
        return made.deeds.menu

    def refused() -> AddCopyDialog:
        made = AddCopyDialog(house.here)
        made.form.url.setText(there.url)
        for title in ("It is a CouchDB 3.5.0.", "The database “photo” is there."):
            made.told(CopyTick(title))
        title = "The copy's server does not accept the name and the password."
        made.failed(CopyRefused(title, "Please give them again. Nothing was changed."))
        return made

    for name, state in states.items():
        yield f"copy-{name.replace('_', '-')}", lambda state=state: card_of(house, state), at_once
    yield "copy-public-videos", with_videos, at_once
    yield "copy-public-page-fails", whose_page_fails, at_once
    yield "copy-public-menu", menu, at_once
    yield "copy-add", lambda: AddCopyDialog(house.here), at_once
    yield "copy-add-refused", refused, at_once
    yield "copy-remove", lambda: RemoveCopyDialog(house.here, public), at_once
    yield "copy-password", lambda: PasswordDialog(attic), at_once
    yield (
        "copy-move",
        lambda: MoveDialog(house.here, couchdb=lambda: "http://127.0.0.1:5984"),
        lambda shown: bool(shown.form.url.text()),
    )
