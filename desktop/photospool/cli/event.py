"""Commands about the current event: what photos that arrive now belong to."""

from __future__ import annotations

import dataclasses
import re
import time
from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import Annotated

import typer

from photospool.cli.console import out, show_json
from photospool.config import app_state
from photospool.config.current_event import CurrentEvent, as_json, in_hours
from photospool.config.profile import Profile
from photospool.errors import SettingsError

commands = typer.Typer(no_args_is_help=False, help="Show, begin and end the current event.")
_FOR_HOURS = re.compile(r"(\d{1,3})\s*h", re.IGNORECASE)


@commands.callback(invoke_without_command=True)
def show(
    context: typer.Context, as_json_: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False
) -> None:
    """Say what photos that arrive now belong to."""
    if context.invoked_subcommand is not None:
        return
    here: Profile = context.obj
    event = here.memory.event
    is_on = event.is_on(time.time())
    if as_json_:
        show_json(as_json(event) if is_on else None)
    else:
        out.print(sentence(event) if is_on else "There is no event now.")


@commands.command("set")
def begin(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Such as “Wedding”; becomes a tag.")],
    until: Annotated[str, typer.Option(help="23:00, 4h, or 2013-05-01T23:00.")],
    tags: Annotated[str, typer.Option(help="Further ones, separated by commas.")] = "",
    category: Annotated[str, typer.Option(help="Private, Friends/Family or a name of your own; never Public.")] = "",
) -> None:
    """Begin an event: what is taken from incoming until its end gets its tags and category."""
    here: Profile = context.obj
    now = datetime.now()
    event = CurrentEvent(
        name=name.strip(),
        keywords=tuple(word.strip() for word in tags.split(",") if word.strip()),
        category=category.strip(),
        until=when(until, now).timestamp(),
    )
    for problem in event.validate(now.timestamp()):
        raise problem
    app_state.keep(here.places.memory, lambda known: dataclasses.replace(known, event=event))
    out.print(sentence(event))


@commands.command()
def clear(context: typer.Context) -> None:
    """End the event now; what has it already keeps it."""
    here: Profile = context.obj
    app_state.keep(here.places.memory, lambda known: dataclasses.replace(known, event=CurrentEvent()))
    out.print("There is no event now.")


def sentence(event: CurrentEvent) -> str:
    """One line about an event."""
    tags = ", ".join(event.all_keywords)
    until = datetime.fromtimestamp(event.until)
    return (
        f"{event.name}: {tags or 'no tags'} · {event.category or 'the usual category'} · until {until:%Y-%m-%d %H:%M}"
    )


def when(text: str, now: datetime) -> datetime:
    """The end that somebody typed: the next 23:00, in 4 hours, or a day and a time.

    Raises SettingsError.
    """
    text = text.strip()
    if hours := _FOR_HOURS.fullmatch(text):
        return in_hours(now, int(hours[1]))
    try:
        at = time_of_day.fromisoformat(text)
        if at.tzinfo is None:
            found = datetime.combine(now.date(), at)
            return found if found > now else found + timedelta(days=1)
    except ValueError:
        pass
    try:
        found = datetime.fromisoformat(text)
        # Of another time zone it is the same moment here; and not every year has one that the system can count to.
        return datetime.fromtimestamp(found.timestamp())
    except (ValueError, OverflowError, OSError):
        raise SettingsError("--until", "This is no time.", "It looks like 23:00, 4h or 2013-05-01T23:00.") from None
