"""The one list of what strangers may have of a public photo: fields of its document, and names of the camera's notes.

Filter, preview, proof and retracting go by it (album/replication). What is not on it is another program's, and nobody
here can judge it: such a photo is held back, with its reason. Names only; imports nothing heavy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TAGS: Final = "keywords"
NOTES: Final = "exif"
PLAIN: Final = frozenset(
    {
        *("type", "cat", "taken", "ts", "descr", "addedby", "size", "sha256", "extension"),
        *("taken_at", "taken_source", "taken_precision", "taken_other", "taken_other_source", "keywords_left_off"),
        *("width", "height", "tnwidth", "tnheight", "orientation", "placeholder", "trashed_from"),
        # Of a video: its poster and how long it is. The video itself lies with the original, which no copy gets.
        *("media", "poster", "duration", "video_codec", "audio_codec", "frame_rate"),
        # To which other photo one belongs, and what its owner said of that: ids and words of our own.
        *("part_of", "part", "apart", "shown_first", "trashed_with"),
        # Where in the original a motion photo's film lies: numbers, of a file that strangers never get.
        *("motion_offset", "motion_length"),
    }
)
"""Fields that hold one text, number or truth, never anything nested."""
NAME_OF_FILE: Final = "filename"
"""Earlier versions told it strangers. It says more than one thinks (``Anna at school.jpg``): the original keeps it."""
WHO: Final = "addedby"
"""The name that strangers may see; earlier versions wrote the login name there."""
SPECIAL: Final = frozenset({"_id", "_rev", "_attachments", "_conflicts", "_deleted_conflicts", "_revisions"})
"""What the server itself adds when it is asked for it."""
FIELDS: Final = frozenset({*PLAIN, TAGS, NOTES})

SEEN: Final = (
    "Strangers see the picture, its description and tags, when it was taken and added, camera and exposure, its size "
    "and, if you chose one, your name for strangers."
)
NEVER_SEEN: Final = (
    "They never see the original, the name of its file, the place, serial numbers, the camera's owner, or login names."
)
"""The one sentence for people, in two halves: command line, window and page say the same."""

OF_VIDEOS: Final = "Of a video they see one picture, unless you chose that they get videos, too."
WHAT_A_VIDEO_CARRIES: Final = (
    "A video shows more than a photo: faces, number plates, rooms and views by which a place is known, and with its "
    "sound also voices, names and what is said in the background. A file also carries place, device, serial numbers, "
    "times and further tracks."
)
WHAT_STRANGERS_GET: Final = (
    "Strangers never get that file. They get a copy that is written anew from its picture, and from its sound if you "
    "choose that: no other tracks, no notes, no times, no names. What is seen and heard stays in it, and so would a "
    "mark that somebody hid inside of either. A video that can't be rewritten so (MKV, WebM, AVI, MTS, films in "
    "pieces, other codecs than H.264, HEVC and AAC) is shown by its picture alone, as before."
)
"""What its owner is told before the choice, in two parts: command line and window say the same."""

CAMERA_NOTES: Final = frozenset(
    {
        *("Image Make", "Image Model", "Image Orientation", "Image XResolution", "Image YResolution"),
        *("Image ResolutionUnit", "Image Software", "Image DateTime", "Image YCbCrPositioning", "Image ImageWidth"),
        *("Image ImageLength", "EXIF LensMake", "EXIF LensModel", "EXIF LensSpecification", "EXIF ExposureTime"),
        *("EXIF FNumber", "EXIF ExposureProgram", "EXIF ISOSpeedRatings", "EXIF PhotographicSensitivity"),
        *("EXIF SensitivityType", "EXIF RecommendedExposureIndex", "EXIF ExifVersion", "EXIF DateTimeOriginal"),
        *("EXIF DateTimeDigitized", "EXIF OffsetTime", "EXIF OffsetTimeOriginal", "EXIF OffsetTimeDigitized"),
        *("EXIF SubSecTime", "EXIF SubSecTimeOriginal", "EXIF SubSecTimeDigitized", "EXIF ComponentsConfiguration"),
        *("EXIF CompressedBitsPerPixel", "EXIF ShutterSpeedValue", "EXIF ApertureValue", "EXIF BrightnessValue"),
        *("EXIF ExposureBiasValue", "EXIF MaxApertureValue", "EXIF SubjectDistance", "EXIF MeteringMode"),
        *("EXIF LightSource", "EXIF Flash", "EXIF FocalLength", "EXIF FlashPixVersion", "EXIF ColorSpace"),
        *("EXIF ExifImageWidth", "EXIF ExifImageLength", "EXIF FocalPlaneXResolution", "EXIF FocalPlaneYResolution"),
        *("EXIF FocalPlaneResolutionUnit", "EXIF SensingMethod", "EXIF FileSource", "EXIF SceneType"),
        *("EXIF CustomRendered", "EXIF ExposureMode", "EXIF WhiteBalance", "EXIF DigitalZoomRatio"),
        *("EXIF FocalLengthIn35mmFilm", "EXIF SceneCaptureType", "EXIF GainControl", "EXIF Contrast"),
        *("EXIF Saturation", "EXIF Sharpness", "EXIF SubjectDistanceRange", "EXIF CompositeImage", "EXIF ISOSpeed"),
        *("EXIF StandardOutputSensitivity", "EXIF ExposureIndex", "EXIF FlashEnergy", "EXIF Gamma"),
    }
)
"""What the camera did, by the names of ExifRead: nothing of where, by whom, or with which one of its kind.

