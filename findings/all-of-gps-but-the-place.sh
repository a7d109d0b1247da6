#!/usr/bin/env bash
# exiftool 13.59, asked for all of a photo's GPS (`-GPS:all`, `-EXIF:all`, `-EXIF:GPS*`), tells everything but latitude and longitude.
#
# Guess before the run: all of a group is all of it; the place is the first thing in GPS.
# Seen: exiftool makes a GPSLatitude of its own (with the sign of N or S), which takes the name from EXIF's, as names are told once unless `-a` says otherwise.
# Only then the group is looked at, and its own one is in another, so neither is told. North, East, height and time are left, which looks like a photo
# whose place was taken out. It is so as text, with tabs, HTML, CSV and `-args`: what is kept by `-args -GPS:all` and given back by `-@` has lost the place.
# With JSON and XML, with `-a` (all), with `-e` (none of its own), by `-GPS*` or by name it is told, and copying by -TagsFromFile has it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >make.py <<'PY'
from PIL import Image

notes = Image.Exif()
notes.get_ifd(0x8825).update({1: "N", 2: (47.0, 30.0, 0.0), 3: "E", 4: (19.0, 2.0, 0.0), 5: b"\0", 6: 100.0})
Image.new("RGB", (64, 48), "red").save("photo.jpg", exif=notes.tobytes())
Image.new("RGB", (64, 48), "red").save("bare.jpg")
PY
venv/bin/python make.py
exiftool() { perl node_modules/exiftool-vendored.pl/bin/exiftool -n "$@"; }
exiftool -args -GPS:all photo.jpg >kept.args
cp bare.jpg args.jpg
exiftool -q -@ kept.args args.jpg
cp bare.jpg copied.jpg
exiftool -q -TagsFromFile photo.jpg -GPS:all copied.jpg
seen=$(
    exiftool -s -GPS:all photo.jpg | tr -s ' '
    for words in "-GPS:all" "-EXIF:all" "-EXIF:GPS*" "-t -GPS:all" "-csv -GPS:all" "-j -GPS:all" "-X -GPS:all" "-a -GPS:all" "-e -GPS:all" "-GPS*"; do
        # shellcheck disable=SC2086
        exiftool $words photo.jpg | grep -q "47\.5" && told=told || told="not told"
        echo "$words: the place is $told"
    done
    for name in args copied; do
        echo "$name:" "$(exiftool -s3 -GPSPosition "$name.jpg" | grep . || echo no place)"
    done
)
echo "$seen"
expected="GPSLatitudeRef : N
GPSLongitudeRef : E
GPSAltitudeRef : 0
-GPS:all: the place is not told
-EXIF:all: the place is not told
-EXIF:GPS*: the place is not told
-t -GPS:all: the place is not told
-csv -GPS:all: the place is not told
-j -GPS:all: the place is told
-X -GPS:all: the place is told
-a -GPS:all: the place is told
-e -GPS:all: the place is told
-GPS*: the place is told
args: no place
copied: 47.5 19.0333333333333"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
