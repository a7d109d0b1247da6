"""The body of ``dev.py test``: all parts run, whatever came of those before; then it is said what failed, with minutes.

    test                      every check and every test, several at a time
    test --search [TIMES]     only the tests that draw their examples at random, over many times as many (20)
    test --shuffle [SEED]     in another order, which the seed brings back
    test --browser firefox    only the page's tests, all of them in Firefox
    test ANYTHING ELSE        goes to pytest: a folder, -k, -n 0 for one after the other

Which parts there are is dev.py's.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import rooms
from dev_env import BUILD, ROOT, Environment, run, say

SEARCH = "PHOTOSPOOL_SEARCH"
TIMES = 20
HOURS_S = 4 * 3600
"""How long one test may search: pytest's own limit is for the usual number of examples."""
NOTHING_TO_DO = 5
"""pytest's exit code where no test was chosen."""
SOME_FAILED = 1
"""pytest's exit code where all ran and some failed."""
MOST_ALONE = 3
"""So many failed tests of a part with a screen are tried once more: more than that are no chance."""
WITH_A_SCREEN = ("gui", "browser")
"""Folders of tests that need Qt or a browser."""
BROWSER = "PHOTOSPOOL_TEST_BROWSER"
BROWSERS = ("chromium", "firefox")
MOST_WORKERS = 8
ESLINT = "eslint@9.39.1"
"""https://www.npmjs.com/package/eslint: MIT, of the OpenJS Foundation; this line runs on Node.js 18.18 and later."""


@dataclass(frozen=True)
class Part:
    """Something that is tried; ``do`` returns an exit code."""

    name: str
    do: Callable[[], int]
    notes: list[str] = field(default_factory=list)
    """What is said of it at the end, though it passed; ``do`` adds to it."""


@dataclass(frozen=True)
class SuiteOptions:
    """What was typed behind ``test``."""

    search: int
    """How many times as many examples are drawn, at random; 0: the usual ones."""
    seed: str
    """What the order is made of; empty: the usual one."""
    browser: str
    """Which one the page's tests have, and nothing else is tested; empty: every test, the page's in Chromium."""
    rest: Sequence[str]
    """Of pytest."""

    @classmethod
    def of(cls, words: Sequence[str]) -> SuiteOptions:
        """Read the words."""
        parser = argparse.ArgumentParser(prog="dev.py test", add_help=False, allow_abbrev=False)
        parser.add_argument("--search", nargs="?", type=int, const=TIMES, default=0)
        parser.add_argument("--shuffle", nargs="?", const=str(secrets.randbelow(1_000_000)), default="")
        parser.add_argument("--browser", choices=BROWSERS, default="")
        known, rest = parser.parse_known_args(words)
        return cls(known.search, known.shuffle, known.browser, rest)

    @property
    def is_ordinary(self) -> bool:
        """Whether every test runs, in the usual order and with the usual examples."""
        return not (self.search or self.seed or self.rest)

    def pytest(self, *where: str, is_drawn: bool = False) -> list[str]:
        """The words for pytest; what was typed comes last and wins. ``is_drawn``: with windows or a browser."""
        words = ["-m", "pytest", "-n", str(workers(is_drawn=is_drawn)), "--dist", "worksteal", *where]
        if self.search:
            words += ["-m", "hypothesis", "-o", f"timeout={HOURS_S}"]
        if self.seed:
            words += ["--random-order", f"--random-order-seed={self.seed}"]
        return [*words, *self.rest]

    def env(self, env: dict[str, str]) -> dict[str, str]:
        """The variables for pytest."""
        wanted = {SEARCH: str(self.search)} if self.search else {}
        return {**env, **wanted, **({BROWSER: self.browser} if self.browser else {})}


def workers(*, is_drawn: bool = False) -> int:
    """How many tests run at a time: two for each core, because most of them wait for a server, a disk or a process.

    What is drawn keeps its core busy: one for each core. Twice as many gained nothing (111 of the page's tests took
    112 s by two and 119 s by four, on two cores), and their browsers answered late.
    """
    cores = os.cpu_count() or 1
    return min(MOST_WORKERS, cores if is_drawn else 2 * cores)


def tests(name: str, environment: Environment, wish: SuiteOptions, env: dict[str, str], *where: str) -> Part:
    """A part that is one call of pytest."""

    def do() -> int:
        code = run(environment.python, *wish.pytest(*where), env=wish.env(env), check=False)
        return 0 if code == NOTHING_TO_DO else code

    return Part(name, do)


