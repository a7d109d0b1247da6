"""What we carry of others, and whether somebody still looks after it. ``dev.py audit`` runs it, and CI every week.

python3 installer/dev.py audit             print it; ends with 1 where somebody has to act
python3 installer/dev.py audit --write     and write the tables of docs/packaging.md anew
python3 installer/dev.py audit --offline   ask no package index

Native libraries are looked for in the installed wheels, and in the bundle where one was built (dist/).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tomllib
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from photospool.photo import heif, raw_developer
from photospool.system import licences, native_libraries

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "packaging.md"
BUNDLES = (ROOT / "dist" / "Photospool", ROOT / "dist" / "Photospool.app")
PATIENCE_S = 30
QUIET_YEARS = 3
KEEPERS = {
    # What no index says. An ending that stands here was weighed; one that does not makes the audit fail.
    "couchdb": "ended: archived by its keeper in July 2019. Pure Python; behind our guard, for small requests only",
    "cykooz-resizer": "one person, Kirill Kuzminykh: [decision 13](decisions/0013-scaling.md)",
    "pi-heif-decoder": "one person, Peter Stolz: [decision 1](decisions/0001-heic-decoder.md)",
    "pillow-jxl-plugin": "one person since 2023, Isotr0py: [formats](formats.md#jpeg-xl)",
    "rawpy": "one person, Maik Riechert; LibRaw's keepers are LibRaw LLC",
}
EXTRAS = ("raw", "jxl")
"""What is in no bundle: whoever wants it installs it beside the program."""
FLOORS = {**heif.FLOORS, "LibRaw": raw_developer.FLOOR, "libjxl": (0, 12, 0)}
"""The last is held by the plugin's own floor (``photo/jxl_support.py``): nothing tells its version while it runs."""
ENDED = ("deprecated", "archived", "quarantined")
"""States of a project in an index, https://peps.python.org/pep-0792/."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A native library, and what brings it."""

    native: native_libraries.NativeLibrary
    package: str

    @property
    def floor(self) -> str:
        """The oldest version that may be used, or nothing."""
        return ".".join(map(str, FLOORS.get(self.native.name, ())))

    @property
    def remark(self) -> str:
        """What is known against it and was weighed, or nothing."""
        mended = heif.MENDED.get(self.native.name, ())
        if not self.native.version or numbers(self.native.version) >= mended:
            return ""
        newer = ".".join(map(str, mended))
        return (
            f"{self.package} carries {self.native.name} {self.native.version}; {newer} mended more faults: decision 1"
        )

    @property
    def trouble(self) -> str:
        """What somebody has to do about it, or nothing."""
        if self.native.licence == native_libraries.UNKNOWN:
            return f"{self.package} carries {self.native.name}, which system/native_libraries.py does not know"
        if self.floor and numbers(self.native.version) < numbers(self.floor):
            version = self.native.version or "of no known version"
            return f"{self.package} carries {self.native.name} {version}, below the floor {self.floor}"
        return ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A package that we ask for, and how it is kept."""

    name: str
    here: str
    last: str = ""
    """Its newest version in the index."""
    released: str = ""
    """The day of that, as YYYY-MM-DD; empty where the index was not asked."""
    end: str = ""
    """How the index says that it has ended."""

    @property
    def words(self) -> str:
        """Who keeps it, as far as it is known."""
        known = KEEPERS.get(self.name.lower(), "")
        age = (datetime.now(UTC) - datetime.fromisoformat(self.released + "T00:00+00:00")).days if self.released else 0
        quiet = f"no release for {age // 365} years" if age > QUIET_YEARS * 365 and not known else ""
        return "; ".join(part for part in (self.end, known, quiet) if part) or "kept"

    @property
    def trouble(self) -> str:
        """What somebody has to do about it, or nothing."""
        if self.end and self.name.lower() not in KEEPERS:
            return f"{self.name} has ended ({self.end}): replace it, or say in installer/audit.py why not"
        return ""


def numbers(version: str) -> tuple[int, ...]:
    """A version, for comparing."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def installed() -> list[Carried]:
    """The native libraries inside the wheels that are installed here."""
    return [Carried(native, part.name) for part in licences.gather() for native in part.carries]


def bundled(bundle: Path) -> list[Carried]:
    """The native libraries inside a bundle; its own program says which decoder it loads."""
    files = [path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()]
    program = next(path for path in bundle.rglob("photospool*") if path.is_file() and path.stem == "photospool")
    told: dict[str, str] = {}
    done = subprocess.run([program, heif.FLAG], capture_output=True, check=False, timeout=PATIENCE_S)
    if done.returncode == 0:
        told = json.loads(done.stdout)["versions"]
    return [Carried(native, "bundle") for native in native_libraries.carried(files, told)]


def of_extras() -> list[Carried]:
    """The same of the wheels that only the extras bring."""
    others = {part.name for part in licences.gather()}
    return [Carried(native, part.name) for part in extra_parts() if part.name not in others for native in part.carries]


@cache
def extra_parts() -> list[licences.Part]:
    """The packages of the extras that are installed here, with those of the program itself."""
    return licences.gather(EXTRAS)


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def wanted() -> list[str]:
    """The packages that pyproject.toml asks for, for the program itself."""
    project = _project()
    lines = [*project["dependencies"], *project["optional-dependencies"]["desktop"]]
    return list(dict.fromkeys(re.match(r"[\w.-]+", line)[0] for line in lines))  # type: ignore[index]


def wanted_by_extras() -> dict[str, tuple[str, str]]:
    """Package → its extra, and the oldest version that may be installed."""
    optional = _project()["optional-dependencies"]
    found = {}
    for extra in EXTRAS:
        for line in optional[extra]:
            name, floor = re.match(r"([\w.-]+)>=([\w.]+)", line).groups()  # type: ignore[union-attr]
            found[name] = (extra, floor)
    return found


