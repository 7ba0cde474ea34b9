"""The version of the data behind a store, in words."""

from __future__ import annotations

from graph.stores.store import Store


def named(store: Store) -> str:
    """Return the name of the version and its date, such as `1.1 of 2026-11-27`."""
    from webapp.models.data_version import data_version
    from webapp.models.query_client import QueryClient

    version = data_version(QueryClient(store))
    return f"{version.number} of {version.date}" if version.date else version.number
