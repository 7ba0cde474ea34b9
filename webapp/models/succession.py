"""The holders of a category, one after another.

They are followed along the terms of TOP, and from Games to Games in domestic programmes. A line is a series of
programmes that follow each other: the terms of TOP, or the domestic programmes of the Summer, Winter or Youth Games.
Any other programme is a line of its own. Within one programme a partnership follows another as `op:succeeds` has it: it
began later, and the other ended by the year in which it began.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import cast

from graph.collation import collation_key
from webapp.models.once import once_per_version
from webapp.models.partnership import LabelledIri, Partnership, partnerships_about
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import EvidenceOfPartnershipsRow

_SEASONS = {
    "summer": "Summer Games, domestic programmes",
    "winter": "Winter Games, domestic programmes",
    "summer-youth": "Youth Games, domestic programmes",
    "winter-youth": "Youth Games, domestic programmes",
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who held a category next to somebody: the partnerships, and how many programmes in between had no holder.

    Without partnerships nobody is recorded on that side; `edge` says that there is no programme left to look at.
    """

    deals: tuple[Partnership, ...]
    empty: int
    edge: bool


@dataclass(frozen=True, slots=True)
class Tenure:
    """A category held by one partner in programmes that follow each other without a break, `beside` others."""

    category: LabelledIri
    line: str
    partner: LabelledIri
    deals: tuple[Partnership, ...]
    beside: tuple[Partnership, ...]
    before: Neighbour
    after: Neighbour


def evidence_of_tenures(tenures: Iterable[Tenure], catalogue: ReferenceData) -> list[EvidenceOfPartnershipsRow]:
    """Return the evidence for who had a category before, in, and after each tenure, as rows for `CitationNumbers`."""
    return [row for deal in deals_of(tenures) for row in catalogue.evidence_by_partnership.get(deal.iri, ())]


def deals_of(tenures: Iterable[Tenure]) -> list[Partnership]:
    """Return every partnership of tenures, each once: those before, in, beside and after them."""
    deals = (deal for one in tenures for deal in (*one.before.deals, *one.deals, *one.beside, *one.after.deals))
    return list({deal.iri: deal for deal in deals}.values())


@dataclass(frozen=True, slots=True)
class Slot:
    """A programme in a line, with the partnerships in the category; none where nobody is recorded.

    `worldwide` are those who held the category at its Games in another line. That may be why it has no holder here.
    """

    programme: LabelledIri
    deals: tuple[Partnership, ...]
    worldwide: tuple[LabelledIri, ...] = ()


@dataclass
class HolderSeries:
    """The holders of one category along one series of programmes, `slots` from the first to the last."""

    heading: str
    category: LabelledIri
    programmes: Sequence[str]
    by_programme: dict[str, list[Partnership]] = field(default_factory=dict)

    def partnerships_at(self, index: int) -> list[Partnership]:
        """Return the partnerships in the programme at a place in the series."""
        return self.by_programme.get(self.programmes[index], [])

    @cached_property
    def _programmes_of(self) -> dict[str, set[str]]:
        """The programmes of the series in which each partner is a holder, once all partnerships are in it."""
        found: dict[str, set[str]] = {}
        for iri, deals in self.by_programme.items():
            for deal in deals:
                found.setdefault(deal.partner.iri, set()).add(iri)
        return found

    def has(self, partner: str) -> bool:
        """Tell whether a partner is among the holders."""
        return partner in self._programmes_of

    def slots(self, catalogue: ReferenceData, everybody: Sequence[Partnership] = ()) -> list[Slot]:
        """Return the programmes from the first holder to the last, those without a holder included.

        `everybody` are all partnerships in the category, in whichever line.
        """
        places = [place for place, iri in enumerate(self.programmes) if iri in self.by_programme]
        at_games: dict[str, list[tuple[int, LabelledIri]]] = {}
        for place, deal in enumerate(everybody):
            for games in deal.games:
                at_games.setdefault(games, []).append((place, deal.partner))
        found = []
        for iri in self.programmes[places[0] : places[-1] + 1]:
            own = tuple(self.by_programme.get(iri, ()))
            held = sorted(
                {pair for games in catalogue.programmes[iri].games for pair in at_games.get(games, ())}, key=_first
            )
            others = () if own else tuple(dict.fromkeys(partner for _, partner in held))
            found.append(Slot(LabelledIri(iri, catalogue.programmes[iri].label), own, others))
        return found

    def tenures(self, partner: str) -> Iterator[Tenure]:
        """Yield each unbroken run of a partner, with who was there before and after it."""
        own = self._programmes_of.get(partner, ())
        places = [place for place, iri in enumerate(self.programmes) if iri in own] if own else []
        for run in _runs(places):
            yield self._tenure(partner, run)

    def _tenure(self, partner: str, run: Sequence[int]) -> Tenure:
        own = [deal for place in run for deal in self.partnerships_at(place) if deal.partner.iri == partner]
        others = [deal for place in run for deal in self.partnerships_at(place) if deal.partner.iri != partner]
        earlier = [other for other in others if _follows(own[0], other)]
        later = [other for other in others if _follows(other, own[-1])]
        beside = [other for other in others if other not in earlier and other not in later]
        before = Neighbour(tuple(earlier), 0, edge=False) if earlier else self._next(run[0], -1)
        after = Neighbour(tuple(later), 0, edge=False) if later else self._next(run[-1], 1)
        return Tenure(self.category, self.heading, own[0].partner, tuple(own), tuple(beside), before, after)

    def _next(self, place: int, step: int) -> Neighbour:
        """Return the holders in the nearest programme that has any, in one direction."""
        empty = 0
        place += step
        while 0 <= place < len(self.programmes):
            if deals := self.partnerships_at(place):
                nearest = [
                    deal
                    for deal in deals
                    if not any(_follows(other, deal) if step < 0 else _follows(deal, other) for other in deals)
                ]
                return Neighbour(tuple(nearest), empty, edge=False)
            empty, place = empty + 1, place + step
        return Neighbour((), empty, edge=empty == 0)


