#!/usr/bin/env bash
# exifr 7.1.3 and ExifRead 3.5.1 read no EXIF of a HEIC or AVIF that libheif wrote: pillow-heif 1.8.1, sharp 0.35.5.
#
# Guess before the run: the two read HEIC of phones, so they read every HEIC that has EXIF.
# Seen: libheif puts the place of each item into the `base_offset` of the `iloc` box, with an extent at 0 (ISO/IEC 14496-12,
# 8.11.3 allows both). exifr reads at the extent alone, finds other bytes and says "Malformed EXIF data" in a list of
# errors beside no date, no place; ExifRead raises a bare AssertionError. Where the base is 0, as in the AVIF of Pillow
# 13.0.0, they read. ExifReader 4.46.0 reads all. A web page that shows when and where is empty for photos that a
# server of the same firm, built on sharp, made smaller "with all metadata".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pillow-heif==1.8.1 ExifRead==3.5.1
venv/bin/python - <<'PY'
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
notes = Image.Exif()
notes[0x010F] = "Acme"
for name in ("phone.jpg", "pillow-heif.heic", "pillow.avif"):
    Image.new("RGB", (64, 64)).save(name, exif=notes.tobytes())
PY
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exifr@7.1.3 exifreader@4.46.0 sharp@0.35.5 >>npm.log
cat >ask.mjs <<'JS'
import { readFileSync } from 'node:fs';
import exifr from 'exifr';
import reader from 'exifreader';
import sharp from 'sharp';

await sharp('phone.jpg').keepMetadata().avif().toFile('sharp.avif');
for (const name of ['pillow.avif', 'pillow-heif.heic', 'sharp.avif']) {
  const bytes = readFileSync(name);
  const read = await exifr.parse(bytes);
  console.log(`${name}: ExifReader ${reader.load(bytes).Make.description}, exifr ${read.Make ?? read.errors[0].message}`);
}
JS
seen=$(
    node ask.mjs
    venv/bin/python - <<'PY'
import logging

import exifread

logging.disable()
for name in ("pillow.avif", "pillow-heif.heic", "sharp.avif"):
    try:
        with open(name, "rb") as file:
            print(f"{name}: ExifRead", exifread.process_file(file)["Image Make"])
    except AssertionError as exc:
        print(f"{name}: ExifRead {exc!r}")
PY
)
echo "$seen"
expected="pillow.avif: ExifReader Acme, exifr Acme
pillow-heif.heic: ExifReader Acme, exifr Malformed EXIF data
sharp.avif: ExifReader Acme, exifr Malformed EXIF data
pillow.avif: ExifRead Acme
pillow-heif.heic: ExifRead AssertionError()
sharp.avif: ExifRead AssertionError()"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
