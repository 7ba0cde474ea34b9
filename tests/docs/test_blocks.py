"""Code blocks of README, CONTRIBUTING and the documentation: each does what its page says."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from sybil.example import SybilFailure

from tests.abuse.lengths import sample
from tests.docs.blocks import PAGES, Page, executables
from tests.homes import copy_home
from tests.serving import serving
from tests.some import some

_MOST_SKIPPED = 13
_SKIP = re.compile(r"<!--+\s*skip:(.*?)-->")
_REASON = re.compile(r' next "[^"]{10,}" ')


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """A function that returns the address of a site, which it starts when it is first called."""
    with ExitStack() as stack:

        @cache
        def address() -> str:
            home = copy_home(built, tmp_path_factory.mktemp("served"))
            return stack.enter_context(serving(OPG_HOME=str(home))).address

        yield address


OF_A_PART = {
    f"docs/how-to/{name}.md"
    for name in (
        "add-a-fact", "add-a-query", "check-a-story", "compare", "compare-releases", "correct-a-fact", "own-tables",
        "upgrade",
    )
}  # fmt: skip
"""Pages whose blocks build tables, or load a graph, several times. They have a part of the real tables for it."""


HOW_TO = [name for name in PAGES if name.startswith("docs/how-to/")]
"""Pages that mostly ask what the tests of the commands ask too: one in three is run in `make test`."""


@pytest.fixture
def folder(name: str, built: Path, few_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory of a page's blocks, with the environment that they need."""
    home, folder = tmp_path / "home", tmp_path / "work"
    copy_home(few_built if name in OF_A_PART else built, home)
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("OPG_HOME", str(home))
    monkeypatch.setenv("MPLBACKEND", "Agg")  # pictures without a screen
    monkeypatch.setenv("PATH", executables() + os.pathsep + os.environ["PATH"])
    return folder


@pytest.mark.engine
@pytest.mark.slow
@pytest.mark.parametrize("name", [*(name for name in PAGES if name not in HOW_TO), *sample(HOW_TO, every=3)])
def test_every_block_does_what_the_page_says(name: str, folder: Path, site: Callable[[], str]) -> None:
    Page(name, folder, site).run()


def test_the_pages_with_a_part_of_the_tables_are_there() -> None:
    assert set(PAGES) >= OF_A_PART


@pytest.mark.parametrize(
    "block",
    [
        "```sh\nfalse\necho after\n```",
        "```sh\necho one\n```\n\n```text\ntwo\n```",
        "```python\nprint(1)\n```\n\n```text\n2\n```",
        "```csv\na,b\n1\n```",
    ],
)
def test_a_wrong_block_fails(block: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n{block}\n", encoding="utf-8")
    with pytest.raises(SybilFailure):
        Page(str(page), tmp_path, str).run()


def test_few_blocks_are_skipped_and_each_says_why(request: pytest.FixtureRequest) -> None:
    root = request.config.rootpath
    skips = some(skip for name in PAGES for skip in _SKIP.findall((root / name).read_text(encoding="utf-8")))
    assert [skip for skip in skips if not _REASON.fullmatch(skip)] == []
    assert len(skips) <= _MOST_SKIPPED
