"""Photos and videos, counted in words: only what is there is named."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from photospool.config import size_words as sizes
from photospool.config.kinds import A_YEAR_BYTES, Lying
from photospool.photo.formats import PHOTOS, VIDEOS, is_video_name


def size_words(number: int) -> str:
    """Bytes, as people say it."""
    return sizes.size_words(number, QLocale().decimalPoint())


def things(photos: int, videos: int = 0) -> str:
    """``12 photos``, ``1 video``, ``12 photos and 1 video``."""
    translate = QCoreApplication.translate
    counted = []
    if photos or not videos:
        counted.append(translate("Kinds", "%n photo(s)", "", photos))
    if videos:
        counted.append(translate("Kinds", "%n video(s)", "", videos))
    return _joined(counted)


def _joined(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return QCoreApplication.translate("Kinds", "{photos} and {videos}").format(photos=words[0], videos=words[1])


def any_things(count: int, *, videos_too: bool) -> str:
    """So many of which nobody counted each kind: ``12 photos``, or ``12 photos or videos`` where both are taken."""
    if not videos_too:
        return things(count)
    return QCoreApplication.translate("Kinds", "%n photo(s) or video(s)", "", count)


def things_named(names: Iterable[str]) -> str:
    """The same, of files with these names."""
    all_names = list(names)
    videos = sum(map(is_video_name, all_names))
    return things(len(all_names) - videos, videos)


def lying_words(found: Iterable[Lying]) -> str:
    """What lies in incoming: ``12 photos (34 MB) and 3 videos (1.2 GB) lie there now.``"""
    translate = QCoreApplication.translate
    words = []
    for one in found:
        if one.count and one.kind in (PHOTOS, VIDEOS):  # raw files are not asked about here
            count = things(0, one.count) if one.kind == VIDEOS else things(one.count)
            words.append(translate("Kinds", "{things} ({size})").format(things=count, size=size_words(one.size)))
    return translate("Kinds", "In incoming: {things}.").format(things=_joined(words)) if words else ""


def year_words(found: Iterable[Lying] = ()) -> str:
    """What it may come to, said before the first one: by those that lie there, or else by what phones do."""
    year = next((one.year for one in found if one.kind == VIDEOS and one.year), None)
    text = QCoreApplication.translate("Kinds", "A year of a phone's videos may weigh {size}.")
    return text.format(size=size_words(year or A_YEAR_BYTES))
