"""Finds the core's sentences for people (what happened, what to do), so that the windows can say them in any language.

The core speaks English and knows no Qt. The windows look a sentence up by its pattern: holes for names and numbers.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dev_env import ROOT

CORE = ROOT / "desktop" / "photospool"
LIST = CORE / "gui" / "i18n" / "core_texts.py"
NOT_SHOWN = (
    *("cli", "gui", "__main__.py", "demo/samples.py", "demo/scenes.py", "demo/playground.py"),
    *(
        "album/database_errors.py",
        "album/embedded/document_store.py",
        "album/couchdb/design_doc.py",
        "album/web/embedded_backend.py",
        "album/view_query.py",
    ),
    *("album/embedded/view_index.py", "system/autostart/registry.py", "system/licences.py"),
    *("album/replication/status_text.py", "album/maintenance", "album/web/api.py", "album/web/couchdb_backend.py"),
    "album/couchdb/relay.py",
    *(
        "system/service/launchd.py",
        "system/service/base.py",
        "system/service/systemd.py",
        "system/service/task_scheduler.py",
    ),
)
"""What only the command line or the album's page says."""
SHOWN_TOO = (
    "album/maintenance/migrate.py",
    "album/replication/monitor.py",
    "album/replication/endpoint.py",
    "gui/app.py",
    "gui/engine_thread.py",
)
"""Their events reach the windows all the same."""
_SENTENCE = re.compile(r"[A-Z“{].*\s.*[.!?]\Z", re.DOTALL)
_HEAD = '''"""The core's sentences for people, for translating. Made by “dev.py translate”: change nothing in here."""

# ruff: noqa: E501
# fmt: off

from PySide6.QtCore import QT_TRANSLATE_NOOP

TEXTS = (
'''


def renew() -> None:
    """Write the list anew."""
    LIST.write_text(made(), encoding="utf-8")


def made() -> str:
    """The list as a module, in the form that the formatter leaves alone."""
    lines = [f'    QT_TRANSLATE_NOOP("Core", {_quoted(text)}),\n' for text in sorted(found())]
    return _HEAD + "".join(lines) + ")\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def found() -> set[str]:
    """Every sentence, with names in braces where something is filled in."""
    texts: set[str] = set()
    for path in sorted(CORE.rglob("*.py")):
        name = path.relative_to(CORE).as_posix()
        if name in SHOWN_TOO or not name.startswith(NOT_SHOWN):
            found_here = _sentences(ast.parse(path.read_text(encoding="utf-8")))
            texts |= {text for text in found_here if "\n" not in text}  # a page of several lines is no sentence
    return texts


def _sentences(tree: ast.Module) -> Iterator[str]:
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    passed_over = set(_not_for_people(tree))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and id(node) not in inside):
            if id(node) in passed_over:
                continue
            text = _text(node, constants)
            if text and "\n" not in text and _SENTENCE.match(text):  # a page of several lines is no sentence
                yield text


def _not_for_people(tree: ast.Module) -> Iterator[int]:
    """Docstrings, what goes into the log, and what is translated where it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("log.", "self.tr", "QCoreApplication.")):
            yield from (id(part) for part in ast.walk(node))


def _text(node: ast.expr, constants: dict[str, str]) -> str:
    if not isinstance(node, ast.JoinedStr):
        return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    parts: list[str] = []
    names: set[str] = set()
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        elif isinstance(part, ast.FormattedValue):
            name = _name(part.value)
            if name in constants:
                parts.append(constants[name])
                continue
            while name in names:
                name += "_"
            names.add(name)
            parts.append("{" + name + "}")
    return "".join(parts)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr.strip("_") if isinstance(node, ast.Attribute) else "value"
