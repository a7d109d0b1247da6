#!/usr/bin/env bash
# photo-metadata 0.3.2 (PyPI): films have a date in Tokyo and Berlin, and none in New York: a time zone west of Greenwich is not read.
#
# Guess before the run: `get_date(default_time_zone="-04:00")` tells of a film, whose header counts in UTC, a clock four hours earlier.
# Seen: the zone is read as a time of day, which knows no minus; the error is swallowed, and the date counts as not found. The iPhone's own date, which has its
# zone beside it and is right by itself, does not help: it is read without a zone, fails alike, and comes second anyway. Films that are renamed
# or chosen by their date are left out, all of them, from the Azores to Hawaii. With “+09:00” and “+00:00” all is well, and photos always are.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 imageio-ffmpeg==0.6.0 photo-metadata==0.3.2
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
mkdir bin
printf '#!/bin/sh\nexec perl "%s/node_modules/exiftool-vendored.pl/bin/exiftool" "$@"\n' "$work" >bin/exiftool
chmod +x bin/exiftool
export PATH="$work/bin:$PATH"
cat >ask.py <<'PY'
import subprocess

import imageio_ffmpeg
from photo_metadata import Metadata
from PIL import Image

FFMPEG = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error"]
DRAWN = ["-f", "lavfi", "-i", "color=red:size=64x48:rate=10:d=1", "-metadata", "creation_time=2024-05-02T02:30:00Z"]
subprocess.run([*FFMPEG, *DRAWN, "film.mp4"], check=True)
own = ["-metadata", "com.apple.quicktime.creationdate=2024-05-01T22:30:00-0400", "-movflags", "use_metadata_tags"]
subprocess.run([*FFMPEG, *DRAWN, *own, "iphone.mov"], check=True)
notes = Image.Exif()
notes[0x010F] = "A"
notes.get_ifd(0x8769)[0x9003] = "2024:05:01 22:30:00"
Image.new("RGB", (64, 48)).save("photo.jpg", exif=notes)
for zone in ("+00:00", "+09:00", "-04:00"):
    print(zone, *(f"{name} “{Metadata(name).get_date(default_time_zone=zone)}”" for name in ("photo.jpg", "film.mp4", "iphone.mov")))
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="+00:00 photo.jpg “2024:05:01 22:30:00” film.mp4 “2024:05:02 02:30:00” iphone.mov “2024:05:02 02:30:00”
+09:00 photo.jpg “2024:05:01 22:30:00” film.mp4 “2024:05:02 11:30:00” iphone.mov “2024:05:02 11:30:00”
-04:00 photo.jpg “2024:05:01 22:30:00” film.mp4 “Error” iphone.mov “Error”"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
