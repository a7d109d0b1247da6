#!/usr/bin/env bash
# gpscorrelate 2.0 (Debian's 2.0-3): a boat that crosses 180 degrees has its photos all around the globe, one on the meridian of Greenwich.
#
# Guess before the run: between two points of the track, ten minutes and two kilometres apart, lies a place between them.
# Seen: longitudes are averaged as plain numbers: half way from 179.99 E to 179.99 W is 0, south of Ghana; a fifth of the way is 108 E, in the
# Indian Ocean. Between Taveuni and Rabi in Fiji, or off the Chatham Islands, each crossing strews its photos so, and the numbers look like any others.
# Photos on one side are right; the equator and the meridian of Greenwich, where signs change as well, do no harm. exiftool 13.59 is right
# with the same track and photos.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
apt-get -qq download gpscorrelate=2.0-3 libexiv2-27 2>>apt.log
for package in *.deb; do dpkg -x "$package" .; done
cat >ask.py <<'PY'
import os
import subprocess
from pathlib import Path

from PIL import Image

EXIFTOOL = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool"]
(LIBRARIES,) = {str(path.parent) for path in Path("usr/lib").rglob("libexiv2.so*")}


def ask(what, start, end, minutes):
    """Photos of a way of ten minutes between two places."""
    points = ((0, *start), (10, *end), (20, *end))
    track = "".join(f'<trkpt lat="{lat}" lon="{lon}"><time>2024-06-01T12:{minute:02}:00Z</time></trkpt>' for minute, lat, lon in points)
    head = '<?xml version="1.0"?><gpx version="1.1" creator="a" xmlns="http://www.topografix.com/GPX/1/1">'
    Path("way.gpx").write_text(f"{head}<trk><trkseg>{track}</trkseg></trk></gpx>")
    for minute in minutes:
        notes = Image.Exif()
        notes[0x010F] = "A"
        notes.get_ifd(0x8769)[0x9003] = f"2024:06:01 12:{minute:02}:00"
        for name in ("gpscorrelate.jpg", "exiftool.jpg"):
            Image.new("RGB", (16, 16)).save(name, exif=notes)
        environment = {**os.environ, "LD_LIBRARY_PATH": LIBRARIES}
        command = ["usr/bin/gpscorrelate", "-z", "+0:00", "-m", "1000", "-g", "way.gpx", "gpscorrelate.jpg"]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        stamp = "-geotime<${DateTimeOriginal}+00:00"
        subprocess.run([*EXIFTOOL, "-q", "-overwrite_original", "-geotag", "way.gpx", stamp, "exiftool.jpg"], check=True)
        told = []
        for name in ("gpscorrelate.jpg", "exiftool.jpg"):
            command = [*EXIFTOOL, "-q", "-n", "-p", "${GPSLatitude;$_=sprintf('%.2f',$_)} ${GPSLongitude;$_=sprintf('%.2f',$_)}", name]
            told.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())
        print(f"{what}, after {minute} minutes: gpscorrelate {told[0]}, exiftool {told[1]}")


ask("Taveuni to Rabi", (-16.8, 179.99), (-16.79, -179.99), (2, 5, 8, 12))
ask("Greenwich", (51.48, -0.1), (51.48, 0.1), (2, 8))
ask("equator", (-0.1, 32.5), (0.1, 32.5), (2, 8))
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="Taveuni to Rabi, after 2 minutes: gpscorrelate -16.80 107.99, exiftool -16.80 179.99
Taveuni to Rabi, after 5 minutes: gpscorrelate -16.80 0.00, exiftool -16.80 -180.00
Taveuni to Rabi, after 8 minutes: gpscorrelate -16.79 -107.99, exiftool -16.79 -179.99
Taveuni to Rabi, after 12 minutes: gpscorrelate -16.79 -179.99, exiftool -16.79 -179.99
Greenwich, after 2 minutes: gpscorrelate 51.48 -0.06, exiftool 51.48 -0.06
Greenwich, after 8 minutes: gpscorrelate 51.48 0.06, exiftool 51.48 0.06
equator, after 2 minutes: gpscorrelate -0.06 32.50, exiftool -0.06 32.50
equator, after 8 minutes: gpscorrelate 0.06 32.50, exiftool 0.06 32.50"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
