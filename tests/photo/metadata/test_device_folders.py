"""Which sub-folders become tags."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from photospool.engine.factory import words_from_folders


@pytest.mark.parametrize(
    "folder",
    [
        *(
            "DCIM",
            "Camera",
            "100APPLE",
            "101CANON",
            "102_PANA",
            "100MEDIA",
            "100GOPRO",
            "Camera-Uploads",
            "Camera Roll",
        ),
        *("Recents", "Sent", "WhatsApp Images", "Screenshots", "2016", "2016-08", "2016/08/18", "DJI_001", "Bilder"),
        *("Photos from 2016", "2016年8月", "199_0506"),
    ],
)
def test_folders_of_devices_and_pure_dates_are_no_tags(folder: str) -> None:
    assert words_from_folders(PurePath(folder) / "IMG_1.jpg") == {}
    assert words_from_folders(PurePath(folder.upper()) / "IMG_1.jpg") == {}


@pytest.mark.parametrize(
    ("folder", "tags"),
    [
        ("Oslo", ["Oslo"]),
        ("DCIM/100APPLE/Grandma's 80th", ["Grandma's-80th"]),
        ("2016-08-18 Oslo", ["2016-08-18-Oslo"]),
        ("Sent by Anna", ["Sent-by-Anna"]),
        ("Camera club", ["Camera-club"]),
    ],
)
def test_other_folders_are_tags(folder: str, tags: list[str]) -> None:
    assert words_from_folders(PurePath(folder) / "IMG_1.jpg") == {"keywords": tags}
