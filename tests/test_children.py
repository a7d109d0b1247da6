"""Programs that we start are given what is named, and never a password."""

import ast
from pathlib import Path

from photospool.children import DECODING, TOOLS, environment
from photospool.system.credentials import take_password

SOURCE = Path(__file__).resolve().parent.parent / "desktop" / "photospool"
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


def test_a_password_of_the_environment_leaves_it():
    env = {"PHOTOSPOOL_USER": "ann", "PHOTOSPOOL_PASSWORD": "s3cret"}
    assert take_password(env) == "s3cret"
    assert env == {"PHOTOSPOOL_USER": "ann"}
    assert take_password(env) == ""
