#!/usr/bin/env bash
# Pillow 13.0.0: a place that is added to a photo's notes is saved in JPEG, PNG, WebP and AVIF, and left out of TIFF, without a word.
#
# Guess before the run: `save(..., exif=notes)` writes the same notes whatever the format; a TIFF is EXIF's own form.
# Seen: `notes.get_ifd(0x8825).update(...)` is how one adds a place. Formats that take `notes.tobytes()` have it; TIFF goes through
# the first directory's own entries, and a directory that was not there when the photo was read has none. A place that was
# there stays and is changed; of notes made anew the maker stays, and date, time zone and place are lost. Given `notes.tobytes()`,
# TIFF has it all. Notes of *nothing but* date and place count as empty (`bool(notes)` is False): PNG and AVIF drop them too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check Pillow==13.0.0
seen=$("$work/venv/bin/python" - <<'PY'
import io

from PIL import Image

PLACE = {1: "S", 2: (33.0, 30.0, 0.0), 3: "W", 4: (70.0, 15.0, 0.0)}
DATE = {0x9003: "2024:05:01 10:11:12", 0x9011: "+02:00"}
picture = Image.new("RGB", (64, 48), "blue")


def dated(place=None):
    """The notes of a photo that was saved and read."""
    notes, photo = Image.Exif(), io.BytesIO()
    notes.get_ifd(0x8769).update(DATE)
    if place:
        notes.get_ifd(0x8825).update(place)
    picture.save(photo, "JPEG", exif=notes.tobytes())
    return Image.open(photo).getexif()


def kept(kind, notes):
    saved = io.BytesIO()
    picture.save(saved, kind, exif=notes)
    found = Image.open(saved).getexif()
    place, date = found.get_ifd(0x8825), found.get_ifd(0x8769)
    return f"{'date' if date.get(0x9003) else '-'} {place.get(1, '-')} {place.get(2, ('-',))[0]}"


for kind in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF"):
    added, changed, new, bare = dated(), dated(PLACE | {2: (1.0, 0.0, 0.0)}), Image.Exif(), Image.Exif()
    new[0x010F] = "Acme"
    for notes in (added, changed, new, bare):
        notes.get_ifd(0x8769).update(DATE)
        notes.get_ifd(0x8825).update(PLACE)
    told = [kept(kind, notes) for notes in (added, changed, new, bare, added.tobytes())]
    print(f"{kind}: added {told[0]}; changed {told[1]}; made anew {told[2]}; nothing else {told[3]}; as bytes {told[4]}")
PY
)
echo "$seen"
expected="JPEG: added date S 33.0; changed date S 33.0; made anew date S 33.0; nothing else date S 33.0; as bytes date S 33.0
PNG: added date S 33.0; changed date S 33.0; made anew date S 33.0; nothing else - - -; as bytes date S 33.0
WEBP: added date S 33.0; changed date S 33.0; made anew date S 33.0; nothing else date S 33.0; as bytes date S 33.0
AVIF: added date S 33.0; changed date S 33.0; made anew date S 33.0; nothing else - - -; as bytes date S 33.0
TIFF: added date - -; changed date S 33.0; made anew - - -; nothing else - - -; as bytes date S 33.0"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
