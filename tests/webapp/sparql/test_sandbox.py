"""Queries run apart: complete answers, limits that hold, and a service that survives all of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pyoxigraph as ox
import pytest

from graph.stores.store import EmbeddedStore
from tests.webapp.sparql.conftest import TIGHT
from webapp.config import Settings
from webapp.http.problem_types import MALFORMED, NO_FORMAT, TIMEOUT, TOO_DEMANDING, TOO_LARGE, UNAVAILABLE
from webapp.sparql.cancellation import Cancellation, QueryCancelledError
from webapp.sparql.job import QueryJob
from webapp.sparql.problems import QueryProblem
from webapp.sparql.sandbox.client import Sandbox

pytestmark = pytest.mark.slow

JSON = "application/sparql-results+json"
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


def job(query: str, solutions: str | None = JSON, graph: str | None = "text/turtle") -> QueryJob:
    return QueryJob(query, None, None, False, solutions, graph)


def problem(sandbox: Sandbox, asked: QueryJob) -> QueryProblem:
    with pytest.raises(QueryProblem) as caught:
        sandbox.run(asked)
    return caught.value


def workers(sandbox: Sandbox, least: int = 1) -> list[psutil.Process]:
    """Wait until there are so many workers at least, and return them."""
    found: list[psutil.Process] = []
    while len(found) < least:
        time.sleep(0.01)
        found = psutil.Process(sandbox.process).children() if sandbox.process else []
    return found


def spent(process: psutil.Process) -> float:
    """The seconds of the processor that a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.sweep("sandbox")
