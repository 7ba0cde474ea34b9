"""What the panel beside the picture says of a node or of a partnership: in a sentence, as facts, with the evidence."""

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
    Deal,
    Link,
    Model,
    Node,
)
from webapp.models.entity import Subject
from webapp.models.evidence import References, Source
from webapp.models.partnership import Thing
from webapp.models.site import Site
from webapp.text.dates import day_span, period, spoken
from webapp.text.english import capital, count

_PLAIN = (("owner", "Owner"), ("organisingCommittee", "Organised by"), ("parent", "Part of"),
          ("successor", "Succeeded by"), ("country", "Country"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: what it is called, and its values; one without an IRI is only text."""

    term: str
    values: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Something stated, when, what the sources say, and the sources."""

    what: Thing
    when: str
    note: str
    sources: tuple[Source, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the panel says; `evidence` is that of the thing itself, `statements` are about it."""

    iri: str
    kind: str
    label: str
    summary: str
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    note: str = ""
    evidence: tuple[Source, ...] = field(default=())


def of_node(here: Site, model: Model, node: Node) -> Facts:
    """Return the facts of a node; two queries."""
    subject = Subject.load(here.ask, node.iri)
    refs = References(here.ask.rows("evidence-about", thing=node.iri), here.catalogue.sources)
    deals = [deal for deal in model.deals if _concerns(deal, node)]
    return Facts(
        node.iri,
        ONE[node.kind],
        node.label,
        _sentence(model, node, deals),
        _said(_facts(subject, node)) if subject else (),
        tuple(_statements(model, node, deals, refs)),
        refs.note(node.iri) or (subject.comment if subject else ""),
        _sources(refs, node.iri),
    )


def of_partnership(here: Site, model: Model, deal: Deal) -> Facts:
    """Return the facts of a partnership; two queries."""
    subject = Subject.load(here.ask, deal.iri)
    refs = References(here.ask.rows("evidence-about", thing=deal.iri), here.catalogue.sources)
    partner, programme = model.nodes[deal.partner], model.nodes[deal.programme]
    return Facts(
        deal.iri,
        "Partnership",
        f"{partner.label} in {programme.label}",
        "",
        _said(_terms(model, deal, subject)),
        (),
        refs.note(deal.iri),
        _sources(refs, deal.iri),
    )


def _said(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts that say something."""
    return tuple(fact for fact in facts if any(value.label or value.iri for value in fact.values))


def _concerns(deal: Deal, node: Node) -> bool:
    return node.id in (deal.partner, deal.programme, deal.whole, deal.category, deal.broader, *deal.games)


def _sources(refs: References, iri: str) -> tuple[Source, ...]:
    return tuple(source for _, source in refs.cite(iri))


def _sentence(model: Model, node: Node, deals: Sequence[Deal]) -> str:
    """Say in a sentence what is recorded of a node."""
    if node.kind == COUNTRY:
        near = model.around[node.id]
        words = [count(near[kind], one, many) for kind, one, many in _COUNTED if near.get(kind)]
        return f"{capital(' and '.join(words))} recorded here." if words else ""
    if not deals:
        return ""
    number = count(len(deals), "partnership").capitalize()
    begun = min((deal.span.since for deal in deals if deal.span.since), default="")
    since = f", the first from {begun[:4]}" if begun and len({deal.span.since for deal in deals}) > 1 else ""
    if node.kind == PARTNER:
        programmes = count(len({deal.programme for deal in deals}), "programme")
        return f"{number} in {programmes}{since}."
    partners = count(len({deal.partner for deal in deals}), "partner")
    return f"{number} of {partners}{since}."


_COUNTED = ((PARTNER, "partner", "partners"), (GAMES, "edition of the Games", "editions of the Games"))


def _facts(subject: Subject, node: Node) -> Iterable[Fact]:
    if node.kind == GAMES:
        when = day_span(subject.text("opening"), subject.text("closing")) or subject.text("year")
        yield Fact("Held", (Thing("", when),))
        yield Fact("City", tuple(Thing("", city) for city in subject.texts("city")))
    elif node.kind == PROGRAMME and (subject.text("start") or subject.text("end")):
        yield Fact("Period", (Thing("", period(subject.text("start"), subject.text("end"))),))
    broader = subject.thing("http://www.w3.org/2004/02/skos/core#broader")
    if broader:
        yield Fact("Part of", (broader,))
    kind = subject.thing("organizationKind")
    if kind:
        yield Fact("Kind", (Thing("", kind.label),))
    for property_, term in _PLAIN:
        values = tuple(subject.things(property_))
        if values:
            yield Fact("Headquarters" if property_ == "country" and node.kind != GAMES else term, values)


def _terms(model: Model, deal: Deal, subject: Subject | None) -> Iterable[Fact]:
    """Give the terms of a partnership."""
    nodes = model.nodes
    yield Fact("Partner", (_thing(nodes[deal.partner]),))
    yield Fact("Programme", (_thing(nodes[deal.programme]),))
    yield Fact("Category", (_thing(nodes[deal.category]),))
    wording = subject.text("officialDesignation") if subject else ""
    if wording and wording.casefold() != nodes[deal.category].label.casefold():
        yield Fact("Official wording", (Thing("", f"“{wording}”"),))
    if deal.tier_label:
        yield Fact("Tier", (Thing(deal.tier_iri, deal.tier_label),))
    if deal.span.words:
        yield Fact("Period", (Thing("", deal.span.words),))
    yield Fact("Status", (Thing("", deal.status),))
    if deal.joint:
        yield Fact("Jointly with", tuple(_thing(nodes[other]) for other in deal.joint if other in nodes))
    if deal.games:
        yield Fact("Games covered", tuple(_thing(nodes[games]) for games in deal.games))


def _thing(node: Node) -> Thing:
    return Thing(node.iri, node.label)


def _statements(model: Model, node: Node, deals: Sequence[Deal], refs: References) -> Iterable[Statement]:
    """Give what is stated about a partner, a person or another organization, in the order of time."""
    if node.kind == PARTNER:
        for deal in sorted(deals, key=lambda deal: (deal.span.since or deal.span.until, deal.id)):
            programme, category = model.nodes[deal.programme].label, model.nodes[deal.category].label
            what = Thing(deal.iri, f"{programme}: {category}")
            yield Statement(what, deal.span.words, refs.note(deal.iri), _sources(refs, deal.iri), deal.tier_label)
    elif node.kind in {PERSON, ORGANIZATION}:
        links = [link for link in model.links if link.record and node.id in (link.source, link.target)]
        for link in sorted(links, key=lambda link: (link.span.since, link.id)):
            yield _recorded(model, node, link, refs)


def _recorded(model: Model, node: Node, link: Link, refs: References) -> Statement:
    other = model.nodes[link.target if link.source == node.id else link.source].label
    when = link.span.words if link.kind == "role" else spoken(link.span.begins)
    return Statement(Thing(link.record, link.label), when, refs.note(link.record), _sources(refs, link.record), other)
