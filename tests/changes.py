"""Changes to a copy of the tables, of the kind that an editor makes."""

from __future__ import annotations

import re
from pathlib import Path

COUNTRY = "afghanistan"


def rename_country(tables: Path, name: str) -> Path:
    """Give a country another name, which is in the graph after the next build; return the tables."""
    countries = tables / "countries.csv"
    lines = countries.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines[1].startswith(f"{COUNTRY},")
    lines[1] = f"{COUNTRY},{name},AF,AFG,AFG,Asia\n"
    countries.write_text("".join(lines), encoding="utf-8")
    return tables


def version_name(nquads: Path) -> str:
    """Return what the statements of a snapshot call their version."""
    text = nquads.read_text(encoding="utf-8")
    [name] = re.findall(r'^<[^>]+/dataset> <http://www.w3.org/ns/dcat#version> "(.+)" ', text, re.MULTILINE)
    return str(name)
