"""A site that goes on while things change around it: builds with changed tables beside a real server under load.

Not one request may fail. A file for download that is not made yet is answered with 503 and Retry-After, unless
`opg build --files` has waited for it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest

from graph.build import downloads
from graph.build.snapshot import Snapshot, current
from graph.paths import TABLES
from tests import needs
from tests.abuse.lengths import FULL
from tests.changes import COUNTRY, rename_country, version_name
from tests.few_tables import write_few
from tests.serving import UNPREPARED, Reply, Served, serving
from tests.some import any_number, some

OPG = Path(sys.executable).with_name("opg")
BUILDS_WITH_FILES = 2 if FULL else 1
EXCHANGES = 10 if FULL else 4
MORE = 60_000_000 if FULL else 20_000_000
"""Bytes that it may take after the exchanges beside what it took after two: less than so many snapshots take."""

_PATIENCE = 60.0
_PAUSE = 0.1 if FULL else 1.0
"""Seconds between two requests of a visitor, which leave the builds beside them most of the machine."""

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
QUERY = f"SELECT ?name {{ <https://w3id.org/olympic-partnerships/id/country/{COUNTRY}> {LABEL} ?name }}"
PAGES = ("/", f"/country/{COUNTRY}", "/partner/alibaba", "/partner/alibaba.ttl", "/quality", "/data")
FILES = ("/data/olympic-partnerships.nq", "/data/olympic-partnerships.ttl.gz", "/data/olympic-partnerships.nt")


@dataclass
class Visitors:
    """People and programs who ask all the while; whatever is not a whole answer is a failure."""

    site: Served
    files: tuple[str, ...] = FILES
    files_may_be_late: bool = True
    failures: list[str] = field(default_factory=list)
    answers: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    numbers: Iterator[int] = field(default_factory=count)

    def addresses(self) -> Iterator[str]:
        """Give one address after another; most have not been asked for before, so no cache knows the answer."""
        for number in self.numbers:
            yield "/health" if number % 2 else "/explore/view.json"
            yield f"{PAGES[number % len(PAGES)]}?visitor={number}"
            yield f"/sparql?query={quote(f'{QUERY} #{number}')}"
            if number % 5 == 0 and self.files:
                yield self.files[number // 5 % len(self.files)]

    def visit(self) -> None:
        """Ask until it is over."""
        for address in self.addresses():
            if self.stop.is_set():
                return
            try:
                self.look(address, self.site.send("GET", address, {"Accept": "*/*"}, timeout=_PATIENCE))
            except (OSError, HTTPException) as error:
                self.failures.append(f"{address}: {error!r}")
            self.answers += 1
            self.stop.wait(_PAUSE)

    def look(self, address: str, reply: Reply) -> None:
        """Note what is no answer, and a file that is not of the version that it names."""
        late = reply.status == 503 and address in FILES and "retry-after" in reply.headers
        if reply.status != 200 and not (late and self.files_may_be_late):
            self.failures.append(f"{address}: {reply.status} {reply.body[:200]!r}")
        elif address.endswith(".nq") and f'digest> "{named(reply)}"'.encode() not in reply.body:
            self.failures.append(f"{address}: not the version that the ETag names, {named(reply)}")


def named(reply: Reply) -> str:
    """Return the version that the ETag of a file names."""
    return reply.headers["etag"].strip('"').partition("-")[0]


@contextmanager
def visited(site: Served, *, files: tuple[str, ...] = FILES, files_may_be_late: bool = True) -> Iterator[Visitors]:
    """Have a site visited by several until the end of the block; not one of them may fail.

    A file for download that they ask for and that is not there is one that the site writes, which takes three seconds.
    """
    visitors = Visitors(site, files, files_may_be_late)
    threads = [threading.Thread(target=visitors.visit) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield visitors
    finally:
        visitors.stop.set()
        for thread in threads:
            thread.join()
    assert visitors.failures == []
    assert visitors.answers


@dataclass
class Editor:
    """Somebody who changes the tables and builds again into the same home."""

    home: Path
    tables: Path
    numbers: Iterator[int] = field(default_factory=count)

    def build(self, *options: str) -> Snapshot:
        """Change something, build, and return the snapshot that is in use then."""
        rename_country(self.tables, f"Country {next(self.numbers)}")
        command = [str(OPG), "build", "--home", str(self.home), "--tables", str(self.tables), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return read(self.home)


@pytest.fixture
def editor(few_built: Path, public: Path) -> Editor:
    """An editor with a part of the real tables and a home of their own, in which they are built, with files."""
    home = shutil.copytree(few_built, public / "home")
    return Editor(Path(home), write_few(public / "tables"))


@pytest.fixture
def editor_of_all(built: Path, public: Path) -> Editor:
    """An editor with all real tables and a home of their own, in which they are built, with files."""
    home = shutil.copytree(built, public / "home")
    return Editor(Path(home), Path(shutil.copytree(TABLES, public / "tables")))


def read(home: Path) -> Snapshot:
    snapshot = current(home)
    assert snapshot is not None
    return snapshot


def version(site: Served) -> str:
    return str(json.loads(site.send("GET", "/health").body)["version"])


def until(condition: Callable[[], object], seconds: float = _PATIENCE) -> float:
    """Wait until something is so; return the seconds that it took."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() < start + seconds
        time.sleep(0.05)
    return time.monotonic() - start


