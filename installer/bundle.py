"""Builds the bundle of this system with PyInstaller, from the installed wheel, and what is made of it: .dmg, installer.

The wheel, the icons and the licences are made anew each time; nothing comes from the checkout but through the wheel.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import left_out
import wheel
from dev_env import BUILD, ROOT, run, say

sys.path.insert(0, str(ROOT / "desktop"))
from photospool.gui import qt_libraries

SPEC = ROOT / "installer" / "pyinstaller" / "photospool.spec"
MOST_MB = {"linux": 144}
"""Unpacked; 9 of them scale pictures. A bundle that grows past it has something in it that nobody needs."""

OF_C = re.compile(r"(ld-linux.*|lib(c|m|dl|pthread|rt|resolv|util))\.so\.\d+")
OF_THE_SYSTEM = {*qt_libraries.OF_QT, *(name for some in qt_libraries.OF_PLATFORM.values() for name in some)}
"""What the program asks for at its start, by name, and a package of ours depends on."""
OPTIONAL = {"libwayland-egl.so.1"}
"""Qt's plugin for OpenGL under Wayland wants it; where it is missing Qt leaves that plugin alone: we draw no OpenGL."""


def build() -> Path:
    """The folder of the bundle (on macOS, the .app)."""
    environment = wheel.bundle_environment()
    run(environment.python, "-m", "pip", "-q", "install", "--no-deps", "--force-reinstall", wheel.build())
    icons, licences = BUILD / "icons", BUILD / "licences"
    run(environment.python, ROOT / "installer" / "icons.py", icons)
    run(environment.python, "-m", "photospool.system.licences", licences)
    env = {**os.environ, "PHOTOSPOOL_ICONS": str(icons), "PHOTOSPOOL_LICENCES": str(licences)}
    if sys.platform == "win32":
        env["PHOTOSPOOL_VERSION_FILE"] = str(_version_file(environment.python))
    say("building the bundle")
    started = time.monotonic()
    target = ROOT / "dist"
    shutil.rmtree(target / "Photospool", ignore_errors=True)
    log = BUILD / "pyinstaller.log"
    command = [environment.python, "-m", "PyInstaller", "--noconfirm", "--distpath", target, "--workpath", BUILD, SPEC]
    with log.open("wb") as out:
        done = subprocess.run([str(part) for part in command], cwd=BUILD, env=env, stdout=out, stderr=out, check=False)
    if done.returncode:
        raise SystemExit(f"PyInstaller failed:\n{log.read_text(errors='replace')[-3000:]}")
    bundle = target / ("Photospool.app" if sys.platform == "darwin" else "Photospool")
    size_mb = size_of(bundle) / 2**20
    say(f"{bundle.relative_to(ROOT)}: {size_mb:.0f} MB, {time.monotonic() - started:.0f} s")
    say(f"left out of it {left_out.told(BUILD / left_out.NAME)}")
    if size_mb > MOST_MB.get(sys.platform, 10_000):
        raise SystemExit(f"The bundle may have {MOST_MB[sys.platform]} MB at the most.")
    if sys.platform == "linux" and (found := unmet(needed(bundle))):
        wanted = "\n".join(f"{name} (by {', '.join(by)})" for name, by in found.items())
        raise SystemExit(f"What is in the bundle needs what was left out of it:\n{wanted}")
    return bundle


def needed(bundle: Path) -> dict[str, list[str]]:
    """The libraries that what is in a bundle for Linux names and that are not in it, with who names them."""
    there, found = {path.name for path in bundle.rglob("*")}, dict[str, list[str]]()
    for path in sorted(bundle.rglob("*")):
        if path.is_symlink() or not path.is_file() or not _is_elf(path):
            continue
        told = subprocess.run(["readelf", "-dW", path], capture_output=True, text=True, check=True).stdout
        for name in re.findall(r"\(NEEDED\).*\[(.+)\]", told):
            if name not in there:
                found.setdefault(name, []).append(path.name)
    return found


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def unmet(needed: dict[str, list[str]]) -> dict[str, list[str]]:
    """Those that no system is asked for: nobody would find them there."""
    known = OF_THE_SYSTEM | OPTIONAL
    return {name: by for name, by in needed.items() if name not in known and not OF_C.fullmatch(name)}


def program_of(bundle: Path) -> Path:
    """The program in a bundle."""
    if bundle.suffix == ".app":
        return bundle / "Contents" / "MacOS" / "photospool"
    return bundle / ("photospool.exe" if sys.platform == "win32" else "photospool")


def size_of(folder: Path) -> int:
    """Bytes of all files, each counted once."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def version(python: Path) -> str:
    """The version of the installed wheel."""
    asked = "import importlib.metadata; print(importlib.metadata.version('photospool'))"
    return subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout.strip()


def installer(bundle: Path) -> Path:
    """What people download on this system: a .dmg, a Windows installer, an archive; the .deb is a verb of its own."""
    number = version(wheel.bundle_environment().python)
    if sys.platform == "darwin":
        target = ROOT / "dist" / f"Photospool-{number}.dmg"
        run(sys.executable, ROOT / "installer" / "macos" / "dmg.py", bundle, target)
        return target
    if sys.platform == "win32":
        compiler = shutil.which("iscc") or r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe"
        script = ROOT / "installer" / "windows" / "photospool.iss"
        run(
            compiler,
            f"/DVersion={number}",
            f"/DBundle={bundle}",
            f"/DIcons={BUILD / 'icons'}",
            f"/O{ROOT / 'dist'}",
            script,
        )
        return ROOT / "dist" / f"Photospool-{number}-setup.exe"
    name = ROOT / "dist" / f"Photospool-{number}-linux-{platform.machine()}"
    return Path(shutil.make_archive(str(name), "gztar", bundle.parent, bundle.name))


def _version_file(python: Path) -> Path:
    """Windows shows this in a program's properties."""
    number = version(python)
    first, second, third, *_ = (int(part) for part in [*re.findall(r"\d+", number), 0, 0, 0])
    numbers = (first, second, third, 0)
    shown = {
        "CompanyName": "Photospool",
        "FileDescription": "Photospool",
        "FileVersion": number,
        "InternalName": "photospool",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "photospool.exe",
        "ProductName": "Photospool",
        "ProductVersion": number,
    }
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in shown.items())
    file = BUILD / "version.txt"
    file.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, "
        f"fileType=0x1, subtype=0x0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )
    return file
