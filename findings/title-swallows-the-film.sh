#!/usr/bin/env bash
# A title written by AtomicParsley 20210715 (Debian's) into an MP4 whose date exiftool 13.59 had set: not a frame of the film is found any more.
#
# Guess before the run: a title is one more entry in the film's list of notes; frames and all other notes stay, as with mutagen 1.48.1.
# Seen: exiftool writes Apple's keys (creation date with its zone, place) into a box `meta` in the form that QuickTime has, and an iPhone's MOV, without
# the four bytes that MP4's has (ISO/IEC 14496-12, 8.11.1). FFmpeg reads both forms. AtomicParsley knows MP4's alone, takes its first entry for something else, and
# lets the box go on to the end of the file: `mdat`, the frames, becomes a part of the notes. It says “Finished”, with `--overWrite` over the only copy.
# The frames' bytes are all there, and no player looks for them in that place. The same film without Apple's keys, or with XMP from exiftool, gets its title and plays.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check av==18.1.0 mutagen==1.48.1 numpy==2.4.6
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
apt-get -qq download atomicparsley=20210715.151551.e7ad03a-1+b1 2>>apt.log
for package in *.deb; do dpkg -x "$package" .; done
cat >make.py <<'PY'
import av
import numpy as np

with av.open("plain.mp4", "w") as film:
    stream = film.add_stream("mpeg4", rate=10)
    stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
    for shade in range(0, 250, 10):
        film.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((48, 64, 3), shade, np.uint8), format="rgb24")))
    film.mux(stream.encode(None))
PY
cat >ask.py <<'PY'
import struct
import sys

import av

for name in sys.argv[1:]:
    data = open(f"{name}.mp4", "rb").read()
    at, boxes = 0, []
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        boxes.append(kind.decode())
        at += size
    try:
        with av.open(f"{name}.mp4") as film:
            told = f"{sum(1 for _ in film.decode(video=0))} frames, title {film.metadata.get('title')}"
    except av.error.FFmpegError as error:
        told = f"does not open ({type(error).__name__})"
    print(f"{name}: {' '.join(boxes)}: {told}")
PY
venv/bin/python make.py
exiftool() { perl node_modules/exiftool-vendored.pl/bin/exiftool -q "$@"; }
exiftool -Keys:CreationDate="2024:05:01 10:11:12+02:00" -o dated.mp4 plain.mp4
exiftool -XMP:Rating=5 -o stars.mp4 plain.mp4
cp dated.mp4 mutagen-dated.mp4
venv/bin/python -c 'from mutagen.mp4 import MP4; film = MP4("mutagen-dated.mp4"); film["\xa9nam"] = "Beach"; film.save()'
for name in plain dated stars; do
    cp "$name.mp4" "parsley-$name.mp4"
    usr/bin/AtomicParsley "parsley-$name.mp4" --title Beach --overWrite >>parsley.log
done
seen=$(venv/bin/python ask.py dated mutagen-dated parsley-plain parsley-stars parsley-dated 2>>av.log)
echo "$seen"
expected="dated: ftyp free moov mdat: 25 frames, title None
mutagen-dated: ftyp free moov mdat: 25 frames, title Beach
parsley-plain: ftyp free moov mdat: 25 frames, title Beach
parsley-stars: ftyp free moov uuid free mdat: 25 frames, title Beach
parsley-dated: ftyp free moov: 0 frames, title Beach"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