@pytest.mark.parametrize(
    "media_type", [JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
)
def test_rows_are_those_of_the_store(sandbox: Sandbox, store: EmbeddedStore, media_type: str) -> None:
    query = "SELECT ?s ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?s ?label LIMIT 50"
    expected = store._store.query(query, use_default_graph_as_union=True)
    assert isinstance(expected, ox.QuerySolutions)
    format_ = ox.QueryResultsFormat.from_media_type(media_type)
    assert format_
    result = sandbox.run(job(query, media_type))
    assert result.body == expected.serialize(format=format_)
    assert result.media_type == media_type


@pytest.mark.sweep("sandbox")
@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_a_graph_comes_once_each_triple(sandbox: Sandbox, media_type: str) -> None:
    query = "CONSTRUCT { <x> <y> 'ä' . <x> <y> ?n } { VALUES ?n { 1 2 } }"
    result = sandbox.run(job(query, graph=media_type))
    format_ = ox.RdfFormat.from_media_type(media_type)
    assert format_
    triples = [quad.triple for quad in ox.parse(result.body, format=format_)]
    assert sorted(str(triple.object) for triple in triples) == sorted(
        ['"ä"', *(f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer>' for n in (1, 2))]
    )
    assert {str(triple.subject) for triple in triples} == {"<https://w3id.org/olympic-partnerships/x>"}


def test_a_syntax_error_points_to_the_spot(sandbox: Sandbox) -> None:
    found = problem(sandbox, job("SELECT * {\n  ?s op:partner ?o\n}"))
    assert found.kind is MALFORMED
    assert found.position
    assert found.position.line == 2
    assert found.position.excerpt.splitlines()[0] == "  ?s op:partner ?o"
    assert "PREFIX op: <https://w3id.org/olympic-partnerships/ontology#>" in str(found.description)


def test_a_form_without_an_acceptable_format_is_refused(sandbox: Sandbox) -> None:
    assert problem(sandbox, job("ASK {}", solutions=None)).kind is NO_FORMAT
    assert problem(sandbox, job("DESCRIBE <x>", graph=None)).kind is NO_FORMAT


def test_time_is_bounded(hasty: Sandbox) -> None:
    assert problem(hasty, job(f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}")).kind is TIMEOUT


def test_planning_within_one_native_call_is_bounded(hasty: Sandbox) -> None:
    path = "/".join(["<p>"] * 1_500)
    assert problem(hasty, job(f"ASK {{ ?s {path} ?o }}")).kind in {TIMEOUT, TOO_DEMANDING}


def test_memory_is_bounded(sandbox: Sandbox) -> None:
    doubling = "".join(f"BIND(CONCAT(?v{n}, ?v{n}, ?v{n}, ?v{n}) AS ?v{n + 1}) " for n in range(20))
    found = problem(sandbox, job(f"SELECT (STRLEN(?v20) AS ?n) {{ BIND('xxxxxxxxxxxxxxxx' AS ?v0) {doubling} }}"))
    assert found.kind is TOO_DEMANDING
    assert "128 megabytes" in str(found.description)


def test_nesting_ends_only_the_child(sandbox: Sandbox) -> None:
    assert problem(sandbox, job("ASK " + "{" * 20_000 + "}" * 20_000)).kind is TOO_DEMANDING
    assert sandbox.run(job("ASK {}")).body


@pytest.mark.parametrize(
    "media_type", [JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
)
def test_rows_are_bounded_exactly(sandbox: Sandbox, media_type: str) -> None:
    most = TIGHT.result_rows
    assert sandbox.run(job(f"SELECT ?a {{ ?a ?b ?c }} LIMIT {most}", media_type)).body
    found = problem(sandbox, job(f"SELECT ?a {{ ?a ?b ?c }} LIMIT {most + 1}", media_type))
    assert found.kind is TOO_LARGE
    assert "2,000 rows" in str(found.description)


def test_triples_are_bounded_exactly(sandbox: Sandbox) -> None:
    most = TIGHT.result_rows
    assert sandbox.run(job(f"CONSTRUCT {{ ?a ?b ?c }} {{ GRAPH ?g {{ ?a ?b ?c }} }} LIMIT {most}")).body
    over = job(f"CONSTRUCT {{ ?a ?b ?c }} {{ GRAPH ?g {{ ?a ?b ?c }} }} LIMIT {most + 500}")
    assert problem(sandbox, over).kind is TOO_LARGE


def test_bytes_are_bounded(sandbox: Sandbox) -> None:
    found = problem(
        sandbox,
        job(
            "SELECT (STR(?c) AS ?x) (CONCAT(STR(?a), ?long) AS ?y) { ?a ?b ?c . BIND('" + "x" * 2_000 + "' AS ?long) }"
        ),
    )
    assert found.kind is TOO_LARGE
    assert "1 megabytes" in str(found.description)


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_nothing_leaves_even_unscreened(sandbox: Sandbox, silent: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        port = server.getsockname()[1]
        asked = job(f"SELECT * {{ SERVICE {silent} <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
        if silent:
            sandbox.run(asked)
        else:
            assert "open files" in str(problem(sandbox, asked).description)
        with pytest.raises(TimeoutError):
            server.accept()


def test_chance_is_not_the_same_in_any_two_queries(sandbox: Sandbox) -> None:
    queries = ["SELECT (STRUUID() AS ?x) (RAND() AS ?y) {}"] * 40
    with ThreadPoolExecutor(4) as pool:
        assert len({result.body for result in pool.map(sandbox.run, map(job, queries))}) == 40


def test_a_worker_that_took_little_is_used_again(sandbox: Sandbox) -> None:
    """Forty queries need few workers; on a machine with much else to do, some take more than little."""
    sandbox.run(job("ASK {}"))
    used = {worker.pid for worker in workers(sandbox)}
    for number in range(20):
        sandbox.run(job(f"SELECT * {{ ?s ?p ?o }} LIMIT {number}"))
        problem(sandbox, job("SELECT"))
        used |= {worker.pid for worker in workers(sandbox)}
    assert len(used) < 10


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
        "SELECT ?a { ?a ?b ?c . ?d ?e ?f }",
        "SELECT (STRLEN(?long) AS ?n) { BIND(REPLACE('" + "x" * 20_000 + "', 'x', '" + "y" * 1_000 + "') AS ?long) }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?o ?q ?r . ?r ?t ?u . ?u ?v ?w }",
    ],
    ids=["time", "rows", "memory", "processor"],
)
def test_a_worker_that_took_much_is_never_used_again(snapshot_path: Path, query: str) -> None:
    limits = Settings(query_seconds=1, query_memory_mb=64, result_rows=1_000)
    with closing(Sandbox(snapshot_path, limits)) as sandbox:
        sandbox.run(job("ASK {}"))
        used = workers(sandbox, 2)
        with suppress(QueryProblem):
            sandbox.run(job(query))
        ended, _ = psutil.wait_procs(used, 3)
        assert len(ended) == 1
        assert sandbox.run(job("ASK {}")).body


def test_memory_is_the_same_for_a_query_in_a_used_worker(sandbox: Sandbox) -> None:
    """What earlier queries have left does not add up."""
    size = 60_000_000
    query = f"SELECT (STRLEN(?x) AS ?n) {{ BIND(REPLACE('{'x' * 1_000}', 'x', '{'y' * (size // 1_000)}') AS ?x) }}"
    assert {bool(sandbox.run(job(f"{query} #{number}")).body) for number in range(8)} == {True}


def test_a_process_that_dies_while_it_waits_is_replaced(sandbox: Sandbox) -> None:
    sandbox.run(job("ASK {}"))
    for waiting in workers(sandbox):
        with suppress(psutil.NoSuchProcess):  # it may just have gone by itself
            waiting.kill()
            waiting.wait(5)
    assert sandbox.run(job("ASK {}")).body


def test_long_queries_step_back_for_pages(snapshot_path: Path) -> None:
    with closing(Sandbox(snapshot_path, Settings(query_seconds=2))) as sandbox, ThreadPoolExecutor(1) as pool:
        sandbox.run(job("ASK {}"))
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert {worker.nice() for worker in workers(sandbox)} == {own}
        running = pool.submit(sandbox.run, job(f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"))
        until(lambda: max(worker.nice() for worker in workers(sandbox)) > own)
        stepped = max(workers(sandbox), key=psutil.Process.nice)
        group = Path(f"/proc/{stepped.pid}/autogroup")
        if group.exists():
            until(lambda: group.read_text().split()[-1] == "5")
        with pytest.raises(QueryProblem):
            running.result()


def test_a_query_can_be_cancelled(snapshot_path: Path) -> None:
    """With so much room that the query does not reach a limit of its own before."""
    sandbox = Sandbox(snapshot_path, Settings(query_memory_mb=2_000, query_seconds=60))
    sandbox.run(job("ASK {}"))
    cancellation = Cancellation()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(sandbox.run, job(f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"), cancellation)
        until(lambda: any(worker.cpu_times().user > 0.02 for worker in workers(sandbox)))
        used = workers(sandbox)
        cancellation.cancel()
        with pytest.raises(QueryCancelledError):
            running.result(10)
    assert len(psutil.wait_procs(used, 2)[0]) == 1
    cancellation.cancel()
    assert sandbox.run(job("ASK {}")).body
    sandbox.close()


def test_a_query_that_was_cancelled_before_does_not_run(sandbox: Sandbox) -> None:
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(QueryCancelledError):
        sandbox.run(job("ASK {}"), cancellation)
    assert sandbox.run(job("ASK {}")).body


def test_a_cancellation_that_comes_too_late_harms_nobody(sandbox: Sandbox) -> None:
    """The worker may answer somebody else by then."""
    for number in range(30):
        cancellation = Cancellation()
        assert sandbox.run(job(f"SELECT ({number} AS ?n) {{}}"), cancellation).body
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(sandbox.run, job(f"SELECT ('x{number}' AS ?n) {{ ?s ?p ?o }} LIMIT 500"))
            cancellation.cancel()
            assert f"x{number}".encode() in asked.result().body


def test_queries_run_side_by_side(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = [job(f"SELECT ({n} AS ?n) {{}}") for n in range(80)]
        bodies = [result.body for result in pool.map(sandbox.run, asked)]
    assert [body for n, body in enumerate(bodies) if f'"value":"{n}"'.encode() not in body] == []


def test_the_process_that_forks_is_replaced_when_it_dies(sandbox: Sandbox) -> None:
    sandbox.run(job("ASK {}"))
    before = sandbox.process
    assert before
    os.kill(before, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(before)] if psutil.pid_exists(before) else [], 5)
    assert sandbox.run(job("ASK {}")).body
    assert sandbox.process != before


def test_queries_that_run_may_finish_before_all_ends(snapshot_path: Path) -> None:
    sandbox = Sandbox(snapshot_path, Settings(query_seconds=30))
    sandbox.run(job("ASK {}"))
    found = [psutil.Process(sandbox.process), *workers(sandbox)]
    at_first = [spent(process) + 0.1 for process in found]
    with ThreadPoolExecutor(1) as pool:
        cancellation = Cancellation()
        running = pool.submit(sandbox.run, job(f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"), cancellation)
        until(lambda: any(spent(process) > before for process, before in zip(found, at_first, strict=True)))
        sandbox.close()
        _, left = psutil.wait_procs(found, 1)
        assert len(left) == 2, "the process that forks, and the worker that is busy"
        cancellation.cancel()
        with pytest.raises(QueryCancelledError):
            running.result(5)
    assert psutil.wait_procs(left, 3)[1] == []


def test_whoever_asks_after_the_end_begins_anew(snapshot_path: Path) -> None:
    """A request may have begun before the service was exchanged."""
    sandbox = Sandbox(snapshot_path, Settings())
    sandbox.run(job("ASK {}"))
    sandbox.close()
    assert sandbox.run(job("ASK {}")).body
    sandbox.close()
    assert sandbox.process is None


def test_processes_end_with_the_server(snapshot_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from webapp.config import Settings;"
        "from webapp.sparql.job import QueryJob; from webapp.sparql.sandbox.client import Sandbox;"
        f"sandbox = Sandbox(Path({str(snapshot_path)!r}), Settings());"
        f"sandbox.run(QueryJob('ASK {{}}', None, None, False, {JSON!r}, None));"
        "print(sandbox.process, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        forking = psutil.Process(int(server.stdout.readline()))
        found = [forking, *forking.children()]
        server.kill()
    assert psutil.wait_procs(found, 3)[1] == []


def test_a_killed_forking_process_takes_its_children_along(snapshot_path: Path) -> None:
    sandbox = Sandbox(snapshot_path, Settings(query_seconds=30))
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(sandbox.run, job(f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"))
        found = workers(sandbox, 2)
        assert sandbox.process
        os.kill(sandbox.process, signal.SIGKILL)
        with pytest.raises(QueryProblem):
            running.result(5)
    assert psutil.wait_procs(found, 3)[1] == []
    sandbox.close()


def test_a_worker_whose_parent_has_ended_already_ends_too(snapshot_path: Path) -> None:
    code = """if True:
        import sys, pyoxigraph
        from webapp.sparql.sandbox.protocol import Configuration
        from webapp.sparql.sandbox.worker import run_worker
        run_worker(pyoxigraph.Store(), int(sys.argv[1]), Configuration(30, 500_000_000, 9, 9, "http://x/", {}), 999_999)
    """
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        worker = subprocess.Popen([sys.executable, "-c", code, str(theirs.fileno())], pass_fds=[theirs.fileno()])
        assert worker.wait(20) == 1


def test_data_that_cannot_be_read_makes_no_endless_loop(tmp_path: Path) -> None:
    broken = tmp_path / "broken.nq"
    broken.write_text("this is no N-Quads\n")
    sandbox = Sandbox(broken, TIGHT)
    assert problem(sandbox, job("ASK {}")).kind is UNAVAILABLE
    sandbox.close()


def test_a_store_in_memory_is_copied(tmp_path: Path) -> None:
    quad = ox.Quad(ox.NamedNode("http://x/s"), ox.NamedNode("http://x/p"), ox.Literal("o"))
    sandbox = Sandbox(EmbeddedStore.of([quad]).dump, TIGHT, union=False)
    assert b"http://x/s" in sandbox.run(job("SELECT * { ?s ?p ?o }")).body
    sandbox.close()
