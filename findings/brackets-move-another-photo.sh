#!/usr/bin/env bash
# photo-import 0.5.0 (PyPI) brings “Beach[1].jpg” of 2019 to its day, and moves Beach1.jpg of 2024 there instead, with its raw file.
#
# Guess before the run: each photo goes to the folder of its own day; what has the same name but for the ending (a raw file, a sidecar) goes along.
# Seen: those companions, and the photo itself, are looked for by a pattern made of its name, and in a pattern “[1]” is any of the letters within, here a 1. So “Beach[1]” finds Beach1 and not
# itself: another day's photo lies in the folder of a day on which it was not taken, and the one that was stays where it was. Old mail programs and browsers made such names of
# the copies of one file. No error and no warning. Names with round brackets (“Beach (1)”) go to their days.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 photo-import==0.5.0 exif==1.6.1
cat >draw.py <<'PY'
import os
import sys

from PIL import Image

for name, year, color in (("Beach[1]", 2019, "red"), ("Beach (1)", 2020, "green"), ("Beach1", 2024, "blue")):
    notes = Image.Exif()
    notes.get_ifd(0x8769)[0x9003] = f"{year}:05:01 10:11:12"
    Image.new("RGB", (32, 24), color).save(os.path.join(sys.argv[1], f"{name}.jpg"), exif=notes)
    with open(os.path.join(sys.argv[1], f"{name}.nef"), "w") as raw:
        raw.write(color)
PY
mkdir phone album
venv/bin/python draw.py phone
for name in "Beach[1]" "Beach (1)" Beach1; do
    [ -e "phone/$name.jpg" ] && venv/bin/photo-import "phone/$name.jpg" album >>moved.log
done
seen=$(find phone album -type f | sort)
echo "$seen"
expected="album/2019/05/01/Beach1.jpg
album/2019/05/01/Beach1.nef
album/2020/05/01/Beach (1).jpg
album/2020/05/01/Beach (1).nef
phone/Beach[1].jpg
phone/Beach[1].nef"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
