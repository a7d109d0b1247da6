"""An export on a disk that is full, or takes shorter names: words instead of a traceback, and it goes on afterwards."""

import errno
import os
import subprocess

import pytest
from tests.children import PATIENCE_S
from tests.faults.mounts import encrypted, memory_disk
from tests.parts import local_album

from photospool.album.maintenance.export import export
from photospool.security.confined_files import PART

from .shots import added, shot


def left(folder):
    return sorted(path.name for path in folder.rglob(f"*{PART}"))


def test_a_full_disk_leaves_nothing_half_made_and_it_goes_on_later(tmp_path, monkeypatch):
    album = local_album(tmp_path / "album")
    for number in range(4):
        added(album, tmp_path, shot(number))
    folder, room = tmp_path / "out", [1]

    from photospool.album.maintenance import export as module

    copied = module.copied

    def full(chunks, out=None):
        if out is not None:
            room[0] -= 1
            if room[0] < 0:
                out.write(next(iter(chunks))[:10])
                raise OSError(errno.ENOSPC, "full")
        return copied(chunks, out) if out is not None else copied(chunks)

    monkeypatch.setattr(module, "copied", full)
    with pytest.raises(OSError, match="full"):
        export(album, folder)
    assert left(folder) == []
    assert not (folder / "index.csv").exists()
    assert len(list(folder.rglob("*.jpg"))) == 1
    monkeypatch.setattr(module, "copied", copied)
    assert export(album, folder).written == 3
    assert (folder / "index.csv").exists()


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_index_files_never_stay_half_made(tmp_path, monkeypatch, error):
    album = local_album(tmp_path / "album")
    added(album, tmp_path, shot())
    folder = tmp_path / "out"
    export(album, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    from photospool.album.maintenance import export as module

    def full(*_args, **_kwargs):
        raise OSError(error, "no more")

    monkeypatch.setattr(module, "_as_line", full)
    with pytest.raises(OSError, match="no more"):
        export(album, folder)
    assert left(folder) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def command(home, *arguments):
    env = {name: value for name, value in os.environ.items() if not name.startswith("PHOTOSPOOL_")}
    line = [os.sys.executable, "-m", "photospool", "--home", str(home), *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, env=env, timeout=PATIENCE_S, check=False)


def test_as_a_command_on_a_disk_that_is_really_full(tmp_path):
    home = tmp_path / "home"
    album = local_album(home / "album")
    for number in range(3):
        added(album, tmp_path, shot(number))
    album.close()
    with memory_disk(1) as small:
        hog = small / "hog"
        with hog.open("wb", buffering=0) as file:
            with pytest.raises(OSError):
                while True:
                    file.write(bytes(1 << 14))
            file.truncate(file.tell() - (1 << 14))
        done = command(home, "export", small / "out")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "too little room" in done.stderr and "same command" in done.stderr
        assert left(small) == []
        hog.unlink()
        done = command(home, "export", small / "out")
        assert done.returncode == 0, done.stderr
        assert len(list((small / "out" / "photos").rglob("*.jpg"))) == 3


def test_a_disk_with_shorter_names(tmp_path):
    """encfs takes 175 bytes."""
    album = local_album(tmp_path / "album")
    for number, name in enumerate(["写" * 60 + ".jpg", "写" * 60 + ".jpg", "x" * 190 + ".jpg", "short.jpg"]):
        added(album, tmp_path, shot(number, name=name))
    with encrypted("encfs") as other:
        found = export(album, other / "out")
        assert (found.taken_along, found.left_out) == (4, ())
        assert len(list((other / "out").rglob("*.jpg"))) == len(list((other / "out").rglob("*.jpg.xmp"))) == 4
        assert left(other) == []
        assert export(album, other / "out").written == 0
    album.close()
