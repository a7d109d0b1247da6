"""The README's two commands on fresh machines, typed by a newcomer: clean Debians, as root and as an ordinary user.

Nothing is typed but the commands and, as a user, the one line that the command printed. A fresh machine has git, Python
and the certificates of the web, no more. What is tried is the commit that is checked out.

python3 installer/dev.py fresh                                  all of it: hours
python3 installer/dev.py fresh --run demo,screen --system trixie --as user
python3 installer/dev.py fresh --write                          put the table into docs/packaging.md
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import roots
from dev_env import BUILD, ROOT, is_root, say
from roots import USER, Root

sys.path.insert(0, str(ROOT))
from tests.gui import desk

SYSTEMS = {"bookworm": "Debian 12", "trixie": "Debian 13", "testing": "Debian testing"}
HAS = ("git", "python3", "ca-certificates")
"""What a newcomer has already, in the README's words."""
PEOPLE = ("root", "user")
TYPED = {
    "demo": "python3 installer/dev.py demo",
    "screen": "python3 installer/dev.py demo",
    "check": "python3 installer/dev.py check",
    "test": "python3 installer/dev.py test",
    "bundle": "python3 installer/dev.py bundle",
    "deb": "python3 installer/dev.py deb",
}
DEFAULT = "demo,screen,test"
LONGEST_S = {"demo": 1800, "screen": 1800, "check": 1800, "test": 4 * 3600, "bundle": 3600, "deb": 2 * 3600}
PAGE = ROOT / "docs" / "packaging.md"
KEPT = "rows.json"
BEGIN, END = "<!-- dev.py fresh --write: begin -->\n", "<!-- dev.py fresh --write: end -->\n"
PRINTED = re.compile(r"^ {4}((?:sudo |su -c ').*apt-get install .*)$", re.MULTILINE)
BY_ROOT = re.compile(r"^> installing (.+)$", re.MULTILINE)
STEPS_OF_PYTEST = re.compile(r"^(?:=+ )?(.*\d+ (?:passed|failed|error).*?) in [\d.]+s", re.MULTILINE)
SIZE_OF_BUNDLE = re.compile(r"^> dist/\S+: (\d+ MB)(?:,|$)", re.MULTILINE)
AT_REST_S = 15
"""The demo drops a photo each second; so long after the last one, all are through."""


@dataclass(frozen=True)
class Row:
    """One command on one machine."""

    system: str
    python: str
    who: str
    command: str
    result: str
    seconds: float
    brought: str
    """What had to be installed, and who was asked for it."""
    is_good: bool
    commit: str

    def cells(self) -> list[str]:
        """As the table shows it."""
        seconds = f"{self.seconds:.0f}"
        return [self.system, self.python, self.who, self.command, self.result, seconds, self.brought, self.commit]


class Newcomer:
    """Somebody with a clone on a fresh machine."""

    def __init__(self, root: Root, who: str, system: str, logs: Path) -> None:
        self._root, self._who, self._system, self._logs = root, who, system, logs
        self._before: set[Path] = set()
        self._name = "root" if who == "root" else USER
        self._home = "/root" if who == "root" else f"/home/{USER}"
        clone = root.folder / self._home.lstrip("/") / "photospool"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, clone], check=True)
        root.run("chown", "--recursive", f"{self._name}:", f"{self._home}/photospool")
        told = ["git", "-C", ROOT, "log", "-1", "--format=%h"]
        self._commit = subprocess.run(told, capture_output=True, text=True, check=True).stdout.strip()
        self.python = root.run("python3", "-c", "import platform; print(platform.python_version())").strip()

    def does(self, command: str) -> Row:
        """Type a command and, if it asks for it, the line that it prints; then the command again."""
        log = self._logs / f"{self._system.replace(' ', '-')}-{self._who}-{command}.log"
        before, started = self._root.packages(), time.monotonic()
        code, said = self._type(command, log)
        asked = PRINTED.findall(said)
        if code and asked:
            self._root.run("sh", "-c", asked[0])
            code, said = self._type(command, log)
        seconds = time.monotonic() - started
        result = self._result(command, code, said, log)
        by_root = " ".join(BY_ROOT.findall(said)).split()
        count = len(asked[0].rstrip("'").partition("recommends ")[2].split()) if asked else len(by_root)
        new = len(self._root.packages() - before)
        how = "one line pasted" if asked else "by itself"
        brought = f"{count} package{'s'[: count - 1]}, {how} ({new} with what they need)" if count else "nothing"
        shown = f"`{TYPED[command].removeprefix('python3 installer/')}`" + (
            " with a screen" if command == "screen" else ""
        )
        is_good = result.startswith("passed")
        return Row(self._system, self.python, self._who, shown, result, seconds, brought, is_good, self._commit)

    def _type(self, command: str, log: Path) -> tuple[int, str]:
        if command == "screen":
            return self._on_a_screen(log)
        return self._run(command, log, lambda process: process.wait(LONGEST_S[command]))

    def _run(
        self, command: str, log: Path, wait: Callable[[subprocess.Popen[bytes]], int], **variables: str
    ) -> tuple[int, str]:
        line = f"cd {self._home}/photospool && {TYPED[command]}; exit $?"
        words = self._root.command("sh", "-c", line, user=self._name)
        with log.open("wb") as out:
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
                env=roots.environment() | variables,
            )  # fmt: skip
            try:
                code = wait(process)
            except subprocess.TimeoutExpired:
                code = -1
            finally:
                process.kill()  # and with it, all that runs there
                process.wait()
        return code, log.read_text(errors="replace")

    def _on_a_screen(self, log: Path) -> tuple[int, str]:
        """The same demo in its window: until all photos are through, then Ctrl-C."""
        self._before = set(self._demos())
        with tempfile.TemporaryDirectory(prefix="photospool-fresh-") as name, desk.screen(Path(name)) as display:
            return self._run("screen", log, self._until_all_arrived, DISPLAY=display)

    def _until_all_arrived(self, process: subprocess.Popen[bytes]) -> int:
        deadline = time.monotonic() + LONGEST_S["screen"]
        last, since = 0, time.monotonic()
        while not (last and time.monotonic() - since > AT_REST_S):
            if process.poll() is not None or time.monotonic() > deadline:
                return process.wait(60)
            time.sleep(0.5)
            if (arrived := self._arrived()) != last:
                last, since = arrived, time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        return process.wait(LONGEST_S["screen"])

    def _arrived(self) -> int:
        """How many photos of this demo are through: done, or set aside."""
        return sum(len(list(home.glob(end))) for home in self._new_demos() for end in ("done/*", "work/failed/*"))

    def _demos(self) -> list[Path]:
        return list((self._root.folder / "tmp").glob("photospool-demo-*"))

    def _new_demos(self) -> list[Path]:
        return [home for home in self._demos() if home not in self._before]

    def _result(self, command: str, code: int, said: str, log: Path) -> str:
        where = f"see {log.name}"
        if PRINTED.findall(said) and code:
            return f"**asks for packages again**; {where}"
        if "Traceback" in said and command != "test":
            return f"**shows a traceback**; {where}"
        if command == "screen":
            # Ctrl-C ended it: the window closed by itself, and took its folders along.
            left = self._new_demos()
            return f"**leaves {len(left)} folders**; {where}" if left else _verdict(code in {0, 130}, code, where)
        counts = "; ".join([*STEPS_OF_PYTEST.findall(said), *SIZE_OF_BUNDLE.findall(said)])
        return _verdict(code == 0, code, where) + (f": {counts}" if counts else "")


