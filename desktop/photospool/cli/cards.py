"""``photospool folders card``: a card or a camera that is connected, and what the user says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from photospool.cli.console import out, photos
from photospool.config.kinds import taken
from photospool.config.known_cards import Answer, KnownCard, known
from photospool.config.profile import Profile
from photospool.engine.cards import CameraCard, CardContents, cards_here, contents_of
from photospool.engine.factory import card_scanner, folders_used, memory_of, pictured
from photospool.errors import SettingsError, SpoolError
from photospool.security.untrusted_text import LONGEST, said
from photospool.size_words import size_words
from photospool.system.disks.disks import disks_here


@dataclass(frozen=True, slots=True)
class CardStanding:
    """A card that is connected, or was and is remembered."""

    known: KnownCard
    card: CameraCard | None = None
    """None: it is not connected."""
    found: CardContents | None = None
    """None: it is not connected, or can't be read."""

    @property
    def does(self) -> str:
        """What becomes of its photos."""
        if self.known.answer is Answer.NEVER:
            return "a card; not proposed"
        if self.known.answer is Answer.ADD:
            return "a card; its new photos are copied and stay" + ("" if self.card else ", once it is connected")
        if self.found is None:
            return "a card; it can't be read"
        known_words = f", {self.found.known} were copied before" if self.found.known else ""
        return f"a card; {_new(self.found)} ({size_words(self.found.size)}){known_words}"

    @property
    def standing(self) -> str:
        """What can be said of it."""
        name = self.known.name
        if self.known.answer is Answer.NEVER:
            return f"“photospool folders card '{name}' --ask-again” takes that back"
        if self.known.answer is Answer.ADD or self.found is None or not self.found.new:
            return ""
        return f"“photospool folders card '{name}' --add” copies them"

    def as_json(self) -> dict[str, Any]:
        """As ``photospool folders --json`` has it."""
        return {
            "name": self.known.name,
            "path": str(self.card.folder) if self.card else "",
            "mode": "card",
            "connected": self.card is not None,
            "answer": self.known.answer.value,
            "new": self.found.new if self.found else None,
            "known": self.found.known if self.found else None,
        }


def cards_of(here: Profile) -> list[CardStanding]:
    """Those that are connected, then those of which something was said."""
    memory, kinds = memory_of(here.settings, here.places), taken(here.settings, here.memory)
    found = []
    try:
        for card in cards_here(disks_here(), folders_used(here.settings)):
            before = known(here.memory.cards, card.key)
            one = KnownCard(card.key, card.name, before.answer, before.told)
            try:
                found.append(
                    CardStanding(one, card, contents_of(card_scanner(card, here.settings, memory, pictured(kinds))))
                )
            except SpoolError:
                found.append(CardStanding(one, card))
    finally:
        memory.close()
    there = {one.known.key for one in found}
    away = [one for one in here.memory.cards if one.key not in there and one.answer is not Answer.NONE]
    return [*found, *(CardStanding(one) for one in away)]


def card(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="As “photospool folders” lists it.")],
    add: Annotated[bool, typer.Option("--add", help="Add what is new; it is copied and stays there.")] = False,
    never: Annotated[bool, typer.Option("--never", help="Not this one: it is not proposed again.")] = False,
    ask_again: Annotated[bool, typer.Option("--ask-again", help="Propose it again.")] = False,
) -> None:
    """Add what is new on a card or a camera that is connected, or say that it is not to be proposed again."""
    here: Profile = context.obj
    one = _found(cards_of(here), name)
    said_now = [
        answer for wanted, answer in ((add, Answer.ADD), (never, Answer.NEVER), (ask_again, Answer.NONE)) if wanted
    ]
    if len(said_now) > 1:
        raise SettingsError("NAME", "Say one of --add, --never and --ask-again.")
    if not said_now:
        where = f"  {said(one.card.folder, 4 * LONGEST)}" if one.card else "  not connected"
        out.print(f"{one.known.name}{where}\n{one.does}" + (f"\n{one.standing}" if one.standing else ""))
        return
    answer = said_now[0]
    if answer is Answer.ADD and not here.is_confirmed:
        raise SettingsError("NAME", "Nothing is taken yet.", "Say yes once with “photospool settings confirm”.")
    here.answering_card(one.known, answer)
    out.print(
        {
            Answer.ADD: "Good. A window that is open, or “photospool run”, copies its new photos; they stay there.",
            Answer.NEVER: f"“{one.known.name}” is not proposed any more.",
            Answer.NONE: f"“{one.known.name}” is proposed when it has new photos.",
        }[answer]
    )


def _found(cards: list[CardStanding], name: str) -> CardStanding:
    for one in cards:
        if name.casefold() == one.known.name.casefold():
            return one
    names = ", ".join(f"“{one.known.name}”" for one in cards)
    raise SettingsError(
        "NAME", f"No card is called “{name}”.", f"There are {names}." if names else "None is connected."
    )


def _new(found: CardContents) -> str:
    if found.videos or found.raw:
        return f"{photos(found.new, found.videos, found.raw)} that are new"
    return f"{found.new} new photo{'' if found.new == 1 else 's'}"
