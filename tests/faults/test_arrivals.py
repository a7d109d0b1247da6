"""What may lie in incoming, how files come to be there, and who else moves them."""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from PIL import ImageCms
from tests.children import PATIENCE_S, child, joined
from tests.parts import House, Running, choose, wait_for
from tests.photo import made
from tests.photo.films import film, needs_ffmpeg

from photospool import events
from photospool.album.embedded.album import LocalAlbum
from photospool.events import Outcome
from photospool.photo.options import Options
from photospool.photo.workers.pool import WorkerPool

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@needs_posix
def test_what_is_no_ordinary_file_is_never_opened_or_moved(house: House, tmp_path: Path) -> None:
    secret = tmp_path / "id_rsa"
    secret.write_bytes(b"secret")
    os.mkfifo(house.incoming / "fifo.jpg")
    (house.incoming / "link.jpg").symlink_to(secret)
    (house.incoming / "dangling.jpg").symlink_to(tmp_path / "nowhere")
    (house.incoming / "folders.jpg").symlink_to(tmp_path)
    (house.incoming / "folder.jpg").mkdir()
    plug = socket.socket(socket.AF_UNIX)
    plug.bind(str(house.incoming / "socket.jpg"))
    if sys.platform == "linux" and os.geteuid() == 0:
        os.mknod(house.incoming / "device.jpg", 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero: it never ends
    before = sorted(os.listdir(house.incoming))
    (house.incoming / "good.jpg").write_bytes(b"good")
    house.pass_over()
    plug.close()
    assert house.files("done") == ["good.jpg"]
    assert sorted(os.listdir(house.incoming)) == before
    assert secret.read_bytes() == b"secret"
    ignored = house.of(events.ScanFinished)[-1].ignored
    assert ignored["link"] == 3
    assert ignored["no ordinary file"] == len([name for name in before if name.split(".")[0] in Counter(
        ["fifo", "socket", "device"]
    )])  # fmt: skip


@needs_posix
def test_a_link_swapped_in_at_any_moment_is_never_read(house: House, tmp_path: Path) -> None:
    """Somebody changes a photo for a link to a secret and back, as fast as they can."""
    secret = tmp_path / "id_rsa"
    secret.write_bytes(b"secret")
    ends = threading.Event()

    def swap() -> None:
        number = 0
        while not ends.is_set():
            number += 1
            new = house.incoming / ".new"
            if number % 2:
                new.symlink_to(secret)
            else:
                new.write_bytes(b"photo %d" % (number % 50))
            os.replace(new, house.incoming / "a.jpg")

    swapping = threading.Thread(target=swap)
    swapping.start()
    engine = house.engine(uploads=1)
    try:
        with Running(engine):
            for _ in range(60):
                scans = len(house.of(events.ScanFinished))
                engine.look_now()
                wait_for(lambda before=scans: len(house.of(events.ScanFinished)) > before)
    finally:
        ends.set()
        joined(swapping)
    assert all(path.read_bytes() != b"secret" for path in house.done.iterdir() if not path.is_symlink())
    assert not any(path.is_symlink() for path in house.done.iterdir())
    album = LocalAlbum(house.root / "album")
    assert all(
        row["doc"].get("sha256") != hashlib.sha256(b"secret").hexdigest() for row in album.all_docs(include_docs=True)
    )
    album.close()


def _slowly(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        for at in range(0, len(data), 50_000):
            file.write(data[at : at + 50_000])
            file.flush()
            time.sleep(0.05)


def _with_a_pause(path: Path, data: bytes) -> None:
    """A client that stalls, longer than a file needs to settle."""
    with path.open("wb") as file:
        file.write(data[: len(data) // 2])
        file.flush()
        time.sleep(0.8)
        file.write(data[len(data) // 2 :])


def _reserved_first(path: Path, data: bytes) -> None:
    """A copier that gives the file its size first."""
    with path.open("wb") as file:
        file.truncate(len(data))
        time.sleep(0.8)
        file.seek(0)
        file.write(data)


def _through_memory(path: Path, data: bytes) -> None:
    """Written through a map of the file; nobody has it open any more."""
    with path.open("wb+") as file:
        file.truncate(len(data))
        view = mmap.mmap(file.fileno(), len(data))
    for at in range(0, len(data), 50_000):
        view[at : at + 50_000] = data[at : at + 50_000]
        time.sleep(0.05)
    view.flush()
    view.close()


def _as_it_was(path: Path, data: bytes) -> None:
    """cp -p: old times at once, in place."""
    source = path.with_name(".source")
    source.write_bytes(data)
    os.utime(source, (1e9, 1e9))
    shutil.copy2(source, path)


def _beside_and_renamed(path: Path, data: bytes) -> None:
    """As sync clients do."""
    part = path.with_name(f".syncthing.{path.name}.tmp")
    _slowly(part, data)
    part.rename(path)


def _renamed_meanwhile(path: Path, data: bytes) -> None:
    """A sync client renames what a phone is still filming; it goes on into the same file, with a pause."""
    part = path.with_name(f".syncthing.{path.name}.tmp")
    with part.open("wb") as file:
        file.write(data[: len(data) // 3])
        file.flush()
        part.rename(path)
        for at in range(len(data) // 3, len(data), 100_000):
            time.sleep(0.8)
            file.write(data[at : at + 100_000])
            file.flush()


WRITERS = [
    *(_slowly, _with_a_pause, _reserved_first, _through_memory, _as_it_was, _beside_and_renamed, _renamed_meanwhile),
]


@pytest.mark.parametrize("writer", WRITERS)
def test_however_a_file_is_written_the_album_has_it_whole(house: House, writer: object) -> None:
    """Real decoding, so that half a photo is seen as such."""
    data = made.encoded(made.corners(1200, 900).effect_spread(400), quality=95)
    assert len(data) > 300_000
    _arrives_whole(house, writer, data, "a.jpg")


@needs_ffmpeg
@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("name", ["plain.mp4", "front.mp4", "plain.mkv", "camera.avi"])
def test_however_a_film_is_written_the_album_has_it_whole(house: House, writer: object, name: str) -> None:
    """Whatever the container: what it tells in front of its length is believed, not how long it stood still."""
    house.takes_sidecars = True  # and all other kinds
    _arrives_whole(house, writer, film(name), name)


def _arrives_whole(house: House, writer: object, data: bytes, name: str) -> None:
    decoders = WorkerPool(1, Options(large=False, videos=True))
    house.decoder.prepare = decoders.prepare  # type: ignore[method-assign]
    house.decoder.close = decoders.close  # type: ignore[method-assign]
    engine = house.engine(watch=True, wait_s=0.3)
    with Running(engine):
        wait_for(lambda: house.of(events.ScanFinished))
        writer(house.incoming / name, data)  # type: ignore[operator]
        while not (house.done / name).exists():
            engine.look_now()
            scans = len(house.of(events.ScanFinished))
            wait_for(lambda before=scans: len(house.of(events.ScanFinished)) > before)
            assert not house.of(events.PhotoSetAside)
    album = LocalAlbum(house.root / "album")
    documents = [row["doc"] for row in album.all_docs(include_docs=True)]
    album.close()
    kept = [doc["sha256"] for doc in documents if doc["type"] == "photo" and doc["cat"] != "Trash"]
    assert kept == [hashlib.sha256(data).hexdigest()]
    assert (house.done / name).read_bytes() == data


def test_files_that_go_and_come_while_we_work_are_no_error(house: House) -> None:
    """The user, and a sync client, delete and restore what we are about to take."""
    ends = threading.Event()
    rng = random.Random(1)

    def meddle() -> None:
        number = 0
        while not ends.is_set():
            number += 1
            path = house.incoming / f"{rng.randrange(6)}.jpg"
            if rng.random() < 0.5:
                path.unlink(missing_ok=True)
            elif not path.exists():
                part = path.with_name(f".{number}.part")
                part.write_bytes(b"photo %d" % number)
                part.rename(path)

    meddling = threading.Thread(target=meddle)
    meddling.start()
    engine = house.engine(uploads=2)
    try:
        with Running(engine):
            while len(house.of(events.PhotoStored)) < 40:
                scans = len(house.of(events.ScanFinished))
                engine.look_now()
                wait_for(lambda before=scans: len(house.of(events.ScanFinished)) > before)
    finally:
        ends.set()
        joined(meddling)
    assert house.of(events.PhotoSetAside) == house.of(events.PhotoWaiting) == house.of(events.QueuePaused) == []
    assert all(path.stat().st_size for path in house.done.iterdir())


def test_two_desktops_with_one_synced_folder_and_one_album(tmp_path: Path) -> None:
    """Each gets its own copy of a photo, at the same time: one photo in the album, both files in done."""
    album = LocalAlbum(tmp_path / "album")
    houses = [House(tmp_path / name, album=album) for name in ("desk", "laptop")]
    for number in range(12):
        for house in houses:
            (house.incoming / f"{number}.jpg").write_bytes(b"photo %d" % number)
    album.close = lambda: None  # type: ignore[method-assign]
    threads = [threading.Thread(target=house.engine().run_once) for house in houses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    outcomes = Counter(event.outcome for house in houses for event in house.of(events.PhotoStored))
    assert [len(house.files("done")) for house in houses] == [12, 12]
    assert len(houses[0].photos()) == len(houses[0].originals()) == 12
    assert outcomes[Outcome.NEW] + outcomes[Outcome.DUPLICATE] + outcomes[Outcome.COMPLETED] == 24
    assert not any(house.of(events.PhotoSetAside) or house.of(events.PhotoWaiting) for house in houses)
    LocalAlbum.close(album)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send to a process of its own")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_the_real_program_ends_when_it_is_asked_to_and_goes_on_later(tmp_path: Path, name: str) -> None:
    for folder in ("incoming", "work", "done"):
        (tmp_path / folder).mkdir()
    for number in range(40):
        picture = made.corners(600 + number, 400).effect_spread(30)
        (tmp_path / "incoming" / f"{number}.jpg").write_bytes(made.encoded(picture, quality=95))
    before = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "incoming").iterdir()}
    settings = {f"folders.{folder}": str(tmp_path / folder) for folder in ("incoming", "work", "done")}
    program = [sys.executable, "-m", "photospool", "--home", str(tmp_path / "home")]
    (tmp_path / "home").mkdir()
    choose(tmp_path / "home/settings.toml", {**settings, "program.settle_s": 1})
    with child([*program, "run", "--yes"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        wait_for(lambda: len(list((tmp_path / "done").iterdir())) >= 3)
        began = time.monotonic()
        process.send_signal(getattr(signal, name))
        out, _ = process.communicate(timeout=PATIENCE_S)
        print(f"ended after {time.monotonic() - began:.2f} s")
    assert process.returncode == 0, out
    assert "Traceback" not in out
    left = [path for folder in ("incoming", "work", "done") for path in (tmp_path / folder).rglob("*.jpg")]
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in left} == before
    folders = [str(tmp_path / folder) for folder in ("incoming", "work", "done")]
    subprocess.run([*program, "process", *folders, "--json"], check=True, capture_output=True, timeout=PATIENCE_S)
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "done").iterdir()} == before


MARKER = b"PLANTED-7f3a"


def test_what_was_planted_in_a_photo_is_in_nothing_that_is_for_everybody(tmp_path: Path) -> None:
    """EXIF (owner, serial, place), XMP, IPTC, comments, profile: with the original's document they end."""
    word = MARKER.decode()
    image = {
        0x13B: f"{word} artist",
        0x8298: f"{word} copyright",
        0xC62F: f"{word} serial",
        0x10F: "Maker",
        0x110: "Model",
    }
    details = {0xA430: f"{word} owner", 0xA431: f"{word} body", 0xA435: f"{word} lens", 0x927C: MARKER * 3}
    place = made.place((54, 26, 3), (12, 41, 20), GPSDateStamp=word, GPSProcessingMethod=MARKER)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + MARKER
    picture = made.encoded(
        made.corners(2000, 1500), exif=made.exif(image, details, place), icc_profile=profile, comment=MARKER,
        xmp=made.xmp("", f'xmp:CreatorTool="{word}" photoshop:Credit="{word}"'),
    )  # fmt: skip
    data = made.with_segments(
        picture, (0xED, made.iptc((2, 80, MARKER), (2, 116, MARKER))), (0xFE, MARKER), (0xEB, MARKER)
    )
    data += MARKER  # and behind the end
    assert data.count(MARKER) >= 12
    house = House(tmp_path)
    (house.incoming / "a.jpg").write_bytes(data)
    decoders = WorkerPool(1, Options())
    house.decoder.prepare = decoders.prepare  # type: ignore[method-assign]
    house.pass_over()
    decoders.close()
    documents = {row["doc"]["type"]: row["doc"] for row in house.album.all_docs(include_docs=True)}
    assert word not in json.dumps(documents["photo"])
    assert not any("GPS" in name for name in documents["photo"]["exif"])
    assert word in json.dumps(documents["original"]["exif"])
    assert documents["original"]["location"]
    assert set(documents["photo"]["_attachments"]) == {"thumb.jpg", "800x600.jpg", "1600x1200.jpg"}
    for name in documents["photo"]["_attachments"]:
        _, path = house.album.attachment(documents["photo"]["_id"], name)
        assert MARKER not in path.read_bytes()
    house.album.close()
