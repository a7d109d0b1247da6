"""How a command ends when something stops it: one sentence with what to do, and a code; never a traceback."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable

from photospool.cli.console import Exit, err, exit_of, show_error, widen
from photospool.errors import AlbumUnavailable, DiskFull, PhotospoolError, SpoolError
from photospool.messages import joined
from photospool.security.untrusted_text import LONGEST, said
from photospool.system import logs
from photospool.system.standard_streams import forgive, hold_open, take_every_letter

log = logging.getLogger(__name__)
_NOTHING_LOST = "No photo was lost."
_THEN_AGAIN = "Then give the same command again."
_AGAIN = "Please give the same command again once it answers."


def ended(command: Callable[[], object]) -> int:
    """Run a command to its end; the code that the process ends with."""
    hold_open()
    take_every_letter()
    out_stream, _ = forgive()
    widen()
    code = _code_of(command)
    out_stream.flush()
    if out_stream.is_cut:
        problem = out_stream.lost
        err.print(f"Not all that was to be said could be written ({problem.strerror if problem else ''}).")
        return code or Exit.ATTENTION
    return code


def _code_of(command: Callable[[], object]) -> int:
    try:
        command()
    except SystemExit as end:
        if end.code == Exit.STOPPED:
            err.print("Stopped. What was under way goes on at the next start.")
        return end.code if isinstance(end.code, int) else Exit.FINE if end.code is None else Exit.ATTENTION
    except PhotospoolError as error:
        log.info("Ended by %s: %s", type(error).__name__, error)
        show_error(error, advice=_of_one_that_ended(error))
        return exit_of(error)
    except OSError as problem:
        log.info("Ended by the system", exc_info=True)
        show_error(in_words(problem))
        return Exit.ATTENTION
    except Exception as mistake:
        log.exception("Ended by a mistake")
        where = logs.file()
        advice = f"The log tells more: {where}" if where else "No log could be written."
        show_error(
            PhotospoolError(f"Photospool made a mistake ({type(mistake).__name__}).", f"{_NOTHING_LOST} {advice}")
        )
        return Exit.ATTENTION
    return Exit.FINE


def _of_one_that_ended(error: PhotospoolError) -> str:
    """What to do: that photos wait, and are added by themselves, is true only while a program carries them."""
    if not error.waits:
        return error.advice
    if isinstance(error, SpoolError):
        return joined(error.todo, _THEN_AGAIN)
    return error.todo or (_AGAIN if isinstance(error, AlbumUnavailable) else "")


def in_words(problem: OSError) -> PhotospoolError:
    """What the system refused, where no part of the program knows more of it."""
    which = f"“{said(problem.filename, 4 * LONGEST)}”" if problem.filename else "A file"
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(f"There is no room left: {which} could not be written.", f"Please make room. {_NOTHING_LOST}")
    if problem.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        advice = f"Please give yourself the right to, or name another place. {_NOTHING_LOST}"
        return SpoolError(f"{which} may not be read or written.", advice)
    if problem.errno == errno.ENAMETOOLONG:
        return SpoolError(f"{which} is longer than a disk takes.", f"Please name another place. {_NOTHING_LOST}")
    why = problem.strerror or type(problem).__name__
    return SpoolError(f"{which} could not be read or written ({why}).", f"Please look after it. {_NOTHING_LOST}")
