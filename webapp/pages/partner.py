"""The page about a partner: its whole Olympic history, with the sources of each statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Response

from webapp import replies
from webapp.asking import Row
from webapp.catalogue import Catalogue, slug
from webapp.chronicles import partner_chronicle
from webapp.dates import spoken
from webapp.drawing.families import legend
from webapp.evidence import References
from webapp.meetings import meetings
from webapp.networks import partner_network
from webapp.pages.events import events_of
from webapp.pages.money import money_of
from webapp.pages.subject import Subject
from webapp.partnerships import Partnership, Thing, read
from webapp.site import Site
from webapp.succession import lines, proofs
from webapp.wording import an, count, listed, the_country

_OPEN = "9999"
"""Sorts after every day: a partnership whose end nobody states may be the last."""

_SECTIONS = {"term": "Worldwide: the TOP programme", "worldwide": "Worldwide: other programmes", "domestic": "Domestic"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """A Games that the agreement is stated to cover, and the statement that says so."""

    games: Thing
    statement: str


@dataclass(frozen=True, slots=True)
class Related:
    """A company that has something in common with the partner: what it is measured by, and how much of it."""

    partner: Thing
    number: int


def show(here: Site, subject: Subject) -> Response:
    """Render the page; eight queries besides the one of the subject."""
    ask, catalogue, iri = here.ask, here.catalogue, subject.iri
    deals = read(ask.rows("partnerships-about", about=iri), catalogue)
    order = {programme: index for index, programme in enumerate(catalogue.programmes)}
    deals.sort(key=lambda deal: (order[deal.programme.iri], deal.first_day, deal.iri))
    covered = [(deal.iri, games) for deal in deals for games in deal.games]
    coverage = [_coverage(row) for row in ask.rows("coverage-of-partner", partner=iri)]
    coverage.sort(key=lambda item: catalogue.games[item.games.iri].order)
    games = sorted({games for _, games in covered}, key=lambda games: catalogue.games[games].order)
    drawing = partner_network(
        catalogue, Thing(iri, subject.label), deals, covered, {item.games.iri for item in coverage}
    )
    events = events_of(ask.rows("events-about", thing=iri), iri)
    beside = read(ask.rows("partnerships-beside", partner=iri), catalogue)
    holdings = [holding for line in lines(catalogue, beside) for holding in line.holdings(iri)]
    evidence = [*ask.rows("evidence-about", thing=iri), *proofs(holdings, catalogue)]
    return replies.entity_page(
        catalogue.urls.page(iri),
        iri,
        "partner.html",
        subject=subject,
        summary=summary(subject, deals, coverage, catalogue),
        sections=_sections(deals),
        deals=deals,
        games=[Thing(item, catalogue.games[item].label) for item in games],
        coverage=coverage,
        timeline=partner_chronicle(catalogue, Thing(iri, subject.label), deals),
        drawing=drawing,
        families=legend({catalogue.families[deal.category.iri] for deal in deals}),
        contributions=_contributions(ask.rows("contributions", partner=iri), iri),
        events=events,
        meetings=meetings(catalogue, Thing(iri, catalogue.short(iri, subject.label)), events),
        money=money_of(ask.rows("reports-about", about=iri), catalogue),
        people=ask.rows("people-of-organization", organization=iri),
        holdings=holdings,
        same_games=_same_games(ask.rows("companions-of-partner", partner=iri)),
        same_category=_same_category(iri, beside),
        same_country=_same_country(iri, subject.thing("country"), catalogue),
        refs=References(evidence, catalogue.sources),
    )


def _coverage(row: Row) -> Coverage:
    return Coverage(Thing(row["games"], row["gamesLabel"]), row["coverage"])


def _same_games(rows: Sequence[Row]) -> list[Related]:
    return [Related(Thing(row["other"], row["otherLabel"]), row.whole("shared")) for row in rows]


def _same_category(iri: str, deals: Sequence[Partnership]) -> list[Related]:
    """Return the others in the partner's categories, by how many partnerships each had in them."""
    found = Counter(deal.partner for deal in deals if deal.partner.iri != iri)
    return _most_first(Related(partner, number) for partner, number in found.items())


def _same_country(iri: str, country: Thing | None, catalogue: Catalogue) -> list[Related]:
    """Return the other partners from a country, by the number of Games."""
    rows = [row for row in catalogue.partner_rows if country and row["country"] == country.iri]
    return _most_first(
        Related(Thing(row["partner"], row["partnerLabel"]), row.whole("gamesCount"))
        for row in rows
        if row["partner"] != iri
    )


def _most_first(related: Iterable[Related]) -> list[Related]:
    return sorted(related, key=lambda item: (-item.number, item.partner.label.casefold()))


def _contributions(rows: Sequence[Row], iri: str) -> list[tuple[bool, list[Row]]]:
    """Return each contribution once, the partner's own first, then those that all partners bring as a body."""
    once = list({row["contribution"]: row for row in rows}.values())
    own = [row for row in once if row["partner"] == iri]
    shared = [row for row in once if not row["partner"]]
    return [(is_own, part) for is_own, part in ((True, own), (False, shared)) if part]


