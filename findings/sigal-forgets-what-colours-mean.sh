#!/usr/bin/env bash
# sigal 2.6.1 (static galleries): a JPEG's colour profile is thrown away and its numbers stay, so that published photos have other colours.
#
# Guess before the run: the published picture carries the profile, as the PNG beside it does, or was turned into sRGB.
# Seen: phones and cameras write JPEGs in Display P3 or Adobe RGB. sigal scales the numbers and writes them without the profile:
# every browser takes them for sRGB, and the whole gallery is duller than the photos. Of a PNG the published picture keeps it,
# its thumbnail too. To make it plain, the profile here is sRGB's with red and green changed over: a red photo is published green.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 sigal==2.6.1 pilkit==3.0
mkdir -p photos/album
venv/bin/sigal init >/dev/null
cat >draw.py <<'PY'
from PIL import Image, ImageCms

profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
profile = profile.replace(b"rXYZ", b"wait").replace(b"gXYZ", b"rXYZ").replace(b"wait", b"gXYZ")
for kind in ("jpg", "png"):
    Image.new("RGB", (900, 600), (20, 220, 20)).save(f"photos/album/red.{kind}", icc_profile=profile)
PY
cat >look.py <<'PY'
import io

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")
for name in ("photos/album/red.jpg", "photos/album/red.png", "site/album/red.jpg", "site/album/thumbnails/red.jpg", "site/album/red.png", "site/album/thumbnails/red.png"):
    with Image.open(name) as image:
        profile = image.info.get("icc_profile")
        shown = ImageCms.profileToProfile(image, io.BytesIO(profile), SRGB) if profile else image
        red, green, _ = shown.convert("RGB").resize((1, 1)).getpixel((0, 0))
    print(f"{name}: {'a' if profile else 'no'} profile, shown {'red' if red > green else 'green'}")
PY
venv/bin/python draw.py
venv/bin/sigal build photos site >/dev/null 2>&1
seen=$(venv/bin/python look.py)
echo "$seen"
expected="photos/album/red.jpg: a profile, shown red
photos/album/red.png: a profile, shown red
site/album/red.jpg: no profile, shown green
site/album/thumbnails/red.jpg: no profile, shown green
site/album/red.png: a profile, shown red
site/album/thumbnails/red.png: a profile, shown red"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
