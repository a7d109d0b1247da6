#!/usr/bin/env bash
# exif-sorter 1.1.1 (PyPI) deletes scans of other pages as “duplicates”: of a large file it reads three spots of 16 KB, and no more.
#
# Guess before the run: what is deleted as a duplicate was compared whole, byte by byte or by a hash of all of it.
# Seen: its hash is imohash 1.1.0, which takes the size and, above 128 KB, 16 KB each from the start, the middle and the end. Pages of one scanner,
# saved without compression, have one size, and are white at the top, at the bottom, and in the middle too unless a line of writing lies
# just there: of three letters of one folder `dedup` leaves one, and says “duplicates”. `sort` (which moves, unless told to copy) puts photos of several folders into one;
# where a name is taken it looks whether both are the same by the same hash, and deletes the second page at its source. Nothing is kept. The same
# holds for uncompressed pictures with a frame, and for films and sounds whose middle is still. Files up to 128 KB are read whole.
# Compressed pages (TIFF with LZW here) differ in size and stay.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 exif-sorter==1.1.1 imohash==1.1.0 PyExifTool==0.5.6
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
mkdir bin
printf '#!/bin/sh\nexec perl "%s/node_modules/exiftool-vendored.pl/bin/exiftool" "$@"\n' "$work" >bin/exiftool
chmod +x bin/exiftool
cat >draw.py <<'PY'
import sys
from pathlib import Path

from PIL import Image, ImageDraw


def page(number, path, compression):
    """One page of A4 with 150 dots an inch: some lines of writing in each half, none at the fold."""
    picture = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(picture)
    for line in (*range(200, 800, 60), *range(950, 1500, 60)):
        pen.line((150, line, 400 + 200 * number, line), fill=40, width=8)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, compression=compression)


for number in (1, 2, 3):
    page(number, Path(f"plain/letters/page{number}.tif"), None)
    page(number, Path(f"lzw/letters/page{number}.tif"), "tiff_lzw")
    page(number, Path(f"scanned/letter{number}/page.tif"), None)
PY
venv/bin/python draw.py
count() { find "$@" -name '*.tif' -print0 | xargs -0 sha256sum | cut -d' ' -f1 | sort -u | wc -l; }
seen=$(
    echo "before: $(count plain) plain, $(count lzw) LZW, $(count scanned) scanned"
    for kind in plain lzw; do venv/bin/exif-sorter dedup "$kind" --yes >dedup.log 2>&1; done
    PATH="$work/bin:$PATH" venv/bin/exif-sorter sort scanned sorted --yes >sort.log 2>&1
    echo "after: $(count plain) plain, $(count lzw) LZW, $(count scanned sorted) scanned"
)
echo "$seen"
expected="before: 3 plain, 3 LZW, 3 scanned
after: 1 plain, 3 LZW, 1 scanned"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
