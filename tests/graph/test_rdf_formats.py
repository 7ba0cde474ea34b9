"""The table of formats agrees with the engine that writes them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.rdf_formats import DATASET_FORMATS, GRAPH_FORMATS, RESULT_FORMATS, Format
from tests.some import some


@pytest.mark.parametrize("format_", DATASET_FORMATS, ids=lambda format_: format_.name)
def test_the_engine_knows_each_format_of_rdf_by_suffix_and_media_type(format_: Format) -> None:
    known = ox.RdfFormat.from_extension(format_.suffix)
    assert known is not None
    assert (known, known.media_type) == (ox.RdfFormat.from_media_type(format_.media_type), format_.media_type)
    assert known.supports_datasets is format_.named_graphs


@pytest.mark.parametrize("format_", RESULT_FORMATS, ids=lambda format_: format_.name)
def test_the_engine_knows_each_format_of_results_by_suffix_and_media_type(format_: Format) -> None:
    known = ox.QueryResultsFormat.from_extension(format_.suffix)
    assert known is not None
    assert known == ox.QueryResultsFormat.from_media_type(format_.media_type)
    assert known.iri == format_.iri


def test_no_two_formats_share_a_name_a_suffix_or_a_registered_media_type() -> None:
    assert set(GRAPH_FORMATS) < set(DATASET_FORMATS)
    for name in some(("name", "suffix", "media_type", "label", "iri")):
        values = [getattr(format_, name) for format_ in (*DATASET_FORMATS, *RESULT_FORMATS)]
        assert len(set(values)) == len(values), name
