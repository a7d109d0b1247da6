"""The README's two commands on fresh machines, typed by a newcomer: clean Debians, as root and as an ordinary user.

Nothing is typed but the commands and, as a user, the one line that the command printed. A fresh machine has git, Python
and the certificates of the web, no more. What is tried is the commit that is checked out.

python3 installer/dev.py fresh                                  all of it: hours
python3 installer/dev.py fresh --run demo,screen --system trixie --as user
python3 installer/dev.py fresh --run background                 the tests as a background job: SIGINT is ignored
python3 installer/dev.py fresh --write                          put the table into docs/packaging.md
python3 installer/dev.py fresh --keep                           leave the machines, and say how to enter them
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import os
import re
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
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
    "background": "trap '' INT; python3 installer/dev.py test",
    "bundle": "python3 installer/dev.py bundle",
    "deb": "python3 installer/dev.py deb",
}
SHOWN = {command: f"`{line.rpartition('; ')[2].removeprefix('python3 installer/')}`" for command, line in TYPED.items()}
SHOWN["screen"] += " with a screen"
SHOWN["background"] += " with SIGINT ignored"
DEFAULT = "demo,screen,test"
LONGEST_S = {
    "demo": 1800, "screen": 1800, "check": 1800, "test": 4 * 3600, "background": 4 * 3600, "bundle": 3600,
    "deb": 2 * 3600,
}  # fmt: skip
TESTS = {"test", "background"}
TRIED = ("core", "window", "page")
"""What pytest runs for, each with a last line of its own."""
ARRIVE = 9
"""So many of the demo's samples end in ``done``."""
PAGE = ROOT / "docs" / "packaging.md"
KEPT = "rows.json"
BEGIN, END = "<!-- dev.py fresh --write: begin -->\n", "<!-- dev.py fresh --write: end -->\n"
PRINTED = re.compile(r"^ {4}((?:sudo |su -c ').*apt-get install .*)$", re.MULTILINE)
BY_ROOT = re.compile(r"^> installing (.+)$", re.MULTILINE)
STEPS_OF_PYTEST = re.compile(r"^(?:=+ )?(.*\d+ (?:passed|failed|error).*?) in [\d.]+s", re.MULTILINE)
SEE = re.compile(r"; see [\w-]+\.log")
SIZE_OF_BUNDLE = re.compile(r"^> dist/\S+: (\d+ MB)(?:,|$)", re.MULTILINE)
AT_REST_S = 15
"""The demo drops a photo each second; so long after the last one, all are through."""
LOOK_S = 10
NOT_IN_TIME = -1


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
    load: float | None = None
    """How many processes wanted to run on this computer meanwhile, on average; not known of old rows."""

    def cells(self) -> list[str]:
        """As the table shows it."""
        load = "" if self.load is None else f"{self.load:.0f}"
        told = [f"{self.seconds:.0f}", load, self.brought, self.commit]
        return [self.system, self.python, self.who, self.command, self.result, *told]


