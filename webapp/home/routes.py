"""The routes of the first page and of pages about the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, json

from graph.build.downloads import FILES
from graph.iris import mint
from graph.releases.frozen import releases
from ontology.namespaces import ONTOLOGY_NAMESPACE
from queries import registry
from webapp.components import citations, highlights, responses, schema_org
from webapp.components.coverage import official_counts
from webapp.components.networks import top_network
from webapp.components.site_pages import SitePage
from webapp.home import corrections, quality
from webapp.http.formats import JSON
from webapp.http.problem_types import PROBLEM_TYPES
from webapp.http.site_address import site_root
from webapp.models.colour_families import legend
from webapp.models.grouping import grouped_by
from webapp.models.look_ups import Programme
from webapp.models.once import once_per_build
from webapp.models.partnership import LabelledIri, Partnership, partnerships_about
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import (
    ClassesInUseRow,
    CountriesListRow,
    CoverageAgainstOfficialCountsRow,
    PartnershipsEndedEarlyRow,
    PartnershipsListRow,
    PublishedFiguresRow,
)
from webapp.models.site import SiteData, current_site
from webapp.svg.sunflower import sunflower
from webapp.text.dates import dated
from webapp.text.english import finite, integer

area = Blueprint("home", __name__)
area.register_blueprint(quality.area)
area.register_blueprint(corrections.area)
PAGES = (
    SitePage("/", "Who sponsors the Olympic Games?"),
    SitePage("/about", "About"),
    SitePage("/quality", "How good is the data?"),
    SitePage("/corrections", "Report a mistake"),
    SitePage("/errors", "Errors", indexed=False),
)

_TOP = mint("programme", "top").value
_FIGURES = (
    ("Games", "Games", "/games"),
    ("Programme", "programmes", "/programmes"),
    ("Category", "categories", "/categories"),
    ("Person", "people", "/people"),
    ("Event", "events", "/events"),
    ("Source", "sources", "/sources"),
)
"""What the first page counts beside the partners: the class, what several are called, and where they are listed."""

_PLACES = (
    ("/partner/alibaba", "Alibaba"),
    ("/partner/mcdonalds", "McDonald\N{RIGHT SINGLE QUOTATION MARK}s"),
    ("/games/2020-summer", "Tokyo 2020"),
    ("/category/timekeeping", "Timekeeping"),
    ("/country/japan", "Japan"),
    ("/person/thomas-bach", "Thomas Bach"),
)
"""Pages that make good beginnings."""

_NEWEST = 6
_DOTS = 2_000
"""Dots in the picture of all partnerships; of more each dot stands for several."""

_CLASSES = 12
"""Classes of other data that the first page names."""


@dataclass(frozen=True, slots=True)
class Leaver:
    """A partner whose partnership was terminated, that partnership, and its programme in few letters."""

    partner: LabelledIri
    partnership: str
    programme_name: str
    end: str


@dataclass(frozen=True, slots=True)
class News:
    """A partnership that was announced lately; `date` is the day of that, at the precision of the source."""

    date: str
    partner: LabelledIri
    programme: LabelledIri
    category: LabelledIri
    partnership: str
    family: str


@dataclass(frozen=True, slots=True)
class OfficialCoverage:
    """How the graph compares with official counts of domestic partners: Games with one, those reached, the thinnest."""

    games: int
    reached: Sequence[LabelledIri]
    thinnest: Sequence[LabelledIri]


@area.get("/")
def home() -> Response:
    """Show what this is, how much there is, the network of TOP, and some highlights."""
    here = current_site()
    if here.catalogue.has_own_content:
        return _first_page(here)
    classes = _classes(here.catalogue)
    return responses.page("home/other_data.html", classes=classes[:_CLASSES], more=len(classes) - _CLASSES)


@once_per_build
def _classes(catalogue: ReferenceData) -> list[ClassesInUseRow]:
    return catalogue.ask.rows(ClassesInUseRow)


def _first_page(here: SiteData) -> Response:
    origin = site_root()
    files = {name: format_.media_type for name, format_ in FILES.items()} if here.snapshot else {}
    dataset = schema_org.dataset(origin, here.catalogue.version, files)
    return responses.page(
        "home/first_page.html",
        structured=schema_org.to_json_ld([dataset, schema_org.website(origin)]),
        newest=max(releases(), key=lambda release: release.date, default=None),
        **_shown(here.catalogue),
    )


@once_per_build
def _shown(catalogue: ReferenceData) -> dict[str, object]:
    """Return what the page shows of the whole graph."""
    deals = partnerships_about(catalogue, _TOP)
    terms = [term for term in catalogue.programmes.values() if term.whole == _TOP]
    families = [catalogue.families[row.category] for row in catalogue.partnerships_by_date]
    leavers = [
        Leaver(
            LabelledIri(row.partner, row.partnerLabel),
            row.partnership,
            catalogue.programmes[row.programme].short.removesuffix(" domestic"),
            row.end,
        )
        for row in reversed(catalogue.ask.rows(PartnershipsEndedEarlyRow))
    ]
    counts = official_counts(catalogue)
    questions = _questions(catalogue, deals, terms, counts)
    each = 1 + len(families) // _DOTS
    dots = families[::each]
    things = _counts(catalogue)
    what = "each partnership" if each == 1 else f"every {each} partnerships"
    return {
        "partnerships": len(families),
        "partners": len({row.partner for row in catalogue.partnerships_by_date}),
        "since": _since(catalogue),
        "sources": next((number for address, _, number in things if address == "/sources"), 0),
        "sourced": bool(families) and not catalogue.ask.truth("has-unsourced-partnership"),
        "counts": things,
        "places": [(address, label) for address, label in _PLACES if catalogue.shows(address)],
        "seeds": sunflower(dots, f"{len(dots)} dots, one for {what}, coloured by product field"),
        "each": each,
        "drawing": top_network(catalogue, deals),
        "families": legend({catalogue.families[deal.category.iri] for deal in deals}),
        "every_family": legend(set(families)),
        "terms": highlights.membership(deals, terms),
        "top_partners": len({deal.partner.iri for deal in deals}),
        "questions": questions,
        "answered": len(questions) + bool(leavers),
        "more": len(registry.public()) - len(questions) - bool(leavers),
        "leavers": leavers,
        "news": _newest(catalogue),
        "coverage": _coverage(counts),
    }


def _since(catalogue: ReferenceData) -> str:
    """Return the year of the first partnership, as far as it is known."""
    programmes = catalogue.programmes
    days = (row.from_ or programmes[row.programme].begins for row in catalogue.partnerships_by_date)
    return min((day[:4] for day in days if dated(day)), default="")


def _questions(
    catalogue: ReferenceData,
    deals: Sequence[Partnership],
    terms: Sequence[Programme],
    counts: Sequence[CoverageAgainstOfficialCountsRow],
) -> list[highlights.Highlight]:
    """Return the questions that the data answers."""
    regions = highlights.regions_of(catalogue.partner_rows, catalogue.ask.rows(CountriesListRow))
    stayed = [deal for deal in deals if deal.status != "terminated"]
    candidates = (
        highlights.faithful(catalogue, deals, terms),
        highlights.origins(catalogue, highlights.membership(stayed, terms), regions),
        highlights.revenue(catalogue, catalogue.ask.rows(PublishedFiguresRow), terms),
        highlights.crowded(catalogue, counts),
    )
    return [question for question in candidates if question]


def _counts(catalogue: ReferenceData) -> list[tuple[str, str, int]]:
    """Return the lists of what there is: address, what several of it are called, and how many there are."""
    if stored := catalogue.stored:
        found = {ONTOLOGY_NAMESPACE + class_: stored.number(ONTOLOGY_NAMESPACE + class_) for class_, _, _ in _FIGURES}
    else:
        found = {row.class_: integer(row.things) for row in _classes(catalogue)}
    known = ((address, words, found.get(ONTOLOGY_NAMESPACE + class_, 0)) for class_, words, address in _FIGURES)
    return [(address, words, number) for address, words, number in known if number]


def _newest(catalogue: ReferenceData) -> list[News]:
    """Return the partnerships that were announced last, a partner only once."""
    announced = (row for row in catalogue.partnerships_by_date if dated(row.announced))
    latest: dict[str, PartnershipsListRow] = {}
    for row in sorted(announced, key=lambda row: (row.announced, row.partnership), reverse=True):
        latest.setdefault(row.partner, row)
    return [_news(row, catalogue) for row in list(latest.values())[:_NEWEST]]


def _news(row: PartnershipsListRow, catalogue: ReferenceData) -> News:
    partner, programme, category = (
        LabelledIri(iri, catalogue.label(iri)) for iri in (row.partner, row.programme, row.category)
    )
    return News(row.announced, partner, programme, category, row.partnership, catalogue.families[category.iri])


def _coverage(rows: Sequence[CoverageAgainstOfficialCountsRow]) -> OfficialCoverage:
    """Compare with the count of all tiers that is nearest, where sources give several for one Games.

    A count of an earlier day stands only where there is no other; of these the latest day does. Those whose beginning
    nobody recorded make Games less thin, but reach no count.
    """
    whole = [row for row in rows if not row.tier and (finite(row.official) or 0) >= 1]
    nearest: dict[LabelledIri, CoverageAgainstOfficialCountsRow] = {}
    for games, counts in grouped_by(whole, lambda row: LabelledIri(row.games, row.gamesLabel)).items():
        day = "" if any(not row.asOf for row in counts) else max(row.asOf for row in counts)
        same = [row for row in counts if row.asOf == day]
        nearest[games] = min(same, key=lambda row: abs(float(row.official) - integer(row.known)))
    thin = sorted(
        nearest,
        key=lambda games: (
            (integer(nearest[games].known) + integer(nearest[games].undated)) / float(nearest[games].official)
        ),
    )
    reached = [games for games, row in nearest.items() if integer(row.known) >= float(row.official)]
    return OfficialCoverage(len(nearest), reached, thin[:3])


@area.get("/about")
def about() -> Response:
    """Tell what this is, under which licence it is, and how to cite it."""
    citation = citations.of_dataset(current_site().catalogue.version)
    links = citations.links("/dataset", whole=True)
    return responses.page("home/about.html", citation=citation, citation_links=links)


@area.get("/errors")
def errors() -> Response:
    """Explain the kinds of errors, which problem details point to."""
    return responses.page("home/errors.html", kinds=PROBLEM_TYPES)


@area.get("/health")
def health() -> Response:
    """Say that the site is well, and which data it answers from. Monitors call this often, so it costs nothing."""
    current_site().check()
    here = current_site()
    state = {
        "status": "ok",
        "version": here.store.version,
        "release": here.catalogue.version.number if here.catalogue.version.date else None,
    }
    response = Response(json.dumps(state, sort_keys=False) + "\n")
    response.content_type = JSON.content_type
    response.headers["Cache-Control"] = "no-store"
    return response
