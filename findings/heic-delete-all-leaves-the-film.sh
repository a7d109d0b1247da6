#!/usr/bin/env bash
# exiftool 13.59: `-all=` takes the film out of a motion photo that is a JPEG, and leaves it in one that is a HEIC, with its place.
#
# Guess before the run: “delete all” treats both alike: the film goes with the notes that say that there is one, or stays with a warning.
# Seen: in a JPEG the film lies behind the picture's end, which counts as a trailer, and goes. In a HEIC it is a box of its own
# (`mpvd`, Google's “Motion Photo format 1.0”), which is no metadata for exiftool: it stays, and with it the film's own
# notes (here `©xyz`, where phones write the place) and its sound. No warning; asked for the place, also with `-ee`, exiftool
# says nothing, before and after, though it tells the place of the film alone, and hands that film out as `MotionPhotoVideo`.
# The photo does not say any more that it has a film, so nobody looks. Programs that go by the box find it, and play it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 pillow-heif==1.8.1 av==18.1.0 numpy==2.4.6
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >make.py <<'PY'
import struct

import av
import numpy as np
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
with av.open("film.mp4", "w", options={"movflags": "use_metadata_tags"}) as out:
    out.metadata["location"] = "+50.1000+008.2000/"
    stream = out.add_stream("mpeg4", rate=10)
    stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
    for frame in [av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8))] * 3 + [None]:
        out.mux(stream.encode(frame))
with open("film.mp4", "rb") as file:
    film = file.read()
xmp = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:C="http://ns.google.com/photos/1.0/container/"
 xmlns:I="http://ns.google.com/photos/1.0/container/item/" xmlns:G="http://ns.google.com/photos/1.0/camera/"
 G:MotionPhoto="1" G:MotionPhotoVersion="1" G:MotionPhotoPresentationTimestampUs="0"><C:Directory><rdf:Seq>
<rdf:li rdf:parseType="Resource"><C:Item I:Mime="PICTURE" I:Semantic="Primary" I:Padding="PAD"/></rdf:li>
<rdf:li rdf:parseType="Resource"><C:Item I:Mime="video/mp4" I:Semantic="MotionPhoto" I:Length="{len(film)}"/></rdf:li>
</rdf:Seq></C:Directory></rdf:Description></rdf:RDF></x:xmpmeta>"""
picture = Image.effect_noise((128, 96), 40).convert("RGB")
picture.save("photo.jpg", xmp=xmp.replace("PICTURE", "image/jpeg").replace("PAD", "0").encode())
picture.save("photo.heic", xmp=xmp.replace("PICTURE", "image/heic").replace("PAD", "8").encode())
with open("photo.jpg", "ab") as file:
    file.write(film)
with open("photo.heic", "ab") as file:
    file.write(struct.pack(">I4s", 8 + len(film), b"mpvd") + film)
PY
cat >ask.py <<'PY'
import sys

with open("film.mp4", "rb") as file:
    film = file.read()
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        data = file.read()
    print(name, "film and place" if film in data and b"+50.1000+008.2000" in data else "no film", end="; ")
    print("says that it has one" if b"MotionPhoto" in data else "says nothing of one")
PY
venv/bin/python make.py
tool="perl node_modules/exiftool-vendored.pl/bin/exiftool"
seen=$(
    venv/bin/python ask.py photo.jpg photo.heic
    for kind in jpg heic; do
        $tool -q -all= -o "clean.$kind" "photo.$kind" 2>&1
    done
    venv/bin/python ask.py clean.jpg clean.heic
    $tool -b -MotionPhotoVideo clean.heic >taken.mp4
    cmp taken.mp4 film.mp4 && echo "exiftool hands the film out, whose place it tells: $($tool -c %.1f -s3 -GPSPosition taken.mp4)"
    echo "of clean.heic it tells the place “$($tool -ee -s3 -GPSPosition clean.heic)”"
)
echo "$seen"
expected="photo.jpg film and place; says that it has one
photo.heic film and place; says that it has one
clean.jpg no film; says nothing of one
clean.heic film and place; says nothing of one
exiftool hands the film out, whose place it tells: 50.1 N, 8.2 E
of clean.heic it tells the place “”"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
