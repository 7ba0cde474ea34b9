"""The details of a node or a partnership, for the side panel. They are a sentence, facts, and the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from webapp.explorer.network import (
    COUNTRY,
    GAMES,
    ONE,
    ORGANIZATION,
    PARTNER,
    PERSON,
    PROGRAMME,
    NetworkModel,
    NetworkNode,
    PartnershipEdge,
)
from webapp.models.entity import Entity
from webapp.models.evidence import CitationNumbers, Source
from webapp.models.partnership import LabelledIri
from webapp.models.site import SiteData
from webapp.text.dates import format_date, format_date_range, period
from webapp.text.english import capital, count_phrase

_PLAIN = (("owner", "Owner"), ("organisingCommittee", "Organised by"), ("parent", "Part of"),
          ("successor", "Succeeded by"), ("country", "Country"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Detail:
    """A fact: what it is called, and its values; one without an IRI is only text."""

    term: str
    values: tuple[LabelledIri, ...]


@dataclass(frozen=True, slots=True)
class CitedStatement:
    """Something stated, when, what the sources say, and the sources."""

    what: LabelledIri
    when: str
    note: str
    sources: tuple[Source, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """All that the panel says; `evidence` is that of the thing itself, `statements` are about it."""

    iri: str
    kind: str
    label: str
    summary: str
    facts: tuple[Detail, ...]
    statements: tuple[CitedStatement, ...]
    note: str = ""
    evidence: tuple[Source, ...] = field(default=())


def of_node(here: SiteData, model: NetworkModel, node: NetworkNode) -> Details:
    """Return the facts of a node; two queries."""
    subject = Entity.load(here.ask, node.iri)
    whole = node.kind in {PARTNER, PERSON, ORGANIZATION}  # of which statements are listed
    refs = here.catalogue.citations(node.iri) if whole else here.catalogue.citations_of(node.iri, ())
    deals = model.deals_at.get(node.id, [])
    return Details(
        node.iri,
        ONE[node.kind],
        node.label,
        _sentence(model, node),
        _non_empty(_facts(subject, node)) if subject else (),
        tuple(_statements(model, node, deals, refs)),
        refs.note(node.iri) or (subject.comment if subject else ""),
        _sources(refs, node.iri),
    )


def of_partnership(here: SiteData, model: NetworkModel, deal: PartnershipEdge) -> Details:
    """Return the facts of a partnership; two queries."""
    subject = Entity.load(here.ask, deal.iri)
    refs = here.catalogue.citations(deal.iri)
    partner, programme = model.nodes[deal.partner], model.nodes[deal.programme]
    return Details(
        deal.iri,
        "Partnership",
        f"{partner.label} in {programme.label}",
        "",
        _non_empty(_terms(model, deal, subject)),
        (),
        refs.note(deal.iri),
        _sources(refs, deal.iri),
    )


def _non_empty(facts: Iterable[Detail]) -> tuple[Detail, ...]:
    """Return the facts that say something."""
    return tuple(fact for fact in facts if any(value.label or value.iri for value in fact.values))


def _sources(refs: CitationNumbers, iri: str) -> tuple[Source, ...]:
    return tuple(source for _, source in refs.cite(iri))


def _sentence(model: NetworkModel, node: NetworkNode) -> str:
    """Say in a sentence what is recorded of a node."""
    if node.kind == COUNTRY:
        near = model.around[node.id]
        words = [count_phrase(near[kind], one, many) for kind, one, many in _COUNTED if near.get(kind)]
        return f"{capital(' and '.join(words))} recorded here." if words else ""
    told = model.told_of(node.id)
    if not told.deals:
        return ""
    number = count_phrase(told.deals, "partnership").capitalize()
    since = f", the first from {told.since[:4]}" if told.since else ""
    if node.kind == PARTNER:
        programmes = count_phrase(told.programmes, "programme")
        return f"{number} in {programmes}{since}."
    partners = count_phrase(told.partners, "partner")
    return f"{number} of {partners}{since}."


_COUNTED = ((PARTNER, "partner", "partners"), (GAMES, "edition of the Games", "editions of the Games"))


def _facts(subject: Entity, node: NetworkNode) -> Iterable[Detail]:
    if node.kind == GAMES:
        when = format_date_range(subject.text("opening"), subject.text("closing")) or subject.text("year")
        yield Detail("Held", (LabelledIri("", when),))
        yield Detail("City", tuple(LabelledIri("", city) for city in subject.texts("city")))
    elif node.kind == PROGRAMME and (subject.text("start") or subject.text("end")):
        yield Detail("Period", (LabelledIri("", period(subject.text("start"), subject.text("end"))),))
    if broader := subject.thing("http://www.w3.org/2004/02/skos/core#broader"):
        yield Detail("Part of", (broader,))
    if kind := subject.thing("organizationKind"):
        yield Detail("Kind", (LabelledIri("", kind.label),))
    for property_, term in _PLAIN:
        if values := tuple(subject.things(property_)):
            yield Detail("Headquarters" if property_ == "country" and node.kind != GAMES else term, values)


def _terms(model: NetworkModel, deal: PartnershipEdge, subject: Entity | None) -> Iterable[Detail]:
    """Yield the terms of a partnership."""
    nodes = model.nodes
    yield Detail("Partner", (_thing(nodes[deal.partner]),))
    yield Detail("Programme", (_thing(nodes[deal.programme]),))
    yield Detail("Category", tuple(_thing(nodes[category]) for category in deal.categories))
    wording = subject.text("officialDesignation") if subject else ""
    if wording and wording.casefold() != nodes[deal.category].label.casefold():
        yield Detail("Official wording", (LabelledIri("", f"“{wording}”"),))
    if deal.tier_label:
        yield Detail("Tier", (LabelledIri(deal.tier_iri, deal.tier_label),))
    if deal.span.words:
        yield Detail("Period", (LabelledIri("", deal.span.words),))
    yield Detail("Status", (LabelledIri("", deal.status),))
    if deal.joint:
        yield Detail("Jointly with", tuple(_thing(nodes[other]) for other in deal.joint if other in nodes))
    if deal.games:
        yield Detail("Games covered", tuple(_thing(nodes[games]) for games in deal.games))


def _thing(node: NetworkNode) -> LabelledIri:
    return LabelledIri(node.iri, node.label)


def _statements(
    model: NetworkModel, node: NetworkNode, deals: Sequence[PartnershipEdge], refs: CitationNumbers
) -> Iterable[CitedStatement]:
    """Yield what is stated about a partner, a person or another organization, in the order of time."""
    if node.kind == PARTNER:
        for deal in sorted(deals, key=lambda deal: (deal.span.since or deal.span.until, deal.id)):
            categories = ", ".join(model.nodes[category].label for category in deal.categories)
            what = LabelledIri(deal.iri, f"{model.nodes[deal.programme].label}: {categories}")
            yield CitedStatement(what, deal.span.words, refs.note(deal.iri), _sources(refs, deal.iri), deal.tier_label)
    elif node.kind in {PERSON, ORGANIZATION}:
        links = [link for link in model.links if link.record and node.id in (link.source, link.target)]
        for link in sorted(links, key=lambda link: (link.span.since, link.id)):
            what, other = LabelledIri(link.record, link.label), link.target if link.source == node.id else link.source
            when = link.span.words if link.kind == "role" else format_date(link.span.begins)
            note, sources = refs.note(link.record), _sources(refs, link.record)
            yield CitedStatement(what, when, note, sources, model.nodes[other].label)
