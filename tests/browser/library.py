"""A library of drawn photos for the browser: many shapes, days and cameras, old documents and hostile ones."""

import base64
import hashlib
import io
import math
import random

import thumbhash
from PIL import Image, ImageDraw

from photospool.album.storing import Source, Write

CAMERAS = [("SONY", "ILCE-7M4"), ("Apple", "iPhone 15 Pro"), ("FUJIFILM", "X100V"), ("Google", "Pixel 8"), None]
SHAPES = [(4, 3), (3, 4), (3, 2), (16, 9), (1, 1), (3, 4), (4, 3)]
TAGS = ["lake", "winter", "family", "hiking", "berlin", "garden", "cat", "birthday", "sea", "night"]
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


def landscape(seed, shape=(4, 3), side=800):
    """A sky with a sun, hills in layers, a lake or trees."""
    dice = random.Random(seed)
    width, height = (side, side * shape[1] // shape[0]) if shape[0] >= shape[1] else (side * shape[0] // shape[1], side)
    hue = dice.random()
    sky = Image.new("HSV", (1, 2))
    sky.putdata([(int(255 * (0.55 + hue * 0.5)) % 256, 150, 180), (int(255 * (0.05 + hue * 0.2)) % 256, 90, 250)])
    picture = sky.convert("RGB").resize((width, height), Image.Resampling.BILINEAR)
    pen = ImageDraw.Draw(picture)
    x, y, r = dice.uniform(0.15, 0.85) * width, dice.uniform(0.12, 0.4) * height, min(width, height) / 14
    pen.ellipse((x - r, y - r, x + r, y + r), fill=(255, 240, 200))
    for layer in range(4):
        base, waves = height * (0.45 + layer * 0.13), [(dice.uniform(0.5, 3), dice.uniform(0, 6)) for _ in range(3)]
        tone = tuple(int(c * (0.85 - layer * 0.17)) for c in (90 + 60 * hue, 120, 150 - 60 * hue))
        edge = [
            (i, base + sum(height * 0.035 * math.sin(f * i / width * 6.3 + p) for f, p in waves))
            for i in range(0, width + 8, 8)
        ]
        pen.polygon([*edge, (width, height), (0, height)], fill=tone)
    return picture


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


def placeholder(picture):
    small = picture.copy()
    small.thumbnail((32, 32))
    rgba = [part for pixel in small.convert("RGBA").getdata() for part in pixel]
    return base64.b64encode(bytes(thumbhash.rgba_to_thumb_hash(small.width, small.height, rgba))).decode()


def photo_id(number):
    return hashlib.md5(f"photo {number}".encode(), usedforsecurity=False).hexdigest()


def document(number, day, picture, **more):
    camera = CAMERAS[number % len(CAMERAS)]
    time = f"{8 + number % 12:02}:{number * 7 % 60:02}:00"
    doc = {
        "_id": photo_id(number),
        "type": "photo",
        "taken": day,
        "taken_at": f"{day}T{time}+02:00",
        "taken_source": "EXIF DateTimeOriginal",
        "ts": "2025-01-02T03:04:05",
        "cat": ["Private", "Friends/Family", "Private", "Public"][number % 4],
        "keywords": [TAGS[number % len(TAGS)], TAGS[number * 3 % len(TAGS)]],
        "descr": "Uploaded image." if number % 3 else f"A walk by the water, number {number}.",
        "addedby": "Änne",
        "filename": f"IMG_{number:04}.jpg",
        "size": 2_000_000 + 12_345 * number,
        "width": picture.width * 5,
        "height": picture.height * 5,
        "extension": "jpg",
        "exif": {},
        "placeholder": placeholder(picture),
    }
    if camera:
        doc["exif"] = {
            "Image Make": camera[0],
            "Image Model": camera[1],
            "Image Orientation": ORIENTATIONS[1],
            "EXIF ExposureTime": "1/250",
            "EXIF FNumber": "28/10",
            "EXIF ISOSpeedRatings": "200",
            "EXIF FocalLength": "35",
        }
    return doc | more


def fill(album, *, count=60, new=20):
    """``count`` photos over three years, the newest ``new`` of them unprocessed; their ids, newest first."""
    drawn = {}
    ids = []
    for number in range(count):
        shape = SHAPES[number % len(SHAPES)]
        key = number % 28
        if key not in drawn:
            picture = landscape(key, shape)
            drawn[key] = picture, pictures(picture)
        picture, made = drawn[key]
        month, year = 12 - number * 36 // count % 12, 2024 - number * 3 // count
        doc = document(number, f"{year}-{month:02}-{28 - number % 9:02}", picture)
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


HOSTILE = "<img src=x onerror=\"document.title='hit'\"></script><script>document.title='hit'</script>'\"&amp;"
TRICKS = f"{HOSTILE}\u202egpj.exe\x00\x1b[31m" + "x" * 400


def hostile_document():
    picture = landscape(7)
    doc = document("hostile", "2023-03-03", picture) if False else document(999, "2023-03-03", picture)
    doc |= {
        "_id": photo_id("hostile"),
        "keywords": [HOSTILE.replace(" ", "_"), "javascript:alert(1)", "\u202etag"],
        "descr": f'{TRICKS}\n\n[x](javascript:alert(1)) **<b>bold</b>** https://example.org/"onclick=alert(1)',
        "cat": "<b>cat</b>",
        "filename": TRICKS,
        "addedby": HOSTILE,
        "taken_source": HOSTILE,
        "exif": {"Image Make": HOSTILE, "Image Model": TRICKS, HOSTILE: HOSTILE, "Image Orientation": HOSTILE},
        "placeholder": HOSTILE,
    }
    # No album takes NUL in a text of SQLite or JSON differently: it is escaped there and here.
    return Write(doc, pictures(picture))
