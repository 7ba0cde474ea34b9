"""Debian's nginx before a site, as `docs/nginx.conf` has it: on a free port of loopback, ended by its id."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import needs
from tests.engines.servers import free_port
from tests.some import some

SAMPLE = Path(__file__).parents[2] / "docs" / "nginx.conf"
PREFIX = "/opg"

_KEEPING = """\
    proxy_cache opg;
    proxy_cache_key $scheme$http_host$request_uri;
    proxy_cache_valid 200 301 303 1m;
    proxy_ignore_headers Cache-Control Expires;
    add_header X-Cache $upstream_cache_status;
"""
"""What makes nginx keep pages and documents, too, and add to each answer whether it is one that was kept."""

_PATIENCE = 30.0
_MAIN = """\
{user}
daemon off;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {sample}
}}
"""


@contextmanager
def nginx(folder: Path, upstream: int, *, keeping: bool = False) -> Iterator[str]:
    """Run nginx before the site on the port `upstream` until the end of the block; give its address.

    With `keeping` it keeps every answer, whatever that says of itself.
    """
    program = needs.program("nginx", "apt-get install nginx-light")
    port = free_port()
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "http://127.0.0.1:8000/": f"http://127.0.0.1:{upstream}/",
        "/var/cache/nginx/opg": f"{folder}/cache",
        "server_name example.org;": f"server_name example.org;\n{_KEEPING * keeping}",
    }
    sample = SAMPLE.read_text(encoding="utf-8")
    for before, after in some(changes.items()):
        assert before in sample
        sample = sample.replace(before, after)
    user = "user root;" if os.geteuid() == 0 else ""  # its workers must reach the folder of the test
    configuration = folder / "nginx.conf"
    configuration.write_text(_MAIN.format(user=user, folder=folder, sample=sample), encoding="utf-8")
    with subprocess.Popen([program, "-p", str(folder), "-c", str(configuration)], stderr=subprocess.DEVNULL) as process:
        try:
            _await(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nginx did not come up")
