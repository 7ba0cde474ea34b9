"""The table of registers: each has its row, and every address leads back to its identifier."""

import pytest

from graph.build.codelists import code_lists
from graph.registers import REGISTERS, ExternalId, iri_of, page_of, read_address
from tests.some import some
from tests.tables import rows


def test_each_register_has_a_row() -> None:
    assert set(REGISTERS) == set(code_lists()["identifier-scheme"])


def test_each_address_leads_back_to_its_identifier() -> None:
    for row in some(row for row in rows("identifiers") if iri_of(row["scheme"], row["value"])):
        expected = ExternalId(row["scheme"], row["value"])
        assert read_address(iri_of(*expected)) == expected
        assert read_address(page_of(*expected)) == expected


@pytest.mark.parametrize(
    "address",
    ["https://www.wikidata.org/wiki/Q42", "http://wikidata.org/entity/Q42", "<https://www.wikidata.org/entity/Q42>"],
)
def test_an_address_is_read_however_it_is_written(address: str) -> None:
    assert read_address(address) == ExternalId("wikidata", "Q42")


@pytest.mark.parametrize(
    "address", ["https://www.wikidata.org/", "https://example.org/wiki/Q42", "Q42", "", "https://"]
)
def test_other_addresses_are_none(address: str) -> None:
    assert read_address(address) is None
