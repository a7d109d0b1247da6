#!/usr/bin/env python3
"""The development command: sets up what it needs and runs it. Needs nothing but git and Python 3.11.

python3 installer/dev.py demo     see photos travel into an album, on throw-away folders
python3 installer/dev.py test     every check and every test; see suite.py for --search, --shuffle and --browser
                                  “test --couchdb” with CouchDB's own image in Docker or Podman, removed afterwards
python3 installer/dev.py core     only the tests of the core, which want no package of the system
python3 installer/dev.py check    only the checks: style, types, layers
python3 installer/dev.py bench    what it costs, with the goals beside it; see docs/performance.md
python3 installer/dev.py translate    collect the windows' texts for translating, and compile them
python3 installer/dev.py pictures [FOLDER]   draw every window on three screens, light and dark, in every language;
                                             “pictures readme” the two that the README shows
python3 installer/dev.py audit    what we carry of others, how old it is, and whether somebody still looks after it
python3 installer/dev.py docs     write what docs say of commands, settings and rooms from the code
python3 installer/dev.py wheel    build wheel and source archive, and try them in an empty environment
python3 installer/dev.py bundle   build what people download for this system, and try it with nothing else around
python3 installer/dev.py deb      make the Debian package of the bundle, and try it in a clean Debian
python3 installer/dev.py release v0.2.0   what a release of that name still lacks; see docs/packaging.md
python3 installer/dev.py fresh    demo and test in clean Debians, as root and as a user; hours, see docs/packaging.md
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # before anything else: an older one can't even read the rest
    raise SystemExit(
        f"Photospool needs Python 3.11 or later; this is {sys.version.split()[0]}. "
        "Where a newer one is installed, name it:\n\n    python3.13 installer/dev.py demo\n\n"
        "Where none is, your system's packages or https://www.python.org/downloads/ have one."
    )

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import containers
import packages
import screens
import suite
import translations
import wheel
from dev_env import (
    BUILD,
    ROOT,
    bench_environment,
    core_environment,
    desktop_environment,
    is_root,
    run,
    say,
)

STOPPED = 130
"""The exit code after Ctrl-C, as shells have it."""
POUCHDB = "pouchdb-server@4.2.0"
AXE = "axe-core@4.14.1"
"""https://www.npmjs.com/package/axe-core: MPL-2.0, of Deque."""


def have_real_couchdb() -> bool:
    """Whether the tests will find a real CouchDB (the tests' own look-up decides again)."""
    places = [
        "/opt/couchdb/bin/couchdb",
        "/Applications/Apache CouchDB.app",
        "C:/Program Files/Apache CouchDB/bin/couchdb.cmd",
    ]
    named = os.environ.get("PHOTOSPOOL_TEST_COUCHDB", "")
    return named != "none" and (bool(named) or any(Path(place).exists() for place in places))


def from_npm(package: str, wanted: Path) -> bool:
    """Whether the file of an npm package is there, brought into a folder of ours where it was not."""
    npm = shutil.which("npm")
    if wanted.exists() or npm is None:
        return wanted.exists()
    say(f"bringing {package} for a part of the tests")
    folder = BUILD / wanted.relative_to(BUILD).parts[0]
    folder.mkdir(parents=True, exist_ok=True)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder)]
    if run(npm, "install", *options, package, check=False):
        say("could not install it; the tests that need it say so")
    return wanted.exists()


def test_server(env: dict[str, str]) -> None:
    """Where no CouchDB is installed, bring the small server that speaks its protocol."""
    server = BUILD / "pouchdb" / "node_modules" / ".bin" / "pouchdb-server"
    if not have_real_couchdb() and from_npm(POUCHDB, server):
        env["PHOTOSPOOL_POUCHDB"] = str(server)


def test_axe(env: dict[str, str]) -> None:
    """What looks for barriers in the page."""
    script = BUILD / "axe" / "node_modules" / "axe-core" / "axe.min.js"
    if from_npm(AXE, script):
        env["PHOTOSPOOL_AXE"] = str(script)


def check() -> None:
    """Style, types and the one-way layers."""
    if code := suite.check(desktop_environment()):
        raise SystemExit(code)


def test(rest: list[str]) -> None:
    """Every check and every test; all of them run, then it is said what failed."""
    wish = suite.SuiteOptions.of(rest)
    core, desktop = core_environment(), desktop_environment()
    env = dict(os.environ)
    test_server(env)
    test_axe(env)
    all_others = [suite.Part("checks", lambda: suite.check(desktop)), suite.core(core, wish, env)]
    suite.try_all([*([] if wish.browser else all_others), *suite.screens(desktop, wish, env)])


def test_with_servers(rest: list[str]) -> None:
    """The tests, with a real CouchDB in a container where one is wanted and can be had."""
    is_asked = containers.OPTION in rest
    rest = [word for word in rest if word != containers.OPTION]
    with containers.couchdbs(is_asked=is_asked, has_real=have_real_couchdb()) as servers:
        os.environ.update(servers.variables)
        try:
            test(rest)
        finally:
            if servers.not_tried:
                say(servers.not_tried)


