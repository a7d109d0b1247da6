"""Programs that we start are given what is named, and never a password."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from photospool.security import child_env
from photospool.security.child_env import DECODING, TOOLS, ask_python, environment, run
from photospool.system.credentials import take_password

SOURCE = Path(__file__).resolve().parents[2] / "desktop" / "photospool"
SECRETS = {"PHOTOSPOOL_PASSWORD": "s3cret", "GITHUB_TOKEN": "s3cret", "PGPASSWORD": "s3cret", "https_proxy": "a:b@c"}


def test_what_is_not_named_stays_here():
    env = {"PATH": "/bin", "LANG": "de_DE.UTF-8", "XDG_RUNTIME_DIR": "/run/user/7", **SECRETS}
    assert environment(DECODING, env) == {"PATH": "/bin", "LANG": "de_DE.UTF-8"}
    assert environment(TOOLS, env, MORE="1") == {
        "PATH": "/bin", "LANG": "de_DE.UTF-8", "XDG_RUNTIME_DIR": "/run/user/7", "MORE": "1",
    }  # fmt: skip


def test_every_program_that_we_start_is_given_an_environment_of_its_own():
    lacking = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"subprocess.run", "subprocess.Popen"}:
                given = [ast.unparse(word.value) for word in node.keywords if word.arg == "env"]
                if not given or not given[0].startswith("environment("):
                    lacking.append(f"{path.name}:{node.lineno}")
    assert lacking == []


def test_python_is_asked_in_a_process_of_its_own_without_our_secrets(monkeypatch):
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    code = "import json, os, sys; print(json.dumps({'pid': os.getpid(), 'env': dict(os.environ), 'path': sys.path}))"
    said = ask_python(code)
    assert said["pid"] > 0
    assert not set(SECRETS) & set(said["env"])
    assert "" not in said["path"], "not where the program happens to stand"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("import os; os._exit(11)", subprocess.CalledProcessError),
        ("print('nonsense')", ValueError),
        ("print('[1]')", ValueError),
    ],
)
def test_python_that_gives_no_answer_is_told(code, error):
    with pytest.raises(error):
        ask_python(code)
    with pytest.raises(OSError):
        ask_python("print('{}')", python="/nowhere/python")


def test_python_that_never_answers_is_ended(monkeypatch):
    monkeypatch.setattr(child_env, "_PATIENCE_S", 0.2)
    with pytest.raises(subprocess.TimeoutExpired):
        ask_python("import time; time.sleep(60)")


def test_a_bundle_asks_itself(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(OSError, match="bundle"):
        ask_python("print('{}')")
    if sys.platform != "win32":
        program = tmp_path / "program"
        program.write_text("#!/bin/sh\necho '{\"asked\": \"'$1'\"}'\n")
        program.chmod(0o700)
        assert ask_python("", flag="--tell-decoder", python=str(program)) == {"asked": "--tell-decoder"}


def test_a_password_of_the_environment_leaves_it():
    env = {"PHOTOSPOOL_USER": "ann", "PHOTOSPOOL_PASSWORD": "s3cret"}
    assert take_password(env) == "s3cret"
    assert env == {"PHOTOSPOOL_USER": "ann"}
    assert take_password(env) == ""


def test_a_program_of_the_system_gets_no_secret_nothing_to_read_and_ends_in_time(monkeypatch):
    monkeypatch.setenv("PHOTOSPOOL_PASSWORD", "s3cret")
    code = "import os, sys; print(os.environ.get('PHOTOSPOOL_PASSWORD'), sys.stdin.read(), end=''); sys.exit(3)"
    done = run([sys.executable, "-c", code], TOOLS, timeout_s=60)
    assert (done.returncode, done.stdout) == (3, b"None ")
    with pytest.raises(subprocess.TimeoutExpired):
        run([sys.executable, "-c", "import time; time.sleep(60)"], TOOLS, timeout_s=0.5)
