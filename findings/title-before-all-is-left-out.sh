#!/usr/bin/env bash
# The first IPTC field of a photo is left out by iptc-reader 1.0.1 (npm): its title, or where it has none one of its keywords.
#
# Guess before the run: what it has names for (title, keywords, caption, author) is told, all of it or none.
# Seen: the place of the first field is looked up, and the loop begins by looking for the next one. Fields are sorted by their numbers, and many programs put
# ApplicationRecordVersion (2:00), which nobody misses, in front; exiv2 and others write only what they were given, and the lowest number is the title's (2:05), then the
# keywords' (2:25). Of three keywords two are a list, of two one is a plain text, of one nothing is told. No error. (The last field it takes for broken, and says so, if it is longer than what
# stands behind it.) exifreader 4.46.0 tells all of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pyexiv2==2.16.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund iptc-reader@1.0.1 exifreader@4.46.0 sharp@0.35.5 >>npm.log
cat >draw.py <<'PY'
import pyexiv2
from PIL import Image

AREA = "Iptc.Application2."
for name, words in (
    ("title", {"ObjectName": "Beach", "Keywords": ["sea", "sand"]}),
    ("three-keywords", {"Keywords": ["Eve", "sea", "sand"]}),
    ("two-keywords", {"Keywords": ["Eve", "sea"]}),
    ("one-keyword", {"Keywords": ["Eve"]}),
    ("version", {"RecordVersion": "4", "ObjectName": "Beach", "Keywords": ["sea", "sand"]}),
):
    Image.new("RGB", (32, 24), "red").save(f"{name}.jpg")
    with pyexiv2.Image(f"{name}.jpg") as photo:
        photo.modify_iptc({AREA + field: value for field, value in (words | {"CountryName": "Latvia"}).items()})
PY
cat >ask.js <<'JS'
const { readFileSync } = require("fs");
const ExifReader = require("exifreader");
const read = require("iptc-reader");
const sharp = require("sharp");

(async () => {
    for (const name of ["title", "three-keywords", "two-keywords", "one-keyword", "version"]) {
        const bytes = readFileSync(`${name}.jpg`);
        const told = read((await sharp(bytes).metadata()).iptc);
        const right = ExifReader.load(bytes);
        const keywords = [right.Keywords ?? []].flat().map((one) => one.description);
        console.log(`${name}: iptc-reader ${told.title} [${told.keywords}], exifreader ${right["Object Name"]?.description} [${keywords}]`);
    }
})();
JS
seen=$(venv/bin/python draw.py && node ask.js)
echo "$seen"
expected="title: iptc-reader undefined [sea,sand], exifreader Beach [sea,sand]
three-keywords: iptc-reader undefined [sea,sand], exifreader undefined [Eve,sea,sand]
two-keywords: iptc-reader undefined [sea], exifreader undefined [Eve,sea]
one-keyword: iptc-reader undefined [undefined], exifreader undefined [Eve]
version: iptc-reader Beach [sea,sand], exifreader Beach [sea,sand]"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
