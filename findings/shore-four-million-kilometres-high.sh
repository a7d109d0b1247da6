#!/usr/bin/env bash
# A photo from the shore of the Dead Sea, 430 m below the sea, was taken 4,294,966 km above it, says exiftags 1.01 (Debian's 1.01-7).
#
# Guess before the run: GPSAltitudeRef 1 means below the sea (EXIF, CIPA DC-008), so the height is told as -430 m, or as 430 m with the words beside it.
# Seen: the sign is put in front of a number without one: -430 becomes 2^32 - 430, and -5/2 half of 2^32 - 5. It is so with each place below the sea, in the Netherlands as at the Dead Sea, and
# where a phone's GPS is a few metres wrong on a beach, as happens. Heights above the sea are right, and so are north, south, east and west. hachoir 3.4.0 (PyPI) tells both heights with their sign.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 hachoir==3.4.0
apt-get -qq download exiftags=1.01-7 2>>apt.log
for package in *.deb; do dpkg -x "$package" .; done
cat >draw.py <<'PY'
from PIL import Image

for name, side, height in (("peak", b"\0", 430.0), ("shore", b"\1", 430.0), ("beach", b"\1", 2.5)):
    notes = Image.Exif()
    notes.get_ifd(0x8825).update({1: "N", 2: (31.0, 30.0, 0.0), 3: "E", 4: (35.0, 28.0, 0.0), 5: side, 6: height})
    Image.new("RGB", (64, 48), "red").save(f"{name}.jpg", exif=notes)
PY
venv/bin/python draw.py
seen=$(
    for name in peak shore beach; do
        echo "$name: exiftags: $(usr/bin/exiftags -i "$name.jpg" 2>/dev/null | grep Altitude)"
        echo "$name: hachoir: $(venv/bin/hachoir-metadata "$name.jpg" | grep Altitude)"
    done
)
echo "$seen"
expected="peak: exiftags: Altitude: 430.00 m
peak: hachoir: - Altitude: 430.0 meters
shore: exiftags: Altitude: 4294966866.00 m
shore: hachoir: - Altitude: -430.0 meters
beach: exiftags: Altitude: 2147483645.50 m
beach: hachoir: - Altitude: -2.5 meters"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
