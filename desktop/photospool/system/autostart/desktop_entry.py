"""The Exec line of a desktop entry: written so that every path survives, and read back.

https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLAIN = re.compile(r"[\w@%+=:,./-]+\Z")
_TEXT_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_READ_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r"}


def exec_line(command: Sequence[str]) -> str:
    """A command as the value of ``Exec=``."""
    if "%" in command[0]:
        # GLib looks for the program before it turns %% into %, and does not find it. So env is the program.
        command = ["/usr/bin/env", *command]
    quoted = " ".join(_quoted(word) for word in command)
    # The quoting above and the escapes of any text in a desktop entry are two layers.
    return "".join(_TEXT_ESCAPES.get(letter, letter) for letter in quoted)


def command_of(value: str) -> list[str]:
    """The command that a value of ``Exec=`` stands for; field codes such as ``%U`` stay as they are."""
    text = re.sub(r"\\(.)", lambda found: _READ_ESCAPES.get(found[1], found[1]), value)
    words, word, is_quoted, is_word = [], "", False, False
    letters = iter(text)
    for letter in letters:
        if letter == '"':
            is_quoted, is_word = not is_quoted, True
        elif letter == "\\" and is_quoted:
            word += next(letters, "")
        elif letter == " " and not is_quoted:
            if is_word or word:
                words.append(word)
            word, is_word = "", False
        else:
            word += letter
    if is_word or word:
        words.append(word)
    words = [word.replace("%%", "%") for word in words]
    return words[1:] if words[:1] == ["/usr/bin/env"] else words


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if _PLAIN.match(word):
        return word
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'
