"""What the extras add here, in words for people: “raw” develops raw files, “jxl” opens JPEG XL. Loads neither."""

from __future__ import annotations

import importlib.util
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib import metadata

from photospool.photo import jxl_support
from photospool.photo.formats import RAW


@dataclass(frozen=True, slots=True)
class Support:
    """Of one kind of files."""

    about: str
    title: str
    advice: str = ""
    """What to do where something is missing; empty: nothing is."""


def supports(kinds: Collection[str]) -> Iterator[Support]:
    """Of what is taken: what the extras do for it here, or what is missing without them. ``kinds`` are KINDS."""
    if RAW in kinds:
        yield _raw()
    yield _jxl()


def _raw() -> Support:
    if importlib.util.find_spec("rawpy") is None:
        return Support(
            "raw files",
            "Nothing here develops those whose own picture is small: they are shown by that one, or drawn.",
            "They go into the album all the same. Install the extra “raw” (see “Raw files” in the documentation), then "
            "“photospool album repair” mends their pictures.",
        )
    return Support("raw files", f"Those whose own picture is small are developed by rawpy {_version('rawpy')}.")


def _jxl() -> Support:
    if not jxl_support.is_fit():
        return Support(
            "JPEG XL",
            "Nothing here opens JPEG XL: such photos stay in incoming.",
            "Install the extra “jxl” (see “JPEG XL” in the documentation of formats) and start Photospool again.",
        )
    package = jxl_support.PACKAGE
    return Support("JPEG XL", f"It is opened by {package} {_version(package)}.")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
