#!/usr/bin/env bash
# exif 1.6.1 (PyPI) writes the whole number 0 as 0/0, “not known”: 0 degrees, 0 minutes, 0 seconds, and the height of the sea.
#
# Guess before the run: `gps_latitude = (33, 30, 0)` is 33/1, 30/1, 0/1, as `(33.0, 30.0, 0.0)` is.
# Seen: an int 0 becomes 0/0, a float 0.0 becomes 0/1; exif itself reads both as 0.0, so a check by reading back says yes.
# exiftool 13.59 moves a place of full minutes to 0 N 0 E in the Atlantic, and Greenwich to the meridian; ExifRead 3.5.1 raises,
# Pillow 13.0.0 gives nan. Who cuts degrees by `int()` meets it beside Greenwich, at the equator, and at every full minute.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 exif==1.6.1 ExifRead==3.5.1 piexif==1.1.3
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import math

import exif
import exifread
import piexif
from exifread.utils import get_gps_coords
from PIL import Image

PLACES = {
    "ints": ((33, 30, 0), (70, 15, 0), 0),
    "floats": ((33.0, 30.0, 0.0), (70.0, 15.0, 0.0), 0.0),
    "greenwich": ((51, 28, 40.1), (0, 5, 17.5), 45.5),
}
for name, (latitude, longitude, altitude) in PLACES.items():
    Image.new("RGB", (16, 16)).save(f"{name}.jpg")
    photo = exif.Image(f"{name}.jpg")
    photo.gps_latitude, photo.gps_latitude_ref = latitude, "S"
    photo.gps_longitude, photo.gps_longitude_ref = longitude, "W"
    photo.gps_altitude = altitude
    with open(f"{name}.jpg", "wb") as file:
        file.write(photo.get_file())
    stored = piexif.load(f"{name}.jpg")["GPS"]
    told = [f"{over}/{under}" for over, under in (*stored[2], *stored[4], stored[6])]
    print(name, "stored", *told)
    again = exif.Image(f"{name}.jpg")
    print(name, "exif", again.gps_latitude, again.gps_longitude, again.gps_altitude)
    with Image.open(f"{name}.jpg") as image:
        place = image.getexif().get_ifd(0x8825)
    print(name, "Pillow nan", sum(math.isnan(value) for value in (*place[2], *place[4], place[6])))
    try:
        with open(f"{name}.jpg", "rb") as file:
            print(name, "ExifRead", *(round(value, 4) for value in get_gps_coords(exifread.process_file(file))))
    except ZeroDivisionError as exc:
        print(name, "ExifRead", type(exc).__name__)
PY
seen=$(
    venv/bin/python ask.py
    for name in ints floats greenwich; do
        echo "$name exiftool" "$(perl node_modules/exiftool-vendored.pl/bin/exiftool -n -s3 -GPSPosition "$name.jpg")"
    done
)
echo "$seen"
expected="ints stored 33/1 30/1 0/0 70/1 15/1 0/0 0/0
ints exif (33.0, 30.0, 0) (70.0, 15.0, 0) 0
ints Pillow nan 3
ints ExifRead ZeroDivisionError
floats stored 33/1 30/1 0/1 70/1 15/1 0/1 0/1
floats exif (33.0, 30.0, 0.0) (70.0, 15.0, 0.0) 0.0
floats Pillow nan 0
floats ExifRead -33.5 -70.25
greenwich stored 51/1 28/1 401/10 0/0 5/1 35/2 91/2
greenwich exif (51.0, 28.0, 40.1) (0, 5.0, 17.5) 45.5
greenwich Pillow nan 1
greenwich ExifRead ZeroDivisionError
ints exiftool 0 0
floats exiftool -33.5 -70.25
greenwich exiftool -51.4778055555556 0"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
