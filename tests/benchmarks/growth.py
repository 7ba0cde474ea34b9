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
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

import psutil
from rich.console import Console

from graph.build.snapshot import current
from queries.run import prepare
from tests.benchmarks.growth_table import Figures, markdown, on_screen
from tests.benchmarks.load import rate
from tests.benchmarks.multiplied_tables import multiply
from tests.engines.servers import oxigraph
from tests.serving import PREPARING, serving

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
    "partnership": (
        "top-09--alibaba", "top-09--visa", "top-01--kodak", "1964-summer-domestic--seiko", "top-04--mcdonalds",
        "top-02--mars", "top-04--ibm", "top-03--ups",
    ),
    "event": ("1963-tokyo-seiko-official-timekeeper", "2017-01-19-alibaba", "2015-03-13-toyota", "2011-06-ge-2020"),
    "source": (
        "sina-2017-01-19-alibaba", "gleif-2025-10", "ror-1-64", "ioc-evolution-of-marketing", "ioc-2015-03-toyota",
        "ft-2024-ioc-revenue", "deadline-2017-01-alibaba", "ioc-2002-11-visa",
    ),
    "category": ("technology", "timekeeping", "food-and-drink", "airline", "banking", "photography"),
    "country": ("japan", "france", "switzerland", "germany", "china", "australia"),
}  # fmt: skip
"""Things of each kind that has pages, by the ends of their addresses; the first of each kind is not timed."""

FACTS = tuple(f"/explore/facts?node=partner/{name}" for name in THINGS["partner"])
SEARCHES = ("alibaba", "omega", "tokyo 2020", "visa", "beer", "united", "olymipc", "siemenz", "no 2", "bank")
"""Texts that are looked for: names, broad words, several words, and misspelt ones."""

LIST_SEARCHES = ("/sources?q=bbc", "/sources?q=ibm", "/sources?q=olympic", "/partners?q=bank", "/people?q=smith")
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

_PATIENCE = 60.0
"""Seconds to wait for an answer."""

_LOADING = 300.0
"""Seconds to wait until raw Oxigraph has loaded the statements; beyond, it is not asked."""

_CLIENTS = 4
_GLANCE, _GLANCE_SHARE = 0.2, 0.02
"""Seconds between two looks at the memory of a build; and the share of its time that looks take at most."""

_REST, _REST_SHARE = 8.0, 0.05
"""Seconds in which a site that rests takes at most this share of processor time; it prepares itself before."""

_EXAMPLE = "Example: python -m tests.benchmarks.growth 1 10 --json > growth.json"


def measured(times: int, folder: Path) -> Figures:
    """Return the figures of the tables multiplied by `times`, in an empty folder."""
    tables, home = folder / "tables", folder / "home"
    progress(times, "writing the tables")
    multiply(times, tables)
    with (tables / "partnerships.csv").open("rb") as rows:
        figures: Figures = {"partnerships": sum(1 for _ in rows) - 1}
    progress(times, "building")
    figures |= build(tables, home)
    snapshot = current(home)
    if snapshot is None:
        raise SystemExit(f"opg build left no snapshot in {home}")
    progress(times, "serving")
    figures |= _site(home, tables, times)
    progress(times, "asking Oxigraph")
    figures |= _oxigraph(folder, snapshot.nquads, {name: prepare(snapshot.store(), name) for name in QUERIES})
    return figures


def _compile(folder: Path) -> None:
    """Build once: a first build compiles the code, which no figure is to hold."""
    subprocess.run([OPG, "build", "--no-files", "--home", str(folder)], check=True, stdout=subprocess.DEVNULL)


def build(tables: Path, home: Path) -> Figures:
    """Build tables into a home, and return what that took."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [OPG, "build", "--no-files", "--tables", str(tables), "--home", str(home)], stdout=subprocess.DEVNULL
    )
    memory = 0
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        looked = time.perf_counter()
        memory = max(memory, _of_all(process.pid))
        time.sleep(max(_GLANCE, (time.perf_counter() - looked) / _GLANCE_SHARE))
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
            total += resident(one)
    return total


def _site(home: Path, tables: Path, times: int) -> Figures:
    start = time.perf_counter()
    with serving("--tables", str(tables), OPG_HOME=str(home), OPG_CLIENT_SECONDS="1000000", **PREPARING) as served:
        figures: Figures = {"start until a query is answered, s": time.perf_counter() - start}
        figures["first answer of /, ms"] = get(served.address + "/")
        figures["start until the first page is answered, s"] = time.perf_counter() - start
        progress(times, "waiting until the site has prepared itself")
        figures["prepared, processor, s"] = at_rest(served.processes)
        progress(times, "asking for pages")
        pages = {path: cold(served.address, [path] * (_TIMES + 1)) for path in LISTS}
        pages |= {f"/{kind}/…": cold(served.address, pages_of(kind)) for kind in THINGS}
        figures |= {f"{kind}, ms": median(of_kind) for kind, of_kind in pages.items()}
        taken = [one for kind in pages.values() for one in kind]
        figures |= {"all pages, p50, ms": median(taken), "all pages, p95, ms": quantiles(taken, n=20)[-1]}
        figures["all pages, the slowest, ms"] = max(taken)
        progress(times, "searching, and opening the explorer")
        found = cold(served.address, ["/search?q=" + quote(text) for text in SEARCHES])
        figures |= {"search, ms": median(found), "search, the slowest, ms": max(found)}
        suggested = [f"/search/suggest?q={quote(text)}" for text in SEARCHES]
        figures["suggest, ms"] = median(cold(served.address, suggested))
        figures["words in lists, ms"] = median(cold(served.address, LIST_SEARCHES))
        figures["explorer, opening for the first time, ms"] = get(served.address + "/explore")
        figures["explorer, opening, ms"] = median(cold(served.address, ["/explore"] * (_TIMES + 1)))
        every = ["/explore/view.json"] * (_TIMES + 1)
        figures["/explore/view.json, ms"] = median(cold(served.address, every))
        figures["explorer, facts of a thing, ms"] = median(cold(served.address, FACTS))
        figures["served, memory after all pages, MB"] = sum(map(resident, served.processes())) / 1e6
        for name in QUERIES:
            progress(times, f"asking {name}")
            asked = (urllib.request.Request(f"{served.address}/api/queries/{name}") for _ in range(_TIMES + 1))
            figures[f"{name}, ms"] = answered(asked)
        target = f"?query={quote(_SMALL)}"
        figures["/sparql, one query, 4 clients, per s"] = rate(
            f"{served.address}/sparql", target, _JSON, _CLIENTS, _SECONDS
        )
        figures["served, memory after all queries, MB"] = sum(map(resident, served.processes())) / 1e6
    return figures


def at_rest(processes: Callable[[], Iterable[psutil.Process]]) -> float:
    """Wait until processes rest, and return the processor time in seconds that they have taken."""
    before, taken = -1.0, 0.0
    while taken - before > _REST_SHARE * _REST:
        time.sleep(_REST)
        before, taken = taken, processor(processes())
    return taken


def processor(processes: Iterable[psutil.Process]) -> float:
    """Return the seconds of a processor that processes have taken."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def pages_of(kind: str) -> list[str]:
    """Return the addresses of the pages of a kind of things."""
    return [f"/{kind}/{name}" for name in THINGS[kind]]


