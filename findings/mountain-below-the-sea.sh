#!/usr/bin/env bash
# A height above the sea as EXIF 3.0 writes it is one *below* the sea as exiftool 13.59's number, and a shore below the sea is a hill for ExifReader 4.46.0.
#
# Guess before the run: GPSAltitudeRef 2 and 3 (new in EXIF 3.0, CIPA DC-008-2023) are not known yet to old readers, which give no height, or the bare one.
# Seen: 0 and 1 came to mean above and below the *ellipsoid*, 2 and 3 above and below the sea. exiftool knows the four, and names them right in
# words (“500 m Positive Sea Level”), but its number (`-n`, and what programs ask for: -GPSAltitude#, JSON for libraries of photos) is minus 500
# for whatever is not 0: a photo from a mountain lies as deep under the sea. ExifReader knows 1 alone, so that the Dead Sea's shore, at 430 m below
# the sea (3), is at 430 m above it in its `gps.Altitude`, and 2 is right by luck. The two agree on nothing that a camera after EXIF 3.0 says of the sea.
# exifr 7.1.3 gives the bare number for all four.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 exifreader@4.46.0 exifr@7.1.3 >>npm.log
cat >draw.py <<'PY'
from PIL import Image

for reference, height in enumerate((500, 430, 500, 430)):
    notes = Image.Exif()
    notes[0x010F] = "A"
    notes.get_ifd(0x8769)[0x9000] = b"0300"
    notes.get_ifd(0x8825).update({1: "N", 2: (31, 30, 0), 3: "E", 4: (35, 28, 0), 5: bytes([reference]), 6: height})
    Image.new("RGB", (16, 16)).save(f"{reference}.jpg", exif=notes)
PY
venv/bin/python draw.py
cat >ask.js <<'JS'
const { readFileSync } = require("fs");
const ExifReader = require("exifreader");
const exifr = require("exifr");

(async () => {
    for (const reference of [0, 1, 2, 3]) {
        const bytes = readFileSync(`${reference}.jpg`);
        const { gps } = ExifReader.load(bytes, { expanded: true });
        const { GPSAltitude } = await exifr.parse(bytes, { gps: true });
        console.log(`${reference}: ExifReader ${gps.Altitude}, exifr ${GPSAltitude}`);
    }
})();
JS
seen=$(
    perl node_modules/exiftool-vendored.pl/bin/exiftool -q -p '$Filename: exiftool $GPSAltitude#, “$GPSAltitude”' 0.jpg 1.jpg 2.jpg 3.jpg
    node ask.js
)
echo "$seen"
expected="0.jpg: exiftool 500, “500 m Above Sea Level”
1.jpg: exiftool -430, “430 m Below Sea Level”
2.jpg: exiftool -500, “500 m Positive Sea Level (sea-level ref)”
3.jpg: exiftool -430, “430 m Negative Sea Level (sea-level ref)”
0: ExifReader 500, exifr 500
1: ExifReader -430, exifr 430
2: ExifReader 500, exifr 500
3: ExifReader 430, exifr 430"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
