"""Words for people, made from values: the state in a sentence, times, ends of photos. Nothing is decided in here."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from photospool.events import SET_ASIDE, BytesCopied, DecoderTroubled, Outcome, Pause
from photospool.gui.i18n import core_words
from photospool.gui.i18n.kind_words import BESIDE, any_things, kind_words, only_words, size_words, things_named
from photospool.gui.state import Status
from photospool.photo.formats import PHOTOS
from photospool.spool.scanner import EMPTY

MOST_REASONS: Final = 3
"""Why photos wait, told at once."""
MOST_NAMED: Final = 3
"""Of those under way, told by name at once."""

core = core_words.core


@dataclass(frozen=True, slots=True)
class Told:
    """What the window's first lines say."""

    title: str
    detail: str = ""


def told(status: Status, now: float) -> Told:
    """The state in one sentence, and what goes with it."""
    if status.crash:
        return Told(
            QCoreApplication.translate("Words", "Photospool made a mistake and stopped.").removesuffix("."),
            QCoreApplication.translate(
                "Words",
                "Every photo and video is where it was. Start it again; if that happens once more, please send the "
                "report.",
            ),
        )
    if status.refusal is not None:
        return Told(core(status.refusal.title).removesuffix("."), core(status.refusal.advice))
    pause = status.pause
    if pause is not None and pause.reason is Pause.USER:
        return Told(pause_words(status.paused_until, now), _in_incoming(status))
    if pause is not None:
        detail = f"{core(pause.advice)} {_tried_by(pause.again_at, now)}"
        return Told(core(pause.title).removesuffix("."), detail.strip())
    if not status.is_running:
        return Told(QCoreApplication.translate("Words", "Starting…"))
    return _moving(status, now)


def _tried_by(until: float, now: float) -> str:
    """When what the album refused is tried again by itself; empty where that is not known."""
    if until <= now:
        return ""
    text = QCoreApplication.translate("Words", "It is tried again by itself, at {time} at the latest.")
    return text.format(time=clock(until, now))


def _moving(status: Status, now: float) -> Told:
    under_way = len(status.working) - len(status.waiting)
    if under_way > 0:
        names = [name for job, name in status.working.items() if job not in status.waiting]
        jobs = [job for job in status.working if job not in status.waiting]
        if len(jobs) == 1 and jobs[0] in status.developing:
            name = status.working[jobs[0]]
            return Told(
                QCoreApplication.translate("Words", "Developing {name}…").format(name=name), _in_incoming(status)
            )
        # Of large ones, and of those that take a while, there is most to say.
        jobs.sort(key=lambda job: job not in status.sending and job not in status.developing)
        more = ["…"] if len(jobs) > MOST_NAMED else []
        shown = ", ".join([*(_far(status, job) for job in jobs[:MOST_NAMED]), *more])
        # What is copied into work is not counted there yet: it does not stand among those that are.
        said = (shown, *_copied(status), _in_incoming(status), cut_off(status, now))
        parts = " · ".join(part for part in said if part)
        return Told(_on_the_way(names), parts)
    if status.copying is not None and not status.copying.job:
        parts = " · ".join(part for part in (*_copied(status), _in_incoming(status)) if part)
        return Told(QCoreApplication.translate("Words", "Copying from another disk"), parts)
    if status.decoder is not None and (status.held or not (status.coming or status.issues)):
        return _decoder(status, status.decoder)
    if is_only_empty(status):
        return Told(
            QCoreApplication.translate("Words", "%n empty file(s) in incoming", "", status.coming),
            QCoreApplication.translate(
                "Words",
                "Perhaps the bytes are still on their way: what is whole is taken by itself. What stays empty has to "
                "be sent again.",
            ),
        )
    if status.coming and not (status.issues and are_empty(status)):
        return Told(
            QCoreApplication.translate("Words", "{things} arriving").format(things=_any(status, status.coming)),
            QCoreApplication.translate("Words", "It is taken as soon as it is whole.")
            if status.coming == 1
            else QCoreApplication.translate("Words", "They are taken as soon as they are whole."),
        )
    if status.stuck and status.stays is not None:
        return Told(
            QCoreApplication.translate("Words", "{things} can't be moved out of incoming", "", status.stuck).format(
                things=_any(status, status.stuck)
            ),
            f"{core(status.stays.title)} {core(status.stays.advice)}",
        )
    if status.issues:
        return Told(
            attention_words(status),
            _others(status, now) or (_all_others() if status.has_looked else ""),
        )
    if status.waiting:
        return Told(_again(status), f"{_why_waiting(status)} {patience(status, status.waiting, now)}")
    away = next((one for one in status.folders if one.title and not one.comes_and_goes), None)
    if away is not None:
        name = f"{away.name}: " if away.name else ""
        return Told(f"{name}{core(away.title)}".removesuffix("."), core(away.advice))
    if status.returns is not None:
        return Told(core(status.returns.title).removesuffix("."), core(status.returns.advice))
    if status.done:
        return Told(
            QCoreApplication.translate("Words", "All photos and videos are in your album")
            if status.videos_too
            else QCoreApplication.translate("Words", "All photos are in your album"),
            QCoreApplication.translate("Words", "Nothing needs you."),
        )
    return Told(
        QCoreApplication.translate("Words", "Ready"),
        QCoreApplication.translate("Words", "Photos and videos that appear in the incoming folder go into your album.")
        if status.videos_too
        else QCoreApplication.translate("Words", "Photos that appear in the incoming folder go into your album."),
    )


