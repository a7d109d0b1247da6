#!/usr/bin/env bash
# A photo whose date is not known, written as EXIF wants it, is of 1899 for exifr 7.1.3 and of 1970 for exif-parser 0.1.12 (npm).
#
# Guess before the run: a date of blanks is no date: nothing, null, or an error.
# Seen: EXIF (CIPA DC-008, DateTimeOriginal) has two ways to say “not known”: blanks with the colons left standing, or blanks alone. exifr makes November 30, 1899,
# of the first: an empty year, month and day are 0 there, which is a day for JavaScript. exif-parser makes 1970 of the second, the second 0 of its
# clock, and an invalid date of the first. Scanners and cameras whose clock was never set write it, and albums sort such photos first, each under
# a day that looks well-considered. “0000:00:00 00:00:00”, which no standard has and many cameras write, is of 1899 in both, and in exif-reader 2.0.3, which is
# right for blanks. exiftool 13.59 and ExifReader 4.46.0 give the text as it stands.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exifr@7.1.3 exif-parser@0.1.12 exif-reader@2.0.3 exifreader@4.46.0 \
    exiftool-vendored.pl@13.59.0 >>npm.log
cat >draw.py <<'PY'
from PIL import Image

for name, date in (("colons", "    :  :     :  :  "), ("blanks", " " * 19), ("zeros", "0000:00:00 00:00:00"), ("known", "2024:05:01 10:11:12")):
    notes = Image.Exif()
    notes[0x010F] = "A"
    notes.get_ifd(0x8769)[0x9003] = date
    Image.new("RGB", (16, 16)).save(f"{name}.jpg", exif=notes)
PY
venv/bin/python draw.py
cat >ask.mjs <<'JS'
import { readFileSync } from "fs";
import parser from "exif-parser";
import reader from "exif-reader";
import ExifReader from "exifreader";
import exifr from "exifr";

const told = (date) => (date instanceof Date && !isNaN(date) ? date.toISOString() : String(date));

for (const name of ["known", "colons", "blanks", "zeros"]) {
    const bytes = readFileSync(`${name}.jpg`);
    const seconds = parser.create(bytes).parse().tags.DateTimeOriginal;
    console.log(
        `${name}: exifr ${told((await exifr.parse(bytes)).DateTimeOriginal)}, exif-parser ${told(new Date(seconds * 1000))},`,
        `exif-reader ${told(reader(bytes.subarray(bytes.indexOf("Exif\0\0"))).Photo.DateTimeOriginal)},`,
        `ExifReader “${ExifReader.load(bytes).DateTimeOriginal.description}”`,
    );
}
JS
seen=$(
    TZ=UTC node ask.mjs
    perl node_modules/exiftool-vendored.pl/bin/exiftool -q -p '$FileName: exiftool “$DateTimeOriginal”' colons.jpg blanks.jpg
)
echo "$seen"
expected="known: exifr 2024-05-01T10:11:12.000Z, exif-parser 2024-05-01T10:11:12.000Z, exif-reader 2024-05-01T10:11:12.000Z, ExifReader “2024:05:01 10:11:12”
colons: exifr 1899-11-30T00:00:00.000Z, exif-parser Invalid Date, exif-reader null, ExifReader “    :  :     :  :  ”
blanks: exifr undefined, exif-parser 1970-01-01T00:00:00.000Z, exif-reader null, ExifReader “                   ”
zeros: exifr 1899-11-30T00:00:00.000Z, exif-parser 1899-11-30T00:00:00.000Z, exif-reader 1899-11-30T00:00:00.000Z, ExifReader “0000:00:00 00:00:00”
colons.jpg: exiftool “    :  :     :  :  ”
blanks.jpg: exiftool “                   ”"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
