"""The timelines that pages draw. They are made from what a page knows: lanes, bars, and the Games to mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from graph.collation import collation_key
from webapp.components.networks import describe_partnership, edge_kind
from webapp.models.once import once_per_version
from webapp.models.partnership import PROGRAMME_KINDS, LabelledIri, Partnership, Tier, kind_order
from webapp.models.reference_data import ReferenceData, slug
from webapp.svg.games_axis import Edition
from webapp.svg.timeline import Lane, Section, Span, Timeline, timeline
from webapp.text.dates import decimal_year, years
from webapp.text.english import count_phrase

_ROWS = {"summer": "Summer", "winter": "Winter", "summer-youth": "Youth", "winter-youth": "Youth"}
_TERM = 4.0
"""Years of a term; the rights of one ran on for a year after it, beside those of the next."""

_TOUCH = 0.01
"""Years between two bars that touch."""

_DIFFERENT = 3
"""Different beginnings that a programme must have for a picture of them to say anything."""

_MOST_GAMES = 200
"""Games of a calendar that also has those at which nothing is recorded."""

_DOMESTIC = "Domestic programmes"


def partner_timeline(catalogue: ReferenceData, partner: LabelledIri, deals: Sequence[Partnership]) -> Timeline | None:
    """Draw a partner's history: a lane for each category, under the programme or programmes in which it was held."""
    title = f"Timeline of {partner.label}: categories by programme, term and Games"
    return _draw(catalogue, partner_sections(catalogue, deals), deals, title)


def partner_sections(catalogue: ReferenceData, deals: Sequence[Partnership]) -> list[Section]:
    """Return the lanes of a partner's timeline, a section for each line of programmes."""
    return _sections(
        catalogue,
        deals,
        lambda deal: deal.category,
        lambda thing, own: Lane(
            thing.label,
            tuple(span(catalogue, deal) for deal in own),
            href=catalogue.urls.page(thing.iri),
            family=catalogue.families[thing.iri],
        ),
    )


def holders_timeline(catalogue: ReferenceData, subject: LabelledIri, deals: Sequence[Partnership]) -> Timeline | None:
    """Draw who had something, such as a category: a lane for each partner, in the order in which they came."""
    sections = _sections(
        catalogue, deals, lambda deal: deal.partner, lambda thing, own: company_lane(catalogue, thing, own)
    )
    return _draw(catalogue, sections, deals, f"Timeline of {subject.label}: partners by programme, term and Games")


def fields_timeline(catalogue: ReferenceData, group: LabelledIri, deals: Sequence[Partnership]) -> Timeline | None:
    """Draw a group of categories: a lane for each narrower one, a bar for each period when it was held."""
    held: dict[LabelledIri, list[Partnership]] = {}
    for deal in placed(catalogue, deals):
        for category in deal.categories:
            held.setdefault(category, []).append(deal)
    lanes = [
        Lane(thing.label, tuple(_stretches(catalogue, thing, own)), href=catalogue.urls.page(thing.iri))
        for thing, own in held.items()
        if catalogue.groups[thing.iri] == group.iri
    ]
    lanes.sort(key=lambda lane: (lane.spans[0].start, lane.name))
    marked = {games for deal in deals for games in deal.games}
    title = f"Timeline of {group.label}: when each narrower category was held"
    return timeline([Section("", tuple(lanes))], editions(catalogue, marked), title)


def _stretches(catalogue: ReferenceData, field: LabelledIri, deals: Sequence[Partnership]) -> Iterator[Span]:
    """Yield the periods covered by any of these partnerships, each with the number of partners in it."""
    found = ((_extent(catalogue, deal), deal.partner.iri) for deal in deals)
    spans = sorted(found, key=lambda pair: (pair[0].start, pair[1]))
    runs: list[tuple[Span, set[str]]] = []
    for one, partner in spans:
        if runs and (runs[-1][0].end is None or one.start <= runs[-1][0].end + _TOUCH):
            run, partners = runs[-1]
            runs[-1] = _joined(run, one), partners | {partner}
        else:
            runs.append((one, {partner}))
    for run, partners in runs:
        start, end = run.start, run.end
        until = f"{end - _TOUCH:.0f}" if end is not None else ""
        title = f"{field.label}, {years(f'{start:.0f}', until)}: {count_phrase(len(partners), 'partner')}"
        family = catalogue.families[field.iri]
        yield Span(
            str(len(partners)),
            title,
            start,
            end,
            family=family,
            href=catalogue.urls.page(field.iri),
            unsure=run.unsure,
            assumed_start=run.assumed_start,
            assumed_end=run.assumed_end,
        )


