"""Videos in a test's album, with originals that ffmpeg made."""

from photospool.album.base import Write
from photospool.album.replication.models import Films
from photospool.album.replication.public.film_documents import NAME, film_document
from photospool.photo.public_film import maker

from ..photo.films import film
from . import library

TYPES = {
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "mkv": "video/matroska",
    "avi": "video/vnd.avi",
    "mts": "video/mp2t",
}
CODECS = {"hevc.mp4": "hvc1.2.4.L60.90", "vp9.webm": "vp09", "camera.avi": "FMP4", "plain.mkv": "avc1"}


def put(album, name="plain.mp4", *, number=500, content=None, is_new=False, with_original=True, **more):
    """Store one of tests.photo.films.KINDS; its id."""
    scene, picture, made = library.drawn(number, 800)
    picture = picture.resize((320, 240))
    doc = library.document(number, "2024-12-30", scene, picture)
    doc |= {"width": 320, "height": 240, "media": "video", "poster": "frame", "duration": 65.4, "frame_rate": 25}
    doc |= {
        "video_codec": CODECS.get(name, "avc1.640028"),
        "audio_codec": "mp4a.40.2",
        "filename": f"film {number} {name}",
    }
    doc |= {"keywords": ["unprocessed"]} if is_new else {}
    doc |= more
    photo_id, ending = doc["_id"], name.rpartition(".")[2]
    if with_original:
        original = {"_id": f"original-{photo_id}", "type": "original", "photo": photo_id, "filename": doc["filename"]}
        data = content if content is not None else film(name)
        album.write(Write(original, {f"original.{ending}": library.source(data, TYPES[ending])}))
    album.write(Write(doc, made))
    return photo_id


def for_strangers(album, folder, name="plain.mp4", *, number=500, has_sound=True):
    """As a public copy holds a video: no original, and the film that was made of it; the photo's id."""
    photo_id = put(album, name, number=number, with_original=False)
    put_film(album, photo_id, folder, name, has_sound=has_sound)
    return photo_id


def put_film(album, photo_id, folder, name="plain.mp4", *, has_sound=True):
    """Make the film of strangers, and store it where they look for it."""
    video, made = folder / f"{photo_id}-{name}", folder / f"{photo_id}.mp4"
    video.write_bytes(film(name))
    maker.make(video, made, has_sound=has_sound)
    source = library.source(made.read_bytes(), "video/mp4")
    album.write(Write(film_document(photo_id, Films.SOUND if has_sound else Films.PICTURE), {NAME: source}))
