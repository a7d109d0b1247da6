#!/usr/bin/env bash
# A WebP of 300x200 pixels is 1792x0 for Perl's Image::Size 3.300 (Debian's 3.300-3) as soon as it has a date, and some 15,000 pixels wide if it is lossless.
#
# Guess before the run: of the three kinds of WebP (simple, lossless, extended) all are measured, or those that it does not know are refused with its message, as HEIC and JPEG 2000 are.
# Seen: it knows the simple one alone, and reads from the same place whatever chunk is there. In an extended one (EXIF, XMP, a colour profile, motion, transparency) the end of the
# width and the beginning of the height lie there, in a lossless one the first bits of the picture. What comes is called WEBP and looks like a size: a page makes room for a picture without a height, or for one of 240 megapixels. Every photo
# that keeps its date or profile on its way into WebP is extended. PNG, JPEG, GIF and TIFF are right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 imagesize==2.0.1
apt-get -qq download libimage-size-perl=3.300-3 2>>apt.log
for package in *.deb; do dpkg -x "$package" .; done
cat >draw.py <<'PY'
from PIL import Image

photo = Image.new("RGB", (300, 200), "red")
notes = Image.Exif()
notes.get_ifd(0x8769)[0x9003] = "2024:05:01 10:11:12"
photo.save("simple.webp")
photo.save("dated.webp", exif=notes)
photo.save("moving.webp", save_all=True, append_images=[Image.new("RGB", photo.size, "blue")])
photo.save("lossless.webp", lossless=True)
Image.new("RGBA", photo.size, (255, 0, 0, 99)).save("transparent.webp", lossless=False)
photo.save("dated.jpg", exif=notes)
PY
venv/bin/python draw.py
seen=$(
    for name in simple dated moving lossless transparent; do
        perl -Iusr/share/perl5 -MImage::Size -e 'printf "%s: Image::Size %dx%d %s; ", $ARGV[0], imgsize($ARGV[0])' "$name.webp"
        venv/bin/python -c 'import sys, imagesize; print("imagesize %dx%d" % imagesize.get(sys.argv[1]))' "$name.webp"
    done
    perl -Iusr/share/perl5 -MImage::Size -e 'printf "%s: Image::Size %dx%d %s\n", $ARGV[0], imgsize($ARGV[0])' dated.jpg
)
echo "$seen"
expected="simple.webp: Image::Size 300x200 WEBP; imagesize 300x200
dated.webp: Image::Size 1792x0 WEBP; imagesize 300x200
moving.webp: Image::Size 1792x0 WEBP; imagesize 300x200
lossless.webp: Image::Size 15632x16015 WEBP; imagesize 300x200
transparent.webp: Image::Size 1792x0 WEBP; imagesize 300x200
dated.jpg: Image::Size 300x200 JPG"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
