"""Statements that are told once, and on words that name whom they are on."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.fact_check.check import check_text
from webapp.models.reference_data import ReferenceData


def supported(catalogue: ReferenceData, text: str, day: str) -> list[tuple[str, str]]:
    claims = check_text(catalogue, text, date.fromisoformat(day)).claims
    return [(claim.kind, text[claim.start : claim.end]) for claim in claims if claim.finding.verdict == "supported"]


def test_the_tier_below_another_is_told_on_the_names_behind_it(catalogue: ReferenceData) -> None:
    text = "Honda came to the top level of LA28 in June. One rung lower stand Uber, Nike and Cisco."
    told = [part for kind, part in supported(catalogue, text, "2025-10-09") if kind == "tier"]
    assert told[1:] == ["Uber", "Nike", "Cisco"]


def test_one_partner_is_told_once_in_a_sentence(catalogue: ReferenceData) -> None:
    text = "PARIS - Atos reste à bord. Avant les Jeux de Paris 2024, le CIO garde ses partenaires."
    told = [part for kind, part in supported(catalogue, text, "2020-07-10") if kind == "partner"]
    assert told == ["Atos reste à bord"]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        (
            "Bridgestone joined TOP in June 2014. Japanese media told that Toyota pays more.",
            "2018-10-02",
            "media",
        ),
        (
            "Commonwealth Bank is a partner of Brisbane 2032. The Australian Financial Review puts the price higher.",
            "2026-03-05",
            "Australian Financial",
        ),
        (
            "London 2012 has three tiers. The seven supporters are Adecco, Cisco, Holiday Inn and UPS.",
            "2012-07-30",
            "Holiday Inn",
        ),
        (
            "Crédit Lyonnais et IBM France sont entrés au Club Coubertin, le cercle des mécènes d'Albertville 1992.",
            "1988-09-09",
            "mécènes",
        ),
        ("Allianz signed with the IOC in September 2018; one month later its rights began.", "2022-03-01", "one month"),
        ("截至11月，北京2022年冬奥会有九家官方合作伙伴和八家官方赞助商。", "2019-12-08", "八家"),  # noqa: RUF001
    ],
)
def test_what_names_nobody_is_not_told(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    assert not [part for _, part in supported(catalogue, text, day) if words in part or part in words]
