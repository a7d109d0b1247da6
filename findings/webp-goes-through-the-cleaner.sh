#!/usr/bin/env bash
# exif-be-gone 1.5.1 (npm) takes the place out of a JPEG and a PNG, and leaves a WebP as it was, byte by byte.
#
# Guess before the run: it has code of its own for WebP, so the chunk EXIF goes; XMP, whose chunk it does not name, may stay.
# Seen: it steps from chunk to chunk by twelve bytes and the data, as in PNG, where a checksum ends each. A chunk of RIFF has eight. From the first
# one on (VP8X, which each WebP with EXIF begins with) it reads four bytes beside the names, finds none it knows, and hands all the rest through.
# No error, no word. Galleries that turn uploads into WebP, or take them as WebP, publish the place of each.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exif-be-gone@1.5.1 exiftool-vendored.pl@13.59.0 >>npm.log
cat >make.py <<'PY'
from PIL import Image

notes = Image.Exif()
notes.get_ifd(0x8825).update({1: "N", 2: (47.0, 30.0, 0.0), 3: "E", 4: (19.0, 2.0, 0.0)})
for kind in ("jpg", "png", "webp"):
    Image.new("RGB", (64, 48), "red").save(f"photo.{kind}", exif=notes.tobytes())
PY
cat >clean.js <<'JS'
const fs = require('fs');
const ExifTransformer = require('exif-be-gone');

for (const kind of ['jpg', 'png', 'webp']) {
  fs.createReadStream(`photo.${kind}`).pipe(new ExifTransformer()).pipe(fs.createWriteStream(`clean.${kind}`));
}
JS
venv/bin/python make.py
node clean.js
seen=$(for kind in jpg png webp; do
    place=$(perl node_modules/exiftool-vendored.pl/bin/exiftool -s3 -n -GPSPosition "clean.$kind")
    cmp -s "photo.$kind" "clean.$kind" && same="the same file" || same="another file"
    echo "$kind: $same, place: ${place:-none}"
done)
echo "$seen"
expected="jpg: another file, place: none
png: another file, place: none
webp: the same file, place: 47.5 19.0333333333333"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