def shows(site: Served, snapshot: Snapshot, times: int = 1) -> bool:
    """Tell whether a site, all its workers included, answers from a snapshot."""
    return all(version(site) == snapshot.version for _ in range(times))


def check_all(site: Served, snapshot: Snapshot, *, files: bool = True) -> None:
    """Hold the site to answering everything from a snapshot, after it says that it does."""
    page = site.send("GET", "/data", {"Accept": "text/html"})
    assert version_name(snapshot.nquads) in page.body.decode()
    name = read_name(snapshot)
    assert name in site.send("GET", f"/country/{COUNTRY}").body.decode()
    assert name in site.send("GET", f"/sparql?query={quote(QUERY)}", {"Accept": "text/csv"}).body.decode()
    for address in any_number(FILES if files else ()):
        until(lambda address=address: site.send("GET", address).status == 200, 4 * _PATIENCE)  # type: ignore[misc]
        reply = site.send("GET", address)
        assert (reply.status, named(reply)) == (200, snapshot.version)
    assert not files or site.send("GET", FILES[0]).body == snapshot.nquads.read_bytes()


def read_name(snapshot: Snapshot) -> str:
    lines = snapshot.nquads.read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if f"/id/country/{COUNTRY}> {LABEL} " in line]
    return line.split('"')[1]


@pytest.fixture
def editor_of_much(request: pytest.FixtureRequest) -> Editor:
    """An editor with all real tables in `make abuse`, and else with a part of them."""
    editor: Editor = request.getfixturevalue("editor_of_all" if FULL else "editor")
    return editor


@pytest.mark.skipif(not FULL, reason="in make test the builds with files have two workers beside them")
def test_each_worker_goes_on_while_builds_follow_each_other(editor_of_all: Editor) -> None:
    editor = editor_of_all
    with serving("--home", str(editor.home), "--workers", "2") as site, visited(site):
        editor.build("--no-files")
        last = editor.build()  # removes what was served at the start
        until(lambda: shows(site, last, times=20))
        check_all(site, last)


def test_builds_with_files_leave_no_file_out(editor: Editor) -> None:
    with serving("--home", str(editor.home), "--workers", "2") as site, visited(site, files_may_be_late=False):
        for _ in range(BUILDS_WITH_FILES):
            last = editor.build("--files")
        until(lambda: shows(site, last, times=20))
        check_all(site, last)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no SIGHUP here")
@pytest.mark.parametrize("workers", ["1", "2"] if FULL else ["2"])
def test_a_hangup_loses_no_request_and_no_worker(editor: Editor, workers: str) -> None:
    with serving("--home", str(editor.home), "--workers", workers) as site, visited(site, files=()):
        before = {process.pid for process in site.process.children()}
        assert len(before) == int(workers)
        site.process.send_signal(signal.SIGHUP)  # there is nothing new
        newer = editor.build("--no-files")
        for _ in range(20):
            site.process.send_signal(signal.SIGHUP)
            time.sleep(0.05)
        until(lambda: shows(site, newer, times=20))
        assert {process.pid for process in site.process.children()} == before
        check_all(site, newer, files=False)


def sandbox(site: Served, snapshot: Snapshot) -> psutil.Process | None:
    """Return the process that holds the graph of a snapshot for visitors' queries."""
    for process in site.process.children(recursive=True):
        with suppress(psutil.Error):
            parent = process.parent()
            if str(snapshot.nquads) in process.cmdline() and parent and str(snapshot.nquads) not in parent.cmdline():
                return process
    return None


def kill(process: psutil.Process | None) -> None:
    assert process is not None
    process.kill()
    until(lambda: process.status() == psutil.STATUS_ZOMBIE)  # until the site sees that it is gone


def test_the_query_process_starts_again_from_a_snapshot_that_two_builds_have_left_behind(editor: Editor) -> None:
    before = read(editor.home)
    before.release()
    with serving("--home", str(editor.home)) as site:
        worker = site.process.children()[0]
        worker.suspend()  # so that it takes nothing over
        for _ in range(2):
            editor.build("--no-files")
        assert before.nquads.is_file()
        kill(sandbox(site, before))
        worker.resume()
        reply = site.send("GET", f"/sparql?query={quote(f'{QUERY} # again')}", {"Accept": "text/csv"})
        assert reply.status == 200
        last = read(editor.home)
        until(lambda: shows(site, last))
        kill(sandbox(site, last))
        reply = site.send("GET", f"/sparql?query={quote(f'{QUERY} # and again')}", {"Accept": "text/csv"})
        assert read_name(last) in reply.body.decode()


