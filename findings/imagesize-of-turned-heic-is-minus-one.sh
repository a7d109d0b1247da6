#!/usr/bin/env bash
# imagesize 2.0.1 (PyPI): the size of a turned HEIC or AVIF is (-1, -1).
#
# Guess before the run: it tells the size as stored, 128x64, or as shown, 64x128.
# Seen: it tells sizes as shown for JPEG and TIFF, as stored for PNG and WebP (whose EXIF it does not ask), and for a HEIC
# or AVIF of which one property is a rotation (`irot`) it says (-1, -1), its answer for "not known". Upright ones are
# right. Phones held upright write `irot` into each HEIC, so the portraits of a gallery have no size and the landscapes do.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check Pillow==13.0.0 pillow-heif==1.8.1 imagesize==2.0.1
seen=$("$work/venv/bin/python" - "$work" <<'PY'
import sys

import imagesize
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
picture = Image.new("RGB", (128, 64), "blue")
for orientation in (1, 6):
    notes = Image.Exif()
    notes[0x0112] = orientation
    for kind in ("jpg", "tif", "png", "webp", "avif", "heic"):
        path = f"{sys.argv[1]}/{orientation}.{kind}"
        picture.save(path, exif=notes.tobytes())
        print(f"{orientation}.{kind}", imagesize.get(path))
PY
)
echo "$seen"
expected="1.jpg (128, 64)
1.tif (128, 64)
1.png (128, 64)
1.webp (128, 64)
1.avif (128, 64)
1.heic (128, 64)
6.jpg (64, 128)
6.tif (64, 128)
6.png (128, 64)
6.webp (128, 64)
6.avif (-1, -1)
6.heic (-1, -1)"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
