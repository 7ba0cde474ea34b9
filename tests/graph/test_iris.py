"""IRIs from names, and names from IRIs."""

from __future__ import annotations

import pytest

from graph.iris import term
from ontology.namespaces import ALL_PREFIXES, PREFIXES, prefixed_name


@pytest.mark.parametrize("name", ["op:Partnership", "organization:alibaba", "xsd:date", "dct:"])
def test_a_term_comes_back_from_its_prefixed_name(name: str) -> None:
    assert prefixed_name(term(name).value) == name


def test_what_no_prefix_fits_stays_an_iri() -> None:
    within = PREFIXES["organization"] + "alibaba/logo"
    assert prefixed_name(within) == within
    assert prefixed_name("http://example.org/x") == "http://example.org/x"
    wikidata = ALL_PREFIXES["wd"] + "Q5389"
    assert (prefixed_name(wikidata), prefixed_name(wikidata, ALL_PREFIXES)) == (wikidata, "wd:Q5389")
