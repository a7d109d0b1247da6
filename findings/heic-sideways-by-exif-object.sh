#!/usr/bin/env bash
# pillow-heif 1.8.1 (with Pillow 13.0.0): a HEIC saved with `exif=` as Pillow's own Image.Exif object lies on its side.
#
# Guess before the run: `save(..., exif=object)` and `save(..., exif=object.tobytes())` write the same file, as they do
# for JPEG, PNG, WebP and AVIF.
# Seen: with the bytes the encoder writes the rotation (an `irot` box) and every reader shows the picture upright. With
# the object the EXIF block still says "orientation 6", but no `irot` is written, and HEIF readers go by `irot` alone:
# the picture is shown lying, and pillow-heif's own reader resets the EXIF orientation to 1, so that nothing later can
# put it right. Programs that convert a phone's JPEG to HEIC this way turn portraits over without a word.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check Pillow==13.0.0 pillow-heif==1.8.1
seen=$("$work/venv/bin/python" - <<'PY'
import io

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
picture = Image.new("RGB", (128, 64), "blue")
exif = Image.Exif()
exif[0x0112] = 6  # Orientation: turn by 90 degrees clockwise to show it
for name, given in (("object", exif), ("bytes", exif.tobytes())):
    saved = io.BytesIO()
    picture.save(saved, "HEIF", exif=given)
    shown = Image.open(saved)
    print(name, "irot", saved.getvalue().count(b"irot"), "shown", shown.size, "EXIF", shown.getexif()[0x0112])
PY
)
echo "$seen"
expected="object irot 0 shown (128, 64) EXIF 1
bytes irot 1 shown (64, 128) EXIF 1"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
