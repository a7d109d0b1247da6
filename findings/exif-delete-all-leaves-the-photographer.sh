#!/usr/bin/env bash
# exif 1.6.1 (PyPI): `delete_all()` leaves what the package does not know in the file: the photographer's name of EXIF 3.0.
#
# Guess before the run: after `delete_all()` no EXIF is left.
# Seen: it goes by its own list of names. Fields of EXIF 3.0 (CIPA DC-008-2023: title, photographer, image editor,
# firmware: 0xA436-0xA43C) and 0xA460 (CompositeImage, EXIF 2.32) stay, with a RuntimeWarning each; its own `list_all()`
# names none of them, so that the check "is it clean?" says yes. exiftool 13.59 reads them. Take the whole segment out instead.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 exif==1.6.1
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import warnings

import exif
from PIL import Image

warnings.simplefilter("ignore")
notes = Image.Exif()
notes[0x010F] = "Acme"
notes.get_ifd(0x8769).update({0x9003: "2024:05:01 10:11:12", 0xA437: "Anna Example", 0xA439: "Firmware 7", 0xA460: 3})
Image.new("RGB", (16, 16)).save("before.jpg", exif=notes)
photo = exif.Image("before.jpg")
photo.delete_all()
with open("after.jpg", "wb") as file:
    file.write(photo.get_file())
print("exif itself:", exif.Image("after.jpg").list_all())
PY
seen=$(
    venv/bin/python ask.py
    for name in before after; do
        echo "$name: $(perl node_modules/exiftool-vendored.pl/bin/exiftool -s -s -EXIF:Make -EXIF:DateTimeOriginal \
            -EXIF:Photographer -EXIF:CameraFirmware -EXIF:CompositeImage "$name.jpg" | paste -s -d ';')"
    done
)
echo "$seen"
expected="exif itself: ['_exif_ifd_pointer']
before: Make: Acme;DateTimeOriginal: 2024:05:01 10:11:12;Photographer: Anna Example;CameraFirmware: Firmware 7;CompositeImage: Composite Image Captured While Shooting
after: Photographer: Anna Example;CameraFirmware: Firmware 7;CompositeImage: Composite Image Captured While Shooting"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
