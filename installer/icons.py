"""Renders the program's icon in every form that systems want. Needs PySide6 and Pillow.

python installer/icons.py FOLDER     photospool-16.png … photospool-1024.png, photospool.ico, photospool.icns
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWN = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512, 1024)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_SIZES = (16, 32, 64, 128, 256, 512, 1024)
MAC_MARGIN = 100 / 1024
"""macOS draws its icons with air around them, on this grid."""


def rendered(size: int, margin: float = 0.0) -> Image.Image:
    """The icon with so many pixels a side; the smallest has a drawing of its own."""
    is_smallest = size == 16 and not margin
    renderer = QSvgRenderer(str(DRAWN / ("photospool-16.svg" if is_smallest else "photospool.svg")))
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    inner = size * (1 - 2 * margin)
    renderer.render(painter, QRectF(size * margin, size * margin, inner, inner))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(data.data())).convert("RGBA")


def render_all(folder: Path) -> None:
    """Write every form into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: rendered(size) for size in SIZES}
    for size, picture in pictures.items():
        picture.save(folder / f"photospool-{size}.png", optimize=True)
    # Each size as it was drawn; Pillow would else shrink the largest.
    *others, largest = (pictures[size] for size in ICO_SIZES)
    largest.save(folder / "photospool.ico", sizes=[(size, size) for size in ICO_SIZES], append_images=others)
    *others, largest = (rendered(size, MAC_MARGIN) for size in ICNS_SIZES)
    largest.save(folder / "photospool.icns", append_images=others)


if __name__ == "__main__":
    render_all(Path(sys.argv[1]))
