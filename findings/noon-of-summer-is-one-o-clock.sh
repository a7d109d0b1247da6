#!/usr/bin/env bash
# exiv2 0.27.6 and jhead 3.06 (Debian's) set right a camera whose month was wrong, and noon becomes one o'clock, half past eleven in the evening half past nine.
#
# Guess before the run: a shift by 182 days or six months moves the date and leaves the clock; one by ten seconds moves it by ten seconds.
# Seen: what EXIF says is a clock on some wall. Both take it for one of the *computer's* time zone, shift it in UTC, and write it back; if the shift crosses the night on which
# that zone puts its clocks on, an hour comes or goes. exiv2: noon in January plus six months is 13:00, and a photo of 23:30 in July becomes 22:30 in
# January. jhead keeps noon by its own way there and takes two hours off in the other direction. Photos taken in Tokyo, or by night between two and three on
# the last Sunday of March, need only be shifted by some seconds (as one does to bring two cameras together) to be an hour off. On a computer set to UTC all
# is right, so that nobody finds it in a test; exiftool 13.59 is right everywhere.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
apt-get -qq download exiv2=0.27.6-1 libexiv2-27=0.27.6-1 jhead=1:3.06.0.1-6 2>>apt.log
for package in *.deb; do dpkg -x "$package" .; done
cat >ask.py <<'PY'
import os
import subprocess
from pathlib import Path

from PIL import Image

EXIFTOOL = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool"]
(LIBRARIES,) = {str(path.parent) for path in Path("usr/lib").rglob("libexiv2.so*")}
EXIV2, JHEAD = "usr/bin/exiv2", "usr/bin/jhead"
CHANGE = [*EXIFTOOL, "-q", "-overwrite_original"]


def shifted(date, zone, command):
    notes = Image.Exif()
    notes.get_ifd(0x8769)[0x9003] = date
    Image.new("RGB", (64, 48), "red").save("photo.jpg", exif=notes.tobytes())
    environment = {**os.environ, "TZ": zone, "LD_LIBRARY_PATH": LIBRARIES}
    subprocess.run([*command, "photo.jpg"], env=environment, check=True, capture_output=True)
    return subprocess.run([*EXIFTOOL, "-s3", "-DateTimeOriginal", "photo.jpg"], capture_output=True, text=True, check=True).stdout.strip()


def ask(date, what, **commands):
    for name, command in commands.items():
        told = [shifted(date, zone, command) for zone in ("UTC", "Europe/Berlin")]
        print(f"{date} + {what}: {name}", told[0] if told[0] == told[1] else f"{told[0]} in UTC, {told[1]} in Berlin")


half = {"exiv2": [EXIV2, "-D", "182", "adjust"], "jhead": [JHEAD, "-da2024:07:01-2024:01:01"], "exiftool": [*CHANGE, "-AllDates+=0:0:182 0"]}
ask("2023:01:10 12:00:00", "182 days", **half)
ask("2024:07:10 23:30:00", "182 days", **half)
ask("2024:03:30 20:00:00", "8 hours", exiv2=[EXIV2, "-a", "8", "adjust"], jhead=[JHEAD, "-ta+8:00"], exiftool=[*CHANGE, "-AllDates+=8"])
seconds = {"exiv2": [EXIV2, "-a", "0:0:10", "adjust"], "jhead": [JHEAD, "-ta+0:00:10"], "exiftool": [*CHANGE, "-AllDates+=0:0:10"]}
ask("2024:03:31 02:30:00", "10 seconds", **seconds)
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="2023:01:10 12:00:00 + 182 days: exiv2 2023:07:11 12:00:00 in UTC, 2023:07:11 13:00:00 in Berlin
2023:01:10 12:00:00 + 182 days: jhead 2023:07:11 12:00:00
2023:01:10 12:00:00 + 182 days: exiftool 2023:07:11 12:00:00
2024:07:10 23:30:00 + 182 days: exiv2 2025:01:08 23:30:00 in UTC, 2025:01:08 22:30:00 in Berlin
2024:07:10 23:30:00 + 182 days: jhead 2025:01:08 23:30:00 in UTC, 2025:01:08 21:30:00 in Berlin
2024:07:10 23:30:00 + 182 days: exiftool 2025:01:08 23:30:00
2024:03:30 20:00:00 + 8 hours: exiv2 2024:03:31 04:00:00 in UTC, 2024:03:31 05:00:00 in Berlin
2024:03:30 20:00:00 + 8 hours: jhead 2024:03:31 04:00:00 in UTC, 2024:03:31 05:00:00 in Berlin
2024:03:30 20:00:00 + 8 hours: exiftool 2024:03:31 04:00:00
2024:03:31 02:30:00 + 10 seconds: exiv2 2024:03:31 02:30:10 in UTC, 2024:03:31 03:30:10 in Berlin
2024:03:31 02:30:00 + 10 seconds: jhead 2024:03:31 02:30:10 in UTC, 2024:03:31 03:30:10 in Berlin
2024:03:31 02:30:00 + 10 seconds: exiftool 2024:03:31 02:30:10"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
