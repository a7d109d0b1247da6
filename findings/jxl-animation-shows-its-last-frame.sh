#!/usr/bin/env bash
# A moving JPEG XL opened with pillow-jxl-plugin 1.3.8 is its last frame, and calls itself a still picture.
#
# Guess before the run: as of a moving GIF or WebP, Pillow shows the first frame, and n_frames says how many there are.
# Seen: of three frames, red, green and blue (made by cjxl 0.7.0 of a GIF), blue is shown; is_animated is False, n_frames 1.
# The plugin decodes every frame into the same bytes and keeps the last ones; pylibjxl 0.5.0 gives the first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pillow-jxl-plugin==1.3.8
base64 -d >moving.jxl <<'END'
/wrLBAFYUFwSCAigAgAAcABLGIsVANQTYzB+LiABgCBZAwAgJWQAwZSDgkgYCAigAgAAeABLGIsVABw+xhjjx/h/AQkAAEbSAAIJ
OEFA6YBOlAwICKBCAABoAEsYixUA1B9jjPE//gUkAAiYSGnggaNUZn0u
END
seen=$(venv/bin/python -c 'import pillow_jxl
from PIL import Image
with Image.open("moving.jxl") as image:
    print(image.is_animated, image.n_frames, image.convert("RGB").getpixel((9, 9)))')
echo "$seen"
[ "$seen" = "False 1 (30, 30, 200)" ] || { echo "CHANGED: this is no longer so"; exit 1; }
