"""Draws the rooms of the program and the imports between them, from the code, into docs/design.md.

python3 installer/dev.py docs    writes it, with the pages of commands and settings

A room is a package (``album/couchdb``) or, where it has no package of its own, a module of the root. An arrow is one
import of a module of another room. Circles between rooms are an error, whatever the import contracts allow.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "desktop" / "photospool"
BEGIN, END = "<!-- rooms: drawn by installer/rooms.py -->", "<!-- end of rooms -->"
WHOLE = ("cli", "gui", "photo", "spool", "system", "engine", "config", "demo", "security")
"""Packages that are drawn as one room; of ``album`` each inner package is one."""

Arrows = Counter[tuple[str, str]]
"""(from, to) → imports."""


def room_of(module: str) -> str:
    """The room of a module, named without ``photospool.``: ``album.couchdb.client`` → ``album/couchdb``."""
    parts = module.split(".")
    if parts[0] == "album" and len(parts) > 1 and (SOURCE / "album" / parts[1]).is_dir():
        return f"album/{parts[1]}"
    return parts[0] if parts[0] in WHOLE or parts[0] == "album" else module


def modules() -> dict[str, Path]:
    """Every module of the program by its name without ``photospool.``."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def arrows() -> Arrows:
    """All imports that lead from one room to another."""
    there, found = modules(), Counter[tuple[str, str]]()
    for name, path in there.items():
        if not name:
            continue
        for target in _imported(path, there):
            here, other = room_of(name), room_of(target)
            if target and here != other:
                found[here, other] += 1
    return found


def _imported(path: Path, there: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "photospool":
            base = node.module.partition(".")[2]
            for alias in node.names:
                whole = f"{base}.{alias.name}" if base else alias.name
                yield whole if whole in there else base


def circle(found: Arrows) -> list[str]:
    """The rooms of one circle, in order; empty where there is none."""
    leads: dict[str, list[str]] = {}
    for here, other in found:
        leads.setdefault(here, []).append(other)
    done: set[str] = set()

    def walk(room: str, way: list[str]) -> list[str]:
        if room in way:
            return way[way.index(room) :]
        if room in done:
            return []
        for other in leads.get(room, ()):
            if round_ := walk(other, [*way, room]):
                return round_
        done.add(room)
        return []

    return next((found for room in sorted(leads) if (found := walk(room, []))), [])


def diagram() -> str:
    """The rooms as a Mermaid flowchart; errors, events, messages and others that all use are left out of the arrows."""
    found = arrows()
    everywhere = {"errors", "events", "messages", "security", "size_words"}
    lines = ["```mermaid", "flowchart TD"]
    rooms = sorted({room for pair in found for room in pair} - everywhere)
    lines += [f'    {_id(room)}["{room}"]' for room in rooms]
    shown = sorted(pair for pair in found if not everywhere & set(pair))
    lines += [f"    {_id(here)} --> {_id(other)}" for here, other in shown]
    lines += ["```", ""]
    lines.append(
        f"{len(rooms)} rooms and {len(shown)} arrows; `errors`, `events`, `messages`, `security` and `size_words`, "
        "which every room may use, are not drawn."
    )
    return "\n".join(lines)


def _id(room: str) -> str:
    return room.replace("/", "_").replace("__main__", "start")


def page(text: str) -> str:
    """The design page with today's drawing between its marks."""
    before, rest = text.split(BEGIN, 1)
    return f"{before}{BEGIN}\n{diagram()}\n{END}{rest.split(END, 1)[1]}"


def clashes() -> list[str]:
    """Names that two places share: a module's within one layer, a class's anywhere. A sentence for each."""
    return [*_modules_twice(), *_classes_twice()]


SAME_WORK = {"album", "__init__"}
"""The two albums answer the same calls, so both have a module of this name."""


def _modules_twice() -> Iterator[str]:
    places: dict[tuple[str, str], list[str]] = {}
    for name in modules():
        layer, _, rest = name.partition(".")
        last = rest.rpartition(".")[2]
        if rest and last not in SAME_WORK:
            places.setdefault((layer, last), []).append(name)
    for (layer, last), names in sorted(places.items()):
        others = [name for name in names if f"{name}.{last}" not in names]  # window/window.py gives its room the name
        if len(others) > 1:
            yield f"{layer} has {len(names)} modules named {last}: {', '.join(sorted(names))}"


def _classes_twice() -> Iterator[str]:
    places: dict[str, set[str]] = {}
    for module, path in modules().items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, set()).add(module)
    for name, found in sorted(places.items()):
        if len(found) > 1:
            yield f"{len(found)} classes are named {name}: in {', '.join(sorted(found))}"


def check() -> int:
    """An exit code: 1 where two names clash or rooms form a circle, which is then printed."""
    found = clashes()
    if round_ := circle(arrows()):
        found.append(f"These rooms import each other in a circle: {' → '.join(round_)}")
    for sentence in found:
        print(sentence)
    return 1 if found else 0
