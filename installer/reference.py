"""Writes docs/commands.md, docs/settings.md and the drawing in docs/design.md from the code: always true.

python3 installer/dev.py docs            write them
python installer/reference.py --check    end with 1 if what is written is not what the code says

Nothing about a command or a setting is said in here.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess
import sys
from pathlib import Path

import rooms
from photospool.cli.setting_texts import MEANINGS, MEANINGS_OF_FOLDERS
from photospool.config import settings
from photospool.config.more_folders import TABLE, MoreFolder

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"

_SETTINGS_HEAD = """# Settings

The settings dialog writes them, `photospool settings set NAME VALUE` changes one, and they lie in a file in
[TOML](https://toml.io) that you may edit yourself; `photospool settings` says where. A value that can't be used is
reported and replaced by its default, and a file that is no TOML is kept beside as `.bad`: nothing in it is lost.
Passwords are never in there: they are kept by your system's keyring.
"""

_MORE_FOLDERS = """\
Incoming folders besides the first, each a table `[[more_folders]]` of its own. `photospool folders` and the window's
settings write them; each needs a yes of its own before anything is taken from it. See [Several folders](folders.md)."""


def commands() -> str:
    """Every command with its arguments and options, as typer's own generator writes them."""
    asked = [sys.executable, "-m", "typer", "photospool.cli.app", "utils", "docs", "--name", "photospool"]
    made = subprocess.run([*asked, "--title", "Commands"], capture_output=True, text=True, check=True).stdout
    return _whole(made.replace("&#x27;", "'").replace("&quot;", '"'))


def _whole(page: str) -> str:
    """Lists of commands with their whole first lines, which typer cuts off in the middle of a sentence."""
    says = dict(re.findall(r"^#+ `photospool (.+)`\n\n(.+)$", page, re.MULTILINE))
    above, lines = "", []
    for line in page.splitlines():
        if heading := re.match(r"#+ `photospool (.+)`", line):
            above = heading[1] + " "
        item = re.match(r"\* `([a-z-]+)`: .*\.\.\.$", line)
        lines.append(f"* `{item[1]}`: {says[above + item[1]]}" if item else line)
    return "\n".join(lines)


def chosen() -> str:
    """Every setting with its default and what the command line says of it."""
    lines = [_SETTINGS_HEAD]
    for section in dataclasses.fields(settings.Settings):
        if section.name == TABLE:
            continue
        kind = type(getattr(settings.Settings(), section.name))
        lines += [f"## {section.name}", "", (inspect.getdoc(kind) or "").strip(), ""]
        lines += ["| setting | default | what it does |", "| --- | --- | --- |"]
        for item in dataclasses.fields(kind):
            name = f"{section.name}.{item.name}"
            lines.append(f"| `{name}` | {_default(item)} | {MEANINGS[name]} |")
        lines.append("")
    lines += [f"## {TABLE}", "", _MORE_FOLDERS, "", "| entry | default | what it does |", "| --- | --- | --- |"]
    for item in dataclasses.fields(MoreFolder):
        lines.append(f"| `{item.name}` | {_default(item)} | {MEANINGS_OF_FOLDERS[item.name]} |")
    return "\n".join(lines)


def _default(item: dataclasses.Field[object]) -> str:
    if item.default is dataclasses.MISSING:
        return ""
    if isinstance(item.default, bool):
        return "yes" if item.default else "no"
    if isinstance(item.default, tuple):
        return ", ".join(f"`{value}`" for value in item.default)
    return f"`{item.default}`" if item.default != "" else ""


def main() -> None:
    """Write the pages, or hold them against the code."""
    old = []
    design = rooms.page((DOCS / "design.md").read_text(encoding="utf-8"))
    for name, made in (("commands.md", commands()), ("settings.md", chosen()), ("design.md", design)):
        text = made.rstrip() + "\n"
        path = DOCS / name
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                old.append(f"docs/{name}")
        else:
            path.write_text(text, encoding="utf-8")
    if old:
        raise SystemExit(f"{' and '.join(old)} say something else than the code: python3 installer/dev.py docs")


if __name__ == "__main__":
    main()
