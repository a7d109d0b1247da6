#!/usr/bin/env bash
# A film that does not say when it was taken is of January 1, 1904 for mp4box 2.4.1, music-metadata 12.1.0 (npm) and hachoir 3.4.0 (PyPI).
#
# Guess before the run: a header's date of 0 is “not known”, as FFmpeg writes it into each film that it makes unless told otherwise: no date.
# Seen: MP4 counts seconds from the start of 1904 (ISO/IEC 14496-12, 8.2.2), and the three count 0 like any other number. Films that went through a
# messenger or an editor have it, and whoever sorts by that finds them at the head of the album, or, west of Greenwich, in 1903. pymediainfo 7.0.1 and PyAV
# 18.1.0 (FFmpeg) say nothing, exiftool 13.59 says 0000:00:00, which is no date either. imagemv 0.4.0 (PyPI), which asks hachoir, files them under 1904/01/01.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check av==18.1.0 hachoir==3.4.0 pymediainfo==7.0.1 imagemv==0.4.0 docopt==0.6.2
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund mp4box@2.4.1 music-metadata@12.1.0 exiftool-vendored.pl@13.59.0 >>npm.log
cat >make.py <<'PY'
import av

with av.open("film.mp4", "w") as film:
    stream = film.add_stream("mpeg4", rate=10)
    stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
    for _ in range(10):
        film.mux(stream.encode(av.VideoFrame(64, 48, "yuv420p")))
    film.mux(stream.encode(None))
PY
cat >ask.py <<'PY'
import av
from hachoir.metadata import extractMetadata
from hachoir.parser import createParser
from pymediainfo import MediaInfo

with createParser("film.mp4") as parser:
    print("hachoir:", *extractMetadata(parser).getValues("creation_date"))
print("pymediainfo:", MediaInfo.parse("film.mp4").general_tracks[0].encoded_date)
with av.open("film.mp4") as film:
    print("PyAV:", film.metadata.get("creation_time"))
PY
cat >ask.mjs <<'JS'
import fs from 'node:fs';
import { createFile } from 'mp4box';
import { parseFile } from 'music-metadata';

const film = createFile();
film.onReady = ({ created }) => console.log('mp4box:', created.toISOString());
const bytes = new Uint8Array(fs.readFileSync('film.mp4')).buffer;
bytes.fileStart = 0;
film.appendBuffer(bytes);
film.flush();
const { format } = await parseFile('film.mp4');
console.log('music-metadata:', format.creationTime.toISOString());
JS
venv/bin/python make.py
mkdir films && cp film.mp4 films/
export TZ=UTC
seen=$(
    node ask.mjs
    venv/bin/python ask.py
    echo "exiftool: $(perl node_modules/exiftool-vendored.pl/bin/exiftool -s3 -CreateDate film.mp4)"
    venv/bin/imagemv films album >imagemv.log 2>&1
    echo "imagemv: $(cd album && find . -type f)"
)
echo "$seen"
expected="mp4box: 1904-01-01T00:00:00.000Z
music-metadata: 1904-01-01T00:00:00.000Z
hachoir: 1904-01-01 00:00:00
pymediainfo: None
PyAV: None
exiftool: 0000:00:00 00:00:00
imagemv: ./1904/01/01/film.mp4"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
