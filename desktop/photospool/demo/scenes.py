"""Landscapes drawn by rule, so that the samples look like photos and belong to nobody.

It never knows of cameras, dates or files.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

_FINER = 2  # drawn so many times larger, for smooth edges

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """The light and the things of one landscape."""

    sky: tuple[str, ...]
    """Colours from the top to the horizon."""
    far: str
    """The colour of the farthest hills."""
    near: str
    """The colour of the nearest."""
    sun: str = ""
    """The colour of sun or moon; empty: none to be seen."""
    sun_at: tuple[float, float] = (0.7, 0.35)
    """Parts of width and height."""
    horizon: float = 0.55
    """Part of the height."""
    hills: int = 4
    roughness: float = 1.0
    sea: str = ""
    """The water's colour; empty: land."""
    stars: int = 0
    trees: int = 0
    lights: int = 0
    """Lit windows along the horizon."""


SCENES: dict[str, Scene] = {
    "dawn": Scene(
        ("#2b3a67", "#8d6a9f", "#f2a97e", "#ffe3b3"), "#a58ba8", "#1f2440", "#fff3d6", (0.62, 0.47), trees=14
    ),
    "noon": Scene(("#2f7fd1", "#7fb8ec", "#dff0fb"), "#9dbfce", "#2f6b3a", "#ffffff", (0.2, 0.16), trees=40),
    "lake": Scene(
        ("#4a90c2", "#a9d3e8", "#fdf1dc"), "#8fa9b8", "#35524a", "", sea="#5c93ad", horizon=0.5, roughness=1.6
    ),
    "dunes": Scene(("#3d6fb0", "#a6cbe8", "#fbe6c4"), "#e8c48d", "#b5713a", "#fff8e1", (0.8, 0.2), roughness=0.4),
    "night": Scene(
        ("#050a1f", "#12204a", "#33406f"), "#2a3358", "#070b18", "#f6f1d5", (0.25, 0.2), stars=260, lights=60
    ),
    "sunset": Scene(
        ("#352b52", "#a2456b", "#f0764f", "#ffd07a"),
        "#8f4a63",
        "#23152c",
        "#fff1b8",
        (0.5, 0.5),
        sea="#a85a62",
        hills=2,
    ),
    "snow": Scene(
        ("#7ea3c9", "#c3d8ea", "#f4f8fb"), "#c9d8e6", "#f3f7fb", "#fffdf2", (0.3, 0.22), roughness=2.2, trees=18
    ),
    "meadow": Scene(
        ("#5aa0d8", "#bfe0f2", "#f6fbef"), "#9ec3a0", "#5f9e3f", "#fffbe0", (0.75, 0.18), roughness=0.6, trees=9
    ),
    "coast": Scene(("#3f86c6", "#9fd0ea", "#eaf6f6"), "#88a6ad", "#6d7f5a", "", sea="#2f8fa3", horizon=0.48, hills=2),
    "autumn": Scene(("#6f8fb0", "#d4cdbf", "#f7e3bd"), "#c08a5a", "#7a3a1d", "#fff0c9", (0.15, 0.3), trees=60),
    "fog": Scene(("#b9c4c9", "#d9dfe0", "#eef0ee"), "#c8cfd0", "#5d6a6b", "", hills=6, roughness=1.2, trees=24),
    "town": Scene(("#20284f", "#5d4a78", "#d98a6a", "#f8c88a"), "#4c4668", "#15182b", "", lights=140, roughness=0.5),
}


def draw(name: str, size: tuple[int, int]) -> Image.Image:
    """The named scene in this size (pixels): the same each time."""
    scene = SCENES[name]
    dice = random.Random(name)  # noqa: S311 - hills, not keys
    width, height = size[0] * _FINER, size[1] * _FINER
    horizon = int(height * scene.horizon)
    picture = _gradient(scene.sky, (width, height), horizon)
    _stars(picture, scene.stars, horizon, dice)
    if scene.sun:
        picture = _shine(picture, scene)
    pen = ImageDraw.Draw(picture)
    for layer in range(scene.hills):
        depth = layer / max(1, scene.hills - 1)
        _hill(pen, (width, height), scene, depth, dice)
    if scene.sea:
        _sea(picture, scene, horizon, dice)
    _lights(pen, scene.lights, (width, height), horizon, dice)
    picture = picture.resize(size, Image.Resampling.LANCZOS)
    return _grained(picture, dice)


def _gradient(colours: tuple[str, ...], size: tuple[int, int], horizon: int) -> Image.Image:
    column = Image.new("RGB", (1, len(colours)))
    for row, colour in enumerate(colours):
        column.putpixel((0, row), _rgb(colour))
    sky = column.resize((1, horizon + 1), Image.Resampling.BICUBIC).resize((size[0], horizon + 1))
    picture = Image.new("RGB", size, _rgb(colours[-1]))
    picture.paste(sky)
    return picture


