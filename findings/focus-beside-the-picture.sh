#!/usr/bin/env bash
# Of a photo of 640x480 whose subject is at 400, 300, mediameta 0.2.0 (PyPI) says that it is at 400, 36865: it steps through pairs of bytes one by one.
#
# Guess before the run: a field of several numbers comes back as those numbers; the first of them is right, so the others are.
# Seen: numbers of 16 bits (SHORT) are read at each *byte*: the second one is made of the low half of the first and the high half of the second, and the last ones are never
# reached. So are SubjectArea (where the camera focused: an iPhone has it in each photo), and two values of ISO (ISOSpeedRatings).
# A field of one number is right. The two orders of bytes give other wrong numbers. No error; Pillow 13.0.0 is right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 mediameta==0.2.0
cat >ask.py <<'PY'
from mediameta import ImageMetadata
from PIL import Image

for order in "<>":
    notes = Image.Exif()
    notes.endian = order
    notes.get_ifd(0x8769).update({0x9214: (400, 300, 60, 50), 0x8827: (100, 200), 0xA405: 28})
    Image.new("RGB", (640, 480), "red").save("photo.jpg", exif=notes)
    with Image.open("photo.jpg") as image:
        right = image.getexif().get_ifd(0x8769)
    told = ImageMetadata("photo.jpg")
    for name, number in (("SubjectArea", 0x9214), ("ISOSpeedRatings", 0x8827), ("FocalLengthIn35mmFilm", 0xA405)):
        print(f"{order} {name}: mediameta {told[name]}, Pillow {right[number]}")
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="< SubjectArea: mediameta [400, 11265, 300, 15361], Pillow (400, 300, 60, 50)
< ISOSpeedRatings: mediameta [100, 51200], Pillow (100, 200)
< FocalLengthIn35mmFilm: mediameta 28, Pillow 28
> SubjectArea: mediameta [400, 36865, 300, 11264], Pillow (400, 300, 60, 50)
> ISOSpeedRatings: mediameta [100, 25600], Pillow (100, 200)
> FocalLengthIn35mmFilm: mediameta 28, Pillow 28"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
