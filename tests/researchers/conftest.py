"""A real server over the session's snapshot, in processes of its own on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.build.snapshot import Snapshot
from tests.serving import serving


@pytest.fixture(scope="package")
def site(snapshot: Snapshot) -> Iterator[str]:
    """The address of the site, with a slash at its end. It trusts its only client with more than a stranger's time."""
    with serving(OPG_CLIENT_SECONDS="600") as served:
        yield f"{served.address}/"
