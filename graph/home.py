"""Where the tables are, and where snapshots live.

Snapshots live in the folder that `OPG_HOME` names, by default in the platform's place for a user's data.
"""

from __future__ import annotations

import os
from pathlib import Path

APPLICATION = "olympic-partnership-graph"

TABLES = Path(__file__).parent / "data"
"""The curated tables that ship with the project."""

EXAMPLES = TABLES / "examples.ttl"
"""Queries as examples in RDF, for the dataset's description: written from the queries, which a build cannot see."""


def default_home() -> Path:
    """Return the folder that `OPG_HOME` names, or the platform's own for this application."""
    named = os.environ.get("OPG_HOME")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path(APPLICATION)
