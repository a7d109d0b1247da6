"""``dev.py release``: what a release still lacks; and, in the workflow, its notes and the sums of its files.

    release v0.2.0                   whether this tree may be tagged so; names all that is in the way
    release v0.2.0 --files dist      also writes NOTES.md and SHA256SUMS beside the files that people will download

The checklist for people stands in docs/packaging.md; the workflow calls this for every tag.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from dev_env import ROOT, say

SUMS = "SHA256SUMS"
NOTES = "NOTES.md"
KINDS = {".deb": "Debian", ".dmg": "macOS", ".exe": "Windows", ".whl": "pip", ".gz": "any Linux"}
"""What a release consists of: one of each at least."""
_CHUNK = 1 << 20


def main(words: Sequence[str]) -> None:
    """Ends with 1 while something is in the way."""
    parser = argparse.ArgumentParser(prog="dev.py release", description=__doc__)
    parser.add_argument("tag", help="v and the version, as v0.2.0")
    parser.add_argument("--files", type=Path, help="the folder with what people will download")
    known = parser.parse_args(words)
    found = in_the_way(known.tag, ROOT)
    if known.files is not None:
        found += [f"{known.files} has nothing for {who} (*{kind})." for kind, who in lacking(known.files)]
    if found:
        say("in the way of this release:")
        raise SystemExit("\n".join(f"  {line}" for line in found))
    if known.files is not None:
        (known.files / NOTES).write_text(notes(known.tag.removeprefix("v"), ROOT), encoding="utf-8")
        (known.files / SUMS).write_text(sums(known.files), encoding="utf-8")
    say(f"{known.tag} is ready")


def in_the_way(tag: str, root: Path) -> list[str]:
    """What keeps this tree from being released under this tag, in words."""
    code = (root / "desktop" / "photospool" / "__init__.py").read_text(encoding="utf-8")
    written = re.search(r'^__version__ = "(.+)"$', code, re.MULTILINE)
    version = tag.removeprefix("v")
    found = []
    if not re.fullmatch(r"v\d+\.\d+\.\d+", tag):
        found.append(f"“{tag}” is no tag of a version: v0.2.0 is one.")
    if written is None or written[1] != version:
        found.append(f"The program calls itself {written[1] if written else 'nothing'}, not {version}.")
    said = sections(root)
    if said.get("Unreleased", "").strip():
        found.append("CHANGELOG.md still has changes under “Unreleased”.")
    if not said.get(version, "").strip():
        found.append(f"CHANGELOG.md has no words under “{version}”.")
    return found


def sections(root: Path) -> dict[str, str]:
    """What CHANGELOG.md says of each version. ``## 0.2.0 (2026-12-24)`` is called 0.2.0."""
    _, *parts = re.split(r"^## ", (root / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.split()[0]: part.partition("\n")[2].strip() for part in parts}


def notes(version: str, root: Path) -> str:
    """The release's notes: what CHANGELOG.md says of it, and how to check a download."""
    return f"{sections(root)[version]}\n\nTo check a download: `sha256sum --check --ignore-missing {SUMS}`\n"


def lacking(folder: Path) -> list[tuple[str, str]]:
    """The kinds of files that are not there, each with whom it is for."""
    there = {path.suffix for path in _files(folder)}
    return [(kind, who) for kind, who in KINDS.items() if kind not in there]


def sums(folder: Path) -> str:
    """SHA-256 of every file in the form that ``sha256sum --check`` reads."""
    lines = []
    for path in _files(folder):
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        lines.append(f"{digest.hexdigest()}  {path.name}\n")
    return "".join(lines)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name not in {SUMS, NOTES})
