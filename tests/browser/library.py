"""A library of drawn photos for the browser: many shapes, days and cameras, old documents and hostile ones."""

import base64
import hashlib
import io
import random
from functools import cache

from PIL import Image, ImageDraw

from photospool.album.base import Source, Write
from photospool.demo.scenes import SCENES, draw
from photospool.photo.photo import Rendition
from photospool.photo.render import placeholder

CAMERAS = [
    ("SONY", "ILCE-7M4", "FE 24-70mm F2.8 GM II"),
    ("Apple", "iPhone 15 Pro", "iPhone 15 Pro back triple camera 6.765mm f/1.78"),
    ("FUJIFILM", "X100V", ""),
    ("Google", "Pixel 8", ""),
    None,
]
SHAPES = [(4, 3), (3, 4), (3, 2), (16, 9), (1, 1), (3, 4), (4, 3)]
SAID = {
    "dawn": ("Up before everybody else, and worth it.", ["hiking", "mountains"]),
    "noon": ("Lunch on the hill behind the house.", ["family", "summer"]),
    "lake": ("The water was **far too cold** for anybody but Jo.", ["lake", "family"]),
    "dunes": ("", ["holiday", "sea"]),
    "night": ("Counted eleven shooting stars.", ["night", "stars"]),
    "sunset": ("The last evening.", ["sea", "holiday", "evening"]),
    "snow": ("", ["winter", "mountains"]),
    "meadow": ("", ["summer", "hiking"]),
    "coast": ("Somewhere on the coast path, after the rain.", ["sea", "hiking"]),
    "autumn": ("", ["autumn", "garden"]),
    "fog": ("", ["autumn", "morning"]),
    "town": ("From grandmother's window.", ["town", "evening", "family"]),
}
ORIENTATIONS = {
    1: "Horizontal (normal)",
    2: "Mirrored horizontal",
    3: "Rotated 180",
    4: "Mirrored vertical",
    5: "Mirrored horizontal then rotated 90 CCW",
    6: "Rotated 90 CW",
    7: "Mirrored horizontal then rotated 90 CW",
    8: "Rotated 90 CCW",
}
_TO_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@cache
def scene(name, side):
    return draw(name, (side, side))


def view(number, side=800):
    """The scene of a number, and one of many looks at it."""
    name = list(SCENES)[number * 5 % len(SCENES)]
    shape, dice = SHAPES[number % len(SHAPES)], random.Random(number)
    whole = scene(name, side)
    if dice.random() < 0.5:
        whole = whole.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    part = dice.uniform(0.72, 1.0) * side / max(shape)
    width, height = int(shape[0] * part), int(shape[1] * part)
    x, y = int(dice.random() * (side - width)), (side - height) // 2
    return name, whole.crop((x, y, x + width, y + height))


