#!/usr/bin/env bash
# A scan whose TIFF has just 28 fields is a raw photo of a Nikon for file-type 22.3.0 (npm), and so is a raw photo in DNG.
#
# Guess before the run: how many notes a scan has doesn't matter; what tells a raw photo from a scan are its maker or its own fields (DNGVersion), which file-type reads.
# Seen: before it looks at any field, it looks at the number of them: 28 with NewSubfileType as the first (or 31 with ProcessingSoftware) is a NEF, as some Nikons wrote it. A scanner's program
# that adds title, author and date to the dozen of fields which every TIFF has comes to 28 as to 27 or 29, which are TIFFs; of the DNGs, too, that of 28 is a Nikon's.
# Who sorts uploads by the answer puts one page of a letter among the raw photos, or refuses it, and naming files by it makes it a .nef, which programs
# for photos do not open.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund file-type@22.3.0 exiftool-vendored.pl@13.59.0 >>npm.log
cat >draw.py <<'PY'
import struct

from PIL import Image, TiffImagePlugin

for kind in ("scan", "dng"):
    for wanted in (27, 28, 29):
        notes = TiffImagePlugin.ImageFileDirectory_v2()
        notes[254], notes[270], notes[271], notes[305], notes[306], notes[315] = 0, "A letter", "Maker", "Program", "2024:05:01 10:11:12", "Ann"
        if kind == "dng":
            notes.tagtype[50706], notes[50706] = 1, bytes((1, 4, 0, 0))
        name, number = f"{kind}-{wanted}.tif", 0
        while number < wanted:
            Image.new("RGB", (32, 24), "white").save(name, tiffinfo=notes)
            with open(name, "rb") as file:
                number = struct.unpack("<8xH", file.read(10))[0]
            notes[64000 + number] = "a note of the program"
PY
cat >ask.mjs <<'JS'
import { readdirSync } from "fs";
import { fileTypeFromFile } from "file-type";

for (const name of readdirSync(".").filter((one) => one.endsWith(".tif")).sort()) {
    console.log(`${name}: ${(await fileTypeFromFile(name)).mime}`);
}
JS
seen=$(
    venv/bin/python draw.py
    node ask.mjs
    perl node_modules/exiftool-vendored.pl/bin/exiftool -s3 -q -p 'exiftool: $FileName $FileType' scan-28.tif dng-28.tif
)
echo "$seen"
expected="dng-27.tif: image/x-adobe-dng
dng-28.tif: image/x-nikon-nef
dng-29.tif: image/x-adobe-dng
scan-27.tif: image/tiff
scan-28.tif: image/x-nikon-nef
scan-29.tif: image/tiff
exiftool: scan-28.tif TIFF
exiftool: dng-28.tif DNG"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
