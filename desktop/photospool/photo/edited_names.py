"""What programs hang on the name of an edited copy, in the language of its owner. Data, for whoever compares names."""

from __future__ import annotations

from typing import Final

EDITED_WORDS: Final = (
    # Google's own edits, which have one name in all languages, and "edited" in its users' languages:
    # https://github.com/TheLastGimbus/GooglePhotosTakeoutHelper (lib/extras.dart)
    *("-edited", "-effects", "-smile", "-mix"),
    *(
        "-edytowane",
        "-bearbeitet",
        "-bewerkt",
        "-編集済み",
        "-modificato",
        "-modifié",
        "-ha editado",
        "-editado",
        "-editat",
    ),
    *(
        "-отредактировано",
        "-已编辑",
        "-편집됨",
        "-düzenlendi",
        "-تم التعديل",
        "-संपादित",
        "-đã chỉnh sửa",
        "-แก้ไขแล้ว",
        "-diedit",
    ),
    # Photos of Apple, as osxphotos exports: https://github.com/RhetTbull/osxphotos/issues/145
    "_edited",
)
"""In small letters, composed (NFC)."""
