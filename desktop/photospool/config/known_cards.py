"""Which cards and cameras this computer saw, and what the user said of each: remembered, and harmless to lose.

A card is known by its disk, wherever it appears. Losing it means that the user is asked once more.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

MOST: Final = 200
"""So many are remembered, the latest ones."""
MAX_NAME: Final = 200


class Answer(Enum):
    """What the user said of a card."""

    NONE = ""
    """Nothing yet, or nothing since all that lay there was copied."""
    ADD = "add"
    """Add its new photos: that goes on, also after it was taken out, until all are copied."""
    NEVER = "never"
    """Not this one."""


@dataclass(frozen=True, slots=True)
class KnownCard:
    """One card."""

    key: str
    """Stands for its disk."""
    name: str = ""
    answer: Answer = Answer.NONE
    told: int = 0
    """So many new photos were proposed: the same ones are told of once."""


def known(cards: Sequence[KnownCard], key: str) -> KnownCard:
    """What is remembered of one; nothing was said of one that is new."""
    return next((card for card in cards if card.key == key), KnownCard(key))


def with_card(cards: Sequence[KnownCard], card: KnownCard) -> tuple[KnownCard, ...]:
    """The list with this one as its latest."""
    return (*(other for other in cards if other.key != card.key), card)[-MOST:]


def answered(cards: Sequence[KnownCard], key: str, answer: Answer, name: str = "") -> tuple[KnownCard, ...]:
    """The list after the user said this of one."""
    before = known(cards, key)
    # Asked about again, it is proposed again.
    return with_card(cards, dataclasses.replace(before, name=name or before.name, answer=answer, told=0))


def from_json(found: object) -> tuple[KnownCard, ...]:
    """As ``to_json`` wrote it; what can't be read as a card is forgotten."""
    cards: tuple[KnownCard, ...] = ()
    for tree in found if isinstance(found, list) else ():
        try:
            told = max(0, int(tree.get("told", 0)))
            card = KnownCard(str(tree["key"]), str(tree.get("name", ""))[:MAX_NAME], Answer(tree.get("answer")), told)
        except (AttributeError, KeyError, TypeError, ValueError):
            continue
        cards = with_card(cards, card)
    return cards


def to_json(cards: Sequence[KnownCard]) -> list[dict[str, Any]]:
    """For the memory's file."""
    return [{**dataclasses.asdict(card), "answer": card.answer.value} for card in cards]
