#!/usr/bin/env bash
# A Casio's film of noon, whose AVI says 12:42PM, is of 24:42 for exiftool 13.59, which files it under the next day; that of 12:42AM is of noon.
#
# Guess before the run: exiftool knows the form that the Casio QV-3EX writes into `IDIT` (“2001/ 1/27  1:42PM”), so each hour of the day comes back.
# Seen: 12 is added to every PM, and nothing is taken from an AM: from 12:00 to 12:59, by day and by night, it is twelve hours late. An hour of 24 is no
# time of day; as exiftool itself carries it on (`-d`, with which films are renamed and put into folders) it is 42 minutes past midnight of January 28.
# All other hours are right, and so is the form that most cameras write (“Sat Jan 27 12:42:00 2001”). FFmpeg (PyAV 18.1.0) does not read the Casio's
# form: it gives the text with hyphens for a `creation_time`, “2001- 1-27 12:42PM”, which is none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check av==18.1.0 imageio-ffmpeg==0.6.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import struct
import subprocess
from pathlib import Path

import av
import imageio_ffmpeg

EXIFTOOL = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool"]
FFMPEG = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error"]

subprocess.run([*FFMPEG, "-f", "lavfi", "-i", "color=red:size=64x48:rate=10:d=1", "-c:v", "mjpeg", "plain.avi"], check=True)
PLAIN = Path("plain.avi").read_bytes()
(LENGTH,) = struct.unpack("<I", PLAIN[16:20])


def exiftool(*words):
    return subprocess.run([*EXIFTOOL, "-s3", "-DateTimeOriginal", *words, "film.avi"], capture_output=True, text=True, check=True).stdout.strip()


def ask(text):
    """The film with this date: one chunk more at the end of its list of headers."""
    said = text.encode() + b"\0" * (1 + (len(text) + 1) % 2)
    chunk = b"IDIT" + struct.pack("<I", len(said)) + said
    whole, head = struct.pack("<I", len(PLAIN) - 8 + len(chunk)), struct.pack("<I", LENGTH + len(chunk))
    film = PLAIN[:4] + whole + PLAIN[8:16] + head + PLAIN[20 : 20 + LENGTH] + chunk + PLAIN[20 + LENGTH :]
    Path("film.avi").write_bytes(film)
    with av.open("film.avi") as avi:
        told = avi.metadata.get("creation_time")
    print(f"{text}: exiftool {exiftool()}, under {exiftool('-d', '%Y-%m-%d %H.%M')}; FFmpeg {told}")


for text in ("2001/ 1/27 11:42AM", "2001/ 1/27 12:42PM", "2001/ 1/27  1:42PM", "2001/ 1/27 12:42AM", "Sat Jan 27 12:42:00 2001"):
    ask(text)
PY
seen=$(TZ=UTC venv/bin/python ask.py)
echo "$seen"
expected="2001/ 1/27 11:42AM: exiftool 2001:01:27 11:42:00, under 2001-01-27 11.42; FFmpeg 2001- 1-27 11:42AM
2001/ 1/27 12:42PM: exiftool 2001:01:27 24:42:00, under 2001-01-28 00.42; FFmpeg 2001- 1-27 12:42PM
2001/ 1/27  1:42PM: exiftool 2001:01:27 13:42:00, under 2001-01-27 13.42; FFmpeg 2001- 1-27  1:42PM
2001/ 1/27 12:42AM: exiftool 2001:01:27 12:42:00, under 2001-01-27 12.42; FFmpeg 2001- 1-27 12:42AM
Sat Jan 27 12:42:00 2001: exiftool 2001:01:27 12:42:00, under 2001-01-27 12.42; FFmpeg 2001-01-27 12:42:00"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