def arrow(shape=(4, 3)):
    """Upright: red above, green to the left, blue to the right, white below."""
    width, height = shape[0] * 100, shape[1] * 100
    picture = Image.new("RGB", (width, height), (128, 128, 128))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((width // 4, 0, width * 3 // 4, height // 5), fill=(255, 0, 0))
    pen.rectangle((0, height // 4, width // 5, height * 3 // 4), fill=(0, 255, 0))
    pen.rectangle((width * 4 // 5, height // 4, width, height * 3 // 4), fill=(0, 0, 255))
    pen.rectangle((width // 4, height * 4 // 5, width * 3 // 4, height), fill=(255, 255, 255))
    return picture


def fitting(picture, box, kind="JPEG"):
    small = picture.copy()
    small.thumbnail(box)
    out = io.BytesIO()
    small.save(out, kind, quality=85)
    return out.getvalue()


def source(content, content_type="image/jpeg"):
    return Source.of_bytes(content, content_type)


def pictures(picture, *, large=False):
    made = {"thumb.jpg": source(fitting(picture, (220, 146))), "800x600.jpg": source(fitting(picture, (800, 600)))}
    if large:
        made["1600x1200.jpg"] = source(fitting(picture, (1600, 1200)))
    return made


def hash_of(picture):
    thumb = fitting(picture, (220, 146))
    return placeholder(Rendition("thumb.jpg", picture.width, picture.height, thumb))


def photo_id(number):
    return hashlib.md5(f"photo {number}".encode(), usedforsecurity=False).hexdigest()


def document(number, day, name, picture, **more):
    camera = CAMERAS[number % len(CAMERAS)]
    time = f"{8 + number % 12:02}:{number * 7 % 60:02}:00"
    descr, tags = SAID[name]
    doc = {
        "_id": photo_id(number),
        "type": "photo",
        "taken": day,
        "taken_at": f"{day}T{time}+02:00",
        "taken_source": "EXIF DateTimeOriginal",
        "ts": "2025-01-02T03:04:05",
        "cat": ["Private", "Friends/Family", "Private", "Public"][number % 4],
        "keywords": tags,
        "descr": descr or "Uploaded image.",
        "addedby": "Änne",
        "filename": f"IMG_{number:04}.jpg",
        "size": 2_000_000 + 12_345 * number,
        "width": picture.width * 5,
        "height": picture.height * 5,
        "extension": "jpg",
        "exif": {},
        "placeholder": hash_of(picture),
    }
    if camera:
        make, model, lens = camera
        doc["exif"] = {
            "Image Make": make,
            "Image Model": model,
            "Image Orientation": ORIENTATIONS[1],
            "EXIF ExposureTime": "1/250",
            "EXIF FNumber": "14/5",
            "EXIF ISOSpeedRatings": "200",
            "EXIF FocalLength": "35",
        } | ({"EXIF LensModel": lens} if lens else {})
    return doc | more


@cache
def drawn(number, side):
    """Scene, picture, renditions and placeholder of a number; drawn once for all tests."""
    name, picture = view(number, side)
    return name, picture, pictures(picture, large=side > 800)


def fill(album, *, count=60, new=20, side=800):
    """``count`` photos over three years, the newest ``new`` of them unprocessed; their ids, newest first."""
    ids = []
    for number in range(count):
        name, picture, made = drawn(number % 84, side)
        month, year = 12 - number * 36 // count % 12, 2024 - number * 3 // count
        doc = document(number, f"{year}-{month:02}-{28 - number % 9:02}", name, picture)
        if number < new:
            doc |= {"keywords": ["unprocessed"], "cat": "Private", "descr": "Uploaded image."}
            day = f"2024-12-{28 - number // 8:02}"
            doc |= {"taken": day, "taken_at": f"{day}T10:{59 - number % 50:02}:00"}
        photo_id = doc["_id"]
        original = {"_id": f"original-{photo_id}", "type": "original", "photo": photo_id, "filename": doc["filename"]}
        if number % 4 == 0:
            album.write(Write(original, {"original.jpg": source(b"\xff\xd8 an original")}))
        album.write(Write(doc, made))
        ids.append(doc["_id"])
    return ids


def old_document(code, number):
    """As the old album has it: no type, no thumbhash, one string of tags, PNGs that lie as the camera held them."""
    upright = arrow()
    stored = upright.transpose(_TO_STORED[code]) if code > 1 else upright
    doc = {
        "_id": photo_id(f"old {code}"),
        "taken": f"2009-05-{number:02}",
        "ts": "2009-06-01T00:00:00",
        "cat": "Private",
        "keywords": f"old orientation-{code}",
        "descr": "",
        "extension": "png",
        "width": stored.width,
        "height": stored.height,
        "exif": {"Image Orientation": ORIENTATIONS[code]},
        "something": {"else": [1, 2, 3]},
    }
    made = {
        "thumb.png": source(fitting(stored, (220, 146), "PNG"), "image/png"),
        "800x600.png": source(fitting(stored, (800, 600), "PNG"), "image/png"),
    }
    return Write(doc, made)


def upright_document(code, number):
    """As we store it, whatever the camera's orientation was: upright, and saying so."""
    picture = arrow()
    doc = document(number, f"2010-05-{number:02}", "noon", picture)
    doc |= {"_id": photo_id(f"new {code}"), "orientation": code, "exif": {"Image Orientation": ORIENTATIONS[1]}}
    return Write(doc, pictures(picture))


HOSTILE = "<img src=x onerror=\"document.title='hit'\"></script><script>document.title='hit'</script>'\"&amp;"
TRICKS = f"{HOSTILE}\u202egpj.exe\x00\x1b[31m" + "x" * 400


def hostile_document():
    """Every field that the page shows, as somebody who wants to hurt would fill it."""
    name, picture = view(7)
    doc = document(999, "2023-03-03", name, picture)
    doc |= {
        "_id": photo_id("hostile"),
        "keywords": [HOSTILE.replace(" ", "_"), "javascript:alert(1)", "\u202etag"],
        "descr": f'{TRICKS}\n\n[x](javascript:alert(1)) **<b>bold</b>** https://example.org/"onclick=alert(1)',
        "cat": "<b>cat</b>",
        "filename": TRICKS,
        "addedby": HOSTILE,
        "taken_source": HOSTILE,
        "exif": {"Image Make": HOSTILE, "Image Model": TRICKS, HOSTILE: HOSTILE, "Image Orientation": HOSTILE},
        "placeholder": base64.b64encode(HOSTILE.encode()).decode(),
    }
    return Write(doc, pictures(picture))