def _joined(run: Span, later: Span) -> Span:
    """Return a period that goes on as long as the later end of two. Of equal ends, one that is not assumed counts."""
    ends = [span for span in (run, later) if span.end is None] or [run, later]
    last = max(ends, key=lambda span: (span.end or 0.0, not span.assumed_end))
    return replace(run, end=last.end, assumed_end=last.assumed_end)


def dated(tiers: Sequence[Tier]) -> list[tuple[Tier, Partnership]]:
    """Return the partnerships of which a source gives a beginning of their own, tier by tier, the earliest first."""
    return [
        (tier, deal)
        for tier in tiers
        for deal in sorted(tier.partnerships, key=lambda deal: (deal.first_day, collation_key(deal.partner.label)))
        if deal.start
    ]


def tiers_timeline(
    catalogue: ReferenceData, programme: LabelledIri, deals: Sequence[tuple[Tier, Partnership]]
) -> Timeline | None:
    """Draw when partners joined and left a programme, its tiers one below the other; nothing if all came together."""
    if len({deal.start for _, deal in deals}) < _DIFFERENT:
        return None
    lanes: dict[str, dict[LabelledIri, list[Partnership]]] = {}
    for tier, deal in deals:
        lanes.setdefault(tier.label, {}).setdefault(deal.partner, []).append(deal)
    sections = [
        Section(heading, tuple(_field_lane(catalogue, partner, own) for partner, own in companies.items()))
        for heading, companies in lanes.items()
    ]
    marked = set(catalogue.programmes[programme.iri].games)
    return timeline(sections, editions(catalogue, marked), f"When partners joined and left {programme.label}")


def _field_lane(catalogue: ReferenceData, partner: LabelledIri, deals: Sequence[Partnership]) -> Lane:
    """Return the lane of a company whose bars say what each partnership was in."""
    lane = company_lane(catalogue, partner, deals)
    spans = (replace(one, label=deal.fields) for one, deal in zip(lane.spans, deals, strict=True))
    return replace(lane, spans=tuple(spans))


def companies_timeline(
    catalogue: ReferenceData,
    title: str,
    groups: Iterable[tuple[str, Sequence[tuple[LabelledIri, Sequence[Partnership]]]]],
    marked: set[str],
) -> Timeline | None:
    """Draw companies with everything that each had; each group has a heading, each company one lane."""
    sections = [
        Section(heading, tuple(company_lane(catalogue, partner, own) for partner, own in companies))
        for heading, found in groups
        if (companies := [(partner, own) for partner, deals in found if (own := placed(catalogue, deals))])
    ]
    return timeline(sections, editions(catalogue, marked), title)


def company_lane(catalogue: ReferenceData, partner: LabelledIri, deals: Sequence[Partnership]) -> Lane:
    """Return the lane of a company with a bar for each of these partnerships, which have a place in time."""
    spans = tuple(span(catalogue, deal) for deal in deals)
    name = catalogue.short(partner.iri, partner.label)
    return Lane(name, spans, href=catalogue.urls.page(partner.iri), family=spans[0].family)


def placed(catalogue: ReferenceData, deals: Sequence[Partnership]) -> list[Partnership]:
    """Return the partnerships that have a place in time, be it their own or that of their programme."""
    return [deal for deal in deals if _begins(catalogue, deal)]


def _begins(catalogue: ReferenceData, deal: Partnership) -> str:
    """Return the first day, or the year of the programme's Games, or that of the end; nothing where none is known."""
    own = deal.first_day or deal.start
    return own or catalogue.programmes[deal.programme.iri].begins[:4] or deal.last_day[:4]


def span(catalogue: ReferenceData, deal: Partnership) -> Span:
    """Return the bar of a partnership that has a place in time.

    Without any beginning, it begins with the year of the programme's Games, marked as unsure.
    """
    return replace(
        _extent(catalogue, deal),
        label=bar_label(catalogue, deal),
        title=describe_partnership(deal),
        kind=edge_kind(deal),
        family=catalogue.families[deal.category.iri],
        href=catalogue.urls.page(deal.iri),
        frame=_frame(catalogue, deal),
    )


