#!/usr/bin/env bash
# gphotos-takeout-toolkit 0.3.0 (PyPI) writes into the third photo of a name when and where the *second* was taken, over what the camera wrote.
#
# Guess before the run: what Google Photos exports comes back to the photo it belongs to; what the photo knows itself stays, or becomes the same.
# Seen: of three cameras' IMG_0001.JPG the export makes IMG_0001(1).JPG and IMG_0001(2).JPG, and puts the number of their notes elsewhere:
# `IMG_0001.JPG.supplemental-metadata(2).json`, with the title IMG_0001.JPG in all three. The toolkit takes the number out of the photo's name and
# the first notes with that title: those of (1), so (2) too is of June in Paris, in its EXIF and its folder, where its camera had said July in Tokyo.
# exiftool is told to keep no original. Nothing is said of it.
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
TAKEN = {"": ("2024:05:01", 40.7, -74.0), "(1)": ("2024:06:01", 48.8, 2.3), "(2)": ("2024:07:01", 35.6, 139.7)}


def place(lat, lon):
    return {1: "N", 2: (lat, 0, 0), 3: "E" if lon > 0 else "W", 4: (abs(lon), 0, 0)}


FOLDER.mkdir(parents=True)
for number, (day, lat, lon) in TAKEN.items():
    notes = Image.Exif()
    notes[0x010F] = "A"
    notes.get_ifd(0x8769).update({0x9003: f"{day} 12:00:00", 0x9011: "+00:00"})
    notes.get_ifd(0x8825).update(place(lat, lon))
    Image.new("RGB", (64, 48)).save(FOLDER / f"IMG_0001{number}.JPG", exif=notes)
    seconds = datetime.strptime(f"{day} +0000", "%Y:%m:%d %z").timestamp() + 12 * 3600
    told = {"title": "IMG_0001.JPG", "photoTakenTime": {"timestamp": f"{seconds:.0f}"}}
    told["geoData"] = {"latitude": lat, "longitude": lon, "altitude": 0.0}
    (FOLDER / f"IMG_0001.JPG.supplemental-metadata{number}.json").write_text(json.dumps(told))
PY
venv/bin/python export.py
TZ=UTC venv/bin/gphotos_takeout_toolkit organize Takeout sorted >organize.log 2>&1
tell() { exiftool -q -r -n -ext jpg -p "$1 \${FileName}: \$DateTimeOriginal, \$GPSLatitude \$GPSLongitude" "$2"; }
seen=$(
    tell before Takeout | LC_ALL=C sort
    tell after sorted | LC_ALL=C sort
    (cd sorted/photos/user && find . -name '*.JPG' | LC_ALL=C sort)
)
echo "$seen"
expected="before IMG_0001(1).JPG: 2024:06:01 12:00:00, 48.8 2.3
before IMG_0001(2).JPG: 2024:07:01 12:00:00, 35.6 139.7
before IMG_0001.JPG: 2024:05:01 12:00:00, 40.7 -74
after IMG_0001(1).JPG: 2024:06:01 12:00:00, 48.8 2.3
after IMG_0001(2).JPG: 2024:06:01 12:00:00, 48.8 2.3
after IMG_0001.JPG: 2024:05:01 12:00:00, 40.7 -74
./photos_from_2024_05_01_by_user/IMG_0001.JPG
./photos_from_2024_06_01_by_user/IMG_0001(1).JPG
./photos_from_2024_06_01_by_user/IMG_0001(2).JPG"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
