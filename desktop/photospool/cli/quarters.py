"""How far a large file is, as a line at each quarter of the way: a terminal and a log bear no more."""

from __future__ import annotations

from rich.text import Text

from photospool import events
from photospool.size_words import size_words


class Quarters:
    """Remembers how far each file was."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}

    def line(self, event: events.Event) -> Text | None:
        """What is to be printed of this event, if anything."""
        match event:
            case events.BytesSent(of=of) if of:
                return self._reached(
                    event.job, event.name, 4 * event.sent // of, f"of {size_words(of)} are on their way"
                )
            case events.BytesCopied(of=of) if of:
                # One that comes into work has no job yet.
                key = f"copy of {event.job or event.name}"
                if event.is_over:
                    self._at.pop(key, None)
                    return None
                return self._reached(key, event.name, 4 * event.copied // of, f"of {size_words(of)} are copied")
            case _:
                return None

    def _reached(self, key: str, name: str, quarter: int, words: str) -> Text | None:
        before, self._at[key] = self._at.get(key, 0), quarter
        if quarter == 4:
            del self._at[key]
        if not before < quarter < 4:
            return None
        return Text.assemble(("… ", "dim"), name, (f"  {25 * quarter} % {words}", "dim"))
