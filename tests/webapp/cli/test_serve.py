"""What `opg serve` says when it starts; that it serves is held by the tests that use a served site."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp import assets
from webapp.cli.serve import _announce


def test_it_says_where_it_is_and_what_is_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assets.bundle, "__defaults__", (tmp_path,))
    _announce("http://127.0.0.1:8000/", "0123456789abcdef")
    said = capsys.readouterr()
    assert (
        said.out == "The Olympic Partnership Graph, version 0123456789ab, is at http://127.0.0.1:8000/ (Ctrl+C ends).\n"
    )
    assert said.err == f"{assets.MISSING}\n"
    assert "make bundle" in assets.MISSING
