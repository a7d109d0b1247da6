"""The one room that knows which decoder opens HEIC: no other module imports it, and another decoder is this one file.

``standing`` and ``register`` load the decoder and belong into a worker. The program itself never does: it asks a
process of its own (``ask``), so that a library that is broken, or ended by its keepers, harms nothing but HEIC.
docs/decisions/0001-heic-decoder.md says who keeps the decoder, and what is done when they stop.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from photospool.errors import DecoderUnfit
from photospool.messages import joined, message, record, recorded
from photospool.photo import sandbox
from photospool.photo.sandbox import SandboxParts
from photospool.security.child_env import ask_python

if TYPE_CHECKING:
    from PIL import Image

FLOORS: Final[Mapping[str, tuple[int, ...]]] = {"libheif": (1, 23, 4), "libde265": (1, 1, 3)}
"""The oldest libraries that may open a photo: what is older has memory faults that are rated critical
(GHSA-2jg2-4ch7-h545, GHSA-g89c-p67h-r497, GHSA-x8r2-mggj-j6wr, GHSA-xp3h-6f5r-8cxp). The one place that says so."""
MENDED: Final[Mapping[str, tuple[int, ...]]] = {"libheif": (1, 23, 5)}
"""Releases that mended more; each becomes a floor once a decoder that we may pass on carries it. See decision 1."""

PACKAGE: Final = "pi-heif-decoder"
ENDED: Final = "pi-heif"
"""Its forerunner, discontinued with 1.4.0. Both bring the module ``pi_heif``; taking one away empties the other."""
LINE: Final = f"pip uninstall -y {ENDED} && pip install --force-reinstall --no-deps {PACKAGE}"
"""Mends every mixture of the two."""

WAITS: Final = "HEIC that waits for its decoder"
"""Why a HEIC stays in incoming while nothing may open it; also the word under which it is counted."""

ALLOW: Final = "photospool settings set photos.heic_anyway"
"""The command that answers whether HEIC is opened also where nothing closes its decoder in."""

FLAG: Final = "--tell-decoder"
_CODE = "from photospool.photo.heif import answer; answer()"
_NUMBERS = re.compile(r"\d+(?:\.\d+)+")
_EXTENSIONS = (".heic", ".heif", ".hif")
_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"))
_GENERAL_BRANDS = frozenset((b"mif1", b"msf1"))
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_MEANWHILE = "Until then HEIC photos wait in incoming, and all others go on."


@dataclass(frozen=True, slots=True)
class HeicSupport:
    """What opens HEIC here, and whether it may."""

    versions: Mapping[str, str] = field(default_factory=dict)
    """Library → version, as the loaded library itself says."""
    is_fit: bool = False
    """Whether HEIC may be opened with it."""
    title: str = ""
    """What is wrong, also where HEIC still goes on; empty when all is well."""
    advice: str = ""
    asks: bool = False
    """Whether a yes of the user's would open HEIC all the same, and nobody has asked for it yet."""

    cage: Mapping[str, object] = field(default_factory=dict)
    """What closed in the process that was asked, as ``Parts.message`` tells it."""

    @property
    def parts(self) -> SandboxParts:
        """What is closed around what reads photos here."""
        return SandboxParts.from_message(self.cage)

    @property
    def words(self) -> str:
        """The libraries in words: ``libheif 1.23.4, libde265 1.1.3``."""
        return ", ".join(f"{name} {version}" for name, version in self.versions.items()) or "none"

    @property
    def problem(self) -> DecoderUnfit | None:
        """Why HEIC can't be opened, or None."""
        return None if self.is_fit else DecoderUnfit(self.title, self.advice)


# In a worker.


@cache
def standing() -> HeicSupport:
    """Load the decoder, once, and look at it. Nothing is opened with it."""
    is_mixed = _is_there(ENDED)
    try:
        import pi_heif

        versions = _versions(pi_heif.libheif_info())
    except Exception:  # noqa: BLE001 - it is not there, empty, half there, or of another system
        title = "The decoder for HEIC photos is missing, empty or damaged."
        return HeicSupport({}, False, title, joined(_remedy(), _MEANWHILE))
    old = [name for name, floor in FLOORS.items() if _numbers(versions.get(name, "")) < floor]
    if old:
        found = ", ".join(f"{name} {versions.get(name, 'of no known version')}" for name in old)
        wanted = ", ".join(f"{name} {'.'.join(map(str, FLOORS[name]))}" for name in old)
        title = message(
            "The decoder for HEIC photos has known faults ({found}; {wanted} mends them).", found=found, wanted=wanted
        )
        return HeicSupport(versions, False, title, joined(_remedy(), _MEANWHILE))
    if is_mixed:
        title = "The ended package pi-heif is still installed beside the one that took its place."
        return HeicSupport(
            versions,
            True,
            title,
            joined(_remedy(), "HEIC photos go on until one of the two is taken away."),
        )
    return HeicSupport(versions, True)


