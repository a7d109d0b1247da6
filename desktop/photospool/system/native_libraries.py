"""The native libraries that packages of others bring along: which, how old, under which licence.

A package's own list names not all of them, so its files are looked at; a library's version is asked from the library
itself where it answers, else read from its file's name. ``dev.py audit`` and ``photospool licences`` tell it.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import PurePath
from typing import Final

from photospool.photo import heif
from photospool.security.child_env import ask_python

_GCC: Final = "GPL-3.0-or-later WITH GCC-exception-3.1"
_QT: Final = ("Qt", "LGPL-3.0-only")
KNOWN: Final[tuple[tuple[str, str, str], ...]] = (
    # Part of the file's name, the library, its licence (https://spdx.org/licenses).
    (r"heif", "libheif", "LGPL-3.0-or-later"),
    (r"de265", "libde265", "LGPL-3.0-or-later"),
    (r"gcc_s", "libgcc", _GCC),
    (r"stdc\+\+", "libstdc++", _GCC),
    (r"winpthread", "winpthreads", "MIT AND BSD-3-Clause"),
    (r"c\+\+", "libc++", "Apache-2.0 WITH LLVM-exception"),
    (r"avif", "libavif, with dav1d and AOM", "BSD-2-Clause"),
    (r"brotli", "Brotli", "MIT"),
    (r"freetype", "FreeType", "FTL"),
    (r"harfbuzz", "HarfBuzz", "MIT"),
    (r"raqm", "Raqm", "MIT"),
    (r"jpeg", "libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib"),
    (r"lcms2", "Little CMS", "MIT"),
    (r"lzma", "XZ Utils (liblzma)", "0BSD"),
    (r"openjp2", "OpenJPEG", "BSD-2-Clause"),
    (r"png", "libpng", "libpng-2.0"),
    (r"sharpyuv|webp", "libwebp", "BSD-3-Clause"),
    (r"tiff", "libtiff", "libtiff"),
    (r"zstd", "Zstandard", "BSD-3-Clause"),
    (r"z(lib)?(-ng)?\d?", "zlib or zlib-ng", "Zlib"),
    (r"Xau|Xdmcp|xcb.*|xkbcommon.*|X11-xcb", "X.Org and xkbcommon client libraries", "MIT"),
    (r"bsd|md", "libbsd", "BSD-3-Clause"),
    (r"icu(data|i18n|uc|dt|in)", "ICU", "Unicode-3.0"),
    (r"(msvcp|vcruntime|concrt|vccorlib|vcomp|vcamp)140", "Microsoft Visual C++ runtime", "Microsoft's own terms"),
    (r"opengl32sw", "Mesa", "MIT"),
    (r"d3dcompiler", "Direct3D shader compiler", "Microsoft's own terms"),
    (r"pyside6|shiboken6", "Qt for Python", "LGPL-3.0-only"),
    (r"Qt6", *_QT),
    (r"fast_image_resize|pyo3|rayon", "", "MIT OR Apache-2.0"),
    # Only the extras bring these.
    (r"raw(_r)?\Z", "LibRaw", "LGPL-2.1-only OR CDDL-1.0"),
    (r"jasper", "JasPer", "JasPer-2.0"),
    (r"gomp", "libgomp", _GCC),
    (r"(scipy_)?openblas", "OpenBLAS", "BSD-3-Clause"),
    (r"gfortran", "libgfortran", _GCC),
    (r"quadmath", "libquadmath", "LGPL-2.1-or-later"),
    (r"jxl", "libjxl", "BSD-3-Clause"),
    # Only bundles carry these: Python's own, and what Qt and Python need of the system.
    (r"python3", "Python", "PSF-2.0"),
    (r"ssl|crypto", "OpenSSL", "Apache-2.0"),
    (r"sqlite3", "SQLite", "blessing"),
    (r"ffi", "libffi", "MIT"),
    (r"expat", "Expat", "MIT"),
    (r"bz2", "bzip2", "bzip2-1.0.6"),
    (r"mpdec", "libmpdec", "BSD-2-Clause"),
    (r"uuid", "libuuid", "BSD-3-Clause"),
    (r"wayland-.*", "Wayland", "MIT"),
    (r"gssapi_krb5|k5crypto|krb5", "MIT Kerberos", "MIT"),
    (r"com_err", "libcom_err", "MIT"),
    (r"keyutils", "keyutils", "LGPL-2.1-or-later"),
)
"""An audit ends with 1 for a library that this table does not know: somebody has to look at its licence."""

_NATIVE: Final = re.compile(r"(\.so(\.\d+)*|\.dylib|\.dll)\Z")
_EXTENSION: Final = re.compile(r"\.(cpython-\w+|cp\d+|abi3)[\w-]*\.(so|dll)\Z|\.pyd\Z|-darwin\.so\Z")
_HASH: Final = re.compile(r"-(?=[0-9a-f]*\d)[0-9a-f]{8,32}(?=\.)")
_IN_NAME: Final = re.compile(r"\.so\.(\d+(?:\.\d+)*)\Z|\.(\d+(?:\.\d+)*)(?:\.zlib-ng)?\.dylib\Z")
_FEATURES: Final = {
    # Pillow's name of a feature → a file of the library, as the table above knows it.
    "avif": "avif",
    "freetype2": "freetype",
    "harfbuzz": "harfbuzz",
    "jpg_2000": "openjp2",
    "libjpeg_turbo": "jpeg",
    "libtiff": "tiff",
    "littlecms2": "lcms2",
    "raqm": "raqm",
    "webp": "webp",
    "zlib_ng": "zlib-ng",
}
LISTED: Final = ("fast_image_resize", "pyo3", "rayon")
"""Crates of Rust inside the resizer, whose versions only the package's own bill of materials tells."""
LINKED: Final = (*LISTED, "libjxl")
"""With the one inside the plugin of JPEG XL."""
_RESIZER: Final = "cykooz-resizer"
_RAW, _JXL = "rawpy", "pillow-jxl-plugin"
_INSIDE: Final = {
    "pillow": tuple(_FEATURES.values()),
    "cryptography": ("ssl",),
    _RESIZER: LISTED,
    _RAW: ("raw",),
    _JXL: ("jxl",),
}
_OWN_COPIES: Final = {_RAW: ("LibRaw",), _JXL: ("libjxl",), "numpy": ()}
"""Packages that bring libraries which others bring too, and what of theirs answers for itself."""
_CODE: Final = "from photospool.system.native_libraries import tell; tell()"
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class NativeLibrary:
    """One library of others, written in another language than Python."""

    name: str
    version: str
    """Empty where neither the library nor its file's name tells it."""
    licence: str
    """In SPDX's words; ``unknown`` for one that the table above does not know."""
    is_asked: bool = False
    """Whether the loaded library told its version itself."""


