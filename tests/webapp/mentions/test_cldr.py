"""Names of countries, cities and months, held against those of Babel."""

from __future__ import annotations

import pytest
from babel import Locale

from tests.abuse.lengths import FULL
from tests.some import some
from webapp.mentions.cldr import names_in
from webapp.mentions.countries import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES if FULL else ("en", "nb", "sr", "zh_Hant"))
def test_names_are_those_of_babel(language: str) -> None:
    """Norwegian inherits from another language, and Chinese in traditional script from none."""
    names, locale = names_in(language), Locale.parse(language)
    assert dict(names.countries) == dict(locale.territories.items())
    cities = {zone: found["city"] for zone, found in some(locale.time_zones.items()) if "city" in found}
    assert names.cities == cities
    for found, context in some(zip(names.months, ("format", "stand-alone"), strict=True)):
        assert found == dict(locale.months[context]["wide"].items())
        assert len(found) == 12
