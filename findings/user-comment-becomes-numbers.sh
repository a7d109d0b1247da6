#!/usr/bin/env bash
# Pillow 13.0.0 writes EXIF's UserComment back with another field type; exiv2 (pyexiv2 2.15.5) then gives numbers, no words.
#
# Guess before the run: `save(..., exif=image.getexif())` keeps every field as it is, at least those not touched.
# Seen: of the fields that are of type 7 (UNDEFINED) Pillow knows some (ExifVersion, FlashpixVersion), and writes the others
# as type 1 (BYTE): UserComment, MakerNote, ComponentsConfiguration, FileSource, SceneType. Readers that go by the number
# of the field are right (exiftool 13.59); exiv2 goes by the type: the comment of the photo is "65 83 67 73 73 0 0 0 77 …"
# there, after an edit that only turned the picture.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pyexiv2==2.15.5
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import struct

import pyexiv2
from PIL import Image

NAMES = {0x9000: "ExifVersion", 0x9101: "ComponentsConfiguration", 0x9286: "UserComment", 0xA300: "FileSource"}
COMMENT = b"ASCII\0\0\0Mama on the beach"
HEAD = b"II*\0" + struct.pack("<IHHHIII", 8, 1, 0x8769, 4, 1, 26, 0)
FIELDS = (
    struct.pack("<HHI4s", 0x9000, 7, 4, b"0232") + struct.pack("<HHI4s", 0x9101, 7, 4, b"\1\2\3\0")
    + struct.pack("<HHII", 0x9286, 7, len(COMMENT), 26 + 2 + 4 * 12 + 4) + struct.pack("<HHI4s", 0xA300, 7, 1, b"\3")
)


def told(name):
    with open(name, "rb") as file:
        data = file.read()
    exif = data[data.index(b"Exif\0\0") + 6 :]
    (at,) = [struct.unpack_from("<I", exif, n + 8)[0] for n in range(10, 60, 12) if exif[n : n + 2] == b"\x69\x87"]
    entries = [struct.unpack_from("<HH", exif, at + 2 + 12 * n) for n in range(*struct.unpack_from("<H", exif, at))]
    print(name, {NAMES[tag]: kind for tag, kind in entries})
    with pyexiv2.Image(name) as image:
        print(name, "pyexiv2:", image.read_exif()["Exif.Photo.UserComment"][:32])


exif = b"Exif\0\0" + HEAD + struct.pack("<H", 4) + FIELDS + struct.pack("<I", 0) + COMMENT
Image.new("RGB", (16, 16)).save("before.jpg", exif=exif)
told("before.jpg")
image = Image.open("before.jpg")
image.save("after.jpg", exif=image.getexif())
told("after.jpg")
PY
seen=$(
    venv/bin/python ask.py
    perl node_modules/exiftool-vendored.pl/bin/exiftool -s3 -EXIF:UserComment after.jpg
)
echo "$seen"
expected="before.jpg {'ExifVersion': 7, 'ComponentsConfiguration': 7, 'UserComment': 7, 'FileSource': 7}
before.jpg pyexiv2: charset=Ascii Mama on the beach
after.jpg {'ExifVersion': 7, 'ComponentsConfiguration': 1, 'UserComment': 1, 'FileSource': 1}
after.jpg pyexiv2: 65 83 67 73 73 0 0 0 77 97 109 9
Mama on the beach"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
