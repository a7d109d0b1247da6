#!/usr/bin/env bash
# exif-stripper 1.3.1 and exif_delete 0.9.8 (PyPI) take more than EXIF out of a file, in place: all but the first picture.
#
# Guess before the run: EXIF goes, the rest stays; a JPEG may be compressed anew, and stays what it was otherwise.
# Seen: both open the file with Pillow and save it over itself. Of a moving WebP, PNG or AVIF the first frame is left, of a
# JPEG with two pictures (a gain map, a stereo pair) the first, and exif_delete (told to replace) leaves one page of a scan of three
# (exif-stripper ends with an error there). A JPEG is compressed anew at quality 75, and loses its colour profile. No word is
# said of it, and the file as it was is not kept. exif-stripper is made to run by itself before each commit of a folder of photos.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 exif-stripper==1.3.1 exif_delete==0.9.8
cat >ask.py <<'PY'
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageCms

PICTURES = [Image.effect_noise((64, 48), 40 + number).convert("RGB") for number in range(3)]
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
BIN = Path(sys.executable).parent
TOOLS = (["exif-stripper"], ["exif_delete", "--replace"])


def make():
    notes = Image.Exif()
    notes[0x010F] = "A"
    notes.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 30.0)})
    for name, kind in (("moving.webp", "WEBP"), ("moving.png", "PNG"), ("moving.avif", "AVIF"), ("two.jpg", "MPO"), ("scan.tif", "TIFF")):
        first, *others = (picture.copy() for picture in PICTURES)
        first.save(name, kind, save_all=True, append_images=others[:1] if kind == "MPO" else others, exif=notes.tobytes())
    PICTURES[0].copy().save("one.jpg", quality=95, exif=notes.tobytes(), icc_profile=PROFILE)


def look(name):
    with Image.open(name) as image:
        finest = min(image.quantization[0]) if name == "one.jpg" else None
        place = "place" if image.getexif().get_ifd(0x8825) else "no place"
        said = f"{getattr(image, 'n_frames', 1)} picture(s), {place}"
        if finest is not None:
            said += f", finest step {finest}, {'a' if 'icc_profile' in image.info else 'no'} profile"
        return said


make()
NAMES = ("moving.webp", "moving.png", "moving.avif", "two.jpg", "scan.tif", "one.jpg")
for name in NAMES:
    print("made:", name, look(name))
for tool in TOOLS:
    make()
    for name in NAMES:
        ended = subprocess.run([BIN / tool[0], *tool[1:], name], capture_output=True, text=True)
        error = ", an error" if "Traceback" in ended.stderr else ""
        print(f"{tool[0]}:", name, look(name) + error)
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="made: moving.webp 3 picture(s), place
made: moving.png 3 picture(s), place
made: moving.avif 3 picture(s), place
made: two.jpg 2 picture(s), place
made: scan.tif 3 picture(s), place
made: one.jpg 1 picture(s), place, finest step 1, a profile
exif-stripper: moving.webp 1 picture(s), no place
exif-stripper: moving.png 1 picture(s), no place
exif-stripper: moving.avif 1 picture(s), no place
exif-stripper: two.jpg 1 picture(s), no place
exif-stripper: scan.tif 3 picture(s), place, an error
exif-stripper: one.jpg 1 picture(s), no place, finest step 5, no profile
exif_delete: moving.webp 1 picture(s), no place
exif_delete: moving.png 1 picture(s), no place
exif_delete: moving.avif 1 picture(s), no place
exif_delete: two.jpg 1 picture(s), no place
exif_delete: scan.tif 1 picture(s), no place
exif_delete: one.jpg 1 picture(s), no place, finest step 5, no profile"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
