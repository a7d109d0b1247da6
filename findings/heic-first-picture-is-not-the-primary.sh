#!/usr/bin/env bash
# heic-decode 2.1.0 and heic-convert 2.1.0 (libheif-js) show the *first* picture of a HEIC, not the one that it is of.
#
# Guess before the run: all show the primary item, which the `pitm` box names (ISO/IEC 14496-12, 8.11.4): that is what it is for.
# Seen: pillow-heif 1.8.1, which wrote the file, goes by it; heic-decode takes the first of the top-level pictures, and
# heic-convert too; probe-image-size 7.5.0 tells the size of the largest, whichever is primary. Of a burst, or of an edit
# that keeps what was before beside it, people see a picture that nobody chose, in a frame laid out for another.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pillow-heif==1.8.1
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund \
    heic-decode@2.1.0 heic-convert@2.1.0 probe-image-size@7.5.0 >>npm.log
cat >make.py <<'PY'
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
first, second = Image.new("RGB", (128, 128), "red"), Image.new("RGB", (256, 128), "blue")
for primary in (0, 1):
    name = f"primary-{primary}.heic"
    first.save(name, save_all=True, append_images=[second], primary_index=primary)
    print(name, "pillow-heif:", Image.open(name).size)
PY
cat >ask.mjs <<'JS'
import { readFileSync } from 'node:fs';
import convert from 'heic-convert';
import decode from 'heic-decode';
import probe from 'probe-image-size';

const told = ({ width, height }) => `(${width}, ${height})`;
for (const name of ['primary-0.heic', 'primary-1.heic']) {
  const buffer = readFileSync(name);
  const png = Buffer.from(await convert({ buffer, format: 'PNG' }));
  console.log(
    `${name} probe-image-size: ${told(probe.sync(buffer))}, heic-decode: ${told(await decode({ buffer }))},`,
    `heic-convert: ${told(probe.sync(png))}`,
  );
}
JS
seen=$(
    venv/bin/python make.py
    node ask.mjs
)
echo "$seen"
expected="primary-0.heic pillow-heif: (128, 128)
primary-1.heic pillow-heif: (256, 128)
primary-0.heic probe-image-size: (256, 128), heic-decode: (128, 128), heic-convert: (128, 128)
primary-1.heic probe-image-size: (256, 128), heic-decode: (128, 128), heic-convert: (128, 128)"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
