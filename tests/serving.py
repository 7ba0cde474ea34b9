"""A real `opg serve` on loopback for tests, with its processes in sight."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

_PATIENCE = 90.0
PREPARING = {"OPG_PREPARE_SECONDS": "3"}
"""The environment of a site that prepares itself, as one does by default."""

UNPREPARED = {"OPG_PREPARE_SECONDS": "86400"}
"""The environment of a site that does not."""

_OPG = Path(sys.executable).with_name("opg")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: `headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True, slots=True)
class Served:
    """A site that is up."""

    port: int
    process: psutil.Process
    log: Path
    """What it has written to standard output and standard error."""

    @property
    def address(self) -> str:
        """The address of the site, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        timeout: float = 60,
    ) -> Reply:
        """Send a request exactly as it is given."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def processes(self) -> list[psutil.Process]:
        """Return all processes of the service."""
        return [self.process, *self.process.children(recursive=True)]


@contextmanager
def serving(*arguments: str, **environment: str) -> Iterator[Served]:
    """Run `opg serve` with arguments and environment variables until the end of the block.

    It prepares itself only with `PREPARING`: that takes as long as all else that most tests ask of it.
    A store that is named in the environment of the tests is not the one that is meant.

    Raises:
        AssertionError: it does not come up.
    """
    with socket.socket() as probe:
        probe.bind(("", 0))  # free at every address: clients of other tests hold ports at some
        port = probe.getsockname()[1]
    with tempfile.NamedTemporaryFile() as log:
        command = [str(_OPG), "serve", "--port", str(port), *arguments]
        inherited = {name: value for name, value in os.environ.items() if name != "OPG_STORE"} | UNPREPARED
        with subprocess.Popen(command, env={**inherited, **environment}, stdout=log, stderr=log) as process:
            served = Served(port, psutil.Process(process.pid), Path(log.name))
            try:
                _await(served, process)
                yield served
            except AssertionError as error:
                error.add_note(served.log.read_text(errors="replace")[-2_000:])
                raise
            finally:
                process.terminate()
                process.wait(30)


def _await(served: Served, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if served.send("GET", "/sparql?query=ASK%20%7B%7D", timeout=_PATIENCE).status == 200:
                return
        except (OSError, HTTPException):
            pass
        time.sleep(0.05)
    raise AssertionError(f"opg serve did not come up at {served.address}")
