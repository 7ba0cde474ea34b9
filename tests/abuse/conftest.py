"""The home folder that is attacked: of all tables in `make abuse`, and else of a part, which takes less to prepare."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.abuse.lengths import FULL


@pytest.fixture(scope="session")
def attacked(request: pytest.FixtureRequest) -> Path:
    """The home folder of the site that is attacked; hostile queries end at the limits over either."""
    if FULL:
        request.getfixturevalue("snapshot")
    home: Path = request.getfixturevalue("home" if FULL else "few_home")
    return home
