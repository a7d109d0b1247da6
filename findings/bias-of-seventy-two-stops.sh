#!/usr/bin/env bash
# A photo exposed one stop less, or just as measured, has an exposure bias of 72 for Perl's Image::Info 1.43 (Debian's 1.43-1), and of 92 when its author has a longer name.
#
# Guess before the run: ExposureBiasValue is a signed fraction (EXIF's type 10), and comes as -1/1, or as -1.
# Seen: its list of the types of fields holds one that TIFF has not (“BINARY”), so that all behind it are one too late: a signed fraction is read as a signed whole number of four
# bytes, and what stands there is *where* in the file the fraction lies. It changes with whatever else the file holds, is the same for plus, minus and none, and looks like a number. ShutterSpeedValue and
# BrightnessValue, signed too, go the same way. Fractions without a sign (time, focal length, place) are right, and Pillow 13.0.0 reads all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check piexif==1.1.3 Pillow==13.0.0
apt-get -qq download libimage-info-perl=1.43-1 2>>apt.log
for package in *.deb; do dpkg -x "$package" .; done
cat >draw.py <<'PY'
import piexif
from PIL import Image

for name, bias in (("less", (-1, 1)), ("third", (-1, 3)), ("none", (0, 1)), ("more", (1, 1))):
    for owner in ("Ann", "Ann and Bob of Riga"):
        notes = {"0th": {piexif.ImageIFD.Artist: owner.encode()}, "Exif": {piexif.ExifIFD.ExposureBiasValue: bias, piexif.ExifIFD.ExposureTime: (1, 250)}}
        Image.new("RGB", (32, 24)).save(f"{name}-{len(owner)}.jpg", exif=piexif.dump(notes))
PY
cat >ask.pl <<'PL'
use Image::Info qw(image_info);
for my $name (@ARGV) {
    my $told = image_info($name);
    print "$name: bias $told->{ExposureBiasValue}, time $told->{ExposureTime}\n";
}
PL
seen=$(
    venv/bin/python draw.py
    perl -Iusr/share/perl5 ask.pl less*.jpg third*.jpg none*.jpg more*.jpg
    venv/bin/python -c 'from PIL import Image; print("Pillow:", *(Image.open(f"{name}-3.jpg").getexif().get_ifd(0x8769)[0x9204] for name in ("less", "third", "none", "more")))'
)
echo "$seen"
expected="less-19.jpg: bias 92, time 1/250
less-3.jpg: bias 72, time 1/250
third-19.jpg: bias 92, time 1/250
third-3.jpg: bias 72, time 1/250
none-19.jpg: bias 92, time 1/250
none-3.jpg: bias 72, time 1/250
more-19.jpg: bias 92, time 1/250
more-3.jpg: bias 72, time 1/250
Pillow: -1.0 -0.3333333333333333 0.0 1.0"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
