"""The site behind nginx under a path, configured as `docs/nginx.conf` says: nothing leads out, nothing is mixed."""

from __future__ import annotations

import gzip
import itertools
import re
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import urlencode, urljoin, urlsplit

import brotli
import pytest
import requests
import zstandard

from ontology.namespaces import ID_BASE
from tests.abuse.lengths import FULL
from tests.engines.nginx import PREFIX, nginx
from tests.serving import Served, serving
from tests.some import some
from tests.webapp.html import Element, parse

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
LOCATIONS = ("href", "src", "action")
SHARED = ("og:url", "og:image")
IN_TEXT = {
    "text/css": r"url\(\s*[\"']?([^\"')]+)",
    "text/plain": r"(?m)^Sitemap: (.*)$",
    "application/xml": r"<loc>([^<]*)</loc>",
    "application/manifest+json": r'"(?:src|start_url)": ?"([^"]*)"',
    "application/json": r'"(?:href|page|address)": ?"([^"]*)"',
}
"""Where addresses stand in what is not HTML."""


@pytest.fixture(scope="module")
def served(few_home: Path) -> Iterator[Served]:
    """The site over a part of the real tables, as it runs behind one proxy."""
    with serving("--home", str(few_home), OPG_TRUSTED_PROXIES="1") as running:
        yield running


