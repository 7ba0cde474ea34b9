"""The store on a remote server of the SPARQL 1.1 Protocol.

Servers differ in what a query's default graph is: all graphs (Virtuoso, with its own among them), an unnamed one
(Oxigraph), or as configured. So each request names our graphs as its dataset (SPARQL 1.1 Protocol, section 2.1.4),
which means the same everywhere. Our client sends them: it keeps connections open, and knows limits of time and size.
SPARQLWrapper has neither. Its public interface opens a connection for each query, and hides the headers of an error.
Answers come as JSON, as XML from Virtuoso, which writes that in a third of the time, or as N-Triples. Their ends can be
recognised. They are read whole before anything of them is used. Oxigraph and Virtuoso can end an answer early under
status 200: such an answer is an error here.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, TypeVar
from urllib.parse import urlencode, urlsplit
from urllib.request import Request

import pyoxigraph as ox

from graph.rdf_formats import N_TRIPLES, RESULTS_JSON, RESULTS_XML, Format
from graph.stores.completeness import check, out_of_time
from graph.stores.http_client import Limits, Login, Reply, Transport, shown
from graph.stores.protocol_dataset import Chosen, with_both_clauses, without_clauses
from graph.stores.query_form import counting, form, names_graphs
from graph.stores.store import (
    Answer,
    AnswerTooLargeError,
    QuerySyntaxError,
    Rows,
    StoreAnswerError,
    StoreError,
    StoreTimeoutError,
    StoreUnavailableError,
    Triples,
    Truth,
)
from graph.version_digest import DIGEST, FORMER, is_digest
from ontology.namespaces import DATASET_IRI, DESCRIPTION_GRAPH, GRAPHS, PREFIXES

LONGEST_GET: Final = 2_000
"""Characters of query up to which GET is used, which caches between here and there understand; POST beyond."""

_VERSION: Final = (
    f"SELECT ?version {{ GRAPH <{DESCRIPTION_GRAPH}> {{ <{DATASET_IRI}> ?property ?version "
    f"FILTER(?property IN (<{DIGEST}>, <{FORMER}>)) }} }}"
)
_FRESH: Final = 10.0
"""Seconds for which a server is taken to hold the version that it held."""

_STATEMENTS: Final = f"{N_TRIPLES.media_type}, text/plain;q=0.5"
_OF_VIRTUOSO: Final = "http://www.openlinksw.com/schemas/virtrdf#"
"""A graph that every Virtuoso has, and needs."""

_IS_VIRTUOSO: Final = f"ASK {{ GRAPH <{_OF_VIRTUOSO}> {{ ?s ?p ?o }} }}"
_OF_GRAPHS: Final = ("CONSTRUCT", "DESCRIBE")
"""The forms of queries that triples answer."""

_NODE_ID: Final = re.compile(rb'("type":\s*"bnode",\s*"value":\s*"|<bnode>)nodeID://')
"""Virtuoso writes blank nodes with a scheme, which is no blank node label in any syntax."""

_SPACE: Final = re.compile(rb"(<literal[^>]*>)([ \t\r\n]++)|(?<![ \t\r\n])([ \t\r\n]++)(?=</literal>)")
"""White space at the ends of a literal in XML, which the reader of the answer would leave out.

A run of it is looked at once: it may have megabytes, and stand elsewhere.
"""

_END_OF_XML: Final = b"</sparql>"
_VIRTUOSO: Final = "virtuoso"
"""What a Virtuoso calls itself in its replies, unless a proxy leaves it out."""

T = TypeVar("T")


class RemoteStore:
    """A store that a server of the SPARQL 1.1 Protocol at `url` answers for; safe to share between threads.

    The default graph is the union of `graphs`; without them it is the server's. A query may take `seconds`.
    """

    def __init__(
        self,
        url: str,
        *,
        graphs: Iterable[str] = GRAPHS.values(),
        seconds: float = 30.0,
        login: Login | None = None,
    ) -> None:
        self.url = url
        self.graphs = tuple(graphs)
        self._limits = Limits(seconds)
        self._transport = Transport(login)
        self._known = ("", float("-inf"))
        self._silent: bool | None = None
        self._table = RESULTS_JSON

    @property
    def version(self) -> str:
        """The version that the server holds, read again now and then, since another one may be pushed.

        Raises:
            StoreUnavailableError: the server holds no version, because it is empty or being loaded.
            StoreError: the server cannot answer, and has not before.
        """
        known, when = self._known
        if time.monotonic() - when > _FRESH:
            try:
                known = self.held_version()
            except StoreError:
                if not known:
                    raise
            self._known = known, time.monotonic()
        if not known:
            raise StoreUnavailableError(f"The engine at {shown(self.url)} holds no complete dataset at the moment.")
        return known

    def held_version(self) -> str:
        """Return the version that the server holds now; an empty string stands for none.

        Raises:
            StoreError: the server cannot answer.
        """
        answer = self.query(_VERSION)
        found = [row[0] for row in answer.rows] if isinstance(answer, Rows) else []
        return " ".join(sorted(term.value for term in found if isinstance(term, ox.Literal) and is_digest(term.value)))

    def is_empty(self) -> bool:
        """Tell whether the server holds no statement at all in our graphs."""
        answer = self.query("ASK { ?s ?p ?o }")
        return isinstance(answer, Truth) and not answer.value

    def query(self, text: str, *, chooses_graphs: bool | None = None) -> Answer:  # noqa: ARG002
        """Answer `text`; see `Store.query`. The text is read anyway, for the form of the query."""
        return self._reading(self._ask(text, self._limits), lambda reply: _answer(reply, form(text)))

    def raw(
        self,
        text: str,
        media_type: str,
        limits: Limits | None = None,
        chosen: Chosen | None = None,
    ) -> bytes:
        """Answer `text` as a document of a SPARQL results format (SELECT, ASK) or of an RDF format (the other forms).

        The limits hold for what the server sends and for what is returned. The graphs that are `chosen`, if any, make
        up the dataset. The answer was read to its end, so it is whole.

        Raises:
            QuerySyntaxError: `text` is no SPARQL 1.1 query.
            ValueError: there is no such format for the form of the query.
            AnswerTooLargeError: the answer is larger than allowed.
            StoreError: the server cannot answer.
        """
        limits = limits or self._limits
        asked = form(text)
        kind = ox.RdfFormat if asked in _OF_GRAPHS else ox.QueryResultsFormat
        known = kind.from_media_type(media_type)
        reply = self._ask(text, limits, chosen)
        if known is None:
            raise ValueError(f"{media_type} is no format for {'triples' if asked in _OF_GRAPHS else 'rows'}.")
        written = self._reading(reply, lambda reply: _written(reply, asked, known, limits.rows))
        if limits.size is not None and len(written) > limits.size:
            raise AnswerTooLargeError(f"The answer has more than {limits.size:,} bytes; ask for less at a time.")
        return written

    def close(self) -> None:
        """Close the connections to the server; a later query opens new ones."""
        self._transport.close()

    def _ask(self, text: str, limits: Limits, chosen: Chosen | None = None) -> Reply:
        if not form(text):
            raise QuerySyntaxError("It has none of the words SELECT, ASK, CONSTRUCT and DESCRIBE, so it is no query.")
        if chosen is not None:
            text, chosen = without_clauses(text), chosen.explicit()
        elif names_graphs(text):
            text, chosen = with_both_clauses(text), Chosen()
        else:
            chosen = Chosen(self.graphs, self.graphs)
        start = time.monotonic()
        reply = self._send(text, limits, chosen)
        if (solutions := counting(text)) and self._cuts_in_silence(limits):
            left = max(limits.seconds - (time.monotonic() - start), 0.001)
            self._send(solutions, replace(limits, seconds=left), chosen)
        return reply

    def _send(self, text: str, limits: Limits, chosen: Chosen) -> Reply:
        reply = self._transport.send(_request(self.url, text, chosen, self._table), limits)
        if _VIRTUOSO in reply.headers.get("server", "").lower():
            self._table = RESULTS_XML
        check(reply, shown(self.url), graph=form(text) in _OF_GRAPHS)
        return reply

    def _cuts_in_silence(self, limits: Limits) -> bool:
        """Tell whether the server is a Virtuoso, whatever a proxy before it makes of its name.

        Its ResultSetMaxRows holds for the solutions of CONSTRUCT and DESCRIBE, too, but it says so only with those of
        SELECT. What it lets through of the same solutions as a SELECT shows whether it has cut the triples.
        """
        if self._silent is None:
            self._silent = b"true" in self._send(_IS_VIRTUOSO, limits, Chosen(named=[_OF_VIRTUOSO])).body
        return self._silent

    def _reading(self, reply: Reply, read: Callable[[Reply], T]) -> T:
        """Read a reply, and say what it means if it cannot be read."""
        try:
            return read(reply)
        except (SyntaxError, ValueError) as error:
            if out_of_time(reply.body[-300:].decode("utf-8", "replace")):
                raise StoreTimeoutError(f"{shown(self.url)} ran out of time within its answer.") from error
            message = f"{shown(self.url)} sent an answer that is not whole or not well formed: {error}."
            raise StoreAnswerError(message) from error


def _request(url: str, text: str, chosen: Chosen, table: Format) -> Request:
    """Return a query as the SPARQL 1.1 Protocol sends it (section 2.1): by GET, or as a form where it is long."""
    graph = form(text) in _OF_GRAPHS
    fields = [("query", text)]
    fields += [("default-graph-uri", name) for name in chosen.default]
    fields += [("named-graph-uri", name) for name in chosen.named]
    content = urlencode(fields)
    headers = {"Accept": _STATEMENTS if graph else table.media_type}
    if len(text) > LONGEST_GET:
        return Request(url, content.encode(), headers | {"Content-Type": "application/x-www-form-urlencoded"})  # noqa: S310 - the transport knows only http and https
    return Request(f"{url}{'&' if urlsplit(url).query else '?'}{content}", headers=headers)  # noqa: S310 - as above


def _results(reply: Reply, asked: str) -> ox.QuerySolutions | ox.QueryBoolean:
    body = _NODE_ID.sub(rb"\1", reply.body)
    if reply.media_type == RESULTS_XML.media_type:
        if not body.rstrip().endswith(_END_OF_XML):
            raise ValueError("it ends before its end")
        results = ox.parse_query_results(_SPACE.sub(_referred_to, body), format=ox.QueryResultsFormat.XML)
    else:
        results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(results, ox.QueryBoolean) != (asked == "ASK"):
        found = "true or false" if isinstance(results, ox.QueryBoolean) else "rows"
        raise ValueError(f"{found} cannot answer {asked}")
    return results


def _referred_to(space: re.Match[bytes]) -> bytes:
    """Write white space as references to characters."""
    before, first, last = space.groups(b"")
    return before + b"".join(b"&#%d;" % character for character in first + last)


def _triples(reply: Reply) -> list[ox.Triple]:
    """Return each triple once, in the order of their N-Triples form."""
    return sorted({quad.triple for quad in ox.parse(reply.body, format=ox.RdfFormat.TURTLE)}, key=str)


def _answer(reply: Reply, asked: str) -> Answer:
    if asked in _OF_GRAPHS:
        return Triples(tuple(_triples(reply)))
    results = _results(reply, asked)
    if isinstance(results, ox.QueryBoolean):
        return Truth(bool(results))
    return Rows(tuple(variable.value for variable in results.variables), tuple(tuple(row) for row in results))


def _written(reply: Reply, asked: str, known: ox.RdfFormat | ox.QueryResultsFormat, most: int | None) -> bytes:
    """Write the answer in a format; formats are written here, so that they are the same whichever server answers."""
    if isinstance(known, ox.RdfFormat):
        triples = _triples(reply)
        _check_amount(len(triples), most)
        return ox.serialize(triples, format=known, prefixes=PREFIXES) or b""
    results = _results(reply, asked)
    if most is not None and isinstance(results, ox.QuerySolutions):
        _check_amount(sum(1 for _ in results), most)
        results = _results(reply, asked)  # they can be gone through only once
    return results.serialize(format=known) or b""


def _check_amount(amount: int, most: int | None) -> None:
    if most is not None and amount > most:
        raise AnswerTooLargeError(f"The answer has {amount:,} rows, more than {most:,}; ask for less at a time.")
