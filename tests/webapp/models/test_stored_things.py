"""Reading of single things, compared with whole lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.stores.store import EmbeddedStore
from tests.some import some
from webapp.models.query_client import QueryClient
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import EvidenceInCountryRow
from webapp.models.stored_things import StoredThings


@pytest.fixture(scope="module")
def stored(catalogue: ReferenceData) -> StoredThings:
    """The things in the store of the application."""
    assert isinstance(catalogue.ask.store, EmbeddedStore)
    return StoredThings(catalogue.ask.store)


@pytest.fixture(scope="module")
def large(catalogue: ReferenceData) -> ReferenceData:
    """The reference data of the same statements, as if they were too many for memory."""
    known = catalogue.ask.store
    assert isinstance(known, EmbeddedStore)
    return ReferenceData(QueryClient(EmbeddedStore(known._store, known.version, folder=Path())))


def test_labels_are_those_of_the_names(catalogue: ReferenceData, stored: StoredThings) -> None:
    for iri, label in some(catalogue.names.labels.items()):
        assert stored.label(iri) == label


def test_short_names_are_english(catalogue: ReferenceData, stored: StoredThings) -> None:
    names = [name for name in catalogue.names.entries if name.kind == "shortName" and name.language == "en"]
    for name in some(names):
        assert stored.short_name(name.iri) == next(other.text for other in names if other.iri == name.iri)
    unnamed = set(catalogue.names.labels) - {name.iri for name in names}
    assert not any(stored.short_name(iri) for iri in some(sorted(unnamed)))


def test_nothing_is_known_of_what_has_no_name(stored: StoredThings) -> None:
    event = "https://w3id.org/olympic-partnerships/id/event/2017-01-19-alibaba"
    for iri in (event, "", "no IRI", "https://example.org/thing"):
        assert (stored.label(iri), stored.short_name(iri), stored.is_partner(iri)) == ("", "", False)
        assert stored.source(iri) is None
        assert stored.evidence_of_partnership(iri) == []


def test_a_large_graph_has_the_same_partners(catalogue: ReferenceData, large: ReferenceData) -> None:
    partners = {row.partner for row in catalogue.partner_rows}
    for iri in some(catalogue.names.labels):
        assert (iri in large.partners) is (iri in partners)


def test_a_large_graph_has_the_same_sources(catalogue: ReferenceData, large: ReferenceData) -> None:
    for iri, source in some(catalogue.sources.items()):
        assert iri in large.sources
        assert large.sources[iri] == source
    unknown = "https://w3id.org/olympic-partnerships/id/source/nobody-knows"
    assert unknown not in large.sources
    assert large.sources[unknown] == catalogue.sources[unknown]


def test_a_large_graph_has_the_same_evidence(catalogue: ReferenceData, large: ReferenceData) -> None:
    for row in some(catalogue.partnerships_by_date):
        expected = catalogue.evidence_by_partnership.get(row.partnership, [])
        assert large.evidence_by_partnership.get(row.partnership, ()) == expected


def test_evidence_of_what_a_country_has_is_that_of_the_query(catalogue: ReferenceData) -> None:
    country = "https://w3id.org/olympic-partnerships/id/country/japan"
    every = catalogue.ask.rows(EvidenceInCountryRow, country=country)
    assert every
    things = list(dict.fromkeys(row.statement for row in every))
    assert [tuple(row) for row in catalogue.evidence_in(country, things)] == [tuple(row) for row in every]
