"""A bundle's ICU without the tables that nothing in it can reach: 19 of its 30 MB.

Qt asks ICU for four things: to sort as a language does, names of time zones, upper and lower case (which is built into
its code), and encodings other than UTF-8, which nobody here asks Qt for. The tables of the first two stay, for all
languages. tests/gui/test_icu.py holds that Qt asks for nothing else, and that what stays gives the same answers.
"""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from pathlib import Path

NAME = re.compile(r"libicudata\.so\.(\d+)")
UNREACHABLE = re.compile(
    r"[^/]+/((brkitr|curr|lang|rbnf|region|translit|unit)/.*"  # breaks, money, names of languages and countries, units
    r"|.*\.(cnv|spp|cfu)|unames\.icu)"  # encodings, stringprep, look-alikes, names of characters
)
PROGRAMS = ("as", "ld", "objcopy")
"""Of binutils."""
_ORDER = "<" if sys.byteorder == "little" else ">"


def tables(data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The header of a package of ICU's data (format “CmnD”), and the tables in it by their names, in their order.

    After the header: how many there are, then where each name and each table begins, counted from there.
    """
    (begin,) = struct.unpack_from(_ORDER + "H", data)
    (count,) = struct.unpack_from(_ORDER + "I", data, begin)
    places = [struct.unpack_from(_ORDER + "II", data, begin + 4 + 8 * number) for number in range(count)]
    ends = [place for _, place in places[1:]] + [len(data) - begin]
    found = {}
    for (name, place), end in zip(places, ends, strict=True):
        word = data[begin + name : data.index(b"\0", begin + name)].decode("ascii")
        found[word] = data[begin + place : begin + end]
    return data[:begin], found


def package(header: bytes, kept: dict[str, bytes]) -> bytes:
    """The same form again, of these tables; each begins at a multiple of 16 bytes, as ICU wants it."""
    names, at = [], 4 + 8 * len(kept)
    for name in kept:
        names.append(at)
        at += len(name) + 1
    body, places = b"".join(name.encode("ascii") + b"\0" for name in kept), []
    out = bytearray()
    start = -(-at // 16) * 16
    for table in kept.values():
        places.append(start + len(out))
        out += table + bytes(-len(table) % 16)
    toc = struct.pack(_ORDER + "I", len(kept))
    toc += b"".join(struct.pack(_ORDER + "II", *both) for both in zip(names, places, strict=True))
    return header + (toc + body).ljust(start, b"\0") + bytes(out)


def data_of(library: Path, folder: Path) -> bytes:
    """The data in ``libicudata.so.N``."""
    raw = folder / "icudata.rodata"
    subprocess.run(["objcopy", "-O", "binary", "--only-section=.rodata", library, raw], check=True)
    data = raw.read_bytes()
    return data[data.index(b"CmnD") - 12 :]  # the format stands in the 13th byte of the header


def reduced(library: Path, folder: Path) -> Path:
    """The same library without what nothing can reach; made in ``folder``. Raises ValueError for another library."""
    found = NAME.fullmatch(library.name)
    if found is None:
        raise ValueError(f"{library.name} holds no tables of ICU")
    folder.mkdir(parents=True, exist_ok=True)
    header, known = tables(data_of(library, folder))
    kept = {name: table for name, table in known.items() if not UNREACHABLE.fullmatch(name)}
    symbol, made = f"icudt{found[1]}_dat", folder / library.name
    data, source, unlinked = folder / "icudata.dat", folder / "icudata.s", folder / "icudata.o"
    data.write_bytes(package(header, kept))
    source.write_text(
        f'.globl {symbol}\n.type {symbol}, %object\n.section .rodata\n.balign 16\n{symbol}: .incbin "{data}"\n'
        f'.size {symbol}, . - {symbol}\n.section .note.GNU-stack,"",%progbits\n'
    )
    subprocess.run(["as", "-o", unlinked, source], check=True)
    subprocess.run(["ld", "-shared", "-soname", library.name, "-o", made, unlinked], check=True)
    return made
