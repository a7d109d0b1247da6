#!/usr/bin/env bash
# ImageHash 4.3.2 (with Pillow 13.0.0): any two grey pictures of 16 bits are "equal", at distance 0, whatever they show.
#
# Guess before the run: a scan of 16 bits has the hash of its own 8-bit copy, or is refused.
# Seen: the hashes begin with convert("L"), and Pillow does not scale 16 bits there but clips: all above 255 is white, so
# each such PNG or TIFF is a white square (0000000000000000, phash 8000000000000000), without a warning. A search for
# duplicates offers to delete all scans but one. Perception 0.9.3, which reads by OpenCV, sees their distance as that of
# their 8-bit copies. Scale them before: `picture.point(lambda v: v / 256).convert("L")`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 ImageHash==4.3.2 Perception==0.9.3
cat >ask.py <<'PY'
import imagehash
import numpy as np
from perception.hashers import PHash
from PIL import Image

y, x = np.mgrid[0:128, 0:128]
scans = {"slope": x * 500 + 300, "disc": ((x - 64) ** 2 + (y - 64) ** 2 < 1600) * 40000 + 1000}
for name, scan in scans.items():
    Image.fromarray(scan.astype(np.uint16)).save(f"{name}-16.png")
    Image.fromarray(scan.astype(np.uint16)).save(f"{name}-16.tif")
    Image.fromarray((scan >> 8).astype(np.uint8)).save(f"{name}-8.png")
for kind in ("8.png", "16.png", "16.tif"):
    pictures = [Image.open(f"{name}-{kind}") for name in scans]
    hashes = {how.__name__: [how(one) for one in pictures] for how in (imagehash.average_hash, imagehash.phash, imagehash.dhash)}
    print(kind, pictures[0].mode, {how: bool(one == other) for how, (one, other) in hashes.items()})
scaled = [imagehash.phash(Image.open(f"{name}-16.png").point(lambda v: v / 256).convert("L")) for name in scans]
print("16.png scaled", bool(scaled[0] == scaled[1]))
for kind in ("8.png", "16.png"):
    one, other = (PHash().compute(f"{name}-{kind}") for name in scans)
    print(kind, "Perception", one == other)
PY
seen=$(venv/bin/python ask.py 2>errors.log) || { cat errors.log; exit 1; }
echo "$seen"
expected="8.png L {'average_hash': False, 'phash': False, 'dhash': False}
16.png I;16 {'average_hash': True, 'phash': True, 'dhash': True}
16.tif I;16 {'average_hash': True, 'phash': True, 'dhash': True}
16.png scaled False
8.png Perception False
16.png Perception False"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