@pytest.fixture(scope="module")
def front(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx before it."""
    with nginx(tmp_path_factory.mktemp("nginx"), served.port) as address:
        yield address


@dataclass
class Crawler:
    """Visits an address or a few of each kind that it meets, and notes all that lead out or to nothing."""

    root: str
    kinds_of: Callable[[str], list[object]]
    wrong: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    kinds: Counter[object] = field(default_factory=Counter)
    session: requests.Session = field(default_factory=requests.Session)

    def run(self, each: int) -> None:
        """Visit `each` addresses of each kind, from the first page on."""
        waiting = [f"{self.root}/", f"{self.root}/robots.txt", f"{self.root}/sitemap.xml"]
        while waiting:
            address = waiting.pop(0)
            for found in self._visited(address):
                if not self._inside(found, address) or found in self.seen:
                    continue
                kinds = self.kinds_of(found)
                if any(self.kinds[kind] < each for kind in kinds):
                    self.seen.add(found)
                    self.kinds.update(kinds)
                    waiting.append(found)

    def _inside(self, address: str, where: str) -> bool:
        """Tell whether an address is of this host; one of this host must be below the prefix."""
        ours, theirs = urlsplit(self.root), urlsplit(address)
        if theirs.netloc != ours.netloc:
            return False
        if not theirs.path.startswith(f"{PREFIX}/"):
            self.wrong.append(f"{address} in {where}")
            return False
        return True

    def _visited(self, address: str) -> list[str]:
        with self.session.get(address, headers=BROWSER, timeout=60, allow_redirects=False, stream=True) as response:
            if "Location" in response.headers:
                return [urljoin(address, response.headers["Location"])]
            if response.status_code != 200:
                self.wrong.append(f"{response.status_code} at {address}")
                return []
            targets = re.findall(r"<([^>]*)>", response.headers.get("Link", ""))
            targets += [response.headers["Content-Location"]] if "Content-Location" in response.headers else []
            text = response.text if int(response.headers.get("Content-Length", 0)) < 5_000_000 else ""
            found = found_in(response.headers.get("Content-Type", "").partition(";")[0], text)
        return [urljoin(address, target).partition("#")[0] for target in (*targets, *found)]


def sort_and_form(address: str) -> list[object]:
    """Return what addresses have in common that lead to the same sort of thing, in the same form."""
    parts = urlsplit(address)
    steps = parts.path.removeprefix(PREFIX).split("/")
    suffix = parts.path.rpartition("/")[2].partition(".")[2]
    return [(steps[1].partition(".")[0], len(steps), suffix, bool(parts.query))]


def sort_or_form(address: str) -> list[object]:
    """Return the sort of thing that an address leads to, and its form, whatever it is the form of."""
    ((sort, length, suffix, asks),) = cast("list[tuple[str, int, str, bool]]", sort_and_form(address))
    return [(sort, length > 2), (length, suffix), (suffix, asks)]


def found_in(media_type: str, text: str) -> list[str]:
    """Return the addresses in a document."""
    if media_type == "text/html" and "<main" in text:
        page = parse(text)
        forms = [filled(form) for form in page.all("form") if form.attributes.get("method", "get") == "get"]
        links = [element.attributes.get(name, "") for element in page.walk() for name in LOCATIONS]
        links += [meta.attributes["content"] for name in SHARED for meta in page.all("meta", property=name)]
        return [*filter(None, links), *forms]
    return re.findall(IN_TEXT[media_type], text) if media_type in IN_TEXT else []


def filled(form: Element) -> str:
    """Return the address that a form asks when somebody types a name into it."""
    fields = {}
    for inputs in (form.all("input"), form.all("select"), form.all("textarea")):
        for item in inputs:
            typed = "ASK {}" if item.attributes.get("name") == "query" else item.attributes.get("value") or "visa"
            closed = item.tag == "select" or item.attributes.get("type") in {"date", "number"}
            fields[item.attributes.get("name", "")] = "" if closed else typed
    if "to" in fields:
        fields["to"] = "kodak"
    return f"{form.attributes['action']}?{urlencode(fields)}"


def test_everything_stays_under_the_path_and_is_there(front: str) -> None:
    """Must show 4: every link, asset, redirect and form stays inside."""
    crawler = Crawler(front + PREFIX, sort_and_form if FULL else sort_or_form)
    crawler.run(each=2 if FULL else 1)
    unready = re.compile(r"503 at \S+/data(set)?/\S+")  # files for download are made while the site runs
    assert [wrong for wrong in crawler.wrong if not unready.match(wrong)] == []
    assert len(crawler.seen) > (300 if FULL else 100)
    sorts = {found[0] for found in crawler.kinds if isinstance(found, tuple)}
    assert {"partner", "explore", "static", "api", "queries", "sparql", "data", "og", "path", "search"} <= sorts


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
@pytest.mark.parametrize(
    "address",
    ["/id/organization/alibaba", "/partners/", "//partners", "/organization/alibaba", "/shapes", "/queries.html"],
)
def test_redirections_stay_under_the_path(front: str, address: str, accept: str) -> None:
    response = requests.get(front + PREFIX + address, headers={"Accept": accept}, timeout=30, allow_redirects=False)
    assert response.headers.get("Location", PREFIX).startswith(PREFIX)
    listed = "partners" in address and accept == "text/turtle"  # a list is a page, CSV or JSON
    status = requests.get(front + PREFIX + address, headers={"Accept": accept}, timeout=30).status_code
    assert status == (406 if listed else 200)


def test_nginx_adds_the_slash_itself(front: str) -> None:
    assert requests.get(front + PREFIX, timeout=30).url == f"{front}{PREFIX}/"


def test_a_posted_query_is_answered(front: str) -> None:
    response = requests.post(f"{front}{PREFIX}/sparql", data={"query": "ASK {}"}, timeout=30)
    assert response.json()["boolean"] is True


def test_a_long_view_passes(front: str) -> None:
    """Finding 21: 414 for a view of more than 8,000 bytes."""
    nodes = requests.get(f"{front}{PREFIX}/explore/view.json?show=network", timeout=30).json()["nodes"]
    opened = "&".join(f"open={node['id']}" for node in nodes)
    query = "&".join([opened] * (20_000 // len(opened) + 1))
    assert 20_000 < len(query) < 60_000
    for address in ("/explore", "/explore/view.json", "/explore/embed"):
        assert requests.get(f"{front}{PREFIX}{address}?{query}", timeout=60).status_code == 200


KINDS = {
    "text/html": b"<!doctype html>",
    "text/turtle": b"@prefix",
    "application/ld+json": b"{",
    "application/n-triples": b"<http",
    "application/rdf+xml": b"<?xml",
}
CODINGS = {
    "": bytes,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


OF_ALIBABA = f"SELECT ?o ?p ?s {{ VALUES ?s {{ <{ID_BASE}organization/alibaba> }} ?s ?p ?o }} ORDER BY ?p ?o"
"""A query that is soon answered on a busy machine, too: one that sorted the whole graph met its deadline there."""


@pytest.fixture(scope="module")
def keeping(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an nginx that keeps every answer."""
    with nginx(tmp_path_factory.mktemp("keeping"), served.port, keeping=True) as address:
        yield address


def fetched(address: str, accept: str, coding: str) -> tuple[requests.Response, bytes]:
    """Fetch an address, and undo nothing."""
    headers = {"Accept": accept, "Accept-Encoding": coding}
    with requests.get(address, headers=headers, timeout=30, stream=True) as response:
        return response, response.raw.read(decode_content=False)


@pytest.mark.parametrize("order", range(3))
def test_formats_and_codings_never_mix(keeping: str, order: int) -> None:
    """Finding 10: nginx gave Turtle to browsers, because it read one of two lines of Vary only."""
    address = f"{keeping}{PREFIX}/partner/alibaba?order{order}"
    pairs = list(itertools.product(KINDS, CODINGS))
    pairs = (pairs, pairs[::-1], [*pairs[7:], *pairs[:7]])[order]
    states = set()
    for accept, coding in some(pairs * 2):
        response, body = fetched(address, accept, coding)
        assert response.status_code == 200
        assert response.headers["Content-Type"].partition(";")[0] == accept
        assert response.headers.get("Content-Encoding", "") == coding
        assert CODINGS[coding](body).startswith(KINDS[accept])
        states.add(response.headers["X-Cache"])
    assert states == {"MISS", "HIT"}


def test_answers_of_the_endpoint_never_mix(keeping: str) -> None:
    address = f"{keeping}{PREFIX}/sparql?{urlencode({'query': OF_ALIBABA})}"
    kinds = {"text/csv": b"o,p,s", "application/sparql-results+json": b'{"head"', "text/html": b"<!doctype html>"}
    for (accept, begins), coding in some(itertools.product([*kinds.items()] * 2, CODINGS)):
        response, body = fetched(address, accept, coding)
        assert response.headers["Content-Type"].partition(";")[0] == accept
        assert CODINGS[coding](body).startswith(begins)


def test_a_page_that_the_visitor_has_is_not_sent_again(front: str) -> None:
    first = requests.get(f"{front}{PREFIX}/partners", headers=BROWSER, timeout=30)
    again = requests.get(
        f"{front}{PREFIX}/partners", headers={**BROWSER, "If-None-Match": first.headers["ETag"]}, timeout=30
    )
    assert (again.status_code, again.content) == (304, b"")


def test_a_host_that_nobody_trusts_is_named_nowhere(front: str) -> None:
    headers = {**BROWSER, "Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil"}
    for address in ("/", "/partner/alibaba", "/robots.txt", "/partners/"):
        response = requests.get(f"{front}{PREFIX}{address}", headers=headers, timeout=30, allow_redirects=False)
        assert response.status_code in {200, 301}
        assert "evil" not in str(response.headers)
        assert "evil.example" not in response.text
        assert "/evil" not in response.text


def asked(address: str, source: str, query: str, **headers: str) -> int:
    """Return the status of a query that is sent from an address of loopback."""
    target = urlsplit(address)
    body = urlencode({"query": query}).encode()
    lines = {"Host": target.netloc, "Content-Type": "application/x-www-form-urlencoded", "Content-Length": len(body)}
    head = "".join(f"{name}: {value}\r\n" for name, value in (lines | headers | {"Connection": "close"}).items())
    with socket.create_connection((str(target.hostname), target.port or 80), 30, (source, 0)) as connection:
        connection.sendall(f"POST {target.path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        return int(connection.recv(4_096).split(b" ", 2)[1])


def test_clients_behind_it_are_told_apart(few_home: Path, tmp_path: Path) -> None:
    """One uses up its share of query time, under whatever name it gives itself; another still has its own."""
    heavy = "SELECT (COUNT(*) AS ?n) {{ ?a ?p ?o . ?b ?q ?o }} # {}"
    with (
        serving("--home", str(few_home), OPG_TRUSTED_PROXIES="1", OPG_CLIENT_SECONDS="0.1") as site,
        nginx(tmp_path, site.port) as front,
    ):
        address = f"{front}{PREFIX}/sparql"
        statuses = [asked(address, "127.0.0.2", heavy.format(number)) for number in range(8)]
        assert 429 in statuses
        spoofed = {"X-Forwarded-For": "198.51.100.7", "Forwarded": "for=198.51.100.7"}
        assert asked(address, "127.0.0.2", heavy.format("again"), **spoofed) == 429
        assert asked(address, "127.0.0.3", "SELECT * { ?s ?p ?o } LIMIT 1") == 200