def kept(names: Iterable[str], index: str) -> Iterator[Kept]:
    """How each package is kept; without an index, only what is known here."""
    for name in names:
        try:
            here = metadata.version(name)
            ends = [line for line in metadata.metadata(name).get_all("Classifier") or [] if line.endswith("Inactive")]
        except metadata.PackageNotFoundError:  # of another system
            here, ends = "", []
        if not index:
            yield Kept(name, here, end="said by itself" if ends else "")
            continue
        told = asked(f"{index.rstrip('/')}/{re.sub(r'[-_.]+', '-', name).lower()}/")
        yield judged(name, here, told, is_ended=bool(ends))


def judged(name: str, here: str, told: dict[str, object], *, is_ended: bool = False) -> Kept:
    """What an index's page of a project says (https://packaging.python.org, "Simple repository API")."""
    files = told.get("files")
    dated = [file for file in files if file.get("upload-time")] if isinstance(files, list) else []
    newest = max(dated, key=lambda file: str(file["upload-time"]), default={})
    state = told.get("project-status")
    status = str(state.get("status", "")) if isinstance(state, dict) else ""
    ends = [status] if status in ENDED else []
    ends += ["says so itself"] if is_ended else []
    ends += ["its newest release was withdrawn"] if newest.get("yanked") else []
    found = re.search(r"-(\d[^-]*?)(?:-|\.tar|\.zip|\Z)", str(newest.get("filename", "")))
    return Kept(name, here, found[1] if found else "", str(newest.get("upload-time", ""))[:10], ", ".join(ends))


def asked(address: str) -> dict[str, object]:
    """A page of the index, as JSON. Raises OSError, ValueError."""
    request = urllib.request.Request(address, headers={"Accept": "application/vnd.pypi.simple.v1+json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310 (pip's own index)
        told: dict[str, object] = json.load(answer)
        return told


def index_of_pip() -> str:
    """The index that pip asks here: what the user set, else pip's own."""
    code = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    usual = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    command = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    chosen = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return os.environ.get("PIP_INDEX_URL") or chosen or usual


def table_of_libraries(found: Sequence[Carried]) -> str:
    """In Markdown."""
    lines = ["| library | version | told by | licence | inside | floor |", "| --- | --- | --- | --- | --- | --- |"]
    for one in found:
        native = one.native
        by = "the library" if native.is_asked else "its file's name" if native.version else "–"
        by = "the package's own list" if native.name in native_libraries.LINKED else by
        lines.append(
            f"| {native.name} | {native.version or '–'} | {by} | {native.licence} | {one.package} | {one.floor} |"
        )
    return "\n".join(lines)


def table_of_packages(found: Sequence[Kept]) -> str:
    """In Markdown."""
    lines = ["| package | here | last release | its keepers |", "| --- | --- | --- | --- |"]
    for one in found:
        last = f"{one.last}, {one.released}" if one.released else "not asked"
        lines.append(f"| {one.name} | {one.here or 'another system'} | {last} | {one.words} |")
    return "\n".join(lines)


def table_of_extras(found: Sequence[Kept]) -> str:
    """In Markdown."""
    lines = [
        "| package | extra | here | floor | licence | last release | its keepers |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    licence_of = {part.name.lower(): part.licence for part in extra_parts()}
    asked_for = wanted_by_extras()
    for one in found:
        extra, floor = asked_for[one.name]
        last = f"{one.last}, {one.released}" if one.released else "not asked"
        licence = licence_of.get(one.name.lower(), "–")
        lines.append(f"| {one.name} | {extra} | {one.here or '–'} | {floor} | {licence} | {last} | {one.words} |")
    return "\n".join(lines)


def written(page: str, name: str, table: str) -> str:
    """A page with a table between its two marks replaced."""
    begin, end = f"<!-- audit: {name} -->", "<!-- /audit -->"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{table}\n{end}{after}"


def main() -> int:
    """Print what is found, and what somebody has to do."""
    parser = argparse.ArgumentParser(prog="dev.py audit", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the tables of docs/packaging.md anew")
    parser.add_argument("--offline", action="store_true", help="ask no package index")
    chosen = parser.parse_args()
    libraries = installed()
    index = "" if chosen.offline else index_of_pip()
    packages, extras = list(kept(wanted(), index)), list(kept(wanted_by_extras(), index))
    in_extras = of_extras()
    in_bundles = [one for bundle in BUNDLES if bundle.exists() for one in bundled(bundle)]
    tables = {
        "libraries": table_of_libraries([*libraries, *in_bundles]),
        "packages": table_of_packages(packages),
        "extras": table_of_extras(extras),
        "libraries of extras": table_of_libraries(in_extras),
    }
    for table in tables.values():
        print(table, end="\n\n")
    if chosen.write:
        page = PAGE.read_text(encoding="utf-8")
        for name, table in (tables | {"libraries": table_of_libraries(libraries)}).items():
            page = written(page, name, table)
        PAGE.write_text(page, encoding="utf-8")
    standing = heif.ask()
    looked_at = [*libraries, *in_bundles, *in_extras, *packages, *extras]
    troubles = [one.trouble for one in looked_at if one.trouble]
    troubles += [f"{standing.title} {standing.advice}"] if standing.title else []
    for remark in filter(None, (one.remark for one in [*libraries, *in_bundles])):
        print(f"! {remark}")
    for trouble in troubles:
        print(f"✗ {trouble}")
    if not in_bundles:
        print("No bundle was built here; only the installed wheels were looked at.")
    print("Somebody has to act." if troubles else "Nothing is below a floor, unknown, or ended and not weighed.")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
