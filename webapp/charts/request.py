"""The chart that a request asks for. A request says which one, about what, how wide, and in which theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from ontology.namespaces import ID_BASE
from queries import registry, run
from queries.binding import without_header
from queries.errors import QueryError
from queries.search.name_match import NameMatch
from webapp.charts.chart import Chart
from webapp.charts.query_charts import chart_of_query
from webapp.charts.registry import ChartKind, chart_kinds
from webapp.components import citations
from webapp.components.citations import Citation
from webapp.components.query_arguments import arguments, problem
from webapp.http.errors import Problem, Suggestion, UnknownThing
from webapp.http.problem_types import BAD_CHART
from webapp.models.entity import Entity
from webapp.models.partnership import LabelledIri
from webapp.models.site import current_site
from webapp.models.urls import subject_of
from webapp.svg.style_rules import THEMES
from webapp.text.english import join_words

NARROWEST, WIDEST = 320, 2400
"""Bounds of the width of a picture, in pixels."""

_USUAL_WIDTH = 1200
_LOOKS = ("width", "theme", "outlines")
_SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class Looks:
    """How a picture is drawn: its width in pixels, its theme, and whether its letters are outlines."""

    width: int
    theme: str
    outlines: bool


@dataclass(frozen=True, slots=True)
class RequestedChart:
    """A chart with its kind, and the fields of its address: what it is about, or parameters of a query."""

    kind: ChartKind
    fields: tuple[tuple[str, str], ...]
    chart: Chart

    def address(self, suffix: str = "", **more: str) -> str:
        """Return the address of the chart in a format, `/embed` being one, with further fields."""
        fields = urlencode({**dict(self.fields), **more}, safe=":/")
        return f"/chart/{self.kind.name}{suffix}" + (f"?{fields}" if fields else "")

    @property
    def internal(self) -> bool:
        """Whether the query behind it has no page of its own."""
        return registry.get(self.kind.query).internal

    @property
    def question(self) -> str:
        """The address of the query behind it: its page, or the editor for one that only this site uses."""
        if self.internal:
            return self.editor
        if self.kind.draw is None:
            fields = urlencode(self.chart.arguments, safe=":/")
            return f"/queries/{self.kind.query}" + (f"?{fields}" if fields else "")
        return self.kind.question(dict(self.fields).get("about", ""))

    @property
    def editor(self) -> str:
        """The address of the query in the SPARQL editor, with its parameters filled in."""
        fields = {} if self.internal else dict(parse_qsl(self.question.partition("?")[2]))
        sparql = run.prepare(current_site().store, self.kind.query, fields)
        return f"/sparql?{urlencode({'query': without_header(sparql)})}"

    @property
    def citation(self) -> Citation:
        """How to cite it."""
        return citations.of_part(self.chart.title, self.address(), current_site().catalogue.version)


def known_kind(name: str) -> ChartKind:
    """Return the kind of chart of a name.

    Raises:
        UnknownThing: there is none.
    """
    kinds = chart_kinds()
    if name in kinds:
        return kinds[name]
    words = set(name.split("-"))
    near = [kind for kind in kinds.values() if words & set(kind.name.split("-"))][:_SUGGESTED]
    said = f"There is no chart called “{name[:60]}”. The list at /charts has all."
    raise UnknownThing(said, [Suggestion(kind.title, f"/chart/{kind.name}") for kind in near])


def requested_chart(kind: ChartKind) -> RequestedChart:
    """Return the chart that the request asks for.

    Raises:
        Problem: a field does not fit.
        NotFound: the graph has nothing of that name, or nothing to draw about it.
    """
    if kind.draw is None:
        return _of_query(kind)
    about = _about(kind)
    chart = kind.draw(current_site(), about)
    if chart is None:
        raise NotFound(
            f"There is nothing for the chart “{kind.title}” to show{f' about {about.label}' * bool(about.iri)}."
        )
    address = current_site().catalogue.urls.page(about.iri).strip("/").replace("/", ":", 1)
    return RequestedChart(kind, (("about", address),) if about.iri else (), chart)


def _of_query(kind: ChartKind) -> RequestedChart:
    here, query = current_site(), registry.get(kind.query)
    try:
        given = arguments(query, request.args, _LOOKS)
        chart = chart_of_query(here, query, given)
    except QueryError as error:
        raise problem(error) from error
    if chart is None:
        raise NotFound("The answer has nothing that a chart could compare, or too much.")
    return RequestedChart(kind, tuple(given.items()), chart)


def _about(kind: ChartKind) -> LabelledIri:
    """Return what the chart is about.

    Raises:
        Problem: the chart takes nothing, or no such kind of thing.
        UnknownThing: the graph has no such thing.
    """
    _check_fields(request.args, ("about", *_LOOKS))
    text = request.args.get("about", kind.default).strip()
    if not kind.about:
        if text:
            raise _problem("about", f"The chart “{kind.title}” is about the whole graph; leave `about` out.")
        return LabelledIri("", "")
    forms = " or ".join(f"`{name}:…`" for name in kind.about)
    takes = f"It takes {forms}, such as {kind.default}."
    path = text.removeprefix(ID_BASE).replace("/", ":", 1) if text.startswith(ID_BASE) else text
    of, colon, slug = path.partition(":")
    iri = subject_of(of, slug) if colon else ""
    if not iri:
        raise _problem("about", f"about={text[:80]} names no thing. {takes}")
    catalogue = current_site().catalogue
    address = catalogue.urls.page(iri)
    ask = current_site().ask
    subject = Entity.load(ask, iri)
    if subject is None and ask.truth("is-known", thing=iri):
        subject = Entity(iri, [])  # the graph only refers to it
    if subject is None:
        near = [Suggestion(hit.label, catalogue.urls.page(hit.name.iri)) for hit in _near(slug)]
        raise UnknownThing(f"There is no {of} “{slug}” in the graph. {takes}", near)
    if address.split("/")[1] not in kind.about and not (of == "partner" and of in kind.about):
        raise _problem("about", f"The chart “{kind.title}” is not about a {of}. {takes}")
    return LabelledIri(iri, subject.label)


def _near(slug: str) -> Sequence[NameMatch]:
    return current_site().catalogue.names.search(slug.replace("-", " "), _SUGGESTED)


def requested_looks() -> Looks:
    """Return how the request wants the picture.

    Raises:
        Problem: a field does not fit.
    """
    width = request.args.get("width", str(_USUAL_WIDTH))
    if not (width.isascii() and width.isdecimal()) or not NARROWEST <= int(width[:6]) <= WIDEST:
        raise _problem("width", f"width={width[:20]}: a picture is {NARROWEST} to {WIDEST} pixels wide.")
    theme = request.args.get("theme", THEMES[0])
    if theme not in THEMES:
        raise _problem("theme", f"theme={theme[:20]}: the themes are {join_words(THEMES)}.")
    outlines = request.args.get("outlines", "0")
    if outlines not in {"0", "1"}:
        raise _problem("outlines", f"outlines={outlines[:20]}: letters are outlines with 1, and text with 0.")
    return Looks(int(width), theme, outlines == "1")


def _check_fields(fields: MultiDict[str, str], known: tuple[str, ...]) -> None:
    for name, values in fields.lists():
        if name not in known:
            raise _problem(name, f"There is no field “{name[:40]}”. A chart takes {join_words(known)}.")
        if len(values) > 1:
            raise _problem(name, f"“{name}” is given more than once; one value is expected.")


def _problem(field: str, words: str) -> Problem:
    return Problem(BAD_CHART, words, {"parameter": field})
