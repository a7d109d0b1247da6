#!/usr/bin/env bash
# jpeg-exif 1.1.4 (npm) changes the photo that it reads: asked a second time it knows nothing, and the photo saved afterwards has no date and lies on its side.
#
# Guess before the run: `fromBuffer(photo)` looks at the bytes and leaves them; two questions have one answer.
# Seen: EXIF has two orders of bytes. With the one of Intel (“II”, that of many cameras and phones) the number of each field is turned round with Node's
# `reverse()`, which turns the *caller's* bytes, as a slice of a Buffer is no copy. Orientation 0x0112 is 0x1201 from then on, which no reader knows, and so it goes with every field
# of the three directories. Who reads the date first and then writes the upload to disk, or hands it to sharp, keeps such a photo; the picture is whole and nothing is said. A second
# question brings the first directory back and not the two behind it, so that day and place stay lost. Photos in the other order (“MM”), and its functions that take a path, do no harm.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund jpeg-exif@1.1.4 exifreader@4.46.0 >>npm.log
cat >draw.py <<'PY'
from PIL import Image

for name, order in (("intel", "<"), ("motorola", ">")):
    notes = Image.Exif()
    notes.endian = order
    notes[0x010F], notes[0x0112] = "Maker", 6
    notes.get_ifd(0x8769)[0x9003] = "2024:05:01 10:11:12"
    notes.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 0.0)})
    Image.new("RGB", (64, 48), "red").save(f"{name}.jpg", exif=notes)
PY
cat >ask.js <<'JS'
const { readFileSync } = require("fs");
const ExifReader = require("exifreader");
const { fromBuffer } = require("jpeg-exif");

function others(bytes) {
    try {
        const told = ExifReader.load(bytes);
        return `${told.Orientation?.value} ${told.DateTimeOriginal?.description} ${told.GPSLatitude?.description}`;
    } catch (error) {
        return error.name;
    }
}

for (const name of ["motorola", "intel"]) {
    const photo = readFileSync(`${name}.jpg`);
    console.log(`${name}: ExifReader before: ${others(photo)}`);
    for (const time of ["first", "second", "third"]) {
        const told = fromBuffer(photo);
        console.log(`${name}: ${time} time: ${told.Orientation} ${told.SubExif?.DateTimeOriginal} ${told.GPSInfo?.GPSLatitude}; ExifReader then: ${others(photo)}`);
    }
}
JS
venv/bin/python draw.py
seen=$(node ask.js)
echo "$seen"
expected="motorola: ExifReader before: 6 2024:05:01 10:11:12 48.85
motorola: first time: 6 2024:05:01 10:11:12 48,51,0; ExifReader then: 6 2024:05:01 10:11:12 48.85
motorola: second time: 6 2024:05:01 10:11:12 48,51,0; ExifReader then: 6 2024:05:01 10:11:12 48.85
motorola: third time: 6 2024:05:01 10:11:12 48,51,0; ExifReader then: 6 2024:05:01 10:11:12 48.85
intel: ExifReader before: 6 2024:05:01 10:11:12 48.85
intel: first time: 6 2024:05:01 10:11:12 48,51,0; ExifReader then: undefined undefined undefined
intel: second time: undefined undefined undefined; ExifReader then: 6 undefined undefined
intel: third time: 6 undefined undefined; ExifReader then: undefined undefined undefined"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
