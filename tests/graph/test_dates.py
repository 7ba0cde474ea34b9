"""Dates at source precision, and the days that they can mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.date_forms import suggestions
from graph.dates import PartialDate

XSD = "http://www.w3.org/2001/XMLSchema#"


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_means_itself(day: date) -> None:
    read = PartialDate.parse(day.isoformat())
    assert (read.first_day, read.last_day) == (day, day)
    assert read.datatype == XSD + "date"


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_month_and_a_year_hold_the_day(day: date) -> None:
    for text, datatype in ((f"{day:%Y-%m}".zfill(7), "gYearMonth"), (f"{day.year:04}", "gYear")):
        read = PartialDate.parse(text)
        assert read.first_day <= day <= read.last_day
        assert read.datatype == XSD + datatype
        assert read.first_day.day == 1


def test_a_year_runs_from_new_year_to_the_end_of_december() -> None:
    read = PartialDate.parse("2020")
    assert (read.first_day, read.last_day) == (date(2020, 1, 1), date(2020, 12, 31))


def test_february_of_a_leap_year_has_29_days() -> None:
    assert PartialDate.parse("2024-02").last_day == date(2024, 2, 29)


YEARS_AND_MONTHS = "years from 0001, months from 01 to 12"


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("0000", YEARS_AND_MONTHS),
        ("0000-01", YEARS_AND_MONTHS),
        ("2017-00", f"{YEARS_AND_MONTHS} (did you mean 2017?)"),
        ("2017-13", YEARS_AND_MONTHS),
        ("2017-00-05", YEARS_AND_MONTHS),
        ("2017-01-00", "days from 01 to 31 in 2017-01 (did you mean 2017-01?)"),
        ("2017-02-30", "days from 01 to 28 in 2017-02"),
        ("2020-02-30", "days from 01 to 29 in 2020-02"),
        ("0999-12-32", "days from 01 to 31 in 0999-12"),
    ],
)
def test_a_date_that_does_not_exist_is_refused_with_the_limit(text: str, limit: str) -> None:
    with pytest.raises(ValueError, match="exists") as caught:
        PartialDate.parse(text)
    assert str(caught.value) == f"a date that exists in the calendar: {limit}"


def test_a_date_in_another_form_is_refused_with_what_it_may_mean() -> None:
    with pytest.raises(ValueError, match="YYYY") as caught:
        PartialDate.parse("3/4/2020")
    assert str(caught.value) == ("a date as YYYY, YYYY-MM or YYYY-MM-DD (did you mean 2020-04-03 or 2020-03-04?)")


@given(st.text().filter(lambda text: not text[:4].isdigit()))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="YYYY"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    "text", ["17", "2017-1", "2017-01-1", "19.01.2017", "2017-01-19T00:00", "\uff12\uff10\uff11\uff17", " 2017"]
)
def test_other_forms_of_dates_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["", "soon", "0000", "2017-00", "2017-13", "2017-02-00", "2017-02-29", "\uff12017"])
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert PartialDate.find(text) is None


@pytest.mark.parametrize("text", ["5 August", "15 August", "August 5"])
def test_a_day_without_a_year_is_not_taken_for_a_year(text: str) -> None:
    assert suggestions(text) == []
