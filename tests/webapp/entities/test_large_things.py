"""Pages of things with very much.

They show a part, and say how much there is.
"""

from __future__ import annotations

import pytest

from webapp.entities import country
from webapp.entities.partner import Others, Related
from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import ReferenceData

JAPAN = LabelledIri("https://w3id.org/olympic-partnerships/id/country/japan", "Japan")
FOUND = [Related(LabelledIri(name, name.title()), number) for name, number in (("a", 3), ("b", 2), ("c", 2), ("d", 1))]


def test_a_country_lists_its_latest_games(catalogue: ReferenceData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(country, "_GAMES", 3)
    found = country.overview(ReferenceData(catalogue.ask), JAPAN)
    assert [game.thing.label for game in found.games] == ["Sapporo 1972", "Nagano 1998", "Tokyo 2020"]
    assert (found.every_game, found.hosted) == (6, 4)
    assert found.summary[-1] == "Japan hosted 4 Games."


@pytest.mark.parametrize("itself", [None, *FOUND, Related(LabelledIri("other", "Other"), 9)])
def test_other_partners_are_all_but_one(itself: Related | None) -> None:
    for iri in ("a", "b", "c", "d", "nobody"):
        others = Others.of(FOUND, iri, itself)
        expected = [item for item in FOUND if item.partner.iri != iri]
        assert list(others) == expected
        assert others[:2] == expected[:2]
        assert (len(others), others[-1]) == (len(expected), expected[-1])
