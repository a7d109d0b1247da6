#!/usr/bin/env bash
# mozjpeg-lossless-optimization 1.3.2 with COPY_MARKERS.ALL drops the film of a motion photo, and the photo still says that it has one.
#
# Guess before the run: “lossless”, with every marker copied, leaves the whole file as it was but for its size.
# Seen: the film of a motion photo lies behind the JPEG's end (Google's “Motion Photo format 1.0”). Markers are copied, what lies
# behind the end is not: the film is gone, and the XMP still gives its length, so that who counts back from the file's end lands
# in the picture's own data. Editors of metadata (piexif, exif, iptcinfo3) keep the film where it is.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0 mozjpeg-lossless-optimization==1.3.2 piexif==1.1.3 exif==1.6.1 iptcinfo3==2.3.0
cat >ask.py <<'PY'
import io
import logging

import exif
import mozjpeg_lossless_optimization as mozjpeg
import piexif
from iptcinfo3 import IPTCInfo
from PIL import Image

logging.disable()
FILM = b"\0\0\0\x10ftypmp42\0\0\0\0" + b"\0\0\0\x10mdat" + bytes(8)
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:C="http://ns.google.com/photos/1.0/container/"
 xmlns:I="http://ns.google.com/photos/1.0/container/item/" xmlns:G="http://ns.google.com/photos/1.0/camera/"
 G:MotionPhoto="1" G:MotionPhotoVersion="1" G:MotionPhotoPresentationTimestampUs="0"><C:Directory><rdf:Seq>
<rdf:li rdf:parseType="Resource"><C:Item I:Mime="image/jpeg" I:Semantic="Primary"/></rdf:li>
<rdf:li rdf:parseType="Resource"><C:Item I:Mime="video/mp4" I:Semantic="MotionPhoto" I:Length="{len(FILM)}"/></rdf:li>
</rdf:Seq></C:Directory></rdf:Description></rdf:RDF></x:xmpmeta>"""
notes, picture = Image.Exif(), io.BytesIO()
notes[0x010F] = "Google"
Image.effect_noise((64, 48), 40).convert("RGB").save(picture, "JPEG", exif=notes.tobytes(), xmp=XMP.encode())
photo = picture.getvalue() + FILM
with open("photo.jpg", "wb") as file:
    file.write(photo)


def said(what, data):
    film = "ends with its film" if data.endswith(FILM) else "has no film"
    print(f"{what}: {film}; its XMP says {data.count(b'MotionPhoto')}")


said("as it came", photo)
said("mozjpeg, all markers", mozjpeg.optimize(photo, copy=mozjpeg.COPY_MARKERS.ALL))
changed = io.BytesIO()
piexif.insert(piexif.dump({"0th": {piexif.ImageIFD.Artist: b"A"}}), photo, changed)
said("piexif", changed.getvalue())
image = exif.Image(photo)
image.artist = "A"
said("exif", image.get_file())
info = IPTCInfo("photo.jpg", force=True)
info["keywords"] = [b"sea"]
info.save_as("keyword.jpg")
with open("keyword.jpg", "rb") as file:
    said("iptcinfo3", file.read())
PY
seen=$(venv/bin/python ask.py 2>/dev/null)
echo "$seen"
expected="as it came: ends with its film; its XMP says 4
mozjpeg, all markers: has no film; its XMP says 4
piexif: ends with its film; its XMP says 4
exif: ends with its film; its XMP says 4
iptcinfo3: ends with its film; its XMP says 4"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
