#!/usr/bin/env bash
# pillow-jxl-plugin 1.3.8 (with Pillow 13.0.0): a JPEG that was changed in place and saved as JPEG XL is saved *unchanged*.
#
# Guess before the run: what is saved is the picture in memory, as with every other format of Pillow.
# Seen: where the image still says format "JPEG" and knows its file, the plugin reads that file again and recompresses it
# without loss; `paste`, `putpixel`, ImageDraw and `thumbnail`, which work in place, are lost. A face that was painted over
# is back, a "thumbnail" has the full size. What makes a new image (`copy`, `crop`, `resize`) is saved as it is. A warning
# speaks of "JPEG reconstruction", not of lost changes. Saving with `lossless_jpeg=False`, or a copy, helps.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pillow-jxl-plugin==1.3.8
cat >ask.py <<'PY'
import warnings

import pillow_jxl  # noqa: F401 (registers itself)
from PIL import Image

warnings.simplefilter("ignore")
Image.new("RGB", (128, 64), "white").save("a.jpg", quality=95)


def told(name, picture, **how):
    picture.save("a.jxl", **how)
    saved = Image.open("a.jxl")
    print(f"{name}: in memory {picture.size} {picture.getpixel((9, 9))}, saved {saved.size} {saved.getpixel((9, 9))}")


def blackened():
    picture = Image.open("a.jpg")
    picture.paste("black", (0, 0, *picture.size))
    return picture


small = Image.open("a.jpg")
small.thumbnail((32, 32))
told("painted over", blackened())
told("thumbnail", small)
told("painted over, lossless_jpeg=False", blackened(), lossless_jpeg=False)
told("painted over, copied", blackened().copy())
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="painted over: in memory (128, 64) (0, 0, 0), saved (128, 64) (255, 255, 255)
thumbnail: in memory (32, 16) (255, 255, 255), saved (128, 64) (255, 255, 255)
painted over, lossless_jpeg=False: in memory (128, 64) (0, 0, 0), saved (128, 64) (0, 0, 0)
painted over, copied: in memory (128, 64) (0, 0, 0), saved (128, 64) (0, 0, 0)"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
