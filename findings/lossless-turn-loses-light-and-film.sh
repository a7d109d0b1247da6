#!/usr/bin/env bash
# exiftran 2.10 (Debian's) turns a phone's photo upright “losslessly”: its HDR light and its film are gone, and its XMP says that it still lies.
#
# Guess before the run: the picture is turned without compressing it anew and all else is kept; or exiftran leaves a file alone that holds more than it knows.
# Seen: `-ai` writes the first picture and every segment before it, and replaces the file. What lies behind the first picture (the gain map of an HDR photo, the
# film of a motion photo) is left out without a word. The index (MPF) still counts two pictures, and Pillow 13.0.0, told of a second one,
# ends with an error there. EXIF's orientation becomes 1; XMP's stays 6, and who goes by it turns the photo once more. photo-importer 1.3.0 (PyPI)
# does this to each JPEG that it moves, unless told otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 numpy==2.4.6 pyvips==3.2.0 pyvips-binary==8.18.7
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
apt-get -qq download exiftran=2.10-4+b1 libexif12 libjpeg62-turbo 2>>apt.log
for package in *.deb; do dpkg -x "$package" .; done
cat >make.py <<'PY'
import numpy as np
import pyvips

light = np.full((480, 640, 3), 0.2, np.float32)
light[:240, :320] = 4.0  # four times as light as white
pyvips.Image.new_from_array(light).copy(interpretation="scrgb").uhdrsave("photo.jpg")
PY
cat >ask.py <<'PY'
import sys

from PIL import Image

for name in sys.argv[1:]:
    with Image.open(name) as photo:
        told = f"{name}: {photo.size[0]}x{photo.size[1]}, {photo.n_frames} pictures"
        try:
            photo.seek(1)
            photo.load()
            print(told, "that open")
        except SyntaxError as error:
            print(told, "and the second is", error)
    print(name, "ends with the film" if open(name, "rb").read().endswith(b"FILM") else "has no film")
PY
exiftool() { perl node_modules/exiftool-vendored.pl/bin/exiftool "$@"; }
venv/bin/python make.py
exiftool -q -overwrite_original -n -EXIF:Orientation=6 -XMP-tiff:Orientation=6 photo.jpg
printf 'FILM' >>photo.jpg
cp photo.jpg turned.jpg
libraries=$(dirname "$(find . -name 'libexif.so.12' | head -1)")
LD_LIBRARY_PATH=$libraries usr/bin/exiftran -ai turned.jpg 2>turn.log
seen=$(
    venv/bin/python ask.py photo.jpg turned.jpg
    for name in photo turned; do echo "$name:" "$(exiftool -n -a -G1 -s -s -Orientation "$name.jpg" | paste -s -d ';')"; done
)
echo "$seen"
expected="photo.jpg: 640x480, 2 pictures that open
photo.jpg ends with the film
turned.jpg: 480x640, 2 pictures and the second is not a JPEG file
turned.jpg has no film
photo: [IFD0] Orientation: 6;[XMP-tiff] Orientation: 6
turned: [IFD0] Orientation: 1;[XMP-tiff] Orientation: 6"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
