"""A real nginx in front of a server of the tests, with the lines that Photospool gives for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..children import PATIENCE_S
from .couchdb import free_port

NGINX = os.environ.get("PHOTOSPOOL_TEST_NGINX") or shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
WHY_NOT = "needs an installed nginx (apt install nginx), or one named in PHOTOSPOOL_TEST_NGINX"

_CONFIGURATION = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
{lines}
    }}
}}
"""


@contextmanager
def running(folder: Path, lines: str, port: int | None = None) -> Iterator[str]:
    """Its address while it runs with these lines in its ``server`` block."""
    if not NGINX:
        raise FileNotFoundError(WHY_NOT)
    port = port or free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder, port=port, lines=lines))
    command = [NGINX, "-p", str(folder), "-c", str(configuration), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(process, address, folder)
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait_until_ready(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with opener.open(address + "/nothing", timeout=5):
                return
        except urllib.error.HTTPError as exc:
            exc.close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nginx did not start: {(folder / 'error.log').read_text()[-2000:]}")
