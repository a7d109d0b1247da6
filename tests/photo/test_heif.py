"""The one room of HEIC: what is loaded says its version; what is old, mixed or empty opens nothing and is told."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from tests.photo import made

import photospool
from photospool import events
from photospool.config.paths import places
from photospool.config.settings import Settings
from photospool.engine.factory import assemble, settler_of
from photospool.errors import DecoderUnfit
from photospool.photo import heif
from photospool.photo.options import Options
from photospool.photo.workers.pool import WorkerPool

HEIC = Path(__file__).resolve().parents[2] / "resources/samples/upright.heic"
SOURCES = Path(photospool.__file__).parent.parent


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Puts another ``pi_heif`` before the real one, in this program's processes: (libheif, libde265) or its code."""

    def put(libheif="", libde265="", code=None, forerunner=False):
        folder = tmp_path / "packages"
        (folder / "pi_heif").mkdir(parents=True, exist_ok=True)
        says = {"libheif": libheif, "decoders": {"libde265": f"libde265 HEVC decoder, version {libde265}"}}
        code = f"def libheif_info(): return {says!r}\n" if code is None else code
        (folder / "pi_heif/__init__.py").write_text(code)
        if forerunner:
            (folder / "pi_heif-1.4.0.dist-info").mkdir()
            (folder / "pi_heif-1.4.0.dist-info/METADATA").write_text("Name: pi-heif\nVersion: 1.4.0\n")
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(SOURCES)]))

    return put


def test_the_loaded_libraries_are_at_or_above_the_floors():
    """What ``dev.py audit`` looks at every week, here for what is installed: below a floor, everything is red."""
    found = heif.ask()
    assert (found.is_fit, found.title, set(found.versions)) == (True, "", set(heif.FLOORS))
    for name, floor in heif.FLOORS.items():
        assert tuple(int(part) for part in found.versions[name].split(".")) >= floor


@pytest.mark.parametrize(
    ("libheif", "libde265", "is_fit"),
    [
        ("1.23.4", "1.1.3", True),
        ("1.24.0", "1.2", True),
        ("1.100.0", "1.1.10", True),
        ("1.23.0", "1.1.0", False),
        ("1.23.4", "1.1.2", False),
        ("1.23.3", "1.1.3", False),
        ("1.9.9", "1.1.3", False),
        ("", "1.1.3", False),
        ("1.23.4", "", False),
    ],
)
def test_a_library_below_its_floor_opens_nothing(installed, libheif, libde265, is_fit):
    installed(libheif, libde265)
    found = heif.ask()
    assert found.is_fit is is_fit
    assert (heif.LINE in found.advice) is not is_fit
    assert (found.problem is None) is is_fit


def test_an_old_library_is_named_with_the_one_that_mends_it(installed):
    installed("1.23.0", "1.1.3")
    found = heif.ask()
    assert found.title == "The decoder for HEIC photos has known faults (libheif 1.23.0; libheif 1.23.4 mends them)."
    assert found.words == "libheif 1.23.0, libde265 1.1.3"


@pytest.mark.parametrize("code", ["", "raise OSError('another system')", "1/0", "def libheif_info(): return None"])
def test_a_module_that_is_no_decoder_is_told_with_the_line_that_mends_it(installed, code):
    installed(code=code)
    found = heif.ask()
    assert (found.is_fit, found.versions) == (False, {})
    assert heif.LINE in found.advice


def test_the_empty_folder_that_uninstalling_pi_heif_leaves_is_no_decoder(tmp_path):
    (tmp_path / "pi_heif").mkdir()
    (tmp_path / "pi_heif/py.typed").touch()
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(SOURCES)])}
    command = [sys.executable, "-S", "-P", "-c", "from photospool.photo.heif import answer; answer()"]
    said = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
    assert '"is_fit": false' in said
    assert "pip uninstall -y pi-heif && pip install --force-reinstall --no-deps pi-heif-decoder" in said


def test_both_packages_at_once_go_on_but_are_told(installed):
    installed("1.23.4", "1.1.3", forerunner=True)
    found = heif.ask()
    assert found.is_fit
    assert "pi-heif" in found.title
    assert heif.LINE in found.advice


def test_a_process_that_ends_badly_or_says_nonsense_is_no_decoder(installed):
    for code in ("import os; os._exit(11)", "import os; os.write(1, b'nonsense')"):
        installed(code=code)
        assert heif.ask().is_fit is False
    assert heif.ask(python="/nowhere/python").is_fit is False


def brands(major, *others):
    return struct.pack(">I4s4sI", 16 + 4 * len(others), b"ftyp", major, 0) + b"".join(others) + b"\0\0\0\x08free"


