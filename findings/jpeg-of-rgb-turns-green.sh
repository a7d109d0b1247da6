#!/usr/bin/env bash
# A JPEG that holds RGB and no YCbCr (Pillow 13.0.0, `keep_rgb=True`) is a green picture for jpeg-js 0.4.4 and jimp 1.6.1.
#
# Guess before the run: it is red for all; the Adobe segment (APP14, transform 0) says that nothing was converted, and it
# is obeyed for CMYK.
# Seen: jpeg-js reads the segment for four components only; three are always taken for YCbCr. jimp reads JPEGs with it,
# and saves the wrong colours. sharp 0.35.5 (libjpeg's kin) is right, by the segment or, without it, by the components' names.
# Scanners and programs of medicine write such files, and so does whoever wants sharp red edges.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
venv/bin/python - <<'PY'
from PIL import Image

red = Image.new("RGB", (32, 32), (200, 40, 40))
red.save("ycbcr.jpg", quality=95)
red.save("rgb.jpg", quality=95, keep_rgb=True)
PY
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund jpeg-js@0.4.4 jimp@1.6.1 sharp@0.35.5 >>npm.log
cat >ask.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Jimp } from 'jimp';
import jpeg from 'jpeg-js';
import sharp from 'sharp';

const near = (data) => [...data.subarray(0, 3)].map((one) => Math.round(one / 10) * 10).join(',');
for (const name of ['ycbcr', 'rgb']) {
  const bytes = readFileSync(`${name}.jpg`);
  const adobe = bytes.indexOf('Adobe');
  console.log(
    `${name}: Adobe transform ${adobe < 0 ? 'not told' : bytes[adobe + 11]},`,
    `sharp ${near(await sharp(bytes).raw().toBuffer())}, jpeg-js ${near(jpeg.decode(bytes).data)},`,
    `jimp ${near((await Jimp.read(bytes)).bitmap.data)}`,
  );
}
JS
seen=$(node ask.mjs)
echo "$seen"
expected="ycbcr: Adobe transform not told, sharp 200,40,40, jpeg-js 200,40,40, jimp 200,40,40
rgb: Adobe transform 0, sharp 200,40,40, jpeg-js 80,260,40, jimp 80,260,40"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
