#!/usr/bin/env bash
# OpenCV 5.0.0 (opencv-python-headless 5.0.0.93) reads no TIFF whose orientation is 5-8, and shows a turned AVIF lying.
#
# Guess before the run: imread() turns what EXIF tells to turn, in every format that it reads, or leaves all as stored.
# Seen: JPEG, PNG and WebP come upright. An AVIF's own rotation (`irot`, `imir`), which every decoder has to obey, is left
# out. A TIFF (Pillow 13.0.0's, orientation in its first directory) is turned for 2-4, and for 5-8 imread() answers None,
# as it does for a file that is not there, with every flag; "Internal imread issue" stands on the error stream.
# imdecode(), given the bytes of the same file, reads it and turns it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 opencv-python-headless==5.0.0.93
cat >ask.py <<'PY'
import cv2
import numpy as np
from PIL import Image

picture = Image.new("RGB", (128, 64), "blue")
picture.paste("red", (0, 0, 64, 32))  # the corner that tells how it was turned


def told(image):
    if image is None:
        return "None"
    height, width = image.shape[:2]
    corners = {"left top": (3, 3), "right top": (3, -4), "left bottom": (-4, 3), "right bottom": (-4, -4)}
    (red,) = [name for name, (y, x) in corners.items() if image[y, x, 2] > 128]
    return f"{width}x{height} red {red}"


for orientation in (1, 3, 6):
    notes = Image.Exif()
    notes[0x0112] = orientation
    for kind in ("jpg", "png", "webp", "avif", "tif"):
        name = f"{orientation}.{kind}"
        picture.save(name, exif=notes.tobytes())
        print(name, told(cv2.imread(name)))
print("6.tif unchanged", told(cv2.imread("6.tif", cv2.IMREAD_UNCHANGED)))
print("6.tif by imdecode", told(cv2.imdecode(np.fromfile("6.tif", np.uint8), cv2.IMREAD_COLOR)))
PY
seen=$(venv/bin/python ask.py 2>errors.log)
echo "$seen"
grep -q "Internal imread issue" errors.log || { echo "CHANGED: it does not say so any more"; exit 1; }
expected="1.jpg 128x64 red left top
1.png 128x64 red left top
1.webp 128x64 red left top
1.avif 128x64 red left top
1.tif 128x64 red left top
3.jpg 128x64 red right bottom
3.png 128x64 red right bottom
3.webp 128x64 red right bottom
3.avif 128x64 red left top
3.tif 128x64 red right bottom
6.jpg 64x128 red right top
6.png 64x128 red right top
6.webp 64x128 red right top
6.avif 128x64 red left top
6.tif None
6.tif unchanged None
6.tif by imdecode 64x128 red right top"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
