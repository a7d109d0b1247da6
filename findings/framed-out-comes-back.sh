#!/usr/bin/env bash
# rawpy 0.28.0 (LibRaw 0.22.2) develops what the photographer left out: a raw photo taken in 16:9 comes back as the whole sensor.
#
# Guess before the run: a DNG's DefaultCropOrigin and DefaultCropSize (which part of the sensor is the picture), and DefaultUserCrop, are obeyed.
# Seen: `postprocess()` gives all that light fell on, with the margins that no picture shows, and in other proportions than the DNG asks for. The part
# stands in `sizes.crop_*` and is for the caller to cut out. Those numbers count from the corner of the *sensor*, the developed picture from
# `left_margin` and `top_margin`: whoever cuts by them as they stand cuts 16 columns and 10 rows beside it here. DefaultUserCrop (what
# somebody framed, DNG 1.4) is neither obeyed nor told. exiftool 13.59 says the sensor's size for ImageSize, too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check numpy==2.4.6 tifffile==2026.3.3 rawpy==0.28.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import subprocess

import numpy as np
import rawpy
import tifffile

MASKED = (10, 16)  # rows and columns at the sensor's top and left that see no light
LEFT, TOP, WIDTH, HEIGHT = 24, 60, 256, 144  # the picture, counted from where light falls: 16:9


def dng(name, *tags):
    """A sensor of 320x240, light where the picture is and dark beside it."""
    sensor = np.full((240, 320), 600, np.uint16)
    top, left = MASKED[0] + TOP, MASKED[1] + LEFT
    sensor[top : top + HEIGHT, left : left + WIDTH] = 40000
    colours = [value for row in ((1, 0, 0), (0, 1, 0), (0, 0, 1)) for one in row for value in (one, 1)]
    usual = [
        (50706, "B", 4, (1, 4, 0, 0)),
        (50708, "s", 0, "Acme One"),
        (33421, "H", 2, (2, 2)),
        (33422, "B", 4, (0, 1, 1, 2)),
        (50717, "I", 1, 65535),
        (50721, "2i", 9, tuple(colours)),
        (50728, "2I", 3, (1, 1) * 3),
        (50778, "H", 1, 21),
        (50829, "I", 4, (*MASKED, 240, 320)),
    ]
    tifffile.imwrite(name, sensor, photometric=32803, extratags=[*usual, *tags], metadata=None, software=False)


crop = [(50719, "H", 2, (LEFT, TOP)), (50720, "H", 2, (WIDTH, HEIGHT))]
dng("plain.dng")
dng("crop.dng", *crop)
dng("user.dng", (51125, "2I", 4, (1, 4, 0, 1, 3, 4, 1, 1)))
for name in ("plain", "crop", "user"):
    with rawpy.imread(f"{name}.dng") as raw:
        sizes, picture = raw.sizes, raw.postprocess(use_camera_wb=True, no_auto_bright=True)
    asked = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool", "-s3", "-ImageSize", f"{name}.dng"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    lit = np.argwhere(picture.mean(axis=2) > 100)
    (top, left), (bottom, right) = lit.min(axis=0), lit.max(axis=0) + 1
    where = (sizes.crop_left_margin, sizes.crop_top_margin, sizes.crop_width, sizes.crop_height)
    print(f"{name}: developed {picture.shape[1]}x{picture.shape[0]}, exiftool {told}, light in columns {left} to {right}", end=", ")
    print(f"rows {top} to {bottom}; sizes tell", "%d,%d %dx%d" % where)
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="plain: developed 304x230, exiftool 320x240, light in columns 24 to 280, rows 60 to 204; sizes tell 0,0 0x0
crop: developed 304x230, exiftool 320x240, light in columns 24 to 280, rows 60 to 204; sizes tell 40,70 256x144
user: developed 304x230, exiftool 320x240, light in columns 24 to 280, rows 60 to 204; sizes tell 0,0 0x0"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
