#!/usr/bin/env bash
# gpsexif 0.3 (PyPI): a place given to a photo of 2019 takes its date, its camera and how it lies, and says that it is of today.
#
# Guess before the run: `setGPS(photo, place)` adds the place to the notes that the photo has; a GPS date is left out, or is the photo's.
# Seen: the notes are written anew and hold the place alone. The portrait lies on its side, its day and its camera are gone, and so are XMP and the
# profile of its colours; the picture is compressed once more, at quality 75. GPSDateStamp and GPSTimeStamp, which albums ask when there is no other
# date, are the moment of writing, and by the local clock where EXIF wants UTC. West of Greenwich and south of the equator it ends in an error, as
# it counts -73.97 as 74 degrees less 2 minutes, and no number below 0 can be written.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check gpsexif==0.3 piexif==1.1.3 numpy==2.4.6 Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import contextlib
import datetime
import io
import subprocess

from gpsexif import setGPS
from PIL import Image

EXIFTOOL = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool", "-n", "-s", "-a", "-EXIF:all", "-XMP:all"]
XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5"/></rdf:RDF></x:xmpmeta>"""


def told(name):
    said = subprocess.run([*EXIFTOOL, name], capture_output=True, text=True, check=True).stdout
    today = datetime.datetime.now().strftime("%Y:%m:%d")
    for line in said.splitlines():
        field, value = (part.strip() for part in line.split(":", 1))
        if field not in ("GPSTimeStamp", "GPSAltitude", "GPSAltitudeRef"):
            print(" ", field, value.replace(today, "today"))


notes = Image.Exif()
notes[0x010F], notes[0x0112] = "Camera", 6
notes.get_ifd(0x8769)[0x9003] = "2019:07:01 10:11:12"
Image.new("RGB", (64, 48), "red").save("photo.jpg", exif=notes.tobytes(), xmp=XMP)
print("before")
told("photo.jpg")
with contextlib.redirect_stdout(io.StringIO()):
    setGPS("photo.jpg", [19.05, 47.5], "out")
print("after")
told("out/photo.jpg")
try:
    setGPS("photo.jpg", [-73.97, 40.78], "west")
except Exception as error:
    print("west:", error)
PY
seen=$(TZ=UTC venv/bin/python ask.py)
echo "$seen"
expected="before
  Make Camera
  Orientation 6
  DateTimeOriginal 2019:07:01 10:11:12
  Rating 5
after
  GPSLatitudeRef N
  GPSLatitude 47.5
  GPSLongitudeRef E
  GPSLongitude 19.05
  GPSDateStamp today
west: argument out of range"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
