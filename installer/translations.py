"""Collects the windows' texts for translating, and compiles what is translated.

The texts stand in English in ``desktop/photospool/tray``; ``resources/i18n`` has one .ts file for each language, for
people and Qt Linguist, and the .qm file made of it, which is kept too: so the program speaks every language from a
checkout, from a wheel and from a bundle, without any tool.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from ground import ROOT, Environment, say

FOLDER = ROOT / "resources" / "i18n"
SOURCES = ROOT / "desktop" / "photospool" / "tray"
LANGUAGES = ("de", "en")
PLURALS_ONLY = ("en",)
"""The code speaks English; only its plurals need a translation."""


def renew(environment: Environment) -> None:
    """Bring the .ts files up to date and compile them; says what is still to be translated."""
    for language in LANGUAGES:
        path = FOLDER / f"photospool_{language}.ts"
        say(_collect(environment, language, path))
        say(_compile(environment, path, path.with_suffix(".qm")))


def _collect(environment: Environment, language: str, path: Path) -> str:
    sources = sorted(str(source.relative_to(ROOT)) for source in SOURCES.rglob("*.py"))
    # Without locations, so that a line more in the code changes nothing here.
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language", language]
    options += ["-pluralonly"] if language in PLURALS_ONLY else []
    return _run(environment, "pyside6-lupdate", *sources, *options, "-ts", str(path))


def _compile(environment: Environment, path: Path, compiled: Path) -> str:
    return _run(environment, "pyside6-lrelease", str(path), "-qm", str(compiled))


def _run(environment: Environment, *command: str) -> str:
    line = [str(environment.command(command[0])), *command[1:]]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return " ".join(done.stdout.split())
