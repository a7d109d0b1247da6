#!/usr/bin/env bash
# The size of a HEIC whose sides are not even: exiftool 13.59 and probe-image-size 7.5.0 tell the coded size, and
# image-size 2.1.0 takes the difference off the wrong side. The file is pillow-heif 1.8.1's own.
#
# Guess before the run: all three tell 100x75 for a picture that was saved with 100x75 pixels.
# Seen: HEVC codes even sizes of at least 64, so the encoder pads and writes a `clap` box (clean aperture, ISO/IEC
# 14496-12) that says what to show. Decoders obey it (libheif-js, by heic-decode: 100x75). exiftool and
# probe-image-size read `ispe` alone and say 100x76; image-size reads `clap`, but says 99x76: neither the coded nor the
# shown size. A page that reserves room by these figures jumps; a check "are sides equal to the preview's?" fails on
# good files. A size of even sides is told right by all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pillow-heif==1.8.1
venv/bin/python - <<'PY'
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
for width, height in ((100, 75), (64, 32), (1002, 668)):
    Image.new("RGB", (width, height), "red").save(f"{width}x{height}.heic")
PY
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund \
    image-size@2.1.0 probe-image-size@7.5.0 heic-decode@2.1.0 exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import decode from 'heic-decode';
import { imageSize } from 'image-size';
import probe from 'probe-image-size';

const EXIFTOOL = 'node_modules/exiftool-vendored.pl/bin/exiftool';
const told = ({ width, height }) => `${width}x${height}`;
for (const name of ['100x75', '64x32', '1002x668']) {
  const bytes = readFileSync(`${name}.heic`);
  const exiftool = execFileSync('perl', [EXIFTOOL, '-s3', '-n', '-ImageSize', `${name}.heic`], { encoding: 'utf8' });
  console.log(
    `saved ${name}: decoded ${told(await decode({ buffer: bytes }))}, exiftool ${exiftool.trim().replace(' ', 'x')},`,
    `probe-image-size ${told(probe.sync(bytes))}, image-size ${told(imageSize(bytes))}`,
  );
}
JS
seen=$(node ask.mjs)
echo "$seen"
expected="saved 100x75: decoded 100x75, exiftool 100x76, probe-image-size 100x76, image-size 99x76
saved 64x32: decoded 64x32, exiftool 64x64, probe-image-size 64x64, image-size 63x64
saved 1002x668: decoded 1002x668, exiftool 1002x668, probe-image-size 1002x668, image-size 1002x668"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
