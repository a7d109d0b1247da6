#!/usr/bin/env bash
# sharp 0.35.5: a part cut out with `keepExif()`, or even `withExif()`, keeps the small picture of the *whole* photo in its EXIF.
#
# Guess before the run: the thumbnail (IFD1) is dropped, as Pillow 13.0.0 does it when the notes of a photo are given to a part.
# Seen: sharp writes the new width and height into EXIF, so it knows that the picture is another one, and carries the
# thumbnail of the old one along, into WebP too. Whoever cut somebody out of a photo, or painted over a number plate, and
# kept "camera and date", gives away what was there, in small; galleries that show thumbnails first show the old picture.
# `withExif`, which by its description ignores the EXIF of the input, carries it along as well. Only a second pass, over
# the cut picture without notes, has none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 piexif==1.1.3
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund sharp@0.35.5 exiftool-vendored.pl@13.59.0 >>npm.log
cat >make.py <<'PY'
import io

import piexif
from PIL import Image

photo = Image.new("RGB", (640, 480), "blue")
photo.paste("red", (0, 0, 320, 480))  # the left half, which is cut away below
small = io.BytesIO()
photo.resize((160, 120)).save(small, "JPEG")
notes = piexif.dump({"0th": {0x010F: b"Acme"}, "1st": {0x0103: 6}, "thumbnail": small.getvalue()})
photo.save("whole.jpg", exif=notes)
with Image.open("whole.jpg") as whole:
    whole.crop((320, 0, 640, 480)).save("pillow.jpg", exif=whole.getexif())
PY
cat >cut.mjs <<'JS'
import sharp from 'sharp';

const part = () => sharp('whole.jpg').extract({ left: 320, top: 0, width: 320, height: 480 });
await part().keepExif().toFile('sharp.jpg');
await part().keepExif().toFile('sharp.webp');
await part().withExif({ IFD0: { Make: 'Acme' } }).toFile('chosen.jpg');
await sharp(await part().toBuffer()).withExif({ IFD0: { Make: 'Acme' } }).toFile('twice.jpg');
JS
cat >ask.py <<'PY'
import io
import subprocess

from PIL import Image

EXIFTOOL = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool", "-b"]
for name in ("whole.jpg", "pillow.jpg", "sharp.jpg", "sharp.webp", "chosen.jpg", "twice.jpg"):
    width = subprocess.run([*EXIFTOOL, "-EXIF:ExifImageWidth", name], capture_output=True, text=True).stdout
    data = subprocess.run([*EXIFTOOL, "-ThumbnailImage", name], capture_output=True).stdout
    told = "none"
    if data:
        small = Image.open(io.BytesIO(data)).convert("RGB")
        told = f"{small.size}, red on its left: {small.getpixel((9, 60))[0] > 200}"
    print(f"{name} {Image.open(name).size}: EXIF's width {width or 'not told'}, thumbnail {told}")
PY
venv/bin/python make.py
node cut.mjs
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="whole.jpg (640, 480): EXIF's width not told, thumbnail (160, 120), red on its left: True
pillow.jpg (320, 480): EXIF's width not told, thumbnail none
sharp.jpg (320, 480): EXIF's width 320, thumbnail (160, 120), red on its left: True
sharp.webp (320, 480): EXIF's width 320, thumbnail (160, 120), red on its left: True
chosen.jpg (320, 480): EXIF's width 320, thumbnail (160, 120), red on its left: True
twice.jpg (320, 480): EXIF's width 320, thumbnail none"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
