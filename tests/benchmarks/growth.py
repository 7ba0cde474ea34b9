"""Measure how builds, memory and answers grow with the data: the tables multiplied by N, built, served and asked.

Each N has processes of its own: a build, a site, and a raw Oxigraph server on the same statements. A page is timed when
it is asked for the first time. One page of its kind comes before, for what is worked out once for each version. The
things whose pages are asked are the same for each N. Progress goes to standard error, figures to standard output.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

import psutil
from rich.console import Console
from rich.table import Table

from graph.build.snapshot import current
from queries.run import prepare
from tests.benchmarks.load import rate
from tests.benchmarks.multiplied_tables import multiply
from tests.engines.servers import oxigraph
from tests.serving import PREPARING, Served, serving

Figures = dict[str, float]

OPG = str(Path(sys.executable).with_name("opg"))
LISTS = (
    "/",
    "/partners",
    "/games",
    "/programmes",
    "/categories",
    "/countries",
    "/sources",
    "/people",
    "/events",
    "/quality",
)
THINGS = {
    "partner": ("alibaba", "coca-cola", "omega", "visa", "kodak", "panasonic"),
    "organization": ("paris-2024", "ioc", "tokyo-2020", "la28", "pocog"),
    "person": ("akio-toyoda", "thomas-bach", "shoji-hattori", "akiyoshi-koji"),
    "games": ("1984-summer", "2020-summer", "2012-summer", "2010-winter", "1996-summer", "1964-summer"),
    "programme": ("top", "2020-summer-domestic", "2012-summer-domestic", "top-09", "1984-summer-domestic"),
    "partnership": ("top-09--alibaba", "top-09--visa", "top-01--kodak", "1964-summer-domestic--seiko"),
    "event": ("1963-tokyo-seiko-official-timekeeper", "2017-01-19-alibaba"),
    "source": ("sina-2017-01-19-alibaba", "gleif-2025-10", "ror-1-64", "ioc-evolution-of-marketing"),
    "category": ("technology", "timekeeping", "food-and-drink", "airline", "banking", "photography"),
    "country": ("japan", "france", "switzerland", "germany", "china", "australia"),
}
"""Things of each kind that has pages, by the ends of their addresses; the first of each kind is not timed."""

EXPLORER = {
    "explorer, opening": ("/explore",),
    "explorer, all that it can show": ("/explore/view.json",),
    "explorer, expansion": tuple(f"/explore/facts?node=partner/{name}" for name in THINGS["partner"]),
}
SEARCHES = ("alibaba", "omega", "tokyo 2020", "visa", "beer", "united")
QUERIES = (
    "partners-of-games", "partners-by-country", "longest-relationships", "partner-history", "partners-on-date",
    "partners-of-programme", "tiers-of-games", "contributions", "reported-values", "announcements",
)  # fmt: skip
_NOT_KEPT = {"If-Unmodified-Since": "Fri, 31 Dec 9999 23:59:59 GMT"}
"""A request that the site passes on to the application, even if it keeps the answer."""

_JSON = "application/sparql-results+json"
_QUERY_TEXT = {"Content-Type": "application/sparql-query"}
_TIMES = 5
_SECONDS = 2.0
_LONG = 5_000.0
"""Milliseconds of an answer that is not asked for again."""

_PATIENCE = 300.0
"""Seconds to wait for an answer."""

_CLIENTS = 4
_GLANCE = 0.2
"""Seconds between two looks at the memory of a build."""

_REST, _REST_SHARE = 8.0, 0.05
"""Seconds in which a site that rests takes at most this share of processor time; it prepares itself before."""

_EXAMPLE = "Example: python -m tests.benchmarks.growth 1 10 --json > growth.json"


def measured(times: int, folder: Path) -> Figures:
    """Return the figures of the tables multiplied by `times`, in an empty folder."""
    tables, home = folder / "tables", folder / "home"
    _progress(times, "writing the tables")
    multiply(times, tables)
    with (tables / "partnerships.csv").open("rb") as rows:
        figures: Figures = {"partnerships": sum(1 for _ in rows) - 1}
    _progress(times, "building")
    figures |= _build(tables, home)
    snapshot = current(home)
    if snapshot is None:
        raise SystemExit(f"opg build left no snapshot in {home}")
    _progress(times, "serving")
    figures |= _site(home, tables, times)
    _progress(times, "asking Oxigraph")
    figures |= _oxigraph(folder, snapshot.nquads, {name: prepare(snapshot.store(), name) for name in QUERIES})
    return figures


def _build(tables: Path, home: Path) -> Figures:
    start = time.perf_counter()
    process = subprocess.Popen(
        [OPG, "build", "--no-files", "--tables", str(tables), "--home", str(home)], stdout=subprocess.DEVNULL
    )
    memory = 0
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        memory = max(memory, _of_all(process.pid))
        time.sleep(_GLANCE)
    _, status, usage = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"opg build ended with exit code {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "build, wall, s": time.perf_counter() - start,
        "build, processor, s": usage.ru_utime + usage.ru_stime,
        "build, peak memory of all its processes, MB": max(memory, usage.ru_maxrss * unit) / 1e6,
    }


def _of_all(number: int) -> int:
    """Return the resident memory of a process and of those that it has started, as far as they are still there."""
    total = 0
    with suppress(psutil.Error):
        process = psutil.Process(number)
        for one in (process, *process.children(recursive=True)):
            total += _resident(one)
    return total


def _site(home: Path, tables: Path, times: int) -> Figures:
    start = time.perf_counter()
    with serving("--tables", str(tables), OPG_HOME=str(home), OPG_CLIENT_SECONDS="1000000", **PREPARING) as served:
        figures: Figures = {"start until a query is answered, s": time.perf_counter() - start}
        figures["first answer of /, ms"] = _get(served.address + "/")
        _progress(times, "waiting until the site has prepared itself")
        figures["prepared, processor, s"] = _at_rest(served)
        _progress(times, "asking for pages")
        pages = {path: _cold(served.address, [path] * (_TIMES + 1)) for path in LISTS}
        pages |= {f"/{kind}/…": _cold(served.address, _of(kind)) for kind in THINGS}
        figures |= {f"{kind}, ms": median(taken) for kind, taken in pages.items()}
        every = [taken for kind in pages.values() for taken in kind]
        figures |= {"all pages, p50, ms": median(every), "all pages, p95, ms": quantiles(every, n=20)[-1]}
        _progress(times, "searching, and opening the explorer")
        for what, path in (("search", "/search?q="), ("suggest", "/search/suggest?q=")):
            figures[f"{what}, ms"] = median(_cold(served.address, [path + quote(text) for text in SEARCHES]))
        for what, paths in EXPLORER.items():
            figures[f"{what}, ms"] = median(_cold(served.address, paths if len(paths) > 1 else paths * (_TIMES + 1)))
        for name in QUERIES:
            _progress(times, f"asking {name}")
            asked = (urllib.request.Request(f"{served.address}/api/queries/{name}") for _ in range(_TIMES + 1))
            figures[f"{name}, ms"] = _answered(asked)
        target = f"?query={quote(_SMALL)}"
        figures["/sparql, one query, 4 clients, per s"] = rate(
            f"{served.address}/sparql", target, _JSON, _CLIENTS, _SECONDS
        )
        resident = sum(_resident(process) for process in served.processes())
        figures["served, resident memory, MB"] = resident / 1e6
    return figures


def _at_rest(served: Served) -> float:
    """Wait until the processes of a site rest, and return the processor time that they have taken."""
    before, taken = -1.0, 0.0
    while taken - before > _REST_SHARE * _REST:
        time.sleep(_REST)
        before, taken = taken, sum(sum(process.cpu_times()[:2]) for process in served.processes())
    return taken


def _of(kind: str) -> list[str]:
    return [f"/{kind}/{name}" for name in THINGS[kind]]


def _resident(process: psutil.Process) -> int:
    memory = process.memory_full_info()
    return int(getattr(memory, "pss", memory.rss))


_SMALL = "SELECT ?p ?o WHERE { <https://w3id.org/olympic-partnerships/id/organization/alibaba> ?p ?o } ORDER BY ?p ?o"


def _oxigraph(folder: Path, statements: Path, texts: dict[str, str]) -> Figures:
    data = folder / "oxigraph"
    data.mkdir()
    server = oxigraph(data, "--union-default-graph")
    start = time.perf_counter()
    load = [server.command[0], "load", "--location", str(data / "data"), "--file", str(statements)]
    subprocess.run(load, check=True, capture_output=True)
    figures = {"raw Oxigraph, load, s": time.perf_counter() - start}
    server.start()
    try:
        for name, text in texts.items():
            asked = (urllib.request.Request(server.url, text.encode(), _QUERY_TEXT) for _ in range(_TIMES + 1))
            figures[f"{name}, raw Oxigraph, ms"] = _answered(asked)
        small = f"?query={quote(_SMALL)}"
        figures["raw Oxigraph, 4 clients, per s"] = rate(server.url, small, _JSON, _CLIENTS, _SECONDS)
    finally:
        server.kill()
    return figures


def _cold(site: str, paths: Sequence[str]) -> list[float]:
    """Return the milliseconds of each answer but the first, which is for what is worked out once for each version."""
    return [_get(site + path) for path in paths][1:]


def _answered(requests: Iterable[urllib.request.Request]) -> float:
    """Return the median of the milliseconds of answers but the first, or of the first where it takes long.

    It is not a number where there is no answer in time.
    """
    taken: list[float] = []
    for number, request in enumerate(requests):
        request.add_header("Accept", f"{_JSON}, x/x{number}")
        try:
            taken.append(_milliseconds(request))
        except (OSError, HTTPException):
            return math.nan
        if taken[0] > _LONG:
            return taken[0]
    return median(taken[1:])


def _get(address: str) -> float:
    """Return the milliseconds until an answer is read.

    Raises:
        SystemExit: the answer is a problem, or there is none.
    """
    try:
        return _milliseconds(urllib.request.Request(address, headers={"Accept": "*/*"}))
    except (OSError, HTTPException) as error:
        raise SystemExit(f"no answer from {address[:100]}: {error}") from error


def _milliseconds(request: urllib.request.Request) -> float:
    """Return the milliseconds until an answer is read, which no cache gives."""
    for name, value in _NOT_KEPT.items():
        request.add_header(name, value)
    start = time.perf_counter()
    with urllib.request.urlopen(request, timeout=_PATIENCE) as response:
        response.read()
    return (time.perf_counter() - start) * 1000


def _progress(times: int, what: str) -> None:
    sys.stderr.write(f"N = {times}: {what}\n")


def _rows(found: dict[int, Figures]) -> Iterator[tuple[str, ...]]:
    """Yield each figure with its value for each N, and its growth from the first to the last."""
    first, last = next(iter(found.values())), list(found.values())[-1]
    for what in first:
        growth = f"{last[what] / first[what]:.1f} ×" if first[what] else ""  # noqa: RUF001 - the sign is meant
        cells = ("no answer" if math.isnan(figures[what]) else f"{figures[what]:,.1f}" for figures in found.values())
        yield (what, *cells, "" if "nan" in growth else growth)


def _without_nan(figures: Figures) -> dict[str, float | None]:
    """Return the figures as JSON may hold them: none for what had no answer."""
    return {what: None if math.isnan(figure) else figure for what, figure in figures.items()}


def _table(found: dict[int, Figures]) -> Table:
    table = Table(title=f"Growth; {os.cpu_count()} processors")
    table.add_column("what")
    for heading in (*(f"N = {times}" for times in found), "growth"):
        table.add_column(heading, justify="right")
    for row in _rows(found):
        table.add_row(*row)
    return table


def _times(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number from 1 on, such as 10")
    return int(text)


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the figures for each N."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks.growth", description=__doc__, epilog=_EXAMPLE)
    parser.add_argument(
        "times", nargs="*", type=_times, default=[1, 10], metavar="N", help="default: 1 10; 100 takes long"
    )
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table")
    chosen = parser.parse_args(None if arguments is None else list(arguments))
    found: dict[int, Figures] = {}
    for times in chosen.times:
        with tempfile.TemporaryDirectory() as folder:
            found[times] = measured(times, Path(folder))
    if chosen.json:
        written = {times: _without_nan(figures) for times, figures in found.items()}
        sys.stdout.write(json.dumps(written, indent=1) + "\n")
    else:
        Console(width=100).print(_table(found))


if __name__ == "__main__":
    main()
