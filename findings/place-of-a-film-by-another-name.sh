#!/usr/bin/env bash
# A film made smaller by FFmpeg 7.0.2: as MP4 an iPhone's place is gone from it, as WebM it is still there, where exiftool 13.59 tells no place.
#
# Guess before the run: FFmpeg treats a film's place alike whatever it writes: all of them have it, or none, and exiftool names it by GPS.
# Seen (imageio-ffmpeg 0.6.0, compressed anew, nothing else asked for): Apple's keys are left out of MP4 and MOV, and each becomes a tag in WebM
# and MKV: COM.APPLE.QUICKTIME.LOCATION.ISO6709. An Android's `©xyz` stays in all four (as LOCATION in the latter two). `exiftool -GPS*` and its
# `-GPSPosition` tell neither tag, so that who looks before publishing finds nothing; `-a -G1` shows them among the rest. sigal 2.6.1 (static galleries)
# publishes films as WebM unless told otherwise, with their places in it. `-map_metadata -1` leaves all out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 imageio-ffmpeg==0.6.0 sigal==2.6.1 pilkit==3.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import os
import struct
import subprocess

import imageio_ffmpeg

PLACE = "+48.8566+002.3522/"
SMALL = {"mp4": "libx264", "mov": "libx264", "webm": "libvpx", "mkv": "libx264"}
os.makedirs("bin")
os.symlink(imageio_ffmpeg.get_ffmpeg_exe(), "bin/ffmpeg")
os.makedirs("photos/album")


def ffmpeg(*words):
    subprocess.run(["bin/ffmpeg", "-y", "-v", "error", *words], check=True)


def box(name, body):
    return struct.pack(">I4s", 8 + len(body), name) + body


def told(name):
    asked = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool", "-q", "-n", "-s3", "-GPSPosition", name]
    position = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    with open(name, "rb") as file:
        data = file.read()
    written = b"loci" in data or PLACE.encode() in data
    return f"{'place' if written else 'no place'}, exiftool {position or 'none'}"


ffmpeg("-f", "lavfi", "-i", "testsrc=size=128x96:rate=10:d=2", "-pix_fmt", "yuv420p", "-c:v", "libx264", "plain.mp4")
with open("plain.mp4", "rb") as file:
    plain = file.read()
at = plain.index(b"moov") - 4
notes = plain.index(b"udta", at) - 4  # the last in moov, and moov the last of the film
place = struct.pack(">HH", len(PLACE), 0x15C7) + PLACE.encode()
with open("photos/album/android.mp4", "wb") as file:
    file.write(plain[:at] + box(b"moov", plain[at + 8 : notes] + box(b"udta", box(b"\xa9xyz", place))))
KEY = f"com.apple.quicktime.location.ISO6709={PLACE}"
ffmpeg("-i", "plain.mp4", "-c", "copy", "-movflags", "use_metadata_tags", "-metadata", KEY, "photos/album/iphone.mov")
with open("sigal.conf.py", "w") as file:
    file.write('source = "photos"\ntheme = "galleria"\n')
path = f"{os.path.abspath('bin')}:{os.environ['PATH']}"
subprocess.run(["venv/bin/sigal", "build", "-c", "sigal.conf.py"], env=os.environ | {"PATH": path}, capture_output=True, check=True)
for film in ("iphone.mov", "android.mp4"):
    print(f"{film}: {told('photos/album/' + film)}")
    for kind, codec in SMALL.items():
        ffmpeg("-i", f"photos/album/{film}", "-c:v", codec, "-b:v", "200k", f"small.{kind}")
        print(f"  {kind}: {told('small.' + kind)}")
    print(f"  sigal: {told('_build/album/' + film.split('.')[0] + '.webm')}")
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="iphone.mov: place, exiftool 48.8566 2.3522
  mp4: no place, exiftool none
  mov: no place, exiftool none
  webm: place, exiftool none
  mkv: place, exiftool none
  sigal: place, exiftool none
android.mp4: place, exiftool 48.8566 2.3522
  mp4: place, exiftool 48.85660 2.35219
  mov: place, exiftool 48.8566 2.3522
  webm: place, exiftool none
  mkv: place, exiftool none
  sigal: place, exiftool none"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
