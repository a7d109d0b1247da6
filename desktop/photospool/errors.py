"""Every problem that Photospool knows by name. The base class says what the engine does about it.

    PhotospoolError
    ├── PhotoError            of this photo: set it aside with the reason, the others go on
    │   ├── NotAPhoto           its content is no picture that we can read
    │   ├── TooLarge            more pixels or bytes than we, or the album, can take
    │   ├── DifferentPhoto      the album holds another photo under the same md5
    │   ├── DecoderDied         reading it ended the decoding process, more than once
    │   ├── DecoderUnfit        nothing here may open its format
    │   └── NoNameFits          a disk refuses every name that it could have
    ├── PhotoNotReady         of this photo, for now: its attempt counts, it is tried again later
    │   ├── NotMoved            a disk would not let it be moved, and only it
    │   ├── LooksIncomplete     cut off, or the end is still missing
    │   │   └── FilmLooksIncomplete  the same of a video
    │   └── StoreInterrupted    the album may or may not have it: ask first, then send again
    ├── AlbumUnavailable      of the world: keep every photo's place, wait, try again by itself
    │   ├── AlbumLockedOut      the server refuses sign-ins for some minutes
    │   └── AlbumFull           the server has no room left
    ├── AlbumRefused          of the world: stop the queue and ask the user
    │   ├── WrongPassword       one try for each password that was entered
    │   ├── NotAllowed          signed in, but may not write
    │   ├── DatabaseMissing     the server is there, the database is not
    │   ├── NotACouchDB         something else answers: a portal, a proxy, a wrong port
    │   ├── AnswerUnreadable    a CouchDB answers, with JSON that no program can take
    │   └── NotTrusted          the certificate, or plain http to another machine
    ├── SpoolError            of the three folders: pause, look again, go on by itself
    │   ├── FolderMissing       an unmounted disk, a signed-out sync client
    │   ├── DiskFull            no room in work or done
    │   └── AlreadyRunning      another Photospool has this work folder
    ├── CopyError             of a copy of the album: the album itself is well, and photos go on
    │   ├── CopyUnreachable     nothing answers there now; it goes on by itself
    │   └── CopyRefused         it answered no, and will until the user changes something
    └── SettingsError         of the settings, by field

A title says what happened. The advice says what to do and where the photo is safe.
It never knows of pictures, HTTP or windows, and no text may hold a password.
"""

from __future__ import annotations

from typing import Final

from photospool.messages import joined

LONGEST_SAID: Final = 200
"""So many signs of a server's own words are shown."""


class PhotospoolError(Exception):
    """The root of the tree; carries the two sentences that every front end shows."""

    title: str
    advice: str

    todo: str
    """The advice without ``waits``."""
    waits: str
    """Where the photos are meanwhile: the advice's last sentence, which work on photos from elsewhere leaves out."""
    said: str
    """The server's own words, fit to be shown, or its status; empty where no server said anything."""

    def __init__(self, title: str, advice: str = "", *, waits: str = "", said: str = "") -> None:
        super().__init__(title, joined(advice, waits))
        self.title = title
        self.said = said
        self.todo, self.waits = advice, waits
        self.advice = joined(advice, waits)

    def __str__(self) -> str:
        return joined(self.title, self.advice)


class PhotoError(PhotospoolError):
    """Set this photo aside and go on with the others."""


class NotAPhoto(PhotoError):
    """The content is no picture that we can read."""


class TooLarge(PhotoError):
    """More pixels or bytes than we, or the album's server, can take."""


class DifferentPhoto(PhotoError):
    """The album has another photo under the same md5."""


class DecoderDied(PhotoError):
    """Reading this file ended the decoding process more than once."""


class DecoderUnfit(PhotoError):
    """What would open it is not there, or has known faults. In incoming such a photo waits and is never claimed."""


class NoNameFits(PhotoError):
    """A disk refuses every name that this file could have."""


class PhotoNotReady(PhotospoolError):
    """Try this photo again later; the attempt counts."""


class NotMoved(PhotoNotReady):
    """A disk would not let this file be moved, and only this one."""


class LooksIncomplete(PhotoNotReady):
    """The file's structure says that its end is missing."""


class FilmLooksIncomplete(LooksIncomplete):
    """The same of a video: its recording may have broken off, and that can be mended."""


class StoreInterrupted(PhotoNotReady):
    """The upload ended without a clear answer: the album may or may not have the photo."""


class AlbumUnavailable(PhotospoolError):
    """The album can't be reached or can't work now; attempts are not counted."""

    retry_after_s: float | None
    """What the server asked us to wait, in seconds, if it said so."""

    def __init__(self, title: str, advice: str = "", *, waits: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(title, advice, waits=waits)
        self.retry_after_s = retry_after_s


class AlbumLockedOut(AlbumUnavailable):
    """After too many wrong passwords CouchDB refuses the right one too, for up to 300 s."""


class AlbumFull(AlbumUnavailable):
    """The server answered that it has no room left (507)."""


class AlbumRefused(PhotospoolError):
    """The album answered and will answer the same until the user changes something."""


class WrongPassword(AlbumRefused):
    """Name or password is not accepted. Never tried again by itself: five failures lock the account."""


class NotAllowed(AlbumRefused):
    """Signed in (or not), but without the right to write."""


class DatabaseMissing(AlbumRefused):
    """The server is there, the database is not."""


class NotACouchDB(AlbumRefused):
    """Something answers, but it is no CouchDB."""


class AnswerUnreadable(AlbumRefused):
    """The answer is JSON that no program can take; where it is of documents, they are asked for one by one."""


class NotTrusted(AlbumRefused):
    """The certificate can't be verified, or a password would travel unencrypted."""


class SpoolError(PhotospoolError):
    """Something is wrong with incoming, work or done."""


class FolderMissing(SpoolError):
    """A folder is not there. It is never created by us: it may be an unmounted disk."""


class DiskFull(SpoolError):
    """No room left on the disk of work or done."""


class AlreadyRunning(SpoolError):
    """Another process, here or on another computer, owns this work folder."""


class CopyError(PhotospoolError):
    """Something is wrong with a copy of the album, not with the album."""


class CopyUnreachable(CopyError):
    """The copy's server can't be spoken to now."""


class CopyRefused(CopyError):
    """The copy's server answered, and will answer the same until the user changes something."""


class SettingsError(PhotospoolError):
    """One setting is wrong."""

    field: str
    """The setting's dotted name as in the settings file, such as ``folders.incoming``."""

    def __init__(self, field: str, title: str, advice: str = "") -> None:
        super().__init__(title, advice)
        self.field = field
        self.args = (field, title, advice)
