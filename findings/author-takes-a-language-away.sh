#!/usr/bin/env bash
# A PNG with its caption in two languages has one of them left after pngmeta 0.2.0 (PyPI) wrote who made it, and nothing says which language it is.
#
# Guess before the run: the author comes in, and all other texts stay; PNG allows several texts of one keyword, and each iTXt says its language.
# Seen: texts are kept by their keyword alone, so that of two captions, or two comments, the last one is left. What is written back has neither the language nor the
# keyword's translation. A text of ASCII, an iTXt before, becomes a tEXt. It works in place. exiftool 13.59 tells all of them
# before: “Description-de” and “Description-en”.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pngmeta==0.2.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >draw.py <<'PY'
from PIL import Image, PngImagePlugin

texts = PngImagePlugin.PngInfo()
texts.add_itxt("Description", "Ein Tag am Meer", "de", "Beschreibung")
texts.add_itxt("Description", "A day at the sea", "en", "Description")
texts.add_text("Comment", "scanned by Ann")
texts.add_text("Comment", "the lady on the left is Eve")
Image.new("RGB", (8, 8)).save("photo.png", pnginfo=texts)
PY
tell() { perl node_modules/exiftool-vendored.pl/bin/exiftool -a -s -G1 -PNG:all photo.png | grep -E "Description|Comment|Author"; }
venv/bin/python draw.py
seen=$(
    tell
    venv/bin/python -c 'from pngmeta import PngMeta; photo = PngMeta("photo.png"); photo.set("Author", "Ann"); photo.save()'
    echo "after:"
    tell
)
echo "$seen"
expected="[PNG]           Description-de                  : Ein Tag am Meer
[PNG]           Description-en                  : A day at the sea
[PNG]           Comment                         : scanned by Ann
[PNG]           Comment                         : the lady on the left is Eve
after:
[PNG]           Description                     : A day at the sea
[PNG]           Comment                         : the lady on the left is Eve
[PNG]           Author                          : Ann"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
