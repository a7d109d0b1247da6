#!/usr/bin/env bash
# One keyword from pyexiv2 2.16.0 (exiv2) on a scan of seven pages, and three of them are gone from the file.
#
# Guess before the run: metadata are written into a TIFF of several pages, or refused; pages are no metadata and stay.
# Seen: what is written is a new file, made of what exiv2 has names for: four directories. From the fifth page on pages are left out, with their
# pictures, and the old file is replaced: three pages of seven are lost for good, and nothing but a line of warning is printed (“Directory Image3
# has an unexpected next pointer; ignored”), no exception. XMP, EXIF and IPTC do it alike. Faxes and
# letters are scanned so. Scans of four pages keep all. exiftool 13.59 keeps seven with the same keyword.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 numpy==2.4.6 tifffile==2026.3.3 pyexiv2==2.16.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import subprocess
from pathlib import Path

import pyexiv2
import tifffile
from PIL import Image

SHEETS = [Image.new("L", (400, 600), 30 * number) for number in range(7)]
FILE = Path("letter.tif")


def ask(what, edit, pages=7):
    SHEETS[0].save(FILE, save_all=True, append_images=SHEETS[1:pages])
    before = FILE.stat().st_size
    edit()
    with Image.open(FILE) as scan, tifffile.TiffFile(FILE) as other:
        print(f"{what}: {pages} pages, then {scan.n_frames} (tifffile {len(other.pages)}), {before // 1000} kB, then {FILE.stat().st_size // 1000} kB")


def with_exiv2(method, *values):
    def edit():
        with pyexiv2.Image(str(FILE)) as image:
            getattr(image, method)(*values)

    return edit


def with_exiftool():
    command = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool", "-q", "-overwrite_original", "-XMP-dc:Subject=letter", str(FILE)]
    subprocess.run(command, check=True)


ask("XMP keyword", with_exiv2("modify_xmp", {"Xmp.dc.subject": ["letter"]}))
ask("IPTC keyword", with_exiv2("modify_iptc", {"Iptc.Application2.Keywords": ["letter"]}))
ask("EXIF title", with_exiv2("modify_exif", {"Exif.Image.ImageDescription": "a letter of seven pages"}))
ask("XMP keyword", with_exiv2("modify_xmp", {"Xmp.dc.subject": ["letter"]}), pages=4)
ask("exiftool's keyword", with_exiftool)
PY
seen=$(venv/bin/python ask.py 2>&1 | grep . | LC_ALL=C sort -u)
echo "$seen"
expected="EXIF title: 7 pages, then 4 (tifffile 4), 1680 kB, then 960 kB
IPTC keyword: 7 pages, then 4 (tifffile 4), 1680 kB, then 960 kB
XMP keyword: 4 pages, then 4 (tifffile 4), 960 kB, then 962 kB
XMP keyword: 7 pages, then 4 (tifffile 4), 1680 kB, then 962 kB
[warn] Directory Image3 has an unexpected next pointer; ignored.
exiftool's keyword: 7 pages, then 7 (tifffile 7), 1680 kB, then 1683 kB"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
