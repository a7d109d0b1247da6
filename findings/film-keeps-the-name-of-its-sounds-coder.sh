#!/usr/bin/env bash
# FFmpeg 7.0.2 (imageio-ffmpeg 0.6.0): with all notes taken out, a film's sound still says every six seconds which coder made it.
#
# Guess before the run: `-map_metadata -1` and `-fflags +bitexact` leave no name of a program in a film; both are what is advised for that.
# Seen: the film's notes are empty then, but FFmpeg's coder of AAC puts `Lavc61.3.100` into the sound itself, as a filling before the first
# sample and before each 256th from then on. To copy the sound without coding it anew (`-c copy`) keeps all of them, and so does each MP4,
# MOV, MKV or TS that is made of it (in an MKV `Lavf` stays too, without a version). Who reads a film's sound to see whether something else
# is hidden there finds fillings in the middle of every film of more than six seconds. `-flags:a +bitexact`, an option of the coder and not
# of the file, leaves it out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check imageio-ffmpeg==0.6.0
cat >make.py <<'PY'
import subprocess

import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
SOURCE = ("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:d=20")
QUIET = ("-map_metadata", "-1", "-fflags", "+bitexact")


def ffmpeg(*words):
    subprocess.run([FFMPEG, "-y", "-v", "error", *words], check=True)


def names(film):
    with open(film, "rb") as file:
        data = file.read()
    return f"{film}: Lavf {data.count(b'Lavf')}, Lavc {data.count(b'Lavc')}"


print(subprocess.run([FFMPEG, "-version"], capture_output=True, text=True, check=True).stdout.split()[2].split("-")[0])
ffmpeg(*SOURCE, "-c:a", "aac", "usual.mp4")
ffmpeg(*SOURCE, "-c:a", "aac", *QUIET, "quiet.mp4")
for ending in ("mp4", "mov", "mkv", "ts"):
    ffmpeg("-i", "usual.mp4", "-c", "copy", *QUIET, f"copy.{ending}")
ffmpeg(*SOURCE, "-c:a", "aac", "-flags:a", "+bitexact", *QUIET, "coder-quiet.mp4")
for film in ("usual.mp4", "quiet.mp4", "copy.mp4", "copy.mov", "copy.mkv", "copy.ts", "coder-quiet.mp4"):
    print(names(film))
PY
seen=$(venv/bin/python make.py)
echo "$seen"
expected="7.0.2
usual.mp4: Lavf 1, Lavc 4
quiet.mp4: Lavf 0, Lavc 4
copy.mp4: Lavf 0, Lavc 4
copy.mov: Lavf 0, Lavc 4
copy.mkv: Lavf 2, Lavc 4
copy.ts: Lavf 0, Lavc 4
coder-quiet.mp4: Lavf 0, Lavc 0"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
