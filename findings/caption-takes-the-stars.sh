#!/usr/bin/env bash
# One caption from the program exif 0.6.22, or one turn by exiftran 2.10 (Debian's, both by libexif), and a photo's stars are gone.
#
# Guess before the run: one field is written and all others stay; what the library does not know goes through as it came.
# Seen: libexif has lists of what may stand in which directory, and leaves out what it does not find there: Rating and RatingPercent (0x4746, 0x4749),
# where Windows and many albums keep the stars, and the temperature and the pressure at the time of taking (0x9400, 0x9402, EXIF 2.31). Date, time zone and lens stay.
# Fields that nobody asked for come in instead, among them ExifVersion 0210 in a photo that uses 2.31. No word is said, and a comparison of the
# pictures finds nothing, for they are the same.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
apt-get -qq download exif=0.6.22-3 exiftran=2.10-4+b1 libexif12 libpopt0 libjpeg62-turbo 2>>apt.log
for package in *.deb; do dpkg -x "$package" .; done
cat >make.py <<'PY'
from PIL import Image

notes = Image.Exif()
notes[0x0112], notes[0x4746], notes[0x4749] = 6, 5, 99
notes.get_ifd(0x8769).update({0x9003: "2024:05:01 10:11:12", 0x9011: "+02:00", 0x9400: 20.5, 0x9402: 1013.0, 0xA434: "Lens 1"})
Image.new("RGB", (64, 48), "red").save("photo.jpg", exif=notes.tobytes())
PY
venv/bin/python make.py
libraries=$(dirname "$(find . -name 'libexif.so.12' | head -1)")
export LD_LIBRARY_PATH=$libraries
usr/bin/exif --ifd=0 --tag=ImageDescription --set-value="the beach" -o caption.jpg photo.jpg >exif.log
cp photo.jpg turned.jpg
usr/bin/exiftran -ai turned.jpg 2>turn.log
told() { perl node_modules/exiftool-vendored.pl/bin/exiftool -n -s -EXIF:all "$1" | sed 's/ *: /: /'; }
seen=$(for name in caption turned; do
    echo "$name"
    { diff <(told photo.jpg) <(told "$name.jpg") || true; } | grep '^[<>]' | LC_ALL=C sort
done)
echo "$seen"
expected="caption
< AmbientTemperature: 20.5
< Pressure: 1013
< Rating: 5
< RatingPercent: 99
> ColorSpace: 65535
> ExifVersion: 0210
> FlashpixVersion: 0100
> ImageDescription: the beach
> ResolutionUnit: 2
> XResolution: 72
> YResolution: 72
turned
< AmbientTemperature: 20.5
< Orientation: 6
< Pressure: 1013
< Rating: 5
< RatingPercent: 99
> ColorSpace: 65535
> ExifVersion: 0210
> FlashpixVersion: 0100
> Orientation: 1
> ResolutionUnit: 2
> XResolution: 72
> YResolution: 72"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
