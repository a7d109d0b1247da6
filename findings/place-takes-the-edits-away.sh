#!/usr/bin/env bash
# geosnag 0.3.0 (PyPI) gives a raw photo the place of a phone's photo of that minute, in a sidecar, and throws away the sidecar that was there.
#
# Guess before the run: `--write-mode xmp_sidecar` is the careful way (“non-destructive”): the place comes into the sidecar, beside what it holds.
# Seen: a new file with the place alone is written over IMG_1.xmp, which is where Lightroom and its kin keep what was done to the raw photo
# IMG_1.NEF: exposure and crop, stars, keywords, faces. No copy is kept; a line of the log says “already exists, overwriting”, and the end says “All 1 photos
# geo-tagged successfully”. The photo itself, which a sidecar is there to leave alone, is written too: its Software (the camera's firmware) becomes geosnag's mark.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check geosnag==0.3.0 pyexiv2==2.15.5 Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >make.py <<'PY'
from pathlib import Path

from PIL import Image

for name, maker, place in (("phone", "Phone", {1: "N", 2: (47.0, 30.0, 0.0), 3: "E", 4: (19.0, 2.0, 0.0)}), ("IMG_1", "Camera", {})):
    notes = Image.Exif()
    notes[0x010F], notes[0x0131] = maker, "Firmware 1.2"
    notes.get_ifd(0x8769)[0x9003] = "2019:07:01 10:11:12"
    if place:
        notes.get_ifd(0x8825).update(place)
    Image.new("RGB", (64, 48), "red").save(f"photos/{name}.jpg", exif=notes.tobytes())
Path("photos/IMG_1.xmp").write_text("""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" xmp:Rating="5" crs:Exposure2012="+0.75">
<dc:subject><rdf:Bag><rdf:li>grandmother</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>""")
PY
mkdir photos
venv/bin/python make.py
echo "scan_dirs: [photos]" >config.yaml
told() {
    echo "$1 sidecar:" "$(perl node_modules/exiftool-vendored.pl/bin/exiftool -n -s3 -Rating -Exposure2012 -Subject -XMP:GPSLatitude photos/IMG_1.xmp | paste -s -d ';')"
    echo "$1 photo:" "$(perl node_modules/exiftool-vendored.pl/bin/exiftool -s3 -Software photos/IMG_1.jpg | sed 's/:20.*//')"
}
seen=$(
    told before
    venv/bin/geosnag --apply --write-mode xmp_sidecar 2>&1 | grep -o -E "already exists, overwriting|All 1 photos geo-tagged successfully"
    told after
    echo "files:" "$(find photos -type f | sort | paste -s -d ' ')"
)
echo "$seen"
expected="before sidecar: 5;+0.75;grandmother
before photo: Firmware 1.2
already exists, overwriting
All 1 photos geo-tagged successfully
after sidecar: 47.5
after photo: GeoSnag:v0.3.0
files: photos/IMG_1.jpg photos/IMG_1.xmp photos/phone.jpg"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
