"""Words, tags, places and notes: where each program writes them, and what stays private."""

from __future__ import annotations

from tests.engine.real_files.row import AT, GPS, Row, jpeg, plain, time
from tests.photo import made
from tests.photo.containers import png_with
from tests.photo.made_metadata import (
    DATED,
    PICTURE,
    bag,
    described,
    gif_with,
    iptc_segment,
    latin_1,
    raw_profile,
    subjects,
    utf8_typed,
    windows,
    xmp_segment,
    xmp_text,
)

LR, DIGIKAM = 'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"', 'xmlns:digiKam="http://www.digikam.org/ns/1.0/"'
MWG = 'xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"'
FACE = (
    '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description '
    'mwg-rs:Name="Anna" mwg-rs:Type="Face"/></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>'
)
CAPTION = ("Grossmutter am Strand " * 32)[:660].strip()


WORDS: dict[str, Row] = {
    # F3
    "F3 XPTitle": Row(
        "F3a.jpg", jpeg(exif=windows(XPTitle="Strand")), "Windows Explorer, UTF-16LE", {"descr": "Strand"}
    ),
    "F3 XPKeywords": Row(
        "F3b.jpg",
        jpeg(exif=windows(XPKeywords="Anna;Ben; Łeba")),
        "split at semicolons",
        {"descr": "Uploaded image."},
        ("Anna", "Ben", "Łeba"),
    ),
    "F3 XPTitle in a TIFF": Row(
        "F3c.tif",
        made.encoded(PICTURE, "TIFF", tiffinfo={0x9C9B: "Strand".encode("utf-16-le") + b"\0\0"}),
        "Windows Explorer",
        {"descr": "Strand"},
    ),
    # F4
    "F4 what the owner takes back stays with the original": Row(
        "F4.jpg",
        jpeg(
            exif=made.exif(
                {
                    0x10E: "Geheim",
                    0x10D: "C:\\Users\\anna\\x.tif",
                    0x10F: "Maker",
                    0x110: "M 1",
                    0x9C9F: "Betreff".encode("utf-16-le") + b"\0\0",
                },
                {0xA431: "SERIAL-4711"},
            )
        ),
        "the allow-list of docs/formats.md",
        {"exif.Image Model": "M 1"},
        private={
            "Image ImageDescription": "Geheim",
            "Image DocumentName": "C:\\Users\\anna\\x.tif",
            "Image XPSubject": "Betreff",
            "EXIF BodySerialNumber": "SERIAL-4711",
        },
    ),
    # F9
    "F9 bytes behind the packet's end (Lightroom 13.1)": Row(
        "F9.png",
        png_with(
            PICTURE,
            xmp_text(
                made.xmp(subjects("a") + described("b"), 'photoshop:DateCreated="2016-05-06T07:08:09"')
                + b"\0\x1f junk <"
            ),
        ),
        "XMP part 1, 7.3.2",
        {**time(AT, "XMP DateCreated"), "descr": "b"},
        ("a",),
    ),
    # F10
    "F10 EXIF as a raw profile (exiv2 0.27)": Row(
        "F10a.png",
        png_with(made.stored(PICTURE, 6), raw_profile("exif", made.exif({0x112: 6}, DATED))),
        "as Pillow's getexif()",
        {**time(AT, "EXIF DateTimeOriginal"), "orientation": 6},
        upright=True,
    ),
    "F10 IPTC and XMP as raw profiles": Row(
        "F10b.png",
        png_with(
            PICTURE,
            raw_profile("xmp", made.xmp(described("words"))),
            raw_profile("iptc", made.iptc((2, 25, b"sea"))[14:]),
        ),
        "as ImageMagick writes them",
        {"descr": "words"},
        ("sea",),
    ),
    "F10 XMP in a GIF": Row(
        "F10c.gif",
        gif_with(made.xmp(subjects("sea"), 'photoshop:DateCreated="2016-05-06T07:08:09"')),
        "XMP part 3, 1.1.2",
        time(AT, "XMP DateCreated"),
        ("sea",),
    ),
    # small
    "small: GPSAltitudeRef 2": Row(
        "s8.jpg",
        jpeg(exif=made.exif(gps={**GPS, 5: b"\2", 6: 8.5})),
        "Exif 3.0, 4.6.7.1.6",
        place=(54.4342, 12.6889, 8.5),
    ),
    "small: GPSAltitudeRef 3": Row(
        "s9.jpg",
        jpeg(exif=made.exif(gps={**GPS, 5: b"\3", 6: 8.5})),
        "Exif 3.0, 4.6.7.1.6",
        place=(54.4342, 12.6889, -8.5),
    ),
    "small: lr:hierarchicalSubject alone": Row(
        "s10.jpg",
        jpeg(xmp_segment(bag("lr:hierarchicalSubject", "Places|Norway|Oslo"), LR)),
        "Lightroom names every level",
        tags=("Places", "Norway", "Oslo"),
    ),
    "small: digiKam:TagsList alone": Row(
        "s11.jpg",
        jpeg(xmp_segment(bag("digiKam:TagsList", "Places/Oslo", "sea").replace("Bag", "Seq"), DIGIKAM)),
        "digiKam names the last level",
        tags=("Oslo", "sea"),
    ),
    "small: faces (mwg-rs)": Row("s12.jpg", jpeg(xmp_segment(FACE, MWG)), "MWG 2.0, 5.9", tags=("Anna",)),
    "small: a place in XMP alone": Row(
        "s13.jpg",
        jpeg(xmp_segment("", 'exif:GPSLatitude="54,26.052N" exif:GPSLongitude="12,41.334W"')),
        "XMP part 2, exif",
        place=(54.4342, -12.6889, None),
    ),
    "small: a caption of EXIF 3.0's type 129": Row(
        "s14.jpg",
        jpeg(exif=utf8_typed(made.exif({0x10E: "Gro@~"}).replace(b"@~", "ß".encode()))),
        "Exif 3.0, 4.6.2",
        {"descr": "Groß"},
    ),
    # B4
    "B4 Latin-1": Row(
        "B4.jpg",
        jpeg(exif=latin_1(made.exif({0x10E: "Gro@mutter", 0x10F: "OLYMPUS", 0x110: "%ju 800"}))),
        "Windows-1252",
        {"descr": "Großmutter", "exif.Image Model": "µju 800"},
    ),
    # B5
    "B5 edf": Row("B5a.jpg", jpeg(exif=made.exif({0x10E: "edf"})), "Huawei's own word", {"descr": "Uploaded image."}),
    "B5 Created with GIMP": Row(
        "B5b.jpg", jpeg(exif=made.exif({0x10E: "Created with GIMP"})), "GIMP's own words", {"descr": "Uploaded image."}
    ),
    # B6
    "B6 an old code page beside XMP": Row(
        "B6a.jpg",
        jpeg(
            iptc_segment((2, 120, "Рига".encode("cp1251")), (2, 25, b"Riga")),
            xmp_segment(subjects("R&#299;ga") + described("R&#299;ga")),
        ),
        "MWG 2.0, 3.3.1",
        {"descr": "Rīga"},
        ("Rīga",),
    ),
    "B6 IPTC that was edited later": Row(
        "B6b.jpg",
        jpeg(
            iptc_segment((2, 120, b"Newer"), (2, 25, b"new"), digest=b"\1" * 16),
            xmp_segment(subjects("old") + described("Older")),
        ),
        "MWG 2.0, 3.3.1: the digest is another",
        {"descr": "Newer"},
        ("new",),
    ),
    # B7
    "B7 660 letters": Row("B7.jpg", jpeg(exif=made.exif({0x10E: CAPTION})), "whole", {"descr": CAPTION}),
    # B13
    "B13 a phone's folders are no tags": Row("DCIM/100APPLE/B13a.jpg", plain("B13a"), "DCF 2.0", tags=()),
    "B13 Camera-Uploads": Row("Camera-Uploads/Sent/B13b.jpg", plain("B13b"), "apps' own", tags=()),
    "B13 WhatsApp since Android 11": Row(
        "Android/media/com.whatsapp/WhatsApp/Media/WhatsApp Images/B13d.jpg", plain("B13d"), "apps' own", tags=()
    ),
    "B13 a person's folder is one": Row(
        "Camera/Norwegen/B13c.jpg", plain("B13c"), "a person named it", tags=("Norwegen",)
    ),
    # B14
    "B14 three in one; one in three spellings": Row(
        "B14a.jpg",
        jpeg(iptc_segment((2, 25, b"a, b; c"), (2, 25, b"anna"), (2, 25, b"Anna"), (2, 25, b"ANNA"))),
        "digiKam and others",
        tags=("a", "b", "c", "anna"),
    ),
    "B14 a hundred and forty": Row(
        "B14b.jpg",
        jpeg(exif=windows(XPKeywords=";".join(f"tag{n}" for n in range(140)))),
        "up to 1,000",
        tags=tuple(f"tag{n}" for n in range(140)),
    ),
}
