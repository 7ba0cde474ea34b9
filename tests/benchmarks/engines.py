"""Measure a site over SPARQL servers beside one with its own store, with the tables multiplied by N.

A real Oxigraph and a real Virtuoso get the same snapshot by `opg push`. A page is timed when it is asked for the first
time, after one of its kind. Each kind of pages has its time by the clock, and the processor time of the site and its
server together, which others on the machine change little. Progress goes to standard error, figures to standard output.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Final
from urllib.parse import quote

import psutil

from tests.benchmarks.growth import (
    FACTS,
    LISTS,
    OPG,
    QUERIES,
    SEARCHES,
    THINGS,
    answered,
    at_rest,
    build,
    cold,
    pages_of,
    processor,
    progress,
    resident,
)
from tests.benchmarks.growth_table import Figures
from tests.benchmarks.multiplied_tables import multiply
from tests.engines.servers import Server, oxigraph, virtuoso
from tests.serving import PREPARING, Served, serving

_OWN: Final = "own store"
_BUFFERS: Final = 100_000
"""Pages of 8 kB that Virtuoso holds in memory, which is more than N = 10 needs."""

_MOST: Final = 150.0
"""Milliseconds that a page over a server may take."""

_TIMES_OWN: Final = 3
"""How often as long as with the own store a page may take that takes longer."""

_TIMES: Final = 5
_LONGEST: Final = 300
"""Seconds that a query of the site may take, and its first page: on a busy machine more than the default."""

_EXAMPLE: Final = "Example: python -m tests.benchmarks.engines 10 > engines.md"


def measured(times: int, folder: Path) -> dict[str, Figures]:
    """Return the figures of the tables multiplied by `times`, by store, in an empty folder."""
    tables, home = folder / "tables", folder / "home"
    progress(times, "writing the tables, and building")
    multiply(times, tables)
    build(tables, home)
    found: dict[str, Figures] = {}
    environment = {"OPG_HOME": str(home)}
    progress(times, "serving from the own store")
    with serving("--tables", str(tables), **_lenient(environment)) as served:
        found[_OWN] = _asked(times, served, served.processes)
    for make in (oxigraph, lambda place: virtuoso(place, buffers=_BUFFERS)):
        place = Path(tempfile.mkdtemp(dir=folder))
        with _running(make(place)) as server:
            progress(times, f"pushing to {server.name}")
            figures = _pushed(server, tables, environment)
            server_process = psutil.Process(server.process.pid) if server.process else psutil.Process()
            progress(times, f"serving over {server.name}")
            with serving("--store", server.url, **_lenient(environment)) as served:
                both = _Both(served, server_process).processes
                found[server.name] = figures | _asked(times, served, both)
            found[server.name]["server, memory after all, MB"] = resident(server_process) / 1e6
    return found


def _lenient(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        **environment,
        **PREPARING,
        "OPG_CLIENT_SECONDS": "1000000",
        "OPG_REMOTE_SECONDS": str(_LONGEST),
    }


@contextmanager
def _running(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        server.kill()


class _Both:
    """A site and its server."""

    def __init__(self, served: Served, server: psutil.Process) -> None:
        self._served, self._server = served, server

    def processes(self) -> list[psutil.Process]:
        """Return the processes of both."""
        return [*self._served.processes(), self._server]


def _pushed(server: Server, tables: Path, environment: Mapping[str, str]) -> Figures:
    """Push a snapshot to a server, and start Virtuoso again, as the documentation advises; return what it took."""
    assert server.process is not None
    process = psutil.Process(server.process.pid)
    before, start = processor([process]), time.perf_counter()
    user = ["--user", server.login.user] if server.login else []
    password = {"OPG_STORE_PASSWORD": server.login.password} if server.login else {}
    command = [OPG, "push", server.url, *user, "--tables", str(tables)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment, **password})
    figures = {
        "push, s": time.perf_counter() - start,
        "push, processor of the server, s": processor([process]) - before,
        "server, memory after the push, MB": resident(process) / 1e6,
    }
    if server.settling:
        server.restart()
    return figures


def _asked(times: int, served: Served, processes: Callable[[], list[psutil.Process]]) -> Figures:
    """Return the figures of a site: those of its start, its pages and its queries."""
    already = processor(processes())
    start = time.perf_counter()
    with urllib.request.urlopen(served.address + "/", timeout=_LONGEST) as response:
        response.read()
    figures: Figures = {"first answer of /, s": time.perf_counter() - start}
    progress(times, "waiting until the site has prepared itself")
    figures["prepared, processor, s"] = at_rest(processes) - already
    progress(times, "asking for pages")
    asked = {path: [path] * (_TIMES + 1) for path in LISTS}
    asked |= {f"/{kind}/…": pages_of(kind) for kind in THINGS}
    asked["search"] = ["/search?q=" + quote(text) for text in SEARCHES]
    asked["explorer, opening"] = ["/explore"] * (_TIMES + 1)
    asked["/explore/view.json"] = ["/explore/view.json"] * (_TIMES + 1)
    asked["explorer, facts of a thing"] = list(FACTS)
    taken: list[float] = []
    for kind, paths in asked.items():
        before = processor(processes())
        of_kind = cold(served.address, paths)
        figures[f"{kind}, ms"] = median(of_kind)
        figures[f"{kind}, processor, ms"] = (processor(processes()) - before) * 1000 / len(paths)
        taken += of_kind if kind.startswith("/") else []
    figures |= {"all pages, p50, ms": median(taken), "all pages, p95, ms": quantiles(taken, n=20)[-1]}
    figures["site, memory, MB"] = sum(map(resident, served.processes())) / 1e6
    for name in QUERIES:
        progress(times, f"asking {name}")
        requests = (urllib.request.Request(f"{served.address}/api/queries/{name}") for _ in range(_TIMES + 1))
        before = processor(processes())
        figures[f"{name}, ms"] = answered(requests)
        figures[f"{name}, processor, s in all"] = processor(processes()) - before
    return figures


def markdown(found: Mapping[str, Figures]) -> str:
    """Write the figures in Markdown, one column for each store."""
    lines = [["what", *found, "is"], ["---", *("---:" for _ in found), "---"]]
    rows = list(dict.fromkeys(what for figures in found.values() for what in figures))
    for what in sorted(rows, key=lambda what: what not in found.get(_OWN, {})):
        figures = [own.get(what) for own in found.values()]
        cells = ("" if figure is None else _number(figure) for figure in figures)
        lines.append([what, *cells, _verdict(what, figures)])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}"


def _verdict(what: str, figures: Sequence[float | None]) -> str:
    """Say whether a page takes at most 150 ms over each server, or three times as long as with the own store."""
    own, *others = figures
    if own is None or not what.startswith("/"):
        return ""
    return "met" if all(other is not None and other <= max(_MOST, _TIMES_OWN * own) for other in others) else "missed"


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the figures for N."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks.engines", description=__doc__, epilog=_EXAMPLE)
    parser.add_argument("times", nargs="?", type=int, default=1, metavar="N", help="default: 1; 10 takes half an hour")
    parser.add_argument("--folder", type=Path, help="where everything is made, and removed; N = 10 takes 3 GB there")
    chosen = parser.parse_args(None if arguments is None else list(arguments))
    with tempfile.TemporaryDirectory(prefix="engines-", dir=chosen.folder) as folder:
        sys.stdout.write(markdown(measured(chosen.times, Path(folder))))


if __name__ == "__main__":
    main()
