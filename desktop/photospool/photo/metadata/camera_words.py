"""What cameras and programs write where a person's caption belongs: their own name, a mode, or nothing in many signs.

Data, with who writes it. A whole caption is compared, never a part of one.
"""

from __future__ import annotations

import re
from typing import Final

PHRASES: Final[dict[str, tuple[str, ...]]] = {
    # Seen in ImageDescription of public test collections (metadata-extractor-images, exif-samples) and in the lists
    # that PhotoPrism, iNaturalist and gThumb keep for the same purpose.
    "Olympus": ("olympus digital camera",),
    "Sony": ("sony dsc",),
    "Minolta": ("minolta digital camera", "konica minolta digital camera"),
    "Kodak": ("kodak digital still camera", "scanner"),
    "Samsung": ("samsung", "samsung camera pictures", "samsung digital camera", "samsung techwin", "s_camera"),
    "Medion": ("medion digital camera", "my beautiful picture"),
    "Moultrie": ("moultrie digital game camera",),
    "Motorola": ("hellomoto",),
    "Hitachi and others, DVC": ("dvc 10.1 hdmi",),
    "many": (
        "digital camera",
        "digital still camera",
        "default",
        "user comments",
        "binary comment",
        "charset=ascii",
        "ascii",
        "unicode",
        "jpeg",
        "image description",
        "imagedescription",
        "description",
        "untitled",
        "no description",
        "none",
        "null",
        "n/a",
        "x-default",
        "dcf 1.0",  # the format's name, by early Casio and others
        "exif jpeg",
        "exif_jpeg",
        "screenshot",
        "picture",
        "image",
        "photo",
    ),
    "GIMP": ("created with gimp", "created with the gimp", "created with gimp on a mac"),
    "VSCO": (),  # by the pattern below
    "Imlib": ("created by imlib",),
    "iClarified": ("iclarified",),
}
"""Who → texts in lower case; letters of any case are the same."""

CODES: Final = frozenset(
    # Huawei and Honor write the mode of the shot, in small letters (photoprism/photoprism pull request 5078, and issues
    # of Nextcloud Memories, digiKam and Immich): a person's caption of the same letters begins with a capital.
    "bsh btf btfhdr btfmdn btr burst cof cuva _cuva dav dyn edf fbt fbthdr frem frontbhdp fshbty hdr hdrpl jpeg mde"
    " mde_soft mon nor oznor oznorCO oznorWO ptr qrf rbt rhdr rpt sdr_HDRB smart".split()
)
"""As written."""

_PATTERNS: Final = re.compile(
    r"[\w .,&+-]*digital (?:still )?camera"  # every other maker
    r"|<?(?:digimax|kenox)\b.*"  # Samsung: <Digimax i5, Samsung #1>, <KENOX S1050 / Samsung S1050>
    r"|exif[_ -]?jpeg[_ -]?(?:t?\d+|picture)?"  # Exif_JPEG_T422, Exif_JPEG_PICTURE
    r"|dcim\\.*"  # GoPro, DJI: a path
    r"|(?:processed|edited|made|created|shot|taken|enhanced) (?:with|by|in|on|using) "
    r"(?:vsco(?: with .*)?|the gimp.*|gimp.*|snapseed.*|prequel.*|remini.*|meitu.*|polarr.*|rni films.*|darkroom.*)"
    r"|(?:dsc|dscn|dscf|img|pict?|p|sam|mvimg|pxl)?[_-]?\d+(?:\.jpe?g)?"  # the name that the camera gave
    r"|\{\s*\"shape\".*\}|ImageJ=.*"  # tifffile, ImageJ: how the numbers lie
    r"|\W*",
    re.IGNORECASE | re.DOTALL,
)
_NOTHING: Final = frozenset(phrase for phrases in PHRASES.values() for phrase in phrases)


def is_of_a_camera(text: str) -> bool:
    """Whether nobody wrote this caption."""
    return text in CODES or text.lower() in _NOTHING or _PATTERNS.fullmatch(text) is not None
