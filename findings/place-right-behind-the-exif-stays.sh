#!/usr/bin/env bash
# exifremove 1.0.1 (npm) takes the place out of a photo's EXIF and leaves the same place in the XMP, if that lies right behind it.
#
# Guess before the run: both go, since both are APP1 segments, which is what it takes out; or XMP always stays.
# Seen: the bytes are searched for the marker of APP1. Behind a segment that was taken out the search goes on one byte too far, so that a second
# one, right behind the first, is stepped over; with any other segment between the two both go. Cameras, phones and Lightroom write XMP right behind
# EXIF, and programs that know places write them into both. A second run over its own output takes the rest: then XMP is the first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exifremove@1.0.1 exiftool-vendored.pl@13.59.0 >>npm.log
cat >make.py <<'PY'
from PIL import Image

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="47,30.0N" exif:GPSLongitude="19,2.0E"/></rdf:RDF></x:xmpmeta>"""
notes = Image.Exif()
notes.get_ifd(0x8825).update({1: "N", 2: (47.0, 30.0, 0.0), 3: "E", 4: (19.0, 2.0, 0.0)})
Image.new("RGB", (64, 48), "red").save("beside.jpg", exif=notes.tobytes(), xmp=XMP)
photo = open("beside.jpg", "rb").read()
at = photo.index(b"\xff\xe1", photo.index(b"\xff\xe1") + 2)
open("apart.jpg", "wb").write(photo[:at] + b"\xff\xfe\0\x07hello" + photo[at:])  # a comment between the two
PY
cat >clean.js <<'JS'
const fs = require('fs');
const { remove } = require('exifremove');

const once = (name) => remove(fs.readFileSync(name));
for (const name of ['beside', 'apart']) fs.writeFileSync(`${name}-clean.jpg`, once(`${name}.jpg`));
fs.writeFileSync('beside-twice.jpg', once('beside-clean.jpg'));
JS
venv/bin/python make.py
node clean.js
seen=$(for name in beside beside-clean beside-twice apart apart-clean; do
    echo "$name:" "$(perl node_modules/exiftool-vendored.pl/bin/exiftool -a -G1 -s -n -GPSLatitude -XMP:GPSLatitude --composite:all "$name.jpg" | tr -s ' ' | sort | uniq | paste -s -d ';')"
done)
echo "$seen"
expected="beside: [GPS] GPSLatitude : 47.5;[XMP-exif] GPSLatitude : 47.5
beside-clean: [XMP-exif] GPSLatitude : 47.5
beside-twice: 
apart: [GPS] GPSLatitude : 47.5;[XMP-exif] GPSLatitude : 47.5
apart-clean: "
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
