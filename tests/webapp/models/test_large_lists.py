"""Rows of lists of a large graph: those of the queries."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph.build.snapshot import current
from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE, PREFIXES
from tests.some import some
from webapp.models.large_lists import (
    exclusivity,
    organization_kinds,
    partner_rows,
    partnership_rows,
    source_numbers,
    source_uses,
    sources_per_statement,
)
from webapp.models.query_client import one_each
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import (
    ClassesInUseRow,
    ExclusivityByProgrammeRow,
    OrganizationKindsRow,
    PartnershipsListRow,
    PartnersListRow,
    SourcesPerStatementRow,
    SourcesUseRow,
)
from webapp.models.stored_things import StoredThings

RDF_TYPE = PREFIXES["rdf"] + "type"


def stored_in(catalogue: ReferenceData) -> StoredThings:
    assert catalogue.stored
    return catalogue.stored


def plain(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, row)) for row in rows)


def test_partnerships_are_those_of_the_query(catalogue: ReferenceData) -> None:
    rows = partnership_rows(stored_in(catalogue))
    assert plain(rows) == plain(one_each(catalogue.ask.rows(PartnershipsListRow))) != []


def test_partners_are_those_of_the_query(catalogue: ReferenceData) -> None:
    rows = partner_rows(stored_in(catalogue), catalogue.label)
    assert plain(rows) == plain(one_each(catalogue.ask.rows(PartnersListRow))) != []


def test_sources_are_used_as_the_query_says(catalogue: ReferenceData) -> None:
    rows = source_uses(source_numbers(stored_in(catalogue)))
    assert plain(rows) == plain(catalogue.ask.rows(SourcesUseRow)) != []


def test_things_of_a_class_are_counted(catalogue: ReferenceData) -> None:
    numbers = {row.class_: int(row.things) for row in catalogue.ask.rows(ClassesInUseRow)}
    for name in ("Games", "Programme", "Category", "Person", "Event", "Source"):
        class_ = ONTOLOGY_NAMESPACE + name
        assert stored_in(catalogue).number(class_) == numbers[class_]


def test_organizations_are_of_the_kinds_of_the_query(catalogue: ReferenceData) -> None:
    stored = stored_in(catalogue)
    rows = organization_kinds(stored, stored.any_label)
    assert plain(rows) == plain(catalogue.ask.rows(OrganizationKindsRow)) != []


def test_what_should_exclude_each_other_is_as_the_query_says(catalogue: ReferenceData) -> None:
    stored = stored_in(catalogue)
    rows = exclusivity(stored, stored.any_label)
    assert list(map(tuple, rows)) == [tuple(map(str, row)) for row in catalogue.ask.rows(ExclusivityByProgrammeRow)]
    assert rows


def test_statements_rest_on_as_many_sources_as_the_query_says(catalogue: ReferenceData) -> None:
    stored = stored_in(catalogue)
    rows = sources_per_statement(source_numbers(stored), stored.any_label)
    assert list(map(tuple, rows)) == [tuple(map(str, row)) for row in catalogue.ask.rows(SourcesPerStatementRow)]
    assert rows


def test_values_are_read_alike_from_the_file_and_from_the_store(few_built: Path) -> None:
    snapshot = current(few_built)
    assert snapshot is not None
    in_memory, on_disk = StoredThings(snapshot.in_memory()), StoredThings(snapshot.store())
    properties = [RDF_TYPE, f"{ONTOLOGY_NAMESPACE}partner", f"{ONTOLOGY_NAMESPACE}from"]
    found = dict(on_disk.values_of(*properties))
    assert found == dict(in_memory.values_of(*properties))
    assert all(f"{ONTOLOGY_NAMESPACE}from" not in values for values in some(found.values()))  # it has no IRIs
    of_kind = {iri: values for iri, values in found.items() if iri.startswith(f"{ID_BASE}partnership/")}
    assert dict(on_disk.values_of(*properties, kind="partnership")) == of_kind != {}
    assert on_disk.partners() == in_memory.partners() != set()


def test_sources_are_counted_alike_from_the_file_and_from_the_store(few_built: Path) -> None:
    snapshot = current(few_built)
    assert snapshot is not None
    assert source_numbers(StoredThings(snapshot.store())) == source_numbers(StoredThings(snapshot.in_memory()))