def _extent(catalogue: ReferenceData, deal: Partnership) -> Span:
    """Return the bar of a partnership without its words."""
    end = decimal_year(deal.last_day, last=True) if deal.last_day else None
    unsure = not (deal.first_day or deal.start)
    start = decimal_year(_begins(catalogue, deal))
    if end is not None and start >= end:
        start = end - 1
    return Span(
        "",
        "",
        start,
        end,
        unsure=unsure,
        assumed_start=deal.from_basis == "assumed",
        assumed_end=deal.until_basis == "assumed",
    )


def _frame(catalogue: ReferenceData, deal: Partnership) -> tuple[float, float] | None:
    programme = catalogue.programmes[deal.programme.iri]
    if programme.kind != "term" or not programme.start:
        return None
    start = decimal_year(programme.start)
    return start, start + _TERM


def bar_label(catalogue: ReferenceData, deal: Partnership) -> str:
    """Return the few letters that stand in a bar: the number of the term, or the Games."""
    programme = catalogue.programmes[deal.programme.iri]
    if programme.kind == "term":
        return programme.label.removeprefix("TOP ")
    return programme.short.removesuffix(" domestic") if programme.kind == "domestic" else ""


def editions(catalogue: ReferenceData, marked: set[str]) -> list[Edition]:
    """Return the Games of the calendar; Youth Games and cancelled ones only where they are marked.

    A calendar of very many Games has only those that are marked, one for each year and row.
    """
    calendar = _calendar(catalogue)
    if len(calendar) <= _MOST_GAMES:
        return [_edition(one, iri in marked) for iri, (one, usual) in calendar.items() if usual or iri in marked]
    found: dict[tuple[str, str], Edition] = {}
    for one in sorted((calendar[iri][0] for iri in marked if iri in calendar), key=lambda one: (one.at, one.href)):
        found.setdefault((one.row, one.year), _edition(one, marked=True))
    return list(found.values())


@once_per_version
def _calendar(catalogue: ReferenceData) -> dict[str, tuple[Edition, bool]]:
    """Return each Games with a day by its IRI, and whether it stands on every calendar."""
    cancelled = {row.games for row in catalogue.games_rows if slug(row.status) == "cancelled"}
    found = {}
    for game in catalogue.games.values():
        if game.order:
            label = game.label.replace(" (Youth Olympic Games)", "")
            year = label[-4:] if label[-4:].isdigit() else game.order[:4]
            page, row = catalogue.urls.page(game.iri), _ROWS.get(game.season, "Summer")
            one = Edition(label, year, decimal_year(game.order), row, page, marked=False, title=game.label)
            found[game.iri] = one, game.season in {"summer", "winter"} and game.iri not in cancelled
    return found


def _edition(one: Edition, marked: bool) -> Edition:
    return replace(one, marked=marked, title=one.title if marked else f"{one.title}: nothing recorded here")


def _sections(
    catalogue: ReferenceData,
    deals: Sequence[Partnership],
    of: Callable[[Partnership], LabelledIri],
    lane: Callable[[LabelledIri, Sequence[Partnership]], Lane],
) -> list[Section]:
    """Share partnerships out to sections by programme, the worldwide ones first, and to a lane for each thing."""
    by_line: dict[str, dict[LabelledIri, list[Partnership]]] = {}
    programmes = catalogue.programmes
    for deal in sorted(
        placed(catalogue, deals),
        key=lambda deal: (kind_order(deal.programme_kind), programmes[deal.programme.iri].order),
    ):
        by_line.setdefault(line_of(catalogue, deal), {}).setdefault(of(deal), []).append(deal)
    return [
        Section(heading, tuple(lane(thing, own) for thing, own in lanes.items())) for heading, lanes in by_line.items()
    ]


def line_of(catalogue: ReferenceData, deal: Partnership) -> str:
    """Return the heading under which a programme stands: all terms of TOP together, and all domestic ones."""
    if deal.programme_kind == "domestic":
        return _DOMESTIC
    programme = catalogue.programmes[deal.programme.iri]
    if deal.programme_kind not in PROGRAMME_KINDS:
        return deal.programme.label
    return f"Worldwide: {catalogue.label(programme.whole) if programme.whole else programme.label}"


def _draw(
    catalogue: ReferenceData, sections: Sequence[Section], deals: Sequence[Partnership], title: str
) -> Timeline | None:
    return timeline(sections, editions(catalogue, {games for deal in deals for games in deal.games}), title)
