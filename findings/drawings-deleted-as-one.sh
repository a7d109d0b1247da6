#!/usr/bin/env bash
# Two drawings in black ink on nothing (transparent PNGs) are one for ImageHash 4.3.2, Perception 0.9.3 and sharp-phash 2.2.0; dedup-image 1.0.0 deletes one of them.
#
# Guess before the run: a house and a sun differ, whether the paper is white or left out; all programs show what is left out as white, or as squares.
# Seen: the hashes are made of the colours alone, and how transparent each place is does not count. Where nothing was drawn most programs write black: ink and
# paper are one black square, at distance 0 from all others (ImageHash, by all four of its hashes; Perception; sharp-phash). Sketches of tablets, signatures,
# stickers and cut-outs of phones are such files. dedup-image (PyPI), told to `--remove`, keeps the first and deletes the rest for good. The same drawings
# on white paper are as different as can be. imghash 1.1.4 and image-hash 7.0.1 (npm) take what is left out for white, and are right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 ImageHash==4.3.2 perception==0.9.3 dedup-image==1.0.0 imutils==0.5.4 \
    numpy==2.4.6 opencv-python-headless==5.0.0.93
npm init -y >npm.log
npm install --silent --no-audit --no-fund --ignore-scripts sharp@0.35.5 sharp-phash@2.2.0 imghash@1.1.4 image-hash@7.0.1 >>npm.log
cat >draw.py <<'PY'
from PIL import Image, ImageDraw


def house(pen):
    pen.rectangle((60, 110, 200, 220), outline="black", width=8)
    pen.polygon(((50, 110), (130, 40), (210, 110)), outline="black", width=8)


def sun(pen):
    pen.ellipse((80, 80, 170, 170), fill="black")
    for corner in ((20, 20), (230, 20), (20, 230), (230, 230)):
        pen.line((125, 125, *corner), fill="black", width=6)


for draw in (house, sun):
    ink = Image.new("RGBA", (256, 256), (0, 0, 0, 0))
    draw(ImageDraw.Draw(ink))
    ink.save(f"{draw.__name__}-ink.png")
    paper = Image.new("RGB", ink.size, "white")
    paper.paste(ink, mask=ink)
    paper.save(f"{draw.__name__}-paper.png")
PY
cat >ask.py <<'PY'
import imagehash
from perception.hashers import PHash
from PIL import Image

for ground in ("ink", "paper"):
    names = [f"{name}-{ground}.png" for name in ("house", "sun")]
    one, two = (Image.open(name) for name in names)
    for kind in ("average_hash", "phash", "dhash", "whash"):
        ask = getattr(imagehash, kind)
        print(ground, "ImageHash", kind, "equal" if ask(one) == ask(two) else "different")
    print(ground, "Perception", "equal" if len({PHash().compute(name) for name in names}) == 1 else "different")
PY
cat >ask.mjs <<'JS'
import { imageHash } from 'image-hash';
import imghash from 'imghash';
import phash from 'sharp-phash';

const blocks = (name) => new Promise((done, fail) => imageHash(name, 16, true, (error, hash) => (error ? fail(error) : done(hash))));
for (const ground of ['ink', 'paper']) {
  for (const [library, ask] of Object.entries({ 'sharp-phash': phash, imghash: imghash.hash, 'image-hash': blocks })) {
    const [one, two] = [await ask(`house-${ground}.png`), await ask(`sun-${ground}.png`)];
    console.log(ground, library, one === two ? 'equal' : 'different');
  }
}
JS
venv/bin/python draw.py
mkdir drawings papers
cp ./*-ink.png drawings/
cp ./*-paper.png papers/
seen=$(
    venv/bin/python ask.py
    node ask.mjs
    for folder in drawings papers; do
        venv/bin/dedup-images --remove "$folder" >>removed.log
        echo "left in $folder:" "$(find "$folder" -type f | wc -l)"
    done
)
echo "$seen"
expected="ink ImageHash average_hash equal
ink ImageHash phash equal
ink ImageHash dhash equal
ink ImageHash whash equal
ink Perception equal
paper ImageHash average_hash different
paper ImageHash phash different
paper ImageHash dhash different
paper ImageHash whash different
paper Perception different
ink sharp-phash equal
ink imghash different
ink image-hash different
paper sharp-phash different
paper imghash different
paper image-hash different
left in drawings: 1
left in papers: 2"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
