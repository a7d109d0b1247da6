#!/usr/bin/env bash
# pyoxipng 9.1.1: `StripChunks.safe()` takes the orientation out of a PNG: the picture that stood lies on its side.
#
# Guess before the run: “safe” keeps whatever changes how the picture looks, as the colours' chunks (cICP here) are kept.
# Seen: the orientation of a PNG stands in its chunk eXIf, which browsers, Pillow 13.0.0 and sharp 0.35.5 obey; safe() drops it,
# and the pixels stay as they lie. A JPEG of a phone held upright becomes such a PNG with sharp's keepExif() and with
# Pillow's `exif=`. A place goes with it (nobody's loss), the date too. strip=none, or turning before, helps.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pyoxipng==9.1.1
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund sharp@0.35.5 >>npm.log
cat >ask.mjs <<'JS'
import sharp from 'sharp';

const [, , job, from, to] = process.argv;
if (job === 'convert') await sharp(from).keepExif().png().toFile(to);
else {
  const { info } = await sharp(from).autoOrient().raw().toBuffer({ resolveWithObject: true });
  console.log(`sharp shows ${info.width}x${info.height}`);
}
JS
cat >ask.py <<'PY'
import struct
import subprocess

import oxipng
from PIL import Image, ImageOps, PngImagePlugin


def chunks(name):
    with open(name, "rb") as file:
        data = file.read()
    at, found = 8, []
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        found.append(kind.decode())
        at += 12 + size
    return [kind for kind in found if kind in ("cICP", "eXIf")]


def told(what, name):
    with Image.open(name) as image:
        shown = ImageOps.exif_transpose(image).size
    sharp = subprocess.run(["node", "ask.mjs", "show", name], capture_output=True, text=True, check=True).stdout.strip()
    print(what, *chunks(name), "Pillow shows {}x{},".format(*shown), sharp)


notes, colours = Image.Exif(), PngImagePlugin.PngInfo()
notes[0x0112] = 6
colours.add(b"cICP", bytes((1, 13, 0, 1)))
image = Image.effect_noise((64, 48), 40).convert("RGB")
image.save("pillow.png", exif=notes, pnginfo=colours)
image.save("phone.jpg", exif=notes)
subprocess.run(["node", "ask.mjs", "convert", "phone.jpg", "sharp.png"], check=True)
for name in ("pillow.png", "sharp.png"):
    told(name, name)
    for strip in ("none", "safe"):
        oxipng.optimize(name, "out.png", strip=getattr(oxipng.StripChunks, strip)())
        told(f"{name} strip {strip}", "out.png")
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="pillow.png cICP eXIf Pillow shows 48x64, sharp shows 48x64
pillow.png strip none cICP eXIf Pillow shows 48x64, sharp shows 48x64
pillow.png strip safe cICP Pillow shows 64x48, sharp shows 64x48
sharp.png eXIf Pillow shows 48x64, sharp shows 48x64
sharp.png strip none eXIf Pillow shows 48x64, sharp shows 48x64
sharp.png strip safe Pillow shows 64x48, sharp shows 64x48"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
