"""Collects the windows' texts for translating, and compiles what is translated.

The texts stand in English in ``desktop/photospool/gui``, and those of the core are listed there. ``resources/i18n``
has one .ts file for each language, for people and Qt Linguist, and the .qm file made of it, which is kept too: so the
program speaks every language from a checkout, from a wheel and from a bundle, without any tool.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import sentences
from dev_env import ROOT, Environment, say

FOLDER = ROOT / "resources" / "i18n"
SOURCES = ROOT / "desktop" / "photospool" / "gui"
LANGUAGES = {"de": 2, "en": 2}
"""Code → how many forms a plural has."""
PLURALS_ONLY = ("en",)
"""The code speaks English; only its plurals need a translation."""


@dataclass(frozen=True)
class Text:
    """One text to translate."""

    context: str
    source: str
    is_plural: bool


def renew(environment: Environment) -> None:
    """Bring the .ts files up to date and compile them; says what is still to be translated."""
    sentences.renew()
    for language in LANGUAGES:
        path = FOLDER / f"photospool_{language}.ts"
        path.write_text(collected(language, path), encoding="utf-8")
        say(compile_one(environment.command("pyside6-lrelease"), path, path.with_suffix(".qm")))


def collected(language: str, known: Path) -> str:
    """The .ts file of a language with all texts of now; what is translated already is kept."""
    # WORKAROUND for lupdate of Qt 6.11: in Python it overlooks every plural that is no method's own tr().
    translated = _translated(known) if known.exists() else {}
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{language}" sourcelanguage="en">')
    contexts: dict[str, dict[str, Text]] = {}
    for text in texts():
        if text.is_plural or language not in PLURALS_ONLY:
            contexts.setdefault(text.context, {}).setdefault(text.source, text)
    for context in sorted(contexts):
        lines += ["<context>", f"    <name>{context}</name>"]
        for text in contexts[context].values():
            lines += _message(text, translated.get(text, []), LANGUAGES[language])
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def texts() -> Iterator[Text]:
    """Every text of the windows, file by file."""
    for path in sorted(SOURCES.rglob("*.py")):
        yield from _in(ast.parse(path.read_text(encoding="utf-8")), context="")


def _in(node: ast.AST, context: str) -> Iterator[Text]:
    """``self.tr("…")`` belongs to the class around it; the others name their context."""
    if isinstance(node, ast.ClassDef):
        context = node.name
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        # What stands in a variable is listed elsewhere: the core's sentences.
        values = list(map(_constant, takewhile(_constant, node.args)))
        has_count = any(keyword.arg == "n" for keyword in node.keywords)
        if name == "self.tr" and values:
            yield Text(context, values[0], has_count or len(node.args) > 2)
        elif name in {"QCoreApplication.translate", "translate", "QT_TRANSLATE_NOOP"} and len(values) > 1:
            yield Text(values[0], values[1], has_count or len(node.args) > 3)
    for child in ast.iter_child_nodes(node):
        yield from _in(child, context)


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _translated(path: Path) -> dict[Text, list[str]]:
    """What a .ts file holds; nothing for what is not finished."""
    found = {}
    for context in ElementTree.parse(path).iter("context"):  # noqa: S314 (our own file)
        for message in context.iter("message"):
            is_plural = message.get("numerus") == "yes"
            translation = message.find("translation")
            if translation is None or translation.get("type"):
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found[Text(context.findtext("name", ""), message.findtext("source", ""), is_plural)] = forms
    return found


def _message(text: Text, forms: list[str], plural_forms: int) -> list[str]:
    state = "" if forms else ' type="unfinished"'
    lines = ['    <message numerus="yes">' if text.is_plural else "    <message>"]
    lines.append(f"        <source>{_escaped(text.source)}</source>")
    if text.is_plural:
        lines.append(f"        <translation{state}>")
        lines += [f"            <numerusform>{_escaped(form)}</numerusform>" for form in forms or [""] * plural_forms]
        lines.append("        </translation>")
    else:
        lines.append(f"        <translation{state}>{_escaped(forms[0] if forms else '')}</translation>")
    return [*lines, "    </message>"]


def _escaped(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def compile_one(tool: Path, path: Path, compiled: Path) -> str:
    """Make the .qm file of a .ts file; what the tool says of it."""
    done = subprocess.run(
        [str(tool), str(path), "-qm", str(compiled)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{path.name} could not be compiled:\n{done.stdout}{done.stderr}")
    return " ".join(done.stdout.split())