def _sections(deals: Sequence[Partnership]) -> list[tuple[str, list[Partnership]]]:
    found = ((title, [deal for deal in deals if deal.programme_kind == kind]) for kind, title in _SECTIONS.items())
    return [(title, part) for title, part in found if part]


def summary(
    subject: Subject, deals: Sequence[Partnership], coverage: Sequence[Coverage], catalogue: Catalogue
) -> list[str]:
    """Say in a few sentences who this is, since when and in what it has been a partner."""
    kind, country = subject.thing("organizationKind"), subject.thing("country")
    who = f"{subject.label} is {an(kind.label.lower() if kind else 'organization')}"
    sentences = [who + (f" from {the_country(country.label)}." if country else ".")]
    first = min(deals, key=lambda deal: _begins(deal, catalogue))
    sentences.append(f"It is recorded as an Olympic partner since {_beginning(first, catalogue)}.")
    sentences += list(filter(None, (_worldwide(deals), _elsewhere(deals, catalogue), *_now(deals, catalogue))))
    if coverage:
        ends = coverage[0].games.label, coverage[-1].games.label
        span = f", from {ends[0]} to {ends[1]}" if len(coverage) > 1 else f": {ends[0]}"
        sentences.append(f"Its agreement is stated to cover {count(len(coverage), 'edition')} of the Games{span}.")
    return sentences


def _now(deals: Sequence[Partnership], catalogue: Catalogue) -> list[str]:
    """Say whether it is a partner now, what it left before the end, and when the last of the others ended."""
    names: dict[str, dict[str, None]] = {}
    for deal in sorted(deals, key=lambda deal: deal.programme_kind != "term"):
        names.setdefault(deal.status, {})[_short(deal, catalogue)] = None
    early = [
        f"Its partnership in {_short(deal, catalogue)} ended before its time{_on(deal.end)}."
        for deal in deals
        if deal.status == "terminated"
    ]
    if "active" in names:
        return [*early, f"It is a partner now, in {_where(names['active'])}."]
    if "announced" in names:
        return [*early, f"It is announced as a partner in {_where(names['announced'])}."]
    last = max(deals, key=lambda deal: (deal.last_day or _OPEN, deal.programme_kind == "term"))
    if not last.last_day or last.status == "terminated" or len({deal.programme for deal in deals}) == 1:
        return early
    name, year = _short(last, catalogue), last.last_day[:4]
    ended = f" was in {name}" if name.endswith(year) else f", in {name}, ended in {year}"
    return [*early, f"Its last recorded partnership{ended}."]


def _short(deal: Partnership, catalogue: Catalogue) -> str:
    return catalogue.programmes[deal.programme.iri].short.removesuffix(" domestic")


def _on(day: str) -> str:
    if not day:
        return ""
    return f", on {spoken(day)}" if len(day) > len("2017-06") else f", in {spoken(day)}"


def _where(names: Iterable[str]) -> str:
    found = list(names)
    return listed(found) if len(found) <= 3 else count(len(found), "programme")


def _begins(deal: Partnership, catalogue: Catalogue) -> str:
    """Return a text that sorts by the beginning: the first day, or the first Games where no day is known."""
    return deal.first_day or catalogue.programmes[deal.programme.iri].order


def _beginning(deal: Partnership, catalogue: Catalogue) -> str:
    return spoken(deal.start or _begins(deal, catalogue)[:4])


def _worldwide(deals: Sequence[Partnership]) -> str:
    terms = list(dict.fromkeys(deal.programme.label for deal in deals if deal.programme_kind == "term"))
    if not terms:
        return ""
    fields = dict.fromkeys(deal.category.label for deal in deals if deal.programme_kind == "term")
    named = terms if len(terms) <= 4 else [f"{terms[0]} to {terms[-1]}"]
    how = (
        f"in {count(len(terms), 'term')} of the worldwide TOP programme ({listed(named)})"
        if len(terms) > 1
        else (f"in one term of the worldwide TOP programme ({terms[0]})")
    )
    return f"It has taken part {how}, with the {_plural(fields)} {_fields(list(fields))}."


def _plural(fields: Sequence[str] | dict[str, None]) -> str:
    return "category" if len(fields) == 1 else "categories"


def _fields(fields: Sequence[str]) -> str:
    return listed([f"“{name}”" for name in fields])


def _elsewhere(deals: Sequence[Partnership], catalogue: Catalogue) -> str:
    others = dict.fromkeys(deal.programme for deal in deals if deal.programme_kind == "worldwide")
    domestic = dict.fromkeys(deal.programme.iri for deal in deals if deal.programme_kind == "domestic")
    words = [
        (
            "a founding partner of the Olympic Channel"
            if "olympic-channel" in slug(item.iri)
            else f"in {_the_name(item)}"
        )
        for item in others
    ]
    if domestic:
        names = [catalogue.programmes[iri].short.removesuffix(" domestic") for iri in domestic]
        shown = listed(names) if len(names) <= 4 else f"{names[0]} to {names[-1]}"
        words.append(f"in {count(len(domestic), 'domestic programme')} ({shown})")
    also = " also" if any(deal.programme_kind == "term" for deal in deals) else ""
    return f"It has{also} been {listed(words)}." if words else ""


def _the_name(programme: Thing) -> str:
    return f"the programme “{programme.label}”"
