"""What was probably meant: dates, numbers and keys in the forms that people and spreadsheets write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.date_forms import suggestions
from graph.dates import PartialDate
from graph.forms import number, slug
from graph.iris import SLUG
from graph.nearest import nearest
from tests.some import any_number

DATES = {
    "31.12.2020": ["2020-12-31"],
    "31. 12. 2020": ["2020-12-31"],
    "12/31/2020": ["2020-12-31"],
    "31/12/2020": ["2020-12-31"],
    "12.31.2020": ["2020-12-31"],
    "31-12-2020": ["2020-12-31"],
    "3/4/2020": ["2020-04-03", "2020-03-04"],
    "3.4.2020": ["2020-04-03"],
    "31.12.20": ["2020-12-31"],
    "31.12.84": ["1984-12-31"],
    "2020/12/31": ["2020-12-31"],
    "2020-1-5": ["2020-01-05"],
    "2020-12-31T00:00:00": ["2020-12-31"],
    "2020-12-31 00:00": ["2020-12-31"],
    "20201231": ["2020-12-31"],
    "44196": ["2020-12-31"],
    "2020.0": ["2020"],
    "12/2020": ["2020-12"],
    "Dec 2020": ["2020-12"],
    "December 31, 2020": ["2020-12-31"],
    "31 décembre 2020": ["2020-12-31"],
    "31. Dezember 2020": ["2020-12-31"],
    "März 2020": ["2020-03"],
    "juillet 2020": ["2020-07"],
    "32.12.2020": [],
    "soon": [],
    "": [],
}


@pytest.mark.parametrize(("text", "dates"), DATES.items())
def test_dates_in_other_forms_are_understood(text: str, dates: list[str]) -> None:
    assert suggestions(text) == dates


@given(st.text(max_size=20) | st.from_regex(r"\d{1,5}[./ -]\d{1,4}([./ -]\d{1,5})?", fullmatch=True))
def test_every_suggested_date_is_a_date(text: str) -> None:
    for suggestion in any_number(suggestions(text)):
        assert PartialDate.parse(suggestion).text == suggestion


NUMBERS = {
    "1,200,000": "1200000",
    "1.200.000": "1200000",
    "1 200 000": "1200000",
    "1'200'000": "1200000",
    "3,600": "3600",
    "1.200.000,50": "1200000.50",
    "1,5": "1.5",
    "€600": "600",
    "600 million": "600000000",
    "1.2bn": "1200000000",
    "-5": None,
    "many": None,
}


@pytest.mark.parametrize(("text", "written"), NUMBERS.items())
def test_numbers_with_separators_are_understood(text: str, written: str | None) -> None:
    assert number(text) == written


@given(st.text(max_size=40))
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    assert slug(text) == "" or SLUG.fullmatch(slug(text))


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("alibabba", "alibaba"),
        ("Coca Cola", "coca-cola"),
        ("“visa”", "visa"),
        ("mcdonald\u2019s", "mcdonalds"),
        ("1961-summer", "1960-summer"),
        ("The Coca-Cola Company", "coca-cola"),
        ("Alibaba LLC", "alibaba"),
        ("visa deal", "visa"),
        ("The Coca-Cola", "coca-cola"),
        ("zzzzzz", None),
    ],
)
def test_the_nearest_key_is_found(value: str, key: str | None) -> None:
    known = ["1916-summer", "1960-summer", "1968-summer", "alibaba", "alico", "coca-cola", "mcdonalds", "visa"]
    assert nearest(value, known, {"the-coca-cola-company": "coca-cola"}) == key
