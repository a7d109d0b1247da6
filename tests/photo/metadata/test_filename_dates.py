"""Dates in names: of programs and cameras, in their languages; instants become the local day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from photospool.photo.metadata.dates import Candidate, Zone, choose, zone_of
from photospool.photo.metadata.filename_dates import without_conflict
from photospool.photo.photo import Taken

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=BERLIN)
WRITTEN_S = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC).timestamp()


def told(name: str, zone: Zone | None = None, *said: Candidate) -> Taken:
    return choose(said, name, [], modified_s=WRITTEN_S, now=NOW, zone=zone or Zone(here=BERLIN))


AT_1_PM = "2023-05-01T13:34:56"
WALL: dict[str, str] = {
    # macOS 13 and later write U+202F before AM and PM, older ones a blank; WhatsApp and translations others
    "Screenshot 2023-05-01 at 1.34.56\u202fPM.png": AT_1_PM,
    "Screenshot 2023-05-01 at 1.34.56\u00a0PM.png": AT_1_PM,
    "Screenshot 2023-05-01 at 1.34.56 PM.png": AT_1_PM,
    "Screenshot 2023-05-01 at 1.34.56 pm.png": AT_1_PM,
    "Screenshot 2023-05-01 at 12.05.06\u202fAM.png": "2023-05-01T00:05:06",
    "Screenshot 2023-05-01 at 12.05.06\u202fPM.png": "2023-05-01T12:05:06",
    "Screenshot 2023-05-01 at 1.34.56\u202fAM.png": "2023-05-01T01:34:56",
    "Screenshot 2023-05-01 at 13.34.56 PM.png": AT_1_PM,
    "Captura de pantalla 2023-05-01 a la(s) 1.34.56 p.m..png": AT_1_PM,
    "Captura de pantalla 2023-05-01 a las 13.34.56.png": AT_1_PM,
    "Captura de pantalla 2023-05-01 a las 1.34.56 p. m..png": AT_1_PM,
    "Captura de pantalla 2023-05-01 a las 1.34.56 p.m..png": AT_1_PM,
    "截屏2023-05-01 下午1.34.56.png": AT_1_PM,
    "스크린샷 2023-05-01 오후 1.34.56.png": AT_1_PM,
    "スクリーンショット 2023-05-01 午後1.34.56.png": AT_1_PM,
    "Στιγμιότυπο 2023-05-01, 1.34.56 μ.μ..png": AT_1_PM,
    "Bildschirmfoto 2023-05-01 um 13.34.56.png": AT_1_PM,
    "Capture d’écran 2023-05-01 à 13.34.56.png": AT_1_PM,
    "Schermata 2023-05-01 alle 13.34.56.png": AT_1_PM,
    "Skärmavbild 2023-05-01 kl. 13.34.56.png": AT_1_PM,
    "Skjermbilde 2023-05-01 kl. 13.34.56.png": AT_1_PM,
    "Снимок экрана 2023-05-01 в 13.34.56.png": AT_1_PM,
    "Schermafbeelding 2023-05-01 om 13.34.56.png": AT_1_PM,
    "Zrzut ekranu 2023-05-01 o 13.34.56.png": AT_1_PM,
    "Captura de Tela 2023-05-01 às 13.34.56.png": AT_1_PM,
    "Näyttökuva 2023-05-01 kello 13.34.56.png": AT_1_PM,
    # GNOME, KDE, Windows
    "Screenshot from 2023-05-01 13-34-56.png": AT_1_PM,
    "Screenshot_20230501_133456.png": AT_1_PM,
    "Screenshot 2023-05-01 133456.png": AT_1_PM,
    "WIN_20230501_13_34_56_Pro.jpg": AT_1_PM,
    # the day alone
    "20230501.jpg": "2023-05-01",
    "Screenshot_20230501.png": "2023-05-01",
    "Scan_20240501.jpg": "2024-05-01",
    "Scan20240501.jpg": "2024-05-01",
    "WP_20240501_007.jpg": "2024-05-01",
    "20240501_12345.jpg": "2024-05-01",  # a counter, not 01:23:45
    "IMG-20230501-WA0007.jpg": "2023-05-01",
    "2013-05-01 birthday.jpg": "2013-05-01",
    # the Nextcloud app for iOS; Telegram for desktops, day first; CamScanner, month first
    "22-04-06 15-21-03 2160.jpg": "2022-04-06T15:21:03",
    "photo_5@01-05-2023_10-11-12.jpg": "2023-05-01T10:11:12",
    "photo_2023-05-01_10-11-12.jpg": "2023-05-01T10:11:12",
    "CamScanner 05-01-2023 10.11.12.jpg": "2023-05-01T10:11:12",
    "CamScanner 05-01-2023 10.11.jpg": "2023-05-01T10:11:00",
    # cameras
    "00100lPORTRAIT_00100_BURST20190203101112345_COVER.jpg": "2019-02-03T10:11:12.345",
    "IMG20230501101112.jpg": "2023-05-01T10:11:12",
    "DJI_20230501101112_0001_D.JPG": "2023-05-01T10:11:12",
    "signal-2023-05-01-12-34-56-789.jpg": "2023-05-01T12:34:56.789",
    # words that begin like Greenwich's time, and another zone's
    "2023-05-01 10-11-12 Zoo.jpg": "2023-05-01T10:11:12",
    "IMG_20230501_101112Zoe.jpg": "2023-05-01T10:11:12",
    "2023-05-01_10-11-12_Z_1.jpg": "2023-05-01T10:11:12",
    "2023-05-01_10-11-12_UTC+2.jpg": "2023-05-01T10:11:12",
    "2023-05-01_10-11-12 gmtower.jpg": "2023-05-01T10:11:12",
}


@pytest.mark.parametrize(("name", "at"), WALL.items())
def test_what_the_clock_on_the_wall_said(name: str, at: str) -> None:
    assert told(name) == Taken(at[:10], at, "file name")


INSTANTS: dict[str, str] = {
    "PXL_20230716_221512345.jpg": "2023-07-17T00:15:12.345+02:00",
    "PXL_20230116_221512345.jpg": "2023-01-16T23:15:12.345+01:00",
    "PXL_20230716_221512345.MP.jpg": "2023-07-17T00:15:12.345+02:00",
    "Copy of PXL_20230716_221512345.jpg": "2023-07-17T00:15:12.345+02:00",
    "original_6ba7b810-9dad-11d1-80b4-00c04fd430c8_PXL_20230716_221512345.jpg": "2023-07-17T00:15:12.345+02:00",
    # who writes in the name that it is Greenwich's time: Instaloader, of a post with several pictures too; Open Camera
    "2023-07-16_22-15-12_UTC.jpg": "2023-07-17T00:15:12+02:00",
    "2023-07-16_22-15-12_UTC_2.jpg": "2023-07-17T00:15:12+02:00",
    "anna_2023-07-16_22-15-12_UTC_profile_pic.jpg": "2023-07-17T00:15:12+02:00",
    "IMG_20230716_221512Z.jpg": "2023-07-17T00:15:12+02:00",
    "20230716T221512Z.jpg": "2023-07-17T00:15:12+02:00",
    "Photo 2023-07-16 22.15.12 GMT (2).jpg": "2023-07-17T00:15:12+02:00",
    "FB_IMG_1682980200000.jpg": "2023-05-02T00:30:00+02:00",
    "mmexport1682980200000.jpg": "2023-05-02T00:30:00+02:00",
    "1682980200000.jpg": "2023-05-02T00:30:00+02:00",
    "00000IMG_00000_BURST1682980200000_COVER.jpg": "2023-05-02T00:30:00+02:00",
}


@pytest.mark.parametrize(("name", "at"), INSTANTS.items())
def test_an_instant_becomes_the_local_day(name: str, at: str) -> None:
    assert told(name) == Taken(at[:10], at, "file name, this computer's zone")


def test_the_zone_of_an_instant_is_the_cameras_then_that_of_its_satellites_then_this_computers() -> None:
    name = "PXL_20230716_221512345.jpg"
    tokyo = zone_of(["", "+09:00"], "", "", BERLIN)
    assert told(name, tokyo).at == "2023-07-17T07:15:12.345+09:00"
    assert told(name, tokyo).source == "file name, camera's zone"
    nepal = zone_of([""], "2023:07:17 03:59:10", "2023:07:16 22:15:12", BERLIN)
    assert (told(name, nepal).at, told(name, nepal).source) == (
        "2023-07-17T04:00:12.345+05:45",
        "file name, zone by GPS",
    )
    astray = zone_of([], "2023:07:17 03:53:00", "2023:07:16 22:15:12", BERLIN)
    assert told(name, astray).source == "file name, this computer's zone"
    west = zone_of([], "2023:07:16 15:15:12", "2023:07:16 22:15:12", BERLIN)
    assert told(name, west).at == "2023-07-16T15:15:12.345-07:00"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("IMG-20190203-WA0007.sync-conflict-20230501-101112-ABCDEF7.jpg", "IMG-20190203-WA0007.jpg"),  # Syncthing
        ("IMG-20190203-WA0007 (conflicted copy 2023-05-01 101112).jpg", "IMG-20190203-WA0007.jpg"),  # Nextcloud
        ("IMG-20190203-WA0007_conflict-20230501-101112.jpg", "IMG-20190203-WA0007.jpg"),  # ownCloud
        ("IMG_0001 (Anna's conflicted copy 2023-05-01).jpg", "IMG_0001.jpg"),  # Dropbox
        ("IMG_0001 (In Konflikt stehende Kopie von Anna 2023-05-01).jpg", "IMG_0001.jpg"),
        ("IMG_0001 (Copie en conflit de Anna 2023-05-01).jpg", "IMG_0001.jpg"),
        ("IMG_0001 (Copia en conflicto de Anna 2023-05-01).jpg", "IMG_0001.jpg"),
        ("IMG_0001 (конфликтующая копия 2023-05-01).jpg", "IMG_0001.jpg"),
        ("IMG_0001 (SFConflict anna@example.org 2023-05-01-10-11-12).jpg", "IMG_0001.jpg"),  # Seafile
        ("IMG_0001_laptop_May-01-101112-2023_Conflict.jpg", "IMG_0001.jpg"),  # Synology Drive
        ("IMG_0001.conflict1.jpg", "IMG_0001.jpg"),  # rclone bisync
        ("2023-05-01 10.11.12 (Anna).jpg", "2023-05-01 10.11.12 (Anna).jpg"),
    ],
)
def test_the_date_of_a_conflict_is_not_the_photos(name: str, plain: str) -> None:
    assert without_conflict(name) == plain
    assert told(name) == told(plain)


@pytest.mark.parametrize(
    ("name", "at", "source"),
    [
        ("2016/08/18/IMG_1.jpg", "2016-08-18", "folder"),
        ("Photos/2016/08 August/18/IMG_1.jpg", "2016-08-18", "folder"),
        ("2016-08-18 Oslo/IMG_1.jpg", "2016-08-18", "folder"),
        ("2016/2016-08-18/IMG_1.jpg", "2016-08-18", "folder"),
        ("2016/08/IMG_1.jpg", "2016-08", "folder"),
        ("2016-08/IMG_1.jpg", "2016-08", "folder"),
        ("1975/IMG_1.jpg", "1975", "folder"),
        ("2016/08/18/20150203_101112.jpg", "2015-02-03T10:11:12", "file name"),
        ("2025/01/IMG_1.jpg", "2025-01-02T04:04:05+01:00", "file time"),  # the same, and more exact
        ("2016/13/IMG_1.jpg", "2016", "folder"),
        ("100APPLE/IMG_1.jpg", "2025-01-02T04:04:05+01:00", "file time"),
        ("20160818/IMG_1.jpg", "2016-08-18", "folder"),
    ],
)
def test_folders(name: str, at: str, source: str) -> None:
    taken = told(name)
    assert (taken.at, taken.source) == (at, source)
    assert taken.day == (at + "-01-01"[len(at) - 4 :] if len(at) < 10 else at[:10])


def test_a_folder_is_believed_more_than_when_a_program_changed_the_file() -> None:
    scanned = [Candidate("Image DateTime", "2024:02:03 10:11:12")]
    taken = choose([], "1975/IMG_1.jpg", scanned, modified_s=WRITTEN_S, now=NOW, zone=Zone(here=BERLIN))
    assert (taken.at, taken.source, taken.precision) == ("1975", "folder", "year")


@pytest.mark.parametrize(
    "name",
    [
        "IMG_0001.jpg",
        "IMG_20300501_123456.jpg",
        "20251301_123456.jpg",
        "1234567890123456789012345.jpg",
        "a20230501f.jpg",
        "deadbeef20230501.jpg",
        "12345678.jpg",
        "30-04-06 15-21-03 2160.jpg",
        "IMG_1682980200000123.jpg",
        "01-05-2023.jpg",
    ],
)
def test_names_that_tell_nothing(name: str) -> None:
    assert told(name).source == "file time"


def test_the_files_time_is_told_with_the_offset_of_its_own_day() -> None:
    night = datetime(2021, 7, 8, 0, 30, tzinfo=timezone(timedelta(hours=2))).timestamp()
    taken = choose([], "IMG_1.jpg", [], modified_s=night, now=NOW, zone=Zone(here=BERLIN))
    assert (taken.day, taken.at) == ("2021-07-08", "2021-07-08T00:30:00+02:00")
