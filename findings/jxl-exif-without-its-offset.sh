#!/usr/bin/env bash
# pillow-jxl-plugin 1.3.8 writes EXIF into a JPEG XL without the number in front of it: ExifRead 3.5.1 stops, pylibjxl 0.5.0 gives it cut.
#
# Guess before the run: what `save("a.jxl", exif=…)` writes, every reader of JPEG XL reads.
# Seen: the box "Exif" begins with four bytes that say how far behind them the TIFF header is (ISO/IEC 18181-2, as HEIC's has).
# The plugin writes none; itself and exiftool read it all the same. ExifRead ends in an AssertionError with no words, and
# pylibjxl takes the byte order "MM\0*" for that number and gives the rest: bytes that no reader of EXIF knows. With four
# zeros put in front by hand all of them read it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pillow-jxl-plugin==1.3.8 ExifRead==3.5.1 pylibjxl==0.5.0
cat >ask.py <<'PY'
import exifread
import pillow_jxl  # noqa: F401
import pylibjxl
from PIL import Image

image, exif = Image.new("RGB", (64, 64), (200, 30, 30)), Image.Exif()
exif[0x010F] = "Canon"
image.save("written.jxl", exif=exif.tobytes())
with open("written.jxl", "rb") as file:
    data = file.read()
at = data.index(b"Exif")
length = int.from_bytes(data[at - 4 : at], "big") + 4
with open("mended.jxl", "wb") as file:
    file.write(data[: at - 4] + length.to_bytes(4, "big") + b"Exif" + bytes(4) + data[at + 4 :])
for name in ("written.jxl", "mended.jxl"):
    with open(name, "rb") as file:
        try:
            print(name, "ExifRead:", exifread.process_file(file).get("Image Make"))
        except AssertionError as exc:
            print(name, "ExifRead:", repr(exc))
    with open(name, "rb") as file:
        print(name, "pylibjxl:", pylibjxl.decode(file.read(), metadata=True)[1]["exif"][:4])
    with Image.open(name) as opened:
        print(name, "Pillow:", opened.getexif()[0x010F])
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="written.jxl ExifRead: AssertionError()
written.jxl pylibjxl: b'\x00\x00\x00\x08'
written.jxl Pillow: Canon
mended.jxl ExifRead: Canon
mended.jxl pylibjxl: b'MM\x00*'
mended.jxl Pillow: Canon"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
