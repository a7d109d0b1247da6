#!/usr/bin/env bash
# A TIFF whose channels lie one after the other is three narrow grey copies and a black rest for utif 3.1.0, utif2 4.1.0 and jimp 1.6.1 (npm).
#
# Guess before the run: PlanarConfiguration 2 (TIFF 6.0, page 38; “per channel” of programs for photos, and some scanners) is read like 1, or refused.
# Seen: each channel's plane is taken for rows of whole pixels. Red alone comes out, as grey: the photo three times side by side, each squeezed to a
# third, in the upper third of the picture (of each strip), and black below; green and blue are gone. No error; the library knows, and says so in its
# log, which is off unless asked for. It is so for 8 and 16 bits, in both byte orders, with and without compression. jimp, which reads TIFFs with
# utif2, saves it as a JPEG or a small picture. Pillow 13.0.0 and sharp 0.35.5 show the photo; interleaved TIFFs are right everywhere.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 numpy==2.4.6 tifffile==2026.3.3 imagecodecs==2026.3.6
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund utif@3.1.0 utif2@4.1.0 jimp@1.6.1 sharp@0.35.5 >>npm.log
cat >draw.py <<'PY'
import numpy
import tifffile
from PIL import Image

picture = numpy.zeros((16, 48, 3), numpy.uint16)
for number in range(3):
    picture[:, number * 16 : number * 16 + 16, number] = 0xC8C8
for bits in (8, 16):
    pixels = picture if bits == 16 else (picture >> 8).astype(numpy.uint8)
    for order in "<>":
        for compression in (None, "lzw"):
            name = f"{bits} bits {'little' if order == '<' else 'big'} {compression or 'plain'}"
            written = {"photometric": "rgb", "byteorder": order, "compression": compression}
            tifffile.imwrite(f"{name} interleaved.tif", pixels, **written)
            planes = numpy.ascontiguousarray(numpy.moveaxis(pixels, 2, 0))
            tifffile.imwrite(f"{name} planes.tif", planes, planarconfig="separate", **written)
with Image.open("8 bits little plain planes.tif") as image:
    print("Pillow:", *(image.getpixel((at, 12)) for at in (2, 18, 34)))
PY
cat >ask.mjs <<'JS'
import { readdirSync, readFileSync } from "fs";
import { Jimp } from "jimp";
import sharp from "sharp";
import UTIF from "utif";
import UTIF2 from "utif2";

const ROWS = [1, 12];
const AT = ROWS.flatMap((y) => [2, 18, 34].map((x) => y * 48 + x));
const colours = (pixels, channels) => AT.map((at) => [...pixels.slice(at * channels, at * channels + 3)].join(",")).join(" ");

function read(library, bytes) {
    const pages = library.decode(bytes);
    library.decodeImage(bytes, pages[0]);
    return colours(library.toRGBA8(pages[0]), 4);
}

const told = new Map();
for (const name of readdirSync(".").filter((one) => one.endsWith(".tif"))) {
    const bytes = readFileSync(name);
    const { data, info } = await sharp(bytes).toColourspace("srgb").raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
    const seen = [
        ["utif", read(UTIF, bytes)],
        ["utif2", read(UTIF2, bytes)],
        ["jimp", colours((await Jimp.read(bytes)).bitmap.data, 4)],
        ["sharp", colours(data, info.channels)],
    ];
    for (const [who, what] of seen) {
        const line = `${name.match(/(\w+)\.tif/)[1]}, ${who}: ${what}`;
        told.set(line, (told.get(line) ?? 0) + 1);
    }
}
for (const line of [...told.keys()].sort()) {
    console.log(`${line} (${told.get(line)} files)`);
}
JS
seen=$(venv/bin/python draw.py && node ask.mjs)
echo "$seen"
expected="Pillow: (200, 0, 0) (0, 200, 0) (0, 0, 200)
interleaved, jimp: 200,0,0 0,200,0 0,0,200 200,0,0 0,200,0 0,0,200 (8 files)
interleaved, sharp: 200,0,0 0,200,0 0,0,200 200,0,0 0,200,0 0,0,200 (8 files)
interleaved, utif2: 200,0,0 0,200,0 0,0,200 200,0,0 0,200,0 0,0,200 (8 files)
interleaved, utif: 200,0,0 0,200,0 0,0,200 200,0,0 0,200,0 0,0,200 (8 files)
planes, jimp: 200,200,200 200,200,200 200,200,200 0,0,0 0,0,0 0,0,0 (8 files)
planes, sharp: 200,0,0 0,200,0 0,0,200 200,0,0 0,200,0 0,0,200 (8 files)
planes, utif2: 200,200,200 200,200,200 200,200,200 0,0,0 0,0,0 0,0,0 (8 files)
planes, utif: 200,200,200 200,200,200 200,200,200 0,0,0 0,0,0 0,0,0 (8 files)"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
