#!/usr/bin/env bash
# An iPhone's HEIC is a film (.mp4) for puremagic 1.30 (PyPI), and one of ten bits is a photo; for filetype 1.2.0 that one, and a moving AVIF, is nothing at all.
#
# Guess before the run: HEIC of eight bits, of which phones have made billions, is known best; what is rarer may be missed.
# Seen: a HEIC and an MP4 begin alike (`ftyp`), and the next four letters say which it is. puremagic takes “heic” for an MP4, although the file's
# own name ends in .heic, and (by that name alone) “heix” (ten bits) for a HEIC. filetype knows “heic”, “mif1” and “msf1”, and “avif”; it says None to “heix” and to “avis”, and a program that asks “photo or film?” gets
# neither. Uploads that are sorted so come among the films, or are refused. file-type 22.3.0 (npm) knows all four.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pillow-heif==1.8.1 puremagic==1.30 filetype==1.2.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund file-type@22.3.0 >>npm.log
cat >draw.py <<'PY'
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
red, blue = Image.new("RGB", (64, 48), "red"), Image.new("RGB", (64, 48), "blue")
red.save("eight-bits.heic")
pillow_heif.from_bytes(mode="RGB;16", size=(64, 48), data=bytes(64 * 48 * 6)).save("ten-bits.heic")
red.save("still.avif")
red.save("moving.avif", save_all=True, append_images=[blue])
PY
cat >ask.py <<'PY'
import filetype
import puremagic

for name in ("eight-bits.heic", "ten-bits.heic", "still.avif", "moving.avif"):
    with open(name, "rb") as file:
        start = file.read()
    brand = start[8:12].decode()
    guessed = filetype.guess(name)
    print(f"{name} ({brand}): puremagic {puremagic.from_file(name)}, by its bytes alone {puremagic.from_string(start)}; filetype {guessed and guessed.mime}")
PY
cat >ask.mjs <<'JS'
import { fileTypeFromFile } from "file-type";

for (const name of ["eight-bits.heic", "ten-bits.heic", "still.avif", "moving.avif"]) {
    console.log(`${name}: file-type ${(await fileTypeFromFile(name)).mime}`);
}
JS
seen=$(venv/bin/python draw.py && venv/bin/python ask.py && node ask.mjs)
echo "$seen"
expected="eight-bits.heic (heic): puremagic .mp4, by its bytes alone .mp4; filetype image/heic
ten-bits.heic (heix): puremagic .heic, by its bytes alone .mp4; filetype None
still.avif (avif): puremagic .avif, by its bytes alone .avif; filetype image/avif
moving.avif (avis): puremagic .avif, by its bytes alone .avif; filetype None
eight-bits.heic: file-type image/heic
ten-bits.heic: file-type image/heic
still.avif: file-type image/avif
moving.avif: file-type image/avif"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
