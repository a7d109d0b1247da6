#!/usr/bin/env bash
# Mediabunny 1.61.0 (npm): a film that is copied, with all its notes, is of today; its place is gone, or at 0 N 0 E, in the Atlantic.
#
# Guess before the run: its `Conversion` copies the film's notes unless told otherwise (“tags”), so that day and place are those of the film.
# Seen: the header's creation date, by which most programs order films, is the moment of the copy; what the film had there is not read. An iPhone's
# own date with its time zone, and its place, are read (they stand in `tags.raw`) and not written; only its day is left, as `©day`. The place as
# Android and cameras write it (`©xyz`) comes into an MP4 and is lost in a MOV. As FFmpeg and 3GPP write it (`loci`), it is wrapped once more in the
# MP4: exiftool 13.59 finds none, and FFmpeg (PyAV 18.1.0) reads 0 N 0 E. How the film is turned stays.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check av==18.1.0 imageio-ffmpeg==0.6.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund mediabunny@1.61.0 exiftool-vendored.pl@13.59.0 >>npm.log
cat >make.py <<'PY'
import struct
import subprocess

import imageio_ffmpeg

PLACE = "+48.8566+002.3522/"
DATE = ("-metadata", "creation_time=2020-01-02T03:04:05Z")


def ffmpeg(*words):
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error", *words], check=True)


def box(name, body):
    return struct.pack(">I4s", 8 + len(body), name) + body


ffmpeg("-f", "lavfi", "-i", "testsrc=size=128x64:rate=10:d=2", "-pix_fmt", "yuv420p", "-c:v", "libx264", *DATE, "plain.mp4")
with open("plain.mp4", "rb") as file:
    plain = file.read()
at = plain.index(b"moov") - 4
notes = plain.index(b"udta", at) - 4  # the last in moov, and moov the last of the film
place = struct.pack(">HH", len(PLACE), 0x15C7) + PLACE.encode()
with open("xyz.mp4", "wb") as file:
    file.write(plain[:at] + box(b"moov", plain[at + 8 : notes] + box(b"udta", box(b"\xa9xyz", place))))
ffmpeg("-i", "xyz.mp4", "-c", "copy", *DATE, "loci.mp4")
KEYS = ("location.ISO6709=" + PLACE, "creationdate=2020-01-02T05:04:05+0200")
words = [word for key in KEYS for word in ("-metadata", f"com.apple.quicktime.{key}")]
ffmpeg("-i", "plain.mp4", "-c", "copy", "-movflags", "use_metadata_tags", *DATE, *words, "apple.mov")
PY
cat >copy.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { ALL_FORMATS, BufferTarget, Conversion, FilePathSource, Input, MovOutputFormat, Mp4OutputFormat, Output } from 'mediabunny';

for (const film of ['xyz.mp4', 'loci.mp4', 'apple.mov'])
  for (const [kind, Format] of Object.entries({ mp4: Mp4OutputFormat, mov: MovOutputFormat })) {
    const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(film) });
    const output = new Output({ format: new Format(), target: new BufferTarget() });
    await (await Conversion.init({ input, output })).execute();
    writeFileSync(`${film.split('.')[0]}-copy.${kind}`, Buffer.from(output.target.buffer));
  }
JS
cat >ask.py <<'PY'
import datetime
import json
import subprocess

import av

THIS_YEAR = str(datetime.datetime.now(datetime.UTC).year)
for name in ("xyz.mp4", "xyz-copy.mp4", "xyz-copy.mov", "loci.mp4", "loci-copy.mp4", "loci-copy.mov", "apple.mov", "apple-copy.mp4", "apple-copy.mov"):
    asked = ["-j", "-n", "-CreateDate", "-CreationDate", "-ContentCreateDate", "-GPSPosition", name]
    words = ["perl", "node_modules/exiftool-vendored.pl/bin/exiftool", *asked]
    (told,) = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    with av.open(name) as film:
        notes = dict(film.metadata)
    place = notes.get("location") or notes.get("com.apple.quicktime.location.ISO6709", "none")
    created = "today" if told["CreateDate"].startswith(THIS_YEAR) else told["CreateDate"]
    own = told.get("CreationDate") or told.get("ContentCreateDate", "none")
    print(f"{name}: created {created}, own date {own}; exiftool: {told.get('GPSPosition', 'no place')}; FFmpeg: {place[:18]}")
PY
venv/bin/python make.py
node copy.mjs
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="xyz.mp4: created 2020:01:02 03:04:05, own date none; exiftool: 48.8566 2.3522; FFmpeg: +48.8566+002.3522/
xyz-copy.mp4: created today, own date none; exiftool: 48.8566 2.3522; FFmpeg: +48.8566+002.3522/
xyz-copy.mov: created today, own date none; exiftool: no place; FFmpeg: none
loci.mp4: created 2020:01:02 03:04:05, own date none; exiftool: 48.85660 2.35219; FFmpeg: +48.8566+002.3522/
loci-copy.mp4: created today, own date none; exiftool: no place; FFmpeg: +00.0000+000.0000+
loci-copy.mov: created today, own date none; exiftool: no place; FFmpeg: none
apple.mov: created 2020:01:02 03:04:05, own date 2020:01:02 05:04:05+02:00; exiftool: 48.8566 2.3522; FFmpeg: +48.8566+002.3522/
apple-copy.mp4: created today, own date 2020:01:02; exiftool: no place; FFmpeg: none
apple-copy.mov: created today, own date 2020:01:02; exiftool: no place; FFmpeg: none"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