def core(environment: Environment, wish: SuiteOptions, env: dict[str, str]) -> Part:
    """All that needs neither Qt nor a browser, where Qt is not installed."""
    return tests("core", environment, wish, env, *(f"--ignore=tests/{name}" for name in WITH_A_SCREEN))


def drawn(name: str, environment: Environment, wish: SuiteOptions, env: dict[str, str], where: str) -> Part:
    """A part with a screen. Of an ordinary run, up to three tests that failed are tried once more, one after the other.

    A browser on a busy machine may lose a key or a press that it was sent; a fault of ours fails again. What passed
    only alone is named, for it may be a race of ours all the same.
    """
    cache = BUILD / f"pytest-{name}"
    notes: list[str] = []

    def call(*words: str) -> int:
        return run(environment.python, *wish.pytest(*words, is_drawn=True), env=wish.env(env), check=False)

    def do() -> int:
        if not wish.is_ordinary:
            return 0 if (code := call(where)) == NOTHING_TO_DO else code
        shutil.rmtree(cache, ignore_errors=True)
        keep = ("-o", f"cache_dir={cache}")
        code = call(where, *keep)
        failed = last_failed(cache) if code == SOME_FAILED else []
        if not 0 < len(failed) <= MOST_ALONE:
            return code
        say(f"{name}: tried once more, alone: {len(failed)}")
        if call(where, *keep, "--last-failed", "-n", "0"):
            return code
        notes.append(f"{name}: passed only alone, look for a race: {', '.join(failed)}")
        return 0

    return Part(name, do, notes)


def last_failed(cache: Path) -> list[str]:
    """The names of the tests that failed in the run that had this cache; none where pytest wrote nothing."""
    try:
        return sorted(json.loads((cache / "v" / "cache" / "lastfailed").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return []


def screens(environment: Environment, wish: SuiteOptions, env: dict[str, str]) -> list[Part]:
    """Window and page; the page alone where a browser was named."""
    wanted = ("browser",) if wish.browser else WITH_A_SCREEN
    there = [name for name in wanted if (ROOT / "tests" / name).exists()]
    names = {"gui": "window", "browser": "page"}
    return [drawn(names[name], environment, wish, env, f"tests/{name}") for name in there]


def try_all(parts: Sequence[Part]) -> None:
    """Run them, one after the other, and say what came of them. Ends with code 1 where one failed."""
    table: list[tuple[str, float, int]] = []
    for part in parts:
        say(part.name)
        began = time.monotonic()
        code = part.do()
        table.append((part.name, (time.monotonic() - began) / 60, code))
    say("what came of it")
    for name, minutes, code in table:
        print(f"  {name:<12} {minutes:5.1f} min  {f'failed ({code})' if code else 'passed'}")
    for note in (note for part in parts for note in part.notes):
        say(note)
    failed = [name for name, _, code in table if code]
    total = f"in {sum(minutes for _, minutes, _ in table):.1f} min"
    if failed:
        say(f"failed: {', '.join(failed)}; {total}")
        raise SystemExit(1)
    say(f"all passed {total}")


def check(environment: Environment) -> int:
    """Style, types and the one-way layers: all of them, then the code of the first that failed."""
    commands: list[tuple[str | Path, ...]] = [
        (environment.command("ruff"), "check", "."),
        (environment.command("ruff"), "format", "--check", "."),
        (environment.command("mypy"),),
        (environment.command("lint-imports"), "--no-cache"),
    ]
    codes = [*(run(*command, check=False) for command in commands), rooms.check(), check_page()]
    return next((code for code in codes if code), 0)


def check_page() -> int:
    """The album page's JavaScript, by ESLint from npm where Node.js is there: the page itself has no packages."""
    npx = shutil.which("npx")
    if npx is None:
        say("no Node.js is here: the page's JavaScript is not looked through")
        return 0
    eslint = (npx, "--yes", "--loglevel=error", ESLINT)
    if run(*eslint, "--version", check=False):
        say("ESLint can't be had from npm: the page's JavaScript is not looked through")
        return 0
    return run(*eslint, "--config", ROOT / "installer" / "eslint.config.mjs", ROOT / "resources" / "album", check=False)
