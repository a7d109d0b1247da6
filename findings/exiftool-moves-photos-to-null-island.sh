#!/usr/bin/env bash
# exiftool 13.59 puts a photo whose seconds of latitude and longitude are 0/0 ("not known") to 0 N, 0 E, in the Atlantic.
#
# Guess before the run: degrees and minutes count, unknown seconds are 0; or the place is given as not known.
# Seen: GPSLatitude is empty, as if not known, but the position composed of it is a *valid* one: "0 0", with N and E
# whatever the reference says. exif 1.6.1 (PyPI) leaves the seconds out and is right, exifr 7.1.3 says NaN, ExifRead 3.5.1
# raises ZeroDivisionError in get_gps_coords. EXIF has no rule for a place in parts; cameras without seconds should
# write 0/1. Whoever takes exiftool's position must look at GPSLatitude first; maps pile such photos up on Null Island.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 exif==1.6.1 ExifRead==3.5.1
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 exifr@7.1.3 >>npm.log
cat >make.py <<'PY'
import struct

import exif
import exifread
from exifread.utils import get_gps_coords
from PIL import Image


def place(seconds):
    """33 degrees 30 minutes south, 70 degrees 15 minutes west, and these seconds: TIFF, little endian."""
    at = 26 + 2 + 4 * 12 + 4
    return (
        b"II*\0" + struct.pack("<IHHHIII", 8, 1, 0x8825, 4, 1, 26, 0) + struct.pack("<H", 4)
        + struct.pack("<HHI4s", 1, 2, 2, b"S\0") + struct.pack("<HHII", 2, 5, 3, at)
        + struct.pack("<HHI4s", 3, 2, 2, b"W\0") + struct.pack("<HHII", 4, 5, 3, at + 24) + struct.pack("<I", 0)
        + struct.pack("<6I", 33, 1, 30, 1, *seconds) + struct.pack("<6I", 70, 1, 15, 1, *seconds)
    )


for name, seconds in (("known", (0, 1)), ("unknown", (0, 0))):
    Image.new("RGB", (16, 16)).save(f"{name}.jpg", exif=b"Exif\0\0" + place(seconds))
    print(name, "exif:", exif.Image(f"{name}.jpg").gps_latitude)
    with open(f"{name}.jpg", "rb") as file:
        tags = exifread.process_file(file)
    try:
        print(name, "ExifRead:", get_gps_coords(tags))
    except ZeroDivisionError as exc:
        print(name, "ExifRead:", type(exc).__name__)
PY
cat >ask.mjs <<'JS'
import { readFileSync } from 'node:fs';
import exifr from 'exifr';

for (const name of ['known', 'unknown']) {
  const { latitude, longitude } = await exifr.gps(readFileSync(`${name}.jpg`));
  console.log(`${name} exifr: ${latitude} ${longitude}`);
}
JS
seen=$(
    venv/bin/python make.py
    node ask.mjs
    for name in known unknown; do
        echo "$name exiftool: $(perl node_modules/exiftool-vendored.pl/bin/exiftool -n -s -s -EXIF:GPSLatitude \
            -Composite:GPSPosition "$name.jpg" | paste -s -d ';')"
    done
)
echo "$seen"
expected="known exif: (33.0, 30.0, 0.0)
known ExifRead: (-33.5, -70.25)
unknown exif: (33.0, 30.0, 0)
unknown ExifRead: ZeroDivisionError
known exifr: -33.5 -70.25
unknown exifr: NaN NaN
known exiftool: GPSLatitude: 33.5;GPSPosition: -33.5 -70.25
unknown exiftool: GPSLatitude: ;GPSPosition: 0 0"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
