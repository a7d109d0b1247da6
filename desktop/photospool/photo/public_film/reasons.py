"""Why a video can't be copied for strangers: names that a caged worker may answer with, and their words for people."""

from __future__ import annotations

from enum import Enum
from typing import Final

from photospool.messages import message


class Reason(Enum):
    """The values are what is kept; the words are below.

    Where less is refused by now, another value asks once more for those films, and for no others.
    """

    CONTAINER = "container"
    PIECES = "pieces"
    LOCKED = "locked"
    NO_PICTURE = "no picture"
    PICTURE_CODEC = "picture codec"
    SOUND_CODEC = "sound codec"
    SOUND_DATA = "other data in sound"
    EDITED = "edited"
    TURNED = "turned"
    UNKNOWN = "unknown part"
    MALFORMED = "malformed"
    LARGE = "large"
    HIDDEN = "hidden"


WORDS: Final = {
    Reason.CONTAINER: message("the place and other notes in a video can be left out of MP4, MOV, M4V and 3GP only"),
    Reason.PIECES: message(
        "it was recorded in pieces (fragments), and the place and other notes can't be left out of such a video"
    ),
    Reason.LOCKED: message("it is encrypted"),
    Reason.NO_PICTURE: message("it has no moving picture"),
    Reason.PICTURE_CODEC: message(
        "its picture is neither H.264 nor HEVC, and in other kinds nobody here can see whether notes are hidden"
    ),
    Reason.SOUND_CODEC: message(
        "its sound is not AAC, and in other kinds nobody here can see whether notes are hidden; if strangers got "
        "videos without their sound, they could play it"
    ),
    Reason.SOUND_DATA: message(
        "its sound carries other data between its parts; if strangers got videos without their sound, "
        "they could play it"
    ),
    Reason.EDITED: message(
        "an edit hides a part of it from who plays it, and that part would go along; save the edited film as a new one"
    ),
    Reason.TURNED: message("it is turned in a way that no camera turns it"),
    Reason.UNKNOWN: message(
        "it says something of its picture or sound that nobody here knows, and that may tell more than strangers "
        "may know"
    ),
    Reason.MALFORMED: message("its parts contradict each other"),
    Reason.LARGE: message("it has more parts than any film that a camera makes"),
    Reason.HIDDEN: message("the copy that was made of it did not pass as fit for strangers"),
}


def by_its_poster(name: str, why: str) -> str:
    """That strangers can't play a video, for people; ``why`` is a phrase."""
    return message("Strangers see one picture of {name} and can't play it: {why}.", name=name, why=why)


class CannotShow(Exception):
    """This video can't be copied for strangers."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
