"""The network that the explorer shows, for one version of the graph.

It has nodes, partnerships and plain links. A node's id is the path of its page: `partner/alibaba`, `games/2012-summer`.
Partnerships are edges between a partner and a programme. What they imply, such as a partner's Games, is in
`webapp.explorer.edges`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.dates import Basis
from webapp.models import search_results
from webapp.text.dates import period_by_basis

PARTNER, ORGANIZATION, GAMES, PROGRAMME = "partner", "organization", "games", "programme"
CATEGORY, COUNTRY, PERSON = "category", "country", "person"

KINDS = {
    PARTNER: "Partners",
    PROGRAMME: "Programmes",
    GAMES: "Games",
    CATEGORY: "Product categories",
    COUNTRY: "Countries",
    PERSON: "People",
    ORGANIZATION: "Other organizations",
}
"""The kinds of node, in the order in which they are listed, with what a legend calls them."""

ONE = {kind: search_results.THING_KINDS[kind][0] for kind in KINDS}
"""What one node of each kind is called."""

BASES = {Basis.STATED.value: "stated beginnings", Basis.ANNOUNCED.value: "stated or announced beginnings"}
"""What a view may ask of beginnings, with what a reader calls it."""

TOP_TIER, WORLDWIDE_TIER, NO_TIER = "top", "worldwide", "unstated"

TIERS = {
    TOP_TIER: "Worldwide: TOP",
    WORLDWIDE_TIER: "Worldwide: other programmes",
    "1": "Domestic, first tier",
    "2": "Domestic, second tier",
    "3": "Domestic, third tier",
    "4": "Domestic, fourth tier",
    "5": "Domestic, fifth tier",
    NO_TIER: "Domestic, tier not stated",
}
"""Classes of tiers that compare across programmes: organisers name theirs as they like, but rank them alike."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period, twice: as days to count with, and as a reader is told.

    `since` and `until` are days (ISO 8601), empty where unknown or open. `begins` and `ends` are as exact as the source
    is. `begins` is empty where `since` is only the day from which something counts. `from_basis` and `until_basis` say
    what the two ends rest on: see the code list `date-basis`.
    """

    since: str = ""
    until: str = ""
    begins: str = ""
    ends: str = ""
    from_basis: str = ""
    until_basis: str = ""

    @classmethod
    def spanning(cls, spans: Collection[Period]) -> Period:
        """Return the period over several; a side that is open or unknown in one of them is open."""
        first = min((span for span in spans if span.since), key=lambda span: span.since, default=cls())
        last = max(spans, key=lambda span: span.until or "9999")
        return cls(first.since, last.until, first.begins, last.ends, first.from_basis, last.until_basis)

    @property
    def words(self) -> str:
        """The period as a sentence has it, with what it rests on."""
        return period_by_basis(self.begins, self.from_basis, self.ends, self.until_basis)

    def holds(self, day: str) -> bool:
        """Tell whether a day lies in it; a side that is open or unknown bounds nothing."""
        return (not self.since or self.since <= day) and (not self.until or self.until >= day)


TIMELESS = Period()
"""What holds at all times, or nobody says when."""


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A thing of the network."""

    id: str
    iri: str
    kind: str
    label: str
    language: str
    short: str
    family: str
    span: Period


@dataclass(frozen=True, slots=True)
class PartnershipEdge:
    """A partnership as an edge.

    It counts from its first day, or where that is unknown from the opening of its first Games.
    `tier` is a class of `TIERS`, `order` ranks it (0 is the highest), `tier_iri` is the organiser's own.
    `categories` are all of its categories, the main one first. `groups` has the group of each, which may be the
    category itself. `whole`, if any, is the programme of which its own is a term.
    """

    id: str
    iri: str
    partner: str
    programme: str
    whole: str
    categories: tuple[str, ...]
    groups: tuple[str, ...]
    tier: str
    tier_iri: str
    tier_label: str
    order: int
    status: str
    span: Period
    games: tuple[str, ...]
    joint: tuple[str, ...]
    family: str

    @property
    def category(self) -> str:
        """The main category."""
        return self.categories[0]

    def in_force(self, day: str) -> bool:
        """Tell whether it was in force on a day, by the rule of the query `partners-on-date`."""
        return bool(self.span.since) and self.span.holds(day)


