"""One sidecar's way through work: read it, attach it to its photos, prove that, and only then let it go into done."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Final

from photospool.album.attach_sidecars import attach, hand_over
from photospool.album.base import Library
from photospool.album.maintenance.library import is_md5
from photospool.album.sidecars import Sidecar, beside
from photospool.engine.incoming_folder import folder_of
from photospool.engine.sidecar_matcher import Reader, SidecarMatcher
from photospool.errors import NotAPhoto, PhotoError, PhotoNotReady, StoreInterrupted
from photospool.events import Listener, SidecarAttached
from photospool.photo.digests import digests
from photospool.photo.metadata.sidecar_words import ALBUM
from photospool.photo.metadata.text import line, texts
from photospool.spool.jobs import Job
from photospool.spool.place_memory import Place
from photospool.spool.spool import Spool
from photospool.spool.spools import Spools

log = logging.getLogger(__name__)

_MOST: Final = 100
LOST_ITS_PHOTO: Final = PhotoError(
    "It is not known any more which photo this file belongs to.",
    "Please put it into the incoming folder again, where its photo lay. It is kept here unchanged.",
)


class SidecarPipeline:
    """Takes one job to its end; safe to call from several threads, one job each."""

    def __init__(
        self,
        spool: Spool | Spools,
        reader: Reader,
        album: Library,
        tell: Listener,
        pause: Callable[[float], object] = time.sleep,
        *,
        matcher: SidecarMatcher | None = None,
    ) -> None:
        """``matcher`` knows who has a better right to what is attached already."""
        self._matcher = matcher
        self._spool, self._reader, self._album, self._tell, self._pause = spool, reader, album, tell, pause

    def process(self, job: Job) -> None:
        """Raises any PhotospoolError; the file then lies in its job folder as before."""
        job = self._spool.begin_attempt(job)
        photos = [one for one in texts(job.words.get("photos"))[:_MOST] if is_md5(one)]
        if not photos:
            raise PhotoError(LOST_ITS_PHOTO.title, LOST_ITS_PHOTO.advice)
        before, found = self._spool.state(job), digests(job.photo)
        prepared = self._reader.prepare(job.photo, job.name)
        if ALBUM in prepared.reading.full_exif:
            raise NotAPhoto("This file tells of a whole album.", "It is kept here unchanged.")
        sidecar = Sidecar(
            job.photo,
            job.name,
            found,
            prepared.reading,
            modified_s=os.lstat(job.photo).st_mtime,
            albums=tuple(line(title, 100) for title in texts(job.words.get("albums"))[:_MOST]),
        )
        new = [attach(photo, sidecar, self._album.find, self._album.write, self._pause) for photo in photos]
        photos = self._handed_over(job, sidecar.attachment, photos)
        if self._spool.state(job) != before and digests(job.photo) != found:
            raise PhotoNotReady(
                "The file keeps changing.",
                "Another program is still writing to it.",
                waits="It stays in work and waits.",
            )
        done = self._spool.finish(job)
        self._tell(SidecarAttached(job.id, job.name, tuple(photos), any(new), str(done), sidecar.tags))

    def photo_came(self, job: Job, photo_id: str) -> None:
        """A photo is in the album, noted, and still in work: what other photos of its shot hold and is rather its own
        goes to it (the adjustments of a live photo that came with its film). Raises what the album raises.
        """
        if self._matcher is None or not (rivals := [one for one in self._matcher.rivals(job) if one != photo_id]):
            return
        place = Place(job.source, folder_of(PurePath(job.origin)))
        for holder, stored in self._album.find(rivals).items():
            for one in beside(stored.original) if stored.is_readable else []:
                owner, is_shared = self._matcher.rightful(place, one.name, holder)
                if owner == photo_id and not self._matcher.are_apart(owner, [holder]):
                    self._hand_over(one.attachment, holder, owner, is_shared=is_shared)

    def _handed_over(self, job: Job, attachment: str, photos: Sequence[str]) -> list[str]:
        """The photos of one that is attached, where a better one came while it was."""
        if self._matcher is None or not job.origin:
            return list(photos)
        origin = PurePath(job.origin)
        owner, is_shared = self._matcher.rightful(Place(job.source, folder_of(origin)), origin.name, photos[0])
        if not owner or self._matcher.are_apart(owner, photos[:1]):
            return list(photos)
        hand_over(attachment, photos[0], owner, self._album, self._pause, is_shared=is_shared)
        return list(dict.fromkeys([owner, *(photos if is_shared else photos[1:])]))

    def _hand_over(self, attachment: str, holder: str, owner: str, *, is_shared: bool) -> bool:
        """False where it stays: one of both is gone from the album, or the sidecar is damaged there. That is no fault
        of the file in work, which is in the album.
        """
        try:
            hand_over(attachment, holder, owner, self._album, self._pause, is_shared=is_shared)
        except StoreInterrupted:
            raise
        except (PhotoError, PhotoNotReady) as exc:
            log.info("A sidecar stays with %s: %s", holder, exc.title)
            return False
        return True
