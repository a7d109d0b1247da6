"""Names of folders that cameras, phones and programs make: they say where a file came from, and nothing of the photo.

Data, and one question. A person's folder of such a name becomes no tag either; the setting says so.
"""

from __future__ import annotations

import re
from typing import Final

NAMES: Final = frozenset(
    (
        # Cameras and phones (DCF: 100APPLE is a pattern below)
        *("dcim", "camera", "camera roll", "camera uploads", "camera-uploads", "camerauploads", "camera upload"),
        *("misc", "private", "avchd", "mp_root", "sdcard", "internal storage", "my camera", "restored"),
        # iOS and Android albums that a program leads
        *("recents", "recent", "all photos", "photos", "pictures", "images", "my photos", "my pictures", "sent"),
        *("favorites", "favourites", "selfies", "screenshots", "screenshot", "live photos", "panoramas"),
        *("bursts", "downloads", "download", "saved", "saved pictures", "saved photos", "received", "imports"),
        *("screen recordings", "slow-motion", "slo-mo", "time-lapse", "long exposure", "animated", "cinematic"),
        # Messengers, sync clients and backup programs
        *("whatsapp", "whatsapp images", "whatsapp video", "whatsapp animated gifs", "whatsapp documents", "media"),
        *("whatsapp business", "whatsapp business images", "whatsapp business video", "whatsapp video notes"),
        *("android", "telegram video", "telegram documents"),  # Android/media/com.whatsapp/WhatsApp/Media/…
        *("telegram", "telegram images", "signal", "viber images", "messenger", "instagram", "snapchat", "facebook"),
        *("instantupload", "instant upload", "auto upload", "autoupload", "upload", "uploads", "photo stream"),
        *("photosync", "mobile uploads", "mobilebackup", "onedrive", "dropbox", "google photos", "takeout"),
        *("icloud photos", "dcim backup", "camera backup", "backup", "sync", "synced", "incoming", "shared"),
        # The same in other languages, as systems name them
        *("kamera", "kamera-uploads", "bilder", "fotos", "eigene bilder", "bildschirmfotos", "gesendet", "zuletzt"),
        *("empfangen", "appareil photo", "captures d’écran", "imágenes", "fotocamera", "immagini", "câmera"),
    )
)
"""In lower case."""

_NUMBERED: Final = re.compile(
    r"\d{3}[a-z0-9_]{5}|\d{3}_\w{4,}|\d{3}gopro|\d{3}media|dji_\d+.*|\d{3}-\w+",  # DCF 2.0, 3.2: 100APPLE, 101CANON
    re.IGNORECASE,
)
_OF_AN_APP: Final = re.compile(r"(?:com|org|net|io)(?:\.[a-z][a-z0-9_]*)+")  # com.whatsapp, org.telegram.messenger
_ONLY_A_DATE: Final = re.compile(
    r"[\d\s._-]+"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|photos from \d{4}|fotos (?:von|aus) \d{4}"
)


def says_nothing(name: str) -> bool:
    """Whether a folder of this name tells nothing that would be a tag: a device's own, or a pure date."""
    plain = name.strip().casefold()
    return plain in NAMES or any(form.fullmatch(plain) for form in (_NUMBERED, _OF_AN_APP, _ONLY_A_DATE))