def _stars(picture: Image.Image, count: int, horizon: int, dice: random.Random) -> None:
    pen = ImageDraw.Draw(picture)
    for _ in range(count):
        x, y, r = dice.uniform(0, picture.width), dice.uniform(0, horizon), dice.uniform(1, 3.5)
        light = int(dice.uniform(120, 255))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(light, light, min(255, light + 15)))


def _shine(picture: Image.Image, scene: Scene) -> Image.Image:
    """The disc and its glow, added as light."""
    small = (picture.width // 8, picture.height // 8)
    glow = Image.new("RGB", small)
    x, y = scene.sun_at[0] * small[0], scene.sun_at[1] * small[1]
    for radius, part in ((0.22, 0.16), (0.12, 0.3), (0.035, 1.0)):
        r = radius * small[0]
        light = Image.new("RGB", small)
        colour = _between((0, 0, 0), _rgb(scene.sun), part)
        ImageDraw.Draw(light).ellipse((x - r, y - r, x + r, y + r), fill=colour)
        glow = ImageChops.add(glow, light.filter(ImageFilter.GaussianBlur(r / 3 if part < 1 else 1)))
    return ImageChops.screen(picture, glow.resize(picture.size, Image.Resampling.BICUBIC))


def _hill(pen: ImageDraw.ImageDraw, size: tuple[int, int], scene: Scene, depth: float, dice: random.Random) -> None:
    """One range of hills, from far (0) to near (1): waves on waves."""
    width, height = size
    base = height * (scene.horizon + (1 - scene.horizon) * depth * (0.15 if scene.sea else 0.75))
    swing = height * 0.07 * scene.roughness * (0.6 + 0.4 * depth)
    waves = [(dice.uniform(0.6, 1.6) * 2**octave, dice.uniform(0, math.tau), 0.5**octave) for octave in range(6)]

    def top(x: float) -> float:
        return base - swing * sum(part * math.sin(math.tau * rate * x / width + at) for rate, at, part in waves)

    colour = _between(_rgb(scene.far), _rgb(scene.near), depth)
    outline = [(float(x), top(x)) for x in range(0, width + 8, 8)]
    pen.polygon([*outline, (float(width), float(height)), (0.0, float(height))], fill=colour)
    for _ in range(int(scene.trees * depth)):
        x = dice.uniform(0, width)
        tall = height * 0.05 * dice.uniform(0.6, 1.4) * (0.4 + depth)
        foot, wide = top(x) + tall * 0.1, tall * 0.22
        dark = _between(colour, (12, 28, 24), dice.uniform(0.35, 0.6))
        for step in range(3):  # a fir
            up = foot - tall * (0.25 * step)
            part = wide * (1 - 0.25 * step)
            pen.polygon([(x - part, up), (x + part, up), (x, up - tall * 0.5)], fill=dark)


def _sea(picture: Image.Image, scene: Scene, horizon: int, dice: random.Random) -> None:
    """Water mirrors what stands above it, more of its own colour the nearer it is; and it glitters."""
    line = horizon + int((picture.height - horizon) * 0.1)
    deep = picture.height - line
    mirrored = picture.crop((0, max(0, line - deep), picture.width, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    mirrored = mirrored.resize((picture.width, deep)).filter(ImageFilter.GaussianBlur(6))
    water = Image.new("RGB", mirrored.size, _rgb(scene.sea))
    fade = Image.linear_gradient("L").resize(mirrored.size).point([70 + value * 120 // 255 for value in range(256)])
    picture.paste(Image.composite(water, mirrored, fade), (0, line))
    pen = ImageDraw.Draw(picture, "RGBA")
    for _ in range(500):
        part = dice.random() ** 1.5
        x, y = dice.uniform(0, picture.width), line + part * deep
        long = 10 + 120 * part
        pen.line((x, y, x + long, y), fill=(255, 255, 255, int(dice.uniform(8, 46))), width=1 + int(4 * part))


def _lights(pen: ImageDraw.ImageDraw, count: int, size: tuple[int, int], horizon: int, dice: random.Random) -> None:
    for _ in range(count):
        x = dice.gauss(size[0] * 0.5, size[0] * 0.22)
        y = dice.uniform(horizon + size[1] * 0.16, size[1] * 0.93)
        side = dice.uniform(4, 9)
        warm = _between((255, 190, 90), (255, 244, 205), dice.random())
        pen.rectangle((x, y, x + side, y + side * 1.5), fill=warm)


def _grained(picture: Image.Image, dice: random.Random) -> Image.Image:
    """A little grain, so that smooth skies show no bands."""
    size = (256, 256)
    tile = Image.frombytes("L", size, bytes(dice.randrange(122, 135) for _ in range(size[0] * size[1])))
    grain = Image.new("L", picture.size)
    for x in range(0, picture.width, size[0]):
        for y in range(0, picture.height, size[1]):
            grain.paste(tile, (x, y))
    return ImageChops.add(picture, Image.merge("RGB", (grain, grain, grain)), 1.0, -128)


def _rgb(colour: str) -> Colour:
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue


def _between(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue
