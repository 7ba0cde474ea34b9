"""Real SPARQL servers as processes: on free ports of loopback, in folders of their own, ended by their id."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from graph.stores.http_client import Login
from tests import needs

_PATIENCE = 90.0
"""Seconds until a server must answer; Virtuoso makes its database first, which takes some."""

_VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 0
CheckpointInterval = 0
CaseMode = 2
DirsAllowed = .
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
MaxKeepAlives = 10
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A server: `url` is its SPARQL endpoint. It can be killed and started again on the same port and data."""

    name: str
    url: str
    command: Sequence[str]
    folder: Path
    login: Login | None = None
    settling: Sequence[str] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start, and wait until queries are answered."""
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        with (self.folder / "output.log").open("ab") as log:
            self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=log, stderr=log)
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"{self.name} does not start: {(self.folder / 'output.log').read_text()[-500:]}")
            time.sleep(0.05)

    def settle(self) -> None:
        """Put what was written into the database, so that the next start need not go through the log."""
        if self.settling:
            subprocess.run(self.settling, cwd=self.folder, capture_output=True, timeout=_PATIENCE, check=True)

    def kill(self) -> None:
        """End at once, as a crash does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def restart(self) -> None:
        """End whatever it still works on, and start again with what it holds."""
        self.settle()
        self.kill()
        self.start()

    def _answers(self) -> bool:
        try:
            return requests.get(self.url, params={"query": "ASK {}"}, timeout=5).ok
        except requests.RequestException:
            return False


def oxigraph(folder: Path, *options: str) -> Server:
    """Return an Oxigraph server whose default graph is its own unnamed one, unless `options` say otherwise."""
    program = needs.program("oxigraph", "pip install oxigraph")
    address = f"127.0.0.1:{free_port()}"
    command = [program, "serve", "--bind", address, "--location", str(folder / "data"), *options]
    return Server("Oxigraph", f"http://{address}/query", command, folder)


def virtuoso(folder: Path, rows: int = 1_000_000, buffers: int = 10_000) -> Server:
    """Return a Virtuoso server with an empty database, which gives so many rows of an answer at most.

    It holds so many pages of the database in memory, of 8 kB each.
    """
    program = needs.program("virtuoso-t", "apt-get install virtuoso-opensource-7-bin")
    port, sql = free_port(), free_port()
    settings = _VIRTUOSO_INI.format(sql=sql, http=port, rows=rows, buffers=buffers, dirty=buffers * 3 // 5)
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    client = needs.program("isql-vt", "it comes with virtuoso-t")
    settling = [client, f"127.0.0.1:{sql}", "dba", "dba", "exec=checkpoint;"]
    return Server("Virtuoso", f"http://127.0.0.1:{port}/sparql", command, folder, Login("dba", "dba"), settling)
