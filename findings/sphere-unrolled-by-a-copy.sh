#!/usr/bin/env bash
# FFmpeg's `-c copy` takes out of a 360° film, into MP4 and MOV, that it is one: the sphere is shown as a flat, stretched picture.
#
# Guess before the run: nothing is compressed anew, and what FFmpeg itself says of the film (“spherical: equirectangular”) is in the copy.
# Seen: FFmpeg 7.0.2 (imageio-ffmpeg 0.6.0) reads both ways of saying it, Google's boxes `sv3d`/`st3d` (Spherical Video V2) and the XML of V1, and
# writes the boxes into MP4 and MOV only with `-strict unofficial`; without, both are left out, and no warning is said. A film that
# was cut, joined or moved to the front of its file so can't be looked around in any more, and a site for films shows it flat. MKV keeps it,
# so that MP4 → MKV → MP4 loses it at the second step. PyAV 18.1.0 (FFmpeg 8), copying packets, does the same.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check av==18.1.0 imageio-ffmpeg==0.6.0
cat >ask.py <<'PY'
import struct
import subprocess
import uuid

import av
import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
XML = b"""<?xml version="1.0"?><rdf:SphericalVideo xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:GSpherical="http://ns.google.com/videos/1.0/spherical/"><GSpherical:Spherical>true</GSpherical:Spherical><GSpherical:Stitched>true</GSpherical:Stitched>
<GSpherical:StitchingSoftware>a camera</GSpherical:StitchingSoftware>
<GSpherical:ProjectionType>equirectangular</GSpherical:ProjectionType></rdf:SphericalVideo>"""


def box(name, *parts):
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), name) + body


def with_box(film, path, new):
    """`new` at the end of the box that `path` leads to: (name, bytes of its own before what is in it)."""
    film, at, end, around = bytearray(film), 0, len(film), []
    for name, own in path:
        size, found = struct.unpack_from(">I4s", film, at)
        while found != name:
            at += size
            assert at < end, name
            size, found = struct.unpack_from(">I4s", film, at)
        around.append(at)
        at, end = at + 8 + own, at + size
    film[end:end] = new
    for at in around:
        struct.pack_into(">I", film, at, struct.unpack_from(">I", film, at)[0] + len(new))
    return bytes(film)


def ffmpeg(*words):
    return subprocess.run([FFMPEG, "-y", *words], capture_output=True, text=True).stderr


def told(name):
    found = [line.split(":")[1].split("(")[0].strip() for line in ffmpeg("-i", name).splitlines() if " spherical:" in line]
    return ", ".join(found) or "flat"


ffmpeg("-f", "lavfi", "-i", "testsrc=size=128x64:rate=10:d=2", "-pix_fmt", "yuv420p", "-c:v", "libx264", "flat.mp4")
with open("flat.mp4", "rb") as file:
    flat = file.read()
TRACK = [(b"moov", 0), (b"trak", 0)]
ENTRY = [*TRACK, (b"mdia", 0), (b"minf", 0), (b"stbl", 0), (b"stsd", 8), (b"avc1", 78)]
NONE = bytes(4)  # version and flags
sphere = box(b"proj", box(b"prhd", NONE, bytes(12)), box(b"equi", NONE, bytes(16)))
boxes = box(b"st3d", NONE, b"\0") + box(b"sv3d", box(b"svhd", NONE, b"a camera\0"), sphere)
films = {
    "V2.mp4": with_box(flat, ENTRY, boxes),
    "V1.mp4": with_box(flat, TRACK, box(b"uuid", uuid.UUID("ffcc8263-f855-4a93-8814-587a02521fdd").bytes, XML)),
}
for name, data in films.items():
    with open(name, "wb") as file:
        file.write(data)
    warned = [ffmpeg("-v", "warning", "-i", name, "-c", "copy", f"copy.{kind}") for kind in ("mp4", "mov", "mkv")]
    ffmpeg("-i", "copy.mkv", "-c", "copy", "again.mp4")
    ffmpeg("-i", name, "-c", "copy", "-strict", "unofficial", "strict.mp4")
    with av.open(name) as film, av.open("pyav.mp4", "w") as out:
        stream = film.streams.video[0]
        copied = out.add_stream_from_template(stream)
        for packet in film.demux(stream):
            if packet.dts is not None:
                packet.stream = copied
                out.mux(packet)
    for copy in (name, "copy.mp4", "copy.mov", "copy.mkv", "again.mp4", "strict.mp4", "pyav.mp4"):
        print(f"{copy}: {told(copy)}", end="; ")
    print("warnings:", "".join(warned).strip() or "none")
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="V2.mp4: equirectangular; copy.mp4: flat; copy.mov: flat; copy.mkv: equirectangular; again.mp4: flat; strict.mp4: equirectangular; pyav.mp4: flat; warnings: none
V1.mp4: equirectangular; copy.mp4: flat; copy.mov: flat; copy.mkv: equirectangular; again.mp4: flat; strict.mp4: equirectangular; pyav.mp4: flat; warnings: none"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