def _again(status: Status) -> str:
    if len(status.waiting) == len(status.cut_off) == 1:
        (one,) = status.cut_off.values()
        return QCoreApplication.translate("Words", "{name} looks cut off").format(name=one.name)
    text = QCoreApplication.translate("Words", "{things} will be tried again", "", len(status.waiting))
    return text.format(things=_waiting(status))


def _all_others() -> str:
    return QCoreApplication.translate("Words", "All others are in your album.")


def is_only_empty(status: Status) -> bool:
    """Whether nothing but empty files lies in incoming, and nothing comes before that in what is told."""
    is_stopped = status.crash or status.refusal is not None or status.pause is not None or not status.is_running
    is_busy = len(status.working) > len(status.waiting) or status.copying is not None or status.held
    return not is_stopped and not is_busy and not status.issues and are_empty(status)


def are_empty(status: Status) -> bool:
    """Whether all that comes are empty files: nobody knows whether more of them will."""
    return 0 < status.coming == status.left_alone.get(EMPTY, 0)


def _others(status: Status, now: float) -> str:
    """Beside the photos that need attention: those that wait, and why, and empty files; empty where there are none."""
    return " ".join(part for part in (_left_empty(status), _left_waiting(status, now)) if part)


def _left_empty(status: Status) -> str:
    if not are_empty(status):
        return ""
    return QCoreApplication.translate("Words", "Beside that, %n empty file(s) lie(s) in incoming.", "", status.coming)


def _left_waiting(status: Status, now: float) -> str:
    if not status.waiting:
        return ""
    text = QCoreApplication.translate("Words", "Beside that, {things} will be tried again:", "", len(status.waiting))
    cut = patience(status, status.cut_off, now) if status.cut_off else ""
    return f"{text.format(things=_waiting(status))} {_why_waiting(status)} {cut}".strip()


def cut_off(status: Status, now: float) -> str:
    """Those that look cut off, and until when that is looked at again; empty where there is none."""
    if not status.cut_off:
        return ""
    until = clock(max(told.until for told in status.cut_off.values()), now)
    names = [told.name for told in status.cut_off.values()]
    if len(names) == 1:
        text = QCoreApplication.translate("Words", "{name} looks cut off: it is looked at again until {until}")
        return text.format(name=names[0], until=until)
    text = QCoreApplication.translate("Words", "{things} look cut off: they are looked at again until {until}")
    return text.format(things=things_named(names), until=until)


