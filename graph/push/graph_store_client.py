"""The client that writes graphs into a server. It uses the SPARQL 1.1 Graph Store HTTP Protocol, or updates."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final, Literal, TypeAlias
from urllib.parse import quote
from urllib.request import Request

import pyoxigraph as ox

from graph.rdf_formats import N_TRIPLES, TURTLE
from graph.stores.completeness import check_triples
from graph.stores.http_client import Limits, Login, Reply, Transport, shown
from graph.stores.remote_store import RemoteStore
from graph.stores.store import AnswerTooLargeError, Rows, StoreAnswerError, StoreError
from graph.stores.vendor_endpoints import Endpoints
from graph.version_digest import graph_lines

Way: TypeAlias = Literal["graph-store", "update"]

_SECONDS: Final = 300.0
_STATEMENTS: Final = f"{N_TRIPLES.media_type}, {TURTLE.media_type};q=0.5"
_PART: Final = 8_000
"""Statements that are asked for at a time where the server does not give a whole graph at once."""

_LEAST: Final = 10
"""Statements that a server must give at a time."""

_NOT_THERE: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)
_FORBIDDEN: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


class PushError(StoreError):
    """The server does not take the data, or holds something else afterwards; the message says what to do."""


class Writer:
    """A server that is written to. Without a `way` it is the Graph Store protocol, or updates if it knows none."""

    def __init__(self, target: Endpoints, login: Login | None = None, way: Way | None = None) -> None:
        self._target = target
        self._transport = Transport(login)
        self._reader = RemoteStore(target.query, seconds=_SECONDS, login=login)
        self._way: Way | None = way

    def way(self, graph: str) -> Way:
        """Return the way, which is found out once, by emptying the graph.

        Raises:
            PushError: the server takes no data.
            StoreError: the server cannot be reached.
        """
        if self._way is None:
            reply = self._request("PUT", self._address(graph), b"", TURTLE.media_type)
            self._way = "update" if reply.status in _NOT_THERE else "graph-store"
        return self._way

    def replace(self, graph: str, statements: str) -> None:
        """Let the graph hold these statements (N-Triples) and no others.

        Raises:
            PushError: the server does not take them.
            StoreError: the server cannot be reached.
        """
        if self.way(graph) == "graph-store":
            self._check(self._request("PUT", self._address(graph), statements.encode(), TURTLE.media_type))
            return
        self._update(f"CLEAR SILENT GRAPH <{graph}>")
        if statements:
            self.add(graph, statements)

    def add(self, graph: str, statements: str) -> None:
        """Add statements (N-Triples) to the graph; see `replace`."""
        if self.way(graph) == "graph-store":
            self._check(self._request("POST", self._address(graph), statements.encode(), TURTLE.media_type))
        else:
            # Virtuoso has no blank nodes in INSERT DATA; a template with one solution makes the same ones.
            form, end = ("INSERT", " WHERE {}") if "_:" in statements else ("INSERT DATA", "")
            self._update(f"{form} {{ GRAPH <{graph}> {{\n{statements}}} }}{end}")

    def held(self, graph: str) -> list[bytes]:
        """Return the statements that the server holds in the graph now, as lines of N-Quads.

        Raises:
            StoreError: the server cannot be reached, or does not answer as it was asked.
        """
        try:
            whole = self._lines(self._document(graph), graph)
        except AnswerTooLargeError:
            whole = []
        # Virtuoso's ResultSetMaxRows cuts a graph short, in the Graph Store protocol without a word of it.
        if len(whole) == (amount := self.count(graph)):
            return whole
        return self._lines("".join(self._in_parts(graph, amount)).encode(), graph)

    def _lines(self, document: bytes, graph: str) -> list[bytes]:
        try:
            return graph_lines(document, graph)
        except (SyntaxError, ValueError) as error:
            where = shown(self._target.graph_store)
            raise StoreAnswerError(f"{where} sent an answer that is not whole or not well formed: {error}.") from error

    def _document(self, graph: str) -> bytes:
        if self.way(graph) == "graph-store":
            reply = self._request("GET", self._address(graph))
            if reply.status == HTTPStatus.NOT_FOUND:
                return b""
            self._check(reply)
            check_triples(reply, shown(self._target.graph_store))
            return reply.body
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        return self._reader.raw(query, N_TRIPLES.media_type)

    def _in_parts(self, graph: str, amount: int) -> Iterator[str]:
        """Read the statements so many at a time; were the order to change between, the digest would show it."""
        size, start = _PART, 0
        while start < amount:
            query = f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} LIMIT {size} OFFSET {start}"
            try:
                answer = self._reader.query(query)
            except AnswerTooLargeError:
                if size < _LEAST:
                    raise
                size //= 2
                continue
            yield from (f"{' '.join(map(str, row))} .\n" for row in answer.rows) if isinstance(answer, Rows) else ()
            start += size

    def count(self, graph: str) -> int:
        """Return the number of statements that the server holds in the graph now."""
        answer = self._reader.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        amount = answer.rows[0][0] if isinstance(answer, Rows) and answer.rows else None
        if isinstance(amount, ox.Literal) and amount.value.isascii() and amount.value.isdecimal():
            return int(amount.value)
        where = shown(self._target.query)
        raise StoreAnswerError(f"{where} does not say how many statements are in <{graph}>, though it was asked.")

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()
        self._reader.close()

    def _update(self, text: str) -> None:
        self._check(self._request("POST", self._target.update, text.encode(), "application/sparql-update"))

    def _address(self, graph: str) -> str:
        joint = "&" if "?" in self._target.graph_store else "?"
        return f"{self._target.graph_store}{joint}graph={quote(graph, safe='')}"

    def _request(self, method: str, address: str, body: bytes | None = None, media_type: str = "") -> Reply:
        headers = {"Accept": _STATEMENTS} if body is None else {"Content-Type": media_type}
        request = Request(address, body, headers, method=method)  # noqa: S310 - the transport knows only http and https
        return self._transport.send(request, Limits(_SECONDS))

    def _check(self, reply: Reply) -> None:
        if reply.status < HTTPStatus.MULTIPLE_CHOICES:
            return
        where = shown(self._target.graph_store if self._way == "graph-store" else self._target.update)
        refusal = f"{where} does not take the data (HTTP {reply.status})"
        if reply.status in _FORBIDDEN:
            raise PushError(f"{refusal}: it wants another user or password (--user, OPG_STORE_PASSWORD).")
        if reply.status in _NOT_THERE:
            raise PushError(f"{refusal}: name the address that does with --graph-store or --update.")
        raise PushError(f"{refusal}{reply.reason()}")
