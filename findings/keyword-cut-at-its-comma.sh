#!/usr/bin/env bash
# pyexiv2 2.15.5 cuts an XMP keyword in two at its comma, and IPTC's not: reading and writing back changes the file.
#
# Guess before the run: a list of two keywords, of which one holds a comma, comes back as a list of two.
# Seen: exiv2 joins the items of an rdf:Bag with ", ", and the wrapper splits there again: "Riga, old town" is two keywords.
# The IPTC of the same photo keeps it whole, so that the two no longer agree, and what is read and written back unseen is
# three keywords in the file too, by every reader (exiftool 13.59 beside it). Creators are a list as well:
# "Miller, Ann" becomes two people.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pyexiv2==2.15.5
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import subprocess

import pyexiv2
from PIL import Image

WORDS = ["Riga, old town", "church"]
EXIFTOOL = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool", "-s3", "-sep", " | "]


def told(when):
    with pyexiv2.Image("a.jpg") as image:
        xmp, iptc = image.read_xmp(), image.read_iptc()
    print(when, "pyexiv2 XMP", xmp["Xmp.dc.subject"], xmp["Xmp.dc.creator"])
    print(when, "pyexiv2 IPTC", iptc["Iptc.Application2.Keywords"])
    for tag in ("-XMP:Subject", "-XMP:Creator"):
        print(when, "exiftool", subprocess.run([*EXIFTOOL, tag, "a.jpg"], capture_output=True, text=True).stdout.strip())
    return xmp


Image.new("RGB", (16, 16), "red").save("a.jpg")
with pyexiv2.Image("a.jpg") as image:
    image.modify_xmp({"Xmp.dc.subject": WORDS, "Xmp.dc.creator": ["Miller, Ann"]})
    image.modify_iptc({"Iptc.Application2.Keywords": WORDS})
read = told("before:")
with pyexiv2.Image("a.jpg") as image:
    image.modify_xmp(read)
told("after:")
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="before: pyexiv2 XMP ['Riga', 'old town', 'church'] ['Miller', 'Ann']
before: pyexiv2 IPTC ['Riga, old town', 'church']
before: exiftool Riga, old town | church
before: exiftool Miller, Ann
after: pyexiv2 XMP ['Riga', 'old town', 'church'] ['Miller', 'Ann']
after: pyexiv2 IPTC ['Riga, old town', 'church']
after: exiftool Riga | old town | church
after: exiftool Miller | Ann"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
