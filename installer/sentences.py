"""Finds the core's sentences for people (what happened, what to do), so that the windows can say them in any language.

The core speaks English and knows no Qt. What is filled into a sentence stands in a message (photospool.messages),
whose template is listed here; of other sentences the whole.
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

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

TEXTS = (
'''
_PLURALS = ''')


def plurals(n: int) -> tuple[str, ...]:
    """In the user's language, for ``n`` things: those of the core whose words depend on a count."""
    return (
'''


def renew() -> None:
    """Write the list anew."""
    LIST.write_text(made(), encoding="utf-8")


def made() -> str:
    """The list as a module, in the form that the formatter leaves alone."""
    texts, plurals = found()
    lines = [f'    QT_TRANSLATE_NOOP("Core", {_quoted(text)}),\n' for text in sorted(texts)]
    counted = [f'        QCoreApplication.translate("Core", {_quoted(text)}, "", n),\n' for text in sorted(plurals)]
    return _HEAD + "".join(lines) + _PLURALS + "".join(counted) + "    )\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def found() -> tuple[set[str], set[str]]:
    """Every sentence, with names in braces where something is filled in; those about a count, with ``%n`` for it."""
    texts: set[str] = set()
    plurals: set[str] = set()
    for name, tree in _shown():
        texts |= {text for text in _sentences(name, tree) if "\n" not in text}  # a page of several lines is no sentence
        plurals |= set(_counted(tree))
    return texts, plurals


def filled_in() -> list[str]:
    """Sentences that are filled in where they stand, so that no window can translate them: file, line and sentence."""
    wrong = []
    for name, tree in _shown():
        passed_over = set(_not_for_people(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and id(node) not in passed_over:
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
                if "\n" not in text and _SENTENCE.match(text):
                    wrong.append(f"{name}:{node.lineno}: {text}")
    return wrong


def _shown() -> Iterator[tuple[str, ast.Module]]:
    """Modules whose sentences reach the windows."""
    for path in sorted(CORE.rglob("*.py")):
        name = path.relative_to(CORE).as_posix()
        if name in SHOWN_TOO or not name.startswith(NOT_SHOWN):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def _sentences(name: str, tree: ast.Module) -> Iterator[str]:
    """Whole ones, and the templates of messages, sentence or not."""
    passed_over = set(_not_for_people(tree))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    constants = _constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "message":
            yield _template(node.args[0], constants, f"{name}:{node.lineno}")
        elif not isinstance(node, ast.Constant) or id(node) in inside or id(node) in passed_over:
            continue
        elif isinstance(node.value, str) and _SENTENCE.match(node.value):
            yield node.value


def _counted(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "plural":
            yield _template(node.args[1], _constants(tree), str(node.lineno)).replace("{n}", "%n")


def _constants(tree: ast.Module) -> dict[str, str]:
    """The module's own texts by name."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def _template(node: ast.expr, constants: dict[str, str], where: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name) and node.id in constants:
        return constants[node.id]
    raise SystemExit(f"{where}: the template of a message must stand there, or in a constant of its module.")


def _not_for_people(tree: ast.Module) -> Iterator[int]:
    """Docstrings, what goes into the log, both forms of a count, and what is translated where it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(
            ("log.", "self.tr", "QCoreApplication.", "plural")
        ):
            yield from (id(part) for part in ast.walk(node))