def register() -> bool:
    """Teach the image library HEIC; False where the decoder is not fit and HEIC must not be opened at all."""
    if not standing().is_fit:
        return False
    import pi_heif

    pi_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    return True


def coded_picture(data: bytes) -> Image.Image:
    """The pixels of a small HEIC in memory, such as one tile of a photo; as the image library would decode them.

    Raises what the decoder raises: ValueError, EOFError, SyntaxError, RuntimeError, OSError.
    """
    import pi_heif

    return pi_heif.open_heif(data, convert_hdr_to_8bit=True).to_pillow()


def is_heic(head: bytes) -> bool:
    """Whether a file with these first 64 bytes is one that the decoder would open (ISO/IEC 23008-12, annex B)."""
    if head[4:8] != b"ftyp":
        return False
    length = min(int.from_bytes(head[:4], "big"), len(head))
    others = {head[at : at + 4] for at in range(16, length - 3, 4)}
    is_claimed = bool(others & _BRANDS) or not others & _AVIF_BRANDS
    return head[8:12] in _BRANDS or (head[8:12] in _GENERAL_BRANDS and is_claimed)


def is_heic_file(file: BinaryIO) -> bool:
    """As ``is_heic``, of an open file; leaves its position at the front. Raises OSError."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    return is_heic(head)


def open_to_harm(*, is_answered: bool = False) -> DecoderUnfit:
    """Said of a HEIC where its decoder could read the user's files or send them away, and nobody allowed it.

    ``is_answered``: the user said no.
    """
    if is_answered:
        return DecoderUnfit(
            "This computer can't close in what opens HEIC photos.",
            message(
                "A prepared photo could do harm through it. So they wait in incoming, as you "
                "chose, and all others go on. To have them opened all the same: “{allow} "
                "yes”.",
                allow=ALLOW,
            ),
        )
    return DecoderUnfit(
        "This computer can't close in what opens HEIC photos.",
        message(
            "A prepared photo could do harm through it. HEIC photos wait in incoming, and all"
            " others go on. To have them opened anyway: “{allow} yes”; to leave it so: "
            "“{allow} no”.",
            allow=ALLOW,
        ),
    )


def answer() -> None:
    """Be the process that ``ask`` starts: say on standard output what opens HEIC here, and what closes it in."""
    found = asdict(replace(standing(), cage=sandbox.close(1).message()))
    for name in ("title", "advice"):
        found[name] = record(found[name])
    os.write(1, json.dumps(found).encode("ascii"))


def answer_if_asked() -> None:
    """For the entry of a frozen program, before anything else: answer, and end, if started for that."""
    if sys.argv[1:2] == [FLAG]:
        answer()
        sys.exit()


# In the program.


def ask(python: str = sys.executable) -> HeicSupport:
    """What opens HEIC here, asked in a process of its own; takes about a tenth of a second."""
    try:
        told = ask_python(_CODE, flag=FLAG, python=python)
        return HeicSupport(**{**told, **{name: recorded(told[name], str) for name in ("title", "advice")}})
    except (OSError, ValueError, TypeError, KeyError, subprocess.SubprocessError):
        title = "The decoder for HEIC photos does not start."
        return HeicSupport({}, False, title, joined(_remedy(), _MEANWHILE))


class DecoderCheck:
    """Says of photos in incoming whether they must wait for a decoder. Asked from any thread; asks itself once."""

    def __init__(self, ask: Callable[[], HeicSupport] = ask) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._standing: HeicSupport | None = None  # guarded by _lock

    @property
    def standing(self) -> HeicSupport:
        """What opens HEIC here."""
        with self._lock:
            if self._standing is None:
                self._standing = self._ask()
            return self._standing

    def held(self, path: str) -> str | None:
        """Why this photo stays in incoming for now, or None. Looks inside only while something is wrong."""
        is_named_so = path.lower().endswith(_EXTENSIONS)
        with self._lock:
            is_fit = self._standing is None or self._standing.is_fit
        if is_fit and not is_named_so:
            return None  # asking costs a process: not for folders without any HEIC
        if self.standing.is_fit:
            return None
        try:
            with Path(path).open("rb") as file:
                return WAITS if is_heic_file(file) else None
        except OSError:
            return WAITS if is_named_so else None


def _is_there(package: str) -> bool:
    from importlib import metadata

    try:
        metadata.distribution(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _versions(told: Mapping[str, object]) -> dict[str, str]:
    """Both numbers, from what the loaded libraries say of themselves."""
    decoders = told.get("decoders")
    said = {
        "libheif": str(told.get("libheif", "")),
        "libde265": str(decoders.get("libde265", "")) if isinstance(decoders, dict) else "",
    }
    return {name: found[0] for name, text in said.items() if (found := _NUMBERS.search(text))}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _remedy() -> str:
    if getattr(sys, "frozen", False):
        return "Please install the newest Photospool."
    return message("Run “{line}” and start Photospool again.", line=LINE)
