"""How far a large file is, as a line at each quarter of the way: a terminal and a log bear no more."""

from __future__ import annotations

from rich.text import Text

from photospool import events
from photospool.cli.console import as_size


class Quarters:
    """Remembers how far each file was."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}

    def line(self, event: events.Event) -> Text | None:
        """What is to be printed of this event, if anything."""
        if not isinstance(event, events.BytesSent) or not event.of:
            return None
        quarter = 4 * event.sent // event.of
        before, self._at[event.job] = self._at.get(event.job, 0), quarter
        if quarter == 4:
            del self._at[event.job]
        if not before < quarter < 4:
            return None
        told = f"  {25 * quarter} % of {as_size(event.of)} are on their way"
        return Text.assemble(("… ", "dim"), event.name, (told, "dim"))