@pytest.mark.parametrize(
    ("head", "is_heic"),
    [
        (brands(b"heic", b"mif1", b"heic"), True),
        (brands(b"heix"), True),
        (brands(b"mif1", b"heic"), True),
        (brands(b"mif1"), True),
        (brands(b"mif1", b"miaf", b"avif"), False),
        (brands(b"mif1", b"avif", b"heic"), True),
        (brands(b"avif", b"mif1"), False),
        (brands(b"isom", b"mp42"), False),
        (b"\xff\xd8\xff\xe0", False),
        (b"", False),
    ],
)
def test_which_files_are_for_this_decoder(head, is_heic):
    assert heif.is_heic(head) is is_heic


def test_the_program_is_asked_for_no_decoder_where_no_heic_is(tmp_path):
    def ask():
        raise AssertionError("asked")

    keeper = heif.DecoderCheck(ask)
    assert keeper.held(str(tmp_path / "a.jpg")) is None


def test_asking_never_loads_the_decoder_into_the_program():
    code = "import sys; from photospool.photo import heif; heif.ask(); print({'PIL', 'pi_heif'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "set()"


@pytest.fixture
def chosen(tmp_path):
    settings = Settings().replace("program.settle_s", 1)
    for name in ("incoming", "work", "done"):
        (tmp_path / name).mkdir()
        settings = settings.replace(f"folders.{name}", str(tmp_path / name))
    return settings


def pass_over(settings, tmp_path):
    told = []
    assemble(settings, places(tmp_path / "home"), None, told.append, watch=False).run_once()
    return told


def test_heic_waits_in_incoming_for_its_decoder_and_nothing_else_does(tmp_path, chosen, installed):
    incoming = tmp_path / "incoming"
    (incoming / "trip").mkdir()
    heic = HEIC.read_bytes()
    (incoming / "trip/IMG_1.HEIC").write_bytes(heic)
    (incoming / "renamed.jpg").write_bytes(heic)
    (incoming / "fine.jpg").write_bytes(made.encoded(made.corners()))
    (incoming / "really a jpeg.heic").write_bytes(made.encoded(made.corners(60, 40)))
    installed("1.23.0", "1.1.0")
    told = pass_over(chosen, tmp_path)
    (trouble,) = [event for event in told if isinstance(event, events.DecoderTroubled)]
    assert (trouble.is_fit, heif.LINE in trouble.advice) == (False, True)
    scans = [event for event in told if isinstance(event, events.ScanFinished)]
    assert dict(scans[-1].ignored) == {heif.WAITS: 2}
    assert sorted(path.name for path in incoming.rglob("*.*")) == ["IMG_1.HEIC", "renamed.jpg"]
    assert (incoming / "renamed.jpg").read_bytes() == (incoming / "trip/IMG_1.HEIC").read_bytes() == heic
    assert sorted(path.name for path in (tmp_path / "done").iterdir()) == ["fine.jpg", "really a jpeg.heic"]
    assert list((tmp_path / "work/failed").iterdir()) == []


def test_once_it_is_mended_what_waited_goes_on_by_itself(tmp_path, chosen, installed, monkeypatch):
    (tmp_path / "incoming/IMG_1.HEIC").write_bytes(HEIC.read_bytes())
    installed(code="")
    pass_over(chosen, tmp_path)
    assert (tmp_path / "incoming/IMG_1.HEIC").exists()
    monkeypatch.delenv("PYTHONPATH")
    told = pass_over(chosen, tmp_path)
    assert (tmp_path / "done/IMG_1.HEIC").read_bytes() == HEIC.read_bytes()
    assert not [event for event in told if isinstance(event, events.DecoderTroubled)]


def test_a_heic_that_is_in_work_already_is_set_aside_with_the_reason(tmp_path, installed):
    installed("1.23.0", "1.1.0")
    decoders = WorkerPool(1, Options())
    try:
        path = tmp_path / "added by hand.jpg"
        path.write_bytes(HEIC.read_bytes())
        with pytest.raises(DecoderUnfit, match=r"known faults.*pip uninstall"):
            decoders.prepare(path, path.name)
        path.write_bytes(made.encoded(made.corners()))
        assert decoders.prepare(path, path.name).reading.format == "JPEG"
    finally:
        decoders.close()


def test_status_counts_what_waits(tmp_path, chosen, installed):
    (tmp_path / "incoming/IMG_1.HEIC").write_bytes(HEIC.read_bytes())
    installed("1.23.0", "1.1.0")
    scan = settler_of(chosen).look()
    assert (scan.settling, dict(scan.counts)) == (0, {heif.WAITS: 1})