def patience(status: Status, jobs: Collection[str], now: float) -> str:
    """That these are tried again, and of those that look cut off since when and how long."""
    cut = [status.cut_off[job] for job in jobs if job in status.cut_off]
    again = QCoreApplication.translate("Words", "It is tried again by itself.") if len(cut) < len(jobs) else ""
    if not cut:
        return again
    text = QCoreApplication.translate(
        "Words",
        "It has been waiting for its end since {since}. It is looked at for the last time by {until}; if it is still "
        "incomplete then, it needs you.",
    )
    if len(cut) > 1:
        text = QCoreApplication.translate(
            "Words",
            "They have been waiting for their ends since {since}. They are looked at for the last time by {until}; "
            "those that are still incomplete then need you.",
        )
    since, until = min(told.since for told in cut), max(told.until for told in cut)
    return f"{again} {text.format(since=clock(since, now), until=clock(until, now))}".strip()


def _why_waiting(status: Status) -> str:
    """Each reason once, the most frequent first."""
    return " ".join(core(title) for title, _ in Counter(status.waiting.values()).most_common(MOST_REASONS))


def _decoder(status: Status, trouble: DecoderTroubled) -> Told:
    if status.held:
        title = QCoreApplication.translate("Words", "%n HEIC photo(s) wait in incoming", "", status.held)
        if trouble.asks:  # the question stands below
            return Told(title, core(trouble.title))
        return Told(title, f"{core(trouble.title)} {core(trouble.advice)}")
    return Told(core(trouble.title).removesuffix("."), core(trouble.advice))


def _on_the_way(names: Collection[str]) -> str:
    return QCoreApplication.translate("Words", "{things} on the way to your album").format(things=things_named(names))


def _in_incoming(status: Status) -> str:
    if not status.in_incoming:
        return ""
    return QCoreApplication.translate("Words", "{things} wait in incoming", "", status.in_incoming).format(
        things=_any(status, status.in_incoming)
    )


def would_wait(status: Status) -> str:
    """What would stand still if the program ended now; empty for nothing, and where it stands still already."""
    if not status.is_running or status.pauses:
        return ""
    under_way = _on_the_way(status.working.values()) if status.working else ""
    return " · ".join(part for part in (under_way, _in_incoming(status)) if part)


def attention_words(status: Status) -> str:
    """How many need somebody."""
    count = len(status.issues)
    text = QCoreApplication.translate("Words", "{things} need attention", "", count)
    return text.format(things=_any(status, count))


def _any(status: Status, count: int) -> str:
    return any_things(count, videos_too=status.videos_too)


def _waiting(status: Status) -> str:
    return things_named(status.working.get(job, "") for job in status.waiting)


def _far(status: Status, job: str) -> str:
    """The name of one under way; of a large one, how far it is; of a raw file, whether it is being developed."""
    name, sent = status.working[job], status.sending.get(job)
    if job in status.developing:
        return QCoreApplication.translate("Words", "{name} (being developed)").format(name=name)
    if status.copying is not None and status.copying.job == job:
        return _far_copied(status.copying)
    if sent is None or not 0 < sent.sent < sent.of:
        return name
    text = QCoreApplication.translate("Words", "{name} ({sent} of {all})")
    return text.format(name=name, sent=size_words(sent.sent), all=size_words(sent.of))


def _copied(status: Status) -> list[str]:
    """The large one that comes from another disk, and how far it is; nothing where there is none."""
    return [] if status.copying is None or status.copying.job else [_far_copied(status.copying)]


def _far_copied(copied: BytesCopied) -> str:
    text = QCoreApplication.translate("Words", "{name} ({sent} of {all} copied)")
    return text.format(name=copied.name, sent=size_words(copied.copied), all=size_words(copied.of))


def pause_words(until: float, now: float) -> str:
    """How long the user's pause lasts."""
    if until <= now:
        return QCoreApplication.translate("Words", "Paused until you resume")
    return QCoreApplication.translate("Words", "Paused until {when}").format(when=clock(until, now))


def clock(at: float, now: float) -> str:
    """A time to come, as short as it may be said."""
    moment, today = QDateTime.fromSecsSinceEpoch(int(at)), QDateTime.fromSecsSinceEpoch(int(now)).date()
    hour = QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
    if moment.date() == today:
        return hour
    if today.daysTo(moment.date()) == 1:
        return QCoreApplication.translate("Words", "tomorrow, {hour}").format(hour=hour)
    return QCoreApplication.translate("Words", "{day}, {hour}").format(day=date_words(moment.date()), hour=hour)


