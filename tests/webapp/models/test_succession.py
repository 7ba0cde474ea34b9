"""Who held a category before and after whom, on the real data and along the lines of programmes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from webapp.models.partnership import partnerships_beside
from webapp.models.site import SiteData, current_site
from webapp.models.succession import Neighbour, Tenure, lines
from webapp.models.urls import subject_of


@pytest.fixture
def here(app: Flask) -> Iterator[SiteData]:
    with app.app_context():
        yield current_site()


def tenures(here: SiteData, slug: str) -> list[Tenure]:
    iri = subject_of("organization", slug)
    deals = partnerships_beside(here.catalogue, iri)
    return [tenure for line in lines(here.catalogue, deals) for tenure in line.tenures(iri)]


def names(side: Neighbour) -> list[str]:
    return [deal.partner.label for deal in side.deals]


def test_from_term_to_term(here: SiteData) -> None:
    top = tenures(here, "omega")[0]
    assert top.line == "The Olympic Partner (TOP) Programme"
    assert [deal.programme.label for deal in top.deals][::6] == ["TOP VI", "TOP XII"]
    assert names(top.before) == ["The Swatch Group"]
    assert not top.after.deals
    assert top.after.edge, "no term after the twelfth is known"


def test_from_games_to_games(here: SiteData) -> None:
    summer = [tenure for tenure in tenures(here, "omega") if tenure.line.startswith("Summer Games")]
    mexico = next(tenure for tenure in summer if "1968-summer" in tenure.deals[0].programme.iri)
    assert names(mexico.before) == ["Seiko"]
    assert set(names(mexico.after)) >= {"Longines", "Junghans"}


def test_within_a_term(here: SiteData) -> None:
    """Samsung took mobile phones over from Motorola, and Atos the computing from SchlumbergerSema, in mid-term."""
    mobile = next(tenure for tenure in tenures(here, "samsung") if "mobile" in tenure.category.iri)
    assert names(mobile.before) == ["Motorola"]
    atos = next(tenure for tenure in tenures(here, "atos") if "top-05" in tenure.deals[0].programme.iri)
    assert names(atos.before) == ["SchlumbergerSema"]
    sema = tenures(here, "schlumbergersema")[0]
    assert names(sema.after) == ["Atos"]


def test_who_shares_a_category_stands_beside(here: SiteData) -> None:
    cola = next(tenure for tenure in tenures(here, "coca-cola") if "soft-drinks" in tenure.category.iri)
    assert len(cola.deals) == 12
    assert not cola.before.deals
    assert cola.before.edge
    assert {other.partner.label for other in cola.beside} == {"China Mengniu Dairy"}
    mengniu = next(tenure for tenure in tenures(here, "mengniu") if "soft-drinks" in tenure.category.iri)
    assert {other.partner.label for other in mengniu.beside} == {"The Coca-Cola Company"}


def test_programmes_without_a_holder_are_counted(here: SiteData) -> None:
    broken = [
        side
        for slug in ("omega", "kodak", "seiko", "ups", "fedex")
        for tenure in tenures(here, slug)
        for side in (tenure.before, tenure.after)
        if side.deals and side.empty
    ]
    assert broken
