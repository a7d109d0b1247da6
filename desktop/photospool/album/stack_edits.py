"""What a person says of a stack: take it apart, put it together again, show another one of it.

Said in the documents, so that it holds on every machine and no look undoes it. For any album.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from photospool.album.base import NotThere
from photospool.album.documents import PART_OF, TRASH, Document
from photospool.album.stack_links import StackLinker, StackShelf
from photospool.album.stacks import Member, put_together, shown_first, taken_apart
from photospool.album.store_photo import Pause, Tries
from photospool.album.views import is_part
from photospool.errors import StoreInterrupted


def take_apart(album: StackShelf, photo_id: str, *, pause: Pause = time.sleep) -> int:
    """Of the shown one: all its parts; of a part: this one. How many stand alone now.

    Raises NotThere where there is no such photo, what the album raises, StoreInterrupted.
    """

    def said(shown_id: str, members: Sequence[Member]) -> list[Document]:
        parts = [member for member in members if member.id != shown_id]
        meant = parts if photo_id == shown_id else [member for member in parts if member.id == photo_id]
        return [taken_apart(member.photo) for member in meant]

    return _edited(album, photo_id, said, pause)


def show_first(album: StackShelf, photo_id: str, *, pause: Pause = time.sleep) -> int:
    """Let this one of its stack be shown; how many documents changed. Raises as ``take_apart``.

    None where it lies in the trash: all others would follow it there.
    """

    def said(shown_id: str, members: Sequence[Member]) -> list[Document]:
        chosen = next((member for member in members if member.id == photo_id), None)
        is_there = chosen is not None and chosen.photo.get("cat") != TRASH
        return shown_first(members, photo_id) if is_there and photo_id != shown_id else []

    return _edited(album, photo_id, said, pause)


def put_back_together(album: StackShelf, photo_id: str, *, pause: Pause = time.sleep) -> int:
    """Forget that this one was taken apart, and look for what belongs to it; how many are parts now that were not.

    Raises as ``take_apart``.
    """

    def said(_shown_id: str, members: Sequence[Member]) -> list[Document]:
        return [wanted for member in members if (wanted := put_together(member.photo)) != member.photo]

    _edited(album, photo_id, said, pause)
    return StackLinker(album, pause=pause).of_photos([photo_id]).parts


def stack(album: StackShelf, photo_id: str) -> tuple[str, list[Member]]:
    """The id of the one that is shown, and all members of the stack that a photo is in, that one first.

    Raises NotThere where there is no such photo.
    """
    one = _member(album, photo_id)
    if one is None:
        raise NotThere("missing")
    shown_id = str(one.photo[PART_OF]) if is_part(one.photo) else photo_id
    ids = [row["id"] for row in album.view("parts", key=shown_id, reduce=False)["rows"]]
    found = [_member(album, name) for name in dict.fromkeys([shown_id, *ids, photo_id])]
    return shown_id, [member for member in found if member is not None]


def _member(album: StackShelf, photo_id: str) -> Member | None:
    return Member.of(album.listed([photo_id])[photo_id])


def _edited(
    album: StackShelf, photo_id: str, said: Callable[[str, Sequence[Member]], list[Document]], pause: Pause
) -> int:
    tries = Tries(pause)
    while True:
        wanted = said(*stack(album, photo_id))
        if not any("error" in row for row in album.bulk(wanted)):
            return len(wanted)
        if not tries.again():
            raise StoreInterrupted(
                "Somebody else changes the same thing in the album again and again.",
                "Nothing is lost. Please try again when that has ended.",
            )
