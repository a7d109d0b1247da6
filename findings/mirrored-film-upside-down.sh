#!/usr/bin/env bash
# A mirrored film stands on its head in OpenCV 5.0.0 (opencv-python-headless 5.0.0.93): of its matrix only an angle is read.
#
# Guess before the run: a film whose track is mirrored (ISO/IEC 14496-12, 8.3.2, a matrix of -1 0 0 1) is shown mirrored, as the
# `ffmpeg` program does (imageio-ffmpeg 0.6.0), or as stored.
# Seen: the matrix is asked for one angle. Left and right changed over looks like 180 degrees there, so OpenCV turns the film
# upside down; top and bottom changed over looks like 0, and stays so. exiftool 13.59, pymediainfo 7.0.1 and PyAV 18.1.0 tell
# the same angles: who turns by their number does the same. Turns without a mirror are right everywhere.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check numpy==2.4.6 av==18.1.0 opencv-python-headless==5.0.0.93 pymediainfo==7.0.1 \
    imageio-ffmpeg==0.6.0
npm init -y >npm.log
npm install --ignore-scripts --silent --no-audit --no-fund exiftool-vendored.pl@13.59.0 >>npm.log
cat >ask.py <<'PY'
import struct

import av
import cv2
import imageio_ffmpeg
import numpy as np
from pymediainfo import MediaInfo

picture = np.full((64, 128, 3), (0, 0, 255), np.uint8)
picture[:32, :64] = (255, 0, 0)  # the corner that tells how it was turned: left top
with av.open("film.mp4", "w") as out:
    stream = out.add_stream("mpeg4", rate=10)
    stream.width, stream.height, stream.pix_fmt = 128, 64, "yuv420p"
    for frame in [av.VideoFrame.from_ndarray(picture)] * 5 + [None]:
        out.mux(stream.encode(frame))
with open("film.mp4", "rb") as file:
    film = file.read()


def matrix(a, b, c, d, x, y):
    return struct.pack(">9i", a << 16, b << 16, 0, c << 16, d << 16, 0, x << 16, y << 16, 1 << 30)


def told(rgb):
    height, width = rgb.shape[:2]
    corners = {"left top": (5, 5), "right top": (5, -6), "left bottom": (-6, 5), "right bottom": (-6, -6)}
    (red,) = [name for name, at in corners.items() if rgb[at][0] > 128]
    return f"{width}x{height} red {red}"


at = film.index(matrix(1, 0, 0, 1, 0, 0), film.index(b"tkhd"))
for name, words in {
    "turned": (0, 1, -1, 0, 64, 0),
    "half": (-1, 0, 0, -1, 128, 64),
    "mirrored": (-1, 0, 0, 1, 128, 0),
    "flipped": (1, 0, 0, -1, 0, 64),
}.items():
    with open(f"{name}.mp4", "wb") as file:
        file.write(film[:at] + matrix(*words) + film[at + 36 :])
    frames = imageio_ffmpeg.read_frames(f"{name}.mp4")
    width, height = next(frames)["size"]
    by_ffmpeg = np.frombuffer(next(frames), np.uint8).reshape(height, width, 3)
    frames.close()
    by_opencv = cv2.VideoCapture(f"{name}.mp4").read()[1][:, :, ::-1]
    print(f"{name}: ffmpeg {told(by_ffmpeg)}, OpenCV {told(by_opencv)}; angles:", end=" ")
    print("PyAV", next(av.open(f"{name}.mp4").decode(video=0)).rotation, end=", ")
    print("pymediainfo", MediaInfo.parse(f"{name}.mp4").video_tracks[0].rotation)
PY
seen=$(
    venv/bin/python ask.py 2>errors.log
    for name in turned half mirrored flipped; do
        echo "$name: exiftool $(perl node_modules/exiftool-vendored.pl/bin/exiftool -s3 -Rotation "$name.mp4")"
    done
)
echo "$seen"
expected="turned: ffmpeg 64x128 red right top, OpenCV 64x128 red right top; angles: PyAV -90, pymediainfo 90.000
half: ffmpeg 128x64 red right bottom, OpenCV 128x64 red right bottom; angles: PyAV -180, pymediainfo 180.000
mirrored: ffmpeg 128x64 red right top, OpenCV 128x64 red right bottom; angles: PyAV -180, pymediainfo 180.000
flipped: ffmpeg 128x64 red left bottom, OpenCV 128x64 red left top; angles: PyAV 0, pymediainfo 0.000
turned: exiftool 90
half: exiftool 180
mirrored: exiftool 180
flipped: exiftool 0"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
