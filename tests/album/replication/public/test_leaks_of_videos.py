"""The leak test for videos: a public copy gets the poster and the words, whatever the film holds and wherever.

Films of real tools with a marker in each place that one may have; published, then every byte that a stranger can get
is searched for them, and for pieces of the films themselves.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.album.maintenance.test_videos import OPTIONS, drawn, video_photo
from tests.photo.containers import box
from tests.photo.films import H264, PICTURE, needs_ffmpeg, run

from photospool.album.documents import original_id
from photospool.album.replication.models import ReplicaSpec
from photospool.album.replication.public.publish import preview, publish
from photospool.album.store_photo import store
from photospool.photo.workers.film_decoder import FilmDecoder
from photospool.photo.workers.pool import WorkerPool

from ..conftest import until
from .test_leaks import MARKERS, _seen, all_that_strangers_get, fetched, found_in

pytestmark = needs_ffmpeg
SEI = "h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+LEAKED-SEI"
KEYS = {
    "com.apple.quicktime.location.ISO6709": "+47.18694+009.25347+400.000/",
    "com.apple.quicktime.camera.identifier": "LEAKED-IDENTIFIER",
    "com.apple.quicktime.author": "LEAKED-AUTHOR",
    "com.apple.quicktime.make": "Maker",
    "com.apple.quicktime.model": "M 1",
    "com.apple.quicktime.creationdate": "2023-05-01T23:20:30+0900",
    "com.example.serial": "LEAKED-SERIAL",
}
ATOMS = {"artist": "LEAKED-ARTIST", "copyright": "LEAKED-COPYRIGHT", "encoder": "LEAKED-ENCODER", "album": "LEAKED"}
SUBTITLES = "1\n00:00:00,000 --> 00:00:01,000\nLEAKED-SUBTITLE\n"
XMP = box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), b"<x:xmpmeta>LEAKED-XMP</x:xmpmeta>")


def words(said):
    return [word for name, value in said.items() for word in ("-metadata", f"{name}={value}")]


def made(folder, name, *options, said):
    """A film of a second with picture, sound and subtitles; the streams' own words are marked too."""
    subtitles, path = folder / "said.srt", folder / name
    subtitles.write_text(SUBTITLES)
    streams = [word for kind in "vas" for word in (f"-metadata:s:{kind}", "handler_name=LEAKED-HANDLER")]
    streams += [word for kind in "vas" for word in (f"-metadata:s:{kind}", "title=LEAKED-TITLE-OF-A-TRACK")]
    run(
        *PICTURE, "testsrc=size=320x240:rate=25:duration=1", *PICTURE, "sine=duration=1", "-i", str(subtitles),
        *("-map", "0", "-map", "1", "-map", "2"), *H264, "-bsf:v", SEI, "-c:a", "aac", *options, *streams, *words(said),
        str(path),
    )  # fmt: skip
    return path.read_bytes()


def films(folder):
    """Name → bytes."""
    phone = made(folder, "a.mov", "-c:s", "mov_text", "-movflags", "use_metadata_tags", said=KEYS)
    plain = made(folder, "b.mp4", "-c:s", "mov_text", said=ATOMS)
    # A track of timed notes, as phones and cameras write it: a handler and a sample entry of its own.
    timed = phone.replace(b"mhlrtext", b"mhlrmeta").replace(b"sbtl", b"meta").replace(b"tx3g", b"mebx")
    timed = timed.replace(b"text", b"mebx")
    (folder / "attached.txt").write_bytes(b"LEAKED-ATTACHMENT")
    attached = ("-attach", str(folder / "attached.txt"), "-metadata:s:t", "mimetype=text/plain")
    open_ = made(folder, "c.mkv", "-c:s", "srt", *attached, said={**ATOMS, "LOCATION": "LEAKED-LOCATION"})
    return {
        "phone.mov": phone + box(b"free", b"LEAKED-FREE") + XMP,
        "plain.mp4": plain + box(b"skip", b"LEAKED-SKIP"),
        "timed.mov": timed,
        "open.mkv": open_,
        "codec.mkv": open_.replace(b"A_AAC", b"A_LEA").replace(b"LEAKED-TITLE", b"LEAKED-OTHER"),
    }


PIECE = 4000
"""Bytes from the middle of a film that no picture holds."""


@pytest.fixture(params=["drawn", "frame"])
def prepare(request):
    if request.param == "drawn":
        yield drawn
        return
    decoders = FilmDecoder(WorkerPool(1, OPTIONS))
    if not decoders.frames_by:
        decoders.close()
        pytest.skip("needs ffmpeg, and a system on which it can be closed in (Linux with Landlock)")
    yield decoders.prepare
    decoders.close()


def test_strangers_get_a_videos_poster_and_words_and_nothing_else(album, name, second_couchdb, tmp_path, prepare):
    given = films(tmp_path)
    assert all(b"LEAKED" in data for data in given.values())
    assert all(b"LEAKED-SEI" in data for data in given.values())
    assert b"mebx" in given["timed.mov"]
    photos = {}
    for film_name, data in given.items():
        photo = replace(video_photo(tmp_path, data, film_name, how=prepare), category="Public", description="A garden")
        store(photo, album.find, album.write)
        photos[photo.digests.md5] = photo
    originals = json.dumps([album.get(original_id(photo_id)) for photo_id in photos])
    assert {"LEAKED-IDENTIFIER", "LEAKED-AUTHOR", "47.18694"} <= {
        word for word in ("LEAKED-IDENTIFIER", "LEAKED-AUTHOR", "47.18694") if word in originals
    }
    assert preview(album).held_back == ()
    wish = ReplicaSpec(
        second_couchdb.url, name, second_couchdb.user, second_couchdb.password, name="Public", create=True
    )
    copy = publish(album, wish, lambda _tick: None)  # raises where its proof fails
    url = copy.there.address
    until(lambda: set(photos) <= _seen(url))
    assert {row for row in _seen(url) if not row.startswith("_")} == set(photos)
    asked = all_that_strangers_get(url)
    for photo_id in photos:
        for path in ("original.mov", "original.mp4", "original.mkv", "film.mp4"):
            asked[f"{photo_id}/{path}"] = fetched(f"{url}/{photo_id}/{path}")
            asked[f"original {photo_id}/{path}"] = fetched(f"{url}/{original_id(photo_id)}/{path}")
    assert found_in(asked) == []
    assert MARKERS[0] == b"LEAKED"
    pieces = [data[len(data) // 2 :][:PIECE] for data in given.values()]
    assert not [what for what, data in asked.items() for piece in pieces if piece in data]
    for photo_id, photo in photos.items():
        shown = json.loads(fetched(f"{url}/{photo_id}"))
        assert (shown["media"], shown["poster"]) == ("video", photo.prepared.poster)
        assert set(shown["_attachments"]) == set(OPTIONS.names)
        assert not {"filename", "location", "original"} & set(shown)
