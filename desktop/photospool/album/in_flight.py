"""Two photos at a time, told in their order: while one is hashed or written, the next is on its way.

More than two gain little and ask more of a small server. What is done with a photo is the caller's.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Final, Generic, TypeVar

from photospool.errors import AlbumUnavailable

One = TypeVar("One")
Done = TypeVar("Done")
AT_ONCE: Final = 2


class InFlight(Generic[One, Done]):
    """Does the same with each of many, two at a time. What one raises is raised at its turn, and ends the others."""

    def __init__(self, do: Callable[[One], Done], *, alike: Callable[[One], Hashable] = lambda _one: None) -> None:
        """Those that are ``alike``, by anything but None, are done one after the other, in their order."""
        self._do = do  # set once, no lock
        self._alike = alike  # set once, no lock
        self._stop = threading.Event()

    def of(self, many: Iterable[One]) -> Generator[tuple[One, Done], None, None]:
        """Each with its result, in the order of ``many``; ``close()`` it to end what is under way."""
        waiting: deque[tuple[One, Future[Done]]] = deque()
        last: dict[Hashable, Future[Done]] = {}
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="album-reading") as pool:
            try:
                for one in many:
                    kind = self._alike(one)
                    future = pool.submit(self._done_after, None if kind is None else last.get(kind), one)
                    last = {known: found for known, found in last.items() if not found.done()} | {kind: future}
                    waiting.append((one, future))
                    if len(waiting) > AT_ONCE:
                        first, found = waiting.popleft()
                        yield first, found.result()
                while waiting:
                    first, found = waiting.popleft()
                    yield first, found.result()
            finally:
                self._stop.set()
                pool.shutdown(wait=False, cancel_futures=True)

    def _done_after(self, before: Future[Done] | None, one: One) -> Done:
        if before is not None:
            wait([before])  # begun earlier, so that it ends whatever becomes of us
        return self._do(one)

    def watched(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The same chunks, as long as somebody wants them: for what ``do`` reads, so that an end comes at once.

        Raises AlbumUnavailable once nobody does.
        """
        for chunk in chunks:
            if self._stop.is_set():
                raise AlbumUnavailable("It was stopped.", "Nothing was changed; begin again to go on.")
            yield chunk
