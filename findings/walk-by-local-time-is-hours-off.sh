#!/usr/bin/env bash
# gpscorrelate 2.0 (Debian's 2.0-3) reads a GPX whose times say “+02:00” as if they said “Z”: photos get the place of hours before or after.
#
# Guess before the run: a time in GPX is an xsd:dateTime, which may carry an offset, and 14:02+02:00 is 12:02Z.
# Seen: what stands behind the seconds is not read. Of two tracks of one walk, point by point the same moments, one with “Z” and one with “+02:00” (apps
# and watches write either), the photos get other places: on a walk of four hours those of two hours before, and none for the first two hours, where
# nothing seems to fit. GPX 1.1 asks for UTC, and its schema allows the offset. exiftool 13.59 and gpxpy 1.6.2 give both tracks the same places.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 gpxpy==1.6.2
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
apt-get -qq download gpscorrelate=2.0-3 libexiv2-27 2>>apt.log
for package in *.deb; do dpkg -x "$package" .; done
cat >ask.py <<'PY'
import os
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import gpxpy
from PIL import Image

EXIFTOOL = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool"]
(LIBRARIES,) = {str(path.parent) for path in Path("usr/lib").rglob("libexiv2.so*")}
START = datetime(2024, 6, 1, 12, tzinfo=timezone.utc)


def latitude(name):
    told = subprocess.run([*EXIFTOOL, "-q", "-n", "-GPSLatitude", "-s3", name], capture_output=True, text=True, check=True)
    return f"{float(told.stdout):.2f}" if told.stdout.strip() else "none"


def ask(what, zone):
    """Northwards from 48 degrees, a tenth of a degree an hour."""
    points = []
    for minute in range(0, 241, 10):
        written = (START + timedelta(minutes=minute)).astimezone(zone).isoformat().replace("+00:00", "Z")
        points.append(f'<trkpt lat="{48 + minute / 600:.5f}" lon="2"><time>{written}</time></trkpt>')
    head = '<?xml version="1.0"?><gpx version="1.1" creator="a" xmlns="http://www.topografix.com/GPX/1/1">'
    Path("walk.gpx").write_text(f"{head}<trk><trkseg>{''.join(points)}</trkseg></trk></gpx>")
    track = gpxpy.parse(Path("walk.gpx").read_text())
    for hours in (1, 3):
        moment = START + timedelta(hours=hours)
        notes = Image.Exif()
        notes[0x010F] = "A"
        notes.get_ifd(0x8769)[0x9003] = f"{moment:%Y:%m:%d %H:%M:%S}"
        for name in ("gpscorrelate.jpg", "exiftool.jpg"):
            Image.new("RGB", (16, 16)).save(name, exif=notes)
        environment = {**os.environ, "LD_LIBRARY_PATH": LIBRARIES}
        command = ["usr/bin/gpscorrelate", "-z", "+0:00", "-m", "1000", "-g", "walk.gpx", "gpscorrelate.jpg"]
        subprocess.run(command, env=environment, capture_output=True)
        stamp = "-geotime<${DateTimeOriginal}+00:00"
        subprocess.run([*EXIFTOOL, "-q", "-overwrite_original", "-geotag", "walk.gpx", stamp, "exiftool.jpg"], check=True)
        (other,) = track.get_location_at(moment)
        told = f"gpscorrelate {latitude('gpscorrelate.jpg')}, exiftool {latitude('exiftool.jpg')}, gpxpy {other.latitude:.2f}"
        print(f"{what}, photo after {hours} h: {told}")


ask("Z", timezone.utc)
ask("+02:00", timezone(timedelta(hours=2)))
ask("-02:00", timezone(-timedelta(hours=2)))
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="Z, photo after 1 h: gpscorrelate 48.10, exiftool 48.10, gpxpy 48.10
Z, photo after 3 h: gpscorrelate 48.30, exiftool 48.30, gpxpy 48.30
+02:00, photo after 1 h: gpscorrelate none, exiftool 48.10, gpxpy 48.10
+02:00, photo after 3 h: gpscorrelate 48.10, exiftool 48.30, gpxpy 48.30
-02:00, photo after 1 h: gpscorrelate 48.30, exiftool 48.10, gpxpy 48.10
-02:00, photo after 3 h: gpscorrelate none, exiftool 48.30, gpxpy 48.30"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