def resident(process: psutil.Process) -> int:
    """Return the bytes of a process in memory; of pages that others share its part."""
    memory = process.memory_full_info()
    return int(getattr(memory, "pss", memory.rss))


_SMALL = "SELECT ?p ?o WHERE { <https://w3id.org/olympic-partnerships/id/organization/alibaba> ?p ?o } ORDER BY ?p ?o"


def _oxigraph(folder: Path, statements: Path, texts: dict[str, str]) -> Figures:
    data = folder / "oxigraph"
    data.mkdir()
    server = oxigraph(data, "--union-default-graph")
    asked_of_it = [*(f"{name}, raw Oxigraph, ms" for name in texts), "raw Oxigraph, 4 clients, per s"]
    start = time.perf_counter()
    load = [server.command[0], "load", "--location", str(data / "data"), "--file", str(statements)]
    try:
        subprocess.run(load, check=True, capture_output=True, timeout=_LOADING)
    except subprocess.TimeoutExpired:
        return dict.fromkeys(("raw Oxigraph, load, s", *asked_of_it), math.nan)
    figures = {"raw Oxigraph, load, s": time.perf_counter() - start}
    server.start()
    try:
        for name, text in texts.items():
            asked = (urllib.request.Request(server.url, text.encode(), _QUERY_TEXT) for _ in range(_TIMES + 1))
            figures[f"{name}, raw Oxigraph, ms"] = answered(asked)
        small = f"?query={quote(_SMALL)}"
        figures["raw Oxigraph, 4 clients, per s"] = rate(server.url, small, _JSON, _CLIENTS, _SECONDS)
    finally:
        server.kill()
    return figures


def cold(site: str, paths: Sequence[str]) -> list[float]:
    """Return the milliseconds of each answer but the first, which is for what is worked out once for each version."""
    return [get(site + path) for path in paths][1:]


def answered(requests: Iterable[urllib.request.Request]) -> float:
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


def get(address: str) -> float:
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


_START = time.monotonic()


def progress(times: int, what: str) -> None:
    """Say what is done, on standard error."""
    sys.stderr.write(f"{(time.monotonic() - _START) / 60:5.1f} min, N = {times}: {what}\n")


def _without_nan(figures: Figures) -> dict[str, float | None]:
    """Return the figures as JSON may hold them: none for what had no answer."""
    return {what: None if math.isnan(figure) else figure for what, figure in figures.items()}


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
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print JSON in place of a table")
    shape.add_argument("--markdown", action="store_true", help="print the table in Markdown, as docs/growth.md has it")
    parser.add_argument(
        "--folder", type=Path, help="where tables and homes are made, and removed; N = 100 takes some 12 GB there"
    )
    chosen = parser.parse_args(None if arguments is None else list(arguments))
    found: dict[int, Figures] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="growth-", dir=chosen.folder) as folder:
            _compile(Path(folder))
        for times in chosen.times:
            with tempfile.TemporaryDirectory(prefix="growth-", dir=chosen.folder) as folder:
                progress(times, f"everything is in {folder}, which is removed at the end")
                found[times] = measured(times, Path(folder))
    finally:
        if found:
            _print(found, chosen)


def _print(found: dict[int, Figures], chosen: argparse.Namespace) -> None:
    """Print what was found, which may be less than was asked for."""
    if chosen.json:
        written = {times: _without_nan(figures) for times, figures in found.items()}
        sys.stdout.write(json.dumps(written, indent=1) + "\n")
    elif chosen.markdown:
        sys.stdout.write(markdown(found))
    else:
        Console(width=140).print(on_screen(found))


if __name__ == "__main__":
    main()
