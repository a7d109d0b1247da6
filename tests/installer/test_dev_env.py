"""The environments that the development command makes: whole, and of the Python that runs it; and Ctrl-C."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tests.children import PATIENCE_S

pytestmark = pytest.mark.timeout(1800)  # whole environments are made, up to three, which takes much of a busy machine

INSTALLER = Path(__file__).resolve().parents[2] / "installer"


@pytest.fixture
def environment(installer, tmp_path, monkeypatch):
    """One in a folder of its own, which remembers what it would have installed."""
    dev_env = installer("dev_env")
    monkeypatch.setattr(dev_env, "ROOT", tmp_path)
    (tmp_path / "pyproject.toml").write_text("")

    class Remembering(dev_env.Environment):
        def __init__(self):
            super().__init__(".venv", "", ["test"])
            self.installed = []

        def _install(self, *what):
            self.installed.append(what)

    return Remembering


def has_pip(environment):
    asked = subprocess.run([environment.python, "-m", "pip", "--version"], capture_output=True, check=False)
    return asked.returncode == 0


def test_a_half_made_one_is_made_anew(environment, tmp_path):
    # What "python -m venv" leaves where ensurepip is missing, and what an interrupted first run leaves.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / ".venv"], check=True)
    made = environment()
    assert not has_pip(made)
    made.ready()
    assert has_pip(made)
    assert made.installed == [("--upgrade", "pip>=25.1"), ("-e", str(tmp_path), "--group", "test")]
    again = environment()
    again.ready()
    assert again.installed == [], "nothing changed"
    (tmp_path / "pyproject.toml").write_text("# changed")
    again.ready()
    assert len(again.installed) == 2


def test_one_of_another_python_is_made_anew(environment, tmp_path):
    made = environment()
    made.ready()
    config = tmp_path / ".venv/pyvenv.cfg"
    config.write_text(config.read_text().replace(f"version = 3.{sys.version_info.minor}.", "version = 3.10."))
    (tmp_path / ".venv/mark").touch()
    made.ready()
    assert not (tmp_path / ".venv/mark").exists()
    assert len(made.installed) == 4
    made.python.unlink()  # the system's Python was replaced by another one
    made.ready()
    assert has_pip(made)


def test_what_could_not_be_made_is_not_left_half(installer, environment, tmp_path, monkeypatch):
    monkeypatch.setattr(installer("dev_env").sys, "executable", "/bin/false")
    with pytest.raises(SystemExit, match="could not be made"):
        environment().ready()
    assert not (tmp_path / ".venv").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal's Ctrl-C is a signal to a group of processes here")
def test_ctrl_c_waits_for_what_runs_and_shows_no_traceback(tmp_path):
    """The verb's program gets the signal too and cleans up after itself, which may take a second."""
    child = tmp_path / "child.py"
    child.write_text(
        textwrap.dedent(
            """\
            import sys, time
            from pathlib import Path
            try:
                Path(sys.argv[1], "began").touch()
                time.sleep(60)
            except KeyboardInterrupt:
                time.sleep(1)
                Path(sys.argv[1], "cleaned").touch()
            """
        )
    )
    code = textwrap.dedent(
        f"""\
        import signal, sys
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.path.insert(0, {str(INSTALLER)!r})
        import dev
        dev.VERBS["check"] = dev.Verb(lambda _: dev.run(sys.executable, {str(child)!r}, {str(tmp_path)!r}))
        dev.packages.bring = lambda wanted, why: None
        sys.argv = ["dev.py", "check"]
        dev.main()
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            deadline = time.monotonic() + PATIENCE_S
            while not (tmp_path / "began").exists():
                assert time.monotonic() < deadline
                time.sleep(0.02)
            os.killpg(process.pid, signal.SIGINT)
            said, _ = process.communicate(timeout=PATIENCE_S)
        finally:
            process.kill()
    assert (process.returncode, said) == (130, "")
    assert (tmp_path / "cleaned").exists()
