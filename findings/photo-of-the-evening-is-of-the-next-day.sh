#!/usr/bin/env bash
# gphotos-takeout-toolkit 0.3.0 (PyPI) sets the clock in each photo to UTC and leaves the time zone beside it: it was taken at another moment.
#
# Guess before the run: Google's JSON says the moment a photo was taken at (seconds since 1970, UTC); a photo that has its own time keeps it, one
# that has none gets it with “+00:00”.
# Seen: EXIF's dates are the clock where the photo was taken, and OffsetTimeOriginal (EXIF 2.31) says how far it was from UTC. The toolkit writes the
# JSON's moment in UTC over all three dates and does not touch the offset: a photo of 22:30 in New York, “-04:00”, says 02:30 of the next day,
# “-04:00”, which is four hours later than it was, and albums by day have it under the wrong day. In Tokyo it is nine hours earlier. The
# moments were equal before (a photo without an offset only loses its clock). exiftool is told to keep no original. Its folder goes by
# the clock of the machine that sorts, and is the day before that.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 gphotos-takeout-toolkit==0.3.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
mkdir bin
printf '#!/bin/sh\nexec perl "%s/node_modules/exiftool-vendored.pl/bin/exiftool" "$@"\n' "$work" >bin/exiftool
chmod +x bin/exiftool
export PATH="$work/bin:$PATH"
cat >export.py <<'PY'
import json
from datetime import datetime
from pathlib import Path

from PIL import Image

FOLDER = Path("Takeout/Google Photos/Photos from 2024")
FOLDER.mkdir(parents=True)
for name, clock, offset in (("york.jpg", "22:30:00", "-04:00"), ("tokyo.jpg", "08:00:00", "+09:00"), ("london.jpg", "12:00:00", "+00:00")):
    notes = Image.Exif()
    notes[0x010F] = "A"
    notes.get_ifd(0x8769).update({0x9003: f"2024:05:01 {clock}", 0x9011: offset})
    Image.new("RGB", (64, 48)).save(FOLDER / name, exif=notes)
    moment = datetime.strptime(f"2024:05:01 {clock}{offset}", "%Y:%m:%d %H:%M:%S%z").timestamp()
    told = {"title": name, "photoTakenTime": {"timestamp": f"{moment:.0f}"}}
    (FOLDER / f"{name}.supplemental-metadata.json").write_text(json.dumps(told))
PY
venv/bin/python export.py
TZ=America/New_York venv/bin/gphotos_takeout_toolkit organize Takeout sorted >organize.log 2>&1
seen=$(for when in Takeout sorted; do exiftool -q -r -ext jpg -p "$when \$FileName: \$SubSecDateTimeOriginal" "$when" | LC_ALL=C sort; done; find sorted -name 'york.jpg')
echo "$seen"
expected="Takeout london.jpg: 2024:05:01 12:00:00+00:00
Takeout tokyo.jpg: 2024:05:01 08:00:00+09:00
Takeout york.jpg: 2024:05:01 22:30:00-04:00
sorted london.jpg: 2024:05:01 12:00:00+00:00
sorted tokyo.jpg: 2024:04:30 23:00:00+09:00
sorted york.jpg: 2024:05:02 02:30:00-04:00
sorted/photos/user/photos_from_2024_05_01_by_user/york.jpg"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
