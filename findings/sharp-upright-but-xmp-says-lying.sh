#!/usr/bin/env bash
# A photo that sharp 0.35.5 turned upright, with `keepXmp()`, is turned once more by Pillow 13.0.0: it lies again.
#
# Guess before the run: sharp sets the orientation to 1 in all that it keeps, or keeps none; it is upright for everybody.
# Seen: `autoOrient()` turns the picture and sets EXIF's orientation, but keeps XMP word for word, and there tiff:Orientation is
# still 6, where programs for photos write it beside EXIF's. With `keepXmp()` alone the file has no EXIF; Pillow's `exif_transpose`
# then goes by XMP, in JPEG, PNG and WebP alike, and the upright picture lies on its other side. With `keepMetadata()` EXIF
# says 1 and XMP 6, and only who asks EXIF first is right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund sharp@0.35.5 exiftool-vendored.pl@13.59.0 >>npm.log
cat >make.py <<'PY'
from PIL import Image

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>"""
notes = Image.Exif()
notes[0x0112] = 6
lying = Image.new("RGB", (128, 64), "blue")
lying.paste("red", (0, 0, 64, 64))  # the left half, which is the top when it is turned
lying.save("photo.jpg", exif=notes.tobytes(), xmp=XMP.encode())
PY
cat >turn.mjs <<'JS'
import sharp from 'sharp';

for (const kind of ['jpg', 'png', 'webp']) {
  await sharp('photo.jpg').autoOrient().keepXmp().toFile(`xmp.${kind}`);
  await sharp('photo.jpg').autoOrient().keepMetadata().toFile(`all.${kind}`);
}
JS
cat >ask.py <<'PY'
import sys

from PIL import Image, ImageOps


def told(image):
    width, height = image.size
    corners = {"top left": (3, 3), "top right": (width - 4, 3), "bottom left": (3, height - 4), "bottom right": (width - 4, height - 4)}
    red = [name.split() for name, at in corners.items() if image.convert("RGB").getpixel(at)[0] > 128]
    (half,) = set(red[0]) & set(red[1])
    return f"{width}x{height} red {half}"


for name in sys.argv[1:]:
    with Image.open(name) as image:
        print(name, "stored", told(image), "/ exif_transpose", told(ImageOps.exif_transpose(image)))
PY
venv/bin/python make.py
node turn.mjs
seen=$(
    venv/bin/python ask.py photo.jpg xmp.jpg xmp.png xmp.webp all.jpg all.png all.webp
    for name in xmp.jpg all.jpg; do
        echo "$name" "$(perl node_modules/exiftool-vendored.pl/bin/exiftool -n -a -G1 -s -s -Orientation "$name" | paste -s -d ';')"
    done
)
echo "$seen"
expected="photo.jpg stored 128x64 red left / exif_transpose 64x128 red top
xmp.jpg stored 64x128 red top / exif_transpose 128x64 red right
xmp.png stored 64x128 red top / exif_transpose 128x64 red right
xmp.webp stored 64x128 red top / exif_transpose 128x64 red right
all.jpg stored 64x128 red top / exif_transpose 64x128 red top
all.png stored 64x128 red top / exif_transpose 64x128 red top
all.webp stored 64x128 red top / exif_transpose 64x128 red top
xmp.jpg [XMP-tiff] Orientation: 6
all.jpg [IFD0] Orientation: 1;[XMP-tiff] Orientation: 6"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