def known(file: str, *, owner: str = "") -> NativeLibrary | None:
    """What library a file is, by its name; None for what is no library, or an extension of Python.

    ``owner``: the package that brings it, whose own parts count as it.
    """
    name = PurePath(file).name
    if not _NATIVE.search(name) or _EXTENSION.search(name):
        return None
    plain = _HASH.sub("", name)
    stem = plain.split(".")[0].removeprefix("lib")
    found = _IN_NAME.search(plain)
    version = next((part for part in found.groups() if part), "") if found else ""
    for pattern, library, licence in KNOWN:
        if re.match(pattern, stem):
            return NativeLibrary(library or stem, "" if library == _QT[0] else version, licence)
    if owner.startswith(("pyside6", "shiboken6")) or "/PySide6/" in f"/{file}":
        return NativeLibrary(_QT[0], "", _QT[1])
    return NativeLibrary(stem, version, UNKNOWN)


def carried(files: Iterable[str], told: Mapping[str, str], *, owner: str = "") -> tuple[NativeLibrary, ...]:
    """The libraries among these files, each once, by name; ``told`` has what the loaded libraries say."""
    found = {native.name: native for file in files if (native := known(file, owner=owner)) is not None}
    # Linked into an extension, as Pillow's are on Windows, no file shows them.
    inside = (known(f"lib{part}.so") for part in _INSIDE.get(owner, ()))
    if owner in _OWN_COPIES:
        told = {name: version for name, version in told.items() if name in _OWN_COPIES[owner]}
    found = {native.name: native for native in inside if native and native.name in told} | found
    return tuple(asked(found[name], told) for name in sorted(found, key=str.lower))


def asked(native: NativeLibrary, told: Mapping[str, str]) -> NativeLibrary:
    """With the version that the loaded library tells, if it does."""
    version = told.get(native.name, "")
    return replace(native, version=version, is_asked=True) if version else native


def ask() -> dict[str, str]:
    """Library → version, from the loaded libraries, asked in a process of its own; takes some tenths of a second."""
    try:
        said = ask_python(_CODE)
    except (OSError, ValueError, subprocess.SubprocessError):
        return {}
    return {str(name): str(version) for name, version in said.items()}


def tell() -> None:
    """Be the process that ``ask`` starts: load the libraries and write down what they say."""
    told = dict(heif.standing().versions)
    features = importlib.import_module("PIL.features")
    for feature, part in _FEATURES.items():
        native = known(f"lib{part}.so")
        if native and features.check(feature) and (version := features.version(feature)):
            told[native.name] = str(version)
    told |= _listed() | _of_extras()
    with contextlib.suppress(ImportError):  # without the window, or without what Qt needs of the system
        told[_QT[0]] = importlib.import_module("PySide6.QtCore").qVersion()
    with contextlib.suppress(ImportError):  # only the keyring of Linux needs it
        openssl = importlib.import_module("cryptography.hazmat.backends.openssl").backend.openssl_version_text()
        told["OpenSSL"] = openssl.split()[1]
    os.write(1, json.dumps(told).encode("ascii"))


def _of_extras() -> dict[str, str]:
    """What LibRaw says, and of libjxl the plugin's own bill of materials: it is linked into it and tells nobody."""
    told = {}
    with contextlib.suppress(ImportError):
        told["LibRaw"] = ".".join(map(str, importlib.import_module("rawpy").libraw_version))
    if version := _materials(_JXL).get("jpegxl-src"):
        told["libjxl"] = version
    return told


def _listed() -> dict[str, str]:
    """What the resizer's bill of materials says of the crates that are linked into it.

    It lists far more, also what only its tests use: so those are named here that lie inside.
    """
    return {name: version for name, version in _materials(_RESIZER).items() if name in LISTED}


def _materials(package: str) -> dict[str, str]:
    """Part → version of what a package says that it is made of (CycloneDX, PEP 770); empty where it says nothing."""
    try:
        dist = metadata.distribution(package)
        texts = [file.read_text() for file in dist.files or [] if file.name.endswith(".cyclonedx.json")]
        parts = [part for text in texts for part in json.loads(text)["components"]]
        return {str(part["name"]): str(part["version"]) for part in parts}
    except (metadata.PackageNotFoundError, OSError, ValueError, KeyError, TypeError):
        return {}