def _verdict(is_good: bool, code: int, where: str) -> str:
    return "passed" if is_good else f"**failed ({code})**; {where}"


def main(rest: list[str]) -> None:
    """Ends with 1 if anything failed."""
    wanted = _asked(rest)
    if not is_root():
        raise SystemExit("Making a clean Debian takes root: sudo python3 installer/dev.py fresh")
    logs = BUILD / "fresh"
    logs.mkdir(parents=True, exist_ok=True)
    rows = []
    for row in _rows(wanted, logs):
        say(" · ".join(row.cells()))
        rows.append(row)
        _keep(row, logs)
    print(_table(rows))
    if wanted.write:
        _write(_table(_kept(logs)))
    if not all(row.is_good for row in rows):
        raise SystemExit(1)


def _keep(row: Row, logs: Path) -> None:
    """So that a table may be made of several runs; each row says of which commit it is."""
    rows = {(one.system, one.who, one.command): one for one in [*_kept(logs), row]}
    (logs / KEPT).write_text(json.dumps([dataclasses.asdict(one) for one in rows.values()], indent=1))


def _kept(logs: Path) -> list[Row]:
    """The last row of each system, person and command, in the order in which they are tried."""
    path = logs / KEPT
    rows = [Row(**one) for one in json.loads(path.read_text())] if path.exists() else []
    systems = list(SYSTEMS.values())
    return sorted(rows, key=lambda row: (systems.index(row.system), PEOPLE.index(row.who), row.command))


def _asked(rest: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py fresh", description=__doc__.partition("\n")[0])
    parser.add_argument("--system", type=_some_of(SYSTEMS), default=list(SYSTEMS), help=", ".join(SYSTEMS))
    parser.add_argument("--as", dest="who", type=_some_of(PEOPLE), default=list(PEOPLE), help=", ".join(PEOPLE))
    parser.add_argument("--run", type=_some_of(TYPED), default=DEFAULT.split(","), help=", ".join(TYPED))
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.relative_to(ROOT)}")
    return parser.parse_args(rest)


def _some_of(known: object) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        words = text.split(",")
        for word in words:
            if word not in known:  # type: ignore[operator]
                raise argparse.ArgumentTypeError(f"“{word}” is none of {', '.join(known)}")  # type: ignore[call-overload]
        return words

    return read


def _rows(wanted: argparse.Namespace, logs: Path) -> Iterator[Row]:
    for suite in wanted.system:
        archive = logs / f"{suite}-{os.getpid()}.tar"  # two of them may run side by side
        say(f"making a clean {SYSTEMS[suite]}")
        roots.make(suite, archive, *HAS, sources=roots.mirror())
        for who in wanted.who:
            folder = Path(tempfile.mkdtemp(prefix=f"photospool-{suite}-{who}-"))
            try:
                newcomer = Newcomer(roots.unpacked(archive, folder / "root"), who, SYSTEMS[suite], logs)
                for command in wanted.run:
                    yield newcomer.does(command)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        archive.unlink()


def _table(rows: list[Row]) -> str:
    head = ["system", "Python", "who", "command", "result", "seconds", "what had to be installed", "commit"]
    lines = [head, ["---"] * len(head), *(row.cells() for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _write(table: str) -> None:
    """Put it between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
