#!/usr/bin/env bash
# piexifjs 1.0.6 (npm) takes the time zone out of every photo that it edits; piexif 1.1.3 (PyPI), its model, keeps it.
#
# Guess before the run: `insert(dump(load(photo)), photo)` gives the fields back; one is the other in another language.
# Seen: piexifjs leaves out, without a word, what is not in its list of 2014: OffsetTime, OffsetTimeOriginal and
# OffsetTimeDigitized (EXIF 2.31), so that an instant becomes a wall clock's time somewhere; CompositeImage (EXIF 2.32)
# goes in both. Web forms that only turn a photo upright, or take its place out, before sending it move it by hours
# for a reader elsewhere. Other fields stay.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 piexif==1.1.3
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund piexifjs@1.0.6 exiftool-vendored.pl@13.59.0 >>npm.log
venv/bin/python - <<'PY'
import piexif
from PIL import Image

notes = Image.Exif()
notes.get_ifd(0x8769).update(
    {0x9003: "2024:05:01 10:11:12", 0x9291: "07", 0x9010: "+02:00", 0x9011: "+02:00", 0x9012: "+02:00", 0xA460: 3}
)
Image.new("RGB", (16, 16)).save("before.jpg", exif=notes)
piexif.insert(piexif.dump(piexif.load("before.jpg")), "before.jpg", "python.jpg")
PY
cat >edit.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import piexif from 'piexifjs';

const photo = readFileSync('before.jpg', 'binary');
writeFileSync('javascript.jpg', piexif.insert(piexif.dump(piexif.load(photo)), photo), 'binary');
JS
node edit.mjs
seen=$(
    for name in before python javascript; do
        echo "$name: $(perl node_modules/exiftool-vendored.pl/bin/exiftool -n -s -s -EXIF:DateTimeOriginal -EXIF:OffsetTime \
            -EXIF:OffsetTimeOriginal -EXIF:OffsetTimeDigitized -EXIF:SubSecTimeOriginal -EXIF:CompositeImage "$name.jpg" |
            paste -s -d ';')"
    done
)
echo "$seen"
expected="before: DateTimeOriginal: 2024:05:01 10:11:12;OffsetTime: +02:00;OffsetTimeOriginal: +02:00;OffsetTimeDigitized: +02:00;SubSecTimeOriginal: 07;CompositeImage: 3
python: DateTimeOriginal: 2024:05:01 10:11:12;OffsetTime: +02:00;OffsetTimeOriginal: +02:00;OffsetTimeDigitized: +02:00;SubSecTimeOriginal: 07
javascript: DateTimeOriginal: 2024:05:01 10:11:12;SubSecTimeOriginal: 07"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
