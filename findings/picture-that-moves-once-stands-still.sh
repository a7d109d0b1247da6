#!/usr/bin/env bash
# A GIF of two pictures, written by Pillow 13.0.0 without a duration, stands still for animated-gif-detector 1.2.0 (npm); with one it moves, and so it does with three pictures.
#
# Guess before the run: a GIF moves that has a second picture; the parts that a file may have or not (GIF89a, 23: the Graphic Control Extension) change nothing.
# Seen: it counts the beginnings of Graphic Control Extensions, not of pictures, and asks for two. The extension says how long a picture stays, and may be left out: Pillow leaves it out before the first picture
# when there is nothing to say, so that two pictures have one of them and three have two. Who makes a still JPEG of what “does not move” loses the second one. @frsource/is-animated 1.0.5 (npm) and Pillow are right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund animated-gif-detector@1.2.0 @frsource/is-animated@1.0.5 >>npm.log
cat >draw.py <<'PY'
from PIL import Image

red, green, blue = (Image.new("RGB", (64, 48), color) for color in ("red", "green", "blue"))
red.save("1.gif")
red.save("2.gif", save_all=True, append_images=[blue], loop=0)
red.save("2-timed.gif", save_all=True, append_images=[blue], loop=0, duration=500)
red.save("3.gif", save_all=True, append_images=[green, blue], loop=0)
for name in ("1", "2", "2-timed", "3"):
    with Image.open(f"{name}.gif") as image:
        print(f"{name}: Pillow: {image.n_frames} pictures")
PY
cat >ask.js <<'JS'
const { readFileSync } = require("fs");
const other = require("@frsource/is-animated");
const detect = require("animated-gif-detector");

const isAnimated = other.isAnimated ?? other.default ?? other;

for (const name of ["1", "2", "2-timed", "3"]) {
    const bytes = readFileSync(`${name}.gif`);
    console.log(`${name}: animated-gif-detector ${detect(bytes)}, is-animated ${isAnimated(bytes)}`);
}
JS
seen=$(venv/bin/python draw.py && node ask.js)
echo "$seen"
expected="1: Pillow: 1 pictures
2: Pillow: 2 pictures
2-timed: Pillow: 2 pictures
3: Pillow: 3 pictures
1: animated-gif-detector false, is-animated false
2: animated-gif-detector false, is-animated true
2-timed: animated-gif-detector true, is-animated true
3: animated-gif-detector true, is-animated true"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
