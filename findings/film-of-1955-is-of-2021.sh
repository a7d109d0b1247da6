#!/usr/bin/env bash
# A film whose MP4 header says 1955 is of 2021 for FFmpeg (in PyAV 18.1.0) and exiftool 13.59, which both wrote the 1955 there.
#
# Guess before the run: the header counts seconds since 1904 (ISO/IEC 14496-12, 8.2.2), so 1955 comes back, as 1985 does.
# Seen: both take a number that is smaller than that of 1970 for a mistaken count since 1970, and add 66 years. A scanned film
# of 1955, dated by its owner, lies among those of 2021, and a copy made with FFmpeg has the later year in its header for good.
# hachoir 3.4.0, pymediainfo 7.0.1 and music-metadata 12.1.0 say 1955. In Matroska, which counts from 2001 on and backwards, 1955
# comes back from all but MediaInfo, which says 2091. Years after 1970 are right everywhere.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check av==18.1.0 numpy==2.4.6 hachoir==3.4.0 pymediainfo==7.0.1
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 music-metadata@12.1.0 >>npm.log
exiftool() { perl node_modules/exiftool-vendored.pl/bin/exiftool "$@"; }
cat >make.py <<'PY'
import av
import numpy as np


def film(name, **words):
    with av.open(name, "w") as out:
        out.metadata.update(words)
        stream = out.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for picture in [av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8))] * 5 + [None]:
            out.mux(stream.encode(picture))


for year in (1955, 1985):
    for kind in ("mp4", "mkv"):
        film(f"{year}.{kind}", creation_time=f"{year}-06-01T12:00:00Z")
film("dated.mp4")
PY
cat >ask.py <<'PY'
import struct
import sys
from datetime import datetime, timedelta

import av
from hachoir.metadata import extractMetadata
from hachoir.parser import createParser
from pymediainfo import MediaInfo

name = sys.argv[1]
told = {"FFmpeg": av.open(name).metadata["creation_time"][:4]}
if name.endswith("mp4"):
    with open(name, "rb") as file:
        data = file.read()
    (seconds,) = struct.unpack_from(">I", data, data.index(b"mvhd") + 8)
    told["in the header"] = (datetime(1904, 1, 1) + timedelta(seconds=seconds)).year
told["hachoir"] = extractMetadata(createParser(name)).get("creation_date").year
told["pymediainfo"] = MediaInfo.parse(name).tracks[0].encoded_date[:4]
print(name, ", ".join(f"{who} {year}" for who, year in told.items()))
PY
cat >ask.mjs <<'JS'
import { parseFile } from 'music-metadata';

for (const name of process.argv.slice(2)) {
  const { creationTime } = (await parseFile(name)).format;
  console.log(name, `music-metadata ${creationTime.getUTCFullYear()}`);
}
JS
venv/bin/python make.py
exiftool -q -overwrite_original -QuickTime:CreateDate="1955:06:01 12:00:00" dated.mp4
seen=$(
    for name in 1955.mp4 dated.mp4 1985.mp4 1955.mkv 1985.mkv; do
        venv/bin/python ask.py "$name"
        echo "$name exiftool $(exiftool -s3 -d %Y -CreateDate -DateTimeOriginal "$name")"
    done
    node ask.mjs 1955.mp4 dated.mp4 1985.mp4
)
echo "$seen"
expected="1955.mp4 FFmpeg 2021, in the header 1955, hachoir 1955, pymediainfo 1955
1955.mp4 exiftool 2021
dated.mp4 FFmpeg 2021, in the header 1955, hachoir 1955, pymediainfo 1955
dated.mp4 exiftool 2021
1985.mp4 FFmpeg 1985, in the header 1985, hachoir 1985, pymediainfo 1985
1985.mp4 exiftool 1985
1955.mkv FFmpeg 1955, hachoir 1955, pymediainfo 2091
1955.mkv exiftool 1955
1985.mkv FFmpeg 1985, hachoir 1985, pymediainfo 1985
1985.mkv exiftool 1985
1955.mp4 music-metadata 1955
dated.mp4 music-metadata 1955
1985.mp4 music-metadata 1985"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
