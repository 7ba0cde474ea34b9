"""The files of the whole graph: every name, every content coding, parts, and what is not there yet."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from urllib.parse import quote

import brotli
import pyoxigraph as ox
import pytest
import zstandard
from flask.testing import FlaskClient

from graph import locks
from graph.build import downloads, table_names
from graph.build.downloads import FILES
from graph.build.flat_columns import FLAT
from graph.build.snapshot import Snapshot, current
from tests.some import some
from webapp.app import create_app

pytestmark = pytest.mark.slow

NQUADS = "/data/olympic-partnerships.nq"
TURTLE = "/data/olympic-partnerships.ttl"
UNDO: dict[str, Callable[[bytes], bytes]] = {"": bytes, "gzip": gzip.decompress, "zstd": zstandard.decompress}


@pytest.fixture(scope="module")
def made(snapshot: Snapshot) -> Snapshot:
    """The snapshot with its files for download."""
    assert downloads.make(snapshot, downloads.folder_of(snapshot), wait=True)
    return snapshot


@pytest.fixture
def client(made: Snapshot, client: FlaskClient) -> FlaskClient:
    """A client of the application over a snapshot with its files."""
    return client


@pytest.fixture
def few(few_built: Path, tmp_path: Path) -> Snapshot:
    """A snapshot of a part of the real tables, without files, which are soon written."""
    found = current(Path(shutil.copytree(few_built, tmp_path / "home", ignore=shutil.ignore_patterns("downloads"))))
    assert found is not None
    return found


@pytest.fixture
def bare(few: Snapshot) -> FlaskClient:
    """A client of an application over it."""
    return create_app(snapshot=few).test_client(use_cookies=False)


@contextmanager
def no_other_writes(snapshot: Snapshot) -> Iterator[Path]:
    """Let no process write the files of a snapshot until the end of the block; give their folder."""
    folder = downloads.folder_of(snapshot)
    folder.mkdir()
    with locks.exclusive(folder / ".lock", create=True) or pytest.fail("nobody else has the lock"):
        yield folder


def test_the_whole_graph_can_be_downloaded(few_home: Path) -> None:
    """Of a part of the real tables, which is soon read in every format."""
    snapshot = current(few_home)
    assert snapshot is not None
    client = create_app(snapshot=snapshot).test_client(use_cookies=False)
    expected = len({quad.triple for quad in ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS)})
    for name, form in some(FILES.items()):
        format_ = ox.RdfFormat.from_media_type(form.media_type)
        assert format_ is not None
        assert statements(client, f"/data/{name}", format_) == expected, name


def statements(client: FlaskClient, address: str, format_: ox.RdfFormat) -> int:
    """Count the statements, apart from their graphs."""
    with client.get(address) as response:
        assert response.status_code == 200
        return len({quad.triple for quad in ox.parse(response.data, format=format_)})


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_named_after_its_address(client: FlaskClient, name: str) -> None:
    for suffix, media_type in (("", FILES[name].media_type), (".gz", "application/gzip"), (".zst", "application/zstd")):
        with client.get(f"/data/{name}{suffix}", headers={"Accept-Encoding": "gzip, zstd"}) as response:
            assert response.mimetype == media_type
            assert response.headers["Content-Disposition"] == f"inline; filename={name}{suffix}"
            assert "Link" in response.headers
            assert ("Content-Encoding" in response.headers) == (suffix == "")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("coding", UNDO)
def test_a_file_comes_in_the_coding_that_the_client_takes(client: FlaskClient, name: str, coding: str) -> None:
    headers = {"Accept-Encoding": coding} if coding else {}
    with client.get(f"/data/{name}") as plain, client.get(f"/data/{name}", headers=headers) as response:
        assert response.headers.get("Content-Encoding", "") == coding
        assert response.headers.getlist("Vary") == ["Accept-Encoding"]
        assert UNDO[coding](response.data) == plain.data
        assert int(response.headers["Content-Length"]) == len(response.data)


def test_each_coding_and_each_file_has_an_etag_of_its_own_that_names_the_version(
    client: FlaskClient, made: Snapshot
) -> None:
    tags = []
    for address in (NQUADS, TURTLE, f"{NQUADS}.gz", f"{NQUADS}.zst"):
        for coding in ("identity", "gzip", "zstd"):
            with client.get(address, headers={"Accept-Encoding": coding}) as response:
                tag, weak = response.get_etag()
                assert tag is not None
                assert tag.startswith(f"{made.version}-")
                assert not weak
                tags.append((tag, response.data))
    assert len({tag for tag, _ in tags}) == 8
    assert all(one == other or tag != tag_ for (tag, one), (tag_, other) in some(combinations(tags, 2)))


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_who_has_a_file_in_a_coding_gets_it_not_again(client: FlaskClient, coding: str) -> None:
    headers = {"Accept-Encoding": coding}
    with client.get(NQUADS, headers=headers) as response:
        tag = response.headers["ETag"]
    with client.get(NQUADS, headers=headers | {"If-None-Match": tag}) as again:
        assert (again.status_code, again.data) == (304, b"")
        assert (again.headers["ETag"], again.headers["Vary"]) == (tag, "Accept-Encoding")
    with client.get(NQUADS, headers=headers | {"If-None-Match": '"another"'}) as other:
        assert other.status_code == 200
    with client.get(NQUADS, headers=headers | {"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}) as later:
        assert later.status_code == 200


def test_a_precondition_that_fails_has_no_file_behind_it(client: FlaskClient) -> None:
    with client.get(NQUADS, headers={"If-Match": '"another"'}) as response:
        assert response.status_code == 412
        assert len(response.data) < 50_000


@pytest.mark.parametrize("address", [NQUADS, f"{NQUADS}.gz"])
@pytest.mark.parametrize("coding", ["", "gzip", "zstd"])
def test_head_says_what_get_does(client: FlaskClient, address: str, coding: str) -> None:
    headers = {"Accept-Encoding": coding}
    with client.get(address, headers=headers) as get, client.head(address, headers=headers) as head:
        varying = {"Date", "Expires"}
        assert {n: v for n, v in head.headers if n not in varying} == {n: v for n, v in get.headers if n not in varying}
        assert head.data == b""


@pytest.mark.parametrize("accepted", ["", "gzip", "gzip, zstd, br", "gzip, identity;q=0.1", "*"])
def test_a_part_is_one_of_the_file_itself(client: FlaskClient, accepted: str) -> None:
    with client.get(NQUADS) as whole:
        content, tag = whole.data, whole.headers["ETag"]
    asked = {"Range": "bytes=100-199", "Accept-Encoding": accepted}
    with client.get(NQUADS, headers=asked) as part:
        assert (part.status_code, part.data) == (206, content[100:200])
        assert part.headers["Content-Range"] == f"bytes 100-199/{len(content)}"
        assert part.headers["ETag"] == tag
        assert "Content-Encoding" not in part.headers
        assert part.headers["Vary"] == "Accept-Encoding"
    with client.get(NQUADS, headers=asked | {"If-Range": tag}) as same:
        assert same.status_code == 206
    with client.get(NQUADS, headers=asked | {"If-Range": '"another"'}) as other:
        assert (other.status_code, len(other.data)) == (200, len(content))


def test_the_end_of_a_file_can_be_asked_for_but_not_what_is_behind_it(client: FlaskClient) -> None:
    with client.get(f"{NQUADS}.gz") as whole:
        content = whole.data
    with client.get(f"{NQUADS}.gz", headers={"Range": "bytes=-10"}) as end:
        assert (end.status_code, end.data) == (206, content[-10:])
    with client.get(f"{NQUADS}.gz", headers={"Range": f"bytes={len(content)}-"}) as behind:
        assert behind.status_code == 416
        assert behind.headers["Content-Range"] == f"bytes */{len(content)}"


@pytest.mark.parametrize("range_", ["bytes=0-1, 4-5", "lines=0-9", "bytes=x-y", "nonsense"])
def test_a_range_that_is_not_one_of_bytes_is_ignored(client: FlaskClient, range_: str) -> None:
    with client.get(TURTLE) as whole, client.get(TURTLE, headers={"Range": range_}) as response:
        assert (response.status_code, len(response.data)) == (200, len(whole.data))


def test_a_part_of_a_coding_that_is_the_only_one_taken_is_the_whole(client: FlaskClient) -> None:
    headers = {"Range": "bytes=0-99", "Accept-Encoding": "gzip, identity;q=0"}
    with client.get(TURTLE, headers=headers) as response:
        assert (response.status_code, response.headers["Content-Encoding"]) == (200, "gzip")
        assert gzip.decompress(response.data)


def test_a_client_that_takes_no_coding_at_all_is_told_which_there_are(client: FlaskClient) -> None:
    response = client.get(NQUADS, headers={"Accept-Encoding": "br, identity;q=0", "Accept": "application/json"})
    assert response.status_code == 406
    assert "zstd, gzip" in json.loads(brotli.decompress(response.data))["detail"]


@pytest.mark.parametrize(
    "name",
    ["olympic-partnerships", "olympic-partnerships.gz", "olympic-partnerships.nq.br", "olympic-partnerships.nq.gz.gz",
     ".lock", "..", "dataset.nq", ".gz", "x/../olympic-partnerships.nq", "partnerships.xlsx.gz", "SHA256SUMS.gz",
     "tables", "tables/unsourced.csv", "tables/partnerships.xlsx", "tables/../dataset.nq"],
)  # fmt: skip
def test_other_names_are_not_there(client: FlaskClient, name: str) -> None:
    assert client.get(f"/data/{quote(name, safe='')}", headers={"Accept": "application/json"}).status_code == 404


def test_the_page_offers_what_there_is_with_its_size(client: FlaskClient, made: Snapshot) -> None:
    response = client.get("/data")
    assert "ETag" in response.headers
    links = re.findall(
        r'<a href="(/data/[^"]+)" download>.*?</a> <span class="soft">([\d.]+)\s(MB|kB|bytes)</span>', response.text
    )
    described = {downloads.CHECKSUMS, table_names.PACKAGE, table_names.CSVW}
    assert {address for address, *_ in links} == {
        f"/data/{each}"
        for name in set(downloads.plain_names(made)) - described
        for each in (name, *downloads.packed_names(name))
    }
    for address, amount, unit in some(links):
        with client.head(address) as file:
            size = int(file.headers["Content-Length"]) / {"MB": 1e6, "kB": 1e3, "bytes": 1}[unit]
            assert size == pytest.approx(float(amount), abs=0.051 if unit == "MB" else 0.51)
    for name in some(described):
        assert f'href="/data/{name}"' in response.text
    assert "being written" not in response.text


TABLES = ("partnerships.csv", "partnerships.xlsx", "tables/games.csv", "datapackage.json", "csv-metadata.json")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_sent_as_what_it_is(client: FlaskClient, made: Snapshot, name: str) -> None:
    file = downloads.find(name, made, downloads.folder_of(made))
    assert file is not None
    with client.get(f"/data/{name}") as response, client.head(f"/data/{name}") as head:
        assert response.data == file.read_bytes()
        assert response.mimetype == table_names.MEDIA_TYPES[name]
        assert head.headers["ETag"] == response.headers["ETag"]
        assert head.headers["Content-Length"] == response.headers["Content-Length"]
        tag = response.headers["ETag"]
        assert not name.endswith(".csv") or response.headers["Content-Type"] == "text/csv; charset=utf-8"
    with client.get(f"/data/{name}", headers={"If-None-Match": tag}) as again:
        assert again.status_code == 304
    with client.get(f"/data/{name}", headers={"Accept-Encoding": "gzip"}) as packed:
        coding = packed.headers.get("Content-Encoding", "")
        assert (coding == "") == name.endswith(".xlsx")
        assert UNDO[coding](packed.data) == file.read_bytes()


def test_a_table_names_its_description_where_it_stands(client: FlaskClient) -> None:
    for name, metadata in (("partnerships.csv", "csv-metadata.json"), ("tables/games.csv", "../csv-metadata.json")):
        with client.get(f"/data/{name}") as response:
            assert f'<{metadata}>; rel="describedby"; type="application/csvm+json"' in response.headers["Link"]


def test_who_misspells_a_table_is_told_its_name(client: FlaskClient) -> None:
    response = client.get("/data/tables/partnership.csv", headers={"Accept": "application/json"})
    assert "did you mean tables/partnerships.csv?" in response.get_json(force=True)["detail"]


def test_the_page_shows_rows_columns_checksums_and_how_to_open_them(client: FlaskClient, made: Snapshot) -> None:
    text = client.get("/data").text
    for column in some(FLAT.columns):
        assert f"<code>{column.name}</code>" in text
    assert text.count('<th scope="row">') > len(FLAT.columns)
    assert "From Text/CSV" in text
    path = downloads.find(table_names.WORKBOOK, made, downloads.folder_of(made))
    assert path is not None
    assert sha256(path.read_bytes()).hexdigest() in text


def ask(client: FlaskClient, address: str) -> int:
    with client.get(address, headers={"Accept": "application/json"}) as response:
        if response.status_code == 503:
            assert response.headers["Retry-After"] == "5"
            assert response.headers["Cache-Control"] == "no-store"
            problem = response.get_json(force=True)
            assert problem["type"] == "/errors#file-not-ready"
            assert address.rpartition("/")[2] in problem["detail"]
        return response.status_code


def until_made(client: FlaskClient, address: str) -> None:
    deadline = time.monotonic() + 240
    while (status := ask(client, address)) != 200:
        assert status == 503
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_file_that_is_not_there_yet_is_made_and_nobody_waits_for_it(bare: FlaskClient, few: Snapshot) -> None:
    with no_other_writes(few):  # for as long as this looks
        assert ask(bare, NQUADS) == 200, "this one is the snapshot itself"
        assert ask(bare, TURTLE) == 503
        assert ask(bare, f"{NQUADS}.gz") == 503
        page = bare.get("/data")
        assert "being written" in page.text
        assert (page.headers["Cache-Control"], page.headers.get("ETag")) == ("no-store", None)
    until_made(bare, TURTLE)
    until_made(bare, "/data/SHA256SUMS")  # the last one
    assert "being written" not in bare.get("/data").text


def test_browsers_get_a_page_that_says_so(bare: FlaskClient, few: Snapshot) -> None:
    with no_other_writes(few):
        response = bare.get("/data/olympic-partnerships.trig.gz", headers={"Accept": "text/html"})
    assert response.status_code == 503
    assert "This file is being written" in response.text


def test_many_who_ask_first_hold_nobody_up_while_another_process_writes_the_files(few: Snapshot) -> None:
    client = create_app(snapshot=few).test_client()
    with no_other_writes(few) as folder:
        with ThreadPoolExecutor(14) as pool:
            asked = [pool.submit(ask, client, TURTLE) for _ in range(14)]
            assert [answer.result() for answer in asked] == [503] * 14
        assert client.get("/health").status_code == 200
        assert [path.name for path in folder.iterdir()] == [".lock"]
    until_made(client, TURTLE)
