#!/usr/bin/env bash
# One field added with IPTCInfo3 2.3.0 spoils all other IPTC words of a photo for exiftool 13.59: the record that says
# "this is UTF-8" (1:90, Coded Character Set, IPTC-IIM 4.2) is left out when the file is written again.
#
# Guess before the run: it writes new words without the mark, and keeps a mark that is there.
# Seen: the whole envelope record (1:…) is read over and not written back. Keywords that exiv2 wrote as UTF-8 with the mark,
# and that exiftool read right, keep their bytes and lose the mark: exiftool then takes them for Latin-1 ("MÃ©mÃ©"), while
# exiv2 (pyexiv2 2.15.5) guesses UTF-8 and shows them right. Two good readers disagree on a file whose words nobody touched.
# A reader that tries UTF-8 first is right here, and wrong only for old texts that happen to be valid UTF-8.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pyexiv2==2.15.5 IPTCInfo3==2.3.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >edit.py <<'PY'
import logging

import pyexiv2
from iptcinfo3 import IPTCInfo
from PIL import Image

logging.disable()
Image.new("RGB", (16, 16), "red").save("before.jpg")
with pyexiv2.Image("before.jpg") as image:
    image.modify_iptc({"Iptc.Envelope.CharacterSet": "\x1b%G", "Iptc.Application2.Keywords": ["Mémé"]})
info = IPTCInfo("before.jpg")
info["city"] = "Riga"
info.save_as("after.jpg")
for name in ("before.jpg", "after.jpg"):
    with pyexiv2.Image(name) as image:
        print("exiv2", name, image.read_iptc()["Iptc.Application2.Keywords"])
PY
seen=$(
    venv/bin/python edit.py
    for name in before after; do
        echo "exiftool $name.jpg [$(perl node_modules/exiftool-vendored.pl/bin/exiftool -s3 -IPTC:CodedCharacterSet "$name.jpg")]" \
            "$(perl node_modules/exiftool-vendored.pl/bin/exiftool -s3 -IPTC:Keywords "$name.jpg")"
    done
)
echo "$seen"
expected="exiv2 before.jpg ['Mémé']
exiv2 after.jpg ['Mémé']
exiftool before.jpg [UTF8] Mémé
exiftool after.jpg [] MÃ©mÃ©"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
