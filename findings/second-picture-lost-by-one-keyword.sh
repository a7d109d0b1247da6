#!/usr/bin/env bash
# One keyword from iptcinfo3 2.3.0, or one comment from pyexiv2 2.16.0, and nobody finds the second picture of a JPEG any more.
#
# Guess before the run: a keyword changes nothing but keywords; both pictures of the file open as before.
# Seen: a JPEG with several pictures (CIPA DC-007, “MPO”: stereo pairs, the gain maps of phones' HDR photos, depth maps) says
# where the others lie by their distance from its own segment. iptcinfo3 writes its segment behind that one, just before the
# picture, and pyexiv2 a comment: the others move, their distances do not. Pillow still counts two pictures and ends with “not a
# JPEG file” at the second. pyexiv2's keyword, EXIF and XMP, and piexif's EXIF, are written in front of it, and nothing is lost.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 iptcinfo3==2.3.0 pyexiv2==2.16.0 piexif==1.1.3
cat >ask.py <<'PY'
import logging
import shutil

import piexif
import pyexiv2
from iptcinfo3 import IPTCInfo
from PIL import Image

logging.disable()
first, second = Image.new("RGB", (64, 48), (200, 30, 30)), Image.new("RGB", (32, 24), (30, 30, 200))
first.save("both.jpg", "MPO", save_all=True, append_images=[second])


def exiv2(method, value):
    def write(name):
        image = pyexiv2.Image(name)
        getattr(image, method)(value)
        image.close()

    return write


def keyword(name):
    info = IPTCInfo(name, force=True)
    info["keywords"] = [b"sea"]
    info.save()


def artist(name):
    piexif.insert(piexif.dump({"0th": {piexif.ImageIFD.Artist: b"a" * 500}}), name)


for what, write in {
    "iptcinfo3, keyword": keyword,
    "pyexiv2, comment": exiv2("modify_comment", "sea"),
    "pyexiv2, keyword": exiv2("modify_iptc", {"Iptc.Application2.Keywords": ["sea"]}),
    "pyexiv2, XMP": exiv2("modify_xmp", {"Xmp.dc.subject": ["sea"]}),
    "piexif, EXIF": artist,
}.items():
    shutil.copy("both.jpg", "edited.jpg")
    write("edited.jpg")
    with Image.open("edited.jpg") as image:
        try:
            image.seek(1)
            print(f"{what}: {image.n_frames} pictures, the second is {image.size}")
        except SyntaxError as exc:
            print(f"{what}: {image.n_frames} pictures, the second: {exc}")
PY
seen=$(venv/bin/python ask.py 2>/dev/null)
echo "$seen"
expected="iptcinfo3, keyword: 2 pictures, the second: not a JPEG file
pyexiv2, comment: 2 pictures, the second: not a JPEG file
pyexiv2, keyword: 2 pictures, the second is (32, 24)
pyexiv2, XMP: 2 pictures, the second is (32, 24)
piexif, EXIF: 2 pictures, the second is (32, 24)"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