class Load:
    """The mean load of this computer while something runs: seconds tell little without it."""

    def __init__(self) -> None:
        self._seen: list[float] = []
        self._is_over = threading.Event()

    def __enter__(self) -> Load:
        self._watch = threading.Thread(target=self._look, name="load", daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._watch.join()

    def _look(self) -> None:
        while True:
            self._seen.append(os.getloadavg()[0])
            if self._is_over.wait(LOOK_S):
                return

    @property
    def mean(self) -> float:
        """Of what the system tells of its last minute."""
        return statistics.fmean(self._seen)


class Newcomer:
    """Somebody with a clone on a fresh machine."""

    def __init__(self, root: Root, who: str, system: str, logs: Path) -> None:
        self._root, self._who, self._system, self._logs = root, who, system, logs
        self._before: set[Path] = set()
        self._done = 0
        """How many photos of the last demo lay in ``done`` when it was last looked at."""
        self._name = "root" if who == "root" else USER
        self._home = "/root" if who == "root" else f"/home/{USER}"
        clone = root.folder / self._home.lstrip("/") / "photospool"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, clone], check=True)
        self._commit = _git("log", "-1", "--format=%h", folder=clone)  # the clone's: ours may have moved meanwhile
        root.run("chown", "--recursive", f"{self._name}:", f"{self._home}/photospool")
        self.python = root.run("python3", "-c", "import platform; print(platform.python_version())").strip()

    def does(self, command: str) -> Row:
        """Type a command and, if it asks for it, the line that it prints; then the command again."""
        log = self._logs / f"{self._system.replace(' ', '-')}-{self._who}-{command}.log"
        before, started = self._root.packages(), time.monotonic()
        with Load() as load:
            code, said = self._type(command, log)
            pasted = PRINTED.findall(said)[:1] if code else []
            for line in pasted:
                self._root.run("sh", "-c", line)
                code, said = self._type(command, log)
        seconds = time.monotonic() - started
        result = self._result(command, code, said, log)
        brought = _brought(pasted, said, len(self._root.packages() - before))
        is_good = result.startswith("passed")
        return Row(
            self._system, self.python, self._who, SHOWN[command], result, seconds, brought, is_good, self._commit,
            load.mean,
        )  # fmt: skip

    def _type(self, command: str, log: Path) -> tuple[int, str]:
        self._before, self._done = set(self._demos()), 0
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
                code = NOT_IN_TIME
            finally:
                process.kill()  # and with it, all that runs there
                process.wait()
        return code, log.read_text(errors="replace")

    def _on_a_screen(self, log: Path) -> tuple[int, str]:
        """The same demo in its window: until all photos are through, then Ctrl-C."""
        with tempfile.TemporaryDirectory(prefix="photospool-fresh-") as name, desk.screen(Path(name)) as display:
            return self._run("screen", log, self._until_all_arrived, DISPLAY=display)

    def _until_all_arrived(self, process: subprocess.Popen[bytes]) -> int:
        deadline = time.monotonic() + LONGEST_S["screen"]
        last, since = 0, time.monotonic()
        while not (last and time.monotonic() - since > AT_REST_S):
            if process.poll() is not None or time.monotonic() > deadline:
                return process.wait(60)
            time.sleep(0.5)
            if (through := self._through()) != last:
                last, since = through, time.monotonic()
            self._done = self._in("done/*")
        os.killpg(process.pid, signal.SIGINT)
        return process.wait(LONGEST_S["screen"])

    def _through(self) -> int:
        """How many photos of this demo are through: done, or set aside."""
        return self._in("done/*") + self._in("work/failed/*")

    def _in(self, folder: str) -> int:
        return sum(len(list(home.glob(folder))) for home in self._new_demos())

    def _demos(self) -> list[Path]:
        return list((self._root.folder / "tmp").glob("photospool-demo-*"))

    def _new_demos(self) -> list[Path]:
        return [home for home in self._demos() if home not in self._before]

    def _result(self, command: str, code: int, said: str, log: Path) -> str:
        where = f"see {log.name}"
        if code == NOT_IN_TIME:
            return f"**not through after {LONGEST_S[command] / 60:.0f} minutes**; {where}"
        if PRINTED.findall(said) and code:
            return f"**asks for packages again**; {where}"
        if "Traceback" in said and command not in TESTS:
            return f"**shows a traceback**; {where}"
        if command in {"demo", "screen"}:
            return self._result_of_demo(command, code, where)
        steps = STEPS_OF_PYTEST.findall(said)
        if command in TESTS and not code and len(steps) != len(TRIED):
            return f"**{len(steps)} of {len(TRIED)} parts told what came of them**; {where}"
        counts = "; ".join([*steps, *SIZE_OF_BUNDLE.findall(said)])
        return _verdict(code == 0, code, where) + (f": {counts}" if counts else "")

    def _result_of_demo(self, command: str, code: int, where: str) -> str:
        """Its own code says nothing of the photos: that they arrived is seen in their folder."""
        good = {0}
        if command == "screen":
            # Ctrl-C ended it: the window closed by itself, and took its folders along.
            good = {0, 130}
            if left := self._new_demos():
                return f"**leaves {len(left)} folders**; {where}"
        else:
            self._done = self._in("done/*")
        if code in good and self._done != ARRIVE:
            return f"**{self._done} of {ARRIVE} photos arrived**; {where}"
        return _verdict(code in good, code, where) + f": {self._done} photos arrived"


def _git(*words: str, folder: Path) -> str:
    return subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True, check=True).stdout.strip()


def _brought(pasted: list[str], said: str, new: int) -> str:
    """What had to be installed: what the pasted line named, else what the command installed as root."""
    names = " ".join(BY_ROOT.findall(said)).split()
    if pasted:
        names = pasted[0].rstrip("'").partition("recommends ")[2].split()
    if not names:
        return "nothing"
    how = "one line pasted" if pasted else "by itself"
    return f"{len(names)} package{'s'[: len(names) - 1]}, {how} ({new} with what they need)"


def _verdict(is_good: bool, code: int, where: str) -> str:
    return "passed" if is_good else f"**failed ({code})**; {where}"


def main(rest: list[str]) -> None:
    """Ends with 1 if anything failed."""
    wanted = _asked(rest)
    if not is_root():
        raise SystemExit("Making a clean Debian takes root: sudo python3 installer/dev.py fresh")
    logs = BUILD / "fresh"
    logs.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # what was made is taken away
    rows = []
    for row in _rows(wanted, logs):
        say(" · ".join(row.cells()))
        rows.append(row)
        _keep(row, logs)
    print(_table(rows))
    if wanted.write:
        _write(_table(_newest([*_of_this_history(_on_the_page()), *_of_this_history(_kept(logs))])))
    if not all(row.is_good for row in rows):
        raise SystemExit(1)