def ago(at: float, now: float | None = None) -> str:
    """When something was, as people say it."""
    now = time.time() if now is None else now
    minutes = int((now - at) // 60)
    if 0 <= minutes < 1:
        return QCoreApplication.translate("Words", "just now")
    if 0 < minutes < 60:
        return QCoreApplication.translate("Words", "%n minute(s) ago", "", minutes)
    moment, today = QDateTime.fromSecsSinceEpoch(int(at)), QDateTime.fromSecsSinceEpoch(int(now)).date()
    hour = QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
    days = moment.date().daysTo(today)
    if days == 0:
        return QCoreApplication.translate("Words", "today, {hour}").format(hour=hour)
    if days == 1:
        return QCoreApplication.translate("Words", "yesterday, {hour}").format(hour=hour)
    return date_words(moment.date())


def date_words(date: QDate) -> str:
    """A date that nobody can take for another."""
    return QLocale().toString(date, date_form())


def date_form() -> str:
    """How ``date_words`` writes it, for Qt's fields of dates."""
    return QCoreApplication.translate("Words", "d MMM yyyy")


def day(text: str) -> str:
    """A day such as ``2013-05-01`` in the user's way."""
    date = QDate.fromString(text[:10], "yyyy-MM-dd")
    return date_words(date) if date.isValid() else text


def category(name: str) -> str:
    """A category as people read it: those that every album has by their names in the user's language, as the page says
    them; others are the user's own.
    """
    return _categories().get(name, name)


def category_named(words: str) -> str:
    """The stored name of a category that somebody chose or typed."""
    words = words.strip()
    return next((name for name, said in _categories().items() if said.casefold() == words.casefold()), words)


def _categories() -> dict[str, str]:
    return {
        "Private": QCoreApplication.translate("Words", "Private"),
        "Friends/Family": QCoreApplication.translate("Words", "Friends/Family"),
        "Public": QCoreApplication.translate("Words", "Public"),
        "Trash": QCoreApplication.translate("Words", "Trash"),
    }


def as_written_in_history(text: str) -> str:
    """A day or a month as people type it, in the form in which it is found; any other text as it is."""
    locale, text = QLocale(), text.strip()
    days = [QCoreApplication.translate("Words", "d MMM yyyy"), "d.M.yyyy", "d MMMM yyyy", "d. MMMM yyyy", "yyyy-M-d"]
    for form in days:
        if (date := locale.toDate(text, form)).isValid():
            return date.toString("yyyy-MM-dd")
    for form in ("MMMM yyyy", "MMM yyyy", "M/yyyy", "M.yyyy"):
        if (date := locale.toDate(text, form)).isValid():
            return date.toString("yyyy-MM")
    return text


def end_words(outcome: str, *, is_open: bool = True) -> str:
    """How a photo ended; ``is_open``: whether one that was set aside still needs attention."""
    if outcome == SET_ASIDE:
        if is_open:
            return QCoreApplication.translate("Words", "needs attention")
        return QCoreApplication.translate("Words", "needed attention")
    return {
        Outcome.NEW.value: QCoreApplication.translate("Words", "added"),
        Outcome.DUPLICATE.value: QCoreApplication.translate("Words", "already in your album"),
        Outcome.COMPLETED.value: QCoreApplication.translate("Words", "was in your album, now complete"),
        Outcome.RESTORED.value: QCoreApplication.translate("Words", "back in your album"),
    }.get(outcome, outcome)


def left_alone(counts: Mapping[str, int], kinds: Collection[str] = (PHOTOS,)) -> str:
    """What stays in incoming because it is none of what is taken; nothing is said of what passes by itself."""
    translate = QCoreApplication.translate
    sentences = []
    if beside := _kinds({reason: count for reason, count in counts.items() if reason in BESIDE}):
        sentences.append(translate("Words", "Left in incoming: {files}.").format(files=beside))
    if found := _kinds({reason: count for reason, count in counts.items() if reason not in BESIDE}):
        sentences.append(translate("Words", "Left in incoming: {files}.").format(files=found))
        sentences.append(only_words(kinds))
    return " ".join(sentences)


def _kinds(counts: Mapping[str, int]) -> str:
    shown = [kind_words(reason, count) for reason, count in sorted(counts.items())]
    return ", ".join(words for words in shown if words)
