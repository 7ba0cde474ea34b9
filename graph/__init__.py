"""The curated tables, and the way from them to a snapshot. A snapshot is what can be queried."""

from typing import Final

__version__: Final = "0.1.0"
"""The version of the software; `pyproject.toml` takes it from here."""
