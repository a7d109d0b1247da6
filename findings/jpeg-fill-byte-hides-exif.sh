#!/usr/bin/env bash
# One fill byte (0xFF) before a JPEG's EXIF segment, and piexif 1.1.3 and ExifRead 3.5.1 say that there is no EXIF.
#
# Guess before the run: ITU-T T.81, B.1.1.2, lets any marker be preceded by fill bytes; the old readers raise, if anything.
# Seen: piexif.load() answers with empty directories and ExifRead with an empty dictionary, no error and no warning, while
# Pillow 13.0.0 and pyexiv2 2.15.5 read the fields. piexif can also not take them out or put others in: only then it says
# "Wrong JPEG data". A place stays in the file that was checked and found to have none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 piexif==1.1.3 ExifRead==3.5.1 pyexiv2==2.15.5
cat >ask.py <<'PY'
import logging

import exifread
import piexif
import pyexiv2
from PIL import Image

logging.disable()
notes = Image.Exif()
notes[0x010F] = "Acme"
Image.new("RGB", (16, 16)).save("plain.jpg", exif=notes)
with open("plain.jpg", "rb") as file:
    plain = file.read()
at = plain.index(b"\xff\xe1")
with open("filled.jpg", "wb") as file:
    file.write(plain[:at] + b"\xff" + plain[at:])
for name in ("plain.jpg", "filled.jpg"):
    with pyexiv2.Image(name) as image:
        made = image.read_exif().get("Exif.Image.Make")
    with open(name, "rb") as file:
        read = exifread.process_file(file)
    print(name, "Pillow:", Image.open(name).getexif().get(0x010F), "pyexiv2:", made)
    print(name, "piexif:", piexif.load(name)["0th"].get(0x010F), "ExifRead:", read.get("Image Make"), "of", len(read))
    try:
        piexif.remove(name, "removed.jpg")
        print(name, "piexif.remove: done")
    except piexif.InvalidImageDataError as exc:
        print(name, "piexif.remove:", exc)
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="plain.jpg Pillow: Acme pyexiv2: Acme
plain.jpg piexif: b'Acme' ExifRead: Acme of 1
plain.jpg piexif.remove: done
filled.jpg Pillow: Acme pyexiv2: Acme
filled.jpg piexif: None ExifRead: None of 0
filled.jpg piexif.remove: Wrong JPEG data."
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
