"""Keep an album's stacks whole while the program runs: halves that another machine brought, and what people changed.

Cheap while nothing happens: the list of changes says what to look at; all of it at the start and once a day.
"""

from __future__ import annotations

from typing import Final, Protocol

from photospool.album.documents import original_id
from photospool.album.stack_links import Linked, StackLinker

NOW: Final = "now"
"""What ``changed_since`` takes for "from here on"."""
_AT_ONCE: Final = 500
_MOST_PAGES: Final = 20
"""Of changes in one round; the rest comes with the next."""


class ChangingShelf(Protocol):
    """An album that says what changed in it; both albums do."""

    def changed_since(self, since: str, limit: int) -> tuple[list[str], str]:
        """Ids of documents that changed after that, oldest first, and what to ask the next time."""
        ...


class StackWatch:
    """For one album; called from one thread."""

    def __init__(self, album: ChangingShelf, linker: StackLinker) -> None:
        self._album = album
        self._linker = linker
        self._since = ""

    def daily(self) -> Linked:
        """Look at all of it. Raises what the album raises, StoreInterrupted."""
        since = self._album.changed_since(NOW, 1)[1]
        found = self._linker.of_all()
        self._since = since
        return found

    def often(self) -> Linked:
        """Look at what changed. Raises what the album raises, StoreInterrupted."""
        if not self._since:
            return self.daily()
        found = Linked()
        for _ in range(_MOST_PAGES):
            ids, since = self._album.changed_since(self._since, _AT_ONCE)
            found += self._linker.of_photos(
                {one.removeprefix(original_id("")) for one in ids if not one.startswith("_")}
            )
            self._since = since
            if len(ids) < _AT_ONCE:
                break
        return found
