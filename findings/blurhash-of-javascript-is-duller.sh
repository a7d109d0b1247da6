#!/usr/bin/env bash
# blurhash 2.0.5 (npm) loses the contrast of pictures that are brighter on the right; their mirror images keep it.
#
# Guess before the run: the packages called blurhash (npm 2.0.5, PyPI 1.1.5) give the same text for the same pixels, at
# most a rounding apart.
# Seen: only now and then. The one of JavaScript looks for the largest component *without regard to sign*: of a
# picture whose waves are mostly negative (dark left, bright right) the scale comes out too small and they are cut off:
# 61 to 250 is decoded as 166 to 200; mirrored, as 251 to 30. Half of all landscapes get a dull placeholder, and a
# comparison of texts made on the server with those made in the browser finds differences where there are none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check blurhash==1.1.5
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund blurhash@2.0.5 >>npm.log
cat >ask.py <<'PY'
import blurhash

for name, values in (("bright left", range(250, 58, -3)), ("bright right", range(61, 253, 3))):
    text = blurhash.encode([[(value, value, value) for value in values]] * 32, components_x=4, components_y=3)
    row = blurhash.decode(text, 64, 32)[0]
    print(f"PyPI, {name}: {text}; {values[0]} to {values[63]} is decoded as {row[0][0]} to {row[63][0]}")
PY
cat >ask.mjs <<'JS'
import { decode, encode } from 'blurhash';

for (const [name, of] of [['bright left', (x) => 250 - 3 * x], ['bright right', (x) => 61 + 3 * x]]) {
  const pixels = new Uint8ClampedArray(64 * 32 * 4).map((_, at) => (at % 4 === 3 ? 255 : of((at >> 2) % 64)));
  const text = encode(pixels, 64, 32, 4, 3);
  const decoded = decode(text, 64, 32);
  console.log(`npm, ${name}: ${text}; ${of(0)} to ${of(63)} is decoded as ${decoded[0]} to ${decoded[63 * 4]}`);
}
JS
seen=$(
    venv/bin/python ask.py
    node ask.mjs
)
echo "$seen"
expected="PyPI, bright left: L#JRdV~qxuxuofofj[j[fQfQfQfQ; 250 to 61 is decoded as 251 to 30
PyPI, bright right: LwJRdV00xuRjofWBj[fQfQfQfQfQ; 61 to 250 is decoded as 75 to 243
npm, bright left: L#JRdV~qxuxuofofj[j[fQfQfQfQ; 250 to 61 is decoded as 251 to 30
npm, bright right: L9JRdV00~qD%-;M{ofayfQfQfQfQ; 61 to 250 is decoded as 166 to 200"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
