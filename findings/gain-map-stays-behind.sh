#!/usr/bin/env bash
# pyvips 3.2.0 (libvips 8.18.7): an HDR photo that is turned, mirrored or cut keeps its gain map as it was; light falls on the wrong places.
#
# Guess before the run: the gain map (a second, small picture that says how much lighter each place is on an HDR screen: “Ultra HDR”, ISO
# 21496-1) goes along, or is left out, as sharp 0.35.5 does it: there it is dropped, and with `keepGainMap()` it is cut too.
# Seen: libvips hands it through as one more note, and every saved JPEG has it, without asking. After rot90, autorot, fliphor or crop
# it is still that of the whole photo as it lay: on ordinary screens nothing is to be seen, on those of new phones the sky's light lies on
# somebody's face. Of what was cut away an outline stays in the file. `thumbnail` alone turns it and makes it smaller along with the picture.
# `keep="exif|icc"` leaves it out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 numpy==2.4.6 pyvips==3.2.0 pyvips-binary==8.18.7
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund sharp@0.35.5 >>npm.log
cat >make.py <<'PY'
import numpy as np
import pyvips

light = np.full((480, 640, 3), 0.2, np.float32)
light[:240, :320] = 4.0  # four times as light as white, left top; nothing else is light
pyvips.Image.new_from_array(light).copy(interpretation="scrgb").uhdrsave("whole.jpg")
photo = pyvips.Image.new_from_file("whole.jpg")
lying = photo.copy()
lying.set_type(pyvips.GValue.gint_type, "orientation", 6)
lying.write_to_file("lying.jpg")
photo.rot90().write_to_file("pyvips-rot90.jpg")
photo.fliphor().write_to_file("pyvips-fliphor.jpg")
photo.crop(320, 240, 320, 240).write_to_file("pyvips-crop.jpg")
photo.crop(320, 240, 320, 240).jpegsave("pyvips-crop-keep.jpg", keep="exif|icc")
pyvips.Image.new_from_file("lying.jpg").autorot().write_to_file("pyvips-autorot.jpg")
pyvips.Image.thumbnail("lying.jpg", 240).write_to_file("pyvips-thumbnail.jpg")
PY
cat >make.mjs <<'JS'
import sharp from 'sharp';

const part = () => sharp('whole.jpg').extract({ left: 320, top: 240, width: 320, height: 240 });
await part().toFile('sharp-crop.jpg');
await part().keepGainMap().toFile('sharp-crop-keep.jpg');
JS
cat >ask.py <<'PY'
from PIL import Image


def light(image):
    """Where the picture, or its gain map, is light."""
    width, height = image.size
    corners = {"left top": (1, 1), "right top": (3, 1), "left bottom": (1, 3), "right bottom": (3, 3)}
    grey = image.convert("L")
    values = {name: grey.getpixel((x * width // 4, y * height // 4)) for name, (x, y) in corners.items()}
    return ", ".join(name for name, value in values.items() if value > min(values.values()) + 40) or "nowhere"


names = "whole pyvips-rot90 pyvips-fliphor pyvips-autorot pyvips-thumbnail pyvips-crop pyvips-crop-keep sharp-crop sharp-crop-keep"
for name in names.split():
    with Image.open(f"{name}.jpg") as photo:
        told = f"{name}: picture light {light(photo)}; "
        if getattr(photo, "n_frames", 1) == 1:
            print(told + "no gain map")
        else:
            photo.seek(1)
            print(told + f"gain map {light(photo)}")
PY
venv/bin/python make.py
node make.mjs
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="whole: picture light left top; gain map left top
pyvips-rot90: picture light right top; gain map left top
pyvips-fliphor: picture light right top; gain map left top
pyvips-autorot: picture light right top; gain map left top
pyvips-thumbnail: picture light right top; gain map right top
pyvips-crop: picture light nowhere; gain map left top
pyvips-crop-keep: picture light nowhere; no gain map
sharp-crop: picture light nowhere; no gain map
sharp-crop-keep: picture light nowhere; gain map nowhere"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
