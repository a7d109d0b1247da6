"""What the core says (titles and advice of errors, facts, check results) in the user's language.

The core speaks English. A message (photospool.messages) brings its template and what stands in it; any other sentence
is its own template. What is not known is shown as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from photospool.gui.i18n import former_sentences
from photospool.messages import Message, filled
from photospool.photo.metadata import public_fields

_DIFFERS = "…"


def core(text: str) -> str:
    """A sentence of the core, or several in a row, in the user's language."""
    if isinstance(text, Message):
        return _translated(text)
    if not text:
        return ""
    told = QCoreApplication.translate("Core", text)
    if told != text:
        return told
    former = _message(text)
    return _translated(former) if isinstance(former, Message) else text


def strangers_see() -> str:
    """What strangers will see of a public photo, and what never: the one sentence of window, page and command line."""
    return f"{core(public_fields.SEEN)} {core(public_fields.NEVER_SEEN)} {core(public_fields.OF_VIDEOS)}"


def kind_of(text: str) -> str:
    """The sentence without what was filled in: the same of two that differ in nothing else. Takes no Qt."""
    message = _message(text)
    if not isinstance(message, Message):
        return text
    inner = {name: kind_of(value) for name, value in message.values.items() if isinstance(value, Message)}
    return filled(message.template, inner)


def of_kind(texts: Sequence[str]) -> str:
    """One sentence for several of one kind, in the user's language; an ellipsis stands where they differ."""
    return core(_shared([_message(text) for text in texts]))


def _message(text: str) -> str:
    """What it was made of, also of an earlier version's finished English where that is known."""
    return text if isinstance(text, Message) else former_sentences.message_of(text)


def _shared(texts: Sequence[str]) -> str:
    first = texts[0]
    if all(text == first for text in texts):
        return first
    alike = [text for text in texts if isinstance(text, Message) and isinstance(first, Message)]
    if len(alike) < len(texts) or any(text.template != alike[0].template for text in alike):
        return _DIFFERS
    values = {name: _shared_value([text.values.get(name, "") for text in alike]) for name in alike[0].values}
    return Message(filled(alike[0].template, values), alike[0].template, values)


def _shared_value(values: Sequence[str | int]) -> str | int:
    if all(value == values[0] for value in values):
        return values[0]
    return _shared([str(value) if isinstance(value, int) else value for value in values])


def _translated(message: Message) -> str:
    values = {name: _value(value) for name, value in message.values.items()}
    count = message.values.get("n")
    if not isinstance(count, int):
        return filled(QCoreApplication.translate("Core", message.template), values)
    template = message.template.replace("{n}", "%n")
    told = QCoreApplication.translate("Core", template, "", count)
    is_known = told != template.replace("%n", str(count))
    return filled(told, values) if is_known else str(message)


def _value(value: str | int) -> str | int:
    """A name stays as it is, also one that is a word of ours, such as an album that is called “done”."""
    if isinstance(value, str) and (isinstance(value, Message) or value.endswith((".", "!", "?"))):
        return core(value)
    return value
