#!/usr/bin/env bash
# A photo that got five stars in Windows has 100 for xmp-reader 0.0.3 (npm), one of one star has two, and one whose stars are an attribute has none.
#
# Guess before the run: stars are 1 to 5 (XMP, xmp:Rating). Windows writes beside it its own percent, MicrosoftPhoto:Rating 1, 25, 50, 75 or 99; a reader that knows both tells the stars.
# Seen: the percent is to become stars by `Math.floor(percent + 12 / 25) + 1`, where a bracket is missing: 99 are 100 stars, 25 are 26, and they take the place of the right
# number, if that was read just before. Whoever asks for “four and more” gets all that has stars but the photos of one. A simple value may stand in an attribute too,
# as Lightroom and exiv2 write it: of such a photo no stars are told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund xmp-reader@0.0.3 exifreader@4.46.0 @xmldom/xmldom@0.9.8 >>npm.log
cat >draw.py <<'PY'
from PIL import Image

FRAME = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/"{}>{}</rdf:Description></rdf:RDF></x:xmpmeta>"""
for stars, percent in enumerate((1, 25, 50, 75, 99), 1):
    for name, notes in (
        ("windows", ("", f"<xmp:Rating>{stars}</xmp:Rating><MicrosoftPhoto:Rating>{percent}</MicrosoftPhoto:Rating>")),
        ("stars-alone", ("", f"<xmp:Rating>{stars}</xmp:Rating>")),
        ("attributes", (f' xmp:Rating="{stars}"', "")),
    ):
        Image.new("RGB", (32, 24), "red").save(f"{name}-{stars}.jpg", xmp=FRAME.format(*notes).encode())
PY
cat >ask.js <<'JS'
const { readFileSync } = require("fs");
const { DOMParser } = require("@xmldom/xmldom");
const ExifReader = require("exifreader");
const xmpReader = require("xmp-reader");

(async () => {
    for (const kind of ["windows", "stars-alone", "attributes"]) {
        const [told, right] = [[], []];
        for (const stars of [1, 2, 3, 4, 5]) {
            const bytes = readFileSync(`${kind}-${stars}.jpg`);
            told.push((await xmpReader.fromBuffer(bytes)).rating ?? "none");
            right.push(ExifReader.load(bytes, { domParser: new DOMParser(), expanded: true }).xmp.Rating.description);
        }
        console.log(`${kind}: xmp-reader ${told.join(" ")}; exifreader ${right.join(" ")}`);
    }
})();
JS
venv/bin/python draw.py
seen=$(node ask.js 2>node.log)
echo "$seen"
expected="windows: xmp-reader 2 26 51 76 100; exifreader 1 2 3 4 5
stars-alone: xmp-reader 1 2 3 4 5; exifreader 1 2 3 4 5
attributes: xmp-reader none none none none none; exifreader 1 2 3 4 5"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
