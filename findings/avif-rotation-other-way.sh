#!/usr/bin/env bash
# probe-image-size 7.5.0 tells the rotation of an AVIF the wrong way round: 8 where the picture needs 6, and 6 for 8.
#
# Guess before the run: the EXIF orientation that Pillow 13.0.0 was given when it saved the AVIF comes back.
# Seen: Pillow writes it as an `irot` box, whose angle counts *anti*-clockwise (ISO/IEC 23008-12, 6.5.10): orientation 6
# (90 degrees clockwise) is angle 3. probe-image-size counts clockwise, so quarter turns come back as their opposite;
# no turn and the half turn are right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
venv/bin/python - <<'PY'
from PIL import Image

picture = Image.new("RGB", (128, 64), "blue")
picture.paste("red", (0, 0, 64, 64))  # the left half
for orientation in (1, 3, 6, 8):
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture.save(f"{orientation}.avif", exif=exif)
PY
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund probe-image-size@7.5.0 >>npm.log
cat >ask.mjs <<'JS'
import { readFileSync } from 'node:fs';
import probe from 'probe-image-size';

for (const given of [1, 3, 6, 8]) {
  const bytes = readFileSync(`${given}.avif`);
  const irot = bytes.indexOf('irot');
  const angle = irot < 0 ? 'none' : bytes[irot + 4] & 3;
  console.log(`given ${given}: irot angle ${angle}, told ${probe.sync(bytes).orientation ?? 'nothing'}`);
}
JS
seen=$(node ask.mjs)
echo "$seen"
expected="given 1: irot angle none, told nothing
given 3: irot angle 2, told 3
given 6: irot angle 3, told 8
given 8: irot angle 1, told 6"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
