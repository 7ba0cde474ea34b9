"""Measure what the project promises, on this machine, with real processes; `make bench` prints the figures.

Each command runs as a process of its own, with the operating system's accounting of it: wall time, processor time and
peak resident memory. The first run warms the disk's cache and is not counted.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from rich.console import Console
from rich.table import Table

from graph.paths import TABLES
from tests.benchmarks.abuse import abuse
from tests.benchmarks.browser import first_page
from tests.benchmarks.endpoint import endpoint
from tests.benchmarks.explorer import whole_network
from tests.benchmarks.figure import Figure
from tests.changes import rename_country
from tests.serving import serving

OPG = str(Path(sys.executable).with_name("opg"))
PAGES = ("/", "/partner/alibaba", "/partner/coca-cola", "/games/2020-summer", "/programme/top", "/category/timekeeping")


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall and processor time in seconds, peak resident memory in megabytes (10^6 bytes)."""

    wall: float
    processor: float
    memory: float


def measure(arguments: list[str], environment: dict[str, str], runs: int) -> list[Run]:
    """Run a command `runs` times after one run that is not counted."""
    return [_run(arguments, environment) for _ in range(runs + 1)][1:]


def _run(arguments: list[str], environment: dict[str, str]) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with exit code {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def commands(environment: dict[str, str]) -> Iterator[Figure]:
    """Measure the build, the help and a warm query."""
    files = _run([OPG, "build", "--files"], environment)  # so that no build leaves a process behind that goes on
    yield Figure("opg build --files, the first build", f"{files.wall:.2f} s, {files.memory:.0f} MB")
    builds = measure([OPG, "build"], environment, 5)
    yield Figure("opg build, wall (median of 5)", f"{median(run.wall for run in builds):.2f} s", "< 5 s")
    yield Figure("opg build, processor", f"{median(run.processor for run in builds):.2f} s")
    yield Figure("opg build, peak memory", f"{max(run.memory for run in builds):.0f} MB", "< 450 MB")
    helps = measure([OPG, "--help"], environment, 10)
    yield Figure("opg --help, wall (median of 10)", f"{median(run.wall for run in helps):.3f} s", "< 0.3 s")
    query = [OPG, "query", "partners-on-date", "programme=top", "date=2017-01-18"]
    queries = measure(query, environment, 10)
    yield Figure("opg query, warm, wall (median of 10)", f"{median(run.wall for run in queries):.3f} s", "< 0.8 s")


def site(environment: dict[str, str]) -> Iterator[Figure]:
    """Measure the pages, one request at a time, and the memory of all processes of the service after them."""
    with serving(**environment) as served:
        address = served.address
        for page in PAGES:
            fresh = [_fetch(f"{address}{page}?{number}") for number in range(15)][5:]
            again = [_fetch(address + page) for _ in range(25)][5:]
            value = f"{median(fresh) * 1000:.1f} ms, again {median(again) * 1000:.1f} ms"
            yield Figure(f"GET {page} (median of 10), again (of 20)", value)
        yield from first_page(address)
        yield from whole_network(address)
        family = served.processes()
        resident = sum(_resident(process) for process in family) / 1e6
        what = f"served site, resident memory of {len(family)} processes, shared pages once"
        yield Figure(what, f"{resident:.0f} MB", "< 300 MB")


def _resident(process: psutil.Process) -> int:
    """Return the bytes of a process in memory; of pages that others share its part, where the system tells (Linux)."""
    memory = process.memory_full_info()
    return int(getattr(memory, "pss", memory.rss))


def takeover(environment: dict[str, str]) -> Iterator[Figure]:
    """Measure how long a site shows the former snapshot after a build has put a newer one into use."""
    with tempfile.TemporaryDirectory() as folder, serving(**environment) as served:
        former = served.send("GET", "/health").body
        tables = rename_country(Path(shutil.copytree(TABLES, Path(folder) / "tables")), "Another Name")
        _run([OPG, "build", "--no-files", "--tables", str(tables)], environment)
        start = time.perf_counter()
        while any(served.send("GET", "/health").body == former for _ in range(10)):
            time.sleep(0.05)
        yield Figure("newer snapshot shown, after the build", f"{time.perf_counter() - start:.1f} s", "< 5 s")
        _run([OPG, "build", "--no-files", "--tables", str(TABLES)], environment)


def beside(environment: dict[str, str]) -> Iterator[Figure]:
    """Measure the endpoint beside another server on the same data."""
    lenient = {**environment, "OPG_CLIENT_SECONDS": "1000000"}
    with serving(**lenient) as served, tempfile.TemporaryDirectory() as folder:
        yield from endpoint(served.address, Path(environment["OPG_HOME"]), Path(folder))


def _fetch(address: str) -> float:
    start = time.perf_counter()
    with urllib.request.urlopen(address) as response:
        response.read()
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    table = Table(title=f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    table.add_column("what")
    table.add_column("measured", justify="right")
    table.add_column("promised", justify="right")
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "OPG_HOME": home}
        for part in (commands, site, takeover, beside, abuse):
            for figure in part(environment):
                table.add_row(figure.what, figure.value, figure.promise)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