def _keep(row: Row, logs: Path) -> None:
    """So that a table may be made of several runs; each row says of which commit it is."""
    rows = {_what(one): one for one in [*_kept(logs), row]}
    (logs / KEPT).write_text(json.dumps([dataclasses.asdict(one) for one in rows.values()], indent=1))


def _kept(logs: Path) -> list[Row]:
    """The last row of each system, person and command, by their names."""
    path = logs / KEPT
    rows = [Row(**one) for one in json.loads(path.read_text())] if path.exists() else []
    return sorted(rows, key=_what)


def _on_the_page() -> list[Row]:
    """What is written there already, by whichever computer: only some of it is tried anew each time."""
    text = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| Debian ")]
    return [
        Row(system, python, who, command, result, float(seconds), brought, result.startswith("passed"), commit,
            float(load) if load.strip() else None)
        for system, python, who, command, result, seconds, load, brought, commit in lines
    ]  # fmt: skip


def _newest(rows: list[Row]) -> list[Row]:
    """One row of each system, person and command: that of the later commit; of two with the same one, the last."""
    found: dict[tuple[str, int, str], Row] = {}
    for row in rows:
        other = found.get(_what(row))
        if other is None or _led(other.commit, row.commit):
            found[_what(row)] = row
    return [found[what] for what in sorted(found)]


def _what(row: Row) -> tuple[str, int, str]:
    """What it tells of, in the order of the table."""
    return row.system, PEOPLE.index(row.who), row.command


def _of_this_history(rows: list[Row]) -> Iterator[Row]:
    """The rows whose commit led here, or one with the same files did, as after a rebase; then that one is named.

    Of another commit, nobody could look up what was tried.
    """
    commits = dict(line.split() for line in reversed(_git("log", "--format=%T %h", folder=ROOT).splitlines()))
    for row in rows:
        if found := commits.get(_tree(row.commit)):
            yield dataclasses.replace(row, commit=row.commit if _led(row.commit, "HEAD") else found)
        else:
            say(f"not written, because {row.commit} did not lead to this commit: {' · '.join(row.cells())}")


def _tree(commit: str) -> str:
    """What stands for its files; empty if it is not here."""
    asked = ["git", "-C", ROOT, "log", "-1", "--format=%T", commit, "--"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def _led(commit: str, later: str) -> bool:
    asked = ["git", "-C", ROOT, "merge-base", "--is-ancestor", commit, later]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _asked(rest: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py fresh", description=__doc__.partition("\n")[0])
    parser.add_argument("--system", type=_some_of(SYSTEMS), default=list(SYSTEMS), help=", ".join(SYSTEMS))
    parser.add_argument("--as", dest="who", type=_some_of(PEOPLE), default=list(PEOPLE), help=", ".join(PEOPLE))
    parser.add_argument("--run", type=_some_of(TYPED), default=DEFAULT.split(","), help=", ".join(TYPED))
    parser.add_argument("--keep", action="store_true", help="leave the machines, and say how to enter them")
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
        try:
            roots.make(suite, archive, *HAS, sources=roots.mirror())
            for who in wanted.who:
                with _machine(suite, who, is_kept=wanted.keep) as folder:
                    newcomer = Newcomer(roots.unpacked(archive, folder), who, SYSTEMS[suite], logs)
                    for command in wanted.run:
                        yield newcomer.does(command)
        finally:
            archive.unlink(missing_ok=True)


@contextlib.contextmanager
def _machine(suite: str, who: str, *, is_kept: bool) -> Iterator[Path]:
    """A folder for a root."""
    home = Path(tempfile.mkdtemp(prefix=f"photospool-{suite}-{who}-"))
    try:
        yield home / "root"
    finally:
        if is_kept:
            entered = Root(home / "root").command("bash", "-l", user=USER if who == "user" else "root")
            say(f"kept; to enter it: sudo {shlex.join(entered)}")
        else:
            shutil.rmtree(home, ignore_errors=True)


def _table(rows: list[Row]) -> str:
    head = ["system", "Python", "who", "command", "result", "seconds", "load", "what had to be installed", "commit"]
    lines = [head, ["---"] * len(head), *(row.cells() for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _write(table: str) -> None:
    """Put it between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    told = SEE.sub("", table)  # nobody who reads the page has the logs
    PAGE.write_text(f"{before}{BEGIN}\n{told}\n{END}{after}", encoding="utf-8")
