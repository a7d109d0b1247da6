#!/usr/bin/env bash
# A HEIC as libheif writes it is a film (.mp4) for puremagic 1.30 (PyPI), because it names three brands; one that names two or four is a photo, and one that names one a .3gp.
#
# Guess before the run: HEIC and MP4 begin alike (`ftyp`), and the four letters behind it, “heic”, say which it is. All readers go by them, or by the file's name.
# Seen: puremagic knows MP4s by the *length* of that first box too: 28 bytes, and whatever stands in it, is an MP4, 20 a 3GP. A HEIC's list of compatible brands makes it so long: pillow-heif
# 1.8.1 (libheif) names mif1, heic and miaf. The file's own name, .heic, changes nothing. What phones write is longer or shorter, and is known; a photo that was cut or turned on a computer
# comes among the films. filetype 1.2.0 (PyPI) knows those, and says None to a HEIC of ten bits (“heix”) and to a moving AVIF (“avis”). file-type 22.3.0 (npm) is right. (puremagic 1.30 is the last for Python 3.11.)
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
with open("eight-bits.heic", "rb") as file:
    photo = file.read()
length = int.from_bytes(photo[:4], "big")
data = photo.index(b"mdat") + 4
for number in range(1, 6):
    start = photo[4:16] + b"mif1heicmiafMiHBMiHE"[: 4 * number]
    moved = (data + len(start) + 4 - length).to_bytes(4, "big")
    rest = photo[length:].replace(data.to_bytes(4, "big"), moved, 1)
    with open(f"brands-{number}.heic", "wb") as file:
        file.write((len(start) + 4).to_bytes(4, "big") + start + rest)
    with Image.open(f"brands-{number}.heic") as image:
        assert image.getpixel((9, 9))[0] > 200, "the picture is no longer where the file says"
red.save("still.avif")
red.save("moving.avif", save_all=True, append_images=[blue])
PY
cat >ask.py <<'PY'
import filetype
import puremagic

for name in (*(f"brands-{number}.heic" for number in range(1, 6)), "eight-bits.heic", "ten-bits.heic", "still.avif", "moving.avif"):
    with open(name, "rb") as file:
        start = file.read()
    brand = start[8:12].decode()
    guessed = filetype.guess(name)
    print(f"{name} ({brand}): puremagic {puremagic.from_file(name)}, by its bytes alone {puremagic.from_string(start)}; filetype {guessed and guessed.mime}")
PY
cat >ask.mjs <<'JS'
import { fileTypeFromFile } from "file-type";

for (const name of ["brands-1.heic", "brands-3.heic", "eight-bits.heic", "ten-bits.heic", "still.avif", "moving.avif"]) {
    console.log(`${name}: file-type ${(await fileTypeFromFile(name)).mime}`);
}
JS
seen=$(venv/bin/python draw.py && venv/bin/python ask.py && node ask.mjs)
echo "$seen"
expected="brands-1.heic (heic): puremagic .3gp, by its bytes alone .3gp; filetype image/heic
brands-2.heic (heic): puremagic .heif, by its bytes alone .heif; filetype image/heic
brands-3.heic (heic): puremagic .mp4, by its bytes alone .mp4; filetype image/heic
brands-4.heic (heic): puremagic .heif, by its bytes alone .heif; filetype image/heic
brands-5.heic (heic): puremagic .heif, by its bytes alone .heif; filetype image/heic
eight-bits.heic (heic): puremagic .mp4, by its bytes alone .mp4; filetype image/heic
ten-bits.heic (heix): puremagic .heic, by its bytes alone .mp4; filetype None
still.avif (avif): puremagic .avif, by its bytes alone .avif; filetype image/avif
moving.avif (avis): puremagic .avif, by its bytes alone .avif; filetype None
brands-1.heic: file-type image/heic
brands-3.heic: file-type image/heic
eight-bits.heic: file-type image/heic
ten-bits.heic: file-type image/heic
still.avif: file-type image/avif
moving.avif: file-type image/avif"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
