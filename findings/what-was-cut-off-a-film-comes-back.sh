#!/usr/bin/env bash
# What was cut off a film with FFmpeg's `-c copy` comes back as the cut film is copied once more: into MKV, TS, AVI, HLS, a streamed MP4.
#
# Guess before the run: a cut film begins where it was cut. What lies before, back to a key frame, may be in the file, but nothing shows it.
# Seen: `-ss 5 -c copy` leaves all from the last key frame on in the MP4, and writes an edit list that hides it. Players obey. The next
# copy without compressing anew hands everything over: FFmpeg 7.0.2 (imageio-ffmpeg 0.6.0) into MKV, MPEG-TS or AVI, into HLS or an
# MP4 with `empty_moov`, as films are streamed, or joined to another film (`concat`). A film of ten seconds whose first five
# were cut off, for what they show, shows all ten again (PyAV 18.1.0). MOV, and MP4 as usual, keep the list. How much it is
# depends on the key frames: phones write one each second, x264 left alone one in 250 pictures.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check av==18.1.0 numpy==2.4.6 imageio-ffmpeg==0.6.0
cat >ask.py <<'PY'
import subprocess

import av
import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def ffmpeg(*words):
    subprocess.run([FFMPEG, "-y", "-v", "error", *words], check=True)


def told(name):
    """How many pictures a reader gets, by their colour."""
    with av.open(name) as film:
        frames = list(film.decode(video=0))
    reds = [frame.to_ndarray(format="rgb24")[20, 20, 0] > 128 for frame in frames]
    print(f"{name}: {sum(reds)} red, {len(reds) - sum(reds)} green, {frames[-1].time - frames[0].time:.1f} s")


# four red seconds, then six green ones, ten pictures a second, with one key frame
ffmpeg(
    *("-f", "lavfi", "-i", "color=red:size=64x48:rate=10:d=4", "-f", "lavfi", "-i", "color=lime:size=64x48:rate=10:d=6"),
    *("-filter_complex", "[0][1]concat=n=2", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-bf", "0", "-g", "100", "-sc_threshold", "0"),
    "whole.mp4",
)
ffmpeg("-ss", "5", "-i", "whole.mp4", "-c", "copy", "cut.mp4")
for name in ("again.mp4", "again.mov", "again.mkv", "again.ts", "again.avi"):
    ffmpeg("-i", "cut.mp4", "-c", "copy", name)
ffmpeg("-i", "cut.mp4", "-c", "copy", "-movflags", "+frag_keyframe+empty_moov", "streamed.mp4")
ffmpeg("-i", "cut.mp4", "-c", "copy", "-f", "hls", "-hls_segment_type", "fmp4", "hls.m3u8")
with open("list.txt", "w") as file:
    file.write("file cut.mp4\n" * 2)
ffmpeg("-f", "concat", "-i", "list.txt", "-c", "copy", "joined.mp4")
for name in ("whole.mp4", "cut.mp4", "again.mp4", "again.mov", "again.mkv", "again.ts", "again.avi", "streamed.mp4", "hls.m3u8", "joined.mp4"):
    told(name)
PY
seen=$(venv/bin/python ask.py)
echo "$seen"
expected="whole.mp4: 40 red, 60 green, 9.9 s
cut.mp4: 0 red, 50 green, 4.9 s
again.mp4: 0 red, 50 green, 4.9 s
again.mov: 0 red, 50 green, 4.9 s
again.mkv: 40 red, 60 green, 9.9 s
again.ts: 40 red, 60 green, 9.9 s
again.avi: 40 red, 60 green, 9.8 s
streamed.mp4: 40 red, 60 green, 9.9 s
hls.m3u8: 40 red, 60 green, 9.9 s
joined.mp4: 40 red, 110 green, 9.9 s"
[ "$seen" = "$expected" ] || { echo "CHANGED: this is no longer so"; exit 1; }
