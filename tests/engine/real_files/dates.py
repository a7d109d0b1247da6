"""Dates: names that cameras, phones and programs give, and what a file says of its day."""

from __future__ import annotations

from tests.engine.real_files.row import AT, GPS, Row, jpeg, plain, time
from tests.photo import made
from tests.photo.containers import png_with
from tests.photo.made_metadata import (
    DATED,
    PICTURE,
    iptc_segment,
    xmp_segment,
)

NIGHT_S = 1_625_697_000.0  # 8 July 2021, 0:30 in Berlin


DATES: dict[str, Row] = {
    # F2
    "F2 a narrow blank before PM (macOS 13)": Row(
        "Screenshot 2024-05-01 at 1.34.56\u202fPM.png",
        png_with(PICTURE, (b"tEXt", b"a\0F2a")),
        "macOS 13's own name",
        time("2024-05-01T13:34:56"),
    ),
    "F2 U+00A0": Row(
        "Screenshot 2024-05-02 at 1.34.56\u00a0PM.png",
        png_with(PICTURE, (b"tEXt", b"a\0F2b")),
        "translations of macOS",
        time("2024-05-02T13:34:56"),
    ),
    "F2 a blank": Row("Screenshot 2024-05-03 at 1.34.56 pm.jpg", plain("F2c"), "macOS 12", time("2024-05-03T13:34:56")),
    "F2 midnight": Row(
        "Screenshot 2024-05-04 at 12.05.06\u202fAM.png",
        png_with(PICTURE, (b"tEXt", b"a\0F2d")),
        "12 AM is 0 o'clock",
        time("2024-05-04T00:05:06"),
    ),
    "F2 in Spanish": Row(
        "Captura de pantalla 2024-05-05 a las 1.34.56 p.m..png",
        png_with(PICTURE, (b"tEXt", b"a\0F2e")),
        "macOS in Spanish",
        time("2024-05-05T13:34:56"),
    ),
    "F2 in Chinese": Row(
        "截屏2024-05-06 下午1.34.56.png",
        png_with(PICTURE, (b"tEXt", b"a\0F2f")),
        "macOS in Chinese",
        time("2024-05-06T13:34:56"),
    ),
    # F8
    "F8 a scan, XMP": Row(
        "F8a.jpg",
        jpeg(
            xmp_segment("", 'photoshop:DateCreated="1975-06-15"'), exif=made.exif({}, {0x9004: "2024:02:03 10:11:12"})
        ),
        "MWG 2.0, 5.3",
        {**time("1975-06-15", "XMP DateCreated"), "taken_precision": "day", "taken_other": "2024-02-03T10:11:12"},
    ),
    "F8 a scan, IPTC": Row(
        "F8b.jpg",
        jpeg(
            iptc_segment((2, 55, b"19750615"), (2, 60, b"101112+0100")),
            exif=made.exif({}, {0x9004: "2024:02:03 10:11:12"}),
        ),
        "MWG 2.0, 5.3",
        time("1975-06-15T10:11:12+01:00", "IPTC DateCreated"),
    ),
    "F8 a year": Row(
        "F8c.jpg",
        jpeg(xmp_segment("", 'photoshop:DateCreated="1975"')),
        "XMP part 1, 8.2.1.2",
        {**time("1975", "XMP DateCreated"), "taken_precision": "year"},
    ),
    "F8 a month": Row(
        "F8d.jpg",
        jpeg(xmp_segment("", 'photoshop:DateCreated="1975-06"')),
        "XMP part 1, 8.2.1.2",
        {"taken": "1975-06-01", "taken_at": "1975-06", "taken_precision": "month"},
    ),
    # F12
    "F12 PXL_ is Greenwich time": Row(
        "PXL_20230716_221512345.jpg",
        plain("F12a"),
        "Google's camera, here in Berlin",
        time("2023-07-17T00:15:12.345+02:00", "file name, this computer's zone"),
    ),
    "F12 FB_IMG": Row(
        "FB_IMG_1682980200000.jpg",
        plain("F12b"),
        "milliseconds since 1970",
        time("2023-05-02T00:30:00+02:00", "file name, this computer's zone"),
    ),
    "F12 milliseconds": Row(
        "1682980200001.jpg",
        plain("F12c"),
        "milliseconds since 1970",
        {"taken": "2023-05-02", "taken_source": "file name, this computer's zone"},
    ),
    "F12 the camera's zone": Row(
        "PXL_20230717_221512345.jpg",
        jpeg(exif=made.exif({}, {0x9011: "+09:00"})),
        "EXIF OffsetTimeOriginal",
        time("2023-07-18T07:15:12.345+09:00", "file name, camera's zone"),
    ),
    # small
    "small: Copy of PXL_": Row(
        "Copy of PXL_20230718_221512345.jpg",
        plain("s1"),
        "Google Drive",
        {"taken": "2023-07-19", "taken_source": "file name, this computer's zone"},
    ),
    "small: original_<uuid>_PXL_": Row(
        "original_6ba7b810-9dad-11d1-80b4-00c04fd430c8_PXL_20230719_221512345.jpg",
        plain("s2"),
        "Google Photos",
        {"taken": "2023-07-20"},
    ),
    "small: _UTC": Row(
        "2023-07-20_22-15-12_UTC.jpg",
        plain("s8"),
        "Instaloader's name, as it is set at first",
        time("2023-07-21T00:15:12+02:00", "file name, this computer's zone"),
    ),
    "small: um": Row(
        "Bildschirmfoto 2024-05-07 um 10.11.12.png",
        png_with(PICTURE, (b"tEXt", b"a\0s3")),
        "macOS in German",
        time("2024-05-07T10:11:12"),
    ),
    "small: à, alle, kl., в": Row(
        "Снимок экрана 2024-05-08 в 13.34.56.png",
        png_with(PICTURE, (b"tEXt", b"a\0s4")),
        "macOS in Russian",
        time("2024-05-08T13:34:56"),
    ),
    "small: Scan_20240501": Row("Scan_20240509.jpg", plain("s5"), "scanners", time("2024-05-09")),
    "small: WP_20240501_007": Row("WP_20240510_007.jpg", plain("s6"), "Windows Phone", time("2024-05-10")),
    "small: a counter is no time": Row("20240511_12345.jpg", plain("s7"), "five digits", time("2024-05-11")),
    # B8
    "B8 a July night": Row(
        "B8.jpg",
        plain("B8"),
        "that day's offset",
        {"taken": "2021-07-08", "taken_at": "2021-07-08T00:30:00+02:00"},
        modified_s=NIGHT_S,
    ),
    # B9
    **{
        f"B9 never set, {text}": Row(
            f"IMG_2017020{number}_101112.jpg",
            jpeg(exif=made.exif({}, {0x9003: text})),
            why,
            time(f"2017-02-0{number}T10:11:12"),
        )
        for number, (text, why) in enumerate(
            (
                ("1970:01:01 01:00:00", "time 0 in Berlin"),
                ("1970:01:01 08:00:00", "time 0 in Beijing"),
                ("1980:01:01 00:00:00", "DOS begins there"),
                ("2002:12:08 12:00:00", "Android 2 to 4"),
            ),
            1,
        )
    },
    "B9 the file's time is 0": Row("B9.jpg", plain("B9"), "nothing tells", {"taken_source": "arrival"}, modified_s=0.0),
    # B10
    **{
        f"B10 {who}": Row(name, plain(f"B10 {who}"), "the photo's own day", {"taken": "2019-02-03"})
        for who, name in (
            ("Syncthing", "IMG-20190203-WA0007.sync-conflict-20230501-101112-ABCDEF7.jpg"),
            ("Nextcloud", "IMG-20190203-WA0007 (conflicted copy 2023-05-01 101112).jpg"),
            ("ownCloud", "IMG-20190203-WA0007_conflict-20230501-101112.jpg"),
            ("Dropbox", "IMG-20190203-WA0007 (Anna's conflicted copy 2023-05-01).jpg"),
            ("Seafile", "IMG-20190203-WA0007 (SFConflict anna@example.org 2023-05-01-10-11-12).jpg"),
            ("Synology", "IMG-20190203-WA0007_laptop_May-01-101112-2023_Conflict.jpg"),
            ("rclone", "IMG-20190203-WA0007.conflict1.jpg"),
        )
    },
    # B11
    "B11 IPTC alone": Row(
        "B11a.jpg", jpeg(iptc_segment((2, 55, b"20040226"))), "IIM 4.2, 2:55", time("2004-02-26", "IPTC DateCreated")
    ),
    "B11 IFD0's DateTimeOriginal": Row(
        "B11b.jpg",
        jpeg(exif=made.exif({0x9003: "2016:05:06 07:08:09"})),
        "some scanners",
        time(AT, "Image DateTimeOriginal"),
    ),
    "B11 GPS alone": Row(
        "B11c.jpg",
        jpeg(exif=made.exif(gps={**GPS, 29: "2016:05:06", 7: (22.0, 30.0, 0.0)})),
        "Exif 2.32, 4.6.6",
        time("2016-05-07T00:30:00+02:00", "GPS, this computer's zone"),
    ),
    "B11 a month in EXIF": Row(
        "B11d.jpg",
        jpeg(exif=made.exif({}, {0x9003: "1975:06:00 00:00:00"})),
        "blanks and zeros: unknown",
        {"taken_at": "1975-06", "taken_precision": "month"},
    ),
    "B11 an eXIf with JPEG's prefix": Row(
        "B11e.png",
        png_with(PICTURE, (b"eXIf", made.exif({}, DATED))),
        "some programs",
        time(AT, "EXIF DateTimeOriginal"),
    ),
    "B11 a first EXIF that is empty": Row(
        "B11f.jpg",
        jpeg((0xE1, b"Exif\0\0"), exif=made.exif({}, DATED)),
        "some programs",
        time(AT, "EXIF DateTimeOriginal"),
    ),
    # B12
    "B12 the day alone": Row("20230502.jpg", plain("B12a"), "phones and scanners", time("2023-05-02")),
    "B12 a screenshot's day": Row(
        "Screenshot_20230503.png", png_with(PICTURE, (b"tEXt", b"a\0B12b")), "Android", time("2023-05-03")
    ),
    "B12 the Nextcloud app": Row(
        "22-04-06 15-21-03 2160.jpg", plain("B12c"), "iOS client's default", time("2022-04-06T15:21:03")
    ),
    "B12 BURST": Row(
        "00100lPORTRAIT_00100_BURST20190203101112345_COVER.jpg",
        plain("B12d"),
        "Google's camera",
        time("2019-02-03T10:11:12.345"),
    ),
    "B12 Telegram, day first": Row(
        "photo_5@01-05-2023_10-11-12.jpg", plain("B12e"), "Telegram Desktop", time("2023-05-01T10:11:12")
    ),
    "B12 folders": Row("2016/08/18/B12f.jpg", plain("B12f"), "folders by day", time("2016-08-18", "folder"), tags=()),
}