def run_queries_of(site: Served) -> set[str]:
    """Return the files of which there are processes that run queries."""
    files = set()
    for process in site.processes():
        with suppress(psutil.Error):
            files |= {argument for argument in process.cmdline() if argument.endswith("dataset.nq")}
    return files


def memory(site: Served) -> int:
    """Return the bytes that all processes of the site take, what they share counted once."""
    total = 0
    for process in site.processes():
        with suppress(psutil.Error):  # a worker may end at any time
            total += process.memory_full_info().pss
    return total


def test_a_newer_snapshot_is_taken_over_by_itself_and_many_take_no_more_memory_than_two(
    editor_of_much: Editor,
) -> None:
    home = editor_of_much.home
    pointer = home / "current.json"
    pointers = [pointer.read_bytes()]
    files = downloads.folder_of(read(home))
    newer = editor_of_much.build("--no-files")
    pointers.append(pointer.read_bytes())
    shutil.copytree(
        files, downloads.folder_of(newer), copy_function=os.link
    )  # else each site writes them all the while
    assert downloads.complete(newer, downloads.folder_of(newer))

    def put(number: int) -> Snapshot:
        """Put a snapshot into use, as a build does at its end."""
        beside = home / "beside.json"
        beside.write_bytes(pointers[number % 2])
        beside.replace(pointer)
        return read(home)

    put(0)
    amounts: list[int] = []
    with serving("--home", str(home), OPG_CACHE_MB="1", OPG_PREPARE_SECONDS="0") as site:
        assert put(1) == newer
        until(lambda: shows(site, newer))
        for number in some(range(EXCHANGES)):
            wanted = put(number)
            site.process.send_signal(signal.SIGHUP)
            until(lambda wanted=wanted: shows(site, wanted))  # type: ignore[misc]
            for page in some(PAGES[:3]):
                assert site.send("GET", f"{page}?visitor={number}").status == 200
            until(lambda wanted=wanted: run_queries_of(site) == {str(wanted.nquads)})  # type: ignore[misc]
            amounts.append(memory(site))
    assert max(amounts[2:]) < max(amounts[:2]) + MORE, amounts


def test_a_damaged_snapshot_is_not_taken_over(editor: Editor) -> None:
    with serving("--home", str(editor.home)) as site, visited(site, files=()):
        before = version(site)
        pointer = editor.home / "current.json"
        content = json.loads(pointer.read_text(encoding="utf-8"))
        beside = editor.home / "beside.json"
        beside.write_text(json.dumps(content | {"version": "0" * 64}), encoding="utf-8")
        beside.replace(pointer)
        until(lambda: f"The site goes on with version {before[:12]}" in site.log.read_text())
        assert version(site) == before
        last = editor.build("--no-files")
        until(lambda: shows(site, last))


@contextmanager
def serving_as(user: needs.OtherUser, home: Path, prefix: tuple[str, ...] = ()) -> Iterator[Served]:
    """Run `opg serve` as another user, who may change nothing in the home, until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = "from webapp.cli import main; main()"
    command = [*prefix, user.python, "-c", program, "serve", "--home", str(home), "--port", str(port)]
    options = user.options | {"env": user.options["env"] | UNPREPARED}
    with (
        tempfile.NamedTemporaryFile() as log,
        subprocess.Popen(command, stdout=log, stderr=log, **options) as process,
    ):
        site = Served(port, psutil.Process(process.pid), Path(log.name))
        try:
            until(lambda: process.poll() is not None or answers(site))
            assert process.poll() is None
            yield site
        except AssertionError as error:
            log.seek(0)
            error.add_note(log.read().decode(errors="replace")[-2_000:])
            raise
        finally:
            process.terminate()
            process.wait(30)


def remove_files(editor: Editor) -> None:
    """Remove the files for download, so that a site has to write them."""
    shutil.rmtree(read(editor.home).folder / "downloads")


def answers(site: Served) -> bool:
    with suppress(OSError, HTTPException):
        return site.send("GET", "/sparql?query=ASK%20%7B%7D").status == 200
    return False


def test_a_home_that_another_user_has_built_can_be_served(editor: Editor) -> None:
    user = needs.other_user()
    editor.tables.chmod(0o700)  # nobody else's business
    if FULL:
        remove_files(editor)
    with serving_as(user, editor.home) as site, visited(site):
        check_all(site, read(editor.home))
        last = editor.build("--no-files")
        until(lambda: shows(site, last))
        check_all(site, last, files=False)


def test_a_home_that_cannot_be_written_can_be_served_and_leaves_nothing_behind(editor: Editor, tmp_path: Path) -> None:
    prefix = needs.read_only(editor.home)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    ourselves = needs.OtherUser(sys.executable, {"env": {**os.environ, "TMPDIR": str(scratch)}})
    remove_files(editor)
    snapshot = read(editor.home)
    with serving_as(ourselves, editor.home, prefix) as site, visited(site):
        check_all(site, snapshot)
        assert not (snapshot.folder / "downloads").exists()
        assert list(scratch.rglob("olympic-partnerships.ttl.gz")) != []
    until(lambda: list(scratch.iterdir()) == [])
