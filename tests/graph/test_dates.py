"""Dates at source precision, and the days that they can mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_means_itself(day: date) -> None:
    read = PartialDate.parse(day.isoformat())
    assert (read.first_day, read.last_day) == (day, day)
    assert read.datatype.endswith("#date")


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_month_and_a_year_hold_the_day(day: date) -> None:
    for text, datatype in ((f"{day:%Y-%m}".zfill(7), "#gYearMonth"), (f"{day.year:04}", "#gYear")):
        read = PartialDate.parse(text)
        assert read.first_day <= day <= read.last_day
        assert read.datatype.endswith(datatype)
        assert read.first_day.day == 1


def test_a_year_runs_from_new_year_to_the_end_of_december() -> None:
    read = PartialDate.parse("2020")
    assert (read.first_day, read.last_day) == (date(2020, 1, 1), date(2020, 12, 31))


def test_february_of_a_leap_year_has_29_days() -> None:
    assert PartialDate.parse("2024-02").last_day == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["2017-13", "2017-02-30", "0000"])
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="exists in the calendar"):
        PartialDate.parse(text)


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
