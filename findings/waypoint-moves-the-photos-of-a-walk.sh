#!/usr/bin/env bash
# exiftool 13.59: a place that was only marked on the map during a walk draws the photos of those minutes to it, in another country.
#
# Guess before the run: `-geotag` goes by the track (`trkpt`); a waypoint (`wpt`) of the same GPX is a mark on the map, not where one was.
# Seen: a waypoint with a time is taken for a point of the track. Whoever walks in Paris and marks tomorrow's hotel in Berlin
# (apps write the time of marking into it) has the photos between the neighbouring points of the track, half an hour on either side
# at most, anywhere on the straight line to Berlin and back. gpxpy 1.6.2's get_location_at() goes by the track alone. A
# waypoint without a time does no harm; what helps is to take the `wpt`s out of the GPX before.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 gpxpy==1.6.2
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import subprocess
from datetime import datetime, timezone

import gpxpy
from PIL import Image

EXIFTOOL = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool"]
POINT = '<trkpt lat="{lat}" lon="{lon}"><time>2024-06-01T12:{minute:02}:00Z</time></trkpt>'
TRACK = "".join(POINT.format(lat=48.85 + minute / 10000, lon=2.35, minute=minute) for minute in range(0, 60, 5))
MARK = '<wpt lat="52.52" lon="13.40">{time}<name>hotel, tomorrow</name></wpt>'
MINUTES = (19, 21, 23, 24, 26)
MARKED_AT = "<time>2024-06-01T12:22:00Z</time>"


def ask(what, mark):
    with open("walk.gpx", "w") as file:
        file.write('<gpx version="1.1" creator="a" xmlns="http://www.topografix.com/GPX/1/1">')
        file.write(f"{mark}<trk><trkseg>{TRACK}</trkseg></trk></gpx>")
    with open("walk.gpx") as file:
        track = gpxpy.parse(file)
    for minute in MINUTES:
        notes = Image.Exif()
        notes[0x010F] = "A"
        notes.get_ifd(0x8769).update({0x9003: f"2024:06:01 12:{minute}:00", 0x9011: "+00:00"})
        Image.new("RGB", (16, 16)).save(f"{minute}.jpg", exif=notes)
    photos = [f"{minute}.jpg" for minute in MINUTES]
    subprocess.run([*EXIFTOOL, "-q", "-overwrite_original", "-geotag", "walk.gpx", "-geotime<${DateTimeOriginal}+00:00", *photos], check=True)
    told = subprocess.run([*EXIFTOOL, "-q", "-n", "-p", "$GPSLatitude $GPSLongitude", *photos], capture_output=True, text=True, check=True)
    for minute, place in zip(MINUTES, told.stdout.splitlines(), strict=True):
        lat, lon = map(float, place.split())
        (other,) = track.get_location_at(datetime(2024, 6, 1, 12, minute, tzinfo=timezone.utc))
        print(f"{what}, 12:{minute}: exiftool {lat:.2f} {lon:.2f}, gpxpy {other.latitude:.2f} {other.longitude:.2f}")


ask("no mark", "")
ask("marked, no time", MARK.format(time=""))
ask("marked at 12:22", MARK.format(time=MARKED_AT))
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="no mark, 12:19: exiftool 48.85 2.35, gpxpy 48.85 2.35
no mark, 12:21: exiftool 48.85 2.35, gpxpy 48.85 2.35
no mark, 12:23: exiftool 48.85 2.35, gpxpy 48.85 2.35
no mark, 12:24: exiftool 48.85 2.35, gpxpy 48.85 2.35
no mark, 12:26: exiftool 48.85 2.35, gpxpy 48.85 2.35
marked, no time, 12:19: exiftool 48.85 2.35, gpxpy 48.85 2.35
marked, no time, 12:21: exiftool 48.85 2.35, gpxpy 48.85 2.35
marked, no time, 12:23: exiftool 48.85 2.35, gpxpy 48.85 2.35
marked, no time, 12:24: exiftool 48.85 2.35, gpxpy 48.85 2.35
marked, no time, 12:26: exiftool 48.85 2.35, gpxpy 48.85 2.35
marked at 12:22, 12:19: exiftool 48.85 2.35, gpxpy 48.85 2.35
marked at 12:22, 12:21: exiftool 50.69 7.88, gpxpy 48.85 2.35
marked at 12:22, 12:23: exiftool 51.30 9.72, gpxpy 48.85 2.35
marked at 12:22, 12:24: exiftool 50.08 6.03, gpxpy 48.85 2.35
marked at 12:22, 12:26: exiftool 48.85 2.35, gpxpy 48.85 2.35"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
