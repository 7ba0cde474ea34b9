"""The page about a source. It shows what rests on the source, by kind, and what else its publisher is cited for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ontology.namespaces import PREFIXES
from webapp.entities.entity_page import EntityPage, entity_page
from webapp.entities.page_statements import Statement
from webapp.models.entity import Entity
from webapp.models.evidence import Source
from webapp.models.partnership import LabelledIri
from webapp.models.rows import StatementsOfSourceRow
from webapp.models.site import SiteData
from webapp.text.english import count_phrase, join_words

_PLURALS = {
    "Partnership": "partnerships",
    "Event": "events",
    "ReportedValue": "reported values",
    "Statistic": "published figures",
    "Role": "roles of people",
    "Contribution": "contributions",
    "Coverage": "statements of which Games an agreement covers",
    "Games": "Games",
    "Organization": "organizations: their kind and country",
    "OrganizationRelation": "relations between organizations",
    "Identifier": "identifiers of other registers",
}
"""The kinds of statement in the order of the page, and what several of them are called."""

_SIBLINGS = 60
"""Other sources of the publisher up to which all are listed."""

_FIRST_SIBLINGS = 20
"""How many are listed of more."""


@dataclass
class StatementKind:
    """The statements of one kind, each with a note on what the sources say of it."""

    name: str
    label: str
    statements: list[StatementsOfSourceRow] = field(default_factory=list)


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; two queries besides the one of the subject."""
    kinds = _kinds(here.ask.rows(StatementsOfSourceRow, source=subject.iri))
    known = here.catalogue.sources
    source = known[subject.iri]
    beside = here.catalogue.sources_beside(subject.iri, subject.texts(PREFIXES["dct"] + "publisher"))
    return entity_page(
        subject,
        "entities/source.html",
        itself=source,
        source=source,
        more=[_resting(row, source) for kind in kinds for row in kind.statements],
        kinds=kinds,
        total=sum(len(kind.statements) for kind in kinds),
        alone=sum(row.alone == "yes" for kind in kinds for row in kind.statements),
        summary=summary(source, kinds),
        siblings=[known[other] for other in (beside if len(beside) <= _SIBLINGS else beside[:_FIRST_SIBLINGS])],
        every_sibling=len(beside),
    )


def _kinds(rows: Iterable[StatementsOfSourceRow]) -> list[StatementKind]:
    found: dict[str, StatementKind] = {}
    for row in rows:
        name = row.kind.rpartition("#")[2]
        kind = found.setdefault(name, StatementKind(name, _PLURALS.get(name, row.kindLabel)))
        kind.statements.append(row)
    order = list(_PLURALS)
    return sorted(found.values(), key=lambda kind: order.index(kind.name) if kind.name in order else len(order))


def _resting(row: StatementsOfSourceRow, source: Source) -> Statement:
    """Return the statement that a row of a table rests on the source."""
    return Statement(
        LabelledIri(row.statement, row.statementLabel),
        LabelledIri(PREFIXES["dct"] + "source", "source"),
        source.iri,
        source.title,
        "",
        "",
        (source,),
    )


def summary(source: Source, kinds: Sequence[StatementKind]) -> list[str]:
    """Say who published it and what rests on it."""
    shares = [f"{len(kind.statements)} {kind.label if len(kind.statements) > 1 else _one(kind)}" for kind in kinds]
    by = f" by {source.publisher}" if source.publisher else ""
    if not shares:
        return [f"No statement here rests on this document{by} any more."]
    total = sum(len(kind.statements) for kind in kinds)
    verb = "rests" if total == 1 else "rest"
    number = count_phrase(total, "statement").capitalize()
    return [f"{number} here {verb} on this document{by}: {join_words(shares)}."]


def _one(kind: StatementKind) -> str:
    return {"Games": "Games", "Role": "role of a person", "Statistic": "published figure"}.get(
        kind.name, kind.label.removesuffix("s")
    )