@dataclass(frozen=True, slots=True)
class PartnerRecord:
    """What is recorded of a partner over all times: its Games in the order of time, and its highest tier.

    `periods` are when a partnership of it was in force: the first and the last day of each unbroken period.
    """

    games: tuple[str, ...]
    tier: str
    periods: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RelationEdge:
    """A plain relation. `kind` is the name of its sort, `record` the IRI of a page about it, if it has one."""

    id: str
    kind: str
    source: str
    target: str
    label: str
    record: str = ""
    span: Period = TIMELESS
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells of the partnerships of a node: their numbers, and the days from which they count."""

    deals: int
    partners: int
    programmes: int
    days: Collection[str]

    @property
    def since(self) -> str:
        """The first of the days, where there are several or some are not known."""
        known = sorted(filter(None, self.days))
        return known[0] if known and len(self.days) > 1 else ""


@dataclass(frozen=True)
class NetworkTotals:
    """What is said of the whole network, whatever part of it is shown.

    `counts` has the number of nodes of each kind. `dates` are the first and the last day of partnerships and Games.
    `tiers` are the classes of tiers that occur, `seasons` those of Games that partnerships cover. `categories`,
    `groups` and `countries` have the label of each that is used. `group_of` has the group of each narrower category.
    """

    counts: Mapping[str, int]
    dates: tuple[str, str]
    tiers: tuple[str, ...]
    seasons: Collection[str]
    categories: Mapping[str, str]
    groups: Mapping[str, str]
    group_of: Mapping[str, str]
    countries: Mapping[str, str]


@dataclass(frozen=True)
class NetworkModel:
    """The network of one version of the graph: all of it, or the part of a large one that a view needs.

    `seasons` has the season of each Games by its id. `around` says how many neighbours of each kind a node has.
    `aliases` has the id of a node by another way to call it. `partners` has the record of each partner by its id, and
    `sources` the sources of each partnership by its IRI.

    Of a part, `given` says what holds of the whole network. `left_out` says how many neighbours of a kind an opened
    node has that fit the choices and are not here. `fitting` is how many partners fit, where not all are here.
    `told` has what is told of the partnerships of a node where these are not here.
    """

    version: str
    nodes: Mapping[str, NetworkNode]
    deals: Sequence[PartnershipEdge]
    links: Sequence[RelationEdge]
    seasons: Mapping[str, str]
    season_labels: Mapping[str, str]
    around: Mapping[str, Mapping[str, int]]
    aliases: Mapping[str, str]
    partners: Mapping[str, PartnerRecord]
    sources: Mapping[str, Sequence[str]]
    given: NetworkTotals | None = None
    left_out: Mapping[tuple[str, str], int] = field(default_factory=dict)
    fitting: int = 0
    told: Mapping[str, Told] = field(default_factory=dict)

    def part(self, _: object) -> NetworkModel:
        """Return what a view needs: a network that is small enough is there as a whole."""
        return self

    def about(self, _: str) -> NetworkModel:
        """Return what is said of a node."""
        return self

    def neighbours_of(self, id_: str) -> Mapping[str, int]:
        """Return how many neighbours of each kind a node has."""
        return self.around.get(id_, {})

    def node(self, id_: str) -> NetworkNode | None:
        """Return a node by its id, if there is one."""
        return self.nodes.get(id_)

    def partnership(self, id_: str) -> tuple[NetworkModel, PartnershipEdge] | None:
        """Return a partnership by its id with the network that has its things, if there is one."""
        return (self, self.by_deal[id_]) if id_ in self.by_deal else None

    def told_of(self, id_: str) -> Told:
        """Return what is told of the partnerships of a node."""
        if id_ in self.told:
            return self.told[id_]
        deals = self.deals_at.get(id_, [])
        partners, programmes = {deal.partner for deal in deals}, {deal.programme for deal in deals}
        return Told(len(deals), len(partners), len(programmes), {deal.span.since for deal in deals})

    def sources_of(self, deal: PartnershipEdge) -> tuple[str, ...]:
        """Return the sources of a partnership."""
        return tuple(self.sources.get(deal.iri, ()))

    @cached_property
    def by_deal(self) -> dict[str, PartnershipEdge]:
        """Every partnership by its id, such as `partnership/top-09--alibaba`."""
        return {deal.id: deal for deal in self.deals}

    @cached_property
    def deals_at(self) -> dict[str, list[PartnershipEdge]]:
        """The partnerships of each partner, programme, category and Games, by ids, each in the order of all."""
        found: dict[str, list[PartnershipEdge]] = {}
        for deal in self.deals:
            for id_ in {deal.partner, deal.programme, deal.whole, *deal.categories, *deal.groups, *deal.games} - {""}:
                found.setdefault(id_, []).append(deal)
        return found

    @cached_property
    def groups(self) -> dict[str, str]:
        """The group of each narrower category, by ids."""
        return self._targets("part-of", CATEGORY)

    @cached_property
    def covering_terms(self) -> dict[str, tuple[str, ...]]:
        """For each link from a programme with terms to Games, by its id, the terms that cover the same Games."""
        wholes = {link.source: link.target for link in self.links if link.kind == "part-of"}
        terms: dict[tuple[str, str], list[str]] = {}
        for link in self.links:
            if link.kind == "covers" and link.source in wholes:
                terms.setdefault((wholes[link.source], link.target), []).append(link.source)
        covers = (link for link in self.links if link.kind == "covers")
        return {link.id: tuple(terms.get((link.source, link.target), ())) for link in covers}

    @cached_property
    def countries(self) -> dict[str, str]:
        """The country of each partner, by ids."""
        return self._targets("country", PARTNER)

    def _targets(self, kind: str, sources: str) -> dict[str, str]:
        """Return the target of each link of a kind by its source, a node of the kind `sources`."""
        found = (link for link in self.links if link.kind == kind and link.source.startswith(f"{sources}/"))
        return {link.source: link.target for link in found}

    @cached_property
    def totals(self) -> NetworkTotals:
        """What holds of the whole network."""
        if self.given:
            return self.given
        counts = Counter(node.kind for node in self.nodes.values())
        present = {deal.tier for deal in self.deals}
        spans = [node.span for node in self.nodes.values() if node.kind in {GAMES, PROGRAMME}]
        days = [
            day for span in (*spans, *(deal.span for deal in self.deals)) for day in (span.since, span.until) if day
        ]
        return NetworkTotals(
            counts={kind: counts[kind] for kind in KINDS if counts[kind]},
            dates=(min(days), max(days)) if days else ("", ""),
            tiers=tuple(tier for tier in TIERS if tier in present),
            seasons={self.seasons[games] for deal in self.deals for games in deal.games},
            categories=self._labels(category for deal in self.deals for category in deal.categories),
            groups=self._labels(group for deal in self.deals for group in deal.groups),
            group_of=self.groups,
            countries=self._labels(self.countries.values()),
        )

    def _labels(self, ids: Iterable[str]) -> dict[str, str]:
        return {id_: self.nodes[id_].label for id_ in set(ids)}

    def resolve(self, text: str) -> str:
        """Return the id of a node as it is called here: a partner may also be called an organization; or nothing."""
        text = self.aliases.get(text, text)
        return text if text in self.nodes else ""
