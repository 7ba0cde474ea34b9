"""The cases of a test that run over the added rows: `pytest -p tests.added_cases`, as `make added` does.

What a further row breaks is a number, an order or a tie that a test has written down. A test of one parameter has its
words for all cases together, so a few of them show that. So it is with tests that break a copy of the tables: theirs
are in a shared part. Where a case has its own answer beside it, each one runs. `make abuse` runs all.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.abuse.lengths import FULL
from tests.added_rows import ROWS

_EVERY = 4
_BROKEN_COPIES = Path(__file__).parent / "graph" / "build"


def _touched(case: str) -> bool:
    """Whether a case is that of a kind of thing of which the added rows have one: its name begins that of a table."""
    return any(table.startswith(case) for table in ROWS)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out all cases but one in four, and those of the kinds that the rows are of."""
    met: Counter[tuple[Path, str]] = Counter()
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        callspec = getattr(item, "callspec", None)
        if FULL or callspec is None or (len(callspec.params) > 1 and _BROKEN_COPIES not in item.path.parents):
            kept.append(item)
            continue
        test = (item.path, item.location[2].partition("[")[0])
        stays = met[test] % _EVERY == 0 or _touched(callspec.id)
        (kept if stays else left_out).append(item)
        met[test] += 1
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept
