"""The tools: what assistants can ask. Each answers from what site and API have; none changes anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from datetime import date as calendar_date
from typing import Annotated, Any, Final, Literal

import pyoxigraph as ox
from mcp.server.mcpserver import Context
from pydantic import Field

from graph.iris import parse
from graph.rdf_formats import N_TRIPLES, RESULTS_JSON
from graph.stores.store import Rows, Triples, Truth
from ontology.namespaces import BASE
from queries import registry
from queries.errors import BadParameter, UnknownParameter, UnknownQuery
from queries.hints import hints
from queries.results import tabular
from queries.run import question
from webapp.components import citations
from webapp.components.citations import Citation
from webapp.entities.page_statements import cited, own_statements
from webapp.fact_check.report import report_on
from webapp.gallery.answer_citation import citation
from webapp.gallery.json_rows import json_document, json_rows
from webapp.mcp import answers, evidence, query_list
from webapp.mcp.local_site import LocalSite
from webapp.mcp.paging import LIMIT, Limit, Offset, Page, page
from webapp.models.data_version import DataVersion
from webapp.models.entity import Entity
from webapp.models.resolve import find
from webapp.models.search_results import LONGEST, MOST, SearchResult, search
from webapp.models.site import SiteData
from webapp.models.urls import subject_of
from webapp.questions.answer import ask as ask_words
from webapp.questions.reading import LONGEST as LONGEST_QUESTION

_LONGEST_NAME: Final = 300
_LONGEST_TEXT: Final = 1_000

Kind = Literal["partner", "games", "programme", "category", "country", "person", "organization"]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST, description="A name or a part of one, in any script.")]
Thing = Annotated[
    str,
    Field(
        min_length=1,
        max_length=_LONGEST_NAME,
        description="An identifier (IRI), a prefixed name such as games:2020-summer, a slug (alibaba), or a name.",
    ),
]
About = Annotated[
    str,
    Field(
        max_length=_LONGEST_TEXT, description="What is to be found out, in words; empty for all queries, by subject."
    ),
]
QueryName = Annotated[
    str, Field(min_length=1, max_length=_LONGEST_NAME, description="The name of a query, as list_queries gives it.")
]
Parameters = Annotated[
    dict[str, Annotated[str, Field(max_length=_LONGEST_TEXT)] | int],
    Field(
        description='Values by name, such as {"programme": "top", "date": "2017-01-18"}. Others have their defaults.'
    ),
]
Question = Annotated[
    str, Field(min_length=1, max_length=LONGEST_QUESTION, description="A question, such as: Who sponsors LA28?")
]
Story = Annotated[str, Field(min_length=1, max_length=100_000, description="A text, at most 100,000 bytes in UTF-8.")]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$", description="A day such as 2026-11-27, or nothing.")]
Sparql = Annotated[
    str,
    Field(min_length=1, description="A SELECT, ASK, CONSTRUCT or DESCRIBE query in SPARQL 1.1, with its prefixes."),
]


class Tools:
    """The tools over one site."""

    def __init__(self, site: LocalSite) -> None:
        self._site = site

    def all(self) -> Sequence[Callable[..., answers.Answer]]:
        """Return every tool, in the order in which they are listed."""
        return (
            self.search,
            self.describe,
            self.ask_in_words,
            self.check_story,
            self.list_queries,
            self.ask,
            self.sparql,
        )

    def search(
        self, text: Text, kind: Kind | None = None, limit: Limit = 20, offset: Offset = 0
    ) -> answers.SearchAnswer:
        """Find partners, Games, programmes, product categories, countries, people and organizations by name.

        Any name will do, in any script, also former ones, brands and misspelt ones. Several words that name different
        things ("tokyo 2020 airline") find what joins them.
        """
        with self._site.data() as here:
            found = search(here.catalogue, text, MOST, kind or "")
            part = page(found.results, offset, limit)
            return answers.SearchAnswer(
                **_paged(here, part),
                near=bool(found.results) and found.near,
                unknown=list(found.unknown),
                results=[_found(result) for result in part.items],
            )

    def describe(self, thing: Thing, limit: Limit = LIMIT, offset: Offset = 0) -> answers.Description:
        """Tell what is stated about a thing and what concerns it: each statement with its sources and basis of dates.

        The statements about the thing itself come first. Those about its partnerships, roles, events, figures and
        identifiers follow. A term of the vocabulary, such as op:partner, is a thing too.
        """
        with self._site.data() as here:
            iri = find(here.store, thing).value
            content = self._document(here, iri)
            part = page(content["statements"], offset, limit)
            named = dict.fromkeys(source for item in part.items for source in item["sources"] or ())
            return answers.Description(
                **_paged(here, part),
                id=content["id"],
                label=content["label"],
                page=content["page"],
                citation=content["citation"],
                statements=list(part.items),
                sources=[source for source in content["sources"] if source["id"] in named],
            )

    def _document(self, here: SiteData, iri: str) -> dict[str, Any]:
        """Return what the page about a thing states, as its JSON has it; for what has none, its own statements."""
        address = here.catalogue.urls.page(iri)
        if parse(iri) and address:
            content = self._site.json(f"{address}.json")
            return content | {"page": here.catalogue.urls.page(content["id"])}
        entity = Entity.load(here.ask, iri) or Entity(iri, ())
        statements = own_statements(entity, here.catalogue.citations(iri))
        return {
            "id": iri,
            "label": entity.label,
            "page": address,
            "citation": _cited(entity.label, iri, here.catalogue.version).text,
            "statements": [statement.as_json() for statement in statements],
            "sources": cited(statements),
        }

    def ask_in_words(self, question: Question, limit: Limit = LIMIT, offset: Offset = 0) -> answers.WordsAnswer:
        """Answer a question in words, in English or, for common forms, in de, fr, es, zh and ja.

        `reads` says how it was read. Where `query` is null there is no answer, and `reason` says why.
        """
        with self._site.data() as here:
            found = ask_words(here.catalogue, question, datetime.now(UTC).date())
            part = page(found.rows, offset, limit)
            content = found.json()
            return answers.WordsAnswer(
                **_paged(here, part),
                question=found.question,
                reads=content.get("reads"),
                query=content["query"],
                parameters=content.get("parameters"),
                columns=content.get("columns"),
                reason=content.get("reason"),
                rows=list(part.items),
                alternatives=content.get("alternatives", content.get("nearest", [])),
            )

    def check_story(
        self, text: Story, date: Day = "", limit: Limit = LIMIT, offset: Offset = 0
    ) -> answers.CheckedStory:
        """Hold the statements of a news text to the graph: supported, contradicted, not-recorded or too-vague.

        `date` is the day of the text, which decides what “now” and “last year” mean. Sources stand beside each verdict.
        """
        with self._site.data() as here:
            content = report_on(here.catalogue, text, _day_of(date)).json()
            part = page(content["claims"], offset, limit)
            return answers.CheckedStory(**_paged(here, part), claims=list(part.items))

    def list_queries(self, about: About = "", limit: Limit = 10, offset: Offset = 0) -> answers.Queries:
        """List the named queries that `ask` answers, with their parameters; those that fit `about` come first.

        Prefer them to SPARQL of your own: they count dates, terms and joint partners as the documentation says.
        """
        with self._site.data() as here:
            part = page([query_list.described(query) for query in query_list.fitting(about)], offset, limit)
            return answers.Queries(**_paged(here, part), queries=list(part.items))

    def ask(
        self, query: QueryName, parameters: Parameters | None = None, limit: Limit = LIMIT, offset: Offset = 0
    ) -> answers.NamedAnswer:
        """Answer a named query: rows, the sources of each statement that they name, and what their dates rest on."""
        with self._site.data() as here:
            known = {item.name: item for item in registry.public()}
            if query not in known:
                raise UnknownQuery(query, known)
            values = {name: str(value) for name, value in (parameters or {}).items()}
            names = [item.name for item in known[query].parameters]
            if unknown := next((name for name in values if name not in names), None):
                raise UnknownParameter(query, unknown, names)
            asked = question(here.store, query, values)
            rows = tabular(here.store.query(asked.text))
            content = json_document(asked, rows, citation(known[query], values))
            part = page(content["rows"], offset, limit)
            return answers.NamedAnswer(
                **_paged(here, part),
                **{name: content[name] for name in ("query", "title", "parameters", "defaults", "citation", "columns")},
                countByBasis=content.get("countByBasis"),
                rows=list(part.items),
                **evidence.cited(here.catalogue, part.items),
            )

    def sparql(
        self, query: Sparql, context: Context[Any, Any], limit: Limit = LIMIT, offset: Offset = 0
    ) -> answers.SparqlAnswer:
        """Run a SPARQL 1.1 query of your own, within limits of time and size.

        Updates and SERVICE are refused. The default graph is the union of all named graphs. Read the resource
        opg://vocabulary first. Name partnerships (?x a op:Partnership) in the rows to have their sources with them.
        """
        with self._site.data() as here:
            offered = f"{RESULTS_JSON.media_type}, {N_TRIPLES.media_type};q=0.9, application/problem+json;q=0.1"
            media_type, body = self._site.sparql(query, offered, _client(context))
            columns, rows = json_rows(_read(media_type, body))
            part = page(rows, offset, limit)
            release = here.catalogue.version
            return answers.SparqlAnswer(
                **_paged(here, part),
                citation=citations.of_dataset(release).text,
                columns=columns,
                rows=list(part.items),
                hints=[hint.text for hint in hints(here.store, query)],
                **evidence.cited(here.catalogue, part.items),
            )


def _day_of(text: str) -> calendar_date | None:
    """Read a day; nothing for nothing.

    Raises:
        BadParameter: it is no day.
    """
    try:
        return calendar_date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadParameter("date", text, "a day such as 2026-11-27 is expected.") from error


def _cited(label: str, iri: str, version: DataVersion) -> Citation:
    """Return how to cite a thing; one that is not ours has no address here, so the dataset is cited."""
    return citations.of_part(label, iri, version) if iri.startswith(BASE) else citations.of_dataset(version)


def _paged(here: SiteData, part: Page[Any]) -> dict[str, Any]:
    release = answers.Release.model_validate(here.catalogue.version.members)
    return {"release": release, "total": part.total, "offset": part.offset, "next": part.next}


def _found(result: SearchResult) -> answers.Found:
    return answers.Found(
        id=subject_of(*result.id.split("/", 1)),
        label=result.label,
        kind=result.kind,
        note=result.note,
        why=result.why,
        page=result.id,
    )


def _read(media_type: str, body: str) -> Rows:
    """Read an answer of the endpoint as rows."""
    if media_type != RESULTS_JSON.media_type:
        return tabular(Triples(tuple(quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES))))
    results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(results, ox.QueryBoolean):
        return tabular(Truth(bool(results)))
    variables = tuple(variable.value for variable in results.variables)
    return Rows(variables, tuple(tuple(solution) for solution in results))


def _client(context: Context[Any, Any]) -> str:
    """Return the address of who asks over HTTP, so that the endpoint shares its time out fairly."""
    request = context.request_context.request
    client = getattr(request, "client", None)
    return str(client.host) if client else ""