def _first(pair: tuple[int, LabelledIri]) -> int:
    return pair[0]


def _follows(deal: Partnership, other: Partnership) -> bool:
    """Tell whether one partnership follows another of the same programme.

    So it is by the rule of `op:succeeds`, or where a source says that one took over from the other.
    """
    return deal.partner in other.remit_to or bool(
        deal.first_day
        and other.first_day
        and other.last_day
        and other.first_day < deal.first_day
        and other.last_day[:4] <= deal.first_day[:4]
    )


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Split places into stretches without a gap.

    >>> _runs([1, 2, 5])
    [[1, 2], [5]]
    """
    runs = [[place] for place in places[:1]]
    for one, other in pairwise(places):
        if other == one + 1:
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def lines(catalogue: ReferenceData, deals: Iterable[Partnership]) -> list[HolderSeries]:
    """Share partnerships out to the lines of their categories; worldwide lines first, then by category."""
    series = {heading: list(programmes) for heading, programmes in _series(catalogue).items()}
    placed: dict[str, set[str]] = {}
    known: dict[str, str] = {}
    found: dict[tuple[LabelledIri, str], HolderSeries] = {}
    for deal in sorted(deals, key=lambda deal: (deal.first_day or "9999", collation_key(deal.partner.label))):
        programme = deal.programme.iri
        if programme not in known:
            heading = known[programme] = _heading(catalogue, programme)
            own = series.setdefault(heading, [])
            if programme not in placed.setdefault(heading, set(own)):
                own.append(programme)  # a whole with partnerships of its own, or one that nobody describes
                placed[heading].add(programme)
        heading = known[programme]
        for category in deal.categories:
            line = found.get((category, heading))
            if line is None:
                line = found[category, heading] = HolderSeries(heading, category, series[heading])
            line.by_programme.setdefault(programme, []).append(deal)
    headings = {heading: place for place, heading in enumerate(series)}
    return sorted(found.values(), key=lambda line: (headings[line.heading], line.category.label))


def lines_of_categories(catalogue: ReferenceData, categories: Iterable[str], partner: str) -> list[HolderSeries]:
    """Return the lines of categories in which a partner is; worldwide lines first, then by category."""
    places = {heading: place for place, heading in enumerate(_series(catalogue))}
    found = [
        line
        for category in categories
        for line in lines_of(catalogue, category, partnerships_about(catalogue, category))
        if line.category.iri == category and line.has(partner)
    ]
    return sorted(found, key=lambda line: (places.get(line.heading, len(places)), line.category.label))


def lines_of(catalogue: ReferenceData, thing: str, deals: Iterable[Partnership]) -> list[HolderSeries]:
    """Return the lines of `deals`, all partnerships of a thing, such as a category; worked out once for a version."""
    key = (lines, thing)
    if key not in catalogue.results:
        catalogue.results[key] = lines(catalogue, deals)
    return cast(list[HolderSeries], catalogue.results[key])


@once_per_version
def _heading(catalogue: ReferenceData, iri: str) -> str:
    """Return the name of the line of a programme."""
    programme = catalogue.programmes[iri]
    if programme.kind == "term":
        return catalogue.label(programme.whole) or programme.label
    if programme.kind == "domestic" and programme.games and not programme.short.endswith(" bid"):
        return _SEASONS.get(catalogue.games[programme.games[0]].season, programme.label)
    return programme.label


@once_per_version
def _series(catalogue: ReferenceData) -> dict[str, list[str]]:
    """Return the programmes of each line in order of time, the worldwide lines first."""
    found: dict[str, list[str]] = {}
    worldwide_first = sorted(catalogue.programmes.values(), key=lambda programme: programme.kind == "domestic")
    terms_first = sorted(worldwide_first, key=lambda programme: programme.kind != "term")
    wholes = {programme.whole for programme in terms_first}
    for programme in terms_first:
        if programme.iri in wholes:
            continue
        found.setdefault(_heading(catalogue, programme.iri), []).append(programme.iri)
    return found
