"""Pages show the same partnerships whether the site holds them in memory or asks the store for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.some import some
from tests.webapp.sites import like
from webapp.components.charts import shares_of
from webapp.models.partnership import (
    Partnership,
    hold_all,
    partnerships_about,
    partnerships_beside,
    partnerships_from,
    tiers_at,
)
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import TiersOfGamesRow
from webapp.models.site import site_of

Read = Callable[[ReferenceData, str], list[Partnership]]


@pytest.fixture(scope="module")
def holding(app: Flask) -> ReferenceData:
    """The reference data of a site that holds all partnerships."""
    found = site_of(like(app)).catalogue
    hold_all(found)
    return found


def _same(read: Read, things: list[str], asking: ReferenceData, holding: ReferenceData) -> None:
    for thing in some(things):
        assert read(holding, thing) == read(asking, thing), thing


def test_about_each_kind_of_thing(catalogue: ReferenceData, holding: ReferenceData) -> None:
    things = [
        *catalogue.games,
        *catalogue.programmes,
        *catalogue.groups,
        *(row.partner for row in catalogue.partner_rows[::5]),
    ]
    _same(partnerships_about, things, catalogue, holding)


def test_beside_a_partner(catalogue: ReferenceData, holding: ReferenceData) -> None:
    _same(partnerships_beside, [row.partner for row in catalogue.partner_rows[::9]], catalogue, holding)


def test_from_a_country(catalogue: ReferenceData, holding: ReferenceData) -> None:
    countries = sorted({country for country in catalogue.partner_countries.values() if country})
    _same(partnerships_from, countries, catalogue, holding)


def test_tiers_are_those_of_the_query(catalogue: ReferenceData, holding: ReferenceData) -> None:
    assert tiers_at(catalogue, list(catalogue.games)) is None
    assert tiers_at(holding, list(catalogue.games)) == shares_of(some(catalogue.ask.rows(TiersOfGamesRow)))


def test_about_nothing_known(holding: ReferenceData) -> None:
    assert not partnerships_about(holding, "urn:nothing")
    assert not partnerships_beside(holding, "urn:nothing")
    assert not partnerships_from(holding, "")
