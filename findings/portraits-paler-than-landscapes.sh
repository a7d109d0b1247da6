#!/usr/bin/env bash
# Of one camera's photos those held upright have other colours after jpeg-autorotate 9.0.0 (npm), and those held lying have not: what turns loses the colour profile.
#
# Guess before the run: a photo is turned and its EXIF says so; what else stands in the file, its colour profile first, goes along, as EXIF and the thumbnail do.
# Seen: the turned picture is written anew, and of the old file EXIF alone is put into it. The profile (Display P3 of phones, Adobe RGB of cameras) is gone and its numbers stay, so that
# browsers take them for sRGB; XMP and IPTC (stars, keywords, caption) are gone too. A photo whose orientation is 1 is refused with a code (“correct_orientation”), for which one keeps the file as it is: in one album
# landscapes have their colours and stars, and portraits have not. To make it plain, the profile here is sRGB's with red and green changed over: a red photo becomes green.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund jpeg-autorotate@9.0.0 >>npm.log
cat >draw.py <<'PY'
from PIL import Image, ImageCms

profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
profile = profile.replace(b"rXYZ", b"wait").replace(b"gXYZ", b"rXYZ").replace(b"wait", b"gXYZ")
STARS = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5"/></rdf:RDF></x:xmpmeta>"""
for name, orientation in (("landscape", 1), ("portrait", 6)):
    notes = Image.Exif()
    notes[0x0112], notes[0x010F] = orientation, "Maker"
    Image.new("RGB", (90, 60), (20, 220, 20)).save(f"{name}.jpg", exif=notes, icc_profile=profile, xmp=STARS)
PY
cat >turn.js <<'JS'
const { writeFileSync, readFileSync } = require("fs");
const { rotate } = require("jpeg-autorotate");

(async () => {
    for (const name of ["landscape", "portrait"]) {
        const photo = readFileSync(`${name}.jpg`);
        const turned = await rotate(photo, {}).then(({ buffer }) => buffer, (error) => (console.log(`${name}: ${error.code}`), photo));
        writeFileSync(`${name}-after.jpg`, turned);
    }
})();
JS
cat >look.py <<'PY'
import io

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")
for name in ("landscape", "landscape-after", "portrait", "portrait-after"):
    with Image.open(f"{name}.jpg") as image:
        profile = image.info.get("icc_profile")
        shown = ImageCms.profileToProfile(image, io.BytesIO(profile), SRGB) if profile else image
        red, green, _ = shown.convert("RGB").getpixel((30, 30))
        notes = image.getexif()
        print(f"{name}: {image.size}, orientation {notes.get(0x0112)}, by {notes.get(0x010F)}, shown {'red' if red > green else 'green'}, {'stars' if 'xmp' in image.info else 'no stars'}")
PY
seen=$(venv/bin/python draw.py && node turn.js && venv/bin/python look.py)
echo "$seen"
expected="landscape: correct_orientation
landscape: (90, 60), orientation 1, by Maker, shown red, stars
landscape-after: (90, 60), orientation 1, by Maker, shown red, stars
portrait: (90, 60), orientation 6, by Maker, shown red, stars
portrait-after: (60, 90), orientation 1, by Maker, shown green, no stars"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
