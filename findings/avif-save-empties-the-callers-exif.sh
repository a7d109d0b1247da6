#!/usr/bin/env bash
# Pillow 13.0.0: saving as AVIF takes the orientation out of the caller's own Exif object; what is saved next lies on its side.
#
# Guess before the run: `save(..., exif=notes)` reads `notes` and leaves it as it was, as for all other formats.
# Seen: AVIF keeps the rotation in a box (`irot`), so the plugin removes the tag from what it writes, and does so in the
# object that it was given. A loop that writes one picture as AVIF and then as JPEG, with the same notes, turns the JPEG
# over; the other way round both are right. Give each save notes of its own, or `notes.tobytes()`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check Pillow==13.0.0
seen=$("$work/venv/bin/python" - <<'PY'
import io

from PIL import Image, ImageOps

picture = Image.new("RGB", (128, 64), "blue")


def upright(kind, notes):
    saved = io.BytesIO()
    picture.save(saved, kind, exif=notes)
    return ImageOps.exif_transpose(Image.open(saved)).size


for kinds in (("JPEG", "PNG", "WEBP", "TIFF", "AVIF"), ("AVIF", "JPEG")):
    notes = Image.Exif()
    notes[0x0112] = 6  # Orientation: turn by 90 degrees clockwise to show it
    for kind in kinds:
        print(f"{kind}: shown {upright(kind, notes)}, the caller's orientation is now {notes.get(0x0112)}")
data = Image.Exif()
data[0x0112] = 6
print("AVIF, JPEG with bytes:", [upright(kind, data.tobytes()) for kind in ("AVIF", "JPEG")])
PY
)
echo "$seen"
expected="JPEG: shown (64, 128), the caller's orientation is now 6
PNG: shown (64, 128), the caller's orientation is now 6
WEBP: shown (64, 128), the caller's orientation is now 6
TIFF: shown (64, 128), the caller's orientation is now 6
AVIF: shown (64, 128), the caller's orientation is now None
AVIF: shown (64, 128), the caller's orientation is now None
JPEG: shown (128, 64), the caller's orientation is now None
AVIF, JPEG with bytes: [(64, 128), (64, 128)]"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
