"""The tables of words beside this module, in TOML."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words_of(name: str) -> dict[str, Any]:
    """Return the table of this name, such as `cities`."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))
