#!/usr/bin/env bash
# EXIF 3.0 (CIPA DC-008-2023) lets a camera write texts as UTF-8, field type 129. Four Python readers lose such a caption,
# each in another way: Pillow 13.0.0, piexif 1.1.3, pyexiv2 2.15.5 (exiv2), exif 1.6.1.
#
# Guess before the run: piexif, of 2019, does not know the type; the kept ones read it.
# Seen: Pillow leaves the field out without a word, and reads the ones beside it; piexif raises, so that nothing of the
# whole EXIF can be had; pyexiv2 gives the bytes as numbers ("77 195 169 …") where the words should stand; exif gives up the
# whole directory with a RuntimeWarning, the maker's name in it too, and an empty list looks like a photo without notes.
# Whoever writes the caption back after reading destroys it with the third, and drops it with the first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 piexif==1.1.3 pyexiv2==2.15.5 exif==1.6.1
cat >ask.py <<'PY'
import struct
import warnings

import exif
import piexif
import pyexiv2
from PIL import Image

warnings.simplefilter("ignore")
pyexiv2.set_log_level(4)

TEXT = "Mémé à Riga".encode() + b"\0"
# TIFF, little endian, one directory of two: ImageDescription of type 129 (UTF-8), Make of type 2 (ASCII).
HEAD = b"II*\0" + struct.pack("<IH", 8, 2)
END = 8 + 2 + 2 * 12 + 4
FIELDS = struct.pack("<HHII", 0x010E, 129, len(TEXT), END) + struct.pack("<HHII", 0x010F, 2, 5, END + len(TEXT))
EXIF = b"Exif\0\0" + HEAD + FIELDS + struct.pack("<I", 0) + TEXT + b"Acme\0"
Image.new("RGB", (16, 16)).save("a.jpg", "JPEG", exif=EXIF)
assert TEXT in open("a.jpg", "rb").read()  # it is in the file as it was given

print("Pillow:", dict(Image.open("a.jpg").getexif()))
try:
    print("piexif:", piexif.load("a.jpg")["0th"])
except ValueError as exc:
    print("piexif:", "ValueError", str(exc).splitlines()[0])
with pyexiv2.Image("a.jpg") as image:
    print("pyexiv2:", image.read_exif())
print("exif:", exif.Image("a.jpg").list_all())
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="Pillow: {271: 'Acme'}
piexif: ValueError Exif might be wrong. Got incorrect value type to decode.
pyexiv2: {'Exif.Image.ImageDescription': '77 195 169 109 195 169 32 195 160 32 82 105 103 97 0', 'Exif.Image.Make': 'Acme'}
exif: []"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