Reading writes these into a photo's document and no other (photo/metadata/exif.py).
"""
_OF_THE_FILE: Final = (
    *("BitsPerSample", "Compression", "JPEGInterchangeFormat", "JPEGInterchangeFormatLength", "NewSubfileType"),
    *("PhotometricInterpretation", "PlanarConfiguration", "Predictor", "PrimaryChromaticities", "ReferenceBlackWhite"),
    *("RowsPerStrip", "SamplesPerPixel", "StripByteCounts", "StripOffsets", "SubfileType", "TileByteCounts"),
    *("TileLength", "TileOffsets", "TileWidth", "TransferFunction", "WhitePoint", "YCbCrCoefficients"),
    *("YCbCrSubSampling", "ExifOffset"),
)
FILE_NOTES: Final = frozenset(
    {
        *(f"{where} {name}" for where in ("Image", "Thumbnail") for name in _OF_THE_FILE),
        *("Thumbnail ImageWidth", "Thumbnail ImageLength", "Thumbnail Orientation", "Thumbnail XResolution"),
        *("Thumbnail YResolution", "Thumbnail ResolutionUnit", "Thumbnail YCbCrPositioning"),
        *("Interoperability InteroperabilityIndex", "Interoperability InteroperabilityVersion"),
        *("EXIF InteroperabilityOffset", "EXIF SubjectArea"),
    }
)
"""Where things lie in the file, which 0.1.0 stored too: numbers that tell nothing. Allowed in a public copy until
``album repair`` takes them out; anything else that is not in CAMERA_NOTES holds the photo back."""


def may_stand(name: str) -> bool:
    """Whether the camera's note of this name belongs into a photo's own document."""
    return name in CAMERA_NOTES


def may_be_told(name: str) -> bool:
    """Whether a public copy may hold the camera's note of this name."""
    return name in CAMERA_NOTES or name in FILE_NOTES


def unknown_fields(document: Mapping[str, object]) -> list[str]:
    """The names of the fields that are not on the list, in order."""
    return sorted(str(name) for name in document if name not in FIELDS and name not in SPECIAL)


def nested_fields(document: Mapping[str, object]) -> list[str]:
    """The names of known fields that hold more than they may: what is inside can't be judged."""
    found = [name for name in sorted(PLAIN) if isinstance(document.get(name), (dict, list))]
    tags, notes = document.get(TAGS), document.get(NOTES)
    if isinstance(tags, dict) or (isinstance(tags, list) and any(isinstance(tag, (dict, list)) for tag in tags)):
        found.append(TAGS)
    if isinstance(notes, dict) and any(isinstance(value, (dict, list)) for value in notes.values()):
        found.append(NOTES)
    return found
