"""Photos, videos, raw files and sidecars, counted in words and asked about: only what is there is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from photospool import size_words as sizes
from photospool.album.sizes import Sizes
from photospool.config.kinds import A_YEAR_BYTES, A_YEAR_OF_RAW_BYTES, Lying
from photospool.engine.incoming_folder import LONE, NOTES, UNSURE
from photospool.photo import jxl_support
from photospool.photo.formats import KINDS, PHOTOS, PICTURED, RAW, SIDECARS, VIDEOS, kind_of_name


def size_words(number: int) -> str:
    """Bytes, as people say it."""
    return sizes.size_words(number, QLocale().decimalPoint())


def things(photos: int, videos: int = 0, raw: int = 0, sidecars: int = 0) -> str:
    """``12 photos``, ``1 video``, ``12 photos and 1 video``, ``12 photos, 1 video and 3 raw files``."""
    translate = QCoreApplication.translate
    counted = []
    if photos or not (videos or raw or sidecars):
        counted.append(translate("Kinds", "%n photo(s)", "", photos))
    if videos:
        counted.append(translate("Kinds", "%n video(s)", "", videos))
    if raw:
        counted.append(translate("Kinds", "%n raw file(s)", "", raw))
    if sidecars:
        counted.append(translate("Kinds", "%n sidecar(s)", "", sidecars))
    return _joined(counted)


def _joined(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    text = QCoreApplication.translate("Kinds", "{photos} and {videos}")
    return text.format(photos=", ".join(words[:-1]), videos=words[-1])


def any_things(count: int, *, videos_too: bool) -> str:
    """So many of which nobody counted each kind: ``12 photos``, or ``12 photos or videos`` where both are taken."""
    if not videos_too:
        return things(count)
    return QCoreApplication.translate("Kinds", "%n photo(s) or video(s)", "", count)


def things_named(names: Iterable[str]) -> str:
    """The same, of files with these names."""
    counts = Counter(kind_of_name(name) for name in names)
    videos, raw, sidecars = counts[VIDEOS], counts[RAW], counts[SIDECARS]
    return things(counts.total() - videos - raw - sidecars, videos, raw, sidecars)


def lying_words(found: Iterable[Lying], kinds: Collection[str] = KINDS) -> str:
    """What lies in incoming of these kinds: ``In incoming: 12 photos (34 MB) and 3 videos (1.2 GB).``"""
    translate = QCoreApplication.translate
    words = []
    for one in found:
        if one.count and one.kind in kinds:
            count = things(*(one.count if one.kind == kind else 0 for kind in KINDS))
            words.append(translate("Kinds", "{things} ({size})").format(things=count, size=size_words(one.size)))
    return translate("Kinds", "In incoming: {things}.").format(things=_joined(words)) if words else ""


def year_words(found: Iterable[Lying] = (), kind: str = VIDEOS) -> str:
    """What it may come to, said before the first one: by those that lie there, or else by what is usual.

    Sidecars weigh nothing beside their photos: nothing is said of them.
    """
    if kind == SIDECARS:
        return ""
    year = next((one.year for one in found if one.kind == kind and one.year), None)
    if kind == RAW:
        text = QCoreApplication.translate("Kinds", "A year of raw files, 100 a week, may weigh {size}.")
        if year:
            text = QCoreApplication.translate("Kinds", "A year of raw files may weigh {size}.")
        return text.format(size=_about(year or A_YEAR_OF_RAW_BYTES))
    text = QCoreApplication.translate("Kinds", "A year of a phone's videos may weigh {size}.")
    return text.format(size=_about(year or A_YEAR_BYTES))


def _about(number: int) -> str:
    return sizes.about_words(number, QLocale().decimalPoint())


@dataclass(frozen=True, slots=True)
class KindWords:
    """What is said of one kind that may be taken beside photos."""

    switch: str
    question: str
    way: str
    """What happens to them once they are taken."""
    take: str
    leave: str
    taken: str
    stays: str
    """With ``%n``."""


def words_of(kind: str, stays: int = 0) -> KindWords:
    """Of one of ASKED; so many stay where they are."""
    translate = QCoreApplication.translate
    if kind == SIDECARS:
        return KindWords(
            switch=translate("Kinds", "Take s&idecars too (XMP, AAE, Google Takeout's JSON)"),
            question=translate("Kinds", "Shall sidecars go with their photos into your album?"),
            way=translate(
                "Kinds",
                "Until now, these small files beside photos (XMP, AAE, Google Takeout's JSON) are left alone. Each "
                "would be attached to its photo in the album, which takes up its words, and its file would go into "
                "done; what keeps the incoming folder in step then removes it from the cloud and from your other "
                "devices.",
            ),
            take=translate("Kinds", "&Take sidecars"),
            leave=translate("Kinds", "&Leave sidecars alone"),
            taken=translate("Kinds", "Sidecars go with their photos from now on"),
            stays=translate("Kinds", "%n sidecar(s) that is/are there now stay(s) where it is/they are.", "", stays),
        )
    if kind == RAW:
        return KindWords(
            switch=translate("Kinds", "Take cameras' &raw files too"),
            question=translate("Kinds", "Shall cameras' raw files go into your album too?"),
            way=translate(
                "Kinds",
                "Until now, raw files (DNG, CR3, NEF, ARW …) are left alone. They would go the way of your photos: "
                "into the album, and their files into done; what keeps the incoming folder in step then removes them "
                "from the cloud and from your other devices.",
            ),
            take=translate("Kinds", "&Take raw files"),
            leave=translate("Kinds", "&Leave raw files alone"),
            taken=translate("Kinds", "Raw files go into your album too from now on"),
            stays=translate("Kinds", "%n raw file(s) that is/are there now stay(s) where it is/they are.", "", stays),
        )
    return KindWords(
        switch=translate("Kinds", "Take &videos too"),
        question=translate("Kinds", "Shall videos go into your album too?"),
        way=translate(
            "Kinds",
            "Until now, videos are left alone. They would go the way of your photos: into the album, and their files "
            "into done; what keeps the incoming folder in step then removes them from the cloud and from your other "
            "devices.",
        ),
        take=translate("Kinds", "&Take videos"),
        leave=translate("Kinds", "&Leave videos alone"),
        taken=translate("Kinds", "Videos go into your album too from now on"),
        stays=translate("Kinds", "%n video(s) that is/are there now stay(s) where it is/they are.", "", stays),
    )


BESIDE: Final = (LONE, UNSURE, NOTES)
"""Files that are taken once their photo is known."""


def kind_words(reason: str, n: int) -> str:
    """Files of a kind that is not taken, by the word under which they are counted; empty for what passes by itself."""
    translate = QCoreApplication.translate
    words = {
        LONE: translate("Kinds", "%n sidecar(s) waiting for a photo", "", n),
        UNSURE: translate("Kinds", "%n sidecar(s) that fit several photos", "", n),
        NOTES: translate("Kinds", "%n album note(s) of a Takeout", "", n),
        "video": translate("Kinds", "%n video(s)", "", n),
        "raw": translate("Kinds", "%n camera raw file(s)", "", n),
        "document": translate("Kinds", "%n document(s)", "", n),
        "audio": translate("Kinds", "%n sound file(s)", "", n),
        "drawing": translate("Kinds", "%n drawing(s) or picture(s) of another kind", "", n),
        "archive": translate("Kinds", "%n archive(s)", "", n),
        "sidecar": translate("Kinds", "%n sidecar file(s)", "", n),
        "companion": translate("Kinds", "%n file(s) of other photo programs", "", n),
        "unknown": translate("Kinds", "%n other file(s)", "", n),
        "link": translate("Kinds", "%n link(s)", "", n),
        "missing": translate("Kinds", "%n missing file(s)", "", n),
        "may not be read": translate("Kinds", "%n file(s) that may not be read", "", n),
        jxl_support.WAITS: translate("Kinds", "%n JPEG XL photo(s) (the extra “jxl” opens them)", "", n),
        "can't be moved": translate("Kinds", "%n file(s) that the disk does not let go", "", n),
    }
    return words.get(reason, "")


def album_words(found: Sizes, year: int | None) -> str:
    """What an album holds: ``312 photos (1.4 GB) and 38 videos (9.2 GB). …``; ``year``: bytes of a year's videos."""
    translate = QCoreApplication.translate
    words = []
    for kind, held in found.kinds.items():
        if held.count or kind == PHOTOS:
            count = things(*(held.count if one == kind else 0 for one in PICTURED))
            words.append(translate("Kinds", "{things} ({size})").format(things=count, size=size_words(held.size)))
    told = [f"{_joined(words)}."]
    if found.trash.count:
        text = translate("Kinds", "%n of them is/are in the trash ({size}).", "", found.trash.count)
        told.append(text.format(size=size_words(found.trash.size)))
    if found.parts.count:
        text = translate("Kinds", "%n more file(s) belong(s) to them ({size}).", "", found.parts.count)
        told.append(text.format(size=size_words(found.parts.size)))
    if year:
        told.append(translate("Kinds", "A year of videos weighs about {size}.").format(size=size_words(year)))
    return " ".join(told)


def only_words(kinds: Collection[str]) -> str:
    """Which kinds are taken, where something else is not."""
    translate = QCoreApplication.translate
    if set(kinds) <= {PHOTOS}:
        return translate("Kinds", "Only photos are taken.")
    names = {
        PHOTOS: translate("Kinds", "photos"),
        VIDEOS: translate("Kinds", "videos"),
        RAW: translate("Kinds", "known raw files"),
        SIDECARS: translate("Kinds", "sidecars"),
    }
    return translate("Kinds", "Only {kinds} are taken.").format(kinds=_joined([names[kind] for kind in kinds]))
