"""The forms of identifiers: each register has one, and what people paste leads to the right value."""

import re

import pytest

from graph.build.codelists import code_lists
from graph.build.identifier_forms import FORMS, misfit
from tests.some import some


def test_each_register_has_a_form() -> None:
    assert set(FORMS) == set(code_lists()["identifier-scheme"])


@pytest.mark.parametrize("scheme", FORMS)
def test_the_example_fits(scheme: str) -> None:
    example = re.search(r"such as (\S+)$", FORMS[scheme].words)
    assert example is not None
    assert misfit(scheme, example[1]) == ""


@pytest.mark.parametrize(
    ("scheme", "value", "meant"),
    [
        ("wikidata", "q42", "Q42"),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
        ("lei", "uwjkfujfz02dkwi3ry53", "UWJKFUJFZ02DKWI3RY53"),
        ("isni", "0000 0004 6479 2545", "0000000464792545"),
        ("ror", "https://ror.org/00k642b80", "00k642b80"),
        ("viaf", "http://viaf.org/viaf/241016836/", "241016836"),
        ("wikipedia", "Alibaba_Group", ""),
        ("lei", "UWJKFUJFZ02DKWI3RY5", ""),
        ("lei", "UWJKFUJFZ02DKWI3RY35", ""),
        ("isin", "US0378331006", ""),
        ("sec-cik", "66740", "0000066740"),
        ("wikidata", "806181", "Q806181"),
        ("geonames", "02635167", ""),
    ],
)
def test_another_form_is_named_with_what_is_meant(scheme: str, value: str, meant: str) -> None:
    right = misfit(scheme, value)
    assert right.startswith(FORMS[scheme].words)
    assert right.endswith(f" (did you mean {meant}?)") if meant else "did you mean" not in right


def test_two_digits_in_the_wrong_order_are_found() -> None:
    """Check digits find each exchange of two neighbours that differ."""
    lei = "UWJKFUJFZ02DKWI3RY53"
    swapped = {lei[:i] + lei[i + 1] + lei[i] + lei[i + 2 :] for i in range(len(lei) - 1)} - {lei}
    assert all(misfit("lei", value) for value in some(swapped))