def test_core(rest: list[str]) -> None:
    """The tests of the core alone, which want no package of the system: for each Python that is alive."""
    wish, core, env = suite.SuiteOptions.of(rest), core_environment(), dict(os.environ)
    test_server(env)
    suite.try_all([suite.core(core, wish, env)])


def has_screen() -> bool:
    """Whether windows can be shown to somebody."""
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def demo(rest: list[str]) -> None:
    """Photos travel into an album on throw-away folders; in the window where there is a screen."""
    environment = desktop_environment() if has_screen() else core_environment()
    run(environment.command("photospool"), "demo", *rest)


def bench(rest: list[str]) -> None:
    """What it costs, against the script that it grew out of."""
    run(bench_environment().python, "-m", "tests.benchmarks", *rest)


def pictures(rest: list[str]) -> None:
    """Every window, dialog and state as a picture, on each screen in a process of its own, for Qt asks once."""
    if rest == ["readme"]:
        fine = max(screens.SCREENS, key=lambda screen: screen.scale)
        with tempfile.TemporaryDirectory(prefix="photospool-screens-") as kept:
            env = {**os.environ, **fine.variables(Path(kept))}
            run(desktop_environment().python, "-m", "installer.pictures", "docs/pictures", "--readme", env=env)
        return
    folder = [] if rest and not rest[0].startswith("-") else [str(BUILD / "pictures")]
    environment = desktop_environment()
    with tempfile.TemporaryDirectory(prefix="photospool-screens-") as kept:
        for screen in screens.SCREENS:
            env = {**os.environ, **screen.variables(Path(kept))}
            run(environment.python, "-m", "installer.pictures", *folder, *rest, "--screen", screen.name, env=env)
    say(f"drawn into {(folder or rest)[0]}")


def make_bundle() -> Path:
    """The bundle, tried, and what is made of it for this system."""
    import bundle
    import smoke

    built = bundle.build()
    smoke.smoke(built)
    say(f"{bundle.installer(built).relative_to(ROOT)} is ready")
    return built


def try_fresh(rest: list[str]) -> None:
    """The README's commands in clean Debians."""
    import fresh

    fresh.main(rest)


def try_release(rest: list[str]) -> None:
    """What a release lacks, its notes and sums."""
    import release

    release.main(rest)


def make_deb() -> None:
    """The Debian package, made of the tried bundle, and tried in a clean Debian."""
    import deb

    deb.check(deb.build(make_bundle()))


@dataclass(frozen=True)
class Verb:
    """What can be asked for."""

    do: Callable[[list[str]], object]
    needs: Callable[[], Iterable[str]] = tuple
    """The Debian packages that it wants, all of them: they are asked for once, before anything begins."""


def of_demo() -> Iterable[str]:
    """A window only where there is a screen."""
    return packages.QT if has_screen() else ()


def of_test() -> Iterable[str]:
    """All parts of the tests."""
    disks = packages.DISK if is_root() else ()
    proxy = packages.PROXY if os.environ.get("CI") else ()
    tried_with = (*packages.ENTRY, *packages.LIBRARIES, *packages.DESKTOP, *packages.BROWSER, *packages.FILMS)
    return (*packages.QT, *tried_with, *disks, *proxy)


VERBS = {
    "demo": Verb(demo, of_demo),
    "test": Verb(test_with_servers, of_test),
    "core": Verb(test_core),
    "check": Verb(lambda _: check()),
    "bench": Verb(bench, lambda: packages.QT),
    "translate": Verb(lambda _: translations.renew(desktop_environment()), lambda: packages.QT),
    "pictures": Verb(pictures, lambda: packages.QT),
    "audit": Verb(lambda rest: run(desktop_environment().python, "installer/audit.py", *rest), lambda: packages.QT),
    "docs": Verb(lambda _: run(core_environment().python, "installer/reference.py")),
    "release": Verb(try_release),
    "wheel": Verb(lambda _: wheel.smoke(wheel.build())),
    "bundle": Verb(lambda _: make_bundle(), lambda: (*packages.BUNDLE, *packages.for_pyinstaller())),
    "fresh": Verb(try_fresh, lambda: packages.FRESH),
    "deb": Verb(lambda _: make_deb(), lambda: (*packages.DEB, *packages.for_pyinstaller())),
}


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=VERBS)
    if not sys.argv[1:]:
        parser.print_help()
        raise SystemExit(2)
    known, rest = parser.parse_known_args()
    verb = VERBS[known.what]
    try:
        packages.bring(verb.needs(), f"“{known.what}” needs packages of the system that are missing.")
        verb.do(rest)
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None


if __name__ == "__main__":
    main()
