#!/usr/bin/env bash
# archive-images 1.0.4 (PyPI) names a photo by a moment up to a quarter of an hour after it was taken: it takes a fraction for milliseconds.
#
# Guess before the run: SubSecTimeOriginal are the digits behind the second (EXIF, CIPA DC-008): “5” is half a second, “123456” a bit more than a tenth.
# Seen: the number is divided by 1000, however many digits it has. Cameras write one to six of them: six put the photo two minutes off here (up to 999 s), which
# is in another minute, hour or year, and so in another folder at midnight of New Year's Eve; one or two put it too early within its second, so that
# of a burst “5” comes before “41” and both before “123”. Only three digits are right. exiftool 13.59 has them all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 archive-images==1.0.4
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
mkdir photos archive
cat >draw.py <<'PY'
from PIL import Image

for name, fraction in (("a", "5"), ("b", "41"), ("c", "123"), ("d", "123456")):
    notes = Image.Exif()
    notes[0x010F] = "A"
    notes.get_ifd(0x8769).update({0x9003: "2023:12:31 23:59:20", 0x9291: fraction})
    Image.new("RGB", (16, 16), f"#{ord(name):06x}").save(f"photos/{name}.jpg", exif=notes)
PY
venv/bin/python draw.py
venv/bin/archive-images -i photos -a archive >archive.log
seen=$(
    exiftool() { perl node_modules/exiftool-vendored.pl/bin/exiftool -q -p "$1" "${@:2}" | LC_ALL=C sort; }
    exiftool '$SubSecDateTimeOriginal is $Directory/$FileName' -r -ext jpg archive
)
echo "$seen"
expected="2023:12:31 23:59:20.123 is archive/2023/12/2023_12_31_23_59_20.123.jpg
2023:12:31 23:59:20.123456 is archive/2024/01/2024_01_01_00_01_23.456.jpg
2023:12:31 23:59:20.41 is archive/2023/12/2023_12_31_23_59_20.041.jpg
2023:12:31 23:59:20.5 is archive/2023/12/2023_12_31_23_59_20.005.jpg"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
