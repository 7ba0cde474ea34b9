"""Statements that the structure of a sentence tells, beside traps."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from tests.webapp.fact_check.reading import supported
from webapp.fact_check.check import check_text
from webapp.models.reference_data import ReferenceData

PREMIUM = "LVMH est devenu le sixième partenaire premium de Paris 2024. {}"
SIGNED = "TCL joined the TOP programme on 20 February 2025 in the {} capital."
LASTING = "Intel signed with the IOC in 2017 until 2024, a span that covers the Games of {}."


class Case(NamedTuple):
    """A text with a gap, what makes it true or false, and words of what is then told or not."""

    text: str
    day: str
    right: str
    wrong: str
    words: str


TOLD = [
    Case(*case)
    for case in [
        ("AB InBev extended its TOP contract. The {} brewer is content.", "2025-02-25", "Belgian", "Swiss", "brewer"),
        (
            "DAKAR - {} after the Youth Olympic Games ended, the accounts are open.",
            "2026-11-20",
            "A week",
            "A month",
            "after the Youth",
        ),
        (
            "SOCHI - Behind the {} Winter Games stand eight general partners.",
            "2014-02-10",
            "XXII",
            "XXI",
            "Winter Games",
        ),
        ("{} ago Microsoft was added as supplier of Sochi 2014.", "2011-06-30", "Two weeks", "Six weeks", "weeks ago"),
        ("Vor {} Wochen hatte Visa bei TOP verlängert.", "2018-09-19", "sieben", "drei", "Wochen"),
        (
            "Air France est annoncée {} comme partenaire de Paris 2024.",
            "2023-07-25",
            "la semaine dernière",
            "",
            "semaine",
        ),
        (
            "Acer will be a TOP partner, the IOC said on Thursday, {} after Lenovo had made known that it leaves.",
            "2007-12-07",
            "two days",
            "two weeks",
            "after Lenovo",
        ),
        ("Samsung, cuyo acuerdo con el COI llega a {}, sigue.", "2025-02-21", "2028", "2030", "20"),
        (
            PREMIUM.format("Au sommet siègent BPCE, engagé dès 2018, EDF, {}, Orange."),
            "2023-07-26",
            "Sanofi",
            "Danone",
            "an",
        ),
        (PREMIUM.format("L'un d'eux est {}."), "2023-07-26", "Carrefour", "Danone", "r"),
        (
            "Manulife hatte TOP zuletzt. Nach Peking 2008 verzichteten die {} auf eine Verlängerung.",
            "2018-09-19",
            "Kanadier",
            "Amerikaner",
            "er",
        ),
        (SIGNED, "2025-02-21", "Chinese", "Japanese", "capital"),
        (LASTING, "2017-06-22", "Tokyo, Beijing and Paris", "Sochi, Rio and Milan", "i"),
        ("Die Jugendspiele fanden 2010 in Singapur statt, 2014 in {}.", "2018-10-03", "Nanjing", "Oslo", "2014"),
        (
            "En 2022, Dakar aura les quatrièmes Jeux : Singapour avait ouvert la série en {}.",
            "2021-10-03",
            "2010",
            "2011",
            "série en",
        ),
    ]
]


def told(catalogue: ReferenceData, case: Case, filled: str) -> list[str]:
    return [part for part in supported(catalogue, case.text.format(filled), case.day) if case.words in part]


@pytest.mark.parametrize("case", TOLD)
def test_what_the_graph_has_is_told(catalogue: ReferenceData, case: Case) -> None:
    assert told(catalogue, case, case.right)


@pytest.mark.parametrize("case", [case for case in TOLD if case.wrong])
def test_what_the_graph_excludes_is_not_supported(catalogue: ReferenceData, case: Case) -> None:
    assert len(told(catalogue, case, case.wrong)) < len(told(catalogue, case, case.right))


@pytest.mark.parametrize(
    ("text", "day", "who"),
    [
        ("TCL joined TOP after Panasonic left at the end of 2024.", "2025-02-27", "Panasonic"),
        ("Cisco became a partner of London 2012 after Nortel had left in July 2009.", "2010-01-01", "Nortel"),
    ],
)
def test_a_clause_with_a_sponsor_of_its_own_tells_of_that_one(
    catalogue: ReferenceData, text: str, day: str, who: str
) -> None:
    left = [claim for claim in check_text(catalogue, text, date.fromisoformat(day)).claims if claim.kind == "left"]
    assert {claim.reads.startswith(who) for claim in left} == {True}


def test_a_number_counts_the_partners_of_what_is_named_nearby(catalogue: ReferenceData) -> None:
    text = "Milano Cortina 2026 is over, and French Alps 2030 has nobody. The Italians had {} premium partners."
    assert any("eight" in part for part in supported(catalogue, text.format("eight"), "2026-02-24"))
    assert not any("ten" in part for part in supported(catalogue, text.format("ten"), "2026-02-24"))


def test_a_day_behind_a_verb_in_the_past_is_past(catalogue: ReferenceData) -> None:
    text = "Linfox and Mistral were announced as partners of Sydney 2000 on 18 February."
    checked = check_text(catalogue, text, date(1999, 12, 20))
    assert [mention.id for mention in checked.mentions if mention.kind == "date"] == ["1999-02-18"]


@pytest.mark.parametrize("number", ["1000000000", "9" * 400, "❶", "²"])
def test_no_number_of_days_is_too_large_to_count(catalogue: ReferenceData, number: str) -> None:
    text = f"It is {number} days before the opening of Paris 2024, for which EDF is a partner."
    assert check_text(catalogue, text, date(2024, 7, 1)).claims


def test_an_agreement_covers_what_all_its_sponsors_have(catalogue: ReferenceData) -> None:
    text = "Visa and Heineken have agreements that cover the Games of Beijing and Tokyo."
    assert not any("Beijing" in part for part in supported(catalogue, text, "2019-02-24"))


def test_cities_without_an_agreement_are_no_games(catalogue: ReferenceData) -> None:
    text = "LVMH is a partner of Paris 2024. Its shops include Paris and Tokyo."
    assert not any(part in {"Paris", "Tokyo"} for part in supported(catalogue, text, "2024-02-24"))


def test_a_worldwide_sponsor_is_none_of_a_world_cup(catalogue: ReferenceData) -> None:
    text = "Visa es patrocinador mundial de los Juegos Olímpicos desde 1986."
    assert any("1986" in part for part in supported(catalogue, text, "2024-02-24"))
